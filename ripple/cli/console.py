"""What every command of the command line shares: its store, its sentences and how far it has come."""

from __future__ import annotations

import argparse
import os
import shlex
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from ripple.actions.invitations import format_code, parse_code
from ripple.domain.errors import RippleError, StoreDamaged, StoreReadOnly, UnknownGroup
from ripple.domain.signs import as_read
from ripple.formats import Number
from ripple.installation import called, left_elsewhere, store_at_home
from ripple.language import gettext as _
from ripple.live import Groups, LiveGroup
from ripple.store import open_store
from ripple.store.addresses import POSTGRESQL, scheme_of, without_password
from ripple.words import in_words

BAR_WIDTH = 30

Args = argparse.Namespace


class NotDone(Exception):
    """The command cannot do what it was asked; the sentence says why and what to do instead."""


def folder_of(args: Args) -> Path:
    """Where a store that is kept in files lies. Raises `NotDone` for any other."""
    technology, _colon, folder = args.store.partition(":")
    if technology != "tinydb":
        raise NotDone(
            _("Only a store in a folder can be looked after like this, not {store}.").format(
                store=without_password(args.store)
            )
        )
    return Path(folder)


def in_database(args: Args) -> bool:
    """Whether a database keeps the store."""
    return scheme_of(args.store) in POSTGRESQL


def tell_of_others(args: Args) -> None:
    """Say on stderr where groups lie that the store at home does not have, if that is the one in use."""
    for folder in left_elsewhere() if args.store == store_at_home() else ():
        at = shlex.quote(str(folder))
        there, here = called(f"serve --store tinydb:{at}"), called(f"restore --keep-sign-ins {at}")
        for sentence, command in (
            (_("Groups that an earlier version kept are in {folder}. They are not shown here."), ""),
            (_("This goes on with them there: {command}"), there),
            (_("This brings them here, while no group is here yet: {command}"), here),
        ):
            print(sentence.format(folder=folder, command=command), file=sys.stderr)


@contextmanager
def groups_of(args: Args) -> Iterator[Groups]:
    """The groups of the store that was asked for."""
    with closing(open_store(args.store)) as log:
        yield Groups(log)


def asked_group(groups: Groups, asked: str | None) -> LiveGroup:
    """The group with this code, name or id; without one, the only group there is.

    Damaged ones are named. Raises `NotDone` when it is not clear which is meant.
    """
    if asked and (found := _known_as(groups, asked)):
        return found
    there, damaged = readable(groups)
    if not there:
        none = _("There is no group in this store yet; `start` starts one, `demo` shows one.")
        raise NotDone("\n".join(damaged) or none)
    for sentence in damaged:
        print(sentence, file=sys.stderr)
    named = [live for live in there if asked is None or as_read(asked) == as_read(live.history.name)]
    if len(named) == 1 and (asked or not damaged):
        return named[0]
    names = "".join(f"\n  {live.history.name}  {format_code(live.history.code)}" for live in there)
    raise NotDone(_("Please say which group, with --group and its name or code:{names}").format(names=names))


def _known_as(groups: Groups, asked: str) -> LiveGroup | None:
    try:
        return groups.group(asked)
    except UnknownGroup:
        invited = groups.by_code(parse_code(asked))
        return groups.group(invited) if invited else None


def readable(groups: Groups) -> tuple[list[LiveGroup], list[str]]:
    """All groups that can be read, and what is wrong with the others."""
    there, damaged = [], []
    for group in groups.listed():
        try:
            there.append(groups.group(group))
        except UnknownGroup:  # its file was taken away by hand
            continue
        except StoreDamaged as damage:
            damaged.append(in_words(damage))
    return there, damaged


def write_new(file: Path, content: bytes) -> None:
    """Write a file that only its owner can read, wholly or not at all, and never over one that is there."""
    with open(file, "xb", opener=lambda path, flags: os.open(path, flags, 0o600)) as new:  # no opener there
        try:
            new.write(content)
            new.flush()
        except OSError as full:
            file.unlink()
            raise OSError(full.errno, full.strerror, str(file)) from full


def error_in_words(error: RippleError) -> str:
    """The error in words, for whoever has no form in front of them."""
    if type(error) is StoreReadOnly:
        return _("Nothing could be saved ({reason}). What was there before is as it was.").format(
            reason=error.reason
        )
    return in_words(error)


def bar(label: str) -> Callable[[int, int], None]:
    """A line that fills up as the work goes on; nothing where the output is no terminal."""
    drawn = 0

    def show(done: int, total: int) -> None:
        nonlocal drawn
        filled = BAR_WIDTH * done // max(total, 1)
        if sys.stderr.isatty() and filled > drawn:
            line = f"\r{label} {'#' * filled:.<{BAR_WIDTH}} {Number(done)}/{Number(total)}"
            print(line, end="\n" if done == total else "", file=sys.stderr, flush=True)
            drawn = filled

    return show


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)
