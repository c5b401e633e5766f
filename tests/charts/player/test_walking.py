"""The walk through a pond: its functions in Node, and the texts that it is told."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import playwright
import pytest

from ripple.charts.player import walking

NODE = Path(playwright.__file__).with_name("driver") / "node"  # comes with Playwright


@pytest.mark.skipif(not NODE.exists(), reason="this Playwright comes without Node")
def test_the_functions_of_the_script() -> None:
    ran = subprocess.run(
        [NODE, "--test", Path(__file__).with_name("walking.test.mjs")],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


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
