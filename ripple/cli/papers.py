"""The command that writes a group's papers."""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from ripple.cli.console import Args, NotDone, asked_group, groups_of, now, write_new
from ripple.installation import who_file
from ripple.language import fitting, speaking, tag, tags
from ripple.language import gettext as _
from ripple.privacy.keeper import keeper_in
from ripple.privacy.papers.as_pdf import can_be_drawn
from ripple.privacy.papers.every_paper import every_paper
from ripple.privacy.papers.paper import About


def add_to(command: Callable[..., argparse.ArgumentParser]) -> None:
    """Let the command line know this command."""
    says = _("write the papers that whoever signs a group off asks for into a new folder")
    papers = command("papers", _papers, says, "--group")
    papers.add_argument("folder", type=Path, help=_("the folder, which is made"))
    papers.add_argument(
        "--language", choices=tags(), help=_("the language they are in; without it, the group’s own")
    )


def _papers(args: Args) -> None:
    file, wanted = who_file()
    try:
        keeper = keeper_in(file, wanted=wanted)
    except ValueError as unclear:
        raise NotDone(str(unclear)) from unclear
    with groups_of(args) as groups:
        history = asked_group(groups, args.group).history
        language = args.language or fitting([history.settings.language, tag()])
        args.folder.mkdir(parents=True)
        with speaking(language):
            about = About(history.name, history.settings, keeper, now().date())
            _write_all(args.folder, every_paper(about))
            drawn = can_be_drawn()
    print(_("Written to {folder}.").format(folder=args.folder))
    if history.newer:
        print(_("A newer version of the app changed this group: the papers lack what only that can read."))
    if not drawn:
        print(_("In this language there is no PDF. The .html files are for printing."))


def _write_all(folder: Path, papers: Iterable[tuple[str, bytes]]) -> None:
    """Write all of them, or leave nothing: the folder was just made."""
    try:
        for name, content in papers:
            write_new(folder / name, content)
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)
        raise
