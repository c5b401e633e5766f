"""The pond's picture as it is now, and what of it is new for this tab since it was sent one."""

from __future__ import annotations

from ripple.app.pond.filters import reading
from ripple.app.pond.picture import News, Picture, picture_of, tell_pond
from ripple.app.pond.story import picked_act
from ripple.app.session import here, visit
from ripple.app.tab_state import Visit
from ripple.charts.pond.glimpse import on_water
from ripple.charts.theme import LOOKS
from ripple.live import LiveGroup
from ripple.tellers import name_under


def picture_now(live: LiveGroup) -> Picture:
    """The picture of this version, made once for all."""
    return live.once("picture", lambda: picture_of(live.pond, lambda act: name_under(act, live.history)))


def first_picture(live: LiveGroup, look: str) -> str:
    """What is seen of the pond before the app is there, in the look of this name: an SVG image."""

    def made() -> str:
        return on_water(picture_now(live).still(LOOKS[look]), LOOKS[look])

    return live.once(f"first picture, {look}", made)


def news_of(live: LiveGroup, picture: Picture) -> News:
    """What is new for this tab since it was sent a picture; that is sent anew, where news do not suffice."""
    since = since_sent(live, visit())
    if not since.suffices:
        since = live.once(f"news since {id(picture)}", lambda: News(picture, picture))
    visit().pictures[live.id] = since.sent
    return since


def since_sent(live: LiveGroup, to: Visit) -> News:
    """What is new since a picture was sent to this tab, whether or not that suffices."""
    picture = picture_now(live)
    sent = to.pictures.get(live.id, picture)
    return live.once(f"news since {id(sent)}", lambda: News(sent, picture))  # which keeps what is sent


def tell_pond_now() -> None:
    """Tell the player of the picture what is new."""
    group = here()
    live, picked = group.live, picked_act(group)
    picture = picture_now(live)
    index = live.pond.index[picked] if picked else None
    tell_pond(picture, live.id, index, reading(), news_of(live, picture), story="")
