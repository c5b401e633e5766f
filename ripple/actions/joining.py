"""Coming in: start a group, join one, sign in with a link.

A browser is signed in by a random token; a link that is used once buys it. Of both only
the hash is stored. There is no e-mail and no password.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from ripple.actions.confusable_names import check_free, check_own, check_said
from ripple.actions.invitations import invited_to, list_under_its_code, new_code, new_secret
from ripple.domain.errors import DoorFull, LinkSpent, NotAllowed, UnknownPreset
from ripple.domain.events.group import GroupStarted, SettingsChanged
from ripple.domain.events.log import GroupEvent
from ripple.domain.events.members import MemberJoined
from ripple.domain.events.sign_in import LinkIssued, SignedIn, SignedOut
from ripple.domain.model import NEVER, Member, Settings, replace
from ripple.domain.presets import Preset, settings_of
from ripple.domain.rules import check_seen
from ripple.domain.texts import clean_name
from ripple.domain.times import by_day, by_minute
from ripple.language import tag
from ripple.live import Groups, LiveGroup

COOKIE = "ripple_"  # + group: joining a second group must not sign anybody out of the first
SECURE_COOKIE = f"__Host-{COOKIE}"  # where the way is encrypted; browsers take it from nobody else then
MOST_COOKIES = 180  # of one address, in any browser
WAITING_MOST = 200  # who wait before one door; a host sees to them, or sends them all away
LINK_LIVES = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class SignInLink:
    """A link that signs its member in once: ``path`` is where the app answers to it."""

    group: str
    secret: str

    @property
    def path(self) -> str:
        """The link below the app's own address, without a leading slash."""
        return f"enter/{self.group}/{self.secret}"


def new_id() -> str:
    """A fresh id for a group, a member or an act; as a form's nonce it makes a retry harmless."""
    return secrets.token_hex(8)


def start_group(
    groups: Groups,
    name: str,
    host: str,
    *,
    nonce: str,
    now: datetime,
    founder: str = "",
    preset: str | None = None,
    like: Settings | None = None,
) -> SignInLink:
    """Start the group ``nonce`` with ``host`` in it; the link signs the host in, whose id is ``founder``
    or a fresh one: the group's own stands in everybody's addresses. The group's language is the one that is
    spoken here, its form asks about what is private, and a ``preset`` chooses its first settings; or they are
    ``like`` those of another.

    Raises `TextMissing` or `TextTooLong` for either name, `NameMisleads` for the host's, and
    `UnknownPreset`. The same nonce starts one group.
    """
    host = clean_name(host)
    check_own(host)
    check_seen(clean_name(name, "group name"), "group name")
    founder = founder or new_id()
    started = GroupStarted(
        id="start",
        at=now,
        name=name,
        code=new_code(),
        secret=new_secret(),
        language=tag(),
        ask_private=True,
    )
    joined = MemberJoined(id=f"join {founder}", at=now, member=founder, name=host, host=True)
    live = groups.begin(nonce, started, joined, *_begun_as(preset, like, started, founder))
    list_under_its_code(groups, live, now=now)
    return issue_link(live, founder_of(live), now=now)


def _begun_as(
    preset: str | None, like: Settings | None, started: GroupStarted, founder: str
) -> list[GroupEvent]:
    """The entry that makes the settings those of the preset, or like those of another group, if either is."""
    if preset is None and like is None:
        return []
    if preset not in [None, *Preset]:
        raise UnknownPreset(str(preset))
    begun = Settings(language=started.language, ask_private=started.ask_private)
    wanted = settings_of(Preset(preset), begun, started.at.date()) if preset else begun
    if like:
        wanted = replace(like, rests_until=NEVER)
    return [SettingsChanged.between(begun, wanted, id="set at the start", at=started.at, by=founder)]


def founder_of(live: LiveGroup) -> str:
    """The id of whoever was the first in the group, in it still or not."""
    return next(entry.member for _, entry in live.log.since(live.id, 0) if isinstance(entry, MemberJoined))


def join_group(
    groups: Groups, code: str, name: str, *, asker: str, nonce: str, now: datetime, waits: bool = False
) -> SignInLink:
    """Come into the group that ``code`` invites to, as the new member ``nonce`` called ``name``.

    Where newcomers need approval, and who ``waits`` anyway, waits until a host lets them in. The link
    is theirs either way.
    Raises what `invited_to` raises, `TextTooLong` for the name, and what `check_free` does: nobody can be
    mistaken for another. To whom waits it does not say whether somebody has the name: the host sees that.
    `DoorFull` says that too many wait already.
    """
    live = invited_to(groups, code, asker=asker)
    name = clean_name(name)

    def joined() -> tuple[None, list[GroupEvent]]:
        history = live.history
        if history.knows(nonce):
            return None, []
        waiting = waits or history.settings.approve_newcomers
        if waiting:
            check_said(name)
        else:
            check_free(history, name, by=nonce)
        if waiting and len(history.waiting) >= WAITING_MOST:
            raise DoorFull(WAITING_MOST)
        return None, [MemberJoined(id=f"join {nonce}", at=now, member=nonce, name=name, waits=waiting)]

    live.as_seen(joined)  # of two who come at the same moment and both find the name free, one looks again
    return issue_link(live, nonce, now=now)


def issue_link(
    live: LiveGroup, member: str, *, now: datetime, lives: timedelta = LINK_LIVES, secret: str = ""
) -> SignInLink:
    """A fresh link that signs ``member`` in once, within ``lives``; of one ``secret`` always the same."""
    secret = secret or secrets.token_urlsafe(32)
    entry = LinkIssued(
        id=f"link {_hash(secret)}",
        at=by_day(now),
        member=member,
        link_hash=_hash(secret),
        expires_at=by_minute(now + lives),
    )
    live.append(entry)
    live.catch_up()
    return SignInLink(live.id, secret)


def enter(groups: Groups, link: SignInLink, *, now: datetime) -> str:
    """Use the link up; return the token that signs this browser in from now on.

    Raises `LinkSpent` when it was used before or has run out, `UnknownGroup` for a made-up one.
    """
    live = groups.group(link.group)
    issued = _unused(live, link, now)
    token = secrets.token_urlsafe(32)
    # The entry's id is the link's: when two browsers use one link at once, the log keeps the first.
    entry = SignedIn(
        id=f"use {issued.link_hash}",
        at=by_day(now),
        member=issued.member,
        token_hash=_hash(token),
        link_hash=issued.link_hash,
    )
    live.append(entry)
    live.catch_up()
    if _hash(token) not in live.history.sign_ins.tokens:
        raise LinkSpent
    return token


def meant_by(groups: Groups, link: SignInLink, *, now: datetime) -> Member:
    """Whom the link would sign in, without using it up. Raises what `enter` raises."""
    live = groups.group(link.group)
    member = _unused(live, link, now).member
    return (live.history.members | live.history.waiting)[member]


def can_be_used(live: LiveGroup, link: SignInLink, *, now: datetime) -> bool:
    """Whether the link would still sign somebody in."""
    issued = live.history.sign_ins.links.get(_hash(link.secret))
    return issued is not None and issued.expires_at >= now


def _unused(live: LiveGroup, link: SignInLink, now: datetime) -> LinkIssued:
    issued = live.history.sign_ins.links.get(_hash(link.secret))
    if issued is None or not can_be_used(live, link, now=now):
        raise LinkSpent
    return issued


def signed_in(live: LiveGroup, token: str) -> Member | None:
    """The member whose browser holds ``token``, if it is one of this group's."""
    return live.history.members.get(live.history.sign_ins.tokens.get(_hash(token), ""))


def waiting_with(live: LiveGroup, token: str) -> Member | None:
    """Who holds ``token`` and waits to be let in."""
    return live.history.waiting.get(live.history.sign_ins.tokens.get(_hash(token), ""))


def tokens_in(cookies: Mapping[str, str]) -> dict[str, str]:
    """What a browser's cookies show of it to each group, by the group's id.

    What can only come over an encrypted way comes first, and holds before what anything on this machine's
    name could set. More than any browser keeps nobody asks about: each is a look at the store.
    """
    found: dict[str, str] = {}
    for prefix in (SECURE_COOKIE, COOKIE):
        for name, said in cookies.items():
            if name.startswith(prefix):
                found.setdefault(name.removeprefix(prefix), said)
    return dict(islice(found.items(), MOST_COOKIES))


def sign_out(groups: Groups, group: str, token: str, *, now: datetime) -> None:
    """The browser that holds ``token`` stands for nobody in the group any more.

    Raises `UnknownGroup`; a token that signs nobody in changes nothing.
    """
    live = groups.group(group)
    if member := live.history.sign_ins.tokens.get(_hash(token)):
        out = SignedOut(id=f"out {_hash(token)}", at=by_day(now), member=member, token_hash=_hash(token))
        live.append(out)
        live.catch_up()


def claim_of(token: str, act: str) -> str:
    """What the browser with ``token`` can show for an unsigned act that it posted; it leads to nobody,
    and the claims on two acts have nothing in common."""
    return _hash(f"claim of {token} on {act}")


def sign_out_elsewhere(live: LiveGroup, token: str, *, now: datetime) -> None:
    """Only the browser that holds ``token`` stands for its member from now on, and no link does.

    Raises `NotAllowed` when it is no member's (any more).
    """
    live.catch_up()
    member = signed_in(live, token)
    if member is None:
        raise NotAllowed("", "sign out")
    live.append(SignedOut(id=f"out {new_id()}", at=now, member=member.id, spared=_hash(token)))
    live.catch_up()


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
