"""How long words are kept, and the end of a group."""

from __future__ import annotations

from datetime import datetime

from ripple.actions.posting import erase_spent
from ripple.domain.errors import NotAllowed
from ripple.domain.events.acts import ActErased
from ripple.domain.events.directory import GroupUnlisted, IdentityListed
from ripple.live import DIRECTORY, Groups, LiveGroup, enlist


def let_old_words_go(live: LiveGroup, *, now: datetime) -> int:
    """Erase the words that are older than the group keeps them; return of how many acts.

    What grew from them stays, around unnamed drops. What was reported the hosts have until they decided.
    """
    live.catch_up()
    history = live.history
    until = history.settings.kept_since(now)
    if until is None or history.newer:  # then that version does it
        return 0
    ids = dict.fromkeys((*history.acts, *history.awaiting))
    written = [act for one in ids if (act := history.written(one)) and not act.erased]
    old = [act.id for act in written if act.posted_at < until]
    if old:
        gone = [ActErased(id=f"let go {act} {now:%Y-%m-%d}", at=now, act=act, answers=False) for act in old]
        live.append(*gone)
        erase_spent(live, *old)
    return len(old)


def delete_group(groups: Groups, live: LiveGroup, host: str, *, now: datetime) -> None:
    """End the group: nothing of it is left in the store's files, and no code leads to it.

    Raises `NotAllowed` unless ``host`` is one.
    """
    live.catch_up()
    if not live.history.is_host(host):
        raise NotAllowed(host, "delete")
    end_group(groups, live.id, now=now)


def end_group(groups: Groups, group: str, *, now: datetime) -> None:
    """As `delete_group`, for the keeper of the machine; also a group that cannot be read."""
    entries = [entry for _, entry in groups.log.since(DIRECTORY, 0)]
    identities = [one.id for one in entries if isinstance(one, IdentityListed) and one.group == group]
    groups.log.erase(DIRECTORY, *identities)
    enlist(groups.log, GroupUnlisted(id=f"unlist {group}", at=now, group=group))
    groups.log.forget(group)
