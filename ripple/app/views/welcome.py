"""The first page: what this is, and the two ways in."""

import streamlit as st

from ripple.actions.invitations import invited_to
from ripple.actions.joining import join_group, start_group
from ripple.actions.organisation_identity import home_in, join_as, start_as
from ripple.actions.rate_limits import JOINING, STARTING, WAITING, asker_in, check_rate
from ripple.app.entry.organisation import arriving, come_in, greet, offer_sign_in, organisation
from ripple.app.entry.presets import choose_preset
from ripple.app.entry.sample_pond import draw_sample
from ripple.app.entry.starting_groups import keeper_starts, room_for_a_group
from ripple.app.group.archive import bring_a_group
from ripple.app.kept.in_short import say_in_short, way_to_what_is_kept
from ripple.app.navigation import ABOUT_PAGE
from ripple.app.session import (
    asker,
    dead_cookies,
    groups,
    invitation,
    lost,
    memberships,
    now,
    visit,
)
from ripple.app.ui import markup
from ripple.app.ui.widgets import close_dialogs, focus_first_field, leave_for, literal, opens, showing_errors
from ripple.domain.errors import AlreadyHere, KeeperStarts, LinkSpent, SlowDown, UnknownCode
from ripple.domain.texts import NAME_LIMIT
from ripple.language import gettext as _
from ripple.live import LiveGroup
from ripple.words import in_words


def join(code: str, name: str) -> str:
    """Come into the group, unless this browser is in it as somebody else; the way there."""
    live = invited_to(groups(), code, asker=asker())
    for mine in memberships():
        if mine.live.id == live.id:
            raise AlreadyHere(mine.member.name)
    door = f"{live.id} {live.secret}"  # a new invitation is a new door
    before = asker_in(door, asker())
    if live.history.settings.approve_newcomers:  # who waits uses up nothing of what others may
        check_rate(WAITING, one=before, asker=before)
    else:
        check_rate(JOINING, one=door, asker=before)
    nonce = visit().draft("join", live.id, name).nonce
    if they:
        return come_in(they, join_as(groups(), code, name, they, asker=asker(), nonce=nonce, now=now()))
    return join_group(groups(), code, name, asker=asker(), nonce=nonce, now=now()).path


def start(group: str, host: str, preset: str) -> str:
    """Start the group, of the kind that was chosen; the way there."""
    room_for_a_group()
    check_rate(STARTING, one=asker(), asker=asker())
    nonce = visit().draft("start", group, host, preset).nonce
    if they:
        return come_in(they, start_as(groups(), group, host, they, nonce=nonce, now=now(), preset=preset))
    return start_group(groups(), group, host, nonce=nonce, now=now(), preset=preset).path


def join_form(code: str, *, known: bool) -> None:
    """Come in by a link, or by a code that was read out; a ``known`` code is not asked for."""
    with st.form("join", border=False):
        if not known:
            code = st.text_input(_("Code"), value=code, placeholder="ABCD-2345")
        name = st.text_input(
            _("Your name in this group"), value=suggested, placeholder=_("A first name or a nickname")
        )
        beside = st.container()
        if st.form_submit_button(_("Join the group"), type="primary", width="stretch", key="send_join"):
            with showing_errors(beside):
                leave_for(join(code, name))


def start_form() -> None:
    """Start a group of one's own."""
    with st.form("start", border=False):
        group = st.text_input(
            _("Name of the group"), placeholder=_("Class 4b, Maple Street, the Tuesday circle…")
        )
        host = st.text_input(_("Your name"), value=suggested, placeholder=_("A first name or a nickname"))
        preset = choose_preset()
        beside = st.container()
        if st.form_submit_button(_("Start the group"), type="primary", width="stretch", key="send_start"):
            with showing_errors(beside):
                leave_for(start(group, host, preset))


@st.dialog(_("I have an invitation"), icon=":material/mail:", on_dismiss=close_dialogs)
def join_dialog() -> None:
    """The form for a code that was read out."""
    join_form("", known=False)
    focus_first_field()


@st.dialog(_("Start a group"), icon=":material/water_drop:", on_dismiss=close_dialogs)
def start_dialog() -> None:
    """The form for a new group; out of the way, how one comes back from a file."""
    start_form()
    focus_first_field()
    if link := bring_a_group():
        leave_for(link.path)


DIALOGS = {"join": join_dialog, "start": start_dialog}


def two_ways_in(mistyped: str) -> None:
    """Two large buttons, each of which opens its one form. Where the keeper starts groups, one; and whose
    address had a ``mistyped`` code sees the form, to put it right."""
    if mistyped:
        join_form(mistyped, known=False)
    with st.container(key="ways_in"):
        if not mistyped:
            st.button(
                _("I have an invitation"),
                type="primary",
                icon=":material/mail:",
                width="stretch",
                key="ask_to_join",
                on_click=opens,
                args=("join",),
            )
        if not keeper_starts():
            st.button(
                _("Start a group"),
                icon=":material/water_drop:",
                width="stretch",
                key="ask_to_start",
                on_click=opens,
                args=("start",),
            )
    if keeper_starts():
        st.html(markup.quiet(in_words(KeeperStarts())))
    if asking := visit().dialog:
        DIALOGS.get(asking.dialog, close_dialogs)()


def signed_out() -> None:
    """For a browser that was signed in to a group once: say so, until it has been read."""
    groups_left = dead_cookies([])
    if not groups_left or lost([]):  # the one they came from just now is talked about already
        return
    st.info(
        _(
            "This browser was signed in to a group and is not any more: it was signed out, or you are no "
            "longer in that group. One of its hosts can make a link for you."
        ),
        icon=":material/info:",
    )
    if st.button(_("All right"), key="signed_out_read"):
        leave_for(f"leave/{groups_left[0]}")


def by_the_organisation() -> bool:
    """What the organisation has to do with it, if there is one; whether the forms may be shown."""
    if they and known:
        return greet(known, they, code)
    if known:
        offer_sign_in(known, failed="sign_in" in st.query_params)
        return not known.required
    return True


def follow_invitation(group: LiveGroup) -> None:
    """What whoever was invited sees: to which group, and a field for their name."""
    st.html(markup.invitation(group.history.name))
    if group.history.settings.approve_newcomers:
        st.html(
            markup.quiet(_("Its hosts like to see who comes in: one of them lets you in, or says not now."))
        )
    if by_the_organisation() and not (they and home_in(group, they)):
        join_form(code, known=True)


def say_what_this_is() -> None:
    """The quote, one sentence, and the ways in; before them, what became of an address that led nowhere."""
    st.html(markup.quotation_with_author())
    st.html(
        markup.sentence(_("Share small acts of kindness with your group, and see how one leads to the next."))
    )
    if amiss:
        st.warning(literal(in_words(amiss)), icon=":material/info:")
    if st.query_params.get("spent"):
        st.warning(literal(in_words(LinkSpent())), icon=":material/info:")
    if not memberships() and not they:
        signed_out()
    if by_the_organisation():
        two_ways_in(code)


code = st.query_params.get("code", "")
inviting, amiss = None, None
try:
    inviting = invitation(code) if code else None
except (UnknownCode, SlowDown) as error:
    amiss = error
known, they = organisation(), arriving()
suggested = they.name[:NAME_LIMIT] if they else ""

with st.container(key="first_page", gap="small"):
    st.title(_("Kindness Ripple"), anchor=False)
    draw_sample()
    if inviting:
        follow_invitation(groups().group(inviting))
    else:
        say_what_this_is()
    kept = _("What a group writes stays with the group, on the computer that runs this page.")
    say_in_short(
        kept if known else _("No e-mail, no password.") + " " + kept,
        settings=groups().group(inviting).history.settings if inviting else None,
    )
    with st.container(horizontal=True, horizontal_alignment="center", gap="small", key="more_about_it"):
        way_to_what_is_kept(code if inviting else "")
        st.page_link(ABOUT_PAGE)
