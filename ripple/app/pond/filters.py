"""How one reads the picture: which stretch of time stands out, and what the colours tell."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import streamlit as st

from ripple.app.pond.sentences import when_weeks_begin
from ripple.app.session import Here, now, visit
from ripple.app.ui import markup
from ripple.app.widget_state import list_of, take_choice
from ripple.charts.pond.view import BY_KINDS, BY_STEPS, EVER, Reading
from ripple.formats import Number, day
from ripple.language import N_, Texts, ngettext
from ripple.language import gettext as _

PERIOD, COLOURS = "pond_period", "pond_colours"  # the list, and the key of the other choice
UNFOLDS = "pond_unfolds"
ALWAYS = "always"
LAST = {"week": timedelta(days=7), "month": timedelta(days=30), "quarter": timedelta(days=91)}
NAMES = Texts(
    {
        ALWAYS: N_("Any time"),
        "week": N_("The last week"),
        "month": N_("The last month"),
        "quarter": N_("The last three months"),
    }
)
TELLING = Texts({"": N_("the ripple"), BY_KINDS: N_("the kind"), BY_STEPS: N_("the step")})
WEEK = timedelta(weeks=1)
YOUNG = 6  # acts, before there are times to highlight and colours to compare


def reading() -> Reading:
    """What this tab has chosen."""
    since, until = stretch(visit().period)
    return Reading(
        since=since.timestamp() * 1000 if since else 0,
        until=until.timestamp() * 1000 if until else EVER,
        colours=visit().colours,
    )


def stretch(period: str) -> tuple[datetime | None, datetime | None]:
    """When ``period`` begins and ends: one of the last times, or the week of a Monday; None is open."""
    if period == ALWAYS:
        return None, None
    if period in LAST:
        return now() - LAST[period], None
    monday = datetime.combine(date.fromisoformat(period), time(), UTC)
    return monday, monday + WEEK


def week_of(monday: date) -> str:
    """The period that is the week of ``monday``."""
    return monday.isoformat()


def is_young(group: Here) -> bool:
    """Whether so little was shared, and nothing chosen, that there is nothing to choose."""
    acts = group.live.pond.shown
    return acts < YOUNG and visit().period == ALWAYS and not visit().colours


def offer_filters() -> bool:
    """A switch for the ways to find and filter, which are folded in a hand so that words begin soon; whether
    it is on. Elsewhere there is room for them and no switch (`home.css`)."""
    st.session_state[UNFOLDS] = visit().unfolds
    with st.container(key="pond_fold"):
        st.toggle(_("Find and filter"), key=UNFOLDS, on_change=_take_unfolds)
    return visit().unfolds


def _take_unfolds() -> None:
    visit().unfolds = st.session_state[UNFOLDS]


def choose_period(group: Here) -> None:
    """Any time, the last weeks or months, or any one week in which something was posted."""
    weeks = [week_of(week.monday) for week in reversed(group.live.pond.tally.weekly()) if week.acts]
    periods = [*NAMES, *weeks]
    if visit().period not in periods:  # all acts of that week were taken back
        visit().period = ALWAYS
    key = list_of(PERIOD, visit().period)
    st.selectbox(
        _("Highlight acts from"),
        periods,
        format_func=_name,
        key=key,
        width=220,
        on_change=take_choice,
        args=(PERIOD, key, _take_period),
    )


def _name(period: str) -> str:
    if period in NAMES:
        return NAMES[period]
    monday = date.fromisoformat(period)
    return _("Week of {day}").format(day=day(monday))


def _take_period(period: str) -> None:
    visit().period = period


def choose_colours() -> None:
    """The colours tell which ripple an act is in, of which kind it is, or how many steps from the start."""
    st.session_state[COLOURS] = visit().colours
    st.segmented_control(
        _("Colours show"),
        [*TELLING],
        required=True,
        format_func=TELLING.__getitem__,
        key=COLOURS,
        on_change=_take_colours,
    )


def _take_colours() -> None:
    visit().colours = st.session_state[COLOURS]


def say_period(group: Here) -> None:
    """How many acts stand out, in a sentence."""
    if visit().period == ALWAYS:
        return
    pond = group.live.pond
    some, acts = pond.tally.between(*stretch(visit().period)), pond.shown
    sentence = ngettext(
        "{some} of {acts} acts is from that time; the others are pale.",
        "{some} of {acts} acts are from that time; the others are pale.",
        some,
    )
    said = [sentence.format(some=Number(some), acts=Number(acts))]
    if visit().period not in LAST:
        said.append(when_weeks_begin())
    st.html(markup.quiet(" ".join(said)))
