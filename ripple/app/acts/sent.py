"""What is drawn anew once an act was shared from a form: of a page that has all else already, those parts
alone that tell of it (`ripple.app.small_news`); else all of it."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from ripple.app.in_the_browser import AFTER_A_DEED
from ripple.app.session import visit
from ripple.app.small_news import fits_alone, takes_alone
from ripple.app.ui.keeping_up import FRESH_CARDS, KEEPS_UP, PICTURE
from ripple.app.ui.widgets import dismissed, runs_alone

_close = st.components.v2.component(
    "close", js=Path(__file__).with_name("close.js").read_text("utf-8"), isolate_styles=False
)


def close_form() -> None:
    """The form was sent: close it."""
    if not runs_alone() or not fits_alone(visit().fallen):
        st.rerun()
    st.rerun(scope="fragment")


def is_closing() -> bool:
    """Whether the form that this dialog held was sent: then it holds nothing any more, and closes."""
    if visit().dialog is not None:
        return False
    _close(key="close", data={"sent": visit().sent_form})
    return True


def closed() -> None:
    """The form was closed, by whoever had it open or because it was sent."""
    dismissed()
    if visit().done != "shared":
        return
    if not takes_alone(visit().fallen):
        st.rerun()
    visit().done = None  # it is seen where it falls
    st.rerun([AFTER_A_DEED, KEEPS_UP, PICTURE, FRESH_CARDS])
