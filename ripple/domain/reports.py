"""What members asked the hosts to look at: open until a host decided, whatever becomes of the words."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from ripple.domain.events.acts import ActReported
from ripple.domain.model import Act


@dataclass(frozen=True, slots=True)
class Report:
    """Somebody ``asked`` the hosts to look at ``words``: the act as it was then.

    ``held_by`` is the entry that holds these words, also once the act says something else or nothing.
    """

    asked: ActReported
    words: Act
    held_by: str


@dataclass(slots=True)
class Reports:
    """Those that no host answered yet, by act, in the order in which they came."""

    open: dict[str, list[Report]] = field(default_factory=dict)

    def about(self, act: str) -> tuple[Report, ...]:
        """What was asked about the act."""
        return tuple(self.open.get(act, ()))

    def by(self, member: str) -> list[Report]:
        """What the member asked, about whichever act."""
        return [one for asked in list(self.open.values()) for one in list(asked) if one.asked.by == member]

    def hides(self, act: str) -> bool:
        """Whether somebody asked for it in a way that takes the act out of sight."""
        return any(report.asked.hides for report in self.about(act))

    def needed(self, act: str) -> set[str]:
        """The ids of the entries that a host has to read before they decide."""
        return {entry for report in self.about(act) for entry in (report.asked.id, report.held_by)}

    def take(self, entry: ActReported, words: Act, held_by: str) -> None:
        """Keep what was asked about the act, which said ``words``."""
        self.open.setdefault(entry.act, []).append(Report(entry, words, held_by))

    def answer(self, act: str) -> None:
        """A host has decided: nothing is open about the act."""
        self.open.pop(act, None)

    def forget(self, act: str, member: str) -> None:
        """Leave the member out of the act's words; of what they asked about it no reason is left."""

        def less(report: Report) -> Report:
            asked = report.asked.without_words() if report.asked.by == member else report.asked
            return replace(report, asked=asked, words=report.words.without(member))

        if act in self.open:
            self.open[act] = [less(report) for report in self.open[act]]
