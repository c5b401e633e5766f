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
    """The key for the list called ``name``, which shows what was ``chosen`` in it or elsewhere.

    After a choice elsewhere the key is a new one. The browser does not know of that choice yet, and goes on
    to send what the list showed before: under the old key, that would be taken for a choice of now.
    """
    key, before = visit().lists.get(name, ("", None))
    if not key or chosen != before:
        visit().listed += 1
        key = f"{name} {visit().listed}"
    visit().lists[name] = key, chosen
    st.session_state[key] = chosen
    return key


def take_choice(name: str, key: str, take: Callable[[Any], None]) -> None:
    """When a list changes: give ``take`` what was chosen in the list called ``name``.

    What comes from a list with an earlier ``key`` (`list_of`) is passed over.
    """
    if visit().lists[name][0] == key:
        visit().lists[name] = key, st.session_state[key]
        take(st.session_state[key])
