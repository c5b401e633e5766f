"""All that a group's hosts can read of it in the app, and nothing else, as entries that make it anew.

It is a list of what leaves, so that what is added to the log later leaves by nobody's oversight. No thanks
(they are for whoever posted), no reports and no names of hosts who decided, no claims, no codes and nothing
that signs in, no words from before an edit; times as pages show them.
"""

from __future__ import annotations

from collections.abc import Iterator

from ripple.domain.events.acts import ActEdited, ActHidden, ActPosted
from ripple.domain.events.group import GroupStarted, SettingsChanged
from ripple.domain.events.log import GroupEvent
from ripple.domain.events.members import MemberGone, MemberJoined
from ripple.domain.history import History
from ripple.domain.model import Act, Group, Member, Settings, replace
from ripple.domain.times import by_day, by_minute


def readable(history: History) -> Iterator[GroupEvent]:
    """The group as entries, the first of which starts it."""
    if history.group:
        yield from _group(history.group, history)
    for member in list(history.members.values()):
        yield _joined(member)
    for member in list(history.former.values()):
        if member.name:
            yield from (_joined(member), _gone(member))
    for member in list(history.waiting.values()):
        at = by_minute(member.joined_at)
        yield MemberJoined(id=f"join {member.id}", at=at, member=member.id, name=member.name, waits=True)
    # Parents come first in `acts`, and nothing grows from what only waits.
    for act in dict.fromkeys((*history.acts, *history.awaiting)):
        yield from _act(history, act)


def _group(group: Group, history: History) -> Iterator[GroupEvent]:
    started, holds = by_day(group.started_at), history.settings
    begun = Settings(language=holds.language, ask_private=holds.ask_private)
    yield GroupStarted(
        id="start",
        at=started,
        name=group.name,
        code="",
        language=begun.language,
        ask_private=begun.ask_private,
    )
    if holds != begun:
        yield SettingsChanged.between(begun, holds, id="settings", at=started, by="")


def _joined(member: Member) -> MemberJoined:
    return MemberJoined(
        id=f"join {member.id}",
        at=by_day(member.joined_at),
        member=member.id,
        name=member.name,
        host=member.host,
    )


def _gone(member: Member) -> MemberGone:
    at = by_day(member.joined_at)
    return MemberGone(id=f"gone {member.id}", at=at, by=member.id, member=member.id)


def _act(history: History, id: str) -> Iterator[GroupEvent]:
    """An act as its words are now, and what keeps it out of sight."""
    shown, hidden, awaiting = (kind.get(id) for kind in (history.acts, history.hidden, history.awaiting))
    first = _as_read(hidden or shown or history.awaiting[id])
    at = first.posted_at
    yield ActPosted(at=at, act=first, waits=shown is None)
    if awaiting and shown:
        yield ActEdited(id=f"edit {id}", at=at, act=_as_read(awaiting), waits=True)
    if hidden:
        yield ActHidden(id=f"hide {id}", at=at, by="", act=id)


def _as_read(act: Act) -> Act:
    """The act as pages tell it: that it was edited, not when."""
    at = by_minute(act.posted_at)
    return replace(act.for_others(), posted_at=at, edited_at=act.edited_at and at)
