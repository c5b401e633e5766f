"""The language of a visitor's pages, and the way to another one."""

from pathlib import Path

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from ripple.app import session
from ripple.app.session import visit
from ripple.language import COOKIE, direction, languages, listen, of_the_browser, speak, spoken, tag
from ripple.language import gettext as _

_page = st.components.v2.component(
    "page_speaks", js=Path(__file__).with_name("page_speaks.js").read_text("utf-8")
)


def spoken_here() -> str:
    """What this visitor chose, in this tab or before in this browser; else what the browser asks for."""
    asked = st.context.headers.get("Accept-Language") or st.context.locale or ""
    return visit().language or of_the_browser(session.cookies(), asked)


def speak_here() -> None:
    """Speak it from here on. Once another was chosen the page that is there says so too, and the browser
    keeps the choice; a page that is loaded says itself in which language it is."""
    speak(spoken_here())
    if visit().language:
        about = {"lang": tag(), "dir": direction(), "name": COOKIE, "chosen": visit().language}
        _page(key="page_speaks", data=about)


def offer_languages() -> None:
    """A quiet way to every language, at the foot of each page; each is called as those call it who speak
    it. What was typed stays: the page is drawn anew and not loaded."""
    if len(languages()) < 2:
        return
    language = _("Language")
    with st.container(key="languages"):
        chosen = st.menu_button(
            f"{languages()[spoken()]} *{language}*",
            list(languages()),
            format_func=languages().__getitem__,
            key="language",
            icon=":material/language:",
            type="tertiary",
        )
    if chosen and chosen != spoken():
        visit().language = chosen
        visit().pictures.clear()  # what was sent has texts in it
        st.rerun()


def _where_a_page_runs() -> str | None:
    """A click, or a part of a page that is drawn alone, runs in a thread that begins elsewhere than in
    `main`."""
    return spoken_here() if get_script_run_ctx(suppress_warning=True) else None


listen(_where_a_page_runs)
