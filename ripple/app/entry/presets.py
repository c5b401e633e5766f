"""What kind of group one starts: by it the group gets its first settings."""

from __future__ import annotations

import streamlit as st

from ripple.app.session import today
from ripple.domain.presets import Preset, school_year_ends
from ripple.formats import day
from ripple.language import N_, Texts
from ripple.language import gettext as _

NAMES: Texts[Preset] = Texts(
    {
        Preset.CLASS: N_("A class"),
        Preset.TEAM: N_("A team"),
        Preset.STREET: N_("A street"),
        Preset.CIRCLE: N_("A circle"),
    }
)
MEANINGS: Texts[Preset] = Texts(
    {
        Preset.CLASS: N_("You let each person in and read acts first. Words are kept until {day}."),
        Preset.TEAM: N_("Whoever has the invitation comes in. Words are kept for three years."),
        Preset.STREET: N_("You let each person in. Words are kept for three years."),
        Preset.CIRCLE: N_(
            "You let each person in; no page shows who was kind to whom. Words are kept for a year."
        ),
    }
)


def choose_preset() -> str:
    """The kind that is chosen, one from the start; a `Preset`, or what somebody made up."""
    ends = day(school_year_ends(today()))
    return str(
        st.radio(
            _("What kind of group is it? You can change all of this later."),
            list(Preset),
            format_func=NAMES.__getitem__,
            captions=[meaning.format(day=ends) for meaning in MEANINGS.values()],
            key="preset",
        )
    )
