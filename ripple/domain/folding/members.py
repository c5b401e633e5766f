"""What an event about a member changes."""

from collections.abc import Callable, Iterable
from typing import assert_never

from ripple.domain.events.log import MemberEvent
from ripple.domain.events.members import (
    HostNamed,
    MemberAdmitted,
    MemberErased,
    MemberGone,
    MemberJoined,
    MemberRenamed,
    MemberWaits,
)
from ripple.domain.model import Act, Member, replace
from ripple.domain.state import GroupState, Touched


def fold(state: GroupState, event: MemberEvent) -> Touched | None:
    """Take in the event; return which of the acts that everybody sees look different now."""
    match event:
        case MemberJoined():
            _member_joined(state, event)
        case MemberAdmitted():
            _member_admitted(state, event)
        case MemberWaits():
            _member_waits(state, event)
        case MemberGone():
            _member_gone(state, event)
        case MemberErased():
            return _member_erased(state, event)
        case MemberRenamed():
            return _member_renamed(state, event)
        case HostNamed():
            _host_named(state, event)
        case _:
            assert_never(event)
    return None


def _member_joined(state: GroupState, event: MemberJoined) -> None:
    if not state.knows(event.member):
        member = Member(event.member, event.name, event.at, event.host)
        (state.waiting if event.waits else state.members)[event.member] = member
        state.names.take(member.id, event.id, event.name)


def _member_admitted(state: GroupState, event: MemberAdmitted) -> None:
    if member := state.waiting.pop(event.member, None):
        state.members[event.member] = replace(member, name=event.name or member.name)
        state.names.take(member.id, event.id, event.name)
        state.sign_ins.welcome(event.member)


def _member_waits(state: GroupState, event: MemberWaits) -> None:
    if event.member in state.members and not state.is_host(event.member):
        state.waiting[event.member] = state.members.pop(event.member)


def _member_gone(state: GroupState, event: MemberGone) -> None:
    if state.is_only_host(event.member):
        return
    member = state.waiting.pop(event.member, None) or state.members.pop(event.member, None)
    if member:
        state.former[member.id] = replace(member, host=False)
        state.sign_ins.part(member.id, removed=event.by != member.id)
        if member.host:
            _is_host_no_more(state, event)


def _member_erased(state: GroupState, event: MemberErased) -> Touched:
    member = state.former.get(event.member)
    if member:
        state.names.let_go(member.id)
        state.former[member.id] = replace(member, name="")
    state.sign_ins.forget(event.member)
    acts = state.about.pop(event.member, {})
    for act in acts:
        state.thanks.get(act, {}).pop(event.member, None)
        state.reports.forget(act, event.member)
    return _change(state, acts, lambda act: act.without(event.member))


def _member_renamed(state: GroupState, event: MemberRenamed) -> Touched | None:
    whose, name = event.member, event.name
    if whose not in state.members:  # went at that moment, under the name they had
        state.names.spent.append(event.id)
    elif name:
        state.names.take(whose, event.id, name)
        state.members[whose] = replace(state.members[whose], name=name)
        return _change(state, state.about.get(whose, ()), lambda act: act.renaming(whose, name))
    return None


def _host_named(state: GroupState, event: HostNamed) -> None:
    if event.member in state.members and (event.host or not state.is_only_host(event.member)):
        was = state.is_host(event.member)
        state.members[event.member] = replace(state.members[event.member], host=event.host)
        if event.host:
            state.put_out.pop(event.member, None)
        elif was:
            _is_host_no_more(state, event)


def _is_host_no_more(state: GroupState, event: MemberGone | HostNamed) -> None:
    """That they asked for the end of the group holds no longer than they look after it."""
    if state.ending and state.ending.by == event.member:
        state.ending = None
    if event.by != event.member:
        state.put_out[event.member] = event.at


def _change(state: GroupState, ids: Iterable[str], change: Callable[[Act], Act]) -> Touched:
    """Change these acts wherever they are kept; which of them everybody sees changed."""
    before = [(act, state.acts.get(act)) for act in ids]
    for acts in (state.awaiting, state.hidden, state.acts):
        acts.update({act: change(acts[act]) for act, _ in before if act in acts})
    return [act for act, seen in before if state.acts.get(act) is not seen]
