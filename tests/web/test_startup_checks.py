"""What cannot be is said before the app starts."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ripple.environment import CHECKOUT
from ripple.web.startup_checks import NUMBERS, contradictions, port_taken


@pytest.mark.parametrize("path", ["", "/", "//"])
@pytest.mark.parametrize("addresses", [None, "127.0.0.1", "10.0.0.0/8,::1"])
def test_what_can_be_is_let_be(path: str, addresses: str | None) -> None:
    assert list(contradictions(path, {"FORWARDED_ALLOW_IPS": addresses} if addresses else {})) == []


def test_what_cannot_is_named() -> None:
    assert "“kind/x”" in next(contradictions("kind/x", {}))
    for addresses in ("*", "127.0.0.1, *"):
        assert "FORWARDED_ALLOW_IPS" in next(contradictions("", {"FORWARDED_ALLOW_IPS": addresses}))


@pytest.mark.parametrize("name", ["RIPPLE_STARTING", *NUMBERS])
def test_what_nobody_can_mean_is_named(name: str) -> None:
    assert name in next(contradictions("", {name: "-1"}))
    good = "keeper" if name == "RIPPLE_STARTING" else "12"
    assert list(contradictions("", {name: good})) == list(contradictions("", {name: ""})) == []


def test_a_port_for_figures_that_somebody_has_is_named() -> None:
    assert "9464" in port_taken(9464, OSError(98, "Address already in use"))
    assert "0-65535" in port_taken(70_000, OverflowError("bind(): port must be 0-65535."))


def test_the_app_does_not_start_like_that() -> None:
    env = os.environ | {"STREAMLIT_SERVER_BASE_URL_PATH": "kind", "PYTHONPATH": str(CHECKOUT)}
    command = [sys.executable, "-m", "ripple.web.server", "--server.port", "0"]
    tried = subprocess.run(command, cwd=CHECKOUT, env=env, capture_output=True, text=True, timeout=120)
    assert tried.returncode != 0
    assert "at the root of its address" in tried.stderr
    assert "Traceback" not in tried.stderr


def test_it_does_not_start_where_who_runs_it_is_said_unclearly(tmp_path: Path) -> None:
    file = tmp_path / "who.toml"
    file.write_text('who = "Maple Street School"\ncontact = room 12\n')
    env = os.environ | {"RIPPLE_WHO": str(file), "RIPPLE_STORE": "memory:", "PYTHONPATH": str(CHECKOUT)}
    command = [sys.executable, "-m", "ripple.web.server", "--server.port", "0"]
    tried = subprocess.run(command, cwd=CHECKOUT, env=env, capture_output=True, text=True, timeout=120)
    assert tried.returncode != 0
    assert f"{file}, line 2: " in tried.stderr
    assert "Traceback" not in tried.stderr
