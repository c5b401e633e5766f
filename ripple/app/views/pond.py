"""The pond: every ripple of the group in one growing picture, the honest numbers, and a table."""

from pathlib import Path

import streamlit as st

from ripple.app.numbers import show_numbers, show_table
from ripple.app.picture import POND, Picture, draw_pond, picture_of, still_serves
from ripple.app.reading import choose_colours, choose_period, reading, say_period
from ripple.app.session import Here, here, visit
from ripple.app.story import (
    choose_act,
    keep_picked,
    pick_clicked,
    picked_act,
    room_to_choose,
    tell_newest,
    tell_story,
)
from ripple.app.taking import offer_keepsake
from ripple.app.water import is_drawn
from ripple.app.weeks import show_weeks, take_week
from ripple.app.widgets import keep_up, mark_seen
from ripple.language import gettext as _
from ripple.tellers import name_under

ACTS = Path(__file__).with_name("acts.py")


@st.fragment
def picture_and_story(*, drawn: bool) -> None:
    """The picture with the story beside it: a click draws these two again and nothing else.

    Once the browser has ``drawn`` it, one can also choose what to look for and how to look.
    """
    group = here()
    live = group.live
    picture: Picture = live.once(
        "picture", lambda: picture_of(live.pond, lambda act: name_under(act, live.history))
    )
    picked = picked_act(group)
    wide, narrow = st.columns([2.2, 1], gap="medium")
    with wide:
        finding = st.container()  # above the picture, so that on a phone what one chooses lights in sight
        if picture.scene.shown and not drawn:
            with finding:
                room_to_choose(group)
        index = live.pond.index[picked] if picked else None
        sent = visit().pictures.get(live.id, picture)
        visit().pictures[live.id] = sent = sent if still_serves(sent, picture) else picture
        # First, because a browser has most to do for it.
        draw_pond(picture, live.id, index, reading(), lambda: pick_clicked(group), sent)
    with narrow:
        if picture.scene.shown:
            tell_picked(group, picked)
        else:
            invite()
    if picture.scene.shown and drawn:
        ways_to_read(group)
        with finding:
            choose_act(group, picked)


def ways_to_read(group: Here) -> None:
    """Which time stands out, and what the colours tell."""
    with st.container(horizontal=True, gap="medium"):
        choose_period(group)
        choose_colours()
    say_period(group)


def tell_picked(group: Here, picked: str | None) -> None:
    """The story of the act that is picked, or what came last."""
    if picked:
        tell_story(group, picked)
    else:
        tell_newest(group)


def invite() -> None:
    """What an empty pond says."""
    st.write(
        _("Somebody held a door, listened, shared a sandwich? Tell it, and watch the first ring go out.")
    )
    if st.button(_("Share the first kindness"), type="primary", icon=":material/water_drop:"):
        st.switch_page(ACTS)


mark_seen()
group = here()
keep_up(group)

take_week()
with st.container(key="pond_page"):
    st.title(_("Pond"), anchor=False)
    drawn = is_drawn(POND)
    keep_picked(drawn=drawn)
    picture_and_story(drawn=drawn)
    if drawn and len(group.live.pond) > len(group.live.pond.gone):
        show_weeks(group)
        show_numbers(group)
        show_table(group)
        offer_keepsake(group)
