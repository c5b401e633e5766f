"""Where one is signed in: this computer, other devices, and how to sign out."""

from __future__ import annotations

import streamlit as st

from ripple.actions.joining import sign_out_elsewhere
from ripple.actions.members import link_for
from ripple.actions.organisation_identity import unlink_identity
from ripple.actions.rate_limits import CHANGING, LINKING
from ripple.app.entry.organisation import by_the_organisation_alone, is_linked, offer_linking, organisation
from ripple.app.session import check_rate_here, here, now, visit
from ripple.app.ui import markup
from ripple.app.ui.widgets import (
    close_dialogs,
    confirmed,
    dialog,
    leave_for,
    link_and_square,
    literal,
    opens,
    showing_errors,
)
from ripple.language import N_
from ripple.language import gettext as _


def another_device() -> None:
    """A link that signs the same member in on a phone, or in another browser."""
    me, known = here(), organisation()
    st.header(_("On another device"), anchor=False)
    if known:
        offer_linking(known, me)
        if by_the_organisation_alone(me.live, me.member):
            return
    st.write(
        _("A link that signs you in on another device. It works once, within an hour; keep it to yourself.")
    )
    if st.button(_("Make the link"), icon=":material/devices:", key="make_link"):
        with showing_errors(st.container()):
            check_rate_here(LINKING, me.member.id)
            visit().links[me.member.id] = link_for(me.live, me.member.id, me.member.id, now=now()).path
    if path := visit().links.get(me.member.id):
        link_and_square(path)


def this_computer() -> None:
    """For a computer that several people use, and for a phone that was lost."""
    st.header(_("Signing out"), anchor=False)
    st.html(markup.quiet(markup.signed_in_as(here().member.name)))
    with st.container(horizontal=True, gap="small"):
        st.button(
            _("Sign out here"),
            icon=":material/logout:",
            key="sign_out_here",
            on_click=opens,
            args=("leave",),
        )
        st.button(
            _("Sign out everywhere else"),
            icon=":material/phonelink_erase:",
            key="sign_out_elsewhere",
            on_click=opens,
            args=("sign out elsewhere",),
        )


@dialog(N_("Sign out here?"))
def leave_dialog() -> None:
    """Signing out cannot be undone from here: there is no password to come back with."""
    known = organisation()
    if known and is_linked(here().live, here().member):
        said = _(
            "This browser will forget you, and {organisation} can bring you back. If others use "
            "this computer, sign out of {organisation} too: this page cannot do that for you. "
            "Acts that you shared without your name will not be known as yours any more."
        )
        st.write(literal(known.told(said)))
    else:
        st.write(
            _(
                "This browser will forget you. To come back as yourself you need a link for another device, "
                "made before you sign out, or one from a host; what you shared stays in the group. Acts that "
                "you shared without your name will not be known as yours any more."
            )
        )
    if confirmed(_("Sign out"), "leave"):
        close_dialogs()
        leave_for(f"leave/{here().live.id}")


@dialog(N_("Sign out everywhere else?"))
def sign_out_elsewhere_dialog() -> None:
    """For a phone that was lost, or a computer that was left open."""
    st.write(
        _(
            "All your other browsers and devices forget you at once, and links that you made and nobody "
            "used stop working. You stay signed in here. Acts that you shared there without your name "
            "will not be known as yours any more."
        )
    )
    me, known, forgets = here(), organisation(), False
    if known and is_linked(me.live, me.member):
        st.write(
            literal(
                known.told(
                    _("Whoever can sign in to {organisation} as you comes in again: sign out there too.")
                )
            )
        )
        if not known.required:
            label = known.told(_("Stop {organisation} from bringing me back"))
            forgets = st.toggle(literal(label), key="forgets_organisation")
    beside = st.container()
    if confirmed(_("Sign out"), "sign_out"):
        with showing_errors(beside):
            check_rate_here(CHANGING, me.member.id)
            if forgets:
                unlink_identity(me.live, me.member.id, now=now())
            sign_out_elsewhere(me.live, me.token, now=now())
            visit().links.clear()
            close_dialogs()
            st.rerun()
