"""The command that takes all groups into another store."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from ripple.cli.console import Args, NotDone, bar
from ripple.domain.errors import NoStoreThere, StoresTouch
from ripple.formats import Number
from ripple.installation import called
from ripple.language import gettext as _
from ripple.store import open_store
from ripple.store.addresses import scheme_of, without_password
from ripple.store.moving import move
from ripple.words import in_words


def add_to(command: Callable[..., argparse.ArgumentParser]) -> None:
    """Let the command line know this command."""
    says = _("copy all groups into another store, to go on there; run again, it continues where it stopped")
    moved = command("move", _move, says, store=False)
    moved.add_argument(
        "source", metavar="FROM", help=_("where the groups are: tinydb:FOLDER or postgresql://…")
    )
    moved.add_argument("target", metavar="TO", help=_("where they are to be"))


def _move(args: Args) -> None:
    source, target = _apart(args.source, args.target)
    with closing(open_store(source)) as old:
        if not old.groups():
            if scheme_of(source) == "tinydb":
                raise NoStoreThere(source.partition(":")[2])
            raise NotDone(_("There is no group in this store yet; `start` starts one, `demo` shows one."))
        with closing(open_store(target)) as new:
            done = move(old, new, bar(_("Copying")))
    said = _("Copied to {target}: {entries:,} entries.")
    print(said.format(target=without_password(target), entries=Number(done.entries)))
    print(_("{source} is as it was; delete it once you have looked.").format(source=without_password(source)))
    print(_("Go on there: {command}").format(command=called(f"serve --store {without_password(target)}")))
    if done.damaged:
        raise NotDone("\n".join(map(in_words, done.damaged)))


def _apart(source: str, target: str) -> tuple[str, str]:
    """The two addresses. Raises `StoresTouch` when they are one."""
    if len({_place(source), _place(target)}) == 1:
        raise StoresTouch(without_password(source), without_password(target))
    return source, target


def _place(store: str) -> str:
    scheme, colon, folder = store.partition(":")
    return f"{scheme}{colon}{Path(folder).resolve()}" if scheme == "tinydb" else store
