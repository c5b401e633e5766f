"""Which identity is whose: at most one for a member, at most one member for it in a group."""

from datetime import UTC, datetime

import pytest

from ripple.domain.events.directory import IdentityListed
from ripple.domain.events.group import GroupStarted
from ripple.domain.events.log import GroupEvent
from ripple.domain.events.members import MemberErased, MemberGone, MemberJoined
from ripple.domain.events.sign_in import IdentityLinked, IdentityUnlinked
from ripple.domain.history import History
from ripple.store.codec import from_document, to_document
from tests.domain.test_history import folded

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
START = GroupStarted(id="start", at=NOON, name="Class 4b", code="ABCD2345")
ADA, BEN = (MemberJoined(id=f"join {one}", at=NOON, member=one, name=one) for one in ("ada", "ben"))
WAITS = MemberJoined(id="join can", at=NOON, member="can", name="Can", waits=True)


def linked(member: str, identity: str) -> IdentityLinked:
    return IdentityLinked(id=f"identity {member} {identity}", at=NOON, member=member, identity=identity)


def known(history: History) -> dict[str, str]:
    return {identity: one.member for identity, one in history.sign_ins.identities.items()}


def gone(member: str, by: str) -> GroupEvent:
    return MemberGone(id=f"gone {member}", at=NOON, by=by, member=member)


@pytest.mark.parametrize("member", ["ada", "can"])
def test_an_identity_is_who_it_was_linked_to_also_before_being_let_in(member: str) -> None:
    assert known(folded(START, ADA, WAITS, linked(member, "I"))) == {"I": member}


def test_of_two_who_claim_an_identity_the_first_has_it() -> None:
    assert known(folded(START, ADA, BEN, linked("ada", "I"), linked("ben", "I"))) == {"I": "ada"}


def test_a_member_s_new_identity_takes_the_place_of_the_old() -> None:
    assert known(folded(START, ADA, linked("ada", "I"), linked("ada", "II"))) == {"II": "ada"}


def test_nobody_who_is_not_here_is_linked() -> None:
    assert known(folded(START, ADA, linked("ben", "I"))) == {}
    assert known(folded(START, ADA, BEN, gone("ben", by="ada"), linked("ben", "I"))) == {}


def test_an_identity_can_be_forgotten() -> None:
    forget = IdentityUnlinked(id="unlink", at=NOON, member="ada")
    assert known(folded(START, ADA, BEN, linked("ada", "I"), linked("ben", "II"), forget)) == {"II": "ben"}


def test_who_was_removed_is_out_and_known_again_and_who_left_is_not() -> None:
    removed = folded(START, ADA, BEN, linked("ben", "I"), gone("ben", by="ada"))
    assert (known(removed), list(removed.sign_ins.removed)) == ({}, ["I"])
    left = folded(START, ADA, BEN, linked("ben", "I"), gone("ben", by="ben"))
    assert (known(left), list(left.sign_ins.removed)) == ({}, [])


def test_who_was_let_in_again_is_no_longer_known_as_removed() -> None:
    again = MemberJoined(id="join ben2", at=NOON, member="ben2", name="Ben")
    history = folded(START, ADA, BEN, linked("ben", "I"), gone("ben", by="ada"), again, linked("ben2", "I"))
    assert (known(history), history.sign_ins.removed) == ({"I": "ben2"}, {})


def test_whoever_is_erased_is_not_known_again() -> None:
    erased = MemberErased(id="erased ben", at=NOON, member="ben")
    history = folded(START, ADA, BEN, linked("ben", "I"), gone("ben", by="ada"), erased)
    assert history.sign_ins.removed == {}


def test_an_erased_identity_is_nobody_s() -> None:
    bare = linked("ada", "I").without_words()
    assert known(folded(START, ADA, BEN, bare, linked("ben", "II"))) == {"II": "ben"}


@pytest.mark.parametrize(
    "entry",
    [
        linked("ada", "I"),
        IdentityUnlinked(id="unlink", at=NOON, member="ada"),
        IdentityListed(id="identity", at=NOON, identity="I", group="g"),
    ],
    ids=lambda entry: type(entry).__name__,
)
def test_what_is_stored_of_it_comes_back_and_erased_holds_no_identity(entry: GroupEvent) -> None:
    assert from_document(to_document(entry)) == entry
    assert '"I"' not in str(to_document(entry.without_words()))
    assert "'I'" not in str(to_document(entry.without_words()))
