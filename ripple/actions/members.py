"""Who is in the group and who looks after it: let in, remove, name hosts, choose settings.

Every action checks the right itself, on what is true now: a page that offers too much, or was
opened too long ago, can do no harm.
"""

from contextlib import suppress
from datetime import date, datetime, timedelta

from ripple.actions.confusable_names import check_free
from ripple.actions.host_check import must_be_host
from ripple.actions.invitations import list_under_its_code, new_code, new_secret
from ripple.actions.joining import SignInLink, issue_link, new_id
from ripple.actions.organisation_identity import erase_identity, erase_listing
from ripple.actions.undoing import SentAway, as_sent_away
from ripple.domain.errors import NameMisleads, NameTaken, NoOtherHost, NotAllowed, OutOfRange, UnknownMember
from ripple.domain.events.group import CodeRenewed, GroupRenamed, SettingsChanged
from ripple.domain.events.log import GroupEvent
from ripple.domain.events.members import HostNamed, MemberAdmitted, MemberErased, MemberGone, MemberRenamed
from ripple.domain.model import KEEP_DAYS_LEAST, KEEP_DAYS_MOST, Settings
from ripple.domain.rules import check_seen
from ripple.domain.signs import is_visible
from ripple.domain.texts import clean_name
from ripple.live import Groups, LiveGroup

RESTS_MOST = timedelta(days=366)  # a year from the host’s own day, which may be ahead of ours
HANDED_LINK_LIVES = timedelta(days=1)  # a link made for somebody else has to reach them first


def admit(live: LiveGroup, by: str, member: str, *, now: datetime, name: str = "") -> None:
    """Let in somebody who waits, under another ``name`` than they came with if one is given; nothing happens
    when another host was quicker.

    Raises `NotAllowed` unless ``by`` is a host, `UnknownMember` when nobody waits by that id,
    `TextTooLong`, and what `check_free` raises where they could be mistaken for somebody else.
    """

    def admitted() -> tuple[None, list[GroupEvent]]:
        must_be_host(live, by, "admit")
        if member in live.history.members:
            return None, []
        if member not in live.history.waiting:
            raise UnknownMember(member)
        called = clean_name(name) if is_visible(name) else live.history.waiting[member].name
        check_free(live.history, called, by=member)
        anew = "" if called == live.history.waiting[member].name else called
        entry = MemberAdmitted(id=f"admit {member} {new_id()}", at=now, by=by, member=member, name=anew)
        return None, [entry]

    live.as_seen(admitted)


def admit_all(live: LiveGroup, by: str, *members: str, now: datetime) -> int:
    """Let in those of them who wait, under the names they came with; return how many.

    Whose name could be mistaken for somebody else's, and be it one who came in just before them, goes on
    waiting for a name of their own. Raises `NotAllowed` unless ``by`` is a host.
    """
    must_be_host(live, by, "admit")
    let_in = 0
    for member in members:
        with suppress(NameTaken, NameMisleads, UnknownMember):
            admit(live, by, member, now=now)
            let_in += 1
    return let_in


def remove(live: LiveGroup, by: str, member: str, *, now: datetime) -> None:
    """Take ``member`` out of the group, or do not let them in: at once, in every browser of theirs.

    Whom an organisation knows waits when they come again.
    Raises `NotAllowed` unless ``by`` is a host, `UnknownMember` when they are not here (any more),
    and `NoOtherHost` for the only host.
    """
    must_be_host(live, by, "remove")
    if member in live.history.waiting:
        turn_away(live, by, member, now=now)
        return

    def gone() -> tuple[None, list[GroupEvent]]:
        history = live.history
        if member not in history.members:
            raise UnknownMember(member)
        if history.is_host(member) and len(history.hosts) == 1:
            raise NoOtherHost(member)
        must_be_host(live, by, "remove")  # who was removed by them at the same moment removes nobody
        return None, [MemberGone(id=f"gone {new_id()}", at=now, by=by, member=member)]

    live.as_seen(gone)
    erase_listing(live, member)  # cut off before, `erase_identities_of_the_gone` does it


def turn_away(live: LiveGroup, by: str, *members: str, now: datetime) -> list[SentAway]:
    """Do not let in those of them who wait: of somebody who was never in, not even the name is kept. It is
    left in what this returns, for who may want to undo it.

    Raises `NotAllowed` unless ``by`` is a host.
    """
    asked = set(members)

    def gone() -> tuple[dict[str, SentAway], list[GroupEvent]]:
        must_be_host(live, by, "turn away")
        never_in = [one for one in list(live.history.waiting.values()) if one.id in asked]
        sent = {one.id: as_sent_away(live, one) for one in never_in}
        return sent, [entry for member in sent for entry in _gone_without_a_name(by, member, now)]

    sent = live.as_seen(gone)
    for member in sent:
        erase_identity(live, member)
    _erase_names(live)
    return list(sent.values())


def _gone_without_a_name(by: str, member: str, now: datetime) -> tuple[GroupEvent, GroupEvent]:
    gone = MemberGone(id=f"gone {new_id()}", at=now, by=by, member=member)
    return gone, MemberErased(id=f"erased {member}", at=now, member=member)


def name_host(live: LiveGroup, by: str, member: str, *, host: bool, now: datetime) -> None:
    """Make ``member`` a ``host``, or no longer one.

    Raises `NotAllowed` unless ``by`` is a host, `UnknownMember`, and `NoOtherHost` for the only host.
    """
    must_be_host(live, by, "name host")
    if member not in live.history.members:
        raise UnknownMember(member)
    if live.history.is_host(member) == host:
        return
    named = HostNamed(id=f"host {new_id()}", at=now, by=by, member=member, host=host)
    if not host and len(live.history.hosts) == 1:
        raise NoOtherHost(member)
    live.append(named)
    live.catch_up()
    if live.history.is_host(member) and not host:  # the other host went at the same moment
        raise NoOtherHost(member)


def renew_code(groups: Groups, live: LiveGroup, by: str, *, now: datetime) -> str:
    """Make a new invitation, link and code, and return the code; no earlier one lets anybody in from now on.

    Raises `NotAllowed` unless ``by`` is a host.
    """
    must_be_host(live, by, "renew the invitation")
    # First the group's own log, by which `invited_to` goes: cut off in between, no code invites
    # until the invitation is looked at again, which lists it.
    renewed = CodeRenewed(id=f"renew {new_id()}", at=now, by=by, code=new_code(), secret=new_secret())
    live.append(renewed)
    live.catch_up()
    return list_under_its_code(groups, live, now=now)


def change_settings(
    live: LiveGroup, by: str, settings: Settings, *, now: datetime, read: Settings | None = None
) -> None:
    """Let hold from now on what in ``settings`` is other than what the host ``read``: what another host chose
    meanwhile stays.

    Raises `NotAllowed` unless ``by`` is a host, and `OutOfRange` for a new day until which words are kept
    that is less than a week ahead, or more than ten years; or to rest for more than a year.
    """

    def changed() -> tuple[None, list[GroupEvent]]:
        must_be_host(live, by, "choose settings")
        holds = live.history.settings
        _check_until(settings.keep_until, read or holds, now)
        _check_rest(settings.rests_until, read or holds, now)
        entry = SettingsChanged.between(read or holds, settings, id=f"set {new_id()}", at=now, by=by)
        return None, [entry] if entry.applied_to(holds) != holds else []

    live.as_seen(changed)


def _check_until(day: date | None, before: Settings, now: datetime) -> None:
    if day and day != before.keep_until:
        ahead = (day - now.date()).days
        if not KEEP_DAYS_LEAST <= ahead <= KEEP_DAYS_MOST:
            raise OutOfRange("keep_days", KEEP_DAYS_LEAST, KEEP_DAYS_MOST)


def _check_rest(day: date, before: Settings, now: datetime) -> None:
    """A day that has gone by opens the group; one far ahead would be a slip of the finger."""
    if day != before.rests_until and day - now.date() > RESTS_MOST:
        raise OutOfRange("time", 0, RESTS_MOST.days)


def rename_group(live: LiveGroup, by: str, name: str, *, now: datetime) -> None:
    """Give the group another ``name``; the one before is erased.

    Raises `NotAllowed` unless ``by`` is a host, `TextMissing` and `TextTooLong`.
    """
    must_be_host(live, by, "rename the group")
    name = clean_name(name, "group name")
    check_seen(name, "group name")
    if name != live.history.name:
        live.append(GroupRenamed(id=f"rename {new_id()}", at=now, by=by, name=name))
        _erase_names(live)


def rename_member(live: LiveGroup, member: str, name: str, *, now: datetime) -> None:
    """Let ``member``, who asks for it, go under another ``name``, also in what was told before; the one
    before is erased.

    Raises `NotAllowed` for nobody of the group, `TextTooLong`, and what `check_free` does: nobody can be
    mistaken for another.
    """
    name = clean_name(name)

    def decide() -> tuple[None, list[GroupEvent]]:
        if member not in live.history.members:
            raise NotAllowed(member, "rename")
        if name == live.history.name_of(member):
            return None, []
        check_free(live.history, name, by=member)
        return None, [MemberRenamed(id=f"rename {new_id()}", at=now, member=member, name=name)]

    live.as_seen(decide)
    _erase_names(live)


def _erase_names(live: LiveGroup) -> None:
    """Erase the names that nobody goes under any more; cut off before, the next opening does."""
    live.catch_up()
    if spent := live.history.names.spent:
        live.erase(*spent)


def link_for(live: LiveGroup, by: str, member: str, *, now: datetime) -> SignInLink:
    """A link that signs ``member`` in once: their own for another device, or from a host for who
    is signed in nowhere any more.

    Raises `NotAllowed`, and `UnknownMember` for somebody who is not in the group.
    """
    live.catch_up()
    if by == member and member in live.history.members:
        return issue_link(live, member, now=now)
    must_be_host(live, by, "make a link")
    if member not in live.history.members:
        raise UnknownMember(member)
    return issue_link(live, member, now=now, lives=HANDED_LINK_LIVES)
