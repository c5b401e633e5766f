"""What everybody sees of an act. Moderation happens here, once, so that no page, chart, export or search
has to think of it."""

from ripple.domain.model import Act
from ripple.domain.state import GroupState, Touched


def place(state: GroupState, act: Act, *, waits: bool) -> Touched | None:
    """Let everybody see ``act``, or first the hosts; what stood in its place is covered meanwhile."""
    if waits:
        state.awaiting[act.id] = act
        return cover(state, act.id)
    state.acts[act.id] = act
    return [act.id]


def hide(state: GroupState, act: str) -> Touched | None:
    """Take the act out of sight, if it is shown; an unnamed drop stays in its place."""
    shown = state.acts.get(act)
    if shown is None or act in state.erased or act in state.awaiting or act in state.hidden:
        return None
    state.hidden[act] = shown  # without its words where a later entry holds them
    return cover(state, act)


def cover(state: GroupState, act: str) -> Touched | None:
    """Leave an unnamed drop where everybody saw the act, and nothing where nobody did."""
    shown = state.acts.get(act)
    if shown is None or shown.erased:
        return None
    state.acts[act] = shown.as_drop()
    return [act]
