"""The pond's picture as it is now, and what of it is new for this tab since it was sent one."""

from __future__ import annotations

import streamlit as st

from ripple.app.pond.filters import reading
from ripple.app.pond.picture import News, Picture, picture_of, tell_pond
from ripple.app.pond.story import picked_act
from ripple.app.session import here, visit
from ripple.live import LiveGroup
from ripple.tellers import name_under

NEWS_OF_POND = "pond news"  # the fragment


def picture_now(live: LiveGroup) -> Picture:
    """The picture of this version, made once for all."""
    return live.once("picture", lambda: picture_of(live.pond, lambda act: name_under(act, live.history)))


def news_of(live: LiveGroup, picture: Picture) -> News:
    """What is new for this tab since it was sent a picture; that is sent anew, where news do not suffice."""
    since = _since_sent(live, picture)
    if not since.suffices:
        since = live.once(f"news since {id(picture)}", lambda: News(picture, picture))
    visit().pictures[live.id] = since.sent
    return since


def still_serves(live: LiveGroup) -> bool:
    """Whether news suffice for the picture that this tab was sent."""
    return _since_sent(live, picture_now(live)).suffices


def _since_sent(live: LiveGroup, picture: Picture) -> News:
    sent = visit().pictures.get(live.id, picture)
    return live.once(f"news since {id(sent)}", lambda: News(sent, picture))  # which keeps what is sent


@st.fragment(key=NEWS_OF_POND)
def tell_pond_now() -> None:
    """Tell the player of the picture what is new: alone, where somebody shared an act."""
    group = here()
    live, picked = group.live, picked_act(group)
    picture = picture_now(live)
    index = live.pond.index[picked] if picked else None
    tell_pond(picture, live.id, index, reading(), news_of(live, picture), story="")
