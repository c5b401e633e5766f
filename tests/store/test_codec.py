"""Stored documents are read by several threads, from a process's first moment on."""

from tests.store.programs import results_of, started

# msgspec 0.22 learns a class when it first reads one, and ends the process with a segmentation fault where a
# second thread reads another meanwhile. What is missing in a document is refused, once its class is known.
READS_AT_ONCE = """
    from contextlib import suppress
    from threading import Barrier, Thread
    from typing import get_args

    from ripple.domain.events.log import LogEvent
    from ripple.store.codec import from_document

    def read(names, together):
        for name in names:
            together.wait(60)
            with suppress(ValueError):
                from_document({"entry": name, "id": "1"})

    sys.setswitchinterval(1e-6)
    names, together = [cls.__name__ for cls in get_args(LogEvent)], Barrier(8)
    threads = [Thread(target=read, args=(names, together)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(len(names))
"""


def test_the_first_of_a_kind_can_be_read_by_many_threads_at_once() -> None:
    assert int(results_of(started(READS_AT_ONCE))) > 10
