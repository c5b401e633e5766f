"""The functions of the player's scripts that know no browser, in Node."""

import subprocess
from pathlib import Path

import playwright
import pytest

from ripple.charts.player import player

NODE = Path(playwright.__file__).with_name("driver") / "node"  # comes with Playwright
TESTS = sorted(Path(__file__).parent.glob("*.test.mjs"))


@pytest.mark.skipif(not NODE.exists(), reason="this Playwright comes without Node")
@pytest.mark.parametrize("tests", TESTS, ids=[file.name for file in TESTS])
def test_the_functions_of_a_script(tests: Path) -> None:
    ran = subprocess.run([NODE, "--test", tests], capture_output=True, text=True, timeout=60)
    assert ran.returncode == 0, ran.stdout + ran.stderr


@pytest.mark.skipif(not NODE.exists(), reason="this Playwright comes without Node")
def test_together_they_are_one_module(tmp_path: Path) -> None:
    """A name that two of them have would be an error in every browser."""
    whole = tmp_path / "player.mjs"
    whole.write_text(player.JS, "utf-8")
    ran = subprocess.run([NODE, "--check", whole], capture_output=True, text=True, timeout=60)
    assert ran.returncode == 0, ran.stderr
