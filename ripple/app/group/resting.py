"""A group that rests: everybody reads it on every page, and hosts choose when."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import streamlit as st

from ripple.actions.members import change_settings
from ripple.actions.rate_limits import CHANGING
from ripple.app.session import Here, check_rate_here, here, now, today, zone
from ripple.app.ui import markup
from ripple.app.ui.choices import time_zones
from ripple.app.ui.widgets import close_dialogs, confirmed, dialog, literal, opens, showing_errors
from ripple.app.widget_state import shown
from ripple.domain.model import HOURS, NEVER, Settings, replace
from ripple.domain.resting import has_quiet_hours, opens_at, rests
from ripple.formats import calendar, day, time_of_day
from ripple.language import N_, Texts
from ripple.language import gettext as _

HOUR = Texts({"quiet_from": N_("Quiet from"), "quiet_to": N_("Quiet until")})
BEGINS_WITH = {"quiet_from": 20, "quiet_to": 7}
FIRST_REST = timedelta(days=14)  # what the field begins with: a holiday
REST_MOST = timedelta(days=365)


def said_of_rest(settings: Settings) -> str:
    """Until when nothing can be added to the group, in a sentence; empty where it can."""
    opens = opens_at(settings, now())
    if opens is None:
        return ""
    if rests(settings, now()):
        said = _(
            "This group is resting until {day}. You can read everything; from then on you can share again."
        )
        return said.format(day=day(settings.rests_until))
    said = _("Quiet hours until {time}. You can read everything; from then on you can share again.")
    return said.format(time=time_of_day(opens.astimezone(zone())))


def the_rest_in_sight(group: Here) -> None:
    """On every page of a group that rests: until when, and a host's way to open it again."""
    settings = group.live.history.settings
    if said := said_of_rest(settings):
        st.info(literal(said), icon=":material/schedule:")
    if not (said and group.member.host and rests(settings, now())):
        return
    beside = st.container()
    if st.button(_("Open the group again"), key="open_again", icon=":material/undo:"):
        with showing_errors(beside):
            check_rate_here(CHANGING, group.member.id)
            wanted = replace(settings, rests_until=NEVER)
            change_settings(group.live, group.member.id, wanted, now=now(), read=settings)
            st.rerun()


def say_if_it_rests() -> None:
    """Before the fields of a form: it can be filled in, and sent later."""
    if said := said_of_rest(here().live.history.settings):
        kept = _("What you write here is kept in this tab until then.")
        st.info(literal(f"{said} {kept}"), icon=":material/schedule:")


def choose_quiet_hours(settings: Settings) -> dict[str, Any]:
    """A switch, and when it is on, from which hour to which by whose clock; what was chosen."""
    holds = has_quiet_hours(settings)
    with st.container(gap="xxsmall"):
        quiet = st.toggle(_("Quiet hours"), **shown("set quiet", holds, value=holds))
        st.html(markup.quiet(_("For some hours of each day everybody can read, and nobody can share.")))
    if not quiet:
        return {"quiet_from": 0, "quiet_to": 0}
    if not holds:
        return BEGINS_WITH | {"zone": settings.zone or str(zone())}
    with st.container(horizontal=True, gap="small", key="quiet_hours"):
        begins = _hour("quiet_from", settings.quiet_from)
        ends = _hour("quiet_to", settings.quiet_to)
        held = settings.zone or "UTC"
        zones = sorted({*time_zones(), held})
        clock = st.selectbox(
            _("Time zone"), zones, width=220, **shown("set zone", held, index=zones.index(held))
        )
    return {"quiet_from": begins, "quiet_to": ends, "zone": settings.zone if clock == "UTC" else clock}


def _hour(name: str, holds: int) -> int:
    hour: int = st.selectbox(
        HOUR[name],
        range(HOURS),
        format_func=lambda hour: time_of_day(time(hour)),
        width=120,
        **shown(f"set {name}", holds, index=holds),
    )
    return hour


def offer_rest(settings: Settings) -> None:
    """The way to let the group rest, for as long as it does not."""
    if rests(settings, now()):
        return
    st.button(
        _("Let the group rest …"),
        key="let_rest",
        icon=":material/schedule:",
        type="tertiary",
        on_click=opens,
        args=("rest",),
    )


@dialog(N_("Let the group rest?"))
def rest_dialog() -> None:
    """Until which day; said before it holds."""
    group = here()
    settings = group.live.history.settings
    st.write(
        _(
            "Everybody can read everything, and nobody can share, edit or thank until that day. "
            "What protects people still works: taking back, leaving, asking a host to look, and "
            "what hosts decide. You can open the group again at any time."
        )
    )
    chosen: date | None = st.date_input(
        _("It opens again on"),
        today() + FIRST_REST,
        min_value=today() + timedelta(days=1),
        max_value=today() + REST_MOST,
        format=calendar(),
        key="rests_until",
    )
    beside = st.container()
    if confirmed(_("Let it rest"), "let_it_rest", for_good=False) and chosen:
        with showing_errors(beside):
            check_rate_here(CHANGING, group.member.id)
            wanted = replace(settings, rests_until=chosen, zone=settings.zone or str(zone()))
            change_settings(group.live, group.member.id, wanted, now=now(), read=settings)
            close_dialogs()
            st.rerun()
