"""What a newer version of the app wrote, or somebody who says so: read as it is, and nothing made of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial

from ripple.actions.ending import ask_to_end, end_when_due
from ripple.actions.files.act_files import import_acts
from ripple.actions.files.group_archive import export_group, import_group
from ripple.actions.joining import issue_link, join_group, new_id
from ripple.actions.leaving import leave_group
from ripple.actions.members import (
    change_settings,
    link_for,
    name_host,
    remove,
    rename_group,
    rename_member,
    renew_code,
)
from ripple.actions.moderating import hide_act, report_act, thank
from ripple.actions.posting import edit_act, share_act, withdraw_act
from ripple.actions.retention import let_old_words_go
from ripple.domain.errors import ImportRefused, NewerVersion
from ripple.domain.events.directory import GroupUnlisted
from ripple.domain.events.group import EndAsked
from ripple.domain.model import Act, Settings, Warmth
from ripple.domain.moderation import Asker
from ripple.live import Groups, LiveGroup
from tests.attack.stage import PAGES, WORDS, Stage, now, stage
from tests.attack.table import Attack, stopped
from tests.attack.world import World

FAMILY = "newer"
AT = "2026-01-01T00:00:00Z"
SAID = {"id": "1", "text": "x", "posted_at": AT}
THANK = {"entry": "ActThanked", "id": "t", "at": AT, "by": "m", "act": "1"}
# Lines of a group's file that no version wrote yet.
LINES: dict[str, dict[str, object]] = {
    "an entry of another name": {"entry": "ActPinned", "id": "p", "at": AT, "act": "1"},
    "an entry with the name of ours, in other letters": {"entry": "actposted", "at": AT, "act": SAID},
    "one field more": {"entry": "ActPosted", "at": AT, "act": SAID, "pinned": True},
    "one field more in an act": {"entry": "ActPosted", "at": AT, "act": {**SAID, "mood": "glad"}},
    "one field more in a giver": {
        "entry": "ActPosted",
        "at": AT,
        "act": {**SAID, "givers": [{"name": "x", "host": True}]},
    },
    "a kind that there is not": {"entry": "ActPosted", "at": AT, "act": {**SAID, "kind": "sing"}},
    "a setting that there is not": {"entry": "SettingsChanged", "id": "s", "at": AT, "by": "", "open": True},
    "a member of another sort": {
        "entry": "MemberJoined",
        "id": "j",
        "at": AT,
        "member": "m",
        "name": "x",
        "admin": True,
    },
    "thanks of another sort": {
        "entry": "ActThanked",
        "id": "t",
        "at": AT,
        "by": "m",
        "act": "1",
        "warmth": "wow",
    },
}
COLUMNS = {"a column": {"mood": "glad"}, "a kind": {"kind": "sing"}, "a voice": {"voice": "heard"}}


def comes_with_a_file(line: str, world: World) -> None:
    at = stage(world)

    def brings(groups: Groups, live: LiveGroup) -> None:
        before = groups.listed()
        with suppress(ImportRefused):
            crafted = export_group(live, at.host_id) + json.dumps(LINES[line]).encode()
            import_group(groups, crafted, nonce=new_id(), now=now())
            stopped(False, "it was taken in")
        stopped(groups.listed() == before, "half of it is there")

    at.does(brings)


def comes_with_acts(column: str, world: World) -> None:
    at = stage(world)
    before = at.version()

    def brings(_groups: Groups, live: LiveGroup) -> None:
        with suppress(ImportRefused):
            import_acts(live, json.dumps([{**SAID, **COLUMNS[column]}]).encode(), now=now())
            stopped(False, "it was taken in")

    at.does(brings)
    stopped(at.version() == before, "half of it is there")


def changed_by_a_newer_one(world: World) -> Stage:
    at = stage(world, keep_days=7)
    at.does(lambda _groups, live: live.append(EndAsked(id="end", at=now(), by=at.host_id)))
    at.does(lambda _groups, live: live.log.append(live.id, GroupUnlisted(id="new", at=now(), group="x")))
    return at


Deed = Callable[[Groups, LiveGroup, Stage], object]
WRITES: dict[str, Deed] = {
    "share": lambda _g, live, at: share_act(
        live, at.member_id, Act(id=new_id(), text="x", posted_at=now(), author=at.member_id), now=now()
    ),
    "edit": lambda _g, live, at: edit_act(
        live, Asker(at.writer_id), Act(id=at.act, text="other", posted_at=now()), now=now()
    ),
    "take back": lambda _g, live, at: withdraw_act(live, Asker(at.writer_id), at.act, now=now()),
    "take away": lambda _g, live, at: withdraw_act(live, Asker(at.host_id), at.act, now=now()),
    "thank": lambda _g, live, at: thank(live, Asker(at.member_id), at.act, Warmth.MOVED, now=now()),
    "report": lambda _g, live, at: report_act(live, Asker(at.member_id), at.act, "", now=now()),
    "hide": lambda _g, live, at: hide_act(live, at.host_id, at.act, now=now()),
    "join": lambda groups, live, at: join_group(
        groups, live.secret, "Ulrike", asker="a newer one", nonce=new_id(), now=now()
    ),
    "leave with all words": lambda _g, live, at: leave_group(
        live, lambda _act: Asker(at.member_id), erase=True, now=now()
    ),
    "remove": lambda _g, live, at: remove(live, at.host_id, at.member_id, now=now()),
    "name a host": lambda _g, live, at: name_host(live, at.host_id, at.member_id, host=True, now=now()),
    "rename the group": lambda _g, live, at: rename_group(live, at.host_id, "Other", now=now()),
    "rename oneself": lambda _g, live, at: rename_member(live, at.member_id, "Other", now=now()),
    "choose settings": lambda _g, live, at: change_settings(live, at.host_id, Settings(), now=now()),
    "make a new invitation": lambda groups, live, at: renew_code(groups, live, at.host_id, now=now()),
    "make a link": lambda _g, live, at: link_for(live, at.member_id, at.member_id, now=now()),
    "sign in": lambda _g, live, at: issue_link(live, at.member_id, now=now()),
}
# What the app does by itself; it leaves such a group alone.
ROUNDS: dict[str, Deed] = {
    "ask for its end": lambda groups, live, at: ask_to_end(groups, live, at.host_id, now=now()),
    "end it": lambda groups, live, _at: end_when_due(groups, live, now=now().replace(year=now().year + 1)),
    "let its words go": lambda _g, live, _at: let_old_words_go(live, now=now().replace(year=now().year + 1)),
}


def writes(deed: Deed, may_be_quiet: bool, world: World) -> None:
    at = changed_by_a_newer_one(world)
    before = at.version()

    def tries(groups: Groups, live: LiveGroup) -> None:
        with suppress(NewerVersion):
            deed(groups, live, at)
            stopped(may_be_quiet, "it was done")

    at.does(tries)
    stopped(at.version() == before, "something was added")
    with world.group(at.group) as live:
        stopped(live.history.acts[at.act].text == WORDS, "the words are gone")


def reads(page: str, world: World) -> None:
    """Who brings a group's page to its knees by an entry that nobody knows."""
    at = changed_by_a_newer_one(world)
    with at.member.tab(at.query) as tab:
        tab.open(page)
        stopped("by a newer version of the app" in tab.says, "the page does not say so")
        stopped("Something went wrong" not in tab.says, "the page is broken")


def attacks() -> Iterator[Attack]:
    for line in LINES:
        yield Attack(FAMILY, f"bring {line} with a group", partial(comes_with_a_file, line))
    for column in COLUMNS:
        yield Attack(FAMILY, f"bring {column} of another version with acts", partial(comes_with_acts, column))
    for name, deed in WRITES.items():
        yield Attack(FAMILY, f"{name} in a group of a newer version", partial(writes, deed, False))
    for name, deed in ROUNDS.items():
        yield Attack(FAMILY, f"{name}, as the app does, though it is newer", partial(writes, deed, True))
    for page in PAGES:
        yield Attack(FAMILY, f"break “{page or 'home'}” by what nobody knows", partial(reads, page))
