"""Home: the pond of the group, the way to share an act, and what others shared."""

import streamlit as st

from ripple.app.acts.feed import feed
from ripple.app.acts.form import offer_to_share
from ripple.app.acts.reward import tell_fallen
from ripple.app.group.first_steps import offer_first_step
from ripple.app.pond.as_sent import news_of, picture_now, tell_pond_now
from ripple.app.pond.downloads import offer_keepsake
from ripple.app.pond.figures import show_numbers, show_table
from ripple.app.pond.filters import (
    ALWAYS,
    choose_colours,
    choose_period,
    is_young,
    offer_filters,
    reading,
    say_period,
)
from ripple.app.pond.picture import POND, draw_pond
from ripple.app.pond.story import choose_act, keep_picked, pick_clicked, picked_act, tell_newest, tell_picked
from ripple.app.pond.weekly_strip import show_weeks, take_week, tell_colours
from ripple.app.session import Here, here, visit
from ripple.app.small_news import hear_small_news
from ripple.app.ui.chart_view import Glimpse, is_picture_drawn, look_now
from ripple.app.ui.keeping_up import PICTURE, keep_up, mark_seen
from ripple.charts.pond.view import PLAINLY
from ripple.language import gettext as _

MANY = 2  # acts, before there is something to look for and to compare
PLACES = 3  # beside the picture: what just fell in, what came last, and the next step of a new host


@st.fragment(key=PICTURE)
def picture_and_story(*, drawn: bool) -> None:
    """The picture with the story beside it: a click draws these two again and nothing else.

    Once the browser has ``drawn`` it, one can also choose what to look for and how to look.
    """
    group = here()
    picked = picked_act(group)
    wide, narrow = st.columns([2.2, 1], gap="medium")
    with wide:
        sent = news_of(group.live, picture_now(group.live)).sent
        glimpse = Glimpse(sent.glimpse(look_now()), fits=picked is None and reading() == PLAINLY)
        # First, because a browser has most to do for it.
        # The story needs no way to it: it lies beside the picture or over it.
        draw_pond(sent, group.live.id, lambda: pick_clicked(group), glimpse, story="")
        tell_pond_now()
    with narrow:
        beside_the_picture(group, picked)
    if drawn and (acts_in(group) >= MANY or visit().period != ALWAYS):
        with st.container(key="pond_controls", gap="small"):
            unfolds = not is_young(group) and offer_filters()
            with st.container(key="pond_ways" if unfolds else "pond_ways_folded"):
                ways_to_read(group, picked)


def beside_the_picture(group: Here, picked: str | None) -> None:
    """The story of what is picked; else what just fell in, and what came last."""
    if picked:
        # What stood here goes at once: in a hand the story is a sheet, which would show it until that came.
        for _place in range(PLACES):
            st.empty()
        tell_picked(group, picked)
    elif acts_in(group):
        tell_fallen(group)
    else:
        st.write(
            _(
                "Nothing here yet, and that is fine. Somebody held a door, listened, shared a sandwich? "
                "Tell it, and watch the first ring go out."
            )
        )
    tell_newest(group)
    if not picked and not visit().fallen:
        offer_first_step(group)


def ways_to_read(group: Here, picked: str | None) -> None:
    """Find an act, choose which time stands out, and what the colours tell."""
    if is_young(group):
        choose_act(group, picked)
        return
    finding, choosing = st.columns([1.2, 1], gap="medium")
    with finding:
        choose_act(group, picked)
    with choosing:
        with st.container(horizontal=True, gap="medium"):
            choose_period(group)
            choose_colours()
        tell_colours()
        say_period(group)


def acts_in(group: Here) -> int:
    """How many acts the pond shows."""
    return group.live.pond.shown


def below_the_picture(group: Here) -> None:
    """What was shared as cards; beside them, on a desk, what can be counted, compared and taken along."""
    cards, counted = st.columns([1.2, 1], gap="large")
    with cards, st.container(key="feed"):
        feed(group)
    if acts_in(group):
        with counted:
            if acts_in(group) >= MANY:
                show_weeks(group)
                show_numbers(group)
                show_table(group)
            offer_keepsake()


mark_seen()
group = here()
keep_up(group)

take_week()
offer_to_share()
with st.container(key="pond_page"):
    with st.container(key="home_title"):  # for who does not see the picture, which needs no title
        st.title(_("Pond"), anchor=False)
    drawn = is_picture_drawn(POND)
    keep_picked(drawn=drawn)
    picture_and_story(drawn=drawn)
    if drawn:
        below_the_picture(group)
        hear_small_news(group)
