"""Which rows of a file can come into a group as acts, and what is wrong with the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

from ripple.actions.files.act_rows import Unreadable, read_act, says_who_told
from ripple.actions.files.importing import can_come, giving_way
from ripple.actions.files.row_ids import Names
from ripple.actions.files.tabular import Row, refusal
from ripple.domain.errors import Problem, RippleError
from ripple.domain.history import History
from ripple.domain.model import Act, Settings, replace
from ripple.formats import Number, listed
from ripple.language import gettext as _
from ripple.language import ngettext
from ripple.live import Progress, silently
from ripple.words import in_words


class Sifted(NamedTuple):
    """What of a file can come in: its new ``acts``, parents first; how many are ``known`` already; and the
    ``problems`` of all other rows, by line."""

    acts: Sequence[Act]
    known: int
    problems: Sequence[Problem]


class _Read(NamedTuple):
    """A row that was read: its line, its act, and what the file calls it, if it calls it anything."""

    line: int
    act: Act
    name: str


_Rows = dict[str, _Read]
_Reasons = Mapping[str, str]  # by row, why it cannot come in


def sift(
    history: History,
    rows: Sequence[Row],
    now: datetime,
    zone: tzinfo,
    *,
    strict: bool = False,
    progress: Progress = silently,
) -> Sifted:
    """Find which rows can come into the group with this ``history``.

    An act is kept under `ripple.actions.files.row_ids.kept_id`. The rows may come in any order. What cannot
    come in: unreadable cells, ids that come twice, what an act cannot be inspired by (itself, an act that is
    nowhere, one that came later), and words that are older than the group keeps them. Where all is to come
    in or nothing (``strict``), raises `ImportRefused` for the first of them.
    """
    found, problems = _read_acts(rows, now, zone, progress)
    _refuse(problems, strict)
    if not any(says_who_told(row.cells) for row in rows):
        found = _told_by_the_file(found)
    names = Names(history)
    kept = {row: names.id_of(one.act) for row, one in found.items()}
    fresh = {row: one for row, one in found.items() if can_come(history, kept[row])}
    known = len(found) - len(fresh)
    if strict and (old := _all_too_old(fresh, history.settings, now)):
        raise refusal([old])
    parents, unclear = _parents(fresh, kept, names)
    for why in (_too_old(fresh, history.settings, now), unclear):
        problems += _drop(fresh, why, strict)
    while why := _misled(fresh, kept, parents, history.acts):
        problems += _drop(fresh, why, strict)
    while why := _in_a_circle(fresh):
        problems += _drop(fresh, why, strict)
    ordered = _parents_first(fresh)
    acts = [replace(fresh[row].act, id=kept[row], inspired_by=parents.get(row)) for row in ordered]
    return Sifted(acts, known, sorted(problems, key=lambda problem: problem.line))


def _refuse(problems: Sequence[Problem], strict: bool) -> None:
    if strict and problems:
        raise refusal(problems)


def _drop(fresh: _Rows, why: _Reasons, strict: bool) -> list[Problem]:
    """Take the rows that cannot come in out of the ``fresh`` ones; what is to be said of them."""
    problems = [_problem(fresh[row], reason) for row, reason in why.items() if row in fresh]
    _refuse(problems, strict)
    for row in why:
        fresh.pop(row, None)
    return problems


def _read_acts(
    rows: Sequence[Row], now: datetime, zone: tzinfo, progress: Progress
) -> tuple[_Rows, list[Problem]]:
    """Every row as an act, by its id, and what is wrong with those that are none."""
    acts: _Rows = {}
    lines: defaultdict[str, list[int]] = defaultdict(list)
    problems: list[Problem] = []
    for number, row in enumerate(giving_way(rows), 1):
        name = str(row.cells.get("id", number))[:40] if row.named else ""
        try:
            act = read_act(row.cells, now, zone)
            acts.setdefault(act.id, _Read(row.line, act, name))
            lines[act.id].append(row.line)
        except Unreadable as unreadable:
            problems.append(_said(row.line, name, str(unreadable)))
        except RippleError as error:
            problems.append(_cannot(row.line, name, in_words(error)))
        progress(number, len(rows))
    for id, there in lines.items():
        if len(there) > 1:
            problems.append(_said(there[0], id[:40], _twice(there)))
            del acts[id]
    return acts, problems


def _told_by_the_file(rows: _Rows) -> _Rows:
    """A file that never says who told an act tells them itself; in any other, an act of which it is not said
    is unsigned."""
    told = {id: one for id, one in rows.items() if not one.act.erased}
    return rows | {id: one._replace(act=replace(one.act, told_by="")) for id, one in told.items()}


def _twice(lines: Sequence[int]) -> str:
    others = listed(map(str, lines[1:11])) + (" …" if len(lines) > 11 else "")
    return _("the same id is in these lines too: {lines}").format(lines=others)


def _all_too_old(fresh: _Rows, settings: Settings, now: datetime) -> Problem | None:
    """The acts whose words the group would let go as soon as they came, in one sentence."""
    old = [fresh[row].line for row in _too_old(fresh, settings, now)]
    if not old:
        return None
    if settings.keep_until:
        before = _(
            "some acts are older than the words that this group keeps, and would be erased at "
            "once; please leave them out, or ask a host to change the setting"
        )
        return Problem(min(old), before)
    reason = ngettext(
        "{count:,} act is older than the {days} days that this group keeps words, and would be "
        "erased at once; please leave it out, or ask a host to change the setting",
        "{count:,} acts are older than the {days} days that this group keeps words, and would be "
        "erased at once; please leave them out, or ask a host to change the setting",
        len(old),
    )
    return Problem(min(old), reason.format(count=Number(len(old)), days=settings.keep_days))


def _too_old(fresh: _Rows, settings: Settings, now: datetime) -> _Reasons:
    since = settings.kept_since(now)
    reason = _("it is older than the {days} days that this group keeps words").format(days=settings.keep_days)
    if settings.keep_until:
        reason = _("it is older than the words that this group keeps")
    old = [row for row, one in fresh.items() if since and one.act.posted_at < since and not one.act.erased]
    return dict.fromkeys(old, reason)


def _parents(fresh: _Rows, kept: Mapping[str, str], names: Names) -> tuple[dict[str, str], _Reasons]:
    """Of each row that names one, the id of the act that inspired it; and why of some it is not clear."""
    parents, unclear = dict[str, str](), dict[str, str]()
    for row, one in fresh.items():
        named = one.act.inspired_by
        if named is None:
            continue
        meant = [kept[named]] if named in kept else names.meant_by(named)
        if len(meant) > 1:
            reason = _("it is inspired by “{parent}”, and several acts here came as that from files")
            unclear[row] = reason.format(parent=named)
        parents[row] = meant[0] if meant else named
    return parents, unclear


def _misled(
    fresh: _Rows, kept: Mapping[str, str], parents: Mapping[str, str], acts: Mapping[str, Act]
) -> _Reasons:
    """The rows whose parent is nowhere, by id, or came later."""
    there = {**{kept[row]: one.act for row, one in fresh.items()}, **acts}
    why = dict[str, str]()
    for row, one in fresh.items():
        parent = parents.get(row)
        if parent is None:
            continue
        if parent not in there:
            reason = _("it is inspired by “{parent}”, which is neither in the file nor in the group")
        elif there[parent].posted_at > one.act.posted_at:
            reason = _("it is inspired by “{parent}”, which was posted later")
        else:
            continue
        why[row] = reason.format(parent=one.act.inspired_by)
    return why


def _in_a_circle(fresh: _Rows) -> _Reasons:
    """A row that is inspired by what it inspired, if there is one."""
    if not any(one.act.inspired_by for one in fresh.values()):
        return {}
    try:
        TopologicalSorter(_by_row(fresh)).prepare()
    except CycleError as cycle:
        return {cycle.args[1][0]: _("it is inspired by an act that it inspired")}
    return {}


def _by_row(fresh: _Rows) -> dict[str, set[str]]:
    return {row: fresh.keys() & {one.act.inspired_by or ""} for row, one in fresh.items()}


def _parents_first(fresh: _Rows) -> list[str]:
    """The rows in the order of their times, and of two at the same time the parent first."""
    ordered = TopologicalSorter(_by_row(fresh)).static_order()
    # No act is older than its parent, and sorting keeps the order of those at the same time.
    return sorted(ordered, key=lambda row: fresh[row].act.posted_at)


def _problem(read: _Read, reason: str) -> Problem:
    return _said(read.line, read.name, reason)


def _said(line: int, name: str, reason: str) -> Problem:
    return Problem(line, _("act {act}: {reason}").format(act=name, reason=reason) if name else reason)


def _cannot(line: int, name: str, sentence: str) -> Problem:
    reason = _("act {act} cannot come in. {sentence}")
    return Problem(line, reason.format(act=name, sentence=sentence) if name else sentence)
