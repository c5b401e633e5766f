"""The language that an act is written in: that of its writer's pages, unless they choose another."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from ripple.app.acts.choices import begins_with, choice_key
from ripple.app.acts.fields import Fields
from ripple.language import gettext as _
from ripple.language import named, tag, tags

ANOTHER = ""  # one that is not offered: as good as unknown


def spoken_by_the_writer(*, unsigned: bool) -> str:
    """The language of an act of which its writer does not say it: that of their pages.

    Of an unsigned act nothing: it would be said of whoever wrote it, and not of the words, and in a group in
    which one alone has pages in that language it would say who. Whoever chooses it says what the words say.
    """
    return "" if unsigned else tag()


def ask_language(fields: Fields, form: str, unless_chosen: str) -> Fields:
    """The ``fields`` with the language that is chosen below them, or the one ``unless_chosen``, which stands
    there until then: nobody has to think of it."""
    offered = list(dict.fromkeys([*tags(), *filter(None, [unless_chosen]), ANOTHER]))
    with fields.more:
        chosen = st.selectbox(
            _("Written in"),
            offered,
            index=offered.index(begun) if (begun := begins_with("language", form, None)) in offered else None,
            placeholder=named(unless_chosen) if unless_chosen else _("Not said"),
            format_func=lambda language: named(language) if language else _("Another language"),
            help=_(
                "So that it is read aloud as it sounds. For an unsigned act it is kept only if "
                "you choose it: the language of your pages could tell who you are."
            ),
            key=choice_key("language", form),
            persist_state="session",
        )
    return replace(fields, language=unless_chosen if chosen is None else chosen)
