"""Hosts let in, remove, name hosts, renew the invitation and choose settings; a group always has a host."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import pytest

from ripple.actions.invitations import invited_to, list_under_its_code
from ripple.actions.joining import (
    WAITING_MOST,
    enter,
    issue_link,
    join_group,
    meant_by,
    sign_out,
    sign_out_elsewhere,
    signed_in,
    start_group,
    waiting_with,
)
from ripple.actions.leaving import leave_group
from ripple.actions.members import (
    admit,
    change_settings,
    link_for,
    name_host,
    remove,
    renew_code,
    turn_away,
)
from ripple.actions.posting import share_act
from ripple.domain.errors import (
    DoorFull,
    LinkSpent,
    NameTaken,
    NoOtherHost,
    UnknownCode,
    UnknownGroup,
    UnknownMember,
)
from ripple.domain.events.directory import GroupListed
from ripple.domain.events.group import CodeRenewed, SettingsChanged
from ripple.domain.events.members import HostNamed, MemberErased
from ripple.domain.model import Act, replace
from ripple.domain.moderation import Asker
from ripple.live import DIRECTORY, Groups, LiveGroup
from tests.actions.conftest import (
    NOON,
    Files,
    come_before_the_door,
    come_in,
    cut_off_after,
    losing_to,
    token_of,
)


@pytest.fixture
def wanda(groups: Groups, live: LiveGroup) -> str:
    """The token of Wanda, who waits to be let in."""
    return come_before_the_door(groups, live, "Wanda")


# --- Coming in ---


def test_a_newcomer_who_must_be_approved_waits_and_is_signed_in(live: LiveGroup, wanda: str) -> None:
    assert list(live.history.members) == ["ada", "ben"]
    assert signed_in(live, wanda) is None
    waiting = waiting_with(live, wanda)
    assert waiting is not None
    assert waiting.name == "Wanda"


def test_a_link_of_somebody_who_waits_says_who_they_are(groups: Groups, live: LiveGroup, wanda: str) -> None:
    assert meant_by(groups, issue_link(live, "wanda", now=NOON), now=NOON).name == "Wanda"


def test_who_was_let_in_is_a_member_in_the_browser_they_came_with(live: LiveGroup, wanda: str) -> None:
    admit(live, "ada", "wanda", now=NOON)
    assert waiting_with(live, wanda) is None
    assert signed_in(live, wanda) == live.history.members["wanda"]


def test_two_hosts_can_let_the_same_person_in(live: LiveGroup, wanda: str) -> None:
    name_host(live, "ada", "ben", host=True, now=NOON)
    admit(live, "ada", "wanda", now=NOON)
    admit(live, "ben", "wanda", now=NOON)
    assert "wanda" in live.history.members


def test_who_was_not_let_in_is_signed_out_and_stays_out(live: LiveGroup, wanda: str) -> None:
    remove(live, "ada", "wanda", now=NOON)
    assert waiting_with(live, wanda) is None
    with pytest.raises(UnknownMember):
        admit(live, "ada", "wanda", now=NOON)
    with pytest.raises(UnknownMember):
        remove(live, "ada", "wanda", now=NOON)


def without_a_door(live: LiveGroup) -> None:
    chosen = replace(live.history.settings, approve_newcomers=False)
    change_settings(live, "ada", chosen, now=NOON)


def test_who_took_others_names_and_left_nothing_keeps_nobody_out(groups: Groups, live: LiveGroup) -> None:
    come_in(groups, live, "Cleo")
    remove(live, "ada", "cleo", now=NOON)
    join_group(groups, live.history.code, "Cleo", asker="cleo's phone", nonce="the one", now=NOON)
    assert live.history.members["the one"].name == "Cleo"


def test_a_name_is_taken_after_its_bearer_left_but_not_while_waiting(
    groups: Groups, live: LiveGroup, wanda: str
) -> None:
    share_act(live, "ben", Act(id="b", text="Held the door", posted_at=NOON, author="ben"), now=NOON)
    remove(live, "ada", "ben", now=NOON)
    without_a_door(live)
    with pytest.raises(NameTaken):
        join_group(groups, live.history.code, "BEN", asker="eve", nonce="eve", now=NOON)
    join_group(groups, live.history.code, "wanda", asker="eve", nonce="eve", now=NOON)
    with pytest.raises(NameTaken):
        admit(live, "ada", "wanda", now=NOON)


@pytest.mark.parametrize("name", ["Ada", "BEN", "Gone", "Wanda", "Somebody new"])
def test_before_the_door_nobody_learns_who_is_here(
    groups: Groups, live: LiveGroup, wanda: str, name: str
) -> None:
    come_in_as("Gone", groups, live)
    remove(live, "ada", "gone", now=NOON)
    join_group(groups, live.history.code, name, asker="eve", nonce="eve", now=NOON)
    assert live.history.waiting["eve"].name == name


def come_in_as(name: str, groups: Groups, live: LiveGroup) -> None:
    join_group(groups, live.history.code, name, asker="phone", nonce=name.lower(), now=NOON)
    admit(live, "ada", name.lower(), now=NOON)


def test_whose_name_looks_like_anothers_a_host_lets_in_under_another(
    groups: Groups, live: LiveGroup, wanda: str
) -> None:
    join_group(groups, live.history.code, "Ben", asker="eve", nonce="eve", now=NOON)
    for name in ("", "\u200b", "Ben", "bén", "Ada"):
        with pytest.raises(NameTaken):
            admit(live, "ada", "eve", now=NOON, name=name)
    assert "eve" in live.history.waiting
    admit(live, "ada", "eve", now=NOON, name=" Ben  K. ")
    assert live.history.members["eve"].name == "Ben K."
    assert Groups(groups.log).group(live.id).history.name_of("eve") == "Ben K."


def test_the_name_that_a_host_gave_is_in_no_file_once_it_was_erased(
    groups: Groups, live: LiveGroup, wanda: str
) -> None:
    admit(live, "ada", "wanda", now=NOON, name="SECRET name")
    leave_group(live, lambda _act: Asker("wanda"), erase=True, now=NOON)
    for history in (live.history, Groups(groups.log).group(live.id).history):
        assert history.name_of("wanda") == ""
    assert "SECRET" not in repr(groups.log.since(live.id, 0))


def test_sending_all_away_who_wait_spares_who_was_let_in_meanwhile(
    groups: Groups, live: LiveGroup, wanda: str
) -> None:
    for name in ("Eve", "Finn"):
        join_group(groups, live.history.code, name, asker="phone", nonce=name.lower(), now=NOON)
    admit(live, "ada", "finn", now=NOON)
    turn_away(live, "ada", "wanda", "eve", "finn", "ben", now=NOON)
    assert (live.history.waiting, "finn" in live.history.members, "ben" in live.history.members) == (
        {},
        True,
        True,
    )
    assert "Eve" not in repr(groups.log.since(live.id, 0))


def test_so_many_wait_before_a_door_and_no_more(groups: Groups, live: LiveGroup, wanda: str) -> None:
    for number in range(1, WAITING_MOST):
        join_group(groups, live.history.code, "Eve", asker="phone", nonce=f"eve{number}", now=NOON)
    with pytest.raises(DoorFull):
        join_group(groups, live.history.code, "Finn", asker="phone", nonce="finn", now=NOON)
    turn_away(live, "ada", "wanda", now=NOON)
    join_group(groups, live.history.code, "Finn", asker="phone", nonce="finn", now=NOON)


def test_of_somebody_who_was_not_let_in_no_name_is_kept(groups: Groups, live: LiveGroup, wanda: str) -> None:
    remove(live, "ada", "wanda", now=NOON)
    assert "Wanda" not in repr(live.log.since(live.id, 0))
    join_group(groups, live.history.code, "Wanda", asker="a", nonce="another wanda", now=NOON)
    assert list(live.history.waiting) == ["another wanda"]


def test_a_name_that_was_erased_is_free(groups: Groups, live: LiveGroup) -> None:
    remove(live, "ada", "ben", now=NOON)
    live.log.append(live.id, MemberErased(id="erased ben", at=NOON, member="ben"))
    join_group(groups, live.history.code, "Ben", asker="ben's phone", nonce="ben again", now=NOON)
    assert live.history.name_of("ben again") == "Ben"


# --- The invitation ---


def test_a_new_code_invites_and_the_old_one_does_not(groups: Groups, live: LiveGroup) -> None:
    old = live.history.code
    new = renew_code(groups, live, "ada", now=NOON)
    assert invited_to(groups, new, asker="a") is live
    with pytest.raises(UnknownCode):
        invited_to(groups, old, asker="a")


def test_no_old_code_works_after_a_crash_before_the_directory_s_entry(
    groups: Groups, live: LiveGroup
) -> None:
    old = live.history.code
    live.log.append(live.id, CodeRenewed(id="renew", at=NOON, by="ada", code="ABCD2345"))
    live.catch_up()
    for code in (old, "ABCD2345"):
        with pytest.raises(UnknownCode):
            invited_to(groups, code, asker="a")
    assert list_under_its_code(groups, live, now=NOON) == "ABCD2345"
    assert invited_to(groups, "ABCD2345", asker="a") is live


def test_looking_at_an_invitation_that_is_listed_writes_nothing(groups: Groups, live: LiveGroup) -> None:
    version = groups.log.version(DIRECTORY)
    list_under_its_code(groups, live, now=NOON)
    assert groups.log.version(DIRECTORY) == version


def test_two_hosts_who_renew_at_once_leave_one_code_that_works(groups: Groups, live: LiveGroup) -> None:
    with losing_to(live, CodeRenewed(id="renew", at=NOON, by="ben", code="ABCD2345")):
        code = renew_code(groups, live, "ada", now=NOON)
    groups.log.append(DIRECTORY, GroupListed(id="late", at=NOON, group=live.id, code="ABCD2345"))
    assert list_under_its_code(groups, live, now=NOON) == code
    assert invited_to(groups, code, asker="a") is live
    with pytest.raises(UnknownCode):
        invited_to(groups, "ABCD2345", asker="a")


def test_a_code_of_a_group_that_is_gone_is_unknown(groups: Groups, live: LiveGroup) -> None:
    code = live.history.code
    groups.log.forget(live.id)
    with pytest.raises(UnknownCode):
        invited_to(groups, code, asker="a")


# --- Going, and who looks after the group ---


def test_who_is_removed_is_out_everywhere_and_no_link_helps(groups: Groups, live: LiveGroup) -> None:
    phone, laptop = token_of(groups, live, "ben"), token_of(groups, live, "ben")
    spare = issue_link(live, "ben", now=NOON)
    remove(live, "ada", "ben", now=NOON)
    assert [signed_in(live, token) for token in (phone, laptop)] == [None, None]
    with pytest.raises(LinkSpent):
        enter(groups, spare, now=NOON)
    assert live.history.name_of("ben") == "Ben"


def test_the_only_host_cannot_go_or_stop_being_one(live: LiveGroup) -> None:
    with pytest.raises(NoOtherHost):
        remove(live, "ada", "ada", now=NOON)
    with pytest.raises(NoOtherHost):
        name_host(live, "ada", "ada", host=False, now=NOON)


def test_a_group_is_handed_over_by_naming_a_host_and_stopping(live: LiveGroup) -> None:
    name_host(live, "ada", "ben", host=True, now=NOON)
    name_host(live, "ada", "ada", host=False, now=NOON)
    assert [host.id for host in live.history.hosts] == ["ben"]


def test_naming_a_host_twice_is_naming_once(live: LiveGroup) -> None:
    name_host(live, "ada", "ben", host=True, now=NOON)
    version = live.version
    name_host(live, "ada", "ben", host=True, now=NOON)
    assert live.version == version


@pytest.mark.parametrize(
    "go",
    [
        lambda live: name_host(live, "ada", "ada", host=False, now=NOON),
        lambda live: remove(live, "ben", "ada", now=NOON),
    ],
    ids=["stops being host", "is removed"],
)
def test_when_the_last_two_hosts_go_at_once_one_stays_and_is_told(
    live: LiveGroup, go: Callable[[LiveGroup], None]
) -> None:
    name_host(live, "ada", "ben", host=True, now=NOON)
    first = HostNamed(id="stop", at=NOON, by="ben", member="ben", host=False)
    with losing_to(live, first), pytest.raises(NoOtherHost):
        go(live)
    assert [host.id for host in live.history.hosts] == ["ada"]


def test_who_is_not_here_cannot_be_removed_or_made_host_or_get_a_link(live: LiveGroup) -> None:
    for do in (
        lambda: remove(live, "ada", "nobody", now=NOON),
        lambda: name_host(live, "ada", "nobody", host=True, now=NOON),
        lambda: link_for(live, "ada", "nobody", now=NOON),
    ):
        with pytest.raises(UnknownMember):
            do()


def test_settings_that_stay_as_they_are_leave_no_trace(live: LiveGroup) -> None:
    version = live.version
    change_settings(live, "ada", live.history.settings, now=NOON)
    assert live.version == version


# --- Signing in again, and out ---


def test_a_host_makes_a_link_for_somebody_who_is_signed_in_nowhere(groups: Groups, live: LiveGroup) -> None:
    link = link_for(live, "ada", "ben", now=NOON)
    member = signed_in(live, enter(groups, link, now=NOON + timedelta(hours=23)))
    assert member == live.history.members["ben"]
    late = link_for(live, "ada", "ben", now=NOON)
    with pytest.raises(LinkSpent):
        enter(groups, late, now=NOON + timedelta(hours=25))


def test_signing_out_is_for_this_browser_alone(groups: Groups, live: LiveGroup) -> None:
    phone, laptop = token_of(groups, live, "ben"), token_of(groups, live, "ben")
    sign_out(groups, live.id, phone, now=NOON)
    sign_out(groups, live.id, phone, now=NOON)
    assert signed_in(live, phone) is None
    assert signed_in(live, laptop) is not None


def test_a_made_up_token_signs_nobody_out(groups: Groups, live: LiveGroup) -> None:
    version = live.version
    sign_out(groups, live.id, "made up", now=NOON)
    assert live.version == version
    with pytest.raises(UnknownGroup):
        sign_out(groups, "nowhere", "made up", now=NOON)


def test_signing_out_elsewhere_leaves_one_browser_and_no_link(groups: Groups, live: LiveGroup) -> None:
    phone, laptop, ada = (token_of(groups, live, who) for who in ("ben", "ben", "ada"))
    spare = issue_link(live, "ben", now=NOON)
    sign_out_elsewhere(live, phone, now=NOON)
    assert signed_in(live, laptop) is None
    with pytest.raises(LinkSpent):
        enter(groups, spare, now=NOON)
    assert signed_in(live, phone) == live.history.members["ben"]
    assert signed_in(live, ada) == live.history.members["ada"]


def test_codes_of_two_groups_lead_to_each(groups: Groups, live: LiveGroup) -> None:
    start_group(groups, "Maple Street", "Zoe", nonce="zoe", founder="zoe", now=NOON)
    new = renew_code(groups, live, "ada", now=NOON)
    other = groups.group("zoe")
    assert invited_to(groups, new, asker="a") is live
    assert invited_to(groups, other.history.code, asker="a") is other


@pytest.mark.parametrize("steps", range(7))
def test_refusing_cut_off_at_any_step_is_undone_or_leaves_no_name(
    in_files: LiveGroup, files: Files, steps: int
) -> None:
    come_before_the_door(Groups(in_files.log), in_files, "Wanda")
    with cut_off_after(steps, in_files), suppress(ConnectionAbortedError):
        remove(in_files, "ada", "wanda", now=NOON)
    again = Groups(in_files.log).group(in_files.id)
    if "wanda" in again.history.waiting:
        assert again.history.waiting["wanda"].name == "Wanda"
    else:
        assert '"Wanda"' not in files()


# --- Two hosts at the same settings ---


def test_what_another_host_chose_meanwhile_stays(live: LiveGroup) -> None:
    read = live.history.settings
    change_settings(live, "ada", replace(read, unsigned=False), now=NOON, read=read)
    change_settings(live, "ada", replace(read, ask_kindly=True), now=NOON, read=read)
    assert live.history.settings == replace(read, unsigned=False, ask_kindly=True)


def test_what_another_host_chooses_at_that_moment_stays(live: LiveGroup) -> None:
    read = live.history.settings
    rival = SettingsChanged(id="rival", at=NOON, by="ada", settings=replace(read, keep_days=30))
    with losing_to(live, rival):
        change_settings(live, "ada", replace(read, people_page=False), now=NOON, read=read)
    assert live.history.settings == replace(read, keep_days=30, people_page=False)
