"""A link's secret lets in whatever happens; a code is found in whatever stands around it, and slowed down."""

from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ripple.actions.invitations import (
    format_code,
    invited_to,
    list_under_its_code,
    new_code,
    new_secret,
    parse_code,
)
from ripple.actions.joining import join_group
from ripple.actions.members import renew_code
from ripple.actions.rate_limits import ALL_ASKERS, ONE_ASKER
from ripple.actions.restoring import bring_back
from ripple.domain.errors import SlowDown, StoreReadOnly, UnknownCode, UnknownGroup
from ripple.domain.events.directory import GroupListed
from ripple.domain.events.group import CodeRenewed, GroupStarted
from ripple.domain.events.members import MemberJoined
from ripple.live import DIRECTORY, Groups, LiveGroup
from tests.actions.conftest import NOON, losing_to

ADDRESS = "http://pc.local:8501/"
WRONG = "WRNG0000"
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODES, SECRETS = (st.text(SIGNS, min_size=length, max_size=length) for length in (8, 26))
BEFORE = ["", "(", "<", "“", "*", "Come in: ", "Code "]
PARTS = ["?x=1", "#top"]  # of an address
BEHIND = ["", *'.,)*">…!»/', " .", *PARTS]


def test_codes_and_secrets_are_made_of_the_signs_that_are_read() -> None:
    assert (len(new_code()), len(new_secret())) == (8, 26)
    assert set(new_code() + new_secret()) <= set(SIGNS)


@given(before=st.sampled_from(BEFORE), behind=st.sampled_from(BEHIND), code=CODES | SECRETS)
def test_an_invitation_is_found_whatever_stands_around_it(before: str, behind: str, code: str) -> None:
    for link in (f"{ADDRESS}join/{code}", f"{ADDRESS}?code={code}", f"{ADDRESS}join/{code.lower()}"):
        assert parse_code(before + link + behind) == code
    if behind not in PARTS:
        assert parse_code(before + code + behind) == code


@given(code=CODES)
def test_a_code_is_found_as_it_is_read_out(code: str) -> None:
    for said in (
        format_code(code),
        f" {format_code(code).lower()}.",
        " ".join(code),
        f"The code is {format_code(code)}!",
    ):
        assert parse_code(said) == code


@pytest.mark.parametrize("said", ["", " ", "ABCD", "A" * 100_000, "join/", f"{ADDRESS}join/x", "ABCD234U"])
def test_what_holds_no_code_is_no_wrong_guess(groups: Groups, live: LiveGroup, said: str) -> None:
    for _ in range(ONE_ASKER.amount + 1):
        with pytest.raises(UnknownCode):
            invited_to(groups, said, asker="pastes")
    assert invited_to(groups, live.history.code, asker="pastes") is live


def test_a_link_lets_in_while_everybody_guesses_codes(groups: Groups, live: LiveGroup) -> None:
    for guess in range(ALL_ASKERS.amount):
        with pytest.raises(UnknownCode):
            invited_to(groups, WRONG, asker=f"guesser {guess // ONE_ASKER.amount}")
    for code in (live.history.code, WRONG):
        with pytest.raises(SlowDown):
            invited_to(groups, code, asker="Eve's phone")
    for asker in ("Eve's phone", "guesser 0"):
        assert invited_to(groups, f"{ADDRESS}join/{live.secret}", asker=asker) is live
    join_group(groups, live.secret, "Eve", asker="Eve's phone", nonce="eve", now=NOON)
    assert "eve" in live.history.members


def test_made_up_links_cost_nobody_anything(groups: Groups, live: LiveGroup) -> None:
    for _ in range(ONE_ASKER.amount + 1):
        with pytest.raises(UnknownCode):
            invited_to(groups, new_secret(), asker="makes links up")
    assert invited_to(groups, live.history.code, asker="makes links up") is live


def test_a_new_invitation_ends_the_link_too(groups: Groups, live: LiveGroup) -> None:
    old = live.secret
    renew_code(groups, live, "ada", now=NOON)
    with pytest.raises(UnknownCode):
        invited_to(groups, old, asker="late")
    assert invited_to(groups, live.secret, asker="new") is live
    assert groups.listed() == [live.id]


@pytest.fixture
def old(groups: Groups) -> LiveGroup:
    """A group as it was before links held more than the code."""
    groups.log.append(
        "old",
        GroupStarted(id="start", at=NOON, name="Class 4b", code="ABCD2345"),
        MemberJoined(id="join ada", at=NOON, member="ada", name="Ada", host=True),
    )
    groups.log.append(DIRECTORY, GroupListed(id="list", at=NOON, group="old", code="ABCD2345"))
    return groups.group("old")


def test_an_old_group_keeps_its_code_and_gets_a_secret_once(groups: Groups, old: LiveGroup) -> None:
    assert invited_to(groups, f"{ADDRESS}join/ABCD2345", asker="wall") is old
    assert list_under_its_code(groups, old, now=NOON) == "ABCD2345"
    secret, version = old.secret, old.version
    assert list_under_its_code(groups, old, now=NOON) == "ABCD2345"
    assert (old.secret, old.version) == (secret, version)
    assert invited_to(groups, secret, asker="a") is invited_to(groups, "ABCD2345", asker="a") is old


def test_an_invitation_that_was_renewed_meanwhile_holds(groups: Groups, old: LiveGroup) -> None:
    renewed = CodeRenewed(id="renew", at=NOON, by="ada", code="WXYZ6789", secret="S" * 26)
    with losing_to(old, renewed):
        assert list_under_its_code(groups, old, now=NOON) == "WXYZ6789"
    assert old.secret == "S" * 26


def test_ways_in_that_cannot_be_ended_are_not_said_to_have_ended(groups: Groups, old: LiveGroup) -> None:
    with (
        patch.object(type(groups.log), "append", side_effect=StoreReadOnly("no room")),
        pytest.raises(StoreReadOnly),
    ):
        bring_back(groups, [old.id], keep_sign_ins=False, now=NOON)


def test_nothing_leads_into_a_group_that_lost_its_beginning(groups: Groups) -> None:
    groups.log.append("headless", CodeRenewed(id="renewed", at=NOON, by="", code=WRONG, secret="S" * 26))
    with pytest.raises(UnknownGroup):
        list_under_its_code(groups, groups.group("headless"), now=NOON)
    bring_back(groups, ["headless"], keep_sign_ins=False, now=NOON)
    assert groups.log.version("headless") == 1
    assert "headless" not in groups.listed()
