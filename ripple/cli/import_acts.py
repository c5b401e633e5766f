"""The command that takes a file of acts in: what it asks, and what it says when it is done."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, tzinfo
from pathlib import Path

from ripple.actions.files.act_files import Imported, import_acts
from ripple.actions.files.act_rows import FIELDS, NEEDED
from ripple.actions.files.bringing import Opened, is_own, look, open_file, to_mend
from ripple.actions.files.foreign.moments import Order
from ripple.actions.files.foreign.reading import Chosen, as_guessed, names_no_zone, unclear_day
from ripple.actions.files.importing import take_in as take_acts
from ripple.actions.files.sifting import Sifted
from ripple.actions.files.tabular import refusal
from ripple.cli.console import NotDone, write_new
from ripple.domain.times import zone_called
from ripple.formats import Number, listed
from ripple.language import gettext as _
from ripple.language import ngettext
from ripple.live import LiveGroup, Progress

_ORDERS = {"day-first": Order.DAY_FIRST, "month-first": Order.MONTH_FIRST}
SHOWN = 5  # acts, in a dry run


def asks_how(command: argparse.ArgumentParser) -> None:
    """Let the command have its file and its options."""
    command.epilog = _(
        "A file that this app wrote has the columns {needed}, and may have {more}. Of any other table, and "
        "of a chat, it is guessed what each column is: --dry-run says how."
    ).format(needed=listed(NEEDED), more=listed(FIELDS[len(NEEDED) :]))
    command.add_argument(
        "file", type=Path, help=_("CSV, XLSX, ODS, JSON, or a chat as text; or .jsonl for a whole group")
    )
    command.add_argument(
        "--zone", type=_zone, default=UTC, help=_("whose time it is where none is said, like Europe/Oslo")
    )
    command.add_argument("--encoding", help=_("of the file, where it is not clear, like cp1251 or mac_roman"))
    command.add_argument(
        "--days",
        choices=_ORDERS,
        help=_("which comes first in a day like 3/11/2026, where that is not clear"),
    )
    command.add_argument("--dry-run", action="store_true", help=_("say what would come in, and keep nothing"))
    command.add_argument(
        "--leave-out",
        metavar="FILE",
        type=Path,
        help=_("take in the rows that can come in, and write the others to this new file, to mend them"),
    )


def take_in(
    live: LiveGroup,
    data: bytes,
    args: argparse.Namespace,
    reading: Progress,
    taking: Progress,
    *,
    now: datetime,
) -> Iterator[str]:
    """Take the acts into the group; what that did, in sentences.

    Raises what `import_acts` raises, and `NotDone` where only a person can say what a day means.
    """
    if is_own(data, args.encoding) and not (args.dry_run or args.leave_out):
        done = import_acts(
            live, data, now=now, zone=args.zone, encoding=args.encoding, reading=reading, taking=taking
        )
        if not done.added and not done.known:
            raise NotDone(_("there are no acts in this file"))
        yield from _outcome(done, live.history.name, args.zone)
        return
    opened = open_file(data, args.encoding)
    chosen = _as_asked(opened, args, now)
    sifted = look(live, opened, chosen, now=now, progress=reading)
    yield from _how(opened, chosen)
    if args.dry_run:
        yield from _would(sifted)
        return
    if sifted.problems and not args.leave_out:
        raise refusal(sifted.problems)
    if sifted.problems:
        write_new(args.leave_out, to_mend(opened.table, sifted.problems))
        yield _("{file} holds the rows that did not come in.").format(file=args.leave_out)
    take_acts(live, sifted.acts, now=now, progress=taking)
    zoneless = 0 if opened.own else names_no_zone(opened.table, chosen.fields)
    yield from _outcome(
        Imported(len(sifted.acts), sifted.known, zoneless, opened.encoding or "UTF-8"),
        live.history.name,
        args.zone,
    )


def _as_asked(opened: Opened, args: argparse.Namespace, now: datetime) -> Chosen:
    """How to read the file: as guessed, and as the options say. Raises `NotDone` where neither tells."""
    written = datetime.fromtimestamp(args.file.stat().st_mtime, UTC)
    chosen = as_guessed(opened.table, args.zone, min(written, now))
    if args.days:
        return replace(chosen, order=_ORDERS[args.days])
    if not opened.own and (day := unclear_day(opened.table, chosen.fields)):
        sentence = _("“{day}” can be two days. Please say with --days what comes first: {choices}.")
        raise NotDone(sentence.format(day=day, choices=listed(_ORDERS)))
    return chosen


def _how(opened: Opened, chosen: Chosen) -> Iterator[str]:
    """What each column of another program's file was taken for."""
    if opened.own:
        return
    for name, field in zip(opened.table.columns, chosen.fields, strict=True):
        if name:
            said = _("“{column}”: {field}") if field else _("“{column}”: left out")
            yield said.format(column=name, field=field.replace("_", " "))


def _would(sifted: Sifted) -> Iterator[str]:
    """What would come in, as a look at the first, and what could not."""
    for act in sifted.acts[:SHOWN]:
        yield f"  {act.posted_at:%Y-%m-%d %H:%M} {act.told_by or ''}: {act.text[:60]!r}"
    count = ngettext("{count:,} act would come in.", "{count:,} acts would come in.", len(sifted.acts))
    yield count.format(count=Number(len(sifted.acts)))
    for problem in sifted.problems:
        yield "  " + _("line {line}: {reason}").format(line=problem.line, reason=problem.reason)


def _zone(text: str) -> tzinfo:
    zone = zone_called(text)
    if zone is UTC and text != "UTC":
        raise argparse.ArgumentTypeError(_("no time zone is called like that; try Europe/Oslo"))
    return zone


def _outcome(done: Imported, group: str, zone: tzinfo) -> Iterator[str]:
    """What an import did and what it took for granted, in sentences."""
    came = ngettext("{count:,} act came into {group}.", "{count:,} acts came into {group}.", done.added)
    yield came.format(count=Number(done.added), group=group)
    if done.known:
        yield ngettext(
            "{count:,} was there already and stayed as it is.",
            "{count:,} were there already and stayed as they are.",
            done.known,
        ).format(count=Number(done.known))
    if done.zoneless:
        yield ngettext(
            "{count:,} time without a zone was read as {zone}.",
            "{count:,} times without a zone were read as {zone}.",
            done.zoneless,
        ).format(count=Number(done.zoneless), zone=zone)
    if done.encoding != "UTF-8":
        yield _("The file was read as {encoding}.").format(encoding=done.encoding)
    if done.example:
        yield _("So this is right, or else say it with --encoding: {example}").format(example=done.example)
