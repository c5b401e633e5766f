"""What is kept, in two or three lines, for whoever is about to come in; and the way to all of it."""

from __future__ import annotations

import streamlit as st

from ripple.app.kept.who import keeper, who_runs_it
from ripple.app.navigation import KEPT_PAGE
from ripple.app.session import today
from ripple.app.ui import markup
from ripple.domain.model import Settings
from ripple.privacy.chosen import how_long, who_reads


def say_in_short(*before: str, settings: Settings | None = None) -> None:
    """After what is said ``before``: who reads what is written in a group with these ``settings`` and how
    long it is kept, if it is about one, and who runs this. That nobody said so is told to who is about to
    come in, and on the page about it; it is no greeting."""
    said = [who_reads(settings), how_long(settings, today())] if settings else []
    runs = [who_runs_it()] if settings or keeper().who else []
    st.html(markup.quiet("<br>".join([*before, *said, *runs])))


def way_to_what_is_kept(code: str = "") -> None:
    """A link to the page about it; with an invitation's ``code`` it is about that group."""
    st.page_link(KEPT_PAGE, query_params={"code": code} if code else None)
