"""New names, for the group and for members; an earlier one is kept no longer than it is shown."""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass, field

from ripple.domain.model import Act, Person


@dataclass(slots=True)
class Names:
    """In which entry each name stands: a member's under their id, the group's under none.

    ``spent`` are the entries with a name that nobody goes under any more: to be erased.
    """

    held_by: dict[str, str] = field(default_factory=dict)
    spent: list[str] = field(default_factory=list)

    def take(self, whose: str, entry: str, name: str) -> None:
        """Hear that the ``entry`` gives this ``name``, or did before that was erased."""
        if name:
            self.let_go(whose)
            self.held_by[whose] = entry

    def let_go(self, whose: str) -> None:
        """The name is nobody's any more."""
        if held := self.held_by.pop(whose, None):
            self.spent.append(held)


def named_now(act: Act, members: Container[str], name_of: Callable[[str], str]) -> Act:
    """The act with the members it names under their names; those whose name was erased are left out.

    Of one of the ``members`` without a name a later entry has it, or takes them out of the act.
    """

    def named(one: Person) -> Person | None:
        if one.member is None:
            return one
        name = name_of(one.member)
        return one if not name and one.member in members else one.called(name)

    return act.naming(named) if act.givers or act.receivers else act
