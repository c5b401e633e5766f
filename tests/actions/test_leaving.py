"""Everybody can take what is theirs, and go with it or leave it; nothing is left that they take away."""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from ripple.actions.joining import enter, issue_link, join_group, signed_in
from ripple.actions.leaving import acts_of, erase_member, export_mine, leave_group, left_name_out
from ripple.actions.members import name_host
from ripple.actions.posting import share_act, undo_withdrawal, withdraw_act
from ripple.domain.errors import GoneForGood, NoOtherHost, NotAllowed, UnknownMember
from ripple.domain.events.acts import ActEdited, ActHidden, ActReported, ActThanked
from ripple.domain.events.members import MemberErased, MemberGone, MemberJoined
from ripple.domain.model import Act, Person, Voice, Warmth
from ripple.domain.moderation import Asker
from ripple.live import Groups, LiveGroup
from ripple.store import open_store
from tests.actions.conftest import NOON, cut_off_after, losing_to


def ada(_act: str) -> Asker:
    return Asker("ada")


def ben(act: str) -> Asker:
    return Asker("ben", f"claim of {act}")


@pytest.fixture
def groups(tmp_path: Path) -> Groups:
    return Groups(open_store(f"tinydb:{tmp_path}"))


@pytest.fixture
def live(live: LiveGroup) -> LiveGroup:
    """Ada's and Ben's group, with acts by both and about both."""
    for act in (
        Act(id="1", text="Ben’s words", posted_at=NOON, author="ben", voice=Voice.DID),
        Act(id="2", text="Ada’s answer", posted_at=NOON, author="ada", inspired_by="1"),
        Act(id="3", text="Ben was kind", posted_at=NOON, author="ada", givers=(Person("Ben", "ben"),)),
        Act(id="4", text="Ben’s unsigned words", posted_at=NOON, claim="claim of 4"),
        Act(id="5", text="Ben’s hidden words", posted_at=NOON, author="ben"),
        Act(id="6", text="Somebody’s words", posted_at=NOON, claim="claim of somebody"),
    ):
        share_act(live, act.author or "ada", act, now=NOON)
    live.log.append(
        live.id,
        ActHidden(id="hide", at=NOON, by="ada", act="5"),
        ActThanked(id="thank 1", at=NOON, by="ada", act="1", warmth=Warmth.MOVED),
        ActThanked(id="thank 2", at=NOON, by="ben", act="2", warmth=Warmth.THANKS),
        ActReported(id="report", at=NOON, by="ben", act="6", why="Ben’s reason"),
    )
    live.catch_up()
    return live


def files(folder: Path) -> str:
    return "".join(path.read_text("utf-8", "replace") for path in folder.iterdir())


def test_what_is_mine_is_all_that_the_group_holds_of_me(live: LiveGroup) -> None:
    mine = json.loads(export_mine(live, ben))
    assert (mine["group"], mine["name"]) == ("Class 4b", "Ben")
    assert [act["id"] for act in mine["acts"]] == ["1", "4", "5"]
    assert mine["acts"][2]["text"] == "Ben’s hidden words"
    assert mine["acts"][0]["thanks"] == [{"by": "Ada", "how": "moved"}]
    assert [act["id"] for act in mine["named_in"]] == ["3"]
    assert mine["thanked_for"] == {"2": "thanks"}
    assert mine["asked_to_look_at"] == {"6": "Ben’s reason"}


class NotWalked(dict[str, Act]):
    """Acts to be asked for one by one: there may be a hundred thousand."""

    def __iter__(self) -> Iterator[str]:
        raise AssertionError


def test_my_acts_are_found_without_a_walk_through_all(live: LiveGroup) -> None:
    live.history.acts = NotWalked(live.history.acts)
    assert [act.id for act in acts_of(live.history, ben)] == ["1", "4", "5"]
    assert not left_name_out(live.history, ben)
    assert not left_name_out(live.history, lambda _act: Asker("newcomer"))
    share_act(live, "ben", Act(id="7", text="Shy words", posted_at=NOON, claim="claim of 7"), now=NOON)
    assert left_name_out(live.history, ben)
    assert not left_name_out(live.history, ada)


def test_what_i_brought_back_is_mine_after_a_fresh_start_too(live: LiveGroup) -> None:
    undo_withdrawal(live, ben("4"), withdraw_act(live, ben("4"), "4", now=NOON), now=NOON)
    history = Groups(live.log).group(live.id).history
    assert {act.id for act in acts_of(history, ben)} == {"1", "4", "5"}


def test_nobody_else_gets_what_is_mine(live: LiveGroup) -> None:
    with pytest.raises(NotAllowed):
        export_mine(live, lambda _act: Asker("stranger", "claim of 4"))


def test_leaving_leaves_the_words_and_the_name(groups: Groups, live: LiveGroup) -> None:
    token = enter(groups, issue_link(live, "ben", now=NOON), now=NOON)
    leave_group(live, ben, erase=False, now=NOON)
    assert signed_in(live, token) is None
    assert list(live.history.members) == ["ada"]
    assert (live.history.acts["1"].text, live.history.name_of("ben")) == ("Ben’s words", "Ben")


def test_leaving_with_everything_leaves_no_byte(live: LiveGroup, tmp_path: Path) -> None:
    assert "Ben" in files(tmp_path)
    leave_group(live, ben, erase=True, now=NOON)
    said = files(tmp_path)
    for words in ("Ben’s words", "Ben’s unsigned words", "Ben’s hidden words", "Ben’s reason", '"Ben"'):
        assert words not in said
    assert "Ada’s answer" in said
    for history in (live.history, Groups(live.log).group(live.id).history):
        assert history.acts["1"].erased
        assert history.acts["2"].inspired_by == "1"
        assert history.acts["3"].givers == ()
        assert history.name_of("ben") == ""


def test_the_only_host_stays_until_there_is_another(live: LiveGroup) -> None:
    with pytest.raises(NoOtherHost):
        leave_group(live, ada, erase=True, now=NOON)
    assert not live.history.acts["2"].erased


@pytest.mark.parametrize("erase", [False, True], ids=["leaves the words", "erases them"])
def test_of_two_hosts_who_go_at_once_one_stays_and_can_go_later(live: LiveGroup, erase: bool) -> None:
    name_host(live, "ada", "ben", host=True, now=NOON)
    first = MemberGone(id="gone", at=NOON, by="ben", member="ben")
    with losing_to(live, first), pytest.raises(NoOtherHost):
        leave_group(live, ada, erase=erase, now=NOON)
    assert live.history.is_host("ada")
    assert live.history.acts["2"].text == "Ada’s answer"
    live.log.append(live.id, MemberJoined(id="join c", at=NOON, member="c", name="Cleo", host=True))
    leave_group(live, ada, erase=erase, now=NOON)
    assert list(live.history.members) == ["c"]
    assert live.history.acts["2"].erased == erase


@pytest.mark.parametrize("host", [False, True], ids=["a member", "a host"])
@pytest.mark.parametrize("steps", range(8))
def test_leaving_cut_off_at_any_step_is_undone_or_leaves_no_byte(
    live: LiveGroup, tmp_path: Path, steps: int, host: bool
) -> None:
    if host:
        name_host(live, "ada", "ben", host=True, now=NOON)
    with cut_off_after(steps, live), suppress(ConnectionAbortedError):
        leave_group(live, ben, erase=True, now=NOON)
    again = Groups(open_store(f"tinydb:{tmp_path}")).group(live.id)
    if "ben" in again.history.members:
        assert again.history.name_of("ben") == "Ben"
        leave_group(again, ben, erase=True, now=NOON)
    assert "ben" in again.history.former
    for words in ("Ben’s words", "Ben’s unsigned words", "Ben’s hidden words", "Ben’s reason", '"Ben"'):
        assert words not in files(tmp_path)


def test_who_left_cannot_leave_again(live: LiveGroup) -> None:
    leave_group(live, ben, erase=False, now=NOON)
    with pytest.raises(NotAllowed):
        leave_group(live, ben, erase=True, now=NOON)


def test_a_host_erases_who_left_if_they_wish(live: LiveGroup, tmp_path: Path) -> None:
    with pytest.raises(UnknownMember):
        erase_member(live, "ada", "ben", now=NOON)
    leave_group(live, ben, erase=False, now=NOON)
    with pytest.raises(NotAllowed):
        erase_member(live, "ben", "ben", now=NOON)
    erase_member(live, "ada", "ben", now=NOON)
    assert "Ben’s words" not in files(tmp_path)
    assert live.history.name_of("ben") == ""


def test_the_name_is_free_again_once_it_was_erased(groups: Groups, live: LiveGroup) -> None:
    leave_group(live, ben, erase=True, now=NOON)
    join_group(groups, live.history.code, "Ben", asker="another", nonce="ben2", now=NOON)
    assert live.history.name_of("ben2") == "Ben"


# --- What a host took away before can be undone, but not once somebody left with it ---


def leaves_with_everything(groups: Groups, live: LiveGroup) -> None:
    leave_group(live, ben, erase=True, now=NOON)


def leaves_with_everything_in_another_process(groups: Groups, live: LiveGroup) -> None:
    leave_group(Groups(groups.log).group(live.id), ben, erase=True, now=NOON)


def leaves_and_a_host_erases_them_later(groups: Groups, live: LiveGroup) -> None:
    leave_group(live, ben, erase=False, now=NOON)
    erase_member(live, "ada", "ben", now=NOON)


@pytest.mark.parametrize("act", ["1", "4"], ids=["signed", "unsigned"])
@pytest.mark.parametrize(
    "goes",
    [
        leaves_with_everything,
        leaves_with_everything_in_another_process,
        leaves_and_a_host_erases_them_later,
    ],
)
def test_no_undo_brings_back_the_words_of_who_left_with_them(
    groups: Groups, live: LiveGroup, tmp_path: Path, goes: Callable[[Groups, LiveGroup], None], act: str
) -> None:
    withdrawn = withdraw_act(live, Asker("ada"), act, now=NOON)
    goes(groups, live)
    with pytest.raises(GoneForGood):
        undo_withdrawal(live, Asker("ada"), withdrawn, now=NOON)
    assert live.history.acts[act].erased
    assert withdrawn.act.text not in files(tmp_path)


def test_an_undo_brings_back_what_is_known_not_to_be_of_who_left(groups: Groups, live: LiveGroup) -> None:
    join_group(groups, live.history.code, "Cleo", asker="phone", nonce="cleo", now=NOON)
    by_host = withdraw_act(live, Asker("ada"), "1", now=NOON)
    by_poster = withdraw_act(live, ben("4"), "4", now=NOON)
    leave_group(live, lambda _act: Asker("cleo"), erase=True, now=NOON)
    undo_withdrawal(live, Asker("ada"), by_host, now=NOON)
    undo_withdrawal(live, ben("4"), by_poster, now=NOON)
    assert live.history.acts["1"].text == "Ben’s words"
    assert live.history.acts["4"].text == "Ben’s unsigned words"


@pytest.mark.parametrize("act", ["1", "4"], ids=["signed", "unsigned"])
def test_an_undo_that_comes_just_after_they_left_leaves_no_byte(
    live: LiveGroup, tmp_path: Path, act: str
) -> None:
    withdrawn = withdraw_act(live, Asker("ada"), act, now=NOON)
    rival = MemberErased(id="erased ben", at=NOON, member="ben")
    with losing_to(live, rival), pytest.raises(GoneForGood):
        undo_withdrawal(live, Asker("ada"), withdrawn, now=NOON)
    assert live.history.acts[act].erased
    assert withdrawn.act.text not in files(tmp_path)


@pytest.mark.parametrize("act", ["1", "4"], ids=["signed", "unsigned"])
def test_an_undo_that_comes_while_they_leave_leaves_no_byte(
    live: LiveGroup, tmp_path: Path, act: str
) -> None:
    withdrawn = withdraw_act(live, Asker("ada"), act, now=NOON)
    rival = ActEdited(id=f"undo {withdrawn.by}", at=NOON, act=withdrawn.act, revives=True)
    with losing_to(live, rival):
        leave_group(live, ben, erase=True, now=NOON)
    assert live.history.acts[act].erased
    assert withdrawn.act.text not in files(tmp_path)
