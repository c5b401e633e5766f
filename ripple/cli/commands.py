"""All commands with their options, and what the short ones do; longer ones have files of their own."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import UTC
from functools import partial
from pathlib import Path
from typing import Any

from ripple import __version__
from ripple.actions.files.act_files import export_csv, export_json
from ripple.actions.files.group_archive import export_group, import_group
from ripple.actions.files.tabular import BYTES_LIMIT
from ripple.actions.invitations import format_code, list_under_its_code
from ripple.actions.joining import SignInLink, issue_link, new_id, start_group
from ripple.cli import move, papers, store
from ripple.cli.console import (
    Args,
    NotDone,
    asked_group,
    bar,
    error_in_words,
    folder_of,
    groups_of,
    now,
    tell_of_others,
    write_new,
)
from ripple.cli.import_acts import asks_how, take_in
from ripple.cli.serve import FIRST_PORT, serve
from ripple.demo import start_demo
from ripple.domain.errors import RippleError
from ripple.domain.presets import Preset
from ripple.formats import Number
from ripple.installation import PROGRAM, called, store_url
from ripple.language import N_, fitting, ngettext, of_the_environment, speaking, tag
from ripple.language import gettext as _
from ripple.live import LiveGroup
from ripple.store import open_store, upkeep
from ripple.store.addresses import without_password

ABOUT = ("-h", "--help", "--version")  # what is asked without a command, and serves nothing
WHOLE = ".jsonl"  # a file with this ending holds a whole group


def main(arguments: Sequence[str]) -> int:
    """Do what the arguments ask; 0 when it is done, 1 with one sentence on stderr when it is not."""
    with speaking(of_the_environment()):
        return _done(arguments)


def _done(arguments: Sequence[str]) -> int:
    args = understood(arguments)
    tell_of_others(args)
    try:
        args.run(args)
    except RippleError as error:
        return _failed(error_in_words(error))
    except NotDone as reason:
        return _failed(str(reason))
    except OSError as problem:
        return _failed(f"{problem.filename}: {problem.strerror}" if problem.filename else str(problem))
    return 0


def understood(arguments: Sequence[str]) -> Args:
    """What the arguments ask for; ``run`` of it does it."""
    bare = not arguments or (arguments[0].startswith("-") and arguments[0] not in ABOUT)
    return _parser().parse_args(["serve", *arguments] if bare else arguments)


def _failed(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


_SHARED: dict[str, dict[str, Any]] = {
    "--store": {
        "default": store_url(),
        "help": N_("where the groups are kept (%(default)s)"),
    },
    "--group": {
        "metavar": "NAME",
        "help": N_("which group, by name, code or id, where there are several"),
    },
    "--site": {
        "default": f"http://localhost:{FIRST_PORT}",
        "help": N_("the address of the app, for the links (%(default)s)"),
    },
}


def _parser() -> argparse.ArgumentParser:
    says = _("Kindness Ripple. Without a command it serves the app.")
    whole = argparse.ArgumentParser(called(), description=says)
    version = f"{PROGRAM} {__version__}"
    whole.add_argument("--version", action="version", version=version, help=_("show the app’s version"))
    commands = whole.add_subparsers(metavar="COMMAND", required=True)

    command = partial(_command, commands)
    _ask_how_to_serve(command("serve", _serve, _("start the app and say where it is")))
    command("demo", _demo, _("fill a new group with made-up acts to look around in"), "--site")
    new = command("start", _start, _("start a group"), "--site")
    new.add_argument("name", help=_("the group’s name"))
    new.add_argument(
        "--host", metavar="NAME", default=_("Host"), help=_("what its host is called (%(default)s)")
    )
    new.add_argument(
        "--as",
        dest="preset",
        choices=[*Preset],
        help=_("what kind of group it is, for its first settings; without it, all is open"),
    )
    command("invite", _invite, _("show how to come into a group"), "--group", "--site")
    says = _("take a file of acts into a group, or start a group from its file; all or none")
    inward = command("import", _import, says, "--group", "--site")
    asks_how(inward)
    outward = command("export", _export, _("write a group’s acts to a new file"), "--group")
    outward.add_argument(
        "file", type=Path, help=_("its ending says in which form: .json, .csv, or .jsonl for the whole group")
    )
    outward.add_argument(
        "--sound-part", action="store_true", help=_("of a damaged group, what lies before the damage")
    )
    taken = command("keepsake", _keepsake, _("write a group’s pond to a new file"), "--group")
    taken.add_argument(
        "file", type=Path, help=_("its ending says in which form: .html (plays), .png or .svg")
    )
    store.add_to(command)
    move.add_to(command)
    papers.add_to(command)
    return whole


def _command(
    commands: Any, name: str, run: Callable[[Args], None], says: str, *shared: str, store: bool = True
) -> argparse.ArgumentParser:
    made: argparse.ArgumentParser = commands.add_parser(name, help=says, description=says)
    made.set_defaults(run=run, store=None)
    for option in (*["--store"] * store, *shared):
        made.add_argument(option, **_SHARED[option] | {"help": _told(option)})
    return made


def _told(option: str) -> str:
    """What an option is for; of its default, never a password."""
    default = without_password(_SHARED[option].get("default", "")).replace("%", "%%")
    return str(_(_SHARED[option]["help"]).replace("%(default)s", default))


def _ask_how_to_serve(app: argparse.ArgumentParser) -> None:
    app.add_argument("--lan", action="store_true", help=_("let phones and computers of this network in"))
    app.add_argument(
        "--starting",
        choices=("everybody", "keeper"),
        help=_("who may start groups: everybody, or you alone, by `start` and `import`"),
    )
    app.add_argument("--port", type=_port, help=_("the port; without it, the first free one"))
    says = _("let Prometheus read figures on this port, from this computer alone")
    app.add_argument("--metrics", metavar="PORT", type=_port, help=says)
    app.add_argument("--json-logs", action="store_true", help=_("write the log as JSON, one line an entry"))


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65_536:
        raise argparse.ArgumentTypeError(_("a port is a number from 1 to 65535"))
    return int(text)


def _serve(args: Args) -> None:
    open_store(args.store).close()  # what is wrong with it is said here, in one sentence
    if args.store.startswith("tinydb:"):
        upkeep.must_be_usable(folder_of(args))
    asked = {"lan": args.lan, "port": args.port, "starting": args.starting}
    serve(args.store, **asked, metrics=args.metrics, json_logs=args.json_logs)


def _demo(args: Args) -> None:
    with groups_of(args) as groups:
        link = start_demo(groups, now=now())
        _show_links(groups.group(link.group), link, args.site)
    print(_("The links work while the app runs: {command}").format(command=called()))


def _start(args: Args) -> None:
    with groups_of(args) as groups:
        link = start_group(groups, args.name, args.host, nonce=new_id(), now=now(), preset=args.preset)
        _show_links(groups.group(link.group), link, args.site)


def _invite(args: Args) -> None:
    with groups_of(args) as groups:
        live = asked_group(groups, args.group)
        list_under_its_code(groups, live, now=now())
        _show_links(live, issue_link(live, live.history.hosts[0].id, now=now()), args.site)


def _import(args: Args) -> None:
    data = args.file.read_bytes()
    with groups_of(args) as groups:
        if args.file.suffix.lower() == WHOLE:
            link = import_group(groups, data, nonce=new_id(), now=now())
            _show_links(groups.group(link.group), link, args.site)
        else:
            live = asked_group(groups, args.group)
            steps = bar(_("Reading")), bar(_("Taking in"))
            print("\n".join(take_in(live, data, args, *steps, now=now())))


def _export(args: Args) -> None:
    write = {
        ".json": lambda live: export_json(live.history.acts.values(), live.history.name_of),
        ".csv": lambda live: export_csv(live.history.acts.values(), live.history.name_of),
        WHOLE: lambda live: export_group(live, live.history.hosts[0].id),
    }.get(args.file.suffix.lower())
    if write is None:
        raise NotDone(_("The file’s name has to end in .json or .csv, or in .jsonl for the whole group."))
    with groups_of(args) as groups:
        live = store.sound_part(args) if args.sound_part else asked_group(groups, args.group)
        with speaking(_language_of(live)):
            data = write(live)
        write_new(args.file, data)
    print(_("{file} holds {count:,} acts.").format(file=args.file, count=Number(len(live.history.acts))))
    _tell_what_it_lacks(live)
    if args.file.suffix.lower() != WHOLE and len(data) > BYTES_LIMIT:
        larger = _(
            "It is larger than the {limit} MB that `import` takes of acts; a file that ends in .jsonl, with "
            "the whole group, may be of any size."
        )
        print(larger.format(limit=BYTES_LIMIT // 1_000_000))


def _keepsake(args: Args) -> None:
    from ripple.charts.export.keepsake import FORMS, group_keepsake  # charts take a second to load

    _mime, make = FORMS.get(args.file.suffix.lower()[1:], (None, None))
    if make is None:
        raise NotDone(_("The file’s name has to end in .html, .png or .svg."))
    with groups_of(args) as groups:
        live = asked_group(groups, args.group)
        with speaking(_language_of(live)):
            kept = group_keepsake(live.pond, live.history)
            write_new(args.file, make(kept, now().astimezone().tzinfo or UTC))
    print(f"{args.file}: {kept.scene.summary}")
    _tell_what_it_lacks(live)


def _tell_what_it_lacks(live: LiveGroup) -> None:
    if live.history.newer:
        print(_("A newer version of the app changed this group: the file lacks what only that can read."))


def _language_of(live: LiveGroup) -> str:
    """What a file of the group is written in: the group's language and, where it has none, the one here."""
    return fitting([live.history.settings.language, tag()])


def _show_links(live: LiveGroup, link: SignInLink, site: str) -> None:
    """Print how to come in, as the host and as anybody else."""
    history, site = live.history, site.rstrip("/")
    count = len(history.members)
    members = ngettext("{count} member", "{count} members", count).format(count=Number(count))
    acts = ngettext("{count} act", "{count} acts", len(history.acts)).format(count=Number(len(history.acts)))
    print(f"{history.name}: {members}, {acts}")
    print(_("Come in as the host (works once, for an hour): {link}").format(link=f"{site}/{link.path}"))
    others = _("Invite others: {link} or the code {code}")
    print(others.format(link=f"{site}/join/{live.secret}", code=format_code(history.code)))
