"""Beside the picture: choose an act, and read its story from the root and what grew from it."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext

import streamlit as st

from ripple.app import look
from ripple.app.picture import Picture, clicked
from ripple.app.session import Here, now, visit, zone
from ripple.app.widgets import RIPPLE_PAGE, pass_on
from ripple.charts.captions import name_under, shortened
from ripple.domain.history import History
from ripple.domain.model import Act
from ripple.kinds import WAYS_ON

CHOICE = "pond_choice"  # the list's key
CHOICE_WORDS = 70  # characters of an act in the list
STORY_TOLD = 5  # acts before the picked one that are told in full: the root and the nearest
GROWN_TOLD = 4  # of what grew from it, the first
NEWEST_TOLD = 3  # while nothing is picked


def pick_clicked(group: Here, picture: Picture) -> None:
    """Take up a click on the picture: the act, or nothing where it was the water."""
    index = clicked(picture)
    visit().picked = None if index is None else group.live.pond.acts[index].id


def picked_act(group: Here) -> str | None:
    """The act that is picked in this tab, unless it is no longer shown."""
    picked = visit().picked
    return picked if picked in _shown(group) else None


def choose_act(group: Here, picked: str | None) -> None:
    """A list of all acts, newest first, for whoever does not click; it shows what is ``picked``."""
    acts = _shown(group)
    st.session_state[CHOICE] = picked
    st.selectbox(
        _("Find an act"),
        list(acts),
        format_func=lambda act: acts.get(act, act),
        key=CHOICE,
        index=None,
        placeholder=_("Type a word or a name, or click a drop"),
        on_change=_take_choice,
    )


def _take_choice() -> None:
    visit().picked = st.session_state[CHOICE]


def _shown(group: Here) -> dict[str, str]:
    """What the list says of each act that is shown; made once a version."""
    choices: dict[str, str] = group.live.once("choices", lambda: _choices(group))
    return choices


def _choices(group: Here) -> dict[str, str]:
    pond, history = group.live.pond, group.live.history
    shown = [act for i, act in enumerate(pond.acts) if i not in pond.gone]
    return {
        act.id: _choice(act, history) for act in sorted(shown, key=lambda act: act.posted_at, reverse=True)
    }


def _choice(act: Act, history: History) -> str:
    day = f"{act.posted_at.day} {act.posted_at:%b %Y}"
    if act.erased:
        return _("an unnamed drop, {day}").format(day=day)
    return f"{name_under(act, history)}, {day}: {shortened(act.text, CHOICE_WORDS)}"


def tell_story(group: Here, picked: str) -> None:
    """The story of the picked act: what led to it, itself, and what grew from it."""
    pond, history = group.live.pond, group.live.history
    *before, act = pond.story(picked)
    with st.container(border=True, gap="small"):
        if before:
            st.html(look.quiet(_("What led to it")) + "".join(_led(before, history)))
        act_itself(group, act)
    _what_grew(group, picked)
    if before or pond.size[pond.index[picked]] > 1:
        st.page_link(
            RIPPLE_PAGE, label=_("The whole ripple"), icon=":material/water:", query_params={"act": picked}
        )


def act_itself(group: Here, act: Act) -> None:
    """The act, how it came, and *Pass it on*."""
    st.html(_arrow(act) + look.card(act, group.live.history, now=now(), zone=zone()))
    if not act.erased and st.button(_("Pass it on"), icon=":material/redo:", key="pond_pass_on"):
        pass_on(act.id)
        st.rerun()


def tell_newest(group: Here) -> None:
    """What came last, while nothing is picked."""
    pond, history = group.live.pond, group.live.history
    told = [act for i, act in enumerate(pond.acts) if i not in pond.gone and not act.erased]
    newest = sorted(told, key=lambda act: act.posted_at)[: -NEWEST_TOLD - 1 : -1]
    if newest:
        st.html(look.quiet(_("The newest drops")) + "".join(look.recalled(act, history) for act in newest))


def _led(before: list[Act], history: History) -> list[str]:
    told = [_arrow(act) + look.recalled(act, history) for act in before]
    if len(told) <= STORY_TOLD:
        return told
    between = len(told) - STORY_TOLD
    gap = ngettext("… {count} act between …", "… {count} acts between …", between).format(count=between)
    return [told[0], look.quiet(gap), *told[1 - STORY_TOLD :]]


def _arrow(act: Act) -> str:
    if act.inspired_by is None:
        return ""
    return look.quiet("↓ " + (WAYS_ON[act.how] if act.how else _("inspired")))


def _what_grew(group: Here, picked: str) -> None:
    pond, history = group.live.pond, group.live.history
    numbers = pond.ripple_numbers(picked, now())
    grown = [pond.acts[i] for i in pond.ripple(picked) if pond.acts[i].id != picked]
    if not grown:
        st.html(look.quiet(_("A drop of its own so far. Every ripple starts like this.")))
        return
    html = look.quiet(look.grown(numbers.size, numbers.longest_path))
    html += "".join(look.recalled(act, history) for act in grown[:GROWN_TOLD])
    if len(grown) > GROWN_TOLD:
        html += look.quiet(_("… and {count} more").format(count=len(grown) - GROWN_TOLD))
    st.html(html)
