"""The end of the group, as everybody sees it coming, and as hosts ask for it, stop it or agree."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from ripple.actions.ending import agree_to_end, ask_to_end, stop_end
from ripple.actions.rate_limits import CHANGING
from ripple.app.session import Here, check_rate_here, groups, here, is_gone, now, visit
from ripple.app.ui import markup
from ripple.app.ui.choices import day
from ripple.app.ui.widgets import close_dialogs, confirmed, dialog, literal, opens, showing_errors
from ripple.domain.ending import ends_at, is_nobody_elses, may_agree, may_stop
from ripple.domain.signs import as_read, isolated
from ripple.language import N_, Texts
from ripple.language import gettext as _


def the_end_in_sight(group: Here) -> None:
    """On every page of a group that is to end: when, and for who may stop that how."""
    due = ends_at(group.live.history)
    if due is None:
        return
    st.warning(literal(_said(group, due)), icon=":material/schedule:")
    if may_stop(group.live.history, group.member.id):
        with st.container(horizontal=True, gap="small", key="end_in_sight"):
            stays = st.button(_("Keep the group"), key="keep_group", icon=":material/undo:")
            if may_agree(group.live.history, group.member.id, now()):
                st.button(
                    _("Delete it now …"),
                    type="tertiary",
                    key="agree_to_end",
                    on_click=opens,
                    args=("delete group",),
                )
        with showing_errors(st.container()):
            if stays:
                check_rate_here(CHANGING, group.member.id)
                stop_end(group.live, group.member.id, now=now())
                visit().done = "stays"
                st.rerun()


def _said(group: Here, due: datetime) -> str:
    history = group.live.history
    if group.member.host and history.ending:
        said = _(
            "{name} asked to delete this group. It will be deleted on {day}, with all that is in "
            "it and for everybody, unless a host keeps it."
        )
        return said.format(name=isolated(history.name_of(history.ending.by)), day=day(due))
    if may_stop(history, group.member.id):
        said = _(
            "A host asked to delete this group, and another host was removed in the last year. "
            "It will be deleted on {day}, with all that is in it, unless you or somebody else "
            "here keeps it."
        )
        return said.format(day=day(due))
    said = _(
        "A host asked to delete this group. It will be deleted on {day}, with all that is in it. "
        "You can take along what is yours before that, on the page “You”."
    )
    return said.format(day=day(due))


AT_ONCE, TOGETHER, IN_A_WEEK = "at once", "together", "in a week"
SAYS = Texts(
    {
        AT_ONCE: N_(
            "All acts, names and settings will be gone, at once and for good. Only copies that you took "
            "before will be left."
        ),
        TOGETHER: N_(
            "Another host asked for this. With your yes all acts, names and settings will be gone for "
            "everybody, at once and for good. Only copies that somebody took before will be left."
        ),
        IN_A_WEEK: N_(
            "In seven days all acts, names and settings will be gone for everybody, and for good. Only "
            "copies that somebody took before will be left. Until then everybody sees when, and every host "
            "can keep the group."
        ),
    }
)
BUTTONS = Texts(
    {
        AT_ONCE: N_("Delete it for good"),
        TOGETHER: N_("Delete it for good"),
        IN_A_WEEK: N_("Delete it in seven days"),
    }
)


@dialog(N_("Delete the group?"))
def delete_group_dialog() -> None:
    """Everything goes, for everybody; so the name has to be typed."""
    group = here()
    history, way = group.live.history, _way(group)
    st.html(markup.group_name(history.name))
    st.write(SAYS[way])
    said = st.text_input(_("To be sure, write the name of the group"), key="delete_name")
    beside = st.container()
    if confirmed(BUTTONS[way], f"delete {way}"):
        if as_read(said or "") != as_read(history.name):
            beside.error(_("That is not the name of this group."), icon=":material/info:")
            return
        with showing_errors(beside):
            check_rate_here(CHANGING, group.member.id)
            end = agree_to_end if way == TOGETHER else ask_to_end
            end(groups(), group.live, group.member.id, now=now())
            close_dialogs()
            if not is_gone(group.live):
                visit().done = "ends"
            st.rerun()


def _way(group: Here) -> str:
    """How the group ends from here; each way has a button of its own, so that none is pressed for another
    that it became meanwhile."""
    if is_nobody_elses(group.live.history, group.member.id):
        return AT_ONCE
    return TOGETHER if may_agree(group.live.history, group.member.id, now()) else IN_A_WEEK
