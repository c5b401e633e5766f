"""Pieces used on more than one page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import ParamSpec

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.scriptrunner import get_script_run_ctx

from ripple.app.session import Here, address, here, is_gone, now, only_here, today, visit
from ripple.app.tab_state import Asking
from ripple.app.ui import markup
from ripple.domain.errors import RippleError
from ripple.domain.resting import opens_at
from ripple.formats import Number
from ripple.installation import called
from ripple.language import gettext as _
from ripple.live import LiveGroup, Progress
from ripple.words import in_words

YOU_PAGE = Path(__file__).parents[1] / "views" / "you.py"
ABOUT_PAGE = Path(__file__).parents[1] / "views" / "about.py"
GROUP_PAGE = Path(__file__).parents[1] / "views" / "group.py"
KEPT_PAGE = Path(__file__).parents[1] / "views" / "kept.py"
WAITING_PAGE = Path(__file__).parents[1] / "views" / "waiting.py"
WELCOME_PAGE = Path(__file__).parents[1] / "views" / "welcome.py"
HOME_PAGE = Path(__file__).parents[1] / "views" / "home.py"
RIPPLE_PAGE = Path(__file__).parents[1] / "views" / "ripple.py"
MARKDOWN_SIGNS = re.compile(r"[\\`*_\[\]<>$:~#|&]")  # what Streamlit's Markdown could make something of
# Where it sees an address, an icon or at the beginning a list, though each sign is told to be no more.
NOT_TOGETHER = re.compile(r"(?<=www)(?=\.)|(?<=:)(?=[/\w+-])|(?<=@)(?=\w)|^(?=[-+=]|\d+[.)])", re.IGNORECASE)
WORD_JOINER = "\u2060"  # takes no room, and nobody sees it
LONG, STEP = 1_000, 0.02  # things of which a bar shows how many are done, and of the bar, how often
# How often a page looks by itself: at midnight, out of sight, and where its questions do not come through.
LOOK_ANYWAY_EVERY_S = 30
KEEPS_UP = "keeps up"  # the part that looks for news

Asked = ParamSpec("Asked")


def _script(name: str) -> str:
    """The script of this name, beside this file."""
    return Path(__file__).with_name(f"{name}.js").read_text("utf-8")


_go = st.components.v2.component("go", js=_script("leave_for"))
_anew = st.components.v2.component("anew", js="export default function () { location.reload() }")
_into_sight = st.components.v2.component("into_sight", js=_script("into_sight"), isolate_styles=False)
_first_field = st.components.v2.component("first_field", js=_script("first_field"), isolate_styles=False)
_ask_for_news = st.components.v2.component("look_for_news", js=_script("look_for_news"))


def focus_first_field() -> None:
    """Let the dialog that this is in begin with the keyboard in its first field, rather than at *Close*."""
    _first_field(key="first_field")


def come_into_sight() -> None:
    """Scroll here, once: a page that came by itself begins as far down as the one before was read."""
    _into_sight(key="into_sight")


@contextmanager
def showing_errors(beside: DeltaGenerator) -> Iterator[None]:
    """Show what a person can put right ``beside`` its field; bugs go through to the log."""
    try:
        yield
    except RippleError as error:
        beside.error(literal(in_words(error)), icon=":material/info:")


@contextmanager
def filling(label: str) -> Iterator[Progress]:
    """A bar that fills as long as it takes, for work that says how many of how many are done: ``label`` has
    a place for both. What is soon done shows none."""
    place, drawn = st.empty(), 0.0

    def show(done: int, total: int) -> None:
        nonlocal drawn
        if total >= LONG and (done / total - drawn >= STEP or done == total):
            drawn = done / total
            place.progress(drawn, text=label.format(done=Number(done), total=Number(total)))

    try:
        yield show
    finally:
        place.empty()


def literal(sentence: str) -> str:
    """The sentence for an element that reads Markdown: what it quotes from people stays as it is."""
    return MARKDOWN_SIGNS.sub(r"\\\g<0>", NOT_TOGETHER.sub(WORD_JOINER, sentence))


def apologise(error: Exception) -> bool:
    """Say something kind in place of a page that broke; true, so that no trace is shown.

    A person's own error that no field caught is said in its words. Streamlit has logged the bug already.
    """
    if isinstance(error, RippleError):
        st.error(literal(in_words(error)), icon=":material/info:")
    else:
        st.error(
            _("Something went wrong on our side. What was shared is safe; please load the page again."),
            icon=":material/healing:",
        )
    return True


def leave_for(path: str) -> None:
    """Send the browser to one of the app's own routes (they can set a cookie, a page cannot)."""
    _go(data={"url": path}, key="go")  # a key may not hold two underlines, as a link's secret may
    st.stop()


@st.fragment(run_every=LOOK_ANYWAY_EVERY_S, key=KEEPS_UP)
def keep_up(group: Here) -> None:
    """Draw the page again as soon as somebody else posts, and at midnight, for what was today is yesterday
    then. The browser asks whether there is news (`ripple.web.news`); this runs when there is, unless it was
    so little that the answer said it all.

    Only what changed is sent, so focus and half-typed words stay where they are. An open dialog
    would be drawn anew and lose them: the news waits until it closes. What comes while anything else is being
    drawn waits too, for the next look: a button that was pressed would go unheard.
    """
    if runs_alone():
        if is_gone(group.live, LiveGroup.look) or not group.holds:
            st.rerun()
        if is_out_of_date(group) and visit().dialog is None:
            st.rerun()
    away = "&away" if visit().away else ""
    _ask_for_news(
        key="look_for_news",
        data={"url": f"news/{group.live.id}?page={visit().page}{away}", "seen": seen_so_far()},
        on_news_change=lambda: None,
    )


def seen_so_far() -> int:
    """The version up to which the page tells what is so."""
    fresh = visit().fresh
    return fresh.seen if fresh else visit().seen


def runs_alone() -> bool:
    """Whether this run is of one part of the page and of nothing else."""
    context = get_script_run_ctx()
    return context is not None and len(context.fragment_ids_this_run or ()) == 1


def is_otherwise(group: Here) -> bool:
    """Whether what the page took for granted is not so any more: that it is this day, that the store can be
    reached, or cannot, and that the group rests, or does not."""
    if opens_at(group.live.history.settings, now()) != visit().opens:
        return True
    return today() != visit().day or (group.live.trouble is not None) != visit().away


def is_out_of_date(group: Here) -> bool:
    """Whether the page does not say any more what is so: something happened that whoever looks may see, or it
    came alone a while ago, midnight went by, or the store cannot be reached, or can again."""
    fresh = visit().fresh
    return is_otherwise(group) or _has_news(group) or (fresh is not None and fresh.is_old(now()))


def _has_news(group: Here) -> bool:
    """Whether anything came that whoever looks may see; what they do not is seen herewith."""
    live, fresh = group.live, visit().fresh
    version = live.version
    if live.recent.is_news(live.history, group.asker, seen_so_far()):
        return True
    visit().seen = version
    if fresh:
        fresh.seen = version
    return False


def mark_seen() -> None:
    """Remember the version that this run draws, and on which day, so that `keep_up` knows what is news."""
    live = here().live
    visit().seen, visit().day = live.version, today()
    visit().opens = opens_at(live.history.settings, now())
    visit().away = live.id in visit().damaged  # as this run said above; it may have come back meanwhile


def pass_on(act_id: str) -> None:
    """Open the form with that act named as what inspired the next one (`main` draws it)."""
    visit().dialog = Asking("pass on", act_id)


def close_dialogs() -> None:
    """Whichever dialog is open, the next run draws none, or the one that it came from; what was typed in it
    is kept."""
    asked = visit().dialog
    visit().dialog = Asking(asked.back) if asked and asked.back else None


def dialog(
    title: str, *, on_dismiss: Callable[[], None], icon: str | None = None
) -> Callable[[Callable[Asked, None]], Callable[Asked, None]]:
    """As `streamlit.dialog`, with a ``title`` that is looked up when the dialog opens."""

    def titled(draw: Callable[Asked, None]) -> Callable[Asked, None]:
        @wraps(draw)
        def opened(*args: Asked.args, **kwargs: Asked.kwargs) -> None:
            st.dialog(_(title), icon=icon, on_dismiss=on_dismiss)(draw)(*args, **kwargs)

        return opened

    return titled


def confirmed(label: str, key: str, *, otherwise: Callable[[], None] = close_dialogs) -> bool:
    """The end of a dialog about what cannot be had back: whether it was confirmed, by a button that looks
    like it. Beside it is the way out, which does what closing it does ``otherwise``."""
    with st.container(horizontal=True, gap="small", key="for_good"):
        yes = st.button(label, type="primary", key=key)
        if st.button(_("Cancel"), key="cancel_dialog"):
            otherwise()
            st.rerun()
    return yes


def load_anew() -> None:
    """Let the browser load the page, with nothing left of this session: neither here nor in its fields."""
    _anew(key="anew")
    st.stop()


def link_and_square(path: str, *, also: str | None = None) -> None:
    """A link of this app to send, the square that leads to the same place, and a code to read out."""
    link = address(path)
    with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
        if not only_here(link):
            st.image(markup.square(link), width=164, alt=_("The link as a QR code"))
        with st.container(width="stretch"):
            st.html(markup.quiet(_("The link")))
            st.code(link, language=None, wrap_lines=True)
            if also:
                st.html(markup.quiet(_("The code")))
                st.code(also, language=None)
    if only_here(link):
        st.info(
            _(
                "This address works on this computer only. To let phones and other computers of your "
                "network in, whoever installed the app starts it with `{command}`."
            ).format(command=called("serve --lan")),
            icon=":material/info:",
        )
