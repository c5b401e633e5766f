"""For the benchmarks in a real browser: a served group of any size, and visitors with an empty cache."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, sync_playwright

from ripple.actions.groups import issue_link, new_id, start_group
from ripple.domain.entries import ActPosted
from ripple.domain.model import Act, How, Kind
from ripple.environment import CHECKOUT
from ripple.live import Groups
from ripple.store import open_store
from tests.browser.chromium import FLAGS, find
from tests.browser.conftest import free_port
from tests.network.ponds import random_parents

ROUNDS = 5
SIZE = {"width": 1280, "height": 900}
NEWEST = "the newest act of all"
DRAWN = """() => {
  const canvas = document.querySelector(".st-key-pond_water canvas.marks")
  const pixel = canvas?.getContext("2d").getImageData(canvas.width / 2, canvas.height / 2, 1, 1)
  return Boolean(pixel?.data[3])
}"""


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


@contextmanager
def serving(acts: int) -> Iterator[Served]:
    """The app with a group of that many acts."""
    with TemporaryDirectory() as folder:
        port = free_port()
        served = fill(f"tinydb:{folder}/store", acts, f"http://127.0.0.1:{port}/")
        command = [sys.executable, "-m", "ripple", "serve", "--port", str(port), "--store", served.store]
        with _running(command, port):
            yield served


@contextmanager
def serving_nothing() -> Iterator[str]:
    """The least that Streamlit can serve: a page with one word. Its address."""
    with TemporaryDirectory() as folder:
        page, port = Path(folder) / "page.py", free_port()
        page.write_text('import streamlit as st\nst.text("hello")\n', encoding="utf-8")
        command = [sys.executable, "-m", "streamlit", "run", str(page), "--server.port", str(port)]
        with _running(command, port):
            yield f"http://127.0.0.1:{port}/"


@contextmanager
def _running(command: list[str], port: int) -> Iterator[None]:
    with subprocess.Popen(command, cwd=CHECKOUT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as app:
        try:
            _wait_for(f"http://127.0.0.1:{port}/_stcore/health", app)
            yield
        finally:
            app.terminate()


def _wait_for(url: str, app: subprocess.Popen[bytes]) -> None:
    while app.poll() is None:
        try:
            urlopen(url, timeout=5).close()  # noqa: S310 - our own address
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the app did not come up")


@contextmanager
def chromium() -> Iterator[Browser]:
    """A real browser; ends the benchmark with one sentence where there is none."""
    path = find()
    if path is None:
        raise SystemExit("no Chromium here; `python3 -m tests` installs one")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


def signed_in(browser: Browser, link: str) -> dict[str, object]:
    """The cookies of somebody who followed ``link``, for fresh contexts."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(link)
    page.get_by_role("button", name="Come in").click()
    page.get_by_text(NEWEST).first.wait_for()
    state: dict[str, object] = dict(context.storage_state())
    context.close()
    return state


def seconds_until(browser: Browser, url: str, stands: Callable[[Page], object], **who: object) -> float:
    """From the first request, with nothing in the cache, until the page ``stands``."""
    context = browser.new_context(viewport=SIZE, **who)  # type: ignore[arg-type]
    page = context.new_page()
    start = time.perf_counter()
    page.goto(url, wait_until="commit")
    stands(page)
    took = time.perf_counter() - start
    context.close()
    return took


def first_pictures(browser: Browser, acts: int) -> dict[str, float]:
    """Median seconds until each page stands, in turns so that what else the machine does hits all alike."""
    with serving_nothing() as empty, serving(acts) as app:
        cookies = signed_in(browser, app.link)
        turns = {
            "empty": lambda: seconds_until(browser, empty, lambda page: page.get_by_text("hello").wait_for()),
            "acts": lambda: seconds_until(
                browser,
                app.url,
                lambda page: page.get_by_text(NEWEST).first.wait_for(),
                storage_state=cookies,
            ),
            "pond": lambda: seconds_until(
                browser, app.url + "pond", lambda page: page.wait_for_function(DRAWN), storage_state=cookies
            ),
        }
        took: dict[str, list[float]] = {name: [] for name in turns}
        for _ in range(ROUNDS):
            for name, turn in turns.items():
                took[name].append(turn())
    return {name: median(times) for name, times in took.items()}
