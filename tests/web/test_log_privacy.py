"""Whatever breaks, the log names the place and not the words."""

import io
import logging
from collections.abc import Iterator

import pytest

from ripple.domain.errors import NameTaken
from ripple.web.log_privacy import keep_words_out_of_the_log

WORDS = "Cleo cried on Tuesday"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What a handler that knows nothing of us writes."""
    as_before, out = logging.getLogRecordFactory(), io.StringIO()
    handler = logging.StreamHandler(out)
    logging.getLogger("somebody").addHandler(handler)
    keep_words_out_of_the_log()
    yield out
    logging.setLogRecordFactory(as_before)
    logging.getLogger("somebody").removeHandler(handler)


def breaks(words: str) -> None:
    try:
        raise NameTaken(words, words)
    except NameTaken as error:
        raise KeyError(words) from error


def test_an_error_is_named_with_its_place_and_without_its_words(log: io.StringIO) -> None:
    try:
        breaks(WORDS)
    except KeyError as error:
        error.add_note(WORDS)
        logging.getLogger("somebody").exception("a page broke")
        logging.getLogger("somebody").error("again", exc_info=error)
    assert WORDS not in log.getvalue()
    assert log.getvalue().count("in breaks") == 4
    assert log.getvalue().index("NameTaken\n") < log.getvalue().index("KeyError\n")


def test_what_is_no_error_is_logged_as_ever(log: io.StringIO) -> None:
    logging.getLogger("somebody").warning("the disk is %s", "full", exc_info=True)
    assert log.getvalue() == "the disk is full\nNoneType: None\n"


def test_errors_that_come_from_each_other_end(log: io.StringIO) -> None:
    one, other = ValueError(WORDS), ValueError(WORDS)
    one.__cause__, other.__cause__ = other, one
    logging.getLogger("somebody").error("round and round", exc_info=one)
    assert log.getvalue().count("ValueError") == 2
