"""What hosts decided is undone for a day, by hosts alone, and only while it is still so."""

import dataclasses
from collections.abc import Callable
from datetime import timedelta

import pytest

from ripple.actions.joining import signed_in, waiting_with
from ripple.actions.members import admit, change_settings, name_host, remove, turn_away
from ripple.actions.moderating import approve_act, hide_act, report_act, restore_act, thank
from ripple.actions.posting import share_act, withdraw_act
from ripple.actions.undoing import let_wait_again, undo_decision
from ripple.domain.decisions import Decision, Deed
from ripple.domain.errors import NotAllowed, Overtaken
from ripple.domain.model import Act, Warmth, replace
from ripple.domain.moderation import Asker, case_of, to_decide
from ripple.domain.undoing import UNDO_FOR, may_undo
from ripple.live import Groups, LiveGroup
from tests.actions.conftest import NOON, SOON, Files, come_before_the_door, come_in, token_of

ADA, BEN, CLEO = (lambda _act, who=who: Asker(who) for who in ("ada", "ben", "cleo"))


@pytest.fixture
def two_hosts(groups: Groups, live: LiveGroup) -> LiveGroup:
    """Ada and Cleo look after the group; of Ben's acts one is seen, and one waits."""
    come_in(groups, live, "Cleo")
    name_host(live, "ada", "cleo", host=True, now=NOON)
    shares(live, "seen")
    change_settings(live, "ada", replace(live.history.settings, approve_acts=True), now=NOON)
    shares(live, "waits")
    return live


def shares(live: LiveGroup, id: str, author: str | None = "ben", claim: str = "") -> None:
    act = Act(id=id, text=f"words {id}", posted_at=NOON, author=author, claim=claim)
    share_act(live, author or "ben", act, now=NOON)


def approve(live: LiveGroup, act: str = "waits") -> None:
    case = case_of(live.history, act)
    assert case
    (approve_act if case.waits else restore_act)(live, Asker("ada"), case, now=NOON)


def report(live: LiveGroup) -> None:
    report_act(live, Asker("ada"), "seen", "it hurts", now=NOON)
    case = case_of(live.history, "seen")
    assert case
    restore_act(live, Asker("cleo"), case, now=NOON)


def newest(live: LiveGroup) -> Decision:
    return next(live.history.decisions.newest())


def shown(live: LiveGroup, act: str) -> bool:
    return bool(live.history.acts[act].text)


Decide = Callable[[LiveGroup], object]
Holds = Callable[[LiveGroup], bool]
UNDOABLE: dict[Deed, tuple[Decide, Holds]] = {
    Deed.APPROVED: (approve, lambda live: shown(live, "waits")),
    Deed.HIDDEN: (
        lambda live: hide_act(live, "ada", "seen", now=NOON),
        lambda live: not shown(live, "seen"),
    ),
    Deed.RESTORED: (report, lambda live: shown(live, "seen")),
    Deed.HOST_NAMED: (
        lambda live: name_host(live, "ada", "ben", host=True, now=NOON),
        lambda live: live.history.is_host("ben"),
    ),
    Deed.HOST_NO_MORE: (
        lambda live: name_host(live, "ada", "cleo", host=False, now=NOON),
        lambda live: not live.history.is_host("cleo"),
    ),
}


@pytest.mark.parametrize("deed", UNDOABLE)
def test_a_decision_is_undone_once_and_then_is_not_so(two_hosts: LiveGroup, deed: Deed) -> None:
    decide, holds = UNDOABLE[deed]
    decide(two_hosts)
    decision = newest(two_hosts)
    assert (decision.deed, holds(two_hosts)) == (deed, True)
    undo_decision(two_hosts, ADA, decision, now=SOON)
    assert not holds(two_hosts)
    with pytest.raises(Overtaken):
        undo_decision(two_hosts, ADA, decision, now=SOON)


@pytest.mark.parametrize("deed", UNDOABLE)
def test_nobody_but_a_host_undoes_it_and_no_host_after_a_day(two_hosts: LiveGroup, deed: Deed) -> None:
    UNDOABLE[deed][0](two_hosts)
    decision, before = newest(two_hosts), two_hosts.version
    for who in ("nobody", *(["ben"] if deed is not Deed.HOST_NAMED else [])):
        with pytest.raises(NotAllowed):
            undo_decision(two_hosts, lambda _act, who=who: Asker(who), decision, now=SOON)
    with pytest.raises(Overtaken):
        undo_decision(two_hosts, ADA, decision, now=NOON + UNDO_FOR + timedelta(seconds=1))
    assert two_hosts.catch_up() == before


def test_what_was_let_through_is_looked_at_again(two_hosts: LiveGroup) -> None:
    approve(two_hosts)
    undo_decision(two_hosts, CLEO, newest(two_hosts), now=SOON)
    assert "waits" in [case.act.id for case in to_decide(two_hosts.history, ADA)]
    undo_decision(two_hosts, ADA, newest(two_hosts), now=SOON)
    assert shown(two_hosts, "waits")


def test_only_the_last_word_about_something_can_be_undone(two_hosts: LiveGroup) -> None:
    hide_act(two_hosts, "ada", "seen", now=NOON)
    first = newest(two_hosts)
    approve(two_hosts, "seen")
    with pytest.raises(Overtaken):
        undo_decision(two_hosts, ADA, first, now=SOON)


def test_no_host_undoes_what_another_decided_about_their_act(groups: Groups, two_hosts: LiveGroup) -> None:
    shares(two_hosts, "ada's", author="ada")
    hide_act(two_hosts, "cleo", "ada's", now=NOON)
    with pytest.raises(Overtaken):
        undo_decision(two_hosts, ADA, newest(two_hosts), now=SOON)
    undo_decision(two_hosts, CLEO, newest(two_hosts), now=SOON)


def test_what_is_erased_or_asked_about_is_not_undone(two_hosts: LiveGroup) -> None:
    approve(two_hosts)
    approved = newest(two_hosts)
    withdraw_act(two_hosts, Asker("ada"), "waits", now=NOON)
    for decision in (approved, newest(two_hosts)):
        assert not may_undo(two_hosts.history, ADA, decision, SOON)


def test_the_group_keeps_a_host_whatever_is_undone(two_hosts: LiveGroup) -> None:
    name_host(two_hosts, "ada", "ben", host=True, now=NOON)
    named = newest(two_hosts)
    for host in ("ada", "cleo"):
        name_host(two_hosts, host, host, host=False, now=NOON)
    with pytest.raises(Overtaken):
        undo_decision(two_hosts, BEN, named, now=SOON)


# --- The door ---


def test_who_was_let_in_waits_again_and_can_be_let_in_again(groups: Groups, live: LiveGroup) -> None:
    token = come_before_the_door(groups, live, "Wanda")
    for _time in range(2):
        admit(live, "ada", "wanda", now=NOON)
        assert signed_in(live, token)
        undo_decision(live, ADA, newest(live), now=SOON)
        waits = waiting_with(live, token)
        assert waits
        assert (waits.id, waits.name) == ("wanda", "Wanda")
        assert signed_in(live, token) is None
    admit(live, "ada", "wanda", now=NOON)
    assert live.history.name_of("wanda") == "Wanda"


@pytest.mark.parametrize("did", ["shared", "thanked", "became a host"])
def test_who_did_something_since_stays_in(groups: Groups, live: LiveGroup, did: str) -> None:
    come_before_the_door(groups, live, "Wanda")
    shares(live, "1")
    admit(live, "ada", "wanda", now=NOON)
    admitted = newest(live)
    if did == "shared":
        shares(live, "2", "wanda")
    elif did == "thanked":
        thank(live, Asker("wanda"), "1", Warmth.MOVED, now=NOON)
    else:
        name_host(live, "ada", "wanda", host=True, now=NOON)
    with pytest.raises(Overtaken):
        undo_decision(live, ADA, admitted, now=SOON)


def test_who_was_sent_away_is_before_the_door_again(groups: Groups, live: LiveGroup) -> None:
    token = come_before_the_door(groups, live, "Wanda")
    gone = turn_away(live, "ada", "wanda", now=NOON)
    assert waiting_with(live, token) is None
    let_wait_again(live, "ada", gone, now=SOON)
    waits = waiting_with(live, token)
    assert waits
    assert waits.name == "Wanda"
    admit(live, "ada", waits.id, now=SOON)
    assert signed_in(live, token) == live.history.members[waits.id]


def test_until_then_nothing_of_them_is_in_any_file(in_files: LiveGroup, groups: Groups, files: Files) -> None:
    own = Groups(in_files.log)
    come_before_the_door(own, in_files, "Wanda")
    gone = turn_away(in_files, "ada", "wanda", now=NOON)
    assert "Wanda" not in files()
    with pytest.raises(NotAllowed):
        let_wait_again(in_files, "ben", gone, now=SOON)
    assert "Wanda" not in files()


def test_who_was_sent_away_from_one_group_waits_before_no_other(groups: Groups, live: LiveGroup) -> None:
    come_before_the_door(groups, live, "Wanda")
    gone = [dataclasses.replace(one, group="other") for one in turn_away(live, "ada", "wanda", now=NOON)]
    let_wait_again(live, "ada", gone, now=SOON)
    assert live.history.waiting == {}


def test_a_removal_is_not_undone(live: LiveGroup, groups: Groups) -> None:
    token = token_of(groups, live, "ben")
    remove(live, "ada", "ben", now=NOON)
    with pytest.raises(Overtaken):
        undo_decision(live, ADA, newest(live), now=SOON)
    assert signed_in(live, token) is None
