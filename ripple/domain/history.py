"""A group as far as its log was read; the same fold replays the past."""

from dataclasses import dataclass
from typing import assert_never

from ripple.domain.events.log import (
    ActEvent,
    GroupEvent,
    ImportEvent,
    MemberEvent,
    OwnEvent,
    ReviewEvent,
)
from ripple.domain.events.sign_in import IdentityLinked, SignInEvent
from ripple.domain.events.unknown import UnknownEvent
from ripple.domain.folding import acts, group, imports, members, review
from ripple.domain.folding.decisions import decision_in
from ripple.domain.state import GroupState, Touched


@dataclass(slots=True)
class History(GroupState):
    """What is true in a group, folded from its log."""

    def apply(self, version: int, event: GroupEvent | UnknownEvent) -> Touched:
        """Take in the event after `version` - 1; return which of `acts` look different now.

        Events are facts: where two writers together broke a rule (a link used twice, the last
        two hosts gone at once), the first one wins and the other changes nothing. One that is unknown is
        passed over, and the group is `newer` than this version of the app from then on.
        """
        if version != self.version + 1:
            raise ValueError(f"version {version} cannot follow {self.version}")
        if isinstance(event, UnknownEvent):
            self.newer = True
            touched: Touched = ()
        else:
            if decision := decision_in(self, event):
                self.decisions.note(decision)
            touched = self._fold(event) or ()
        self.version = version
        return touched

    def _fold(self, event: GroupEvent) -> Touched | None:
        if isinstance(event, ActEvent):
            return acts.fold(self, event)
        if isinstance(event, ReviewEvent):
            return review.fold(self, event)
        if isinstance(event, ImportEvent):
            return imports.fold(self, event)
        if isinstance(event, MemberEvent):
            return members.fold(self, event)
        if isinstance(event, SignInEvent):
            self._sign_in(event)
        elif isinstance(event, OwnEvent):
            group.fold(self, event)
        else:
            assert_never(event)
        return None

    def _sign_in(self, event: SignInEvent) -> None:
        self.sign_ins.take(event, lambda member: member in self.members or member in self.waiting)
        if isinstance(event, IdentityLinked) and event.member in self.members:
            self.sign_ins.welcome(event.member)
