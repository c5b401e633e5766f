"""One act as a card: what it says, what grew from it, and what whoever looks can do with it."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ripple.actions.moderating import hide_act, thank
from ripple.actions.posting import undo_withdrawal, withdraw_act
from ripple.actions.rate_limits import CHANGING, THANKING
from ripple.app.acts.report_dialog import kept_for_hosts
from ripple.app.pond.ripple_link import see_ripple
from ripple.app.session import Here, check_rate_here, here, now, visit, zone
from ripple.app.ui import markup
from ripple.app.ui.widgets import (
    close_dialogs,
    confirmed,
    dialog,
    literal,
    opens,
    opens_chosen,
    showing_errors,
)
from ripple.domain.model import Act, Warmth
from ripple.domain.moderation import may_edit, may_report, may_thank, may_withdraw, posted
from ripple.domain.signs import isolated, on_one_line
from ripple.kinds import WARMTHS
from ripple.language import N_, Texts
from ripple.language import gettext as _

NAMED = 40  # characters of an act by which a button says which one it is about
NO_MORE = "no more"
HIDE = "hide"
MORE = Texts(
    {  # by the name of the dialog that each opens
        "edit": N_("Edit"),
        "take back": N_("Take it back"),
        "report": N_("Ask a host to look"),
        HIDE: N_("Hide"),
        "take away": N_("Take it away for good"),
    }
)


def act_card(act: Act) -> None:
    """One act of the feed."""
    group = here()
    history = group.live.history
    with st.container(border=True, gap="xxsmall", key=f"card {act.id}"):
        parent = history.acts.get(act.inspired_by or "")
        above = markup.inspired_by(act, parent, history) if parent else ""
        thanks = markup.thanked(act, history) if posted(group.asker(act.id), act) else ""
        st.html(above + markup.card(act, history, now=now(), zone=zone()) + thanks)
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"can {act.id}"):
            _card_buttons(group, act)


def _card_buttons(group: Here, act: Act) -> None:
    _thank_button(group, act)
    pass_it_on = _("Pass it on")
    st.button(
        f"{pass_it_on} *{literal(named(act))}*",
        key=f"pass {act.id}",
        icon=":material/redo:",
        type="tertiary",
        on_click=opens,
        args=("pass on", act.id),
    )
    see_ripple(group, act.id)
    more_button(group, act)


def named(act: Act) -> str:
    """By what a button's name tells screen readers which act it is about: its first words."""
    return isolated(on_one_line(act.text, NAMED))


def _thank_button(group: Here, act: Act) -> None:
    """A few ways to thank; whoever thanked sees that they did, and others do not."""
    if not may_thank(group.live.history, group.asker(act.id), act.id):
        return
    given = group.live.history.thanks.get(act.id, {}).get(group.member.id)
    ways = [str(warmth) for warmth in Warmth if warmth is not given] + ([NO_MORE] if given else [])
    said = _("You: {thanks}").format(thanks=WARMTHS[given]) if given else _("Thank you")
    chosen = st.menu_button(
        f"{said} *{literal(named(act))}*",
        ways,
        format_func=_thanks,
        key=f"thank {act.id}",
        icon=":material/check:" if given else ":material/favorite:",
        type="tertiary",
    )
    if chosen:
        with showing_errors(st.container()):
            check_rate_here(THANKING, group.member.id)
            warmth = None if chosen == NO_MORE else Warmth(chosen)
            thank(group.live, group.asker(act.id), act.id, warmth, now=now())
            st.rerun()


def _thanks(way: str) -> str:
    return _("Take my thanks back") if way == NO_MORE else WARMTHS[Warmth(way)]


def more_button(group: Here, act: Act) -> None:
    """What is done less often, each for whom it is."""
    choices = _choices(group, act)
    if not choices:
        return
    more = _("More")
    chosen = st.menu_button(
        f"*{more} {literal(named(act))}*",  # three dots say it to the eye
        choices,
        format_func=MORE.__getitem__,
        key=(key := f"more {act.id}"),
        icon=":material/more_horiz:",
        type="tertiary",
        on_click=opens_chosen,
        args=(key, [choice for choice in choices if choice != HIDE], act.id),
    )
    if chosen == HIDE:
        with showing_errors(st.container()):
            check_rate_here(CHANGING, group.member.id)
            hide_act(group.live, group.member.id, act.id, now=now())
            st.rerun()


def _choices(group: Here, act: Act) -> list[str]:
    history, asker = group.live.history, group.asker(act.id)
    if may_edit(history, asker, act.id):
        return ["edit", "take back"]
    if may_withdraw(history, asker, act.id):
        return [HIDE, "take away"]
    return ["report"] if may_report(history, asker, act.id) else []


@dialog(N_("Take this act back?"))
def take_back_dialog(act: Act) -> None:
    """For whoever posted it: ask once more."""
    _ask_once_more(here(), act)
    st.html(markup.quiet(kept_for_hosts()))
    if confirmed(_("Take it back"), f"withdraw {act.id}"):
        _withdraw(act)


@dialog(N_("Take this act away for good?"))
def take_away_dialog(act: Act) -> None:
    """For a host: ask once more."""
    _ask_once_more(here(), act)
    if confirmed(_("Take it away for good"), f"withdraw {read_as(act)}"):
        _withdraw(act)


def _ask_once_more(group: Here, act: Act) -> None:
    st.html(markup.recalled(act, group.live.history))
    st.write(
        _(
            "Its words and names will be gone for good. What grew from it stays, around an unnamed drop. "
            "You can undo it while this page is open."
        )
    )


def read_as(act: Act) -> str:
    """What is another once the act says something else, for the key of a button about what it says. By the
    entry and not by the time: keys are sent, and when an act was edited nobody is told."""
    return f"{act.id} {here().live.history.held_by.get(act.id, '')}"


def _withdraw(act: Act) -> None:
    with showing_errors(st.container()):
        take_away(here(), act)
        close_dialogs()
        st.rerun()


def take_away(group: Here, act: Act) -> None:
    """Withdraw the act; for as long as this tab is open it can be undone."""
    check_rate_here(CHANGING, group.counted(act))
    asker = group.asker(act.id)
    visit().sent_away = []
    visit().taken_back = withdraw_act(group.live, asker, act.id, now=now(), read=act)


def undo_line(beside: DeltaGenerator | None = None) -> None:
    """After something was taken back: that it is gone, and the way to undo it, at the foot of the window, or
    ``beside`` what is answered next."""
    withdrawn, group = visit().taken_back, here()
    if withdrawn is None or (visit().is_one_by_one and not beside):
        return
    foot = beside or st.bottom
    if group.live.history.erased.get(withdrawn.act.id) != withdrawn.by:
        return  # it is of another group, or not so any more
    said = (
        _("The act is gone. What grew from it stays.")
        if withdrawn.act.id in group.live.history.acts
        else _("The act is gone, before everybody saw it.")
    )
    with foot.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.html(markup.quiet(said))
        undone = st.button(_("Undo"), icon=":material/undo:", key="undo")
        if st.button(_("All right"), type="tertiary", key="leave_gone"):
            visit().taken_back = None
            st.rerun()
    if undone:
        with showing_errors(foot.container()):
            undo_withdrawal(group.live, group.asker(withdrawn.act.id), withdrawn, now=now())
            visit().taken_back = None
            st.rerun()
