"""What a host hands on: the settings of a group to a new one, and the looking after to somebody else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ripple.actions.host_check import must_be_host
from ripple.actions.joining import SignInLink, founder_of, new_id, start_group
from ripple.actions.organisation_identity import link_as_there
from ripple.domain.errors import UnknownMember
from ripple.domain.events.members import HostNamed
from ripple.live import Groups, LiveGroup


def start_like(
    groups: Groups, live: LiveGroup, host: str, name: str, *, nonce: str, now: datetime
) -> SignInLink:
    """Start the group ``nonce`` with what the hosts of this one chose, and nobody in it but ``host``, under
    the name they have here. No words go along, and no rest. Whom an organisation knows here it knows there.

    Raises `NotAllowed` unless ``host`` is one, and what `start_group` raises.
    """
    must_be_host(live, host, "copy the settings")
    link = start_group(
        groups, name, live.history.name_of(host), nonce=nonce, now=now, like=live.history.settings
    )
    begun = groups.group(link.group)
    link_as_there(live, host, begun, founder_of(begun), now=now)
    return link


def hand_over(live: LiveGroup, by: str, to: str, *, now: datetime) -> None:
    """Let ``to`` look after the group from now on, and ``by`` no more; both at once, so that the group has a
    host at any moment.

    Raises `NotAllowed` unless ``by`` is a host, and `UnknownMember` for nobody else who is in the group.
    """

    def handed() -> tuple[None, Sequence[HostNamed]]:
        must_be_host(live, by, "hand over")
        if to == by or to not in live.history.members:
            raise UnknownMember(to)
        begins = HostNamed(id=f"host {new_id()}", at=now, by=by, member=to, host=True)
        ends = HostNamed(id=f"host {new_id()}", at=now, by=by, member=by, host=False)
        return None, [ends] if live.history.is_host(to) else [begins, ends]

    live.as_seen(handed)
