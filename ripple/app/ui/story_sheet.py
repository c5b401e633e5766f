"""Where the story of what is chosen in a picture is told: beside it or, in a hand, over its lower part."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import streamlit as st

from ripple.language import gettext as _


@contextmanager
def story_sheet(picture: str, close: Callable[[], None]) -> Iterator[None]:
    """A place for what is chosen in the ``picture`` of this name, with the way to ``close`` it."""
    with st.container(key=f"{picture}_told", gap="small"):
        st.button(_("Close"), icon=":material/close:", type="tertiary", key="close_story", on_click=close)
        yield
