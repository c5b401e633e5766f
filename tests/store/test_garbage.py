"""The search for garbage is off while anybody reads, and on again after the last one."""

import gc

from ripple.store.garbage import no_garbage


def test_two_who_read_at_once_leave_the_search_on():
    first, second = no_garbage(), no_garbage()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert not gc.isenabled(), "one still reads"
    second.__exit__(None, None, None)
    assert gc.isenabled()


def test_two_who_end_in_turn_leave_it_on():
    first, second, third = no_garbage(), no_garbage(), no_garbage()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    third.__enter__()
    second.__exit__(None, None, None)
    third.__exit__(None, None, None)
    assert gc.isenabled()


def test_where_it_was_off_it_stays_off():
    gc.disable()
    try:
        with no_garbage():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
