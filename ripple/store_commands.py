"""The commands that look after a store: check, backup, restore, compact, and what to do about damage."""

from __future__ import annotations

from collections.abc import Sequence

from ripple.console import Args, NotDone, bar, folder_of
from ripple.domain.errors import RippleError
from ripple.language import gettext as _
from ripple.language import ngettext
from ripple.store import backup as copies
from ripple.store import upkeep
from ripple.words import in_words


def check(args: Args) -> None:
    """Say whether the store is as it was written."""
    found = upkeep.check(folder_of(args), bar(_("Checking")))
    if found.beside:
        print(_("Left by a crash, and not needed:"), *found.beside, sep="\n  ")
    _fail_for(found.damage)
    print(
        _("All is sound: {groups:,} files, {entries:,} entries.").format(
            groups=found.groups, entries=found.entries
        )
    )


def backup(args: Args) -> None:
    """Copy the store."""
    done = copies.backup(folder_of(args), args.target, bar(_("Copying")))
    holds = ngettext(
        "{target} holds a copy of {count:,} file.", "{target} holds a copy of {count:,} files.", done.files
    )
    print(holds.format(target=args.target, count=done.files))
    _fail_for(done.wrong)


def restore(args: Args) -> None:
    """Bring a backup back."""
    done = copies.restore(args.source, folder_of(args), bar(_("Copying")))
    print(
        ngettext("{count:,} file is back.", "{count:,} files are back.", done.files).format(count=done.files)
    )
    _fail_for(done.wrong)


def compact(args: Args) -> None:
    """Write the store afresh."""
    won, wrong = upkeep.compact(folder_of(args), bar(_("Writing")))
    smaller = _("The store is {bytes:,} bytes smaller now.").format(bytes=won)
    print(smaller if won > 0 else _("There was nothing to leave out."))
    _fail_for(wrong)


def _fail_for(wrong: Sequence[RippleError]) -> None:
    """Name what is wrong, if anything is: the command has done what it could, and did not do all."""
    if wrong:
        raise NotDone("\n".join(map(in_words, wrong)))
