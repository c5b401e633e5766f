"""What a widget shows where the same can be chosen elsewhere too: in another tab, or in another place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from ripple.app.session import visit


def shown(key: str, value: object, /, **begins_with: Any) -> dict[str, Any]:
    """What a widget is given so that it shows ``value`` until somebody chooses here, or elsewhere, and what
    it ``begins_with`` for that, as it calls it.

    A value is told to the browser once, and by a run that was cut off not at all: then the widget would begin
    with another, as if somebody had chosen that. Streamlit wants only one of the two at a time.
    """
    if key not in st.session_state or visit().given.get(key) != value:
        st.session_state[key] = visit().given[key] = value
        return {"key": key}
    return {"key": key, **begins_with}


def shown_anew(key: str) -> None:
    """What was chosen in the widget does not hold: let it show what does."""
    visit().given.pop(key, None)


def list_of(name: str, chosen: object) -> str:
    """The key of the list called ``name``, that shows what was ``chosen`` in it or elsewhere.

    After a choice elsewhere it is a new list. Until the browser hears of that choice it goes on to say what
    the list showed before, with each look for news: as if somebody had chosen that just then.
    """
    key, before = visit().lists.get(name, ("", None))
    if not key or chosen != before:
        visit().listed += 1
        key = f"{name} {visit().listed}"
    visit().lists[name] = key, chosen
    st.session_state[key] = chosen
    return key


def take_choice(name: str, key: str, take: Callable[[Any], None]) -> None:
    """Let ``take`` have what somebody has just chosen in the list called ``name``, which keeps this key.

    What a list before it says is no choice.
    """
    if visit().lists[name][0] == key:
        visit().lists[name] = key, st.session_state[key]
        take(st.session_state[key])
