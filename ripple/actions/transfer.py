"""Taking in a file of acts, all or nothing, and giving a group's acts back as one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

from ripple.actions.rows import (
    FIELDS,
    NEEDED,
    NameOf,
    Unreadable,
    as_cells,
    is_zoneless,
    kept_id,
    read_act,
    told,
)
from ripple.actions.sheets import Row, read, refusal, write_csv, write_json
from ripple.domain.entries import ActPosted
from ripple.domain.errors import Problem, RippleError
from ripple.domain.model import Act
from ripple.language import gettext as _
from ripple.live import LiveGroup
from ripple.words import in_words

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: acts ``added``, acts that were ``known`` already and so passed over,
    how many times were ``zoneless`` and so read as UTC, and the file's ``encoding``."""

    added: int
    known: int
    zoneless: int
    encoding: str


class _Read(NamedTuple):
    line: int
    act: Act


class _ByIdOfRow:
    """The acts of a group, by what a file calls them."""

    def __init__(self, acts: Mapping[str, Act]) -> None:
        self._acts = acts

    def __contains__(self, row: str) -> bool:
        return self.get(row) is not None

    def get(self, row: str) -> Act | None:
        return self._acts.get(self._id(row))

    def kept(self, act: Act) -> Act:
        """The act as the group keeps it."""
        parent = act.inspired_by and self._id(act.inspired_by)
        return replace(act, id=self._id(act.id), inspired_by=parent)

    def _id(self, row: str) -> str:
        return row if row in self._acts else kept_id(row)


def _quietly(done: int, total: int) -> None:
    """Tell nobody how far it is."""


def import_acts(live: LiveGroup, data: bytes, *, now: datetime, progress: Progress = _quietly) -> Imported:
    """Take the acts of a JSON or CSV file into the group, all or none; ids it has are passed over.

    What a file calls an act may be words: it is kept under `kept_id`, unless it is here under its own.
    The rows may come in any order. Raises `ImportRefused`, naming line and reason of the
    first bad rows: unreadable cells, ids that come twice, and what an act cannot be inspired
    by (itself, an act that is nowhere, one that came later).
    """
    live.catch_up()
    sheet = read(data, NEEDED, FIELDS)
    here = _ByIdOfRow(live.history.acts)
    acts = _as_told(_read_acts(sheet.rows, now, progress))
    fresh = {act: found for act, found in acts.items() if act not in here}
    _check_parents(fresh, here)
    ordered = [here.kept(act) for act in _parents_first(fresh)]
    live.log.append(live.id, *(ActPosted(at=now, act=act) for act in ordered))
    live.catch_up()
    zoneless = sum(is_zoneless(row.cells) for row in sheet.rows)
    return Imported(len(fresh), len(acts) - len(fresh), zoneless, sheet.encoding)


def export_json(acts: Iterable[Act], name_of: NameOf) -> bytes:
    """The acts in the form that `import_acts` takes, as JSON; ``name_of`` gives the names of members."""
    return write_json(told(act, name_of) for act in acts)


def export_csv(acts: Iterable[Act], name_of: NameOf) -> bytes:
    """The acts in the form that `import_acts` takes, as CSV; ``name_of`` gives the names of members."""
    return write_csv((as_cells(told(act, name_of)) for act in acts), FIELDS)


def _read_acts(rows: Sequence[Row], now: datetime, progress: Progress) -> dict[str, _Read]:
    """Every row as an act, by id. Raises `ImportRefused` for the rows that are none."""
    acts: dict[str, _Read] = {}
    problems: list[Problem] = []
    for number, row in enumerate(rows, 1):
        name = str(row.cells.get("id", number))[:40]
        try:
            act = read_act(row.cells, now)
            if twin := acts.get(act.id):
                raise Unreadable(_("the same id as in line {line}").format(line=twin.line))
            acts[act.id] = _Read(row.line, act)
        except Unreadable as unreadable:
            problems.append(_problem(row.line, name, str(unreadable)))
        except RippleError as error:
            problems.append(_problem(row.line, name, in_words(error)))
        progress(number, len(rows))
    if problems:
        raise refusal(problems)
    return acts


def _as_told(acts: dict[str, _Read]) -> dict[str, _Read]:
    """In a file that never says who told an act, the file itself tells them; in any other, an act of which it
    is not said is unsigned."""
    if any(found.act.told_by for found in acts.values()):
        return acts
    told = {id: found for id, found in acts.items() if not found.act.erased}
    return acts | {id: found._replace(act=replace(found.act, told_by="")) for id, found in told.items()}


def _check_parents(fresh: Mapping[str, _Read], known: _ByIdOfRow) -> None:
    """Raise `ImportRefused` for acts whose parent is nowhere or came later."""
    problems = []
    for line, act in fresh.values():
        if act.inspired_by is None:
            continue
        named = fresh.get(act.inspired_by)
        parent = named.act if named else known.get(act.inspired_by)
        if parent is None:
            reason = _("it is inspired by “{parent}”, which is neither in the file nor in the group")
        elif parent.posted_at > act.posted_at:
            reason = _("it is inspired by “{parent}”, which was posted later")
        else:
            continue
        problems.append(_problem(line, act.id, reason.format(parent=act.inspired_by)))
    if problems:
        raise refusal(problems)


def _parents_first(fresh: Mapping[str, _Read]) -> list[Act]:
    """The acts in the order of their times, and of two at the same time the parent first."""
    parents = {act: fresh.keys() & {found.act.inspired_by} for act, found in fresh.items()}
    try:
        ordered = list(TopologicalSorter(parents).static_order())
    except CycleError as cycle:
        act = cycle.args[1][0]
        reason = _("it is inspired by an act that it inspired")
        raise refusal([_problem(fresh[act].line, act, reason)]) from cycle
    # No act is older than its parent, and sorting keeps the order of those at the same time.
    return sorted((fresh[act].act for act in ordered), key=lambda act: act.posted_at)


def _problem(line: int, act: str, reason: str) -> Problem:
    return Problem(line, _("act {act}: {reason}").format(act=act, reason=reason))
