"""What is English in every language, because Streamlit says it, is listed for translators as it is."""

import re
from pathlib import Path

import streamlit

from ripple.environment import CHECKOUT

LISTED = (CHECKOUT / "docs" / "languages.md").read_text("utf-8").partition("## Streamlit’s own words")[2]
SCRIPTS = Path(streamlit.__file__).parent / "static" / "static" / "js"


def test_each_of_streamlits_words_in_the_list_is_one_of_its_words():
    words = [word.strip("… ") for word in re.findall(r"`([^`]+)`", LISTED)]
    scripts = "".join(file.read_text("utf-8") for file in SCRIPTS.glob("*.js"))
    assert len(words) > 20
    assert [word for word in words if f"`{word}" not in scripts and f"{word}`" not in scripts] == []


def test_the_list_is_of_the_streamlit_that_is_here():
    assert f"Streamlit {streamlit.__version__.rpartition('.')[0]};" in LISTED
