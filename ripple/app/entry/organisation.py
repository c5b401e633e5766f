"""The organisation that signs people in, if the app has one, and what its visitors see of it.

Without ``[auth]`` in `.streamlit/secrets.toml` there is none, and nothing here is drawn.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Literal
from urllib.parse import urlencode

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.errors import StreamlitAuthError

from ripple.actions.joining import SignInLink
from ripple.actions.organisation_identity import (
    Home,
    Identity,
    home_in,
    homes,
    link_identity,
    unlink_identity,
    way_in,
)
from ripple.actions.rate_limits import CHANGING
from ripple.app.session import Here, check_rate_here, groups, identity, memberships, now
from ripple.app.ui.widgets import leave_for, literal, showing_errors
from ripple.domain.model import Member
from ripple.formats import listed
from ripple.language import gettext as _
from ripple.live import LiveGroup

NEEDED = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")


@dataclass(frozen=True, slots=True)
class Organisation:
    """Who signs people in, and whether nobody comes in without; its ``key`` makes the stored hashes."""

    name: str
    required: bool
    key: str = field(repr=False)

    def told(self, sentence: str, **more: str) -> str:
        """The sentence with the organisation's name in it."""
        return sentence.format(organisation=self.name, **more)


@cache  # as the doors for it, which are opened when the app starts
def organisation() -> Organisation | None:
    """The organisation that the keeper chose; None where there is none.

    Raises `ValueError`, with the sentence for the keeper, for one that nobody could sign in with.
    """
    if not st.secrets.load_if_toml_exists():
        if written := [file for file in st.get_option("secrets.files") if Path(file).exists()]:
            # Streamlit goes on without: where signing in is required, everybody could come in.
            raise ValueError(_("{file} cannot be read; the line above says why.").format(file=written[0]))
        return None
    if "auth" not in st.secrets:
        return None
    if missing := [name for name in NEEDED if not st.secrets["auth"].get(name)]:
        lacks = _(
            "[auth] in .streamlit/secrets.toml lacks {missing}; docs/sign-in-with-an-organisation.md says "
            "what belongs there."
        )
        raise ValueError(lacks.format(missing=listed(missing)))
    if find_spec("authlib") is None:  # in a checkout it is installed once it is asked for
        more = _("To sign people in with an organisation, the app needs a little more: {command}")
        raise ValueError(more.format(command='pip install "kindness-ripple[openid]"'))
    ours = st.secrets.get("organisation", {})
    return Organisation(
        name=str(ours.get("name") or _("your organisation")),
        required=ours.get("required") is True,
        key=str(st.secrets["auth"]["cookie_secret"]),
    )


def arriving() -> Identity | None:
    """Whom the organisation signed in here, until they came in, or an hour has passed."""
    known = organisation()
    return identity(known.key) if known else None


def is_linked(live: LiveGroup, member: Member) -> bool:
    """Whether an organisation brings the member back."""
    return member.id in live.history.sign_ins.linked


def by_the_organisation_alone(live: LiveGroup, member: Member) -> bool:
    """Whether no link is made for the member: the organisation brings them back, and it is required."""
    known = organisation()
    return known is not None and known.required and is_linked(live, member)


def sign_in_button(known: Organisation, kind: Literal["primary", "secondary"]) -> None:
    """The way to the organisation's own page, which leads back here."""
    label = known.told(_("Sign in with {organisation}"))
    if st.button(literal(label), type=kind, icon=":material/badge:", key="sign_in"):
        try:
            st.login()
        except StreamlitAuthError:  # secrets.toml was edited since the start, and nobody can sign in with it
            _say_it_failed(known)


def offer_sign_in(known: Organisation, *, failed: bool) -> None:
    """The organisation's way in, for somebody of whom it has said nothing."""
    if failed:
        _say_it_failed(known)
    if known.required:
        said = known.told(_("To come in here, first sign in with {organisation}."))
    else:
        said = known.told(
            _("{organisation} can sign you in, and brings you back to your groups on any device.")
        )
    st.write(literal(said))
    sign_in_button(known, "primary")


def _say_it_failed(known: Organisation) -> None:
    said = known.told(_("{organisation} did not sign you in this time. You can try it once more."))
    st.warning(literal(said), icon=":material/info:")


def greet(known: Organisation, they: Identity, code: str) -> bool:
    """What somebody can do whom the organisation has just signed in; whether they may go on to the forms."""
    said = _("Signed in with {organisation} as {name}.") if they.name else _("Signed in with {organisation}.")
    st.success(literal(known.told(said, name=they.name)), icon=":material/badge:")
    others = [mine for mine in memberships() if home_in(mine.live, they) != mine.member]
    beside, row = st.container(), st.container(horizontal=True, gap="small")
    with row, showing_errors(beside):
        if others:
            _ask_who_they_are(known, they, others, code, beside)
        elif found := homes(groups(), they):
            _welcome_back(they, found, beside)
        else:
            said = known.told(_("An invitation lets you in; from then on {organisation} brings you back."))
            beside.write(literal(said))
        if st.button(_("Cancel") if others else _("This is not me"), type="tertiary", key="not_them"):
            leave_for(path_in())
    return not others


def _ask_who_they_are(
    known: Organisation, they: Identity, others: list[Here], code: str, beside: DeltaGenerator
) -> None:
    """Two people at one browser do not mix: either it is the same, or the other is signed out here."""
    for mine in others:
        said = _("This browser is signed in to {group} as {name}.")
        beside.write(literal(said.format(group=mine.live.history.name, name=mine.member.name)))
    free = [one for one in others if not (is_linked(one.live, one.member) or home_in(one.live, they))]
    if free:
        said = known.told(
            _("Is that you? Then {organisation} brings you back there on every device from now on.")
        )
        beside.write(literal(said))
    if free and st.button(_("Yes, that is me"), type="primary", key="is_them"):
        for mine in free:
            link_identity(mine.live, mine.member.id, they, now=now())
        if code:
            st.rerun()
        leave_for(come_in(they))
    no = _("No, sign them out here") if free else _("Sign them out here")
    if st.button(no, key="sign_others_out"):
        leave_for(path_in(out=others, code=code, stay=True))


def _welcome_back(they: Identity, found: list[Home], beside: DeltaGenerator) -> None:
    """Where somebody is known, and the button that leads there."""
    known, waits = _("{group} (as {name})"), _("{group} (as {name}, not let in yet)")
    places = [
        (waits if member.id in live.history.waiting else known).format(
            group=live.history.name, name=member.name
        )
        for live, member in found
    ]
    beside.write(literal(_("You belong to {groups}.").format(groups=listed(places))))
    if st.button(_("Come in"), type="primary", key="come_in"):
        leave_for(come_in(they))


def come_in(they: Identity, *new: SignInLink) -> str:
    """The path that signs this browser in to everything that is theirs, the ``new`` one too, and to
    nothing that is somebody else's."""
    mine = memberships()
    here = {one.live.id for one in mine if home_in(one.live, they) == one.member}
    fresh = {link.group for link in new}
    links = [
        way_in(home, they, now=now()) for home in homes(groups(), they) if home.live.id not in here | fresh
    ]
    return path_in(*links, *new, out=[one for one in mine if one.live.id not in here])


def path_in(*links: SignInLink, out: list[Here] | None = None, code: str = "", stay: bool = False) -> str:
    """The route `arrive`, and what it is to do."""
    asked = [("in", f"{link.group}/{link.secret}") for link in links]
    asked += [("out", mine.live.id) for mine in out or []]
    asked += [("code", code)] if code else []
    asked += [("stay", "1")] if stay else []
    return f"arrive?{urlencode(asked)}"


def offer_linking(known: Organisation, me: Here) -> None:
    """How the organisation brings a member back on another device, or does from now on."""
    if not is_linked(me.live, me.member):
        st.write(
            literal(known.told(_("Sign in with {organisation} once, and it brings you back on any device.")))
        )
        sign_in_button(known, "secondary")
        return
    st.write(literal(known.told(_("Sign in with {organisation} there, and it brings you back."))))
    label = known.told(_("Stop signing in with {organisation}"))
    if not known.required and st.button(
        literal(label), type="tertiary", icon=":material/link_off:", key="stop_linking"
    ):
        with showing_errors(st.container()):
            check_rate_here(CHANGING, me.member.id)
            unlink_identity(me.live, me.member.id, now=now())
            st.rerun()
