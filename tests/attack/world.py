"""A running app with people in it: the street that is attacked, and those who attack it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

import httpx2

from ripple.actions.joining import COOKIE, issue_link
from ripple.live import Groups, LiveGroup
from ripple.store import open_store
from tests.attack.tab import ANSWERS_WITHIN_S, Tab
from tests.browser.conftest import Server, free_port, running, server_in
from tests.browser.provider import secrets

HIDDEN = "Cleo-was-in-tears-on-Tuesday"  # what only Rowan Lane may ever read
KIND = "What kind of group is it? You can change all of this later."
OPENS = "Share a kindness"  # the button that opens the form
FIELD = "Something you received, saw or did. A few words are enough."
NAMES = "Any names, with commas"  # first of those who were kind, then of those to whom
ASKED_ONCE = "press the button once more"  # what looks private is shared at the second press
_addresses = count(1)


@dataclass(eq=False)
class Person:
    """Somebody with a browser of their own: a cookie jar, and an address that nobody else has."""

    world: World
    name: str = ""
    cookies: dict[str, str] = field(default_factory=dict)
    address: str = ""

    def __post_init__(self) -> None:
        number = next(_addresses)
        self.address = self.address or f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"

    @property
    def headers(self) -> dict[str, str]:
        """What this browser says of itself; the app believes the address because it comes from a proxy."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return {"X-Forwarded-For": self.address} | ({"Cookie": cookies} if cookies else {})

    def tab(self, query: str = "") -> Tab:
        """The app in a new tab."""
        xsrf = self.cookies.get("_streamlit_xsrf", "none")
        return Tab(self.world.url, headers=self.headers, origin=self.world.origin, query=query, xsrf=xsrf)

    def asks(self, method: str, path: str, **more: object) -> httpx2.Response:
        """Ask over HTTP, as a page of the app does; keep the cookies that come."""
        headers = {"Origin": self.world.origin} | self.headers | dict(more.pop("headers", {}))  # type: ignore[call-overload]
        with httpx2.Client(base_url=self.world.url, headers=headers, timeout=ANSWERS_WITHIN_S) as client:
            answer = client.request(method, path, **more)  # type: ignore[arg-type]
        self.cookies |= {name: value for name, value in answer.cookies.items() if value}
        return answer

    def starts(self, group: str) -> str:
        """Start a group and come into it; its id."""
        with self.tab() as tab:
            tab.press("Start a group").choose(KIND, "A team")  # into which everybody comes
            tab.type("Name of the group", group).type("Your name", self.name).press("Start the group")
            assert tab.sends_to, f"the group was not started: {tab.says}"
            return self.follows(tab.sends_to)

    def joins(self, code: str) -> str:
        """Follow an invitation; the group's id."""
        with self.tab(f"code={code}") as tab:
            tab.type("Your name in this group", self.name).press("Join the group")
            assert tab.sends_to, f"{self.name!r} was not let in: {tab.says}"
            return self.follows(tab.sends_to)

    def follows(self, path: str) -> str:
        """Use a sign-in link up; the group's id."""
        answer = self.asks("POST", path)
        assert answer.status_code == 303, answer
        assert "spent" not in answer.headers["location"]
        return path.split("/")[1]

    def shares(self, words: str, *, unsigned: bool = False, **fields: str) -> None:
        with self.tab() as tab:
            tab.press(OPENS).type(FIELD, words)
            if unsigned:
                tab.switch("Leave my name out")
            for label, value in fields.items():
                tab.type(NAMES, value, nth=("givers", "receivers").index(label))
            tab.press("Share")
            if ASKED_ONCE in tab.says:
                tab.press("Share")

    def link(self) -> str:
        """A fresh sign-in link of one's own; from the store, where nobody has to wait for the next."""
        found = (cookie.removeprefix(COOKIE) for cookie in self.cookies if cookie.startswith(COOKIE))
        with self.world.group(next(found)) as live:
            me = next(one.id for one in live.history.members.values() if one.name == self.name)
            return issue_link(live, me, now=datetime.now(UTC)).path


@dataclass(eq=False)
class World:
    """The app, Rowan Lane with Adelheid as its host and Balthasar in it, and Eve, the host of Elm Street."""

    server: Server
    also: ExitStack = field(default_factory=ExitStack)  # what else runs while it is there
    ada: Person = field(init=False)
    ben: Person = field(init=False)
    eve: Person = field(init=False)
    maple: str = field(init=False)
    elm: str = field(init=False)
    code: str = field(init=False)

    def __post_init__(self) -> None:
        self.ada, self.ben, self.eve = (Person(self, name) for name in ("Adelheid", "Balthasar", "Eve"))
        self.maple, self.elm = self.ada.starts("Rowan Lane"), self.eve.starts("Elm Street")
        self.code = self.code_of(self.ada)
        self.ben.joins(self.code)
        self.ada.shares(HIDDEN)

    @property
    def url(self) -> str:
        return self.server.url

    @property
    def origin(self) -> str:
        return self.url.rstrip("/")

    @property
    def host(self) -> str:
        return urlsplit(self.url).netloc

    def stranger(self, name: str = "") -> Person:
        """Somebody new, at an address of their own."""
        return Person(self, name)

    @contextmanager
    def groups(self) -> Iterator[Groups]:
        """All groups as another process reads them from the store."""
        with closing(open_store(self.server.store)) as log:
            yield Groups(log)

    @contextmanager
    def group(self, group: str) -> Iterator[LiveGroup]:
        """One of them."""
        with self.groups() as groups:
            yield groups.group(group)

    def code_of(self, host: Person) -> str:
        """The code to read out that invites to the host's group."""
        with host.tab() as tab:
            tab.open("group")
            return "".join(re.search(r"^(\w{4})-(\w{4})$", tab.says, re.MULTILINE).groups())  # type: ignore[union-attr]

    @property
    def secret(self) -> str:
        """What the link to Rowan Lane holds."""
        with self.group(self.maple) as live:
            return live.secret


@contextmanager
def world_in(folder: Path, school: str = "") -> Iterator[World]:
    """A fresh store in ``folder``, the app on it, and everybody in their places; with a ``school`` that
    signs people in, if its address is given."""
    server = server_in(folder, RIPPLE_METRICS_PORT=str(free_port()))
    if school:
        (folder / "secrets.toml").write_text(secrets(server.url, school))
        server.settings["STREAMLIT_SECRETS_FILES"] = str(folder / "secrets.toml")
    with running(server), ExitStack() as also:
        yield World(server, also)
