"""A member is meant however their name is typed, and their name goes with them wherever it was typed."""

import unicodedata
from pathlib import Path
from typing import Any

import pytest

from ripple.actions.leaving import export_mine, leave_group
from ripple.actions.naming import NAMES_LIMIT, people_in
from ripple.actions.posting import share_act
from ripple.domain.errors import TextTooLong
from ripple.domain.events.acts import ActEdited, ActHidden, ActPosted, ActReported
from ripple.domain.history import History
from ripple.domain.model import Act, Member, Person, replace
from ripple.domain.moderation import Asker
from ripple.live import Groups, LiveGroup
from ripple.store import open_store
from tests.actions.conftest import NOON, come_in, losing_to

MEMBERS = {"o": "O'Brien", "s": "Siân", "m": "Müller, Jana", "l": "Lan", "j": "Jana", "w": "Weiß; K, L"}


@pytest.fixture
def history() -> History:
    return History(members={id: Member(id, name, NOON) for id, name in MEMBERS.items()})


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("O’Brien", ["o"]),
        ("o‘brien ", ["o"]),
        (unicodedata.normalize("NFD", "SIÂN"), ["s"]),
        ("Sian", ["s"]),
        ("Müller, Jana", ["m"]),
        ("müller,\u00a0jana; Jana", ["m", "j"]),
        ("Ada, Müller, Jana, Ben", [None, "m", None]),
        ("Müller", [None]),
        ("Müller, Ada", [None, None]),
        ("Weiss; K, L, Lan", ["w", "l"]),
        ("Ian", [None]),
        ("Lan\nIan", ["l", None]),
        (" , ;\n", []),
        ("\u200b, Lan, \u2800", ["l"]),
    ],
)
def test_a_member_is_meant_however_the_name_is_typed(
    typed: str, meant: list[str | None], history: History
) -> None:
    assert [person.member for person in people_in(history, "givers", typed)] == meant


def test_who_was_meant_before_still_is_though_they_left(history: History) -> None:
    before = (Person("Noor", "n"), Person("Max"))
    people = people_in(history, "givers", "noor, Max, Lan", before)
    assert [person.member for person in people] == ["n", None, "l"]


def test_too_long_a_field_is_refused_and_a_full_one_is_read_at_once(history: History) -> None:
    with pytest.raises(TextTooLong):
        people_in(history, "givers", "a" * (NAMES_LIMIT + 1))
    assert len(people_in(history, "givers", "a," * (NAMES_LIMIT // 2))) == NAMES_LIMIT // 2


# --- A name that was typed before its bearer came ---


@pytest.fixture
def groups(tmp_path: Path) -> Groups:
    return Groups(open_store(f"tinydb:{tmp_path}"))


def act(id: str, *people: Person, **more: Any) -> Act:
    return Act(id=id, text=f"Words of {id}", posted_at=NOON, givers=people, **more)


@pytest.fixture
def named(groups: Groups, live: LiveGroup) -> LiveGroup:
    """Acts by Ada and by nobody that name Quentin and Ben, and then Quentin comes."""
    people = (Person("Ben", "ben"), Person("QUENTIN"))
    share_act(live, "ada", act("1", *people, author="ada"), now=NOON)
    share_act(live, "ben", act("2", *people, claim="claim of 2"), now=NOON)
    come_in(groups, live, "Quentin")
    return live


def quentin(_act: str) -> Asker:
    return Asker("quentin")


def givers(live: LiveGroup, act: str) -> list[str]:
    return [person.name for person in live.history.acts[act].givers]


def test_a_name_from_before_its_bearer_came_goes_with_them(
    named: LiveGroup, groups: Groups, tmp_path: Path
) -> None:
    assert '"id": "2"' in export_mine(named, quentin).decode().partition("named_in")[2]
    leave_group(named, quentin, erase=True, now=NOON)
    for live in (named, Groups(open_store(f"tinydb:{tmp_path}")).group(named.id)):
        assert givers(live, "1") == givers(live, "2") == ["Ben"]
        assert live.history.acts["2"].text == "Words of 2"
        assert live.history.acts["2"].edited_at is None
    on_disk = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    assert b"Words of 2" in on_disk
    assert b"QUENTIN" not in on_disk
    assert b"Quentin" not in on_disk  # in small letters it is the id that the test gave


def test_a_file_that_says_they_told_it_does_not_any_more(named: LiveGroup) -> None:
    told = Act(id="4", text="From afar", posted_at=NOON, told_by="quentin")
    named.log.append(named.id, ActPosted(at=NOON, act=told))
    leave_group(named, quentin, erase=True, now=NOON)
    assert (named.history.acts["4"].told_by, named.history.acts["4"].text) == ("", "From afar")


def test_who_leaves_without_words_stays_named(named: LiveGroup) -> None:
    leave_group(named, quentin, erase=False, now=NOON)
    assert givers(named, "1") == ["Ben", "QUENTIN"]


def test_an_edit_that_is_quicker_keeps_its_words_and_loses_the_name(named: LiveGroup) -> None:
    words = replace(act("1", Person("Quentin"), author="ada"), text="Better words")
    with losing_to(named, ActEdited(id="edit 1", at=NOON, act=words)):
        leave_group(named, quentin, erase=True, now=NOON)
    assert givers(named, "1") == []
    assert named.history.acts["1"].text == "Better words"


def test_what_is_hidden_or_asked_about_loses_the_name_too(named: LiveGroup) -> None:
    hide = ActHidden(id="hide", at=NOON, by="ada", act="1")
    ask = ActReported(id="ask", at=NOON, by="ada", act="2", why="Who is that?")
    named.log.append(named.id, hide, ask)
    leave_group(named, quentin, erase=True, now=NOON)
    for id in ("1", "2"):
        written = named.history.written(id)
        assert written
        assert [person.name for person in written.givers] == ["Ben"]
        assert named.history.acts[id].erased


def test_what_waits_for_a_host_loses_the_name_and_waits_on(named: LiveGroup, groups: Groups) -> None:
    waiting = act("3", Person("Quentin"), author="ben")
    named.log.append(named.id, ActPosted(at=NOON, act=waiting, waits=True))
    leave_group(named, quentin, erase=True, now=NOON)
    assert named.history.awaiting["3"].givers == ()
    assert "3" not in named.history.acts
