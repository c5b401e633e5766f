"""What changes when somebody asks the hosts to look at an act, and when they did."""

from typing import assert_never

from ripple.domain.events.acts import ActApproved, ActHidden, ActReported, ActRestored
from ripple.domain.events.log import ReviewEvent
from ripple.domain.folding.sight import hide, place
from ripple.domain.state import GroupState, Touched


def fold(state: GroupState, event: ReviewEvent) -> Touched | None:
    """Take in the event; return which of the acts that everybody sees look different now."""
    match event:
        case ActApproved():
            return _act_approved(state, event)
        case ActReported():
            return _act_reported(state, event)
        case ActHidden():
            return _act_hidden(state, event)
        case ActRestored():
            return _act_restored(state, event)
        case _:
            assert_never(event)


def _act_approved(state: GroupState, event: ActApproved) -> Touched | None:
    act = state.awaiting.pop(event.act, None)
    if act:
        state.reports.answer(event.act)
    return place(state, act, waits=False) if act else None


def _act_reported(state: GroupState, event: ActReported) -> Touched | None:
    if event.why:
        state.also_in.setdefault(event.act, []).append(event.id)
    words = state.written(event.act)
    if not words or event.act in state.erased or event.act not in state.acts:
        return None
    state.reports.take(event, words, state.held_by[event.act])
    state.about[event.by][event.act] = None
    return hide(state, event.act) if event.hides else None


def _act_hidden(state: GroupState, event: ActHidden) -> Touched | None:
    return hide(state, event.act)


def _act_restored(state: GroupState, event: ActRestored) -> Touched | None:
    state.reports.answer(event.act)
    act = state.hidden.pop(event.act, None)
    return place(state, act, waits=False) if act else None
