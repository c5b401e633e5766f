"""The pond: every ripple of the group in one growing picture, the honest numbers, and a table."""

from gettext import gettext as _
from pathlib import Path

import streamlit as st

from ripple.app.numbers import show_numbers, show_table
from ripple.app.picture import Picture, draw_pond, picture_of
from ripple.app.session import Here, here
from ripple.app.story import choose_act, name_under, pick_clicked, tell_newest, tell_story
from ripple.app.widgets import keep_up, mark_seen

WIDE = Path(__file__).parent.parent / "wide.css"


@st.fragment
def picture_and_story(group: Here) -> None:
    """The picture with the story beside it: a click draws these two again and nothing else."""
    live = group.live
    picture: Picture = live.once(
        "picture", lambda: picture_of(live.pond, lambda act: name_under(act, live.history))
    )
    wide, narrow = st.columns([2.2, 1], gap="medium")
    with narrow:
        picked = choose_act(group)
        if picked:
            tell_story(group, picked)
        else:
            tell_newest(group)
    with wide:
        index = live.pond.index[picked] if picked else None
        draw_pond(picture, live.id, index, picture.scene.summary, on_pick=lambda: pick_clicked(group))


mark_seen()
group = here()
keep_up(group)

st.html(WIDE)
with st.container(key="pond_page"):
    st.header(_("Pond"), anchor=False)
    picture_and_story(group)
    show_numbers(group)
    show_table(group)
