"""The commands that look after a store: what is in it, whether it is sound, copies of it, and its end."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from ripple.actions.ending import end_group
from ripple.actions.invitations import format_code
from ripple.actions.restoring import bring_back
from ripple.cli.console import (
    Args,
    NotDone,
    asked_group,
    bar,
    error_in_words,
    folder_of,
    groups_of,
    in_database,
    now,
)
from ripple.domain.ending import ends_at
from ripple.domain.errors import RippleError, StoreDamaged, StoreUnreadable, UnknownGroup
from ripple.domain.events.unknown import UnknownEvent
from ripple.domain.signs import as_read
from ripple.formats import Number
from ripple.language import gettext as _
from ripple.language import ngettext
from ripple.live import DIRECTORY, Groups, LiveGroup
from ripple.store import backup as copies
from ripple.store import open_store, upkeep
from ripple.store.checking import check_log
from ripple.store.tiny import SUFFIX
from ripple.words import in_words


def add_to(command: Callable[..., argparse.ArgumentParser]) -> None:
    """Let the command line know these commands."""
    command("list", _list, _("show the groups, with their codes and sizes"))
    ended = command("delete", _delete, _("delete a group for good"), "--group")
    ended.add_argument("--yes", action="store_true", help=_("without being asked once more"))
    command("check", _check, _("verify that the store is as it was written"))
    command("damaged", _damaged, _("show what is damaged, and what can be done about it"))
    away = command("backup", _backup, _("copy the store, also while the app runs"))
    away.add_argument("target", type=Path, help=_("a folder without a store in it"))
    back = command("restore", _restore, _("copy a backup to where no store is yet"))
    back.add_argument("source", type=Path, help=_("the backup’s folder"))
    says = _("keep its sign-ins, links and invitations valid, also those of people who were removed since")
    back.add_argument("--keep-sign-ins", action="store_true", help=says)
    command("compact", _compact, _("write the store afresh, without what was taken back"))


def _list(args: Args) -> None:
    wrong = list[RippleError]()
    with groups_of(args) as groups:
        for group in _ids_of(args, groups):
            try:
                with groups.in_passing(group) as live:
                    print(_line_of(live))
            except UnknownGroup:  # deleted
                continue
            except StoreDamaged as damage:
                wrong.append(damage)
    _fail_for(wrong)


def _ids_of(args: Args, groups: Groups) -> list[str]:
    """The groups of the store; of a folder, those whose file cannot be read too."""
    if in_database(args):
        return [group for group in groups.log.groups() if group != DIRECTORY]
    return _ids_in(folder_of(args))


def _ids_in(folder: Path) -> list[str]:
    return [path.stem for path in upkeep.journals(folder) if path.stem != DIRECTORY]


def _line_of(live: LiveGroup) -> str:
    history = live.history
    members = ngettext("{count} member", "{count} members", len(history.members))
    acts = ngettext("{count} act", "{count} acts", len(history.acts))
    counts = members.format(count=Number(len(history.members))), acts.format(count=Number(len(history.acts)))
    said = f"{live.id}  {format_code(history.code)}  {history.name}: {', '.join(counts)}"
    if due := ends_at(history):
        said = _("{group}; to be deleted on {day:%Y-%m-%d}").format(group=said, day=due)
    if history.newer:
        said = _("{group}; changed by a newer version of the app").format(group=said)
    return said


def _delete(args: Args) -> None:
    with groups_of(args) as groups:
        if args.group in _ids_of(args, groups) or args.group in groups.listed():
            group = name = args.group  # it may be damaged, or its file not there
        else:
            live = asked_group(groups, args.group)
            group, name = live.id, live.history.name
        if not (args.yes or _confirmed(name)):
            raise NotDone(_("Nothing was deleted."))
        end_group(groups, group, now=now())
    print(_("{group} is deleted. Backups and files taken along still hold it.").format(group=name))


def _confirmed(name: str) -> bool:
    try:
        said = input(_("Delete {group} for good? Type its name:").format(group=name) + " ")
        return as_read(said) == as_read(name)
    except EOFError:  # nobody is there to answer
        return False


def _check(args: Args) -> None:
    if in_database(args):
        with groups_of(args) as groups:
            found = check_log(groups.log, bar(_("Checking")))
    else:
        found = upkeep.check(folder_of(args), bar(_("Checking")))
    if found.beside:
        print(_("Left by a crash, and not needed:"), *found.beside, sep="\n  ")
    if found.newer:
        print(_("Changed by a newer version of the app; here it can be read, and nothing be added:"), end="")
        print("", *found.newer, sep="\n  ")
    _fail_for(found.damage)
    in_files = _("All is sound: {groups:,} files, {entries:,} entries.")
    in_groups = _("All is sound: {groups:,} groups, {entries:,} entries.")
    sound = in_groups if in_database(args) else in_files
    print(sound.format(groups=Number(found.groups), entries=Number(found.entries)))


def _damaged(args: Args) -> None:
    damage = upkeep.check(folder_of(args), bar(_("Checking"))).damage
    for error in damage:
        print(in_words(error), _what_to_do(error), sep="\n")
    if not damage:
        print(_("Nothing is damaged."))


def _what_to_do(error: StoreDamaged) -> str:
    group = Path(error.file).stem
    if group == DIRECTORY:
        says = _(
            "  It is made anew from the groups: `backup FOLDER`, then `restore FOLDER --keep-sign-ins` to a"
            " new place."
        )
    elif isinstance(error, StoreUnreadable):
        says = _("  See whom the file belongs to and whether the disk is sound.")
    elif error.reason == upkeep.LISTED:
        says = _("  Put it back from a backup, or end the group: `delete --group {group}`.")
    else:
        says = _(
            "  Put its file from a backup in its place. Or `export FILE.jsonl --group {group} --sound-part`,"
            " then `delete --group {group}`, then `import FILE.jsonl`, which starts a new group."
        )
    return says.format(group=group)


def sound_part(args: Args) -> LiveGroup:
    """Of the damaged group with the id ``args.group``, what lies before its damage. Raises `NotDone`."""
    folder, group = folder_of(args), args.group
    if group not in _ids_in(folder):
        raise NotDone(_("Please say which group, with --group and its id: the name of its file."))
    kept = open_store("memory:")
    sound = list(upkeep.sound_part(folder / f"{group}{SUFFIX}"))
    known = [entry for entry in sound if not isinstance(entry, UnknownEvent)]
    kept.append(group, *known)
    try:
        live = Groups(kept).group(group)
    except UnknownGroup:
        live = None
    if live is None or not live.history.hosts:
        raise NotDone(_("Too little of it is sound to make a group of."))
    live.history.newer = len(known) < len(sound)
    return live


def _backup(args: Args) -> None:
    if in_database(args):
        with groups_of(args) as groups:
            done = copies.backup_log(groups.log, args.target, bar(_("Copying")))
    else:
        done = copies.backup(folder_of(args), args.target, bar(_("Copying")))
    holds = ngettext(
        "{target} holds a copy of {count:,} file.", "{target} holds a copy of {count:,} files.", done.files
    )
    print(holds.format(target=args.target, count=Number(done.files)))
    _fail_for(done.wrong)


def _restore(args: Args) -> None:
    newer = list[str]()

    def finish(copy: Path) -> None:
        with closing(open_store(f"tinydb:{copy}")) as log:
            newer.extend(bring_back(Groups(log), _ids_in(copy), keep_sign_ins=args.keep_sign_ins, now=now()))

    if in_database(args):
        with groups_of(args) as groups:
            done = copies.restore_log(args.source, groups.log, bar(_("Copying")), finish)
    else:
        done = copies.restore(args.source, folder_of(args), bar(_("Copying")), finish)
    back = ngettext("{count:,} file is back.", "{count:,} files are back.", done.files)
    print(back.format(count=Number(done.files)))
    if not args.keep_sign_ins:
        print(_("All sign-ins, links and invitations of the backup have ended."))
        for group in newer:
            valid = _("But those of {group} stay valid: a newer version of the app changed it.")
            print(valid.format(group=group))
        print(_("`invite` makes a link for a host; in the app, hosts make one for each of the others."))
    _fail_for(done.wrong)


def _compact(args: Args) -> None:
    if in_database(args):
        from ripple.store.postgres import upkeep as of_database  # here only: what it imports may not be there

        won, wrong = of_database.compact(args.store), list[RippleError]()
    else:
        won, wrong = upkeep.compact(folder_of(args), bar(_("Writing")))
    smaller = _("The store is {bytes:,} bytes smaller now.").format(bytes=Number(won))
    print(smaller if won > 0 else _("There was nothing to leave out."))
    _fail_for(wrong)


def _fail_for(wrong: Sequence[RippleError]) -> None:
    """Name what is wrong, if anything is: the command has done what it could, and did not do all."""
    if wrong:
        raise NotDone("\n".join(map(error_in_words, wrong)))
