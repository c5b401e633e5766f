"""The real app, and real browsers that visit it.

Every browser test holds, without asking for it, that no request left the machine and that
nothing was tried which the content-security policy forbids.
"""

import os
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import sample
from typing import Any, Self
from urllib.error import URLError
from urllib.parse import urljoin, urlsplit
from urllib.request import urlopen

import psutil
import pytest
from playwright.sync_api import Browser, Error, Locator, Page, Request, WebSocket, expect

from ripple.actions.joining import join_group, new_id, start_group
from ripple.actions.posting import share_act
from ripple.demo import start_demo
from ripple.domain.model import Act
from ripple.live import Groups, LiveGroup
from ripple.store import open_store
from tests.browser.asked import line_of
from tests.browser.chromium import find, started

CHECKOUT = Path(__file__).resolve().parents[2]
HERE = "127.0.0.1"
SERVE = ("ripple", "serve", "--port", "{port}", "--store", "{store}")
STARTS_WITHIN_S = 300
PATIENCE_MS = 120_000  # for whatever a page is to show; a busy machine is not a bug
LOOKS_FOR_MS = 2_000  # at the words of a page that a test left
ANY_CERTIFICATE = ssl._create_unverified_context()  # noqa: S323 - of a test's own server
expect.set_options(timeout=PATIENCE_MS)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


@dataclass
class Server:
    """The app as it runs: its address, the store it keeps, its environment's ``settings``, and by which
    ``command`` of Python's it starts."""

    url: str
    store: str
    log: Path
    settings: dict[str, str] = field(default_factory=dict)
    command: Sequence[str] = SERVE
    process: subprocess.Popen[bytes] | None = None

    def address(self, path: str) -> str:
        return urljoin(self.url, path)

    def start(self) -> None:
        """Start the app by its own command and wait until it answers."""
        port = str(urlsplit(self.url).port)
        command = [sys.executable, "-m", *(word.format(port=port, store=self.store) for word in self.command)]
        with self.log.open("a") as out:
            self.process = subprocess.Popen(
                command, cwd=CHECKOUT, stdout=out, stderr=subprocess.STDOUT, env=quiet() | self.settings
            )
        wait_until_healthy(self.address("_stcore/health"), self.process)

    def stop(self) -> None:
        """End the app as its keeper would."""
        if self.process:
            self.process.terminate()
            self.process.wait(timeout=STARTS_WITHIN_S)
            self.process = None

    def worked(self) -> float:
        """For how many seconds the app has been computing; on a busy machine it is no longer."""
        assert self.process
        took = psutil.Process(self.process.pid).cpu_times()
        return float(took.user + took.system)

    def said_after(self, start: int) -> str:
        """What its log says after so many bytes."""
        return self.log.read_bytes()[start:].decode()


def server_in(folder: Path, **settings: str) -> Server:
    """An app that is yet to start, on a fresh store in ``folder``."""
    store, log = f"tinydb:{folder / 'store'}", folder / "server.log"
    log.touch()
    return Server(f"http://{HERE}:{free_port()}/", store, log, settings)


@contextmanager
def running(app: Server) -> Iterator[Server]:
    """The app, as long as it is needed."""
    try:
        app.start()
        yield app
    finally:
        app.stop()


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app that all tests of a worker visit: it takes seconds to start."""
    with running(server_in(tmp_path_factory.mktemp("app"))) as app:
        yield app


@pytest.fixture
def server(app: Server) -> Iterator[Server]:
    """The app. Each test has groups of its own there; what it logs is shown when the test fails."""
    before = app.log.stat().st_size
    yield app
    print(app.said_after(before))
    ended_by_itself = app.process.poll() if app.process else None
    if app.process is None or ended_by_itself is not None:  # for the tests that come
        app.start()
    assert ended_by_itself is None, f"the app ended while it was visited, with exit code {ended_by_itself}"


@pytest.fixture
def demo(server: Server) -> str:
    """A link into a group with some sixty acts; it can be used once."""
    with groups_of(server) as groups:
        return start_demo(groups, now=datetime.now(UTC)).path


@contextmanager
def groups_of(server: Server) -> Iterator[Groups]:
    """All groups, as another process of the app has them."""
    with closing(open_store(server.store)) as log:
        yield Groups(log)


# Every element is drawn: the script of a button or a chart is fetched when the first of its kind is needed.
# And no room is kept for what is still to come: a page sends some of itself once its picture is drawn.
AT_REST = """() => document.querySelector("[data-testid=stApp][data-test-script-state=notRunning]")
    && !document.querySelector("[data-stale=true], [data-testid=stSkeleton], [data-testid=stSpace]")
    && document.getAnimations().every(
    one => one.playState !== "running" || one.effect.getComputedTiming().endTime === Infinity)"""


def rests(page: Page) -> None:
    """Wait until the page's script has come to rest, and everything stands where it will."""
    page.wait_for_function(AT_REST)


def two_frames_pass(page: Page) -> None:
    """Wait until the page has done what it put off to its next frame."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def looks_for(words: str, listed: Locator) -> None:
    """Type ``words`` into a list, and wait for what it offers. The page tells that its field was brought into
    sight in its next frame, and that closes a list that is open by then."""
    listed.scroll_into_view_if_needed()
    two_frames_pass(listed.page)
    listed.fill(words)
    listed.page.get_by_role("option").first.wait_for()


def turns_to(page: Page, name: str) -> None:
    """Go to another page by the row, and wait until nothing is left of the one before: for a moment both show
    their picture, and the words of an act."""
    page.get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("heading", name=name, exact=True)).to_be_attached()
    rests(page)


def stops_time(page: Page) -> Callable[[int], None]:
    """Let no time pass on the page but by calling what this returns, with milliseconds."""
    page.clock.install()
    page.clock.pause_at(datetime.now() + timedelta(hours=1))
    return page.clock.run_for


def words_on(page: Page | Locator, words: str) -> Locator:
    """Where the page tells these words of an act; buttons about the act name them for screen readers too, on
    a desk the newest ones stand beside the picture as well, and a picture tells them while they are new."""
    return page.locator("bdi:not(.st-key-pond_newest bdi, .caption bdi)").filter(has_text=words)


def free_port() -> int:
    """A port below those that systems give to whoever connects: it stays free until the app takes it."""
    for port in sample(range(11_000, 32_000), k=100):
        with socket.socket() as probe, suppress(OSError):
            probe.bind((HERE, port))
            return port
    raise OSError("no port is free")


def quiet() -> dict[str, str]:
    """The environment for the app, without what this test run was told about its own."""
    return {
        name: value for name, value in os.environ.items() if not name.startswith(("RIPPLE_", "STREAMLIT_"))
    }


def wait_until_healthy(url: str, app: subprocess.Popen[Any]) -> None:
    deadline = time.monotonic() + STARTS_WITHIN_S
    while time.monotonic() < deadline and app.poll() is None:
        try:
            with urlopen(url, timeout=5, context=ANY_CERTIFICATE) as answer:  # noqa: S310 - our own address
                if answer.status == 200:
                    return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)  # asked again until it answers
    pytest.fail(f"the app did not come up (exit code {app.poll()})")


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """A real browser. The tests that need one are skipped where there is none.

    It goes with the last browser test before others: while Playwright is there, its event loop is taken
    for the thread's, and no test could run another.
    """
    path = find()
    if path is None:
        pytest.skip("no Chromium here; `python3 -m tests` installs one")
    with started(path) as browser:
        yield browser


@dataclass
class Visitor:
    """Somebody with a browser of their own: ``page``, what its console complained about (``errors``), every
    host that it asked for anything (``hosts``), the ``group`` they are in, and what their page ``asked``."""

    page: Page
    server: Server
    group: str = ""
    errors: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        pace = self.page.context.new_cdp_session(self.page)
        pace.send("Animation.enable")  # what is unfolding slides away from under a click
        pace.send("Animation.setPlaybackRate", {"playbackRate": 1_000})
        self.page.on("request", self._note)
        self.page.on("websocket", self._note)
        self.page.on("websocket", self._listen)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda said: self.errors.append(said.text) if said.type == "error" else None)

    def _note(self, asked: Request | WebSocket) -> None:
        if urlsplit(asked.url).scheme not in ("data", "blob"):
            self.hosts.add(urlsplit(asked.url).hostname or "")

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framesent", lambda frame: self.asked.append(line_of(frame)))

    def stands_before(self) -> str:
        """What their page asked for, its address and its words as it is now: shown when a test fails."""
        asked_for = "\n".join(self.asked)
        try:
            return f"{asked_for}\n{self.page.url}\n{self.page.inner_text('body', timeout=LOOKS_FOR_MS)}\n"
        except Error as gone:
            return f"{asked_for}\n{self.page.url}\n{gone.message}\n"

    def goes_to(self, path: str = "") -> Self:
        """Open ``path`` of the app and wait until it stands."""
        self.page.goto(self.server.address(path))
        return self.settled()

    def comes_in(self, link: str) -> Self:
        """Follow a sign-in link, which asks first, and wait until the group's page stands."""
        self.page.goto(self.server.address(link))
        self.page.get_by_role("button", name="Come in").click()
        return self.settled()

    def starts(
        self,
        group: str = "Maple Street",
        name: str = "Ada",
        *,
        id: str = "",
        acts: Sequence[str] = (),
        filled: Callable[[LiveGroup], object] = lambda live: None,
    ) -> Page:
        """Be the host of a new group who has shared these ``acts``, the newest last; ``filled`` puts in what
        else is there. It is started in the store: what a page does is tried elsewhere."""
        self.group, now = id or new_id(), datetime.now(UTC)
        with groups_of(self.server) as groups:
            link = start_group(groups, group, name, nonce=self.group, now=now)
            live = groups.group(self.group)
            ada = live.history.hosts[0].id
            for words in acts:
                share_act(live, ada, Act(id=new_id(), text=words, posted_at=now, author=ada), now=now)
            filled(live)
        return self.comes_in(link.path).page

    def joins(self, host: Self, name: str = "Ben") -> Page:
        """Be a member of the host's group, as whoever follows its invitation."""
        self.group = host.group
        with groups_of(self.server) as groups:
            code, now = groups.group(self.group).history.code, datetime.now(UTC)
            link = join_group(groups, code, name, asker="a test", nonce=new_id(), now=now)
        return self.comes_in(link.path).page

    def settled(self) -> Self:
        """Wait until the page's script has come to rest. After a click, wait for what it brings instead."""
        rests(self.page)
        return self


@pytest.fixture
def new_visitor(chromium: Browser, server: Server) -> Iterator[Callable[..., Visitor]]:
    """Call it for another person with a browser of their own; ``width`` in CSS pixels, ``touch`` for a
    screen that knows fingers only."""
    visitors: list[Visitor] = []
    with ExitStack() as contexts:

        def new(
            *, width: int = 1280, dark: bool = False, reduced_motion: bool = False, touch: bool = False
        ) -> Visitor:
            context = chromium.new_context(
                viewport={"width": width, "height": 844},
                color_scheme="dark" if dark else "light",
                reduced_motion="reduce" if reduced_motion else "no-preference",
                locale="en-GB",
                timezone_id="Europe/London",
                has_touch=touch,
                is_mobile=touch,
                ignore_https_errors=True,  # of a certificate that a test made
            )
            context.set_default_timeout(PATIENCE_MS)
            contexts.callback(context.close)
            visitors.append(Visitor(context.new_page(), server))
            return visitors[-1]

        yield new
        for visitor in visitors:
            print(visitor.stands_before())
    assert {host for visitor in visitors for host in visitor.hosts} <= {HERE}
    errors = [error for visitor in visitors for error in visitor.errors]
    assert [error for error in errors if "Content Security Policy" in error] == []
