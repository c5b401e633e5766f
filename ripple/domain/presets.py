"""With which settings a new group begins, by what kind of group it is; its hosts change what they like."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from ripple.domain.model import Kind, Settings, replace

SCHOOL_YEAR_ENDS = (7, 31)  # month and day; a host picks another
NOT_SO_SOON = timedelta(days=28)  # a group that begins shortly before belongs to the year after
A_YEAR = 365  # days
NO_TOUCH = tuple(kind for kind in Kind if kind is not Kind.MASSAGE)


class Preset(StrEnum):
    """A kind of group; the first is the most careful one, and chosen where nobody chooses."""

    CLASS = "class"
    TEAM = "team"
    STREET = "street"
    CIRCLE = "circle"


def settings_of(preset: Preset, begun: Settings, today: date) -> Settings:
    """The settings of a group that begins ``today``, which would begin as ``begun`` without a preset."""
    match preset:
        case Preset.CLASS:  # children: others see to it who is here and what is said
            return replace(
                begun,
                approve_newcomers=True,
                approve_acts=True,
                people_page=False,
                ask_kindly=True,
                ask_private=True,
                kinds=NO_TOUCH,
                keep_until=school_year_ends(today),
            )
        case Preset.TEAM:  # colleagues, who know each other: as open as a team's room
            return replace(begun, ask_private=True, kinds=NO_TOUCH, keep_days=3 * A_YEAR)
        case Preset.STREET:  # neighbours: the invitation hangs in the hall, where everybody passes
            return replace(begun, approve_newcomers=True, ask_private=True, keep_days=3 * A_YEAR)
        case Preset.CIRCLE:  # people who trust each other with what is theirs
            return replace(
                begun,
                approve_newcomers=True,
                people_page=False,
                ask_kindly=True,
                ask_private=True,
                keep_days=A_YEAR,
            )


def school_year_ends(today: date) -> date:
    """The coming end of a school year, some weeks ahead at least."""
    ends = date(today.year, *SCHOOL_YEAR_ENDS)
    return ends if ends - today >= NOT_SO_SOON else date(today.year + 1, *SCHOOL_YEAR_ENDS)
