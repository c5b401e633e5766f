"""How long words are kept: a host chooses it and is asked once more, for what went cannot be had back."""

from __future__ import annotations

from datetime import date, timedelta

import streamlit as st

from ripple.actions.members import change_settings
from ripple.actions.retention import let_old_words_go
from ripple.app.session import Here, here, now, today, visit
from ripple.app.ui import markup
from ripple.app.ui.widgets import close_dialogs, confirmed, dialog, opens, showing_errors
from ripple.app.widget_state import shown, shown_anew
from ripple.domain.model import KEEP_DAYS_LEAST, Settings, replace
from ripple.domain.presets import school_year_ends
from ripple.formats import Number, calendar, day
from ripple.language import N_, ngettext
from ripple.language import gettext as _
from ripple.privacy.chosen import duration, next_day

ALWAYS = 0  # what the list says for words that are kept for good
UNTIL = -1  # and for those that go on a day
DAYS = (UNTIL, ALWAYS, 30, 90, 365, 1_095)
YEARS_AHEAD = timedelta(days=2 * 365)  # no day later than that is offered


def choose_how_long(settings: Settings) -> None:
    """The list of how long; beside the day until which words are kept now, a way to another."""
    until = settings.keep_until and next_day(settings.keep_until, today())
    holds = UNTIL if until else settings.keep_days or ALWAYS
    offered = sorted({*DAYS, holds})
    chosen = st.selectbox(
        _("How long words are kept"),
        offered,
        format_func=lambda count: _said(count, until),
        **shown("set keep_days", holds, index=offered.index(holds)),
    )
    if until:
        st.button(
            _("Another day …"),
            type="tertiary",
            key="another_day",
            on_click=opens,
            args=("keep", str(UNTIL)),
        )
    if chosen != holds and visit().dialog is None:
        opens("keep", str(chosen))
        st.rerun()


def _said(count: int, until: date | None) -> str:
    if count == UNTIL:
        return _("until {day}, each year").format(day=day(until)) if until else _("until a day each year …")
    return _("for ever") if count == ALWAYS else duration(count)


def keep_after_all() -> None:
    """The list says again what holds."""
    shown_anew("set keep_days")
    close_dialogs()


@dialog(N_("How long words are kept"), on_dismiss=keep_after_all)
def keep_dialog() -> None:
    """Ask once more, with how many acts it is about now."""
    group, asking = here(), visit().dialog
    days, settings = int(asking.about) if asking else ALWAYS, group.live.history.settings
    if days == UNTIL:
        wanted = replace(settings, keep_days=None, keep_until=_a_day(settings))
    else:
        wanted = replace(settings, keep_days=days or None, keep_until=None)
        _what_becomes(group, days, wanted)
    beside = st.container()
    if confirmed(_("Keep words this long"), "keep", otherwise=keep_after_all):
        with showing_errors(beside):
            change_settings(group.live, group.member.id, wanted, now=now(), read=settings)
            let_old_words_go(group.live, now=now())
            close_dialogs()
            st.rerun()


def _a_day(settings: Settings) -> date:
    """The day until which words are to be kept."""
    st.write(
        _(
            "On this day all words that are here are deleted for good, from everybody’s pages "
            "and from the files. Words that come later are deleted a year after it, and so on. "
            "Ripples keep their shape, around unnamed drops."
        )
    )
    first = today() + timedelta(days=KEEP_DAYS_LEAST + 1)  # a week ahead in every zone
    holds = settings.keep_until if settings.keep_until and settings.keep_until >= first else None
    chosen: date | None = st.date_input(
        _("Words are kept until"),
        holds or school_year_ends(today()),
        min_value=first,
        max_value=today() + YEARS_AHEAD,
        format=calendar(),
        key="keep_until",
    )
    return chosen or school_year_ends(today())


def _what_becomes(group: Here, days: int, wanted: Settings) -> None:
    said = [_("From now on words are kept: {how_long}.").format(how_long=_said(days, None))]
    if days != ALWAYS:
        st.write(
            _(
                "Words older than this are deleted for good, now and from now on, from "
                "everybody’s pages and from the files. Ripples keep their shape, around unnamed "
                "drops."
            )
        )
        old = _older(group, wanted)
        older = ngettext("{count:,} act here is older.", "{count:,} acts here are older.", old)
        said.append(older.format(count=Number(old)))
    st.html(markup.sentences(said))


def _older(group: Here, wanted: Settings) -> int:
    since = wanted.kept_since(now())
    return sum(
        not act.erased and since is not None and act.posted_at < since
        for act in list(group.live.history.acts.values())
    )
