"""Members thank and report, hosts hide, restore and approve; nobody more than is theirs, now."""

from collections.abc import Callable

import pytest

from ripple.actions.moderating import approve_act, approve_all, hide_act, report_act, restore_act, thank
from ripple.actions.posting import edit_act, share_act, withdraw_act
from ripple.domain.errors import AnsweredAlready, NotAllowed, Overtaken, UnknownAct
from ripple.domain.events.acts import ActErased, ActPosted, ActReported
from ripple.domain.events.group import SettingsChanged
from ripple.domain.events.members import HostNamed, MemberGone, MemberJoined
from ripple.domain.model import Act, Settings, Warmth, replace
from ripple.domain.moderation import Asker, Case, case_of
from ripple.live import Groups, LiveGroup
from tests.actions.conftest import NOON, SOON, Files, losing_to

BEN, ADA, CLEO, NOBODY = Asker("ben"), Asker("ada"), Asker("cleo"), Asker("stranger")
ACT = Act(id="1", text="Held the door", posted_at=NOON, author="ben")


def shown(live: LiveGroup) -> str:
    """What everybody reads of the act."""
    return live.history.acts["1"].text


@pytest.fixture
def live(live: LiveGroup) -> LiveGroup:
    """The group with Cleo in it, and an act of Ben's."""
    return with_cleo_and_an_act(live)


def the_case(live: LiveGroup, act: str = "1") -> Case:
    """What a host reads about the act."""
    live.catch_up()
    case = case_of(live.history, act)
    assert case
    return case


def with_cleo_and_an_act(live: LiveGroup) -> LiveGroup:
    live.log.append(live.id, MemberJoined(id="join cleo", at=NOON, member="cleo", name="Cleo"))
    share_act(live, "ben", ACT, now=NOON)
    return live


# --- Thanks ---


def test_thanks_are_given_changed_and_taken_back(live: LiveGroup) -> None:
    for warmth in (Warmth.MOVED, Warmth.SMILED):
        thank(live, CLEO, "1", warmth, now=NOON)
        assert live.history.thanks["1"] == {"cleo": warmth}
    thank(live, CLEO, "1", None, now=NOON)
    thank(live, CLEO, "1", Warmth.MOVED, now=NOON)
    assert live.history.thanks["1"] == {"cleo": Warmth.MOVED}


def test_a_second_click_thanks_no_second_time(live: LiveGroup) -> None:
    thank(live, CLEO, "1", Warmth.MOVED, now=NOON)
    before = live.version
    thank(live, CLEO, "1", Warmth.MOVED, now=NOON)
    assert live.version == before


def test_nobody_thanks_themselves_or_from_outside_or_for_hidden_acts(live: LiveGroup) -> None:
    for asker in (BEN, NOBODY):
        with pytest.raises(NotAllowed):
            thank(live, asker, "1", Warmth.MOVED, now=NOON)
    hide_act(live, "ada", "1", now=NOON)
    for act in ("1", "made up"):
        with pytest.raises(UnknownAct):
            thank(live, CLEO, act, Warmth.MOVED, now=NOON)


# --- Reports ---


def test_a_report_hides_the_act_for_all_until_a_host_has_looked(live: LiveGroup) -> None:
    report_act(live, CLEO, "1", " It names my sister. ", now=NOON)
    assert live.history.acts["1"].erased
    assert live.pond.acts[0].erased
    asked = [(report.asked.by, report.asked.why) for report in live.history.reports.about("1")]
    assert asked == [("cleo", "It names my sister.")]
    restore_act(live, ADA, the_case(live), now=SOON)
    assert (shown(live), live.history.reports.open, live.history.hidden) == ("Held the door", {}, {})


@pytest.mark.parametrize("why", ["", " \n", "\u200b", "\u2800 \ufe0f", "\x00"], ids=repr)
def test_of_a_reason_of_which_nothing_is_seen_none_is_kept(live: LiveGroup, why: str) -> None:
    assert report_act(live, CLEO, "1", why, now=NOON)
    assert [report.asked.why for report in live.history.reports.about("1")] == [""]


def test_nobody_reports_their_own_from_outside_or_what_is_not_shown(live: LiveGroup) -> None:
    for asker in (BEN, NOBODY):
        with pytest.raises(NotAllowed):
            report_act(live, asker, "1", "", now=NOON)
    report_act(live, CLEO, "1", "", now=NOON)
    for act in ("1", "made up"):
        with pytest.raises(UnknownAct):
            report_act(live, ADA, act, "", now=NOON)


def test_each_reports_the_same_words_once_and_edited_ones_again(live: LiveGroup) -> None:
    report_act(live, CLEO, "1", "", now=NOON)
    restore_act(live, ADA, the_case(live), now=NOON)
    with pytest.raises(AnsweredAlready):
        report_act(live, CLEO, "1", "again", now=SOON)
    assert shown(live) == "Held the door"
    edit_act(live, BEN, replace(ACT, text="Cleo is silly"), now=SOON)
    report_act(live, CLEO, "1", "", now=SOON)
    assert live.history.acts["1"].erased


def test_a_second_report_is_answered_so_whatever_happens_meanwhile(live: LiveGroup) -> None:
    report_act(live, CLEO, "1", "", now=NOON)
    restore_act(live, ADA, the_case(live), now=NOON)
    other = ActPosted(at=SOON, act=replace(ACT, id="2"))
    by_another = ActReported(id="report", at=SOON, by="ada", act="1")
    for meanwhile in (other, by_another):
        with losing_to(live, meanwhile), pytest.raises(AnsweredAlready):
            report_act(live, CLEO, "1", "again", now=SOON)


# --- What hosts decide ---


def test_a_host_hides_and_shows_again(live: LiveGroup) -> None:
    hide_act(live, "ada", "1", now=NOON)
    assert live.history.acts["1"].erased
    restore_act(live, ADA, the_case(live), now=NOON)
    hide_act(live, "ada", "1", now=NOON)
    assert live.history.acts["1"].erased


@pytest.mark.parametrize("member", ["ben", "stranger", "gone", "was host"])
@pytest.mark.parametrize(
    "decide",
    [
        lambda live, who: approve_act(live, Asker(who), Case(ACT, True, ()), now=NOON),
        lambda live, who: restore_act(live, Asker(who), Case(ACT, False, ()), now=NOON),
        lambda live, who: hide_act(live, who, ACT.id, now=NOON),
    ],
    ids=["approve", "restore", "hide"],
)
def test_only_who_is_a_host_now_decides(live: LiveGroup, member: str, decide: Callable[..., None]) -> None:
    for one in ("gone", "was host"):
        live.log.append(
            live.id,
            MemberJoined(id=f"join {one}", at=NOON, member=one, name=one),
            HostNamed(id=f"host {one}", at=NOON, by="ada", member=one, host=True),
        )
    live.log.append(
        live.id,
        MemberGone(id="gone", at=NOON, by="ada", member="gone"),
        HostNamed(id="no host", at=NOON, by="ada", member="was host", host=False),
    )
    before = live.catch_up()
    with pytest.raises(NotAllowed):
        decide(live, member)
    assert live.version == before


def waiting(live: LiveGroup) -> Act:
    """Another act, which waits for a host."""
    chosen = SettingsChanged(id="set", at=NOON, by="ada", settings=Settings(approve_acts=True))
    live.log.append(live.id, chosen)
    return share_act(live, "ben", replace(ACT, id="2"), now=NOON)


def test_a_host_lets_an_act_through_as_it_was_read(live: LiveGroup) -> None:
    waiting(live)
    read = the_case(live, "2")
    edited = edit_act(live, BEN, replace(ACT, id="2", text="Cleo is silly"), now=SOON)
    with pytest.raises(Overtaken):
        approve_act(live, ADA, read, now=SOON)
    assert "2" not in live.history.acts
    approve_act(live, ADA, the_case(live, "2"), now=SOON)
    assert live.history.acts["2"] == live.pond.acts[1] == edited


def test_a_host_lets_through_together_what_still_says_what_they_read(live: LiveGroup) -> None:
    waiting(live)
    share_act(live, "ben", replace(ACT, id="3"), now=NOON)
    share_act(live, "ben", replace(ACT, id="4"), now=NOON)
    read = [the_case(live, act) for act in ("2", "3", "4")]
    edit_act(live, BEN, replace(ACT, id="3", text="Cleo is silly"), now=SOON)
    approve_act(live, ADA, read[2], now=SOON)
    assert approve_all(live, lambda _act: ADA, read, now=SOON) == 1
    assert "2" in live.history.acts
    assert list(live.history.awaiting) == ["3"]


def test_a_host_restores_what_was_read(live: LiveGroup) -> None:
    hide_act(live, "ada", "1", now=NOON)
    read = the_case(live)
    edit_act(live, BEN, replace(ACT, text="Cleo is silly"), now=SOON)
    with pytest.raises(Overtaken):
        restore_act(live, ADA, read, now=SOON)
    assert live.history.acts["1"].erased


def test_what_another_host_answered_meanwhile_is_said(live: LiveGroup) -> None:
    waiting(live)
    read = the_case(live, "2")
    approve_act(live, ADA, read, now=NOON)
    for decide in (approve_act, restore_act):
        with pytest.raises(Overtaken):
            decide(live, ADA, read, now=NOON)


# --- No word stays behind ---


def test_a_declined_act_and_what_was_said_about_it_are_in_no_file(in_files: LiveGroup, files: Files) -> None:
    live = with_cleo_and_an_act(in_files)
    report_act(live, CLEO, "1", "SECRET reason", now=NOON)
    edit_act(live, BEN, replace(ACT, text="SECRET words"), now=SOON)
    edit_act(live, BEN, replace(ACT, text="SECRET other words"), now=SOON)
    assert files().count("SECRET") == 2
    withdraw_act(live, ADA, "1", now=SOON)
    assert "SECRET" not in files()


def test_reasons_of_reports_that_were_answered_are_in_no_file(in_files: LiveGroup, files: Files) -> None:
    live = with_cleo_and_an_act(in_files)
    report_act(live, CLEO, "1", "SECRET reason", now=NOON)
    restore_act(live, ADA, the_case(live), now=SOON)
    assert "Held the door" in files()
    assert "SECRET" not in files()


def test_a_report_that_comes_too_late_leaves_no_words_behind(in_files: LiveGroup, files: Files) -> None:
    live = with_cleo_and_an_act(in_files)
    with losing_to(live, ActErased(id="rival", at=NOON, act="1")):
        report_act(live, CLEO, "1", "SECRET reason", now=NOON)
    assert "SECRET" not in files()
    assert live.history.reports.open == {}


def test_an_approval_that_comes_too_late_brings_nothing_back(in_files: LiveGroup, files: Files) -> None:
    live = with_cleo_and_an_act(in_files)
    waiting(live)
    rival = ActErased(id="rival", at=NOON, act="2")
    with losing_to(live, rival), pytest.raises(Overtaken):
        approve_act(live, ADA, the_case(live, "2"), now=NOON)
    assert "2" not in live.history.acts
    Groups(live.log).group(live.id)  # the rival was cut off before it erased the words
    assert files().count("Held the door") == 1
