"""Fifty people on two processes behind nginx, of which one is killed: `python -m tests.browser.crowd`.

Each is a browser without a browser: it opens a page by a socket over TLS, shares one act after the other,
and comes back when it is cut off. In the end everybody is signed in as ever, and everything that the page
said was shared is in the database, once.
All are at one address, whose budget they share: how soon they are back depends on how much they share.

    python -m tests.browser.crowd [--people 50] [--acts 4] [--each-s 5]
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

from websockets.exceptions import InvalidHandshake, WebSocketException

from ripple.actions.joining import SECURE_COOKIE, enter, join_group, new_id, start_group
from ripple.live import Groups
from tests.attack.tab import Tab
from tests.attack.world import FIELD, OPENS
from tests.browser.conftest import ANY_CERTIFICATE, Server, groups_of, running, server_in
from tests.browser.nginx import WAY, in_front_of, new_group_of
from tests.store.postgresql import made_server

OF_A_GROUP = 25
LOST = (OSError, WebSocketException)
ASKS_AGAIN_S = 0.5


@dataclass
class Visitor:
    """Somebody in a group, and how it went: what the page told them was ``shared``, and for how many seconds
    they were ``away``."""

    name: str
    group: str
    cookies: str
    shared: list[str] = field(default_factory=list)
    away: list[float] = field(default_factory=list)

    def visits(self, url: str, acts: int, each_s: float, everybody_is_there: Event) -> None:
        """Share so many acts, one each so many seconds, whatever happens meanwhile."""
        tab = self._page(url)
        everybody_is_there.wait()
        for number in range(acts):
            words = f"{self.name} held the door, {number}"
            time.sleep(each_s)
            while words not in self.shared:
                try:
                    if words not in tab.run().says:
                        tab.press(OPENS).type(FIELD, words).press("Share")
                    assert words in tab.run().says
                    self.shared.append(words)
                except LOST:
                    began = time.monotonic()
                    tab = self._page(url)
                    self.away.append(time.monotonic() - began)
        tab.socket.close()

    def _page(self, url: str) -> Tab:
        """The page, asked for until it comes, on which they are signed in."""
        headers = {"Cookie": self.cookies}
        while True:
            try:
                tab = Tab(url, headers=headers, origin=url.rstrip("/"), tls=ANY_CERTIFICATE).run()
            except (*LOST, InvalidHandshake):
                time.sleep(ASKS_AGAIN_S)
            else:
                assert tab.has(OPENS), f"{self.name} is not in the group any more"
                return tab


def people(groups: Groups, count: int, url: str) -> list[Visitor]:
    """So many, in groups of 25; one half of each is with the other process, as if theirs had been away."""
    now, crowd = datetime.now(UTC), list[Visitor]()
    for number in range(count):
        name = f"Person {number}"
        if number % OF_A_GROUP == 0:
            meant = str(1 + number // OF_A_GROUP % 2)
            group = new_group_of(meant, url)
            link = start_group(groups, f"Street {number}", name, nonce=group, now=now)
        else:
            code = groups.group(group).history.code
            link = join_group(groups, code, name, asker=name, nonce=new_id(), now=now)
        signed_in = f"{SECURE_COOKIE}{group}={enter(groups, link, now=now)}"
        crowd.append(Visitor(name, group, f"{signed_in}; {WAY}={meant}{1 + number % 2}"))
    return crowd


def is_all_there(groups: Groups, crowd: list[Visitor]) -> None:
    """What each was told is shared is stored, once, and nothing else is."""
    for group in {visitor.group for visitor in crowd}:
        stored = sorted(act.text for act in groups.group(group).history.acts.values())
        told = sorted(words for one in crowd if one.group == group for words in one.shared)
        assert stored == told, set(stored) ^ set(told) or "something is there twice"


def crowd_on(apps: list[Server], url: str, count: int, acts: int, each_s: float) -> None:
    """Let them visit, kill the first process once all are there, and say how it went."""
    with groups_of(apps[0]) as groups:
        crowd = people(groups, count, url)
    begin = Event()
    with ThreadPoolExecutor(count) as threads:
        visits = [threads.submit(one.visits, url, acts, each_s, begin) for one in crowd]
        time.sleep(each_s)
        begin.set()
        time.sleep(each_s * acts / 2)
        process, apps[0].process = apps[0].process, None
        assert process
        process.kill()
        process.wait()
        for visit in visits:
            visit.result()
    with groups_of(apps[0]) as groups:
        is_all_there(groups, crowd)
    away = [seconds for one in crowd for seconds in one.away]
    shared = sum(len(one.shared) for one in crowd)
    print(f"{count} people, {shared} acts: all there, once, everybody signed in.")
    print(f"{len(away)} cut off, back after {statistics.median(away):.1f} s (at most {max(away):.1f} s).")


def main() -> None:
    """Start everything, and let the crowd come."""
    asked = argparse.ArgumentParser("python -m tests.browser.crowd", description=__doc__)
    for option, default in (("--people", 50), ("--acts", 4), ("--each-s", 5)):
        asked.add_argument(option, type=int, default=default)
    args = asked.parse_args()
    with tempfile.TemporaryDirectory() as place, made_server() as database, ExitStack() as there:
        store, apps = database.new_store(), list[Server]()
        for name in ("first", "second", "nginx"):
            Path(place, name).mkdir()
        for name in ("first", "second"):
            apps.append(server_in(Path(place, name)))
            apps[-1].store = store
            there.enter_context(running(apps[-1]))
        url = there.enter_context(in_front_of([app.url for app in apps], Path(place, "nginx")))
        crowd_on(apps, url, args.people, args.acts, args.each_s)


if __name__ == "__main__":
    main()
