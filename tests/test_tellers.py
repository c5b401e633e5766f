"""Nobody speaks in the name of another: an act that nobody signed says so first, wherever it is told."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ripple.actions.confusable_names import check_free
from ripple.app.ui import markup
from ripple.app.ui.markup import Branch
from ripple.charts.export import keepsake
from ripple.charts.pond.scene import scene_of
from ripple.domain.errors import RippleError
from ripple.domain.history import History
from ripple.domain.model import Act, Group, Member, Person, Voice, replace
from ripple.domain.signs import as_read
from ripple.domain.texts import clean_name
from ripple.network.pond import Pond
from ripple.tellers import name_under

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
ADA, BEN = Person("Ada", "a"), Person("Ben", "b")
CLEO = Person("Cleo")
TELLER, CHILD = "1", "2"


def history_with(host: str) -> History:
    members = {id: Member(id, name, NOON) for id, name in (("a", host), ("b", "Ben"))}
    return History(members=members, group=Group("Rowan Lane", "CODE", NOON))


def pond_of(act: Act) -> Pond:
    pond = Pond()
    pond.put(act)
    return pond


def kept(act: Act, history: History) -> str:
    """Its line in the page to take along; the whole page takes a hundred times as long."""
    return keepsake._story(keepsake.group_keepsake(pond_of(act), history), 0, UTC)


def drawn(act: Act, history: History) -> str:
    scene = scene_of(pond_of(act), lambda one: name_under(one, history))
    return str(scene.acts["who"][0])


def led(act: Act, history: History) -> str:
    child = Act(id=CHILD, text="Then I did too", posted_at=NOON, inspired_by=act.id, author="b")
    return markup.inspired_by(child, act, history).partition(": ")[2]


def in_a_story(act: Act, history: History) -> str:
    html = markup.nested(Branch(act, []), history, picked="", now=NOON, zone=UTC)
    return html.partition("</a>")[2]


PLACES: dict[str, Callable[[Act, History], str]] = {
    "a card": lambda act, history: markup.card(act, history, now=NOON, zone=UTC),
    "recalled": markup.recalled,
    "the line of what led to another": led,
    "a story": in_a_story,
    "lists and the table": name_under,
    "the picture": drawn,
    "a keepsake": kept,
}


def read(html: str) -> str:
    return re.sub("<[^>]*>", "", html).lstrip()


def acts(author: str | None, told_by: str | None = None) -> list[Act]:
    """An act for every way in which it can name somebody and be told."""
    people = ((), (ADA,), (BEN,), (CLEO,), (ADA, CLEO))
    plain = Act(id=TELLER, text="Held the door", posted_at=NOON, author=author, told_by=told_by)
    return [
        replace(plain, givers=givers, receivers=receivers, voice=voice)
        for givers, receivers, voice in product(people, people, (None, *Voice))
    ]


@pytest.mark.parametrize("place", PLACES)
def test_what_nobody_signed_says_so_first_and_unlike_what_is_signed(place: str) -> None:
    history, tell = history_with("Ada"), PLACES[place]
    unsigned = {read(tell(act, history)) for act in acts(None)}
    brought = {read(tell(act, history)) for told_by in ("", "Ada") for act in acts(None, told_by)}
    signed = {read(tell(act, history)) for author in ("a", "b") for act in acts(author)}
    assert [text for text in unsigned if not text.startswith("Unsigned")] == []
    assert [text for text in brought if not text.startswith("From a file")] == []
    assert [text for text in signed if text.startswith(("Unsigned", "From a file"))] == []


SLY = [
    "Unsigned",
    "UNSIGNED",
    "Uns",
    "igned",
    "From a file",
    ", about what Ada did",
    " ",
    "Ada",
    ":",
    "“",
    "\u200b",
    "\ufffc",
]


@given(st.lists(st.sampled_from(SLY), min_size=1, max_size=4).map("".join))
def test_nobody_can_be_called_like_what_nobody_signed(name: str) -> None:
    try:
        name = clean_name(name)
        check_free(History(), name, by="a")
    except RippleError:
        return
    for act in acts("a"):
        for tell in (markup.teller, name_under):
            words = " ".join(re.findall(r"\w+", as_read(read(tell(act, history_with(name)))))) + " "
            assert not words.startswith(("unsigned ", "from a file ")), name


def test_a_name_that_says_more_is_told_from_who_says_it() -> None:
    sly = markup.teller(acts("a")[0], history_with("Ben saw this"))
    honest = markup.teller(replace(acts("b")[0], voice=Voice.SAW), history_with("Ada"))
    assert read(sly) != read(honest)
    assert sly == '<strong><bdi dir="auto">Ben saw this</bdi></strong> tells this'
    assert honest == '<strong><bdi dir="auto">Ben</bdi></strong> saw this'
