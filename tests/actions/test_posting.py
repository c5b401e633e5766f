"""Acts are shared once, in the group they belong to, and can be taken back by who may."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ripple.actions.posting import may_withdraw, share_act, withdraw_act
from ripple.domain.errors import NotAllowed, UnknownAct
from ripple.domain.model import Act, How
from ripple.live import LiveGroup
from tests.actions.conftest import NOON


def an_act(act_id: str = "1", **more: object) -> Act:
    return replace(Act(id=act_id, text="Held the door", posted_at=NOON, author="ben"), **more)  # type: ignore[arg-type]


def test_a_shared_act_is_in_the_history_and_in_the_pond(live: LiveGroup) -> None:
    share_act(live, "ben", an_act(), now=NOON)
    assert live.history.acts["1"].text == "Held the door"
    assert len(live.pond) == 1


def test_the_same_act_sent_twice_is_posted_once(live: LiveGroup) -> None:
    share_act(live, "ben", an_act(), now=NOON)
    again = share_act(live, "ben", an_act(text="Held another door"), now=NOON)
    assert again.text == "Held the door"
    assert live.pond.numbers(NOON).acts == 1


def test_an_act_can_be_inspired_by_another_of_the_group(live: LiveGroup) -> None:
    share_act(live, "ben", an_act("1"), now=NOON)
    share_act(live, "ada", an_act("2", author="ada", inspired_by="1", how=How.PASSED_ON), now=NOON)
    assert [act.id for act in live.pond.story("2")] == ["1", "2"]


def test_an_act_cannot_be_inspired_by_one_that_is_not_here(live: LiveGroup) -> None:
    with pytest.raises(UnknownAct):
        share_act(live, "ben", an_act(inspired_by="elsewhere"), now=NOON)
    assert not live.history.acts


def test_a_clock_that_was_set_back_makes_no_act_older_than_what_inspired_it(live: LiveGroup) -> None:
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


@pytest.mark.parametrize("who", ["ben", "ada"])
def test_who_posted_it_and_a_host_may_take_it_back(live: LiveGroup, who: str) -> None:
    share_act(live, "ben", an_act("1"), now=NOON)
    share_act(live, "ben", an_act("2", inspired_by="1"), now=NOON)
    withdraw_act(live, who, "1", now=NOON)
    assert live.history.acts["1"].erased
    assert [act.id for act in live.pond.story("2")] == ["1", "2"]
    assert "Held the door" not in repr(live.log.since(live.id, 0)[-3])


def test_nobody_else_may(live: LiveGroup) -> None:
    share_act(live, "ada", an_act("1", author="ada"), now=NOON)
    assert not may_withdraw(live, "ben", live.history.acts["1"])
    with pytest.raises(NotAllowed):
        withdraw_act(live, "ben", "1", now=NOON)
    with pytest.raises(UnknownAct):
        withdraw_act(live, "ben", "made up", now=NOON)


def test_taking_back_twice_is_refused_the_second_time(live: LiveGroup) -> None:
    share_act(live, "ben", an_act("1"), now=NOON)
    withdraw_act(live, "ben", "1", now=NOON)
    with pytest.raises(NotAllowed):
        withdraw_act(live, "ben", "1", now=NOON)
