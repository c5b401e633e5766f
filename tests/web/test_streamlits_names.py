"""Every part of a page that our styles and scripts find by Streamlit's own name for it is called so still."""

import re
from pathlib import Path

import pytest
import streamlit

from ripple.environment import CHECKOUT

FILES = [file for kind in ("css", "js") for file in sorted((CHECKOUT / "ripple").rglob(f"*.{kind}"))]
# A class, or what Streamlit calls a part for its own tests: with these alone a part can be found.
NAMED = re.compile(r"""\.(st[A-Z]\w+)|data-testid[*^$]?=\\?["']?(\w+)|\[(data-(?:stale|test-[\w-]+))""")

# What Streamlit calls a part for those who do not see it.
LABELLED = re.compile(r"""\[aria-label[*^$]?=\\?["']?(\w[\w ]*)""")

GLUED = "stAlertContent"  # to which Streamlit adds the kind of the message while it runs


@pytest.fixture(scope="module")
def scripts() -> list[str]:
    """The installed release's scripts."""
    folder = Path(streamlit.__file__).parent / "static" / "static" / "js"
    return [file.read_text("utf-8") for file in folder.glob("*.js")]


@pytest.fixture(scope="module")
def installed(scripts: list[str]) -> set[str]:
    """Every word in them."""
    return {word for script in scripts for word in re.findall(r"[\w-]+", script)}


def kept(name: str) -> str:
    """The part of the name that stands in a script."""
    return GLUED if name.startswith(GLUED) else name


def names_in(text: str) -> set[str]:
    return {next(filter(None, found)) for found in NAMED.findall(text)}


def test_the_installed_streamlit_has_every_part_that_is_looked_for(installed: set[str]) -> None:
    looked_for = {name: file.name for file in FILES for name in names_in(file.read_text("utf-8"))}
    assert len(looked_for) > 30
    assert GLUED in installed
    assert {name: file for name, file in looked_for.items() if kept(name) not in installed} == {}


def test_streamlit_labels_every_part_that_is_looked_for_so(scripts: list[str]) -> None:
    labels = {label for file in FILES for label in LABELLED.findall(file.read_text("utf-8"))}
    said = {label for script in scripts for label in re.findall(r'label"?:`([^`]+)`', script)}
    assert {"Close", "Close fullscreen", "Download as CSV"} <= labels <= said


def test_a_form_that_was_sent_is_closed_by_the_button_of_its_dialog(scripts: list[str]) -> None:
    dialogs = [script for script in scripts if "`stDialog`" in script and '"aria-label":`Close`' in script]
    assert dialogs != []


def test_a_name_is_found_as_a_class_a_part_and_a_state() -> None:
    text = """.stNobody [data-testid="stNowhere"] [data-testid=stNot], '[data-test-x=y]', ".st-key-mine" """
    assert names_in(text) == {"stNobody", "stNowhere", "stNot", "data-test-x"}
