"""For the benchmarks in a real browser: a served group of any size, and visitors with an empty cache."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import psutil
from playwright.sync_api import Browser, StorageState, ViewportSize

from ripple.actions.joining import issue_link, new_id, start_group
from ripple.domain.events.acts import ActPosted
from ripple.domain.model import Act, How, Kind
from ripple.live import Groups
from ripple.store import open_store
from tests.browser.chromium import find, started
from tests.browser.conftest import running, server_in
from tests.network.ponds import random_parents

ROUNDS = 7
SIZE: ViewportSize = {"width": 1280, "height": 900}
NEWEST = "the newest act of all"
A_WHILE_S = 0.1
PATIENCE_MS = 120_000  # on a busy machine a group of 100,000 acts takes more than Playwright's half a minute
NEXT_TO_NOTHING_S = 0.015  # one tick of the clocks that count how long processes work, not two

# Two peers: the least that Streamlit can serve, and the least that any chart of Altair's takes there.
WORD = """
import streamlit as st

st.text("hello")
"""
DOT = """
import altair as alt
import streamlit as st

dot = alt.Chart(alt.Data(values=[{}])).mark_circle(size=900)
st.altair_chart(dot.properties(usermeta={"embedOptions": {"renderer": "canvas"}}))
"""


def says(words: str) -> str:
    """For the browser: whether the page says these words, as they stand in an act or a text."""
    return f"""() => [...document.querySelectorAll("bdi, [data-testid=stText]")].some(
      one => one.textContent === {json.dumps(words)} && one.checkVisibility())"""


def drawn_in(place: str) -> str:
    """For the browser: whether the chart in ``place`` has drawn what is in its middle."""
    return f"""() => {{
      const canvas = document.querySelector("{place} canvas.marks")
      const pixel = canvas?.getContext("2d").getImageData(canvas.width / 2, canvas.height / 2, 1, 1)
      return Boolean(pixel?.data[3])
    }}"""


DRAWN = drawn_in(".st-key-pond_water")
# A picture of the pond is in sight: the still that comes with the first page or stands in the app's until the
# chart is loaded, or the chart.
SEEN = f"""() => {{
  const stills = document.querySelectorAll(".first-pond img, .st-key-pond_glimpse img")
  const seen = {{ visibilityProperty: true, opacityProperty: true }}
  return [...stills].some(one => one.naturalWidth > 0 && one.checkVisibility(seen)) || ({DRAWN})()
}}"""


def moments(stages: Iterable[str]) -> str:
    """For the browser: when each of these became true, one after the other, asked each time it draws."""
    return f"""async () => {{
      const moments = []
      for (const stands of [{",".join(stages)}]) {{
        while (!stands()) await new Promise(requestAnimationFrame)
        moments.push(Date.now() / 1000)
      }}
      return moments
    }}"""


def made_acts(count: int, author: str) -> list[Act]:
    """A group's acts over the last four months, two in three inspired by an earlier one."""
    chance, now = random.Random(7), datetime.now(UTC)
    pause = timedelta(days=120) / count
    parents = random_parents(count, roots=0.35)
    return [
        Act(
            id=f"a{number}",
            text=NEWEST if number == count - 1 else f"kindness {number}: " + "somebody helped " * 4,
            posted_at=now - (count - number) * pause,
            author=author,
            kind=chance.choice([*Kind, None]),
            inspired_by=f"a{parent}" if parent >= 0 else None,
            how=chance.choice(list(How)) if parent >= 0 else None,
        )
        for number, parent in enumerate(parents)
    ]


@dataclass(frozen=True)
class Served:
    """A running app: its address, the link that signs the group's host in, and where the group is kept."""

    url: str
    link: str
    store: str
    group: str
    host: str

    @staticmethod
    def worked_ms() -> float:
        """For how many milliseconds of CPU it has worked."""
        return 1000 * worked("python")

    def post(self, act: Act) -> None:
        """Let somebody in another process share ``act``."""
        log = open_store(self.store)
        log.append(self.group, ActPosted(at=datetime.now(UTC), act=act))
        log.close()


def fill(store: str, acts: int, url: str) -> Served:
    """Start a group with that many acts."""
    log, now = open_store(store), datetime.now(UTC)
    groups = Groups(log)
    group = start_group(groups, "Maple Street", "Ada", nonce=new_id(), now=now).group
    live = groups.group(group)
    host = next(iter(live.history.members))
    log.append(group, *(ActPosted(at=now, act=act) for act in made_acts(acts, host)))
    live.catch_up()
    path = issue_link(live, host, now=now).path
    log.close()
    return Served(url, url + path, store, group, host)


def invitation_to(app: Served) -> str:
    """The link that an invitation to its group is."""
    log = open_store(app.store)
    secret = Groups(log).group(app.group).secret
    log.close()
    return f"{app.url}join/{secret}"


@contextmanager
def serving(acts: int) -> Iterator[Served]:
    """The app with a group of that many acts."""
    with TemporaryDirectory() as folder:
        app = server_in(Path(folder))
        served = fill(app.store, acts, app.url)
        with running(app):
            yield served


@contextmanager
def serving_page(script: str) -> Iterator[str]:
    """A Streamlit app with one page and nothing else. Its address."""
    with TemporaryDirectory() as folder:
        (page := Path(folder, "page.py")).write_text(script, encoding="utf-8")
        app = server_in(Path(folder))
        app.command = ("streamlit", "run", str(page), "--server.port", "{port}")
        with running(app):
            yield app.url


@contextmanager
def chromium() -> Iterator[Browser]:
    """A real browser; ends the benchmark with one sentence where there is none."""
    path = find()
    if path is None:
        raise SystemExit("no Chromium here; `python3 -m tests` installs one")
    with started(path) as browser:
        yield browser


def signed_in(browser: Browser, link: str) -> StorageState:
    """The cookies of somebody who followed ``link``, for fresh contexts."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(link)
    page.get_by_role("button", name="Come in").click()
    page.get_by_text(NEWEST).first.wait_for(timeout=PATIENCE_MS)
    state = context.storage_state()
    context.close()
    return state


def come_to_rest() -> None:
    """Wait until all that the benchmark started has done next to nothing for a while.

    A new window is still being built when it is there, and an app may still be at the page before: on
    two cores both would count as the page's time.
    """
    before = 0.0
    while abs((now := worked()) - before) > NEXT_TO_NOTHING_S:  # less when a process ended meanwhile
        before = now
        time.sleep(A_WHILE_S)


def worked(name: str = "") -> float:
    """The seconds of CPU that the processes have used which this one started, if they are called that."""
    total = 0.0
    for process in psutil.Process().children(recursive=True):
        with suppress(psutil.NoSuchProcess):  # it ended just now
            if name in process.name():
                total += sum(process.cpu_times()[:2])
    return total


def seconds_until(browser: Browser, url: str, stages: dict[str, str], **who: object) -> dict[str, float]:
    """From the first request, with nothing in the cache, until each of the page's ``stages`` in turn.

    The window is at rest before. The browser itself looks at the clock, so that neither how often a page
    is asked nor how soon it finds time to answer counts.
    """
    context = browser.new_context(viewport=SIZE, **who)  # type: ignore[arg-type]
    page = context.new_page()
    come_to_rest()
    start = time.time()
    page.goto(url, wait_until="commit")
    reached = page.wait_for_function(moments(stages.values())).json_value()
    context.close()
    return {name: moment - start for name, moment in zip(stages, reached, strict=True)}


def first_pictures(
    browser: Browser, app: Served, known: StorageState, rounds: int = ROUNDS, *, feed: bool = True
) -> dict[str, float]:
    """Median seconds until each page stands, in turns so that what else the machine does hits all alike.

    Of the pond two: until a picture of it is in sight, and until its living chart stands ("chart"). The
    newest words ("acts") are waited for only where the ``feed`` is asked for.
    """
    with serving_page(WORD) as word, serving_page(DOT) as dot:
        visitor = partial(seconds_until, browser, app.url, storage_state=known)
        turns = [
            partial(seconds_until, browser, word, {"empty": says("hello")}),
            partial(seconds_until, browser, dot, {"dot": drawn_in("body")}),
            *([partial(visitor, {"acts": says(NEWEST)})] if feed else []),
            partial(visitor, {"pond": SEEN, "chart": DRAWN}),
        ]
        took = [{name: s for turn in turns for name, s in turn().items()} for _ in range(rounds)]
    return {name: median(one[name] for one in took) for name in took[0]}
