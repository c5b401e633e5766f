"""Acts are shared once, in the group they belong to; who posted one can edit it and take it back."""

from datetime import timedelta

import pytest

from ripple.actions.joining import claim_of
from ripple.actions.posting import edit_act, share_act, undo_withdrawal, waits_for_a_host, withdraw_act
from ripple.domain.errors import GoneForGood, NotAllowed, NotOffered, Overtaken, StoreReadOnly, UnknownAct
from ripple.domain.events.acts import ActEdited, ActErased
from ripple.domain.events.group import SettingsChanged
from ripple.domain.events.log import GroupEvent
from ripple.domain.events.members import MemberGone
from ripple.domain.model import Act, How, Kind, Person, Settings, replace
from ripple.domain.moderation import Asker
from ripple.live import Groups, LiveGroup
from ripple.network.numbers import numbers_of
from tests.actions.conftest import NOON, SOON, Files, losing_to

BEN, ADA, NOBODY = Asker("ben"), Asker("ada"), Asker("stranger")


def an_act(act_id: str = "1", **more: object) -> Act:
    return replace(Act(id=act_id, text="Held the door", posted_at=NOON, author="ben"), **more)


def test_a_shared_act_is_in_the_history_and_in_the_pond(live: LiveGroup) -> None:
    share_act(live, "ben", an_act(), now=NOON)
    assert live.history.acts["1"].text == "Held the door"
    assert len(live.pond) == 1


def test_the_same_act_sent_twice_is_posted_once(live: LiveGroup) -> None:
    share_act(live, "ben", an_act(), now=NOON)
    again = share_act(live, "ben", an_act(text="Held another door"), now=NOON)
    assert again.text == "Held the door"
    assert numbers_of(live.pond).acts == 1


def test_an_act_can_be_inspired_by_another_of_the_group(live: LiveGroup) -> None:
    share_act(live, "ben", an_act("1"), now=NOON)
    share_act(live, "ada", an_act("2", author="ada", inspired_by="1", how=How.PASSED_ON), now=NOON)
    assert [act.id for act in live.pond.story("2")] == ["1", "2"]


def test_an_act_cannot_be_inspired_by_one_that_is_not_here(live: LiveGroup) -> None:
    with pytest.raises(UnknownAct):
        share_act(live, "ben", an_act(inspired_by="elsewhere"), now=NOON)
    assert not live.history.acts


def test_a_clock_set_back_makes_no_act_older_than_its_inspiration(live: LiveGroup) -> None:
    share_act(live, "ben", an_act("1"), now=NOON)
    early = an_act("2", posted_at=NOON - timedelta(hours=1), inspired_by="1")
    assert share_act(live, "ben", early, now=NOON).posted_at == NOON


@pytest.mark.parametrize(("member", "author"), [("stranger", None), ("ada", "ben"), ("stranger", "stranger")])
def test_nobody_posts_from_outside_or_in_another_name(
    live: LiveGroup, member: str, author: str | None
) -> None:
    with pytest.raises(NotAllowed):
        share_act(live, member, an_act(author=author), now=NOON)
    assert not live.history.acts


def test_an_unsigned_act_names_nobody(live: LiveGroup) -> None:
    share_act(live, "ben", an_act(author=None), now=NOON)
    entry = live.log.since(live.id, live.version - 1)[0][1]
    assert "ben" not in repr(entry)


def test_an_unsigned_act_is_its_posters_by_the_claim_of_one_browser(live: LiveGroup) -> None:
    claim = claim_of("the cookie", "1")
    share_act(live, "ben", an_act(author=None, claim=claim), now=NOON)
    edited = edit_act(live, Asker("ben", claim), an_act(text="Held two doors"), now=SOON)
    assert (edited.text, edited.author, edited.claim) == ("Held two doors", None, claim)
    with pytest.raises(NotAllowed):
        edit_act(live, Asker("ben", claim_of("another cookie", "1")), an_act(text="Mine"), now=SOON)


def test_claims_lead_to_no_browser_and_to_no_other_act() -> None:
    claims = {claim_of(token, act) for token in ("a", "b") for act in ("1", "2")}
    assert len(claims) == 4


def chosen(live: LiveGroup, **settings: object) -> None:
    entry = SettingsChanged(id=f"set {live.version}", at=NOON, by="ada", settings=Settings(**settings))  # type: ignore[arg-type]
    live.log.append(live.id, entry)
    live.catch_up()


def test_what_the_hosts_do_without_is_not_taken(live: LiveGroup) -> None:
    chosen(live, unsigned=False, kinds=(Kind.SMILE,))
    for refused in (an_act(author=None), an_act(kind=Kind.HUG)):
        with pytest.raises(NotOffered):
            share_act(live, "ben", refused, now=NOON)
    share_act(live, "ben", an_act(kind=Kind.SMILE), now=NOON)
    with pytest.raises(NotOffered):
        edit_act(live, BEN, an_act(kind=Kind.HUG), now=SOON)


def test_an_edited_act_keeps_a_kind_that_hosts_left_out(live: LiveGroup) -> None:
    share_act(live, "ben", an_act(author=None, claim="c", kind=Kind.HUG), now=NOON)
    chosen(live, unsigned=False, kinds=())
    edited = edit_act(live, Asker("ben", "c"), an_act(kind=Kind.HUG, text="A long hug"), now=SOON)
    assert (edited.kind, edited.text) == (Kind.HUG, "A long hug")


@pytest.mark.parametrize(
    ("act", "approval", "waits"),
    [
        (an_act(), False, False),
        (an_act(), True, True),
        (an_act(author="ada"), True, False),
        (an_act(author=None), True, True),  # else it would show that it is a host's
        (an_act(how=How.CARD), False, True),
        (an_act(author="ada", how=How.CARD), False, True),
    ],
)
def test_what_waits_for_a_host(live: LiveGroup, act: Act, approval: bool, waits: bool) -> None:
    chosen(live, approve_acts=approval)
    assert waits_for_a_host(live.history, act.author, act.how) is waits
    kept = share_act(live, act.author or "ada", act, now=NOON)
    assert kept.text == act.text
    assert ("1" in live.history.awaiting, "1" in live.history.acts) == (waits, not waits)


# --- Editing ---


def test_an_edit_says_that_it_is_one_and_keeps_all_else(live: LiveGroup) -> None:
    share_act(live, "ada", an_act("0", author="ada"), now=NOON)
    share_act(live, "ben", an_act(inspired_by="0", how=How.READING), now=NOON)
    wanted = an_act(text="Held two", posted_at=SOON, author="ada", inspired_by=None, claim="x")
    edited = edit_act(live, BEN, replace(wanted, receivers=(Person("Ada", "ada"),)), now=SOON)
    assert (edited.text, edited.edited_at, edited.receivers) == ("Held two", SOON, (Person("Ada", "ada"),))
    assert (edited.posted_at, edited.author, edited.claim) == (NOON, "ben", "")
    assert (edited.inspired_by, edited.how) == ("0", How.READING)
    assert live.pond.acts[1] == live.history.acts["1"] == edited


def test_a_second_click_on_an_edit_changes_nothing(live: LiveGroup) -> None:
    share_act(live, "ben", an_act(), now=NOON)
    edit_act(live, BEN, an_act(text="Held two"), now=SOON)
    before = live.version
    assert edit_act(live, BEN, an_act(text="Held two"), now=SOON).text == "Held two"
    assert live.version == before


def test_of_two_tabs_that_edit_an_act_the_second_is_told_then_may(live: LiveGroup) -> None:
    read = share_act(live, "ben", an_act(), now=NOON)
    longer = edit_act(live, BEN, an_act(text="A long new text"), now=SOON, read=read)
    with pytest.raises(Overtaken):
        edit_act(live, BEN, an_act(text="Held the doors"), now=SOON, read=read)
    assert live.history.acts["1"].text == "A long new text"
    edit_act(live, BEN, an_act(text="Held the doors"), now=SOON, read=longer)
    assert live.history.acts["1"].text == "Held the doors"


def test_an_edit_a_moment_before_is_not_written_over(live: LiveGroup) -> None:
    read = share_act(live, "ben", an_act(), now=NOON)
    rival = ActEdited(id="rival", at=NOON, act=an_act(text="A long new text"))
    with losing_to(live, rival), pytest.raises(Overtaken):
        edit_act(live, BEN, an_act(text="Held the doors"), now=SOON, read=read)
    assert live.history.acts["1"].text == "A long new text"


def test_nobody_edits_what_another_posted_not_even_a_host(live: LiveGroup) -> None:
    share_act(live, "ben", an_act(), now=NOON)
    for other in (ADA, NOBODY):
        with pytest.raises(NotAllowed):
            edit_act(live, other, an_act(text="Nonsense"), now=SOON)
    with pytest.raises(UnknownAct):
        edit_act(live, BEN, an_act("made up"), now=SOON)


def test_where_hosts_read_first_an_edit_waits_and_hides_the_old_words(live: LiveGroup) -> None:
    share_act(live, "ben", an_act(), now=NOON)
    chosen(live, approve_acts=True)
    edit_act(live, BEN, an_act(text="Held two"), now=SOON)
    assert live.history.acts["1"].erased
    assert live.history.awaiting["1"].text == "Held two"


# --- Taking back, and undoing it ---


@pytest.mark.parametrize("who", [BEN, ADA])
def test_who_posted_it_and_a_host_may_take_it_back(live: LiveGroup, who: Asker) -> None:
    share_act(live, "ben", an_act("1"), now=NOON)
    share_act(live, "ben", an_act("2", inspired_by="1"), now=NOON)
    withdraw_act(live, who, "1", now=NOON)
    assert live.history.acts["1"].erased
    assert [act.id for act in live.pond.story("2")] == ["1", "2"]


def test_nobody_else_may(live: LiveGroup) -> None:
    share_act(live, "ada", an_act("1", author="ada"), now=NOON)
    with pytest.raises(NotAllowed):
        withdraw_act(live, BEN, "1", now=NOON)
    with pytest.raises(NotAllowed):
        withdraw_act(live, NOBODY, "1", now=NOON)
    with pytest.raises(UnknownAct):
        withdraw_act(live, BEN, "made up", now=NOON)


def test_taking_back_twice_is_refused_the_second_time(live: LiveGroup) -> None:
    share_act(live, "ben", an_act("1"), now=NOON)
    withdraw_act(live, BEN, "1", now=NOON)
    with pytest.raises(UnknownAct):
        withdraw_act(live, BEN, "1", now=NOON)


def test_taking_back_can_be_undone_again_and_again(live: LiveGroup) -> None:
    before = share_act(live, "ben", an_act(receivers=(Person("Ada", "ada"),)), now=NOON)
    for _ in range(3):
        undo_withdrawal(live, BEN, withdraw_act(live, BEN, "1", now=NOON), now=SOON)
        assert live.history.acts["1"] == live.pond.acts[0] == before


def test_what_hosts_had_not_let_through_waits_again_after_undoing(live: LiveGroup) -> None:
    chosen(live, approve_acts=True)
    share_act(live, "ben", an_act(), now=NOON)
    undo_withdrawal(live, BEN, withdraw_act(live, BEN, "1", now=NOON), now=SOON)
    assert ("1" in live.history.acts, live.history.awaiting["1"].text) == (False, "Held the door")


def test_undoing_does_not_bring_back_what_another_took_away_since(live: LiveGroup) -> None:
    share_act(live, "ben", an_act(), now=NOON)
    withdrawn = withdraw_act(live, BEN, "1", now=NOON)
    undo_withdrawal(live, BEN, withdrawn, now=NOON)
    withdraw_act(live, ADA, "1", now=NOON)
    with pytest.raises(UnknownAct):
        undo_withdrawal(live, BEN, withdrawn, now=SOON)


@pytest.mark.parametrize(
    ("meanwhile", "told"),
    [
        (ActEdited(id="edit", at=NOON, act=an_act(text="Better words")), Overtaken),
        (ActErased(id="taken back", at=NOON, act="1"), UnknownAct),
    ],
    ids=["edited", "taken back"],
)
def test_a_host_takes_away_nothing_that_is_changed_at_that_moment(
    live: LiveGroup, meanwhile: GroupEvent, told: type[Exception]
) -> None:
    read = share_act(live, "ben", an_act(), now=NOON)
    with losing_to(live, meanwhile), pytest.raises(told):
        withdraw_act(live, ADA, "1", now=NOON, read=read)
    assert live.log.since(live.id, live.version - 1)[0][1] == meanwhile


def test_a_poster_takes_back_what_they_just_changed_in_another_tab(
    live: LiveGroup,
) -> None:
    share_act(live, "ben", an_act(), now=NOON)
    with losing_to(live, ActEdited(id="edit", at=NOON, act=an_act(text="Better words"))):
        withdrawn = withdraw_act(live, BEN, "1", now=NOON)
    assert live.history.acts["1"].erased
    undo_withdrawal(live, BEN, withdrawn, now=SOON)
    assert live.history.acts["1"].text == "Better words"


def test_undoing_brings_back_no_words_that_the_group_would_not_keep(live: LiveGroup) -> None:
    chosen(live, keep_days=30)
    share_act(live, "ben", an_act(), now=NOON)
    withdrawn = withdraw_act(live, BEN, "1", now=NOON + timedelta(days=29))
    with pytest.raises(GoneForGood):
        undo_withdrawal(live, BEN, withdrawn, now=NOON + timedelta(days=31))
    undo_withdrawal(live, BEN, withdrawn, now=NOON + timedelta(days=29))
    assert live.history.acts["1"].text == "Held the door"


def test_only_who_is_still_here_undoes_and_only_their_own(live: LiveGroup) -> None:
    share_act(live, "ada", an_act(author="ada"), now=NOON)
    withdrawn = withdraw_act(live, ADA, "1", now=NOON)
    live.log.append(live.id, MemberGone(id="gone", at=NOON, by="ada", member="ben"))
    for other in (BEN, NOBODY):
        with pytest.raises(NotAllowed):
            undo_withdrawal(live, other, withdrawn, now=SOON)


# --- Words are in no file once they are taken back or edited ---


class Crash(BaseException):
    """The process is gone."""


def crashes(*_: object) -> None:
    raise Crash


def test_old_words_that_a_crash_left_go_when_the_group_is_opened_next(
    in_files: LiveGroup, files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in "12":
        share_act(in_files, "ben", an_act(number, text=f"SECRET {number}"), now=NOON)
    edit_act(in_files, BEN, an_act("2", text="Also SECRET"), now=NOON)
    with monkeypatch.context() as until_then:
        until_then.setattr(in_files.log, "erase", crashes)
        for number in "12":
            with pytest.raises(Crash):
                edit_act(in_files, BEN, an_act(number, text="All is well"), now=SOON)
    assert files().count("SECRET") == 2
    acts = Groups(in_files.log).group(in_files.id).history.acts
    assert [act.text for act in acts.values()] == ["All is well", "All is well"]
    assert "SECRET" not in files()
    assert files().count("All is well") == 2
    monkeypatch.setattr(in_files.log, "erase", crashes)
    assert Groups(in_files.log).group(in_files.id).history.acts == acts  # there is nothing left to erase


def test_a_full_disk_at_the_next_opening_keeps_nobody_from_reading(
    in_files: LiveGroup, files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    def is_full(*_: object) -> None:
        raise StoreReadOnly("no space left")

    share_act(in_files, "ben", an_act(text="SECRET"), now=NOON)
    with monkeypatch.context() as until_then:
        until_then.setattr(in_files.log, "erase", is_full)
        with pytest.raises(StoreReadOnly):
            edit_act(in_files, BEN, an_act(text="All is well"), now=SOON)
        assert Groups(in_files.log).group(in_files.id).history.acts["1"].text == "All is well"
    assert Groups(in_files.log).group(in_files.id)
    assert "SECRET" not in files()


def test_of_an_edited_act_the_files_hold_the_new_words_alone(in_files: LiveGroup, files: Files) -> None:
    share_act(in_files, "ben", an_act(text="SECRET one", givers=(Person("SECRET two"),)), now=NOON)
    assert files().count("SECRET") == 2
    edit_act(in_files, BEN, an_act(text="SECRET three"), now=SOON)
    edit_act(in_files, BEN, an_act(text="All is well"), now=SOON)
    assert "All is well" in files()
    assert "SECRET" not in files()


def test_files_hold_nothing_of_a_withdrawn_act_and_an_undone_one_once(
    in_files: LiveGroup, files: Files
) -> None:
    share_act(in_files, "ben", an_act(text="SECRET one"), now=NOON)
    edit_act(in_files, BEN, an_act(text="SECRET two"), now=SOON)
    withdrawn = withdraw_act(in_files, BEN, "1", now=SOON)
    assert "SECRET" not in files()
    undo_withdrawal(in_files, BEN, withdrawn, now=SOON)
    assert files().count("SECRET two") == files().count("SECRET") == 1


def words_after_opening(live: LiveGroup, files: Files) -> str:
    """What is in the files once somebody opened the group: whoever was cut off before left it to that."""
    Groups(live.log).group(live.id)
    return files()


def test_an_edit_that_comes_too_late_leaves_no_words_behind(in_files: LiveGroup, files: Files) -> None:
    share_act(in_files, "ben", an_act(text="SECRET one"), now=NOON)
    rival = ActErased(id="rival", at=NOON, act="1")
    with losing_to(in_files, rival), pytest.raises(UnknownAct):
        edit_act(in_files, BEN, an_act(text="SECRET two"), now=SOON)
    assert "SECRET two" not in files()
    assert "SECRET" not in words_after_opening(in_files, files)
