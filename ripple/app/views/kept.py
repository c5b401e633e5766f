"""What is kept here, by whom, how long: for everybody, before they come in too."""

from contextlib import suppress

import streamlit as st

from ripple.app.kept.table import one_by_one
from ripple.app.kept.who import all_about_them
from ripple.app.navigation import WAITING_PAGE, WELCOME_PAGE
from ripple.app.session import groups, here_if_any, invitation, today
from ripple.app.ui import markup
from ripple.app.ui.keeping_up import keep_up, mark_seen
from ripple.domain.errors import SlowDown, UnknownCode
from ripple.domain.history import History
from ripple.language import gettext as _
from ripple.privacy.chosen import how_long, in_force
from ripple.privacy.fields import IN_THE_LOG, OUTSIDE


def invited_to(code: str) -> History | None:
    """The group that an invitation leads to, if it does."""
    with suppress(UnknownCode, SlowDown):
        return groups().group(invitation(code)).history if code else None
    return None


def who_can_read(about: History | None) -> list[str]:
    """Who reads what somebody writes."""
    said = [_("Only people of your group. Nothing is sent to other companies, and there is no advertising.")]
    if about is None:
        each = _(
            "Each group chooses who comes in, whether a host reads acts first, whether acts need "
            "a name, and how long words are kept. An invitation says what its group chose."
        )
        return [*said, each]
    return [*said, *in_force(about.settings, today())[:-1]]


def how_long_it_stays(about: History | None) -> list[str]:
    """How long words are kept, and what does away with them sooner."""
    return [
        *([how_long(about.settings, today())] if about else []),
        _("You can change or take back what you shared whenever you like."),
        _("When you leave, you choose whether your words and your name stay."),
        _("Where words are gone, a drop without words and names keeps the ripple whole."),
        _("Copies in case the computer breaks, and files that somebody took along, can keep words longer."),
    ]


def section(title: str, said: list[str]) -> None:
    """A heading and a few short lines."""
    st.header(title, anchor=False)
    st.html(markup.sentences(said))


def way_back() -> None:
    """To where they came from, above and at the end: who is in no group has no row of pages."""
    if mine is None or mine.waits:
        st.page_link(
            WAITING_PAGE if mine else WELCOME_PAGE,
            label=_("Back"),
            query_params={"code": code} if code else None,
            icon=":material/undo:",
        )


code, mine = st.query_params.get("code", ""), here_if_any()
about = mine.live.history if mine else invited_to(code)
if mine:
    mark_seen()
    keep_up(mine)

way_back()
st.title(_("What is kept here"), anchor=False)
if about:
    st.html(markup.group_name(about.name)) if not mine or mine.waits else None
if about and about.newer:
    st.html(
        markup.quiet(_("A newer version of the app was used here: it may keep more than this page knows."))
    )
section(_("Who runs this page"), list(all_about_them()))
section(_("Who reads what you write"), who_can_read(about))
section(_("How long it is kept"), how_long_it_stays(about))
section(
    _("What you can do"),
    [
        _("On the page “You”: take along a copy of all that is yours, or leave the group with your words."),
        _("Ask the hosts to look at an act, or to remove your name."),
        _("Ask whoever runs this page about everything else."),
    ],
)
st.header(_("All of it, one by one"), anchor=False)
with st.expander(_("What a group keeps")):
    st.markdown(one_by_one(IN_THE_LOG))
with st.expander(_("What lies elsewhere: in your browser, in the computer, in copies")):
    st.markdown(one_by_one(OUTSIDE))
way_back()
