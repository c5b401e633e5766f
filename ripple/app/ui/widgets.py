"""Pieces used on more than one page."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import ParamSpec

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.scriptrunner import get_script_run_ctx

from ripple.app.session import address, only_here, visit
from ripple.app.tab_state import Asking
from ripple.app.ui import markup
from ripple.domain.errors import RippleError
from ripple.formats import Number
from ripple.installation import called
from ripple.language import gettext as _
from ripple.live import Progress
from ripple.words import in_words

MARKDOWN_SIGNS = re.compile(r"[\\`*_\[\]<>$:~#|&]")  # what Streamlit's Markdown could make something of
# Where it sees an address, an icon or at the beginning a list, though each sign is told to be no more.
NOT_TOGETHER = re.compile(r"(?<=www)(?=\.)|(?<=:)(?=[/\w+-])|(?<=@)(?=\w)|^(?=[-+=]|\d+[.)])", re.IGNORECASE)
WORD_JOINER = "\u2060"  # takes no room, and nobody sees it
LONG, STEP = 1_000, 0.02  # things of which a bar shows how many are done, and of the bar, how often

Asked = ParamSpec("Asked")


def _script(name: str) -> str:
    """The script of this name, beside this file."""
    return Path(__file__).with_name(f"{name}.js").read_text("utf-8")


_go = st.components.v2.component("go", js=_script("leave_for"))
_anew = st.components.v2.component("anew", js="export default function () { location.reload() }")
_into_sight = st.components.v2.component("into_sight", js=_script("into_sight"), isolate_styles=False)
_first_field = st.components.v2.component("first_field", js=_script("first_field"), isolate_styles=False)


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


def runs_alone() -> bool:
    """Whether this run is of one part of the page and of nothing else."""
    context = get_script_run_ctx()
    return context is not None and len(context.fragment_ids_this_run or ()) == 1


def runs_parts() -> bool:
    """Whether this run is of parts of the page, one or several, and not of all of it."""
    context = get_script_run_ctx()
    return context is not None and bool(context.fragment_ids_this_run)


def opens(dialog: str, about: str = "", back: str = "") -> None:
    """What a button does that opens a dialog, which is ``about`` the act or whatever else has this id, and
    goes ``back`` to another one.

    On its click, and not once it is drawn: a run can end before it comes as far, when another is asked for.
    """
    visit().dialog = Asking(dialog, about, back)


def opens_over_all(dialog: str, about: str = "", back: str = "") -> None:
    """The same, from a part of the page that is drawn alone: a dialog is drawn with all of it."""
    opens(dialog, about, back)
    st.rerun()


def opens_chosen(menu: str, dialogs: Collection[str], about: str) -> None:
    """The same, for the menu with this key, where what is chosen is the name of one of these ``dialogs``."""
    if (chosen := st.session_state[menu]) in dialogs:
        opens(chosen, about)


def close_dialogs() -> None:
    """Whichever dialog is open, the next run draws none, or the one that it came from; what was typed in it
    is kept."""
    asked = visit().dialog
    visit().dialog = Asking(asked.back) if asked and asked.back else None


def dismissed() -> None:
    """Somebody closed the open dialog. What they asked for since, and is heard together with that, opens."""
    if visit().dialog is visit().opened:
        close_dialogs()
    visit().opened = None


def dialog(
    title: str, *, on_dismiss: Callable[[], None] = dismissed, icon: str | None = None
) -> Callable[[Callable[Asked, None]], Callable[Asked, None]]:
    """As `streamlit.dialog`, with a ``title`` that is looked up when the dialog opens."""

    def titled(draw: Callable[Asked, None]) -> Callable[Asked, None]:
        @wraps(draw)
        def opened(*args: Asked.args, **kwargs: Asked.kwargs) -> None:
            st.dialog(_(title), icon=icon, on_dismiss=on_dismiss)(draw)(*args, **kwargs)

        return opened

    return titled


def confirmed(
    label: str, key: str, *, otherwise: Callable[[], None] = close_dialogs, for_good: bool = True
) -> bool:
    """The end of a dialog that asks: whether it was confirmed, by a button that looks like it where it is
    ``for_good``. Beside it is the way out, which does what closing the dialog does ``otherwise``."""
    with st.container(horizontal=True, gap="small", key="for_good" if for_good else None):
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
