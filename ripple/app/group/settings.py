"""How a group does things: its hosts choose, its members see what was chosen."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import streamlit as st

from ripple.actions.members import change_settings
from ripple.actions.rate_limits import CHANGING
from ripple.actions.retention import let_old_words_go
from ripple.app.group.renaming import the_group_s_name
from ripple.app.session import Here, at_ease, here, now, shown, shown_anew, visit
from ripple.app.tab_state import Asking
from ripple.app.ui import markup
from ripple.app.ui.widgets import close_dialogs, confirmed, dialog, showing_errors
from ripple.domain.model import Kind, Settings
from ripple.formats import Number
from ripple.kinds import ICONS, NAMES
from ripple.language import N_, named, ngettext, tags
from ripple.language import gettext as _
from ripple.privacy.chosen import duration, in_force

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
        N_("It shows who was kind to whom; nobody is larger than anybody."),
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
ALWAYS = 0  # what the list of days says for words that are kept for good
TAKER_S = ""  # what the list of languages says where the group has none of its own
DAYS = (ALWAYS, 30, 90, 365, 1_095)


def how_we_do_things() -> None:
    """The settings: for hosts to choose, for members to read where it concerns them."""
    group = here()
    if group.member.host:
        st.header(_("Settings"), anchor=False)
        the_group_s_name()
        _choose(group)
    else:
        st.header(_("How this group does things"), anchor=False)
        st.html(markup.sentences(in_force(group.live.history.settings)))


def _choose(group: Here) -> None:
    """A switch for each choice, a list for how long; what is chosen holds at once."""
    settings = group.live.history.settings
    chosen = replace(
        settings,
        **{name: _switch(name, getattr(settings, name)) for name in SWITCHES},
        kinds=_kinds(settings),
        language=_language(settings),
    )
    _keep(settings)
    if chosen != settings:
        with showing_errors(st.container()):
            at_ease(CHANGING, group.member.id)
            change_settings(group.live, group.member.id, chosen, now=now(), read=settings)
            st.rerun()


def _switch(name: str, holds: bool) -> bool:
    label, says = map(_, SWITCHES[name])
    with st.container(gap="xxsmall"):
        chosen = st.toggle(label, key=shown(f"set {name}", holds))
        st.html(markup.quiet(says))
    return chosen


def _kinds(settings: Settings) -> tuple[Kind, ...]:
    offered = [kind for kind in Kind if kind in settings.kinds]
    chosen = st.pills(
        _("Kinds that the form offers"),
        list(Kind),
        selection_mode="multi",
        format_func=lambda kind: f"{ICONS[kind]} {NAMES[kind]}",
        key=shown("set kinds", offered),
        wrap=True,
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
            key=shown("set language", settings.language),
        )
        says = _(
            "Files that are taken along are written in it: the page that plays, pictures, tables. What "
            "somebody wrote stays as it is, and each person’s pages speak their own language."
        )
        st.html(markup.quiet(says))
    return chosen


def _keep(settings: Settings) -> None:
    """What is chosen here holds once it was asked again: words that went cannot be brought back."""
    now_kept = settings.keep_days or ALWAYS
    days = st.selectbox(
        _("How long words are kept"),
        sorted({*DAYS, now_kept}),
        format_func=_days,
        key=shown("set keep_days", now_kept),
    )
    if days != now_kept and visit().dialog is None:
        visit().dialog = Asking("keep", str(days))
        st.rerun()


def _days(count: int) -> str:
    return _("for always") if count == ALWAYS else duration(count)


def keep_after_all() -> None:
    """The list says again what holds."""
    shown_anew("set keep_days")
    close_dialogs()


@dialog(N_("How long words are kept"), on_dismiss=keep_after_all)
def keep_dialog() -> None:
    """Ask once more, with how many acts it is about now."""
    group, asking = here(), visit().dialog
    days = int(asking.about) if asking else ALWAYS
    said = [_("Kept from now on: {how_long}.").format(how_long=_days(days))]
    if days != ALWAYS:
        st.write(
            _(
                "Words older than this go for good, now and from now on: from everybody’s pages and from "
                "the files. Ripples keep their shape, around unnamed drops."
            )
        )
        old = _older(group, days)
        older = ngettext("{count:,} act here is older.", "{count:,} acts here are older.", old)
        said.append(older.format(count=Number(old)))
    st.html(markup.sentences(said))
    beside = st.container()
    if confirmed(_("Keep words this long"), "keep", otherwise=keep_after_all):
        with showing_errors(beside):
            settings = group.live.history.settings
            chosen = replace(settings, keep_days=days or None)
            change_settings(group.live, group.member.id, chosen, now=now(), read=settings)
            let_old_words_go(group.live, now=now())
            close_dialogs()
            st.rerun()


def _older(group: Here, days: int) -> int:
    until = now() - timedelta(days=days)
    return sum(not act.erased and act.posted_at < until for act in list(group.live.history.acts.values()))
