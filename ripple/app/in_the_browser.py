"""What listens in the browser and draws nothing: keys, the focus, menus, places, half-typed words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from ripple.app import session
from ripple.app.session import Here
from ripple.app.ui.chart_view import look_now
from ripple.charts.player.player import EACH_RUN_JS

AFTER_A_DEED = "after a deed"  # the part that hears what was shared


def _listening(name: str) -> Callable[..., object]:
    """The script of this name, beside this file."""
    script = EACH_RUN_JS + Path(__file__).with_name(f"{name}.js").read_text("utf-8")
    return st.components.v2.component(name, js=script)


_drafts, _places, _keys, _menus, _focus, _scheme = map(
    _listening, ("drafts", "places", "keys", "menus", "focus", "scheme")
)


def help_with_places() -> None:
    """What helps in the browser with the row of pages, and with the menus below it."""
    _menus(key="menus")
    _places(key="places")


def help_in_the_browser(mine: list[Here], inside: Here | None) -> None:
    """What helps in the browser on every page."""
    _scheme(key="scheme", data={"scheme": look_now().name})
    _keys(key="keys")
    help_with_what_was_done(mine, inside)


@st.fragment(key=AFTER_A_DEED)
def help_with_what_was_done(mine: list[Here], inside: Here | None) -> None:
    """Where the focus is once something was done, and which half-typed words are kept no more."""
    if inside and not inside.holds:
        st.rerun()
    _focus(key="focus", data={"did": _done_last()})
    _keep_drafts(mine, inside)


def _done_last() -> str:
    """What changes with each act that this tab shared or took back."""
    visit = session.visit()
    return f"{visit.sent_form} {visit.taken_back.act.id if visit.taken_back else ''}"


def _keep_drafts(mine: list[Here], inside: Here | None) -> None:
    """Let the browser keep the words being typed over a reload, and none of those who are signed out."""

    def owner(here: Here) -> str:
        return f"{here.live.id} {here.member.id}"

    told = {
        "here": owner(inside) if inside else None,
        "owners": [owner(here) for here in mine],
        "sent": session.visit().sent_form,
    }
    _drafts(key="drafts", data=told)
