"""When it happened: two taps for the usual answers, a calendar for the others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import streamlit as st

from ripple.app import session
from ripple.app.acts.choices import begins_with, choice_key
from ripple.app.session import visit, zone
from ripple.app.tab_state import Day
from ripple.app.ui.widgets import literal
from ripple.domain.model import Act
from ripple.formats import calendar, day
from ripple.language import N_, Texts
from ripple.language import gettext as _

TODAY, YESTERDAY, ANOTHER = "today", "yesterday", "another"
AGO = {TODAY: timedelta(0), YESTERDAY: timedelta(days=1)}
LABELS = Texts({TODAY: N_("Today"), YESTERDAY: N_("Yesterday"), ANOTHER: N_("Another day")})
YEARS_BACK = 110  # a lifetime: people tell what they remember


def draw_day(form: str, act: Act | None) -> Day:
    """Ask on which day the ``act`` happened, or one that is yet to be shared.

    A day is what it was when it was tapped: *Today* is yesterday once midnight went by.
    """
    today = session.today()
    latest = min(today, act.posted_at.astimezone(zone()).date()) if act else today
    kept = visit().days.get(form) or _begun(
        begins_with("on", form, act.happened_on if act else None), today, latest
    )
    kept = _over_midnight(kept, form, today, latest)
    offered = [*_offered(today, latest), ANOTHER]
    said = st.pills(
        _("When did it happen?"),
        offered,
        default=kept.said_first,
        format_func=LABELS.__getitem__,
        key=_key("day", form, kept),
        persist_state="session",
    )
    if said == ANOTHER:
        on = _pick(form, kept, latest)
    elif said == kept.said:
        on = kept.on
    else:
        on = today - AGO[said] if said else None
    visit().days[form] = chosen = replace(kept, said=said, on=on)
    if chosen.is_missing and form in visit().days_missed:
        st.error(literal(_ask_for_day(latest)), icon=":material/info:")
    return chosen


def misses_day(form: str, day: Day) -> bool:
    """Whether *Another day* was chosen and none is there: then the form is drawn again and asks for it.

    A day that the field refuses is known to the browser alone.
    """
    if day.is_missing:
        visit().days_missed.add(form)
    return day.is_missing


def _ask_for_day(latest: date) -> str:
    return _(
        "Which day was it? Please choose one from {first} to {last}, or tap “Another day” once more to "
        "leave the day out."
    ).format(first=_earliest(latest).year, last=day(latest))


def _begun(given: date | None, today: date, latest: date) -> Day:
    said = _called(given, today, latest)
    return Day(said, given, said_first=said, on_first=given)


def _called(on: date | None, today: date, latest: date) -> str | None:
    """What leads to the day: one of the usual answers, or the calendar."""
    if on is None:
        return None
    return next((name for name in _offered(today, latest) if today - AGO[name] == on), ANOTHER)


def _offered(today: date, latest: date) -> list[str]:
    """The usual answers that can be true of an act that happened at the ``latest`` then."""
    return [name for name, ago in AGO.items() if today - ago <= latest]


def _over_midnight(kept: Day, form: str, today: date, latest: date) -> Day:
    """The day as it is called by now, in fields of their own; a tap that came meanwhile is heard first."""
    tapped = st.session_state.get(_key("day", form, kept), kept.said)
    if kept.said not in AGO or tapped != kept.said or kept.on == today - AGO[kept.said]:
        return kept
    said = _called(kept.on, today, latest)
    return Day(said, kept.on, said_first=said, on_first=kept.on, nth=kept.nth + 1)


def _pick(form: str, kept: Day, latest: date) -> date | None:
    """The calendar; a day that stands there already is within its bounds, whatever zone it was told in."""
    stands = kept.on_first or latest
    picked: date | None = st.date_input(
        _("Which day?"),
        value=kept.on_first,
        min_value=min(_earliest(latest), stands),
        max_value=max(latest, stands),
        format=calendar(),
        key=_key("date", form, kept),
        persist_state="session",
    )
    return picked


def _earliest(latest: date) -> date:
    return date(max(1, latest.year - YEARS_BACK), 1, 1)


def _key(field: str, form: str, kept: Day) -> str:
    return choice_key(field, form) + (f" {kept.nth}" if kept.nth else "")
