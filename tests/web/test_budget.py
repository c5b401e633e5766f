"""A budget lets so much through at once, then so much a second, and forgets who has gone."""

from hypothesis import given
from hypothesis import strategies as st

from ripple.web import budget
from ripple.web.budget import Budgets, Rate


class Clock:
    now = 1_000.0

    def __call__(self) -> float:
        return self.now


def test_so_many_at_once_then_so_many_a_second() -> None:
    clock = Clock()
    budgets = Budgets(Rate(at_once=3, a_second=2), clock)
    assert [budgets.wait("ada") for _ in range(6)] == [0, 0, 0, 0.5, 1, 1.5]
    assert budgets.wait("ben") == 0
    clock.now += 1.5
    assert [budgets.wait("ada"), budgets.wait("ada")] == [0.5, 1]
    clock.now += 60
    assert [budgets.wait("ada") for _ in range(4)] == [0, 0, 0, 0.5]


@given(st.lists(st.tuples(st.floats(0, 2), st.floats(0, 3)), max_size=50))
def test_never_does_more_go_through_than_may(asked: list[tuple[float, float]]) -> None:
    clock, rate = Clock(), Rate(at_once=4, a_second=2)
    budgets, began, spent, latest = Budgets(rate, clock), clock.now, 0.0, 0.0
    for pause, cost in asked:
        clock.now += pause
        goes = clock.now + budgets.wait("ada", cost)
        spent, latest = spent + cost, max(latest, goes)
        assert goes == latest, "in the order in which they came"
        assert spent <= rate.at_once + rate.a_second * (goes - began) + 1e-6


def test_who_has_gone_is_forgotten(monkeypatch) -> None:
    monkeypatch.setattr(budget, "KEPT", 10)
    clock = Clock()
    budgets = Budgets(Rate(at_once=1, a_second=1), clock)
    for number in range(20):
        budgets.wait(f"passer-by {number}")
        clock.now += 5
    assert len(budgets._spent_until) <= 11
