"""Which entries of a log hold words or names that nobody needs any more: they are to be erased."""

from ripple.domain.history import History


def entries_about(history: History, act: str) -> list[str]:
    """The ids of all entries that hold the words of an act or say something about it."""
    return [*([] if act in history.bare else [f"act {act}"]), *history.also_in.get(act, ())]


def spent(history: History, act: str) -> list[str]:
    """The ids of entries with words of an act, or about it, that nobody needs any more: neither who
    reads it nor a host who has still to decide about what was asked."""
    needed = history.reports.needed(act)
    if act not in history.erased:
        needed.add(history.held_by.get(act, ""))
    return [entry for entry in entries_about(history, act) if entry not in needed]


def left_over(history: History) -> list[str]:
    """The ids of all entries that are to be erased by now. After a group was read, those are what a crash
    kept from being erased."""
    acts = {*history.also_in, *history.erased}
    return [*history.names.spent, *(entry for act in acts for entry in spent(history, act))]
