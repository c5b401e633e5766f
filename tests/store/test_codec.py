"""Stored documents are read as they were written, also by several threads from the first moment on."""

from hypothesis import given
from hypothesis import strategies as st

from ripple.domain.events.acts import ActPosted
from ripple.domain.model import Act, Person
from ripple.domain.signs import is_visible
from ripple.domain.texts import clean_name
from ripple.store.codec import from_document, read_document, to_document, to_json
from tests.store.entries import NOON
from tests.store.programs import results_of, started

NAMES = (
    st.text(min_size=1, max_size=20).filter(lambda text: text.isalnum() and is_visible(text)).map(clean_name)
)
PEOPLE = st.builds(Person, NAMES, st.none() | st.just("b"), st.booleans())

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


@given(st.lists(PEOPLE, max_size=3).map(tuple), st.lists(PEOPLE, max_size=3).map(tuple))
def test_an_act_is_read_as_it_was_written(givers: tuple[Person, ...], receivers: tuple[Person, ...]) -> None:
    act = Act(id="1", text="Waved", posted_at=NOON, givers=givers, receivers=receivers)
    posted = ActPosted(at=NOON, act=act)
    assert from_document(read_document(to_json(posted))) == posted
    assert all(person.counts for person in act.people if person.member)


def test_whom_an_earlier_version_named_is_one_person() -> None:
    act = Act(id="1", text="Waved", posted_at=NOON, givers=(Person("Ann"), Person("", "b")))
    document = to_document(ActPosted(at=NOON, act=act))
    for person in document["act"]["givers"]:
        del person["counts"]
    assert from_document(document) == ActPosted(at=NOON, act=act)


def test_the_first_of_a_kind_can_be_read_by_many_threads_at_once() -> None:
    assert int(results_of(started(READS_AT_ONCE))) > 10
