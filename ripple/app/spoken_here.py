"""The language of a visitor's pages."""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from ripple.app import session
from ripple.language import listen, of_the_browser


def spoken_here() -> str:
    """What this visitor chose, in this tab or before in this browser; else what the browser asks for."""
    asked = st.context.headers.get("Accept-Language") or st.context.locale or ""
    return session.visit().language or of_the_browser(session.cookies(), asked)


def _where_a_page_runs() -> str | None:
    """A click, or a part of a page that is drawn alone, runs in a thread that begins elsewhere than in
    `main`."""
    return spoken_here() if get_script_run_ctx(suppress_warning=True) else None


listen(_where_a_page_runs)
