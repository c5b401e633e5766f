"""What an act, a change of it and thanks for it change."""

from typing import assert_never

from ripple.domain.events.acts import ActEdited, ActErased, ActPosted, ActThanked
from ripple.domain.events.log import ActEvent
from ripple.domain.folding.sight import cover, place
from ripple.domain.model import Act
from ripple.domain.renaming import named_now
from ripple.domain.state import GroupState, Touched


def fold(state: GroupState, event: ActEvent) -> Touched | None:
    """Take in the event; return which of the acts that everybody sees look different now."""
    match event:
        case ActPosted():
            return _act_posted(state, event)
        case ActEdited():
            return _act_edited(state, event)
        case ActErased():
            return _act_erased(state, event)
        case ActThanked():
            _act_thanked(state, event)
        case _:
            assert_never(event)
    return None


def _act_posted(state: GroupState, event: ActPosted) -> Touched | None:
    act = event.act
    if state.written(act.id):
        return None
    state.held_by[act.id] = event.id
    if act.erased:
        state.bare.add(act.id)
    if event.brought:
        state.imports.came(act.id, event.brought)
    _note_people(state, act)
    return place(state, named_now(act, state.members, state.name_of), waits=event.waits)


def _act_edited(state: GroupState, event: ActEdited) -> Touched | None:
    act = named_now(event.act, state.members, state.name_of)
    if not act.erased:
        state.also_in.setdefault(act.id, []).append(event.id)
    if not (event.revives if act.id in state.erased else state.written(act.id)):
        return None
    comes_back = state.erased.pop(act.id, None)
    state.declined.pop(act.id, None)
    state.held_by[act.id] = event.id
    if event.brought:
        state.imports.came(act.id, event.brought)
    _note_people(state, act)
    if act.id in state.hidden or (comes_back and state.reports.hides(act.id)):
        state.hidden[act.id] = act
        return None
    return place(state, act, waits=event.waits or act.id in state.awaiting)


def _act_erased(state: GroupState, event: ActErased) -> Touched | None:
    state.awaiting.pop(event.act, None)  # thanks stay, should it be undone
    state.hidden.pop(event.act, None)
    if event.answers:
        state.reports.answer(event.act)
    state.erased[event.act] = event.id
    if event.declined:
        state.declined[event.act] = event
    return cover(state, event.act)


def _act_thanked(state: GroupState, event: ActThanked) -> None:
    thanks = state.thanks.setdefault(event.act, {})
    if event.warmth:
        thanks[event.by] = event.warmth
        state.about[event.by][event.act] = None
    else:
        thanks.pop(event.by, None)


def _note_people(state: GroupState, act: Act) -> None:
    author = act.author
    if author or act.claim:
        state.posted_by[author or ""].setdefault(act.id, state.version + 1)
    if author:
        state.about[author][act.id] = None
    for person in act.people:
        if person.member:
            state.about[person.member][act.id] = None
