"""What an import changes, and that it is taken back. The acts between come as all others do."""

from typing import assert_never

from ripple.domain.events.imports import ImportBegun, ImportUndone
from ripple.domain.events.log import ImportEvent
from ripple.domain.folding.sight import cover
from ripple.domain.imports import Import
from ripple.domain.state import GroupState, Touched


def fold(state: GroupState, event: ImportEvent) -> Touched | None:
    """Take in the event; return which of the acts that everybody sees look different now."""
    match event:
        case ImportBegun():
            state.imports.begin(Import(event.brought, event.at, event.by))
        case ImportUndone():
            return _undone(state, event)
        case _:
            assert_never(event)
    return None


def _undone(state: GroupState, event: ImportUndone) -> Touched:
    """What was taken away by itself before stays so: that was another's decision."""
    taken = state.imports.find(event.brought)
    if taken is None or taken.undone:
        return []
    state.imports.undo(taken, event.id)
    covered = list[str]()
    for act in taken.acts:
        if act not in state.erased:
            state.awaiting.pop(act, None)
            state.hidden.pop(act, None)
            state.reports.answer(act)
            state.erased[act] = event.id
            covered += cover(state, act) or ()
    return covered
