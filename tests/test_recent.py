"""What came last in a group is at hand, for whoever asks whether it is news to them."""

from datetime import UTC, datetime

import pytest

from ripple.actions.joining import claim_of, issue_link, join_group, start_group
from ripple.actions.moderating import thank
from ripple.actions.posting import share_act
from ripple.domain.model import Act, Warmth
from ripple.domain.moderation import Asker
from ripple.live import Groups, LiveGroup
from ripple.recent import KEPT
from ripple.store import open_store

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


@pytest.fixture
def live() -> LiveGroup:
    groups = Groups(open_store("memory:"))
    start_group(groups, "Class 4b", "Ada", nonce="g", founder="ada", now=NOON)
    group = groups.group("g")
    for name in ("ben", "cleo"):
        join_group(groups, group.history.code, name.title(), asker="here", nonce=name, now=NOON)
    return group


def shares(live: LiveGroup, act: str, by: str, *, claim: str = "") -> None:
    author = None if claim else by
    share_act(
        live, by, Act(id=act, text="Held the door", posted_at=NOON, author=author, claim=claim), now=NOON
    )


def is_news(live: LiveGroup, seen: int, member: str, token: str = "") -> bool:
    def asker(act: str) -> Asker:
        return Asker(member, claim_of(token, act) if token else "")

    return live.recent.is_news(live.history, asker, seen)


def test_an_act_is_news_to_everybody_until_they_saw_it(live: LiveGroup) -> None:
    seen = live.version
    shares(live, "1", "ada")
    assert [is_news(live, seen, one) for one in ("ada", "ben", "cleo")] == [True] * 3
    assert not is_news(live, live.version, "ben")


def test_thanks_are_news_to_who_gives_and_who_gets_them(live: LiveGroup) -> None:
    shares(live, "1", "ada")
    seen = live.version
    thank(live, Asker("ben"), "1", Warmth.THANKS, now=NOON)
    assert [is_news(live, seen, one) for one in ("ada", "ben", "cleo")] == [True, True, False]


def test_thanks_for_an_unsigned_act_are_news_where_it_was_posted(live: LiveGroup) -> None:
    shares(live, "1", "cleo", claim=claim_of("cleo's", "1"))
    seen = live.version
    thank(live, Asker("ben"), "1", Warmth.THANKS, now=NOON)
    assert is_news(live, seen, "cleo", "cleo's")
    assert not is_news(live, seen, "cleo", "another of hers")


def test_a_sign_in_is_news_to_whoever_signs_in(live: LiveGroup) -> None:
    seen = live.version
    issue_link(live, "ben", now=NOON)
    assert is_news(live, seen, "ben")
    assert not is_news(live, seen, "ada")


def test_who_saw_nothing_for_long_is_told_that_there_is_news(live: LiveGroup) -> None:
    seen = live.version
    for nth in range(KEPT + 1):
        issue_link(live, "ben", secret=str(nth), now=NOON)
    assert is_news(live, seen, "ada")
    assert not live.recent.knows_since(seen)
    assert not is_news(live, seen + 1, "ada")
    assert live.recent.knows_since(seen + 1)
