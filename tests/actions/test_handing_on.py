"""What a host hands on: settings to a new group, and the looking after; nobody is left without a host."""

from datetime import timedelta

import pytest

from ripple.actions.handing_on import hand_over, start_like
from ripple.actions.joining import enter, founder_of
from ripple.actions.members import change_settings, name_host, remove
from ripple.actions.organisation_identity import Identity, home_in, link_identity
from ripple.actions.posting import share_act
from ripple.domain.errors import NotAllowed, TextMissing, UnknownMember
from ripple.domain.events.members import HostNamed, MemberGone
from ripple.domain.model import NEVER, Act, Kind, replace
from ripple.live import Groups, LiveGroup
from tests.actions.conftest import NOON, SOON, come_in, losing_to


def chosen(live: LiveGroup) -> LiveGroup:
    """A group in which nearly everything was chosen otherwise, and which rests."""
    wanted = replace(
        live.history.settings,
        approve_acts=True,
        people_page=False,
        keep_days=90,
        kinds=(Kind.HUG, Kind.SMILE),
        language="de",
        quiet_from=20,
        quiet_to=7,
        zone="Europe/Berlin",
        rests_until=(NOON + timedelta(days=7)).date(),
    )
    share_act(live, "ben", Act(id="1", text="Held the door", posted_at=NOON, author="ben"), now=NOON)
    change_settings(live, "ada", wanted, now=NOON)
    return live


def test_a_new_group_has_the_settings_and_nothing_else(groups: Groups, live: LiveGroup) -> None:
    link = start_like(groups, chosen(live), "ada", "Class 5b", nonce="new", now=SOON)
    assert enter(groups, link, now=SOON)
    begun = groups.group("new").history
    assert begun.settings == replace(live.history.settings, rests_until=NEVER)
    assert [(one.name, one.host) for one in begun.members.values()] == [("Ada", True)]
    assert (begun.name, list(begun.acts), begun.former) == ("Class 5b", [], {})
    assert founder_of(groups.group("new")) != "ada"


def test_settings_of_a_group_where_nothing_was_chosen_are_copied_too(groups: Groups, live: LiveGroup) -> None:
    start_like(groups, live, "ada", "Class 5b", nonce="new", now=SOON)
    assert groups.group("new").history.settings == live.history.settings


def test_twice_the_same_press_starts_one_group(groups: Groups, live: LiveGroup) -> None:
    for _press in range(2):
        start_like(groups, live, "ada", "Class 5b", nonce="new", now=SOON)
    assert len(groups.listed()) == 2


def test_only_a_host_copies_settings_and_only_under_a_name(groups: Groups, live: LiveGroup) -> None:
    with pytest.raises(NotAllowed):
        start_like(groups, live, "ben", "Mine", nonce="new", now=SOON)
    with pytest.raises(TextMissing):
        start_like(groups, live, "ada", " ", nonce="new", now=SOON)
    assert groups.listed() == ["ada"]


def test_whom_an_organisation_knows_here_it_knows_there(groups: Groups, live: LiveGroup) -> None:
    they = Identity("hash", "Ada", NOON, "once")
    link_identity(live, "ada", they, now=NOON)
    start_like(groups, live, "ada", "Class 5b", nonce="new", now=SOON)
    begun = groups.group("new")
    home = home_in(begun, they)
    assert home
    assert home.id == founder_of(begun)
    assert groups.known_to("hash") == ["ada", "new"]


def test_a_group_has_a_host_at_each_moment_of_its_handing_over(live: LiveGroup) -> None:
    hand_over(live, "ada", "ben", now=SOON)
    assert [host.id for host in live.history.hosts] == ["ben"]
    assert "ada" in live.history.members
    assert live.history.put_out == {}
    named = [one for _, one in live.log.since(live.id, 0) if isinstance(one, HostNamed)]
    assert [(one.member, one.host) for one in named] == [("ben", True), ("ada", False)]


def test_it_is_handed_to_a_host_as_well(groups: Groups, live: LiveGroup) -> None:
    come_in(groups, live, "Cleo")
    for host in ("ben", "cleo"):
        name_host(live, "ada", host, host=True, now=NOON)
    hand_over(live, "ada", "ben", now=SOON)
    assert [host.id for host in live.history.hosts] == ["ben", "cleo"]


@pytest.mark.parametrize(("by", "to"), [("ben", "ada"), ("ben", "ben"), ("nobody", "ben")])
def test_who_is_no_host_hands_nothing_over(live: LiveGroup, by: str, to: str) -> None:
    with pytest.raises(NotAllowed):
        hand_over(live, by, to, now=SOON)


@pytest.mark.parametrize("to", ["ada", "nobody", ""])
def test_it_is_handed_to_nobody_who_is_not_there(live: LiveGroup, to: str) -> None:
    with pytest.raises(UnknownMember):
        hand_over(live, "ada", to, now=SOON)
    assert live.history.is_host("ada")


def test_who_goes_at_that_moment_takes_nothing_over(live: LiveGroup) -> None:
    gone = MemberGone(id="gone", at=SOON, by="ben", member="ben")
    with losing_to(live, gone), pytest.raises(UnknownMember):
        hand_over(live, "ada", "ben", now=SOON)
    assert [host.id for host in live.history.hosts] == ["ada"]


def test_who_is_put_out_at_that_moment_hands_nothing_over(groups: Groups, live: LiveGroup) -> None:
    come_in(groups, live, "Cleo")
    name_host(live, "ada", "cleo", host=True, now=NOON)
    remove(live, "cleo", "ada", now=NOON)
    with pytest.raises(NotAllowed):
        hand_over(live, "ada", "ben", now=SOON)
