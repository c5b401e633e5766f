"""What is true now is folded from the log, and replaying the log gives it again."""

from datetime import UTC, datetime, timedelta

import pytest

from ripple.domain.entries import (
    ActErased,
    ActPosted,
    Entry,
    GroupListed,
    GroupStarted,
    LinkIssued,
    MemberJoined,
    SignedIn,
)
from ripple.domain.history import History
from ripple.domain.model import Act, Group

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


def folded(*entries: Entry) -> History:
    history = History()
    for version, entry in enumerate(entries, start=1):
        history.apply(version, entry)
    return history


def posted(act_id: str, text: str = "Held the door") -> ActPosted:
    return ActPosted(at=NOON, act=Act(id=act_id, text=text, posted_at=NOON))


START = GroupStarted(id="start", at=NOON, name="Class 4b", code="ABCD2345")
ADA = MemberJoined(id="join a", at=NOON, member="a", name="Ada", host=True)
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
    assert folded(START, ADA, LINK, first, second).tokens == {"T1": "a"}


def test_a_link_signs_in_nobody_but_its_member() -> None:
    forged = SignedIn(id="use L", at=NOON, member="b", token_hash="T", link_hash="L")
    assert folded(START, ADA, LINK, forged).tokens == {}


def test_an_act_posted_twice_stays_as_it_was_first() -> None:
    assert folded(posted("1", "first"), posted("1", "second")).acts["1"].text == "first"


def test_an_erased_act_is_an_unnamed_drop() -> None:
    history = folded(posted("1"), ActErased(id="erase 1", at=NOON, act="1"))
    assert history.acts["1"].erased


def test_erasing_what_is_not_here_changes_nothing() -> None:
    assert folded(ActErased(id="erase 1", at=NOON, act="1")).acts == {}


def test_the_directory_is_not_a_group() -> None:
    with pytest.raises(TypeError, match="does not hold"):
        folded(GroupListed(id="list", at=NOON, group="g", code="c"))
