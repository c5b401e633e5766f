"""One ripple, at an address of its own: its picture, its story from the root, its numbers and a table."""

import streamlit as st

from ripple.app.navigation import HOME_PAGE
from ripple.app.pond.downloads import offer_keepsake
from ripple.app.pond.figures import show_table
from ripple.app.pond.filters import choose_colours
from ripple.app.pond.nested_story import tell_nested
from ripple.app.pond.picture import POND, clicked, draw_pond, picture_of, tell_pond
from ripple.app.pond.sentences import grown, ripple_in_sentences
from ripple.app.pond.story import act_itself
from ripple.app.session import Here, act_asked_for, ask_for_act, here, now, visit, zone
from ripple.app.ui import markup
from ripple.app.ui.chart_view import WATER, story_key
from ripple.app.ui.keeping_up import keep_up, mark_seen
from ripple.charts.pond.scene import RIPPLE_DRAWN
from ripple.charts.pond.view import Reading
from ripple.formats import Number
from ripple.language import gettext as _
from ripple.network.numbers import ripple_numbers, ripple_wait
from ripple.tellers import name_under


@st.fragment
def picture_and_story(root: str) -> None:
    """The picture beside the act that the address names, and the story: a click draws these again."""
    group = here()
    pond, picked = group.live.pond, act_asked_for()
    wide, narrow = st.columns([2.2, 1], gap="medium")
    with wide:
        water = st.container()
        choose_colours()
        with water:
            draw_ripple(group, root, picked)
    with narrow:
        with st.container(border=True, gap="small", key=story_key(POND)):
            act_itself(group, pond.acts[pond.index[picked]])
            numbers = ripple_numbers(pond, picked, now())
            if picked != root and numbers.size > 1:
                st.html(markup.quiet(grown(numbers.size - 1)))
        in_words(group, root)
    st.header(_("Its story from the start"), anchor=False)
    tell_nested(group, picked)


def draw_ripple(group: Here, root: str, picked: str) -> None:
    """The ripple as it lies in the pond, with the picked act lit; of a very large one its first acts, and
    those that led to the picked one, if these are not too many themselves."""
    live = group.live
    ripple = live.pond.whole_ripple(root)
    way = [live.pond.index[act.id] for act in live.pond.story(picked)]
    some = sorted({*ripple[:RIPPLE_DRAWN], *(way if len(way) <= RIPPLE_DRAWN else ())})
    picture = picture_of(live.pond, lambda act: name_under(act, live.history), some)

    def pick() -> None:
        index = clicked()
        if index is not None:
            ask_for_act(root if index == WATER else live.pond.acts[index].id)

    index = live.pond.index[picked]
    lit = index if index in picture.scene.order else None
    name = f"{live.id} {root}"
    draw_pond(picture, name, pick)
    tell_pond(picture, name, lit, Reading(colours=visit().colours))
    if len(ripple) > RIPPLE_DRAWN:
        drawn = _(
            "The picture shows its first {count} acts and the way to this one. The table has all of them."
        )
        st.html(markup.quiet(drawn.format(count=Number(RIPPLE_DRAWN))))


def in_words(group: Here, root: str) -> None:
    """The ripple's numbers, each in a sentence."""
    pond = group.live.pond
    sentences = ripple_in_sentences(
        ripple_numbers(pond, root, now()), ripple_wait(pond, root), now=now(), zone=zone()
    )
    st.html(markup.quiet(_("The whole ripple")) + "".join(markup.sentence(each) for each in sentences))


def root_of(group: Here, act: str) -> str | None:
    """The root of the ripple that the act is in; None for an act that is not here (any more)."""
    pond = group.live.pond
    return pond.story(act)[0].id if pond.shows(act) else None


mark_seen()
group = here()
keep_up(group)

root = root_of(group, act_asked_for())
if root:
    with st.container(key="ripple_page"):
        st.title(_("One ripple"), anchor=False)
        picture_and_story(root)
        show_table(group, root)
        offer_keepsake(root)
else:
    st.info(
        _("This act is not in the group’s pond, or not any more. The pond shows all that is there."),
        icon=":material/water_drop:",
    )
    st.page_link(HOME_PAGE, label=_("Go to the pond"), icon=":material/water_drop:")
