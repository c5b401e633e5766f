"""Sharing an act with the group, and taking it back."""

from dataclasses import replace
from datetime import datetime

from ripple.domain.entries import ActErased, ActPosted
from ripple.domain.errors import NotAllowed, UnknownAct
from ripple.domain.model import Act
from ripple.live import LiveGroup


def share_act(live: LiveGroup, member: str, act: Act, *, now: datetime) -> Act:
    """Post ``act`` for ``member``; return it as it is kept. The same act id posts once.

    Raises `NotAllowed` when the member is not (or no longer) in the group or signs with
    another's name, and `UnknownAct` when what inspired it is not here.
    """
    live.catch_up()
    if member not in live.history.members or act.author not in (member, None):
        raise NotAllowed(member, "share")
    if act.inspired_by is not None:
        parent = live.history.acts.get(act.inspired_by)
        if parent is None:
            raise UnknownAct(act.inspired_by)
        # A clock that was set back must not make an act older than what inspired it.
        act = replace(act, posted_at=max(act.posted_at, parent.posted_at))
    live.log.append(live.id, ActPosted(at=now, act=act))
    live.catch_up()
    return live.history.acts[act.id]


def withdraw_act(live: LiveGroup, member: str, act: str, *, now: datetime) -> None:
    """Take the act's words and names away for good; what grew from it keeps its place.

    Raises `UnknownAct`, and `NotAllowed` unless ``member`` posted it or is a host.
    """
    live.catch_up()
    if act not in live.history.acts:
        raise UnknownAct(act)
    if not may_withdraw(live, member, live.history.acts[act]):
        raise NotAllowed(member, "withdraw")
    # First the words, then the news: if we are cut off in between, nothing private is left.
    live.log.erase(live.id, f"act {act}")
    live.log.append(live.id, ActErased(id=f"erase {act}", at=now, act=act))
    live.catch_up()


def may_withdraw(live: LiveGroup, member: str, act: Act) -> bool:
    """Whether ``member`` may take ``act`` back: who posted it, and hosts."""
    known = live.history.members.get(member)
    return known is not None and (known.host or act.author == member) and not act.erased
