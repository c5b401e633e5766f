"""What an organisation says of somebody brings them back on any device, and lets nobody in by itself."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from functools import partial
from pathlib import Path
from threading import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ripple.actions.ending import end_group
from ripple.actions.files.group_archive import export_group, import_group
from ripple.actions.joining import SignInLink, enter, founder_of, sign_out_elsewhere, signed_in, waiting_with
from ripple.actions.keeping import keep_everywhere
from ripple.actions.leaving import erase_member, export_mine, leave_group
from ripple.actions.members import admit, change_settings, name_host, remove, turn_away
from ripple.actions.organisation_identity import (
    FRESH,
    Home,
    Identity,
    home_in,
    homes,
    identified,
    join_as,
    link_identity,
    start_as,
    unlink_identity,
    way_in,
)
from ripple.domain.errors import (
    AlreadyHere,
    LinkSpent,
    NoOtherHost,
    NotAllowed,
    SignInAgain,
    StoreDamaged,
    UnknownCode,
)
from ripple.domain.events.log import GroupEvent
from ripple.domain.events.members import MemberAdmitted, MemberGone
from ripple.domain.model import Settings
from ripple.domain.moderation import Asker
from ripple.live import Groups, LiveGroup
from ripple.store import open_store
from tests.actions.conftest import NOON, SOON, Files, cut_off_after, losing_to

KEY = "the keeper’s secret"
CLAIMS = {
    "iss": "https://school.example",
    "sub": "ben",
    "iat": NOON.timestamp(),
    "nonce": "n",
    "name": "Ben B.",
}


def says(**claims: object) -> Identity:
    """What the organisation says of Ben at noon, or something a little different."""
    found = identified(CLAIMS | claims, KEY, now=NOON)
    assert found
    return found


BEN, EVE = says(), says(sub="eve")


def comes_back(groups: Groups, identity: Identity) -> dict[str, str]:
    """Whom the identity is, by group, and that its link does sign them in."""
    found = {}
    for home in homes(groups, identity):
        token = enter(groups, way_in(home, identity, now=NOON), now=NOON)
        who = signed_in(home.live, token) or waiting_with(home.live, token)
        assert who == home.member
        found[home.live.id] = home.member.id
    return found


def joins(
    groups: Groups, live: LiveGroup, identity: Identity, name: str = "Benjamin", nonce: str = "b"
) -> None:
    code = live.history.code
    enter(groups, join_as(groups, code, name, identity, asker=nonce, nonce=nonce, now=NOON), now=NOON)


# --- Who somebody is ---


def test_the_same_person_is_the_same_however_often_they_sign_in() -> None:
    again = says(iat=NOON.timestamp() + 60, nonce="another", name="Benjamin", email="ben@school.example")
    assert (again.hash, again.name) == (BEN.hash, "Benjamin")
    assert again.once != BEN.once


@given(issuer=st.text(min_size=1), subject=st.text(min_size=1))
def test_nobody_else_is(issuer: str, subject: str) -> None:
    same = (issuer, subject) == (CLAIMS["iss"], CLAIMS["sub"])
    assert (says(iss=issuer, sub=subject).hash == BEN.hash) == same


def test_what_is_kept_tells_nothing_without_the_key() -> None:
    other = identified(CLAIMS, "another secret", now=NOON)
    assert other
    assert other.hash != BEN.hash
    assert not any(word in BEN.hash for word in ("ben", "school"))


def test_the_secret_of_a_sign_in_is_not_shown() -> None:
    assert BEN.once not in repr(BEN)


@pytest.mark.parametrize(
    "claims",
    [
        {},
        {"is_logged_in": False},
        {**CLAIMS, "sub": ""},
        {**CLAIMS, "sub": None},
        {**CLAIMS, "iss": ""},
        {**CLAIMS, "iat": "now"},
        {**CLAIMS, "iat": None},
    ],
)
def test_claims_that_do_not_say_who_and_when_are_nobody(claims: dict[str, object]) -> None:
    assert identified(claims, KEY, now=NOON) is None


def test_a_sign_in_is_good_for_an_hour_though_clocks_differ() -> None:
    for late in (timedelta(minutes=-4), FRESH):
        assert identified(CLAIMS, KEY, now=NOON + late)
    for late in (timedelta(minutes=-6), FRESH + timedelta(seconds=1)):
        assert identified(CLAIMS, KEY, now=NOON + late) is None


@pytest.mark.parametrize("name", [None, 7, ["Ben"], {}])
def test_a_name_that_is_none_suggests_nothing(name: object) -> None:
    assert says(name=name).name == ""


# --- Coming in, and coming back ---


def test_it_lets_nobody_in_without_an_invitation(groups: Groups, live: LiveGroup) -> None:
    assert homes(groups, BEN) == []
    with pytest.raises(UnknownCode):
        join_as(groups, "WRONG", "Ben", BEN, asker="b", nonce="b", now=NOON)
    assert home_in(live, BEN) is None


def test_who_came_in_with_it_comes_back_on_any_device(groups: Groups, live: LiveGroup) -> None:
    joins(groups, live, BEN)
    second = start_as(groups, "Maple Street", "Ben", BEN, nonce="maple", now=SOON).group
    assert comes_back(groups, BEN) == {live.id: "b", second: founder_of(groups.group(second))}
    assert comes_back(groups, EVE) == {}


def test_a_damaged_group_keeps_nobody_out_of_their_others(
    groups: Groups, live: LiveGroup, monkeypatch: pytest.MonkeyPatch
) -> None:
    joins(groups, live, BEN)
    second = start_as(groups, "Maple Street", "Ben", BEN, nonce="maple", now=SOON).group
    version, damaged = groups.log.version, {live.id}

    def read(group: str) -> int:
        if group in damaged:
            raise StoreDamaged(f"{group}.journal", 60, "a line is not what was written")
        return version(group)

    monkeypatch.setattr(groups.log, "version", read)
    assert [home.live.id for home in homes(groups, BEN)] == [second]
    damaged.add(second)
    with pytest.raises(StoreDamaged):
        homes(groups, BEN)


def test_who_comes_in_twice_is_told_that_they_are_here(groups: Groups, live: LiveGroup) -> None:
    joins(groups, live, BEN)
    with pytest.raises(AlreadyHere, match="Benjamin"):
        joins(groups, live, BEN, "Somebody else", "c")


def test_a_host_s_approval_holds(groups: Groups, live: LiveGroup) -> None:
    change_settings(live, "ada", Settings(approve_newcomers=True), now=NOON)
    joins(groups, live, BEN)
    assert comes_back(groups, BEN) == {live.id: "b"}
    assert list(live.history.waiting) == ["b"]
    admit(live, "ada", "b", now=NOON)
    assert comes_back(groups, says(nonce="later")) == {live.id: "b"}
    assert "b" in live.history.members


def test_one_sign_in_opens_a_group_once(groups: Groups, live: LiveGroup) -> None:
    joins(groups, live, BEN)
    (home,) = homes(groups, BEN)
    link = way_in(home, BEN, now=NOON)
    assert way_in(home, BEN, now=SOON) == link
    enter(groups, link, now=NOON)
    with pytest.raises(SignInAgain):
        way_in(home, BEN, now=NOON)
    with pytest.raises(LinkSpent):
        enter(groups, link, now=NOON)
    assert comes_back(groups, says(nonce="another")) == {live.id: "b"}


def test_the_link_of_a_sign_in_cannot_be_made_from_what_is_kept(groups: Groups, live: LiveGroup) -> None:
    joins(groups, live, BEN)
    with pytest.raises(LinkSpent):
        enter(groups, SignInLink(live.id, BEN.hash), now=NOON)


def test_signing_out_everywhere_ends_the_sign_ins_from_before(groups: Groups, live: LiveGroup) -> None:
    token = enter(
        groups, join_as(groups, live.history.code, "B", BEN, asker="b", nonce="b", now=NOON), now=NOON
    )
    elsewhere = says(nonce="on a phone that was lost")
    sign_out_elsewhere(live, token, now=NOON + timedelta(seconds=1))
    with pytest.raises(SignInAgain):
        comes_back(groups, elsewhere)
    assert comes_back(groups, says(iat=NOON.timestamp() + 2)) == {live.id: "b"}


# --- Linking and unlinking ---


def test_a_member_can_link_it_later_and_take_it_back(groups: Groups, live: LiveGroup) -> None:
    link_identity(live, "ben", BEN, now=NOON)
    assert comes_back(groups, BEN) == {live.id: "ben"}
    unlink_identity(live, "ben", now=NOON)
    assert homes(groups, BEN) == []
    link_identity(live, "ben", BEN, now=SOON)
    assert comes_back(groups, says(nonce="again")) == {live.id: "ben"}


def test_linking_again_mends_what_a_crash_left(groups: Groups, live: LiveGroup) -> None:
    link_identity(live, "ben", BEN, now=NOON)
    other = Groups(groups.log)
    other.directory.read().known_to.clear()
    assert homes(other, BEN) == []
    link_identity(live, "ben", BEN, now=SOON)
    assert len(live.history.sign_ins.identities) == 1


def test_a_member_has_one_identity_the_last(groups: Groups, live: LiveGroup) -> None:
    link_identity(live, "ben", BEN, now=NOON)
    link_identity(live, "ben", EVE, now=NOON)
    assert (homes(groups, BEN), comes_back(groups, EVE)) == ([], {live.id: "ben"})


def test_an_identity_is_one_member_of_a_group(live: LiveGroup) -> None:
    link_identity(live, "ben", BEN, now=NOON)
    with pytest.raises(AlreadyHere, match="Ben"):
        link_identity(live, "ada", BEN, now=NOON)


# --- Being out ---


def test_who_was_removed_stays_out_and_waits_when_they_come_again(groups: Groups, live: LiveGroup) -> None:
    joins(groups, live, BEN)
    spare = way_in(homes(groups, BEN)[0], BEN, now=NOON)
    remove(live, "ada", "b", now=NOON)
    assert homes(groups, BEN) == []
    with pytest.raises(LinkSpent):
        enter(groups, spare, now=NOON)
    joins(groups, live, BEN, "A new name", "c")
    assert "c" in live.history.waiting
    joins(groups, live, EVE, "Eve", "e")
    assert "e" in live.history.members


@pytest.mark.parametrize("out", ["not let in", "did not wait"])
def test_who_was_removed_waits_each_time_they_come_again(groups: Groups, live: LiveGroup, out: str) -> None:
    joins(groups, live, BEN)
    remove(live, "ada", "b", now=NOON)
    for nonce in ("c", "d", "e"):
        joins(groups, live, BEN, "A new name", nonce)
        assert nonce in live.history.waiting
        if out == "not let in":
            remove(live, "ada", nonce, now=NOON)
        else:
            leave_group(live, partial(Asker, nonce), erase=True, now=NOON)


def test_who_was_removed_and_let_in_again_is_in_for_good(groups: Groups, live: LiveGroup) -> None:
    joins(groups, live, BEN)
    remove(live, "ada", "b", now=NOON)
    joins(groups, live, BEN, "A new name", "c")
    admit(live, "ada", "c", now=NOON)
    leave_group(live, lambda _act: Asker("c"), erase=False, now=NOON)
    joins(groups, live, BEN, "Another name", "d")
    assert "d" in live.history.members


def test_who_was_removed_waits_in_a_process_that_starts_later_too(groups: Groups, live: LiveGroup) -> None:
    joins(groups, live, BEN)
    remove(live, "ada", "b", now=NOON)
    later = Groups(groups.log)
    joins(later, later.group(live.id), BEN, "A new name", "c")
    assert "c" in later.group(live.id).history.waiting


def leave(live: LiveGroup, *, erase: bool) -> None:
    leave_group(live, lambda _act: Asker("b"), erase=erase, now=NOON)


def remove_and_erase(live: LiveGroup) -> None:
    remove(live, "ada", "b", now=NOON)
    erase_member(live, "ada", "b", now=NOON)


def come_again_and_leave(live: LiveGroup) -> None:
    remove(live, "ada", "b", now=NOON)
    joins(Groups(live.log), live, BEN, "A new name", "b2")
    admit(live, "ada", "b2", now=NOON)
    leave_group(live, lambda _act: Asker("b2"), erase=True, now=NOON)


def refuse(live: LiveGroup) -> None:
    change_settings(live, "ada", Settings(approve_newcomers=True), now=NOON)
    leave(live, erase=True)
    joins(Groups(live.log), live, BEN, nonce="b2")
    remove(live, "ada", "b2", now=NOON)


ENDS: dict[str, Callable[[LiveGroup], object]] = {
    "leaves with the words": lambda live: leave(live, erase=True),
    "leaves without": lambda live: leave(live, erase=False),
    "is erased after being removed": remove_and_erase,
    "comes again after being removed, and leaves": come_again_and_leave,
    "is not let in": refuse,
    "unlinks it": lambda live: unlink_identity(live, "b", now=NOON),
    "links another": lambda live: link_identity(live, "b", EVE, now=NOON),
    "is in a group that is deleted": lambda live: end_group(Groups(live.log), live.id, now=NOON),
}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_no_byte_of_the_identity_is_left_of_who(
    end: Callable[[LiveGroup], object], in_files: LiveGroup, files: Files
) -> None:
    groups = Groups(in_files.log)
    joins(groups, in_files, BEN)
    assert files().count(BEN.hash) == 2
    end(in_files)
    assert BEN.hash not in files()
    assert homes(groups, BEN) == homes(Groups(in_files.log), BEN) == []


@pytest.mark.parametrize("removed_again", [False, True])
def test_erasing_who_was_removed_takes_nothing_from_who_they_are_now(
    groups: Groups, live: LiveGroup, removed_again: bool
) -> None:
    joins(groups, live, BEN)
    remove(live, "ada", "b", now=NOON)
    joins(groups, live, BEN, "A new name", "b2")
    admit(live, "ada", "b2", now=NOON)
    if removed_again:
        remove(live, "ada", "b2", now=NOON)
    erase_member(live, "ada", "b", now=NOON)
    sign_ins = Groups(live.log).group(live.id).history.sign_ins
    kept = sign_ins.removed if removed_again else sign_ins.identities
    assert kept[BEN.hash].member == "b2"


def test_of_whom_a_host_removed_only_the_group_keeps_it(in_files: LiveGroup, files: Files) -> None:
    joins(Groups(in_files.log), in_files, BEN)
    remove(in_files, "ada", "b", now=NOON)
    assert files().count(BEN.hash) == 1


def test_of_two_hosts_who_remove_each_other_one_stays_and_comes_back(groups: Groups, live: LiveGroup) -> None:
    joins(groups, live, BEN)
    name_host(live, "ada", "b", host=True, now=NOON)
    other = MemberGone(id="gone", at=NOON, by="b", member="ada")
    with losing_to(live, other), pytest.raises(NoOtherHost):
        remove(live, "ada", "b", now=NOON)
    assert [host.id for host in live.history.hosts] == ["b"]
    assert homes(Groups(groups.log), BEN)[0].member.id == "b"


RIVALS: dict[str, GroupEvent] = {
    "lets them in": MemberAdmitted(id="in", at=NOON, by="ben", member="b"),
    "puts the first out": MemberGone(id="gone", at=NOON, by="ben", member="ada"),
}


@pytest.mark.parametrize("rival", RIVALS.values(), ids=RIVALS)
def test_who_stays_as_another_host_was_quicker_comes_back(
    groups: Groups, live: LiveGroup, rival: GroupEvent
) -> None:
    name_host(live, "ada", "ben", host=True, now=NOON)
    change_settings(live, "ada", Settings(approve_newcomers=True), now=NOON)
    joins(groups, live, BEN)
    with losing_to(live, rival), suppress(NotAllowed):
        turn_away(live, "ada", "b", now=NOON)
    assert homes(Groups(groups.log), BEN)[0].member.id == "b"


@pytest.mark.parametrize("steps", range(7))
@pytest.mark.parametrize("waits", [False, True], ids=["is removed", "is not let in"])
def test_cut_off_at_any_step_they_are_here_or_nothing_leads_back(
    in_files: LiveGroup, files: Files, waits: bool, steps: int
) -> None:
    change_settings(in_files, "ada", Settings(approve_newcomers=waits), now=NOON)
    joins(Groups(in_files.log), in_files, BEN)
    with cut_off_after(steps, in_files), suppress(ConnectionAbortedError):
        remove(in_files, "ada", "b", now=NOON)
    again = Groups(in_files.log)
    keep_everywhere(again, NOON, Event())
    if home := homes(again, BEN):
        assert (home[0].member.id, files().count(BEN.hash)) == ("b", 2)
    else:
        assert files().count(BEN.hash) == (0 if waits else 1)


def test_nothing_that_anybody_takes_along_holds_it(groups: Groups, live: LiveGroup) -> None:
    joins(groups, live, BEN)
    whole = export_group(live, "ada")
    assert BEN.hash.encode() not in whole
    assert BEN.hash.encode() not in export_mine(live, lambda _act: Asker("b"))
    copy = import_group(groups, whole, nonce="copy", now=NOON).group
    assert home_in(groups.group(copy), BEN) is None


def test_what_only_the_directory_knows_is_no_home(tmp_path: Path) -> None:
    """Cut off between the two logs, or a group that was deleted by another process."""
    groups = Groups(open_store(f"tinydb:{tmp_path}"))
    live = groups.group(start_as(groups, "Class 4b", "Ben", BEN, nonce="g", now=NOON).group)
    Groups(groups.log).log.forget(live.id)
    assert homes(groups, BEN) == []


def test_a_home_names_the_group_and_who_one_is(groups: Groups, live: LiveGroup) -> None:
    joins(groups, live, BEN)
    assert homes(groups, BEN) == [Home(live, live.history.members["b"])]
