"""What was chosen in a form outlives a reload, as its words do: the browser keeps it and brings it back.

A widget that is there already has its value from the browser; so what came back begins widgets of new keys.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import streamlit as st

from ripple.app.session import here, visit
from ripple.app.tab_state import Draft
from ripple.domain.model import How, Kind, Voice

CHOICES = "choices"
Choice = TypeVar("Choice")

# By field, what reads what the browser kept; it raises ValueError or TypeError on what cannot be chosen.
_READ: dict[str, Callable[[Any], object]] = {
    "voice": Voice,
    "kind": Kind,
    "how": How,
    "face": bool,
    "language": str,
    "uncounted": list[str],
    "on": date.fromisoformat,
}
_keep = st.components.v2.component(CHOICES, js=Path(__file__).with_name("choices.js").read_text("utf-8"))


def choice_key(field: str, form: str) -> str:
    """The key of the widget of this ``field``: another one, once choices came back."""
    return f"{field} {form}" + (" again" if form in visit().came_back else "")


def begins_with(field: str, form: str, first: Choice) -> Choice:
    """What the ``field`` begins with: what came back, else what it has at ``first``."""
    chosen: Choice = visit().came_back.get(form, {}).get(field, first)
    return chosen


def keep_choices(draft: Draft, on: date | None) -> None:
    """Let the browser keep what is chosen in the form by now, and the day ``on`` which it happened."""
    form, group = draft.form, here()
    chosen = {field: st.session_state.get(choice_key(field, form)) for field in _READ}
    _keep(
        key=CHOICES,
        data={
            "owner": f"{group.live.id} {group.member.id}",
            "form": form,
            "nonce": draft.nonce,
            "chosen": chosen | {"on": on.isoformat() if on else None},
        },
        on_kept_change=lambda: _take_back(form),
    )


def _take_back(form: str) -> None:
    """Let the fields begin with what the browser kept; a day is called by its name of today."""
    kept, read = st.session_state[CHOICES]["kept"], {}
    for field, made_of in _READ.items():
        if isinstance(kept, dict) and field in kept:
            with suppress(ValueError, TypeError):
                read[field] = None if kept[field] is None else made_of(kept[field])
    visit().came_back[form] = read
    visit().days.pop(form, None)
