"""A group for one attack alone, made straight in the store: nobody has to wait for a page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from ripple.actions.joining import COOKIE, enter, issue_link, join_group, new_id, start_group
from ripple.actions.members import change_settings
from ripple.actions.posting import share_act
from ripple.domain.model import Act, replace
from ripple.live import Groups, LiveGroup
from tests.attack.table import stopped
from tests.attack.world import Person, World

NAME = "Stage Street"
WORDS = "Tilda-hid-the-cake-on-Friday"
GREW = "Tilda-found-it-on-Saturday"  # what the member posted because of it
OTHERS = ("Ottilie", "Rosalinde")  # the host, and who wrote the words
PAGES = ("", "people", "ripple", "you", "group")
# What can be taken along, at which address.
FILES = {
    **{f"the pond as {form}": f"keepsake/{{}}/{form}" for form in ("html", "png", "svg")},
    "a copy of one's own": "copy/{}/mine",
    "the people": "copy/{}/people",
    "the whole group": "copy/{}/all",
    "the papers": "copy/{}/papers",
}
HOSTS_ALONE = {"the whole group", "the papers"}

Deed = Callable[[Groups, LiveGroup], object]


@dataclass(eq=False)
class Stage:
    """Ottilie is the host, Quirin a member, and Rosalinde wrote the ``act``; a browser for the first two."""

    world: World
    group: str
    host: Person
    member: Person
    host_id: str
    member_id: str
    writer_id: str
    act: str

    def does(self, deed: Deed) -> None:
        """Do something in the group, as another process of the app would."""
        with self.world.groups() as groups:
            deed(groups, groups.group(self.group))

    def version(self) -> int:
        with self.world.group(self.group) as live:
            return live.version

    @property
    def query(self) -> str:
        return f"group={self.group}&act={self.act}"

    def browser(self, member: str) -> Person:
        """A browser in which the member is signed in."""
        person = self.world.stranger()

        def signs_in(groups: Groups, live: LiveGroup) -> None:
            link = issue_link(live, member, now=now())
            person.cookies[COOKIE + live.id] = enter(groups, link, now=now())

        self.does(signs_in)
        return person


def now() -> datetime:
    return datetime.now(UTC)


def stage(world: World, **settings: Any) -> Stage:
    """The group, with what its hosts chose."""
    host, member, writer, first = (new_id() for _ in range(4))
    yesterday = now() - timedelta(days=1)
    with world.groups() as groups:
        start_group(groups, NAME, OTHERS[0], nonce=host, founder=host, now=yesterday)
        live = groups.group(host)
        for name, nonce in (("Quirin", member), (OTHERS[1], writer)):
            join_group(groups, live.history.code, name, asker="the stage", nonce=nonce, now=yesterday)
        change_settings(live, host, replace(live.history.settings, **settings), now=yesterday)
        act = Act(id=first, text=WORDS, posted_at=yesterday, author=writer)
        share_act(live, writer, act, now=yesterday)
        if first in live.history.acts:
            grown = Act(id=new_id(), text=GREW, posted_at=now(), author=member, inspired_by=first)
            share_act(live, member, grown, now=now())
    made = Stage(world, host, Person(world), Person(world), host, member, writer, first)
    made.host, made.member = made.browser(host), made.browser(member)
    return made


def tells_nothing(came: bytes | bytearray, *words: str) -> None:
    """None of the ``words`` is in it, by default nothing of the group but its name."""
    for word in words or (WORDS, GREW, *OTHERS):
        stopped(word.encode() not in came, f"“{word}” is there to be read")
