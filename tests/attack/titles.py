"""The app's own words, roles and invisible signs where names stand that are no member's: the title of a
group, who was kind and to whom, and who told an act as a file says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from itertools import product

from ripple.actions.files.act_files import import_acts
from ripple.actions.joining import new_id
from ripple.actions.members import rename_group
from ripple.actions.posting import share_act
from ripple.domain.errors import ImportRefused, TextMissing
from ripple.domain.model import Act, Person, replace
from ripple.domain.signs import is_visible
from ripple.live import Groups, LiveGroup
from tests.attack.names import AS_A_HOST, AS_NOBODY, AS_THE_APP
from tests.attack.stage import Stage, now, stage
from tests.attack.table import Attack, stopped
from tests.attack.voices import read
from tests.attack.world import World

FAMILY = "titles"
TOLD = "A-thing-that-somebody-told"
ALONE = {"a place for an object": "\ufffc", "an Egyptian blank": "\U00013441"}
SAID = AS_A_HOST | AS_THE_APP
NOTHING = AS_NOBODY | ALONE
ROLES = ("givers", "receivers")


def is_no_title(title: str, start: bool, world: World) -> None:
    """A group whose name nobody sees: nobody could tell which it is."""
    if start:
        with world.stranger("Kunigunde").tab() as tab:
            tab.press("Start a group").type("Name of the group", title).type("Your name", "Kunigunde").press(
                "Start the group"
            )
            stopped(tab.sends_to is None, "it was started")
        return
    at = stage(world)
    with suppress(TextMissing):
        at.does(lambda _groups, live: rename_group(live, at.host_id, title, now=now()))
    with world.group(at.group) as live:
        stopped(is_visible(live.history.name), f"it is called {live.history.name!r}")


def speaks_by_its_title(title: str, world: World) -> None:
    """Whatever the group is called, what is told in it is told by who told it."""
    at = stage(world)
    act = Act(id=new_id(), text=TOLD, posted_at=now())
    at.does(lambda _groups, live: rename_group(live, at.host_id, title, now=now()))
    at.does(lambda _groups, live: share_act(live, at.member_id, act, now=now()))
    begins_with("Unsigned", at, act.id)
    at.does(lambda _groups, live: share_act(live, at.member_id, signed(at), now=now()))
    begins_with("Quirin", at, signed(at).id)


def signed(at: Stage) -> Act:
    return Act(id=f"signed {at.group}", text=TOLD, posted_at=now(), author=at.member_id)


def speaks_by_naming(name: str, role: str, unsigned: bool, world: World) -> None:
    """The line about who tells an act begins with that, whoever is named in it."""
    at = stage(world)
    act = Act(id=new_id(), text=TOLD, posted_at=now()) if unsigned else signed(at)
    with suppress(TextMissing):
        named = replace(act, **{role: (Person(name),)})  # of givers or receivers
        at.does(lambda _groups, live: share_act(live, at.member_id, named, now=now()))
        begins_with("Unsigned" if unsigned else "Quirin", at, act.id)


def speaks_by_a_file(name: str, world: World) -> None:
    at, row = stage(world), {"id": "1", "text": TOLD, "posted_at": "2026-01-01", "told_by": name}
    came: list[str] = []

    def brings(_groups: Groups, live: LiveGroup) -> None:
        before = set(live.history.acts)
        with suppress(ImportRefused):
            import_acts(live, json.dumps([row]).encode(), now=now())
        came.extend(live.history.acts.keys() - before)

    at.does(brings)
    for act in came:
        with world.group(at.group) as live:
            unsigned = live.history.acts[act].told_by is None
        begins_with("Unsigned" if unsigned else "From a file", at, act)


def says_nothing(words: str, world: World) -> None:
    """An act of which nothing is seen."""
    at, act = stage(world), new_id()
    with suppress(TextMissing):
        said = Act(id=act, text=words, posted_at=now())
        at.does(lambda _groups, live: share_act(live, at.member_id, said, now=now()))
    with world.group(at.group) as live:
        stopped(act not in live.history.acts, "it is told")


def begins_with(teller: str, at: Stage, act: str) -> None:
    with at.host.tab(f"group={at.group}&act={act}") as tab:
        texts = [read(text) for kind, text in tab.open("ripple").texts() if kind == "html.body"]
    told = [text for text in texts if TOLD in text]
    stopped(told, "it is told nowhere, so nothing was tried")
    for text in told:
        lines = [line.strip("\u2068\u2069 ") for line in text.splitlines() if line.strip("\u2068\u2069 ")]
        at_words = next(place for place, line in enumerate(lines) if TOLD in line)
        about = [*lines[:2], *lines[at_words + 1 : at_words + 2]]
        stopped(any(line.startswith(teller) for line in about), text[:300])


def attacks() -> Iterator[Attack]:
    for (name, title), start in product(NOTHING.items(), (True, False)):
        how = "start a group" if start else "rename the group"
        yield Attack(FAMILY, f"{how}: {name}", partial(is_no_title, title, start))
    for name, words in NOTHING.items():
        yield Attack(FAMILY, f"share nothing: {name}", partial(says_nothing, words))
    for name, title in SAID.items():
        yield Attack(FAMILY, f"speak by the group's title: {name}", partial(speaks_by_its_title, title))
    for (name, said), role, unsigned in product((SAID | NOTHING).items(), ROLES, (True, False)):
        way = f"speak as one of the {role}, {'unsigned' if unsigned else 'signed'}: {name}"
        yield Attack(FAMILY, way, partial(speaks_by_naming, said, role, unsigned))
    for name, said in (SAID | NOTHING).items():
        yield Attack(FAMILY, f"speak by a file as {name}", partial(speaks_by_a_file, said))
