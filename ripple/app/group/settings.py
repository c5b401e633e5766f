"""How a group does things: its hosts choose, its members see what was chosen."""

from __future__ import annotations

from typing import Any

import streamlit as st

from ripple.actions.members import change_settings
from ripple.actions.rate_limits import CHANGING
from ripple.app.group.how_long import choose_how_long
from ripple.app.group.renaming import the_group_s_name
from ripple.app.group.resting import choose_quiet_hours, offer_rest
from ripple.app.session import Here, check_rate_here, here, now, today
from ripple.app.ui import markup
from ripple.app.ui.widgets import showing_errors
from ripple.app.widget_state import shown
from ripple.domain.model import Kind, Settings, replace
from ripple.kinds import ICONS, NAMES
from ripple.language import N_, named, tags
from ripple.language import gettext as _
from ripple.privacy.chosen import in_force

SWITCHES = {
    "approve_newcomers": (
        N_("Let newcomers in one by one"),
        N_("Whoever follows the invitation waits until a host lets them in."),
    ),
    "approve_acts": (
        N_("Hosts read acts first"),
        N_("Everybody sees a new act once a host has read it. Good where children write."),
    ),
    "unsigned": (
        N_("Acts without a name"),
        N_("Whoever is shy can leave their name out. Nobody sees who it was, hosts neither."),
    ),
    "people_page": (
        N_("The page People"),
        N_("It shows who was kind to whom; everybody is the same size."),
    ),
    "ask_kindly": (
        N_("Ask whether it is kind"),
        N_("Where a word might hurt, the form asks once before it shares. It never refuses."),
    ),
    "ask_private": (
        N_("Ask about what is private"),
        N_(
            "Where a telephone number, an address or a full name stands in the words, the form asks once. "
            "It never refuses."
        ),
    ),
}
TAKER_S = ""  # what the list of languages says where the group has none of its own


def how_we_do_things() -> None:
    """The settings: for hosts to choose, for members to read where it concerns them."""
    group = here()
    if group.member.host:
        st.header(_("Settings"), anchor=False)
        the_group_s_name()
        _choose(group)
    else:
        st.header(_("How this group does things"), anchor=False)
        st.html(markup.sentences(in_force(group.live.history.settings, today())))


def _choose(group: Here) -> None:
    """A switch for each choice, a list for how long; what is chosen holds at once."""
    settings = group.live.history.settings
    switched: dict[str, Any] = {name: _switch(name, getattr(settings, name)) for name in SWITCHES}
    chosen = replace(
        settings,
        **switched,
        kinds=_kinds(settings),
        language=_language(settings),
        **choose_quiet_hours(settings),
    )
    choose_how_long(settings)
    offer_rest(settings)
    if chosen != settings:
        with showing_errors(st.container()):
            check_rate_here(CHANGING, group.member.id)
            change_settings(group.live, group.member.id, chosen, now=now(), read=settings)
            st.rerun()


def _switch(name: str, holds: bool) -> bool:
    label, says = map(_, SWITCHES[name])
    with st.container(gap="xxsmall"):
        chosen = st.toggle(label, **shown(f"set {name}", holds, value=holds))
        st.html(markup.quiet(says))
    return chosen


def _kinds(settings: Settings) -> tuple[Kind, ...]:
    offered = [kind for kind in Kind if kind in settings.kinds]
    chosen = st.pills(
        _("Kinds that the form offers"),
        list(Kind),
        selection_mode="multi",
        format_func=lambda kind: f"{ICONS[kind]} {NAMES[kind]}",
        wrap=True,
        **shown("set kinds", offered, default=offered),
    )
    return tuple(kind for kind in Kind if kind in chosen) if chosen != offered else settings.kinds


def _language(settings: Settings) -> str:
    """In which language that is written which has no reader of its own."""
    offered = list(dict.fromkeys([*tags(), settings.language, TAKER_S]))
    with st.container(gap="xxsmall"):
        chosen: str = st.selectbox(
            _("The group’s language"),
            offered,
            format_func=lambda language: (
                named(language) if language else _("The language of whoever takes a file along")
            ),
            **shown("set language", settings.language, index=offered.index(settings.language)),
        )
        says = _(
            "Files that people take along are in this language: the page that plays, pictures, "
            "tables. What somebody wrote stays as it is, and each person’s pages speak their own "
            "language."
        )
        st.html(markup.quiet(says))
    return chosen
