"""Taking in a file of acts, all or nothing, and giving a group's acts back as one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

from ripple.actions.files.act_rows import (
    FIELDS,
    NEEDED,
    NameOf,
    Unreadable,
    as_cells,
    is_zoneless,
    read_act,
    says_who_told,
    told,
)
from ripple.actions.files.row_ids import Names
from ripple.actions.files.tabular import Row, read, refusal, write_csv, write_json
from ripple.domain.errors import Problem, RippleError
from ripple.domain.events.acts import ActPosted
from ripple.domain.model import Act, Settings
from ripple.formats import Number, listed
from ripple.language import gettext as _
from ripple.language import ngettext
from ripple.live import LiveGroup, Progress, silently
from ripple.words import in_words


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: acts ``added``, acts that were ``known`` already and so passed over, how many
    times were ``zoneless``, the file's ``encoding``, and an ``example`` line where that is not UTF-8."""

    added: int
    known: int
    zoneless: int
    encoding: str
    example: str = ""


class _Read(NamedTuple):
    line: int
    act: Act


def import_acts(
    live: LiveGroup,
    data: bytes,
    *,
    now: datetime,
    zone: tzinfo = UTC,
    encoding: str | None = None,
    reading: Progress = silently,
    taking: Progress = silently,
) -> Imported:
    """Take the acts of a JSON or CSV file into the group, all or none; rows that came before are passed over.

    An act is kept under `kept_id`. The rows may come in any order; a time without a zone is one of ``zone``.
    ``reading`` is told how many of how many rows were read, ``taking`` how many were taken in.
    Raises `ImportRefused`, naming line and reason of the first bad rows: unreadable cells, ids that come
    twice, what an act cannot be inspired by (itself, an act that is nowhere, one that came later), and
    words that are older than the group keeps them.
    """
    live.catch_up()
    sheet = read(data, NEEDED, FIELDS, encoding)
    rows = _read_acts(sheet.rows, now, zone, reading)
    if not any(says_who_told(row.cells) for row in sheet.rows):
        rows = _told_by_the_file(rows)
    names = Names(live.history)
    kept = {row: names.id_of(found.act) for row, found in rows.items()}
    fresh = {row: found for row, found in rows.items() if kept[row] not in live.history.held_by}
    _check_age(fresh, live.history.settings, now)
    parents = _parents(fresh, kept, names)
    _check_parents(fresh, parents, {kept[row]: found.act for row, found in fresh.items()} | live.history.acts)
    acts = [replace(act, id=kept[act.id], inspired_by=parents.get(act.id)) for act in _parents_first(fresh)]
    live.append(*(ActPosted(at=now, act=act) for act in acts))
    live.catch_up(taking)
    zoneless = sum(is_zoneless(row.cells) for row in sheet.rows)
    example = sheet.example if sheet.encoding != "UTF-8" else ""
    return Imported(len(fresh), len(rows) - len(fresh), zoneless, sheet.encoding, example)


def export_json(acts: Iterable[Act], name_of: NameOf) -> bytes:
    """The acts in the form that `import_acts` takes, as JSON; ``name_of`` gives the names of members."""
    return write_json(told(act, name_of) for act in acts)


def export_csv(acts: Iterable[Act], name_of: NameOf) -> bytes:
    """The acts in the form that `import_acts` takes, as CSV; ``name_of`` gives the names of members."""
    return write_csv((as_cells(told(act, name_of)) for act in acts), FIELDS)


def _read_acts(rows: Sequence[Row], now: datetime, zone: tzinfo, progress: Progress) -> dict[str, _Read]:
    """Every row as an act, by what the file calls it. Raises `ImportRefused` for the rows that are none."""
    acts: dict[str, _Read] = {}
    lines: defaultdict[str, list[int]] = defaultdict(list)
    problems: list[Problem] = []
    for number, row in enumerate(rows, 1):
        name = str(row.cells.get("id", number))[:40]
        try:
            act = read_act(row.cells, now, zone)
            acts.setdefault(act.id, _Read(row.line, act))
            lines[act.id].append(row.line)
        except Unreadable as unreadable:
            problems.append(_problem(row.line, name, str(unreadable)))
        except RippleError as error:
            reason = _("act {act} cannot come in. {sentence}")
            problems.append(Problem(row.line, reason.format(act=name, sentence=in_words(error))))
        progress(number, len(rows))
    problems += [_twice(act[:40], there) for act, there in lines.items() if len(there) > 1]
    if problems:
        raise refusal(problems)
    return acts


def _told_by_the_file(acts: dict[str, _Read]) -> dict[str, _Read]:
    """A file that never says who told an act tells them itself; in any other, an act of which it is not said
    is unsigned."""
    told = {id: found for id, found in acts.items() if not found.act.erased}
    return acts | {id: found._replace(act=replace(found.act, told_by="")) for id, found in told.items()}


def _twice(act: str, lines: Sequence[int]) -> Problem:
    others = listed(map(str, lines[1:11])) + (" …" if len(lines) > 11 else "")
    return _problem(lines[0], act, _("the same id is in these lines too: {lines}").format(lines=others))


def _check_age(fresh: Mapping[str, _Read], settings: Settings, now: datetime) -> None:
    """Raise `ImportRefused` where the group would let words go as soon as they came."""
    since = settings.kept_since(now)
    old = [line for line, act in fresh.values() if since and act.posted_at < since and not act.erased]
    if old:
        reason = ngettext(
            "{count:,} act is older than the {days} days that this group keeps words, and would be erased "
            "at once; please leave it out, or let a host change the setting",
            "{count:,} acts are older than the {days} days that this group keeps words, and would be erased "
            "at once; please leave them out, or let a host change the setting",
            len(old),
        )
        raise refusal([Problem(min(old), reason.format(count=Number(len(old)), days=settings.keep_days))])


def _parents(fresh: Mapping[str, _Read], kept: Mapping[str, str], names: Names) -> dict[str, str]:
    """Of each row that names one, the id of the act that inspired it. Raises `ImportRefused` where that may
    be one of several."""
    parents, problems = dict[str, str](), []
    for row, (line, act) in fresh.items():
        named = act.inspired_by
        if named is None:
            continue
        meant = [kept[named]] if named in kept else names.meant_by(named)
        if len(meant) > 1:
            reason = _("it is inspired by “{parent}”, and several acts here came as that from files")
            problems.append(_problem(line, row, reason.format(parent=named)))
        parents[row] = meant[0] if meant else named
    if problems:
        raise refusal(problems)
    return parents


def _check_parents(fresh: Mapping[str, _Read], parents: Mapping[str, str], there: Mapping[str, Act]) -> None:
    """Raise `ImportRefused` for acts whose parent is not ``there``, by id, or came later."""
    problems = []
    for row, parent in parents.items():
        line, act = fresh[row]
        if parent not in there:
            reason = _("it is inspired by “{parent}”, which is neither in the file nor in the group")
        elif there[parent].posted_at > act.posted_at:
            reason = _("it is inspired by “{parent}”, which was posted later")
        else:
            continue
        problems.append(_problem(line, row, reason.format(parent=act.inspired_by)))
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
