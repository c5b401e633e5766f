"""What hosts decided is kept for hosts: what changed something, once."""

from datetime import UTC, datetime
from typing import Any

import pytest

from ripple.domain.decisions import KEPT, Decision, Deed
from ripple.domain.events.acts import ActApproved, ActErased, ActHidden, ActPosted, ActReported, ActRestored
from ripple.domain.events.group import (
    CodeRenewed,
    EndAsked,
    EndStopped,
    GroupRenamed,
    GroupStarted,
    SettingsChanged,
)
from ripple.domain.events.imports import ImportBegun, ImportUndone
from ripple.domain.events.log import GroupEvent
from ripple.domain.events.members import HostNamed, MemberAdmitted, MemberGone, MemberJoined, MemberWaits
from ripple.domain.history import History
from ripple.domain.model import Act, replace

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
ACT = Act(id="1", text="Held the door", posted_at=NOON, author="ben")


def joined(who: str, **facts: Any) -> MemberJoined:
    return MemberJoined(id=f"join {who}", at=NOON, member=who, name=who, **facts)


def decided(*later: GroupEvent) -> list[Decision]:
    """What is kept of a group with the hosts Ada and Dora, Ben in it, and Wanda before its door."""
    history = History()
    entries: list[GroupEvent] = [
        GroupStarted(id="start", at=NOON, name="Maple Street", code="AAAA1111"),
        *(joined(who, host=True) for who in ("ada", "dora")),
        joined("ben"),
        joined("wanda", waits=True),
        *later,
    ]
    for version, entry in enumerate(entries, start=1):
        history.apply(version, entry)
    return list(history.decisions.newest())


def by_ada(kind: type[Any], **facts: Any) -> Any:
    return kind(id=f"{kind.__name__} {facts}", at=NOON, by="ada", **facts)


APPROVED, HIDDEN, RESTORED = (by_ada(kind, act="1") for kind in (ActApproved, ActHidden, ActRestored))
REPORTED = ActReported(id="report", at=NOON, by="dora", act="1", hides=False)
ADMITTED = by_ada(MemberAdmitted, member="wanda")
BEGUN, UNDONE = by_ada(ImportBegun, brought="i"), by_ada(ImportUndone, brought="i")
WAITS, SHOWN = ActPosted(at=NOON, act=ACT, waits=True), ActPosted(at=NOON, act=ACT)


@pytest.mark.parametrize(
    ("entries", "deed", "about"),
    [
        ([ADMITTED], Deed.ADMITTED, "wanda"),
        ([ADMITTED, by_ada(MemberWaits, member="wanda")], Deed.WAITS_AGAIN, "wanda"),
        ([by_ada(MemberGone, member="wanda")], Deed.TURNED_AWAY, ""),
        ([by_ada(MemberGone, member="ben")], Deed.REMOVED, "ben"),
        ([by_ada(HostNamed, member="ben", host=True)], Deed.HOST_NAMED, "ben"),
        ([by_ada(HostNamed, member="dora", host=False)], Deed.HOST_NO_MORE, "dora"),
        ([WAITS, APPROVED], Deed.APPROVED, "1"),
        ([SHOWN, HIDDEN], Deed.HIDDEN, "1"),
        ([SHOWN, REPORTED, RESTORED], Deed.RESTORED, "1"),
        ([by_ada(SettingsChanged, unsigned=False)], Deed.SETTINGS, ""),
        ([by_ada(CodeRenewed, code="BBBB2222")], Deed.INVITATION, ""),
        ([by_ada(GroupRenamed, name="Oak Street")], Deed.RENAMED, ""),
        ([by_ada(EndAsked)], Deed.END_ASKED, ""),
        ([BEGUN], Deed.BROUGHT_IN, ""),
        ([BEGUN, UNDONE], Deed.IMPORT_UNDONE, ""),
        ([by_ada(EndAsked), by_ada(EndStopped)], Deed.END_STOPPED, ""),
    ],
    ids=lambda value: value.value if isinstance(value, Deed) else "",
)
def test_a_decision_says_who_what_and_about_whom(entries: list[GroupEvent], deed: Deed, about: str) -> None:
    assert decided(*entries)[0] == Decision(NOON, deed, "ada", about)


@pytest.mark.parametrize(
    "entries",
    [
        [],
        [MemberGone(id="gone", at=NOON, by="ben", member="ben")],
        [by_ada(MemberWaits, member="dora")],
        [SHOWN, APPROVED],
        [SHOWN, RESTORED],
        [SHOWN, ActErased(id="erase", at=NOON, act="1", answers=False)],
        [CodeRenewed(id="code", at=NOON, by="", code="BBBB2222")],
        [EndStopped(id="stop", at=NOON, by="ada")],
        [UNDONE],
    ],
    ids=[
        "nothing",
        "left",
        "a host",
        "did not wait",
        "in sight",
        "took back",
        "nobody",
        "no end",
        "no import",
    ],
)
def test_what_no_host_did_or_changed_nothing_is_no_decision(entries: list[GroupEvent]) -> None:
    assert decided(*entries) == []


@pytest.mark.parametrize("twice", [[ADMITTED], [SHOWN, HIDDEN]], ids=["let in", "hidden"])
def test_what_two_hosts_did_is_one_decision(twice: list[Any]) -> None:
    assert len(decided(*twice, replace(twice[-1], id="again", by="dora"))) == 1


@pytest.mark.parametrize(
    ("declined", "deed"), [("", Deed.TAKEN_AWAY), ("ben", Deed.DECLINED)], ids=["taken away", "declined"]
)
def test_who_took_an_act_away_stands_in_no_log(declined: str, deed: Deed) -> None:
    erased = ActErased(id="erase", at=NOON, act="1", declined=declined)
    assert decided(SHOWN, erased) == [Decision(NOON, deed, "", "1")]
    assert decided(SHOWN, erased, replace(erased, id="again")) == [Decision(NOON, deed, "", "1")]


def test_only_the_last_ones_are_kept() -> None:
    many = [by_ada(CodeRenewed, code=f"AAAA{number:04}") for number in range(KEPT + 5)]
    assert len(decided(*many)) == KEPT
