"""Who somebody is by the word of their organisation, on every device.

It lets nobody into a group: an invitation does, and where newcomers need approval, a host. It brings
back whoever came in. Of the identity only a keyed hash is kept, which tells nothing without the key.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from ripple.actions.invitations import invited_to
from ripple.actions.joining import (
    SignInLink,
    can_be_used,
    founder_of,
    issue_link,
    join_group,
    new_id,
    start_group,
)
from ripple.domain.errors import AlreadyHere, NotAllowed, SignInAgain, StoreDamaged, UnknownGroup
from ripple.domain.events.directory import IdentityListed
from ripple.domain.events.sign_in import IdentityLinked, IdentityUnlinked
from ripple.domain.model import Member
from ripple.live import DIRECTORY, Groups, LiveGroup, enlist

FRESH = timedelta(hours=1)  # so long an organisation's word holds; after that it is asked again
CLOCKS_APART = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom an organisation signed in ``at`` this time: ``hash`` is what is kept of them, and ``name``
    what it calls them. ``once`` is the secret of this one sign-in: the links it makes work once."""

    hash: str
    name: str
    at: datetime
    once: str = field(repr=False)


class Home(NamedTuple):
    """A group that the identity is somebody in."""

    live: LiveGroup
    member: Member


def identified(claims: Mapping[str, object], key: str, *, now: datetime) -> Identity | None:
    """Whom the ``claims`` of an ID token are about, which must have been verified; hashed with ``key``.

    None when they do not say who and since when, or when that was too long ago.
    """
    issuer, subject, at = (claims.get(claim) for claim in ("iss", "sub", "iat"))
    if not (issuer and subject and isinstance(at, int | float)):
        return None
    signed_in = datetime.fromtimestamp(at, UTC)
    if not -CLOCKS_APART <= now - signed_in <= FRESH:
        return None
    who, name = [str(issuer), str(subject)], claims.get("name")
    return Identity(
        hash=_keyed(key, "identity", *who),
        name=name if isinstance(name, str) else "",
        at=signed_in,
        once=_keyed(key, "sign-in", *who, str(at), str(claims.get("nonce"))),
    )


def home_in(live: LiveGroup, identity: Identity) -> Member | None:
    """Who the identity is in the group, let in or waiting to be."""
    linked, history = live.history.sign_ins.identities.get(identity.hash), live.history
    return (history.members.get(linked.member) or history.waiting.get(linked.member)) if linked else None


def homes(groups: Groups, identity: Identity) -> list[Home]:
    """Every group that the identity is somebody in, in the order of their coming.

    A damaged one keeps nobody out of the others; `StoreDamaged` is raised when there is no other.
    """
    found, damage = [], None
    for group in dict.fromkeys(groups.known_to(identity.hash)):
        try:
            live = groups.group(group)
        except UnknownGroup:  # deleted since
            continue
        except StoreDamaged as damaged:
            damage = damaged.facts()
            continue
        if member := home_in(live, identity):
            found.append(Home(live, member))
    if damage and not found:
        raise damage
    return sorted(found, key=lambda home: home.member.joined_at)


def way_in(home: Home, identity: Identity, *, now: datetime) -> SignInLink:
    """The link that signs the identity in, once: asked for again it is the same.

    Raises `SignInAgain` when this word of their organisation was used already, or is from before
    the member signed out everywhere else.
    """
    sign_ins = home.live.history.sign_ins
    out = sign_ins.signed_out.get(home.member.id)
    if out and identity.at <= out:
        raise SignInAgain
    link = issue_link(home.live, home.member.id, now=now, secret=_keyed(identity.once, "link", home.live.id))
    if not can_be_used(home.live, link, now=now):
        raise SignInAgain
    return link


def join_as(
    groups: Groups, code: str, name: str, identity: Identity, *, asker: str, nonce: str, now: datetime
) -> SignInLink:
    """Come into the group that ``code`` invites to, and come back as ``identity`` from then on.

    Whom a host removed waits for a host. Raises what `join_group` raises, and `AlreadyHere`.
    """
    live = invited_to(groups, code, asker=asker)
    if member := home_in(live, identity):
        raise AlreadyHere(member.name)
    removed = identity.hash in live.history.sign_ins.removed
    link = join_group(groups, code, name, asker=asker, nonce=nonce, now=now, waits=removed)
    link_identity(live, nonce, identity, now=now)
    return link


def start_as(
    groups: Groups,
    name: str,
    host: str,
    identity: Identity,
    *,
    nonce: str,
    now: datetime,
    preset: str | None = None,
) -> SignInLink:
    """Start the group ``nonce``, and come back to it as ``identity``. Raises what `start_group` raises."""
    link = start_group(groups, name, host, nonce=nonce, now=now, preset=preset)
    live = groups.group(link.group)
    link_identity(live, founder_of(live), identity, now=now)
    return link


def link_identity(live: LiveGroup, member: str, identity: Identity, *, now: datetime) -> None:
    """From now on whoever is signed in as ``identity`` is ``member``, and no other identity is.

    Raises `NotAllowed` for somebody who is not here, `AlreadyHere` when it is another's here.
    """
    _must_be_here(live, member)
    other, before = home_in(live, identity), live.history.sign_ins.linked.get(member)
    if other and other.id != member:
        raise AlreadyHere(other.name)
    if before and before.identity != identity.hash:
        erase_identity(live, member)
    linked = IdentityLinked(id=f"identity {new_id()}", at=now, member=member, identity=identity.hash)
    if before and other:  # linked already: a crash may have come between group and directory
        linked = before
    live.append(linked)
    listed = IdentityListed(id=linked.id, at=now, identity=identity.hash, group=live.id)
    enlist(live.log, listed)
    live.catch_up()


def link_as_there(there: LiveGroup, known: str, live: LiveGroup, member: str, *, now: datetime) -> None:
    """Whom an organisation knows as ``known`` in the one group it knows as ``member`` in the other, too."""
    if linked := there.history.sign_ins.linked.get(known):
        link_identity(live, member, Identity(linked.identity, name="", at=now, once=""), now=now)


def unlink_identity(live: LiveGroup, member: str, *, now: datetime) -> None:
    """No organisation brings ``member`` back any more; nothing of the identity is kept.

    Raises `NotAllowed` for somebody who is not here.
    """
    _must_be_here(live, member)
    erase_identity(live, member)
    live.append(IdentityUnlinked(id=f"unlink {new_id()}", at=now, member=member))
    live.catch_up()


def erase_identity(live: LiveGroup, member: str) -> None:
    """Leave nothing of the member's identity in any file, also when they were removed."""
    erase_listing(live, member)
    live.erase(*live.history.sign_ins.entries_of({member}))


def erase_listing(live: LiveGroup, *members: str) -> None:
    """Their identities lead to the group no more; the group itself still knows them."""
    live.must_be_known()
    # An entry has the same id in both logs.
    live.log.erase(DIRECTORY, *live.history.sign_ins.entries_of(set(members)))


def erase_identities_of_the_gone(live: LiveGroup) -> None:
    """Erase what a crash left of the identities of people who are not here: that one is listed, and of whom
    no host removed, all."""
    if live.history.newer:  # then that version does it
        return
    sign_ins = live.history.sign_ins
    live.log.erase(DIRECTORY, *sign_ins.entries_besides(sign_ins.linked))
    live.erase(*sign_ins.entries_besides(sign_ins.linked, sign_ins.removed))


def _must_be_here(live: LiveGroup, member: str) -> None:
    live.catch_up()
    if member not in live.history.members and member not in live.history.waiting:
        raise NotAllowed(member, "link an identity")


def _keyed(key: str, *words: str) -> str:
    """A hash of the words that nobody can make without the key."""
    return hmac.new(key.encode(), json.dumps(words).encode(), hashlib.sha256).hexdigest()
