"""What is true now is folded from the log, and replaying the log gives it again."""

import dataclasses
import re
from datetime import UTC, datetime, timedelta
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ripple.domain.erasing import entries_about, left_over, spent
from ripple.domain.events.acts import (
    ActApproved,
    ActEdited,
    ActErased,
    ActHidden,
    ActPosted,
    ActReported,
    ActRestored,
    ActThanked,
)
from ripple.domain.events.directory import GroupListed
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
from ripple.domain.events.members import (
    HostNamed,
    MemberAdmitted,
    MemberErased,
    MemberGone,
    MemberJoined,
    MemberRenamed,
    MemberWaits,
)
from ripple.domain.events.sign_in import IdentityLinked, IdentityUnlinked, LinkIssued, SignedIn, SignedOut
from ripple.domain.events.unknown import UnknownEvent
from ripple.domain.history import History
from ripple.domain.model import Act, Group, Person, Settings, Warmth, replace

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


def folded(*entries: GroupEvent | UnknownEvent) -> History:
    history = History()
    for version, entry in enumerate(entries, start=1):
        history.apply(version, entry)
    return history


def posted(act_id: str, text: str = "Held the door", *, waits: bool = False, **facts: Any) -> ActPosted:
    return ActPosted(at=NOON, act=Act(id=act_id, text=text, posted_at=NOON, **facts), waits=waits)


def edited(act_id: str, text: str, *, waits: bool = False, revives: bool = False) -> ActEdited:
    act = Act(id=act_id, text=text, posted_at=NOON, edited_at=NOON)
    return ActEdited(id=f"edit {act_id} {text}", at=NOON, act=act, waits=waits, revives=revives)


def shown(history: History) -> dict[str, str]:
    """What everybody reads."""
    return {act.id: act.text for act in history.acts.values()}


START = GroupStarted(id="start", at=NOON, name="Class 4b", code="ABCD2345")
ADA = MemberJoined(id="join a", at=NOON, member="a", name="Ada", host=True)
BEN = MemberJoined(id="join b", at=NOON, member="b", name="Ben")
CAN = MemberJoined(id="join c", at=NOON, member="c", name="Can", waits=True)
BEN_GONE = MemberGone(id="gone b", at=NOON, by="a", member="b")
BEN_ERASED = MemberErased(id="erased b", at=NOON, member="b")
REPORTED = ActReported(id="report 1 b", at=NOON, by="b", act="1", why="not kind")
HIDDEN = ActHidden(id="hide 1", at=NOON, by="a", act="1")
RESTORED = ActRestored(id="restore 1", at=NOON, by="a", act="1")
APPROVED = ActApproved(id="approve 1", at=NOON, by="a", act="1")
ERASED = ActErased(id="erase 1", at=NOON, act="1")
TAKEN_BACK = ActErased(id="take back 1", at=NOON, act="1", answers=False)
LINK = LinkIssued(id="link 1", at=NOON, member="a", link_hash="L", expires_at=NOON + timedelta(hours=1))


def test_a_group_has_a_name_members_and_acts_in_the_order_of_the_log() -> None:
    history = folded(START, ADA, posted("1"), posted("2"))
    assert (history.name, history.code, history.version) == ("Class 4b", "ABCD2345", 4)
    assert history.members["a"].host
    assert list(history.acts) == ["1", "2"]


def test_a_group_starts_once_and_is_frozen() -> None:
    again = GroupStarted(id="start again", at=NOON, name="Other", code="OTHER")
    group = folded(START, again).group
    assert group == Group("Class 4b", "ABCD2345", NOON)


def test_entries_must_follow_each_other() -> None:
    with pytest.raises(ValueError, match="cannot follow"):
        History().apply(2, START)


def test_a_link_signs_in_once_and_the_first_browser_wins() -> None:
    first = SignedIn(id="use L", at=NOON, member="a", token_hash="T1", link_hash="L")
    second = SignedIn(id="use L again", at=NOON, member="a", token_hash="T2", link_hash="L")
    assert folded(START, ADA, LINK, first, second).sign_ins.tokens == {"T1": "a"}


def test_a_link_signs_in_nobody_but_its_member() -> None:
    forged = SignedIn(id="use L", at=NOON, member="b", token_hash="T", link_hash="L")
    assert folded(START, ADA, LINK, forged).sign_ins.tokens == {}


def test_an_act_posted_twice_stays_as_it_was_first() -> None:
    assert folded(posted("1", "first"), posted("1", "second")).acts["1"].text == "first"


def test_an_erased_act_is_an_unnamed_drop() -> None:
    history = folded(posted("1"), ActErased(id="erase 1", at=NOON, act="1"))
    assert history.acts["1"].erased


def test_erasing_what_is_not_here_changes_nothing() -> None:
    assert folded(ActErased(id="erase 1", at=NOON, act="1")).acts == {}


EVERY = {
    type(event): event
    for event in (
        *(START, ADA, BEN_GONE, BEN_ERASED, REPORTED, HIDDEN, RESTORED, APPROVED, ERASED, LINK),
        *(posted("1"), edited("1", "Held two doors")),
        ActThanked(id="thank 1", at=NOON, by="b", act="1", warmth=Warmth.THANKS),
        CodeRenewed(id="renew", at=NOON, by="a", code="BCDE3456"),
        GroupRenamed(id="rename", at=NOON, by="a", name="Class 5b"),
        EndAsked(id="end", at=NOON, by="a"),
        EndStopped(id="stay", at=NOON, by="a"),
        SettingsChanged(id="set", at=NOON, by="a", settings=Settings(approve_acts=True)),
        MemberAdmitted(id="admit c", at=NOON, by="a", member="c"),
        MemberWaits(id="waits c", at=NOON, by="a", member="c"),
        MemberRenamed(id="rename b", at=NOON, member="b", name="Benno"),
        HostNamed(id="host b", at=NOON, by="a", member="b", host=True),
        SignedIn(id="in", at=NOON, member="a", token_hash="T", link_hash="L"),
        SignedOut(id="out", at=NOON, member="a"),
        IdentityLinked(id="identity", at=NOON, member="a", identity="I"),
        IdentityUnlinked(id="unlink", at=NOON, member="a"),
        ImportBegun(id="import i", at=NOON, brought="i", by="a"),
        ImportUndone(id="undo import i", at=NOON, brought="i", by="a"),
    )
}


def test_every_event_of_a_group_is_folded() -> None:
    assert set(EVERY) == set(get_args(GroupEvent))
    assert folded(*EVERY.values()).version == len(EVERY)


def test_an_event_of_the_directory_is_no_group_s() -> None:
    with pytest.raises(AssertionError, match="GroupListed"):
        History().apply(1, GroupListed(id="list", at=NOON, group="g", code="ABCD2345"))  # type: ignore[arg-type]


def test_an_unknown_event_is_passed_over_and_the_rest_stays() -> None:
    history = folded(START, ADA, UnknownEvent("pin 1", {}), BEN, posted("1"))
    assert (history.newer, list(history.members), list(history.acts)) == (True, ["a", "b"], ["1"])
    assert not folded(START, ADA).newer


# --- People ---


def signed_in(member: str, token: str) -> tuple[GroupEvent, GroupEvent]:
    soon = NOON + timedelta(hours=1)
    return (
        LinkIssued(id=f"link {token}", at=NOON, member=member, link_hash=token, expires_at=soon),
        SignedIn(id=f"use {token}", at=NOON, member=member, token_hash=token, link_hash=token),
    )


def test_who_waits_is_no_member_until_a_host_lets_them_in() -> None:
    assert list(folded(START, ADA, CAN).members) == ["a"]
    assert list(folded(START, ADA, CAN).waiting) == ["c"]
    admitted = folded(START, ADA, CAN, MemberAdmitted(id="admit c", at=NOON, by="a", member="c"))
    assert (list(admitted.members), admitted.waiting) == (["a", "c"], {})


def test_who_was_not_let_in_cannot_be_let_in_later() -> None:
    refused = MemberGone(id="gone c", at=NOON, by="a", member="c")
    history = folded(START, ADA, CAN, refused, MemberAdmitted(id="admit c", at=NOON, by="a", member="c"))
    assert list(history.members) == ["a"]


def test_who_is_removed_is_out_in_every_browser_and_keeps_no_link() -> None:
    spare = LinkIssued(id="spare", at=NOON, member="b", link_hash="spare", expires_at=NOON)
    history = folded(START, ADA, BEN, *signed_in("a", "A"), *signed_in("b", "B"), spare, BEN_GONE)
    assert (history.sign_ins.tokens, history.sign_ins.links, list(history.members)) == ({"A": "a"}, {}, ["a"])
    assert history.name_of("b") == "Ben"


def test_somebody_removed_gets_no_new_link() -> None:
    late, _ = signed_in("b", "B")
    assert folded(START, ADA, BEN, BEN_GONE, late).sign_ins.links == {}


def test_signing_out_is_for_one_browser_or_for_all() -> None:
    both = (START, ADA, *signed_in("a", "A1"), *signed_in("a", "A2"))
    one = SignedOut(id="out 1", at=NOON, member="a", token_hash="A1")
    assert folded(*both, one).sign_ins.tokens == {"A2": "a"}
    assert folded(*both, SignedOut(id="out", at=NOON, member="a")).sign_ins.tokens == {}
    spared = folded(*both, LINK, SignedOut(id="out", at=NOON, member="a", spared="A1"))
    assert (spared.sign_ins.tokens, spared.sign_ins.links) == ({"A1": "a"}, {})


def test_nobody_signs_another_out() -> None:
    forged = SignedOut(id="out", at=NOON, member="b", token_hash="A")
    assert folded(START, ADA, BEN, *signed_in("a", "A"), forged).sign_ins.tokens == {"A": "a"}


def test_a_group_always_has_a_host() -> None:
    alone = MemberGone(id="gone a", at=NOON, by="a", member="a")
    no_more = HostNamed(id="no host", at=NOON, by="a", member="a", host=False)
    for last in (alone, no_more):
        assert [host.id for host in folded(START, ADA, BEN, last).hosts] == ["a"]
    second = HostNamed(id="host b", at=NOON, by="a", member="b", host=True)
    for last in (alone, no_more):
        assert [host.id for host in folded(START, ADA, BEN, second, last).hosts] == ["b"]


def test_a_new_code_is_the_only_one() -> None:
    assert folded(START, CodeRenewed(id="renew", at=NOON, by="a", code="NEW")).code == "NEW"


def test_the_last_settings_hold() -> None:
    chosen = Settings(approve_acts=True)
    assert folded(START).settings == Settings()
    assert folded(START, SettingsChanged(id="set", at=NOON, by="a", settings=chosen)).settings == chosen


def test_acts_show_members_under_their_names_though_the_log_holds_ids() -> None:
    entry = posted("1", givers=(Person("Ben", "b"),), receivers=(Person("Dora"),))
    assert entry.act.givers == (Person("", "b"),)
    act = folded(START, ADA, BEN, entry).acts["1"]
    assert act.people == (Person("Ben", "b"), Person("Dora"))


def test_an_erased_member_is_in_nobodys_act_any_more_before_and_after() -> None:
    named: dict[str, Any] = {
        "givers": (Person("Ben", "b"),),
        "receivers": (Person("Ben", "b"), Person("Ada", "a")),
    }
    erased = (BEN_GONE, BEN_ERASED)
    before = folded(START, ADA, BEN, posted("1", author="b"), posted("2", **named), *erased)
    after = folded(START, ADA, BEN, *erased, posted("2", **named))
    assert before.acts["1"].author is None
    for history in (before, after):
        assert history.acts["2"].people == (Person("Ada", "a"),)
        assert history.name_of("b") == ""


# --- Moderation ---


def test_what_waits_is_seen_by_nobody_until_it_is_approved() -> None:
    waiting = folded(posted("1", waits=True))
    assert (shown(waiting), list(waiting.awaiting)) == ({}, ["1"])
    approved = folded(posted("1", waits=True), APPROVED)
    assert (shown(approved), approved.awaiting) == ({"1": "Held the door"}, {})


def test_what_waited_and_was_erased_leaves_no_drop() -> None:
    history = folded(posted("1", waits=True), ERASED, APPROVED)
    assert (history.acts, history.awaiting) == ({}, {})


@pytest.mark.parametrize("gone", [REPORTED, HIDDEN], ids=["reported", "hidden"])
def test_what_is_out_of_sight_is_a_drop_until_a_host_restores_it(gone: GroupEvent) -> None:
    history = folded(posted("1"), gone)
    assert history.acts["1"].erased
    assert history.hidden["1"].text == "Held the door"
    restored = folded(posted("1"), gone, RESTORED)
    assert (shown(restored), restored.hidden, restored.reports.open) == ({"1": "Held the door"}, {}, {})


def test_an_erased_act_cannot_be_restored_approved_or_edited() -> None:
    lives: list[list[GroupEvent]] = [[posted("1"), ERASED], [posted("1"), HIDDEN, ERASED]]
    for gone in lives:
        history = folded(*gone, RESTORED, APPROVED, edited("1", "back"), REPORTED)
        assert shown(history) == {"1": ""}
        assert (history.hidden, history.reports.open) == ({}, {})


def test_taking_back_can_be_undone_with_the_very_words() -> None:
    assert shown(folded(posted("1"), ERASED, edited("1", "back", revives=True))) == {"1": "back"}


def test_an_edit_replaces_the_words_where_they_are() -> None:
    assert shown(folded(posted("1"), edited("1", "new"))) == {"1": "new"}
    hidden = folded(posted("1"), HIDDEN, edited("1", "new"))
    assert (shown(hidden), hidden.hidden["1"].text) == ({"1": ""}, "new")
    waiting = folded(posted("1", waits=True), edited("1", "new"))
    assert (shown(waiting), waiting.awaiting["1"].text) == ({}, "new")


def test_an_edit_that_waits_covers_the_old_words_meanwhile() -> None:
    waiting = folded(posted("1"), edited("1", "new", waits=True))
    assert (shown(waiting), waiting.awaiting["1"].text) == ({"1": ""}, "new")
    assert shown(folded(posted("1"), edited("1", "new", waits=True), APPROVED)) == {"1": "new"}


def test_it_is_known_where_the_words_of_an_act_are() -> None:
    history = folded(posted("1"), posted("2"), edited("1", "new"), REPORTED, ERASED)
    assert entries_about(history, "1") == ["act 1", "edit 1 new", "report 1 b"]
    assert entries_about(history, "2") == ["act 2"]


def test_undoing_brings_back_what_only_waited() -> None:
    again = edited("1", "back", revives=True, waits=True)
    history = folded(posted("1", waits=True), ERASED, again)
    assert (shown(history), history.awaiting["1"].text) == ({}, "back")


def test_words_are_spent_once_held_later_or_needed_by_nobody() -> None:
    new = edited("1", "new")
    assert spent(folded(posted("1"), REPORTED), "1") == []
    assert spent(folded(posted("1"), new), "1") == ["act 1"]
    assert spent(folded(posted("1"), REPORTED, new, RESTORED), "1") == ["act 1", REPORTED.id]
    assert spent(folded(posted("1"), REPORTED, new, ERASED), "1") == ["act 1", REPORTED.id, new.id]
    assert spent(folded(posted("1"), ERASED, REPORTED, new), "1") == ["act 1", REPORTED.id, new.id]


def test_reported_words_are_needed_until_a_host_decided() -> None:
    new, back = edited("1", "new"), edited("1", "back", revives=True)
    assert spent(folded(posted("1"), REPORTED, new), "1") == []
    assert spent(folded(posted("1"), REPORTED, new, edited("1", "newer")), "1") == [new.id]
    assert spent(folded(posted("1"), REPORTED, new, TAKEN_BACK), "1") == [new.id]
    assert spent(folded(posted("1"), REPORTED, TAKEN_BACK, back), "1") == []
    assert spent(folded(posted("1"), REPORTED, TAKEN_BACK, back, RESTORED), "1") == ["act 1", REPORTED.id]


@pytest.mark.parametrize("hides", [True, False])
def test_a_report_is_open_with_its_words_until_a_host_decided(hides: bool) -> None:
    asked = replace(REPORTED, hides=hides)
    back = edited("1", "back", revives=True)
    for after in ((), (edited("1", "new"),), (TAKEN_BACK,), (TAKEN_BACK, back)):
        history = folded(posted("1"), asked, *after)
        assert [report.words.text for report in history.reports.about("1")] == ["Held the door"]
        assert ("1" in history.hidden) is (hides and after != (TAKEN_BACK,))
        for decided in (RESTORED, ERASED):
            assert not folded(posted("1"), asked, *after, decided).reports.open


@st.composite
def lives_of_an_act(draw: st.DrawFn) -> list[GroupEvent]:
    """What can happen to the act 1, in any order, as several writers at once might have it."""
    truth, steps = (
        st.booleans(),
        draw(
            st.lists(st.sampled_from(["edit", "erase", "take back", "report", "hide", "restore", "approve"]))
        ),
    )
    made: list[GroupEvent] = [posted("1", "secret 0", waits=draw(truth))]
    for number, step in enumerate(steps, start=1):
        entries: dict[str, GroupEvent] = {
            "erase": ERASED,
            "take back": TAKEN_BACK,
            "report": replace(REPORTED, hides=draw(truth)),
            "hide": HIDDEN,
            "restore": RESTORED,
            "approve": APPROVED,
            "edit": edited("1", f"secret {number}", waits=draw(truth), revives=draw(truth)),
        }
        event: Any = entries[step]  # of many kinds, each with an id
        made.append(replace(event, id=f"{event.id} {number}"))
    return made


@given(lives_of_an_act())
def test_without_the_spent_words_the_log_tells_the_very_same(entries: list[GroupEvent]) -> None:
    history, log = History(), list[GroupEvent]()
    for version, entry in enumerate(entries, start=1):
        log.append(entry)
        history.apply(version, entry)
        words = spent(history, "1")
        log = [kept.without_words() if kept.id in words else kept for kept in log]
    again = folded(*log)
    found, wanted = (dataclasses.replace(one, bare=set(), also_in={}) for one in (again, history))
    assert found == wanted
    assert left_over(again) == []
    held = history.written("1")
    needed = {report.held_by for report in history.reports.about("1")}
    needed |= {history.held_by["1"]} if held and held.text else set()
    assert len(re.findall("text=.secret", repr(log))) == len(needed)


def test_thanks_can_be_given_once_each_and_taken_back() -> None:
    def thanked(by: str, warmth: Warmth | None, number: int) -> ActThanked:
        return ActThanked(id=f"thank {number}", at=NOON, by=by, act="1", warmth=warmth)

    history = folded(
        posted("1"),
        thanked("a", Warmth.THANKS, 1),
        thanked("a", Warmth.SMILED, 2),
        thanked("b", Warmth.MOVED, 3),
        thanked("b", None, 4),
    )
    assert history.thanks == {"1": {"a": Warmth.SMILED}}
