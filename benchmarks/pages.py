"""`python3 -m benchmarks.pages [--json]`: what the server does for a page when somebody else shared an act.

By a tab without a browser, page by page in groups of several sizes: milliseconds until the whole page
has run anew and come to rest. And how much the server works for each further page at home that hears of it
("news"), once the first one did: what all have in common is made then.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import median
from typing import TYPE_CHECKING

from benchmarks import Asked, asked
from ripple.environment import CHECKOUT, enter

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.browsing import Served
    from ripple.store import Log
    from tests.attack.tab import Tab

PAGES = ("home", "people", "ripple", "you", "group")
KNOWN_AFTER_S = 0.3  # what another process stored


@dataclass(frozen=True)
class Size:
    """Of how many acts the groups are, how often one act more is shared, and how many people hear of it."""

    acts: tuple[int, ...] = (1_000, 100_000)
    more: int = 5
    people: int = 9


SMALL = Size(acts=(50,), more=3, people=5)  # enough for a clock that counts hundredths of a second


def main(wanted: Asked) -> None:
    """Measure and print, as a table or as JSON."""
    from benchmarks.browsing import serving

    measured: dict[str, dict[str, float]] = {}
    size = SMALL if wanted.small else Size()
    for acts in size.acts:
        with serving(acts) as app:
            measured[str(acts)] = on_every_page(app, size)
    if wanted.for_machines:
        print(json.dumps(measured))
        return
    for page in (*PAGES, "news"):
        print(page.ljust(8), *(f"{took[page]:6.0f} ms of {acts} acts" for acts, took in measured.items()))


def on_every_page(app: Served, size: Size) -> dict[str, float]:
    """For every page, the median milliseconds that a whole rerun takes after another's act."""
    from ripple.store import open_store

    log, took = open_store(app.store), {}
    with signed_in(app, log) as tab:
        for page in PAGES:
            tab.open(page)
            took[page] = median(after_another_act(app, log, tab) for _ in range(size.more))
    took["news"] = for_each_further_page(app, log, size)
    log.close()
    return took


def signed_in(app: Served, log: Log) -> Tab:
    """A tab in which the host of the group looks at the app."""
    from ripple.actions.joining import COOKIE, SignInLink, issue_link
    from ripple.actions.joining import enter as come_in
    from ripple.live import Groups
    from tests.attack.tab import Tab

    groups, now = Groups(log), datetime.now(UTC)
    _, group, secret = issue_link(groups.group(app.group), app.host, now=now).path.split("/")
    token = come_in(groups, SignInLink(group, secret), now=now)
    cookie = {"Cookie": f"{COOKIE}{group}={token}"}
    return Tab(app.url, headers=cookie, origin=app.url.rstrip("/"), query="act=a0")


def after_another_act(app: Served, log: Log, tab: Tab) -> float:
    """Another act is shared: how many milliseconds the rerun takes that shows it."""
    from ripple.actions.joining import new_id
    from ripple.domain.events.acts import ActPosted
    from ripple.domain.model import Act

    now = datetime.now(UTC)
    act = Act(id=new_id(), text="one act more", posted_at=now, author=app.host, inspired_by="a0")
    log.append(app.group, ActPosted(at=now, act=act))
    return _ms(tab.run)


def for_each_further_page(app: Served, log: Log, size: Size) -> float:
    """Somebody else shares an act: how many milliseconds the server works until a further page shows it."""
    from ripple.actions.joining import new_id
    from ripple.domain.events.acts import ActPosted
    from ripple.domain.model import Act

    pages = [Page(app, log) for _ in range(size.people)]
    for page in pages:
        page.hears()  # that others signed in meanwhile
    worked = 0.0
    for _ in range(size.more):
        now = datetime.now(UTC)
        log.append(app.group, ActPosted(at=now, act=Act(id=new_id(), text="one act more", posted_at=now)))
        time.sleep(KNOWN_AFTER_S)
        pages[0].hears()
        before = app.worked_ms()
        for further in pages[1:]:
            further.hears()
        worked += app.worked_ms() - before
    for page in pages:
        page.tab.__exit__()
    return worked / size.more / (size.people - 1)


class Page:
    """A page at home, and the questions of its browser whether there is news."""

    def __init__(self, app: Served, log: Log) -> None:
        from httpx2 import Client

        self.tab = signed_in(app, log).__enter__().open("")
        self.browser = Client(base_url=app.url, headers=self.tab.headers)
        self.seen = self.tab.asks["seen"]

    def hears(self) -> None:
        """Take in what there is: told in the answer, or by a run of the page."""
        answer = self.browser.get(f"{self.tab.asks['url']}&seen={self.seen}")
        if answer.content:
            self.seen = answer.json()["seen"]
        else:
            self.tab.hears()
            self.seen = self.tab.asks["seen"]


def _ms(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    wanted = asked(__doc__)
    enter("benchmarks.pages", CHECKOUT / "tests" / "requirements.txt")
    main(wanted)
