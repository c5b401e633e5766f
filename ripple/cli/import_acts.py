"""The command that takes a file of acts in: what it asks, and what it says when it is done."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import UTC, datetime, tzinfo
from pathlib import Path

from ripple.actions.files.act_files import Imported, import_acts
from ripple.actions.files.act_rows import FIELDS, NEEDED
from ripple.domain.times import zone_called
from ripple.formats import Number, listed
from ripple.language import gettext as _
from ripple.language import ngettext
from ripple.live import LiveGroup, Progress


def asks_how(command: argparse.ArgumentParser) -> None:
    """Let the command have its file and its options."""
    command.epilog = _("Columns: {needed}; and, if there are any, {more}.").format(
        needed=listed(NEEDED), more=listed(FIELDS[len(NEEDED) :])
    )
    command.add_argument("file", type=Path, help=_("JSON or CSV, or .jsonl for a whole group"))
    command.add_argument(
        "--zone", type=_zone, default=UTC, help=_("whose time it is where none is said, like Europe/Oslo")
    )
    command.add_argument("--encoding", help=_("of the file, where it is not clear, like cp1251 or mac_roman"))


def take_in(
    live: LiveGroup,
    data: bytes,
    args: argparse.Namespace,
    reading: Progress,
    taking: Progress,
    *,
    now: datetime,
) -> Iterator[str]:
    """Take the acts into the group; what that did, in sentences. Raises what `import_acts` raises."""
    done = import_acts(
        live, data, now=now, zone=args.zone, encoding=args.encoding, reading=reading, taking=taking
    )
    return _outcome(done, live.history.name, args.zone)


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
