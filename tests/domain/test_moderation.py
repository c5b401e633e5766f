"""Who may see, edit, take back, thank for and report an act: every asker beside every state."""

from datetime import UTC, datetime
from typing import Any

import pytest

from ripple.domain.events.acts import ActErased, ActHidden, ActPosted, ActThanked
from ripple.domain.events.log import GroupEvent
from ripple.domain.events.members import MemberGone, MemberJoined
from ripple.domain.events.sign_in import SignedIn
from ripple.domain.history import History
from ripple.domain.model import Act, Warmth
from ripple.domain.moderation import (
    Asker,
    concerns,
    may_edit,
    may_report,
    may_see,
    may_thank,
    may_withdraw,
    waits_for,
)

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
HOST, POSTER, OTHER, GONE, STRANGER = Asker("h"), Asker("p"), Asker("o"), Asker("g"), Asker("s")
ALL = {"host": HOST, "poster": POSTER, "other": OTHER, "gone": GONE, "stranger": STRANGER}
HIDDEN = ActHidden(id="hide", at=NOON, by="h", act="1")
ERASED = ActErased(id="erase", at=NOON, act="1")


def group_with(*later: GroupEvent, waits: bool = False, **facts: Any) -> History:
    """A host, a poster, another member, somebody who was removed, and the act 1."""
    act = Act(id="1", text="Held the door", posted_at=NOON, **{"author": "p", **facts})
    entries: list[GroupEvent] = [
        MemberJoined(id=f"join {who}", at=NOON, member=who, name=who, host=who == "h") for who in "hpog"
    ]
    entries += [MemberGone(id="gone", at=NOON, by="h", member="g"), ActPosted(at=NOON, act=act, waits=waits)]
    history = History()
    for version, entry in enumerate([*entries, *later], start=1):
        history.apply(version, entry)
    return history


def only(asker: Asker) -> Any:
    """What asks for them, with no claim on any act."""
    return lambda _act: asker


def those_who(may: Any, history: History) -> set[str]:
    return {name for name, asker in ALL.items() if may(history, asker, "1")}


@pytest.mark.parametrize(
    ("history", "see", "edit", "withdraw", "thank"),
    [
        (group_with(), {"host", "poster", "other"}, {"poster"}, {"host", "poster"}, {"host", "other"}),
        (group_with(HIDDEN), {"host", "poster"}, {"poster"}, {"host", "poster"}, set()),
        (group_with(waits=True), {"host", "poster"}, {"poster"}, {"host", "poster"}, set()),
        (group_with(ERASED), set(), set(), set(), set()),
    ],
    ids=["shown", "hidden", "waiting", "erased"],
)
def test_each_may_do_what_is_theirs(history, see, edit, withdraw, thank):
    assert those_who(may_see, history) == see
    assert those_who(may_edit, history) == edit
    assert those_who(may_withdraw, history) == withdraw
    assert those_who(may_thank, history) == those_who(may_report, history) == thank


def test_an_unsigned_act_is_its_posters_by_the_claim_alone():
    history = group_with(author=None, claim="c")
    assert not may_edit(history, POSTER, "1")
    assert may_edit(history, Asker("p", "c"), "1")
    assert not may_thank(history, Asker("p", "c"), "1")
    assert not may_edit(history, Asker("s", "c"), "1")


def test_no_claim_is_no_key_to_an_act_without_one():
    assert not may_edit(group_with(author=None), Asker("p", ""), "1")


def test_of_an_act_that_is_not_here_nobody_may_anything():
    for may in (may_see, may_edit, may_withdraw, may_thank, may_report):
        assert not may(group_with(), HOST, "2")


@pytest.mark.parametrize("claim", ["", "c"], ids=["signed", "unsigned"])
def test_thanks_are_news_for_who_gives_and_who_gets_them_alone(claim: str):
    history = group_with(author=None if claim else "p", claim=claim)
    thanks = ActThanked(id="thank", at=NOON, by="o", act="1", warmth=Warmth.MOVED)
    told = {
        who
        for who in "hpo"
        if concerns(history, lambda _act, who=who: Asker(who, claim * (who == "p")), thanks)
    }
    assert told == {"p", "o"}


def test_a_sign_in_is_news_for_its_visitor_and_all_else_for_everybody():
    history = group_with()
    signed_in = SignedIn(id="use", at=NOON, member="p", token_hash="T", link_hash="L")
    for entry, told in ((signed_in, {"p"}), (HIDDEN, set("hpo"))):
        assert {who for who in "hpo" if concerns(history, lambda _act, who=who: Asker(who), entry)} == told


def test_a_host_alone_has_a_count_and_only_of_what_they_may_decide():
    door = MemberJoined(id="join n", at=NOON, member="n", name="n", waits=True)
    posted = group_with(door, waits=True)
    assert [waits_for(posted, only(who)) for who in (HOST, POSTER, STRANGER)] == [2, 0, 0]
    assert waits_for(group_with(HIDDEN), only(HOST)) == 0  # they took it out of sight themselves
    second = MemberJoined(id="join q", at=NOON, member="q", name="q", host=True)
    own = group_with(second, waits=True, author="q")
    assert [waits_for(own, only(who)) for who in (Asker("q"), HOST)] == [0, 1]
