"""The scripts of the player are one when they run: none uses a name that no other has."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from ripple.charts.export import keepsake
from ripple.charts.player import player

LINTER = Path(sys.executable).with_name("oxlint")
NAMES_ALONE = {
    "categories": {"correctness": "off"},
    "env": {"browser": True, "es2024": True},
    "globals": {"vegaEmbed": "readonly"},
    "rules": {"no-undef": "error"},
}


def undefined_in(script: str, folder: Path) -> str:
    """What the linter says of names that the script uses and does not have; empty where there is none."""
    config, file = folder / "names.json", folder / "script.js"
    config.write_text(json.dumps(NAMES_ALONE), "utf-8")
    file.write_text(script, "utf-8")
    said = subprocess.run([LINTER, "-c", config, file], capture_output=True, text=True)
    return said.stdout if said.returncode else ""


@pytest.mark.parametrize("script", [player.JS, f"{player.JS}\n{keepsake._script}"], ids=["page", "keepsake"])
def test_every_name_is_defined(tmp_path: Path, script: str) -> None:
    assert undefined_in(script, tmp_path) == ""


def test_a_name_that_is_not_is_found(tmp_path: Path) -> None:
    assert "'swelll' is not defined" in undefined_in(f"{player.JS}\nswelll()", tmp_path)
