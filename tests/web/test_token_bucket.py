"""A budget lets so much through at once, then so much a second, and forgets who has gone."""

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from ripple.web import token_bucket
from ripple.web.token_bucket import FairTokenBuckets, Rate, TokenBuckets


class Clock:
    now = 1_000.0

    def __call__(self) -> float:
        return self.now


def test_so_many_at_once_then_so_many_a_second() -> None:
    clock = Clock()
    budgets = TokenBuckets(Rate(at_once=3, a_second=2), clock)
    assert [budgets.wait("ada") for _ in range(6)] == [0, 0, 0, 0.5, 1, 1.5]
    assert budgets.wait("ben") == 0
    clock.now += 1.5
    assert [budgets.wait("ada"), budgets.wait("ada")] == [0.5, 1]
    clock.now += 60
    assert [budgets.wait("ada") for _ in range(4)] == [0, 0, 0, 0.5]


@given(st.lists(st.tuples(st.floats(0, 2), st.floats(0, 3)), max_size=50))
def test_never_does_more_go_through_than_may(asked: list[tuple[float, float]]) -> None:
    clock, rate = Clock(), Rate(at_once=4, a_second=2)
    budgets, began, spent, latest = TokenBuckets(rate, clock), clock.now, 0.0, 0.0
    for pause, cost in asked:
        clock.now += pause
        goes = clock.now + budgets.wait("ada", cost)
        spent, latest = spent + cost, max(latest, goes)
        assert goes == latest, "in the order in which they came"
        assert spent <= rate.at_once + rate.a_second * (goes - began) + 1e-6


def test_who_has_gone_is_forgotten(monkeypatch) -> None:
    monkeypatch.setattr(token_bucket, "KEPT", 10)
    clock = Clock()
    budgets = TokenBuckets(Rate(at_once=1, a_second=1), clock)
    for number in range(20):
        budgets.wait(f"passer-by {number}")
        clock.now += 5
    assert len(budgets._spent_until) <= 11


def test_who_has_no_patience_spends_nothing() -> None:
    clock = Clock()
    budgets = TokenBuckets(Rate(at_once=3, a_second=2), clock)
    for _ in range(1_000):
        budgets.wait("ada", patience=5)
    clock.now += 1
    assert budgets.wait("ada", patience=5) == 4.5


def test_of_a_shared_budget_who_had_little_comes_before_who_had_much() -> None:
    came: list[str] = []

    async def asks(turns: FairTokenBuckets, who: str) -> None:
        await turns.wait("school", "class", who)
        came.append(who)

    async def all_ask() -> None:
        turns = FairTokenBuckets(TokenBuckets(Rate(at_once=1, a_second=1_000)))
        flood = [asyncio.create_task(asks(turns, f"flood {which}")) for which in (1, 2, 3) for _ in range(40)]
        while len(came) < 10:
            await asyncio.sleep(0)
        began = len(came)
        await asks(turns, "ada")
        assert len(came) <= began + 5
        await asyncio.gather(*flood)
        assert turns._lines == {}

    asyncio.run(all_ask())
    assert sorted(came[:9]) == sorted(3 * ["flood 1", "flood 2", "flood 3"])
    assert len(came) == 121


def test_many_names_in_a_group_of_ones_own_get_no_more_of_a_budget() -> None:
    came: list[str] = []

    async def asks(turns: FairTokenBuckets, group: str, who: str) -> None:
        await turns.wait("school", group, who)
        came.append(who)

    async def all_ask() -> None:
        turns = FairTokenBuckets(TokenBuckets(Rate(at_once=1, a_second=1_000)))
        flood = [asyncio.create_task(asks(turns, "own", f"name {which}")) for which in range(300)]
        while len(came) < 10:
            await asyncio.sleep(0)
        for child in ("ada", "ben"):
            began = len(came)
            await asks(turns, "class", child)
            assert len(came) <= began + 4
        await asyncio.gather(*flood)
        assert turns._lines == {}

    asyncio.run(all_ask())
    assert len(came) == 302
