"""Beside the picture: choose an act, and read it, what led to it from the root, and what grew from it."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from ripple.app.pond.picture import POND, clicked
from ripple.app.pond.ripple_link import see_ripple
from ripple.app.pond.sentences import grown
from ripple.app.session import Here, act_asked_for, ask_for_act, now, visit, went_through_history, zone
from ripple.app.ui import markup
from ripple.app.ui.chart_view import WATER, story_key
from ripple.app.ui.choices import day, time_of_day, told_apart
from ripple.app.ui.story_sheet import story_sheet
from ripple.app.ui.widgets import opens_over_all
from ripple.app.widget_state import list_of, take_choice
from ripple.domain.history import History
from ripple.domain.model import Act
from ripple.domain.signs import as_sought, isolated, on_one_line
from ripple.formats import Number
from ripple.kinds import WAYS_ON
from ripple.language import gettext as _
from ripple.language import ngettext
from ripple.live import LiveGroup
from ripple.tellers import name_under

CHOICE = "pond_choice"  # the list
LISTED = 100  # acts in the list: a browser takes longer for it than for half a pond
CHOICE_WORDS = 70  # characters of an act in the list
STORY_TOLD = 5  # acts before the picked one that are told in full: the root and the nearest
GROWN_TOLD = 4  # of what grew from it, the first
NEWEST_TOLD = 6  # while nothing is picked: as high as the picture beside them

_newest_since = st.components.v2.component(
    "newest_since", js=Path(__file__).with_name("newest_since.js").read_text("utf-8"), isolate_styles=False
)


def pick_clicked(group: Here) -> None:
    """Take up a click on the picture: the act, or nothing where it was the water."""
    index = clicked()
    if index is not None:
        pick(None if index == WATER else group.live.pond.acts[index].id)


def pick(act: str | None) -> None:
    """Light this act's ripple, or none."""
    visit().picked = act
    if act:
        visit().fallen = ""
    ask_for_act(act)


def keep_picked(*, drawn: bool) -> None:
    """What is picked stays so: the address knows it after a reload, and the tab after other pages.

    Once this very page is ``drawn``, its address follows what is picked, and is asked only where somebody
    went back or forward: a browser that has not heard yet of a story that was closed still names its act.
    What was just shared falls in with nothing lit.
    """
    if visit().fallen:
        pick(None)
    elif went_through_history():
        pick(act_asked_for() or None)
    elif drawn:
        pick(visit().picked)
    else:
        pick(act_asked_for() or visit().picked)


def picked_act(group: Here) -> str | None:
    """The act that is picked in this tab, unless it is no longer shown."""
    return shown_act(group.live, visit().picked)


def shown_act(live: LiveGroup, picked: str | None) -> str | None:
    """The act that is ``picked``, unless it is no longer shown."""
    return picked if picked and live.pond.shows(picked) else None


def choose_act(group: Here, picked: str | None) -> None:
    """A list for whoever does not click: the newest acts or, of more, those in which something is found.

    It holds the same whatever is ``picked``: with other entries it would take its own choice back.
    """
    history = group.live.history
    sought = seek(group) if _seeks(group) else ""
    there = found(group, sought) if sought else group.live.pond.newest(LISTED)
    acts = there[:LISTED]
    choices = _choices(acts, history) if sought else _newest(group, acts)
    key = list_of(CHOICE, picked if picked in choices else None)
    st.selectbox(
        _("Find an act"),
        list(choices),
        format_func=lambda act: choices.get(act, act),
        key=key,
        index=None,
        placeholder=_hint(len(acts), sought, searches=_seeks(group)),
        filter_mode="contains",
        on_change=take_choice,
        args=(CHOICE, key, pick),
    )
    if sought:
        st.html(markup.quiet(_how_many(len(there), len(acts))))


def _newest(group: Here, acts: list[Act]) -> dict[str, str]:
    """The choices of a list in which nobody looks for a word: the same for all in one time zone."""
    return group.live.once(f"choices {zone()}", lambda: _choices(acts, group.live.history))


def _choices(acts: list[Act], history: History) -> dict[str, str]:
    """What the list says of each act, by its id."""
    posted_at = {act.id: act.posted_at for act in acts}
    said = {act.id: _choice(act, history) for act in acts}
    return told_apart(said, lambda act: time_of_day(posted_at[act]))


def _hint(listed: int, sought: str, *, searches: bool) -> str:
    """What to do with the list: where it does not hold all, nobody should look for a word in it."""
    if searches and not sought:
        return _("One of the newest {count}").format(count=Number(listed))
    return _("Type a word, or tap or click a drop")


def _how_many(there: int, listed: int) -> str:
    """How many acts were found, and how many of them the list holds."""
    if there > listed:
        return _("The newest {listed} of {count:,} acts are in the list. Another word finds fewer.").format(
            listed=Number(listed), count=Number(there)
        )
    return ngettext("{count} act is in the list.", "{count} acts are in the list.", there).format(
        count=Number(there)
    )


def _seeks(group: Here) -> bool:
    """Whether the list cannot hold all acts."""
    pond = group.live.pond
    return pond.shown > LISTED


def seek(group: Here) -> str:
    """Ask for words or a name to look for in all acts."""
    key = f"pond_sought {group.live.id}"  # what one looks for is about this group's people
    return st.text_input(_("Search all acts"), key=key, placeholder=_("A word or a name")).strip()


def found(group: Here, words: str) -> list[Act]:
    """The acts that say these words, go under that name or name somebody so, newest first."""
    sought = as_sought(words)
    return [act for act, said in group.live.once("sought in", lambda: _sought_in(group)) if sought in said]


def _sought_in(group: Here) -> list[tuple[Act, str]]:
    """What is looked through for each act: read once a version, however many look for however many words."""
    history = group.live.history
    return [(act, as_sought(_said_in(act, history))) for act in group.live.pond.newest()]


def _said_in(act: Act, history: History) -> str:
    named = (history.name_of(person.member or "") or person.name for person in act.people)
    return "\n".join([name_under(act, history), *named, act.text])


def _choice(act: Act, history: History) -> str:
    posted_on = day(act.posted_at)
    if act.erased:
        return _("an unnamed drop, {day}").format(day=posted_on)
    who, words = isolated(name_under(act, history)), isolated(on_one_line(act.text, CHOICE_WORDS))
    return f"{who}, {posted_on}: {words}"


def tell_picked(group: Here, picked: str) -> None:
    """The story of what is picked, and the way to close it."""
    with story_sheet(POND, lambda: pick(None)):
        tell_story(group, picked)


def tell_story(group: Here, picked: str) -> None:
    """The story of the picked act: itself, what led to it, and what grew from it."""
    pond, history = group.live.pond, group.live.history
    *before, act = pond.story(picked)
    # The act first: it is what one came for.
    with st.container(border=True, gap="small", key=story_key(POND)):
        act_itself(group, act)
    if before:
        st.html(markup.quiet(_("What led to it")) + "".join(_led(before, history)))
    _what_grew(group, picked)
    see_ripple(group, picked)


def act_itself(group: Here, act: Act) -> None:
    """The act, how it came, and *Pass it on*."""
    card = _way(act) + markup.card(act, group.live.history, now=now(), zone=zone())
    st.html(markup.story(card, group.live.pond.index[act.id]))
    if not act.erased:
        st.button(
            _("Pass it on"),
            icon=":material/redo:",
            key="pond_pass_on",
            on_click=opens_over_all,
            args=("pass on", act.id),
        )


def tell_newest(group: Here) -> None:
    """What came last, while nothing is picked; what comes alone is told in its place."""
    if picked_act(group) or not (told := newest_told(group.live)):
        return
    with st.container(key="pond_newest"):
        st.html(told)
        _newest_since(key="newest_since", data={"seen": group.live.version})


def newest_told(live: LiveGroup) -> str:
    """The acts that came last, as HTML; nothing where there are none."""

    def told() -> str:
        acts = [markup.recalled(act, live.history) for act in live.pond.newest(NEWEST_TOLD) if not act.erased]
        return markup.quiet(_("The newest acts")) + "".join(acts) if acts else ""

    return live.once("newest acts", told)


def _led(before: list[Act], history: History) -> list[str]:
    told = [_way(act, "↓ ") + markup.recalled(act, history) for act in before]
    if len(told) <= STORY_TOLD:
        return told
    return [told[0], markup.left_out(len(told) - STORY_TOLD), *told[1 - STORY_TOLD :]]


def _way(act: Act, sign: str = "") -> str:
    """How an act came from the one before, after a ``sign`` for that; nothing, where it came by itself."""
    if act.inspired_by is None:
        return ""
    return markup.quiet(sign + (WAYS_ON[act.way_on] if act.way_on else _("inspired")))


def _what_grew(group: Here, picked: str) -> None:
    pond, history = group.live.pond, group.live.history
    after = [pond.acts[i] for i in pond.ripple(picked) if pond.acts[i].id != picked]
    if not after:
        if not pond.acts[pond.index[picked]].inspired_by:
            st.html(markup.quiet(_("One act so far. Every ripple starts like this.")))
        return
    html = markup.quiet(grown(len(after))) + "".join(
        markup.recalled(one, history) for one in after[:GROWN_TOLD]
    )
    if len(after) > GROWN_TOLD:
        html += markup.quiet(_("… and {count} more").format(count=Number(len(after) - GROWN_TOLD)))
    st.html(html)
