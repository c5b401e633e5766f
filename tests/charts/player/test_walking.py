"""The texts that a walk is told."""

from collections.abc import Callable

import pytest

from ripple.charts.player import walking


def polish(count: int) -> str:
    if count == 1:
        return "one"
    return "few" if count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14) else "many"


def arabic(count: int) -> str:
    rest = count % 100
    return (
        ("zero", "one", "two")[count]
        if count < 3
        else "few"
        if 3 <= rest <= 10
        else "many"
        if rest > 10
        else "other"
    )


@pytest.mark.parametrize("text", [polish, arabic, lambda count: "one" if count == 1 else "other"])
def test_every_number_has_its_plural_in_every_language(text: Callable[[int], str]) -> None:
    told = walking.forms(text)
    for count in range(3_000):  # as `counted` in walking.js does
        which = told["which"][count if count < walking.PERIOD else 100 + count % 100]
        assert told["forms"][int(which)] == text(count)
