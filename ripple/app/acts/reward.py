"""What is said to whoever just shared an act, while it falls into the pond before their eyes."""

from __future__ import annotations

import streamlit as st

from ripple.app.acts.card import named
from ripple.app.pond.story import pick
from ripple.app.session import Here, visit
from ripple.app.ui import markup
from ripple.app.ui.widgets import opens_over_all
from ripple.domain.model import Act
from ripple.language import gettext as _


def tell_fallen(group: Here) -> None:
    """Where the act that this tab shared last belongs, until it is picked or that was read.

    Of an unsigned one nothing stays: the pond is what one shows to others.
    """
    fallen, pond = visit().fallen, group.live.pond
    if not tells_fallen(group) or pond.size[pond.index[fallen]] > 1:
        return  # what grew from it meanwhile says more
    first = pond.shown == 1
    with st.container(border=True, gap="small", key="pond_fallen"):
        st.html(markup.sentence(_first_of(group) if first else _step_of(pond.story(fallen))))
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            if first:
                st.button(
                    _("Invite your group"),
                    icon=":material/group_add:",
                    type="primary",
                    key="invite_first",
                    on_click=opens_over_all,
                    args=("invite",),
                )
            else:
                st.button(
                    _("See its ripple"),
                    icon=":material/water:",
                    key="see_fallen",
                    on_click=pick,
                    args=(fallen,),
                )
            st.button(_("All right"), type="tertiary", key="fallen_read", on_click=_read)


def tells_fallen(group: Here) -> bool:
    """Whether what this tab shared last is in the pond, under a name."""
    fallen, pond = visit().fallen, group.live.pond
    return bool(fallen) and pond.shows(fallen) and pond.acts[pond.index[fallen]].signed


def _read() -> None:
    visit().fallen = ""


def _first_of(group: Here) -> str:
    return _(
        "The first drop of {group} is in the pond, and it is yours. Others can join you now, and it goes on."
    ).format(group=markup.typed(group.live.history.name))


def _step_of(story: list[Act]) -> str:
    """Where the last act of a ``story`` from its root stands in the ripple."""
    root, steps = story[0], len(story) - 1
    if not steps:
        return _("Yours is in the pond now. Every ripple starts like this.")
    if root.erased:
        return _("Yours is step {steps} of its ripple.").format(steps=steps)
    return _("Yours is step {steps} of the ripple that began with “{words}”.").format(
        steps=steps, words=markup.typed(named(root))
    )
