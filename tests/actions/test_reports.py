"""What was reported stays for the hosts until they decided, whatever anybody does meanwhile."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import count

import hypothesis.strategies as st
import pytest
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from ripple.actions import rate_limits
from ripple.actions.leaving import leave_group
from ripple.actions.members import change_settings, name_host
from ripple.actions.moderating import (
    approve_act,
    hide_act,
    report_act,
    restore_act,
    restore_all,
)
from ripple.actions.posting import Withdrawn, edit_act, share_act, undo_withdrawal, withdraw_act
from ripple.actions.retention import let_old_words_go
from ripple.domain.errors import NotAllowed, Overtaken, RippleError, UnknownAct
from ripple.domain.events.acts import ActEdited, ActErased, ActReported, ActThanked
from ripple.domain.events.members import MemberJoined
from ripple.domain.model import Act, Warmth, replace
from ripple.domain.moderation import Asker, Case, asked_by, case_of, to_decide
from ripple.domain.reports import Report
from ripple.live import Groups, LiveGroup
from ripple.store import open_store
from tests.actions.conftest import NOON, SOON, Files, come_in, losing_to, with_ada_and_ben

BEN, ADA, CLEO, DORA = Asker("ben"), Asker("ada"), Asker("cleo"), Asker("dora")
WEEKS_LATER = NOON + timedelta(days=30)
NAMES = ("cleo", "dora")


def a_group(groups: Groups) -> LiveGroup:
    """Ada hosts, Ben posted the act 1, Cleo and Dora can ask a host to look at it."""
    live = with_ada_and_ben(groups)
    come_in(groups, live, "Cleo", "Dora")
    live.catch_up()
    return live


def an_act(text: str, act: str = "1", author: str | None = "ben") -> Act:
    return Act(id=act, text=text, posted_at=NOON, author=author)


def cases(live: LiveGroup, host: str = "ada") -> dict[str, Case]:
    live.catch_up()
    return {case.act.id: case for case in to_decide(live.history, lambda _act: Asker(host))}


def asked(live: LiveGroup, host: str = "ada") -> list[tuple[str, str, str]]:
    """Who asks the host to look, at which words, and why."""
    return [
        (one.asked.by, one.words.text, one.asked.why)
        for case in cases(live, host).values()
        for one in case.reports
    ]


class Reported(RuleBasedStateMachine):
    """One act of Ben's, and all that can become of it and of those who asked about it."""

    def __init__(self) -> None:
        super().__init__()
        rate_limits._limiter.storage.reset()  # each begins on a day of its own
        self.groups = Groups(open_store("memory:"))
        self.live = a_group(self.groups)
        self.numbers = count()
        self.withdrawn: Withdrawn | None = None
        self.said = ""
        self.open: list[tuple[str, str]] = []
        share_act(self.live, "ben", an_act(self.words()), now=NOON)

    def words(self) -> str:
        self.said = f"<words {next(self.numbers)}>"
        return self.said

    @property
    def here(self) -> set[str]:
        return set(self.live.history.members)

    @rule(who=st.sampled_from(NAMES))
    def report(self, who: str) -> None:
        try:
            report_act(self.live, Asker(who), "1", f"<why {who}>", now=WEEKS_LATER)
        except RippleError:
            return
        if (who, self.said) not in self.open:  # once by each, also where it is in sight still
            self.open.append((who, self.said))

    @precondition(lambda self: "ben" in self.here)
    @rule()
    def edit(self) -> None:
        before, text = self.said, self.words()
        try:
            edit_act(self.live, BEN, an_act(text), now=SOON)
        except UnknownAct:
            self.said = before

    @rule(by=st.sampled_from([BEN, ADA]))
    def take_away(self, by: Asker) -> None:
        try:
            self.withdrawn = withdraw_act(self.live, by, "1", now=SOON)
        except RippleError:
            return
        if by is ADA:
            self.open.clear()

    @precondition(lambda self: self.withdrawn)
    @rule(by=st.sampled_from([BEN, ADA]))
    def undo(self, by: Asker) -> None:
        assert self.withdrawn
        try:
            undo_withdrawal(self.live, by, self.withdrawn, now=SOON)
        except RippleError:
            return
        self.said = self.withdrawn.act.text

    @rule()
    def decide(self) -> None:
        if case := cases(self.live).get("1"):
            (approve_act if case.waits else restore_act)(self.live, ADA, case, now=SOON)
            self.open.clear()

    @rule()
    def hide(self) -> None:
        try:
            hide_act(self.live, "ada", "1", now=SOON)
        except UnknownAct:
            return

    @rule(reads_first=st.booleans())
    def choose(self, reads_first: bool) -> None:
        chosen = replace(self.live.history.settings, approve_acts=reads_first)
        change_settings(self.live, "ada", chosen, now=SOON)

    @rule(who=st.sampled_from(["ben", *NAMES]), erase=st.booleans())
    def leave(self, who: str, erase: bool) -> None:
        if who in self.here:
            leave_group(self.live, lambda _act: Asker(who), erase=erase, now=SOON)

    @rule()
    def old_words_go(self) -> None:
        let_old_words_go(self.live, now=WEEKS_LATER)
        kept = self.live.history.settings
        change_settings(self.live, "ada", replace(kept, keep_days=7), now=SOON)
        let_old_words_go(self.live, now=WEEKS_LATER)
        change_settings(self.live, "ada", kept, now=SOON)

    @invariant()
    def a_host_sees_what_was_asked_and_the_words(self) -> None:
        for live in (self.live, Groups(self.live.log).group(self.live.id)):
            assert sorted(one[:2] for one in asked(live)) == sorted(self.open)

    @invariant()
    def no_other_words_are_kept(self) -> None:
        entries = [entry for _, entry in self.live.log.since(self.live.id, 0)]
        kept = {entry.act.text for entry in entries if hasattr(entry, "act") and isinstance(entry.act, Act)}
        now = self.live.history.written("1")
        needed = {words for _, words in self.open} | ({now.text} if now else set())
        assert kept - {""} == needed - {""}
        reasons = {entry.why for entry in entries if isinstance(entry, ActReported) and entry.why}
        assert reasons <= {f"<why {who}>" for who, _ in self.open}

    @invariant()
    def what_is_in_sight_was_not_reported_before(self) -> None:
        hiding = {one.words.text for one in self.live.history.reports.about("1") if one.asked.hides}
        assert self.live.history.acts["1"].text not in hiding


TestReported = Reported.TestCase
TestReported.settings = settings(max_examples=40, stateful_step_count=20, deadline=None)


@pytest.fixture
def live(groups: Groups) -> LiveGroup:
    """The group with ten acts of Ben's, the first of which is the act 1."""
    live = a_group(groups)
    for number in range(1, 11):
        share_act(live, "ben", an_act(f"Words {number}", str(number)), now=NOON)
    return live


def in_sight(live: LiveGroup) -> set[str]:
    return {act.id for act in live.history.acts.values() if not act.erased}


def the_case(live: LiveGroup, act: str = "1") -> Case:
    return cases(live)[act]


# --- Nobody hides from a report ---


def test_what_was_changed_or_came_back_can_be_reported_again(live: LiveGroup) -> None:
    report_act(live, CLEO, "1", "first", now=NOON)
    back = withdraw_act(live, BEN, "1", now=NOON)
    restore_act(live, ADA, the_case(live), now=NOON)
    undo_withdrawal(live, BEN, back, now=NOON)
    assert the_case(live).waits  # a host reads it before it is in sight again
    approve_act(live, ADA, the_case(live), now=NOON)
    report_act(live, CLEO, "1", "it came back", now=NOON)
    assert asked(live) == [("cleo", "Words 1", "it came back")]
    restore_act(live, ADA, the_case(live), now=NOON)
    edit_act(live, BEN, an_act("Worse words"), now=SOON)
    report_act(live, CLEO, "1", "it is worse", now=SOON)
    assert asked(live) == [("cleo", "Worse words", "it is worse")]


def test_a_reported_act_that_returns_is_hidden_until_a_host_decides(live: LiveGroup) -> None:
    report_act(live, CLEO, "1", "", now=NOON)
    undo_withdrawal(live, BEN, withdraw_act(live, BEN, "1", now=NOON), now=NOON)
    assert "1" not in in_sight(live)
    restore_act(live, ADA, the_case(live), now=NOON)
    assert "1" in in_sight(live)


def test_reported_words_are_in_files_only_until_a_host_decides(in_files: LiveGroup, files: Files) -> None:
    come_in(Groups(in_files.log), in_files, "Cleo")
    share_act(in_files, "ben", an_act("SECRET words"), now=NOON)
    report_act(in_files, CLEO, "1", "", now=NOON)
    edit_act(in_files, BEN, an_act("SECRET other words"), now=SOON)
    leave_group(in_files, lambda _act: BEN, erase=True, now=SOON)
    assert files().count("SECRET") == files().count("SECRET words") == 1
    assert '"Ben"' not in files()
    case = case_of(in_files.history, "1")
    assert case
    assert case.act.erased
    assert case.reports[0].words.author is None
    restore_act(in_files, ADA, case, now=SOON)
    assert "SECRET" not in files()


def test_one_taken_away_by_an_older_version_of_the_app_is_answered(live: LiveGroup) -> None:
    report_act(live, CLEO, "1", "", now=NOON)
    live.log.append(live.id, ActErased(id="old", at=SOON, act="1"))
    assert not cases(live)


# --- A decision is about what was read ---


@pytest.mark.parametrize("decide", [approve_act, restore_act])
@pytest.mark.parametrize(
    "meanwhile",
    [
        ActEdited(id="rival", at=SOON, act=an_act("Unread words")),
        ActReported(id="rival", at=SOON, by="dora", act="1", why="Unread reason"),
    ],
    ids=["edited", "reported"],
)
def test_what_comes_a_moment_before_the_press_is_not_let_through(
    live: LiveGroup, decide: object, meanwhile: ActEdited | ActReported
) -> None:
    report_act(live, CLEO, "1", "", now=NOON)
    if decide is approve_act:
        back = withdraw_act(live, BEN, "1", now=NOON)
        restore_act(live, ADA, the_case(live), now=NOON)
        undo_withdrawal(live, BEN, back, now=NOON)
    case = the_case(live)
    with losing_to(live, meanwhile), pytest.raises(Overtaken):
        decide(live, ADA, case, now=SOON)  # type: ignore[operator]  # either of the two
    assert "1" not in in_sight(live)


def test_a_decision_holds_whatever_else_happens_at_that_moment(live: LiveGroup) -> None:
    report_act(live, CLEO, "1", "", now=NOON)
    thanks = ActThanked(id="rival", at=SOON, by="dora", act="2", warmth=Warmth.MOVED)
    with losing_to(live, thanks):
        restore_act(live, ADA, the_case(live), now=SOON)
    assert "1" in in_sight(live)


# --- What a report hides is limited, and a report never is ---


def puppets(live: LiveGroup, many: int) -> list[Asker]:
    names = [f"puppet{number}" for number in range(many)]
    live.log.append(
        live.id, *(MemberJoined(id=f"join {one}", at=WEEKS_LATER, member=one, name=one) for one in names)
    )
    live.catch_up()
    return [Asker(name) for name in names]


@pytest.fixture
def feed(live: LiveGroup) -> LiveGroup:
    for number in range(11, 61):
        share_act(live, "ben", an_act(f"Words {number}", str(number)), now=NOON)
    return live


def test_ten_sock_puppets_hide_few_acts_and_others_can_still_report(feed: LiveGroup) -> None:
    for number, puppet in enumerate(puppets(feed, 10)):
        for act in range(5 * number + 1, 5 * number + 6):
            report_act(feed, puppet, str(act), "", now=WEEKS_LATER, address="one address")
    assert len(in_sight(feed)) == 55
    assert report_act(feed, CLEO, "60", "It is about me", now=WEEKS_LATER, address="one address")
    assert "60" not in in_sight(feed)
    assert len(cases(feed)) == 51
    assert next(iter(cases(feed))) == "60"  # before what a crowd of newcomers asks


def test_a_member_hides_five_a_day_and_is_heard_beyond(live: LiveGroup) -> None:
    hidden = [report_act(live, CLEO, str(n), "", now=WEEKS_LATER) for n in range(1, 8)]
    assert hidden == [True] * 5 + [False] * 2
    assert [one[0] for one in asked(live)] == ["cleo"] * 7
    assert {"6", "7"} <= in_sight(live)


def test_from_one_address_twenty_a_day_are_hidden(feed: LiveGroup) -> None:
    come_in(Groups(feed.log), feed, "Eva", "Finn", "Gina")
    feed.catch_up()
    numbers = iter(range(1, 61))
    hidden = [
        report_act(feed, Asker(who), str(next(numbers)), "", now=WEEKS_LATER, address="school")
        for who in ("cleo", "dora", "eva", "finn", "gina")
        for _ in range(5)
    ]
    assert hidden == [True] * 20 + [False] * 5
    assert report_act(feed, Asker("gina"), "60", "", now=WEEKS_LATER, address="home")


def test_a_host_answers_all_that_one_member_asked_as_it_was(live: LiveGroup) -> None:
    for act in ("1", "2", "3", "4"):
        report_act(live, CLEO, act, "", now=WEEKS_LATER)
    edit_act(live, BEN, an_act("Changed since", "2"), now=WEEKS_LATER)
    withdraw_act(live, BEN, "3", now=WEEKS_LATER)
    report_act(live, DORA, "5", "", now=WEEKS_LATER)
    like = the_case(live).reports[0].asked
    assert restore_all(live, lambda _act: ADA, like, now=WEEKS_LATER) == 2
    assert set(cases(live)) == {"2", "3", "5"}
    assert {"1", "4"} <= in_sight(live)
    with pytest.raises(NotAllowed):
        restore_all(live, lambda _act: CLEO, like, now=WEEKS_LATER)


def test_answering_as_one_tells_not_who_asked_without_a_name(live: LiveGroup) -> None:
    report_act(live, CLEO, "1", "", now=WEEKS_LATER, named=True)
    report_act(live, CLEO, "2", "", now=WEEKS_LATER)
    like = the_case(live).reports[0].asked
    assert [case.act.id for case in asked_by(live.history, lambda _act: ADA, like)] == ["1"]


# --- Nobody decides about their own ---


@pytest.mark.parametrize("author", ["ada", None], ids=["signed", "unsigned"])
def test_a_host_does_not_read_or_decide_reports_of_their_own_acts(
    live: LiveGroup, author: str | None
) -> None:
    own = Asker("ada", "" if author else "claim")
    share_act(live, "ada", replace(an_act("Hers", "her", author), claim=own.claim), now=NOON)
    name_host(live, "ada", "dora", host=True, now=NOON)
    report_act(live, CLEO, "her", "She is unfair", now=NOON)
    assert [case.act.id for case in to_decide(live.history, lambda _act: own)] == []
    case = cases(live, "dora")["her"]
    for decide in (restore_act, approve_act):
        with pytest.raises(NotAllowed):
            decide(live, own, case, now=NOON)
    withdraw_act(live, own, "her", now=NOON)  # it is theirs to take back, which is no answer
    assert asked(live, "dora") == [("cleo", "Hers", "She is unfair")]
    restore_act(live, DORA, cases(live, "dora")["her"], now=NOON)
    assert not asked(live, "dora")


def test_where_there_is_one_host_they_decide_about_their_own_too(live: LiveGroup) -> None:
    share_act(live, "ada", an_act("Hers", "her", "ada"), now=NOON)
    report_act(live, CLEO, "her", "", now=NOON)
    restore_act(live, ADA, the_case(live, "her"), now=NOON)
    assert "her" in in_sight(live)


class Answered(dict[str, list[Report]]):
    """Reports that another host answers in the moment after somebody looked which there are."""

    def __iter__(self) -> Iterator[str]:
        acts = [*super().__iter__()]
        self.clear()
        return iter(acts)


def test_an_answer_in_this_moment_leaves_no_host_without_a_page(groups: Groups) -> None:
    live = a_group(groups)
    share_act(live, "ben", an_act("Held the door"), now=NOON)
    report_act(live, CLEO, "1", "", now=SOON)
    reports = live.history.reports
    reports.open = Answered(reports.open)
    assert [case.reports for case in to_decide(live.history, lambda _act: ADA)] == [()]
