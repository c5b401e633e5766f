"""Visitors: each an AppTest of the real script, with a cookie jar of their own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData
from streamlit.testing.v1 import AppTest, local_script_runner
from streamlit.testing.v1.element_tree import ButtonGroup, MenuButton

from ripple.actions.joining import COOKIE, SignInLink, enter
from ripple.app import session
from ripple.app.session import Here
from ripple.domain.presets import Preset
from ripple.language import ENGLISH, speaking

MAIN = str(Path(session.__file__).with_name("main.py"))


class Visitor:
    """Somebody in front of a browser tab. Acts by widget, reads what the page shows."""

    def __init__(self) -> None:
        self.cookies: dict[str, str] = {}
        self.claims: dict[str, object] = {}
        self.has_drawn = True  # what came first on a page, as the browser would say
        self.new_tab()

    def new_tab(self, **query: str) -> Visitor:
        """Open the app as a reload or another tab would: same cookies, nothing else kept."""
        self.tab = AppTest.from_file(MAIN, default_timeout=300)  # a busy machine is not a bug
        for key, value in query.items():
            self.tab.query_params[key] = value
        return self.look()

    def look(self) -> Visitor:
        """Let the page run once more, as it does when it hears of news."""
        return self._after(self.tab.run)

    def press(self, label: str, nth: int = 0) -> Visitor:
        """Press the nth button with this label; what it is about stands behind it between asterisks."""
        button = [button for button in self.tab.button if button.label.split(" *")[0] == label][nth]
        return self._after(lambda: button.click().run())

    def press_while_it_runs(self, label: str, *parts: str) -> Visitor:
        """Press the button with this label while another run is on: ``parts`` of the page run next,
        in one run: what the button is in, and whatever else was asked for meanwhile."""
        asked = self.tab._fragment_storage.resolve_target(parts)
        with patch.object(local_script_runner, "RerunData", partial(RerunData, fragment_id_queue=asked)):
            return self.press(label)

    def choose(self, menu: str, choice: str) -> Visitor:
        """Choose from the menu with this key, or the first whose key begins like this."""
        found = next(one for one in self.tab.menu_button if (one.key or "").startswith(menu))
        return self._after(lambda: found.click(choice).run())

    def can_choose(self, menu: str) -> list[list[str]]:
        """What the menus offer whose keys begin like this."""
        return [one.options for one in self.tab.menu_button if (one.key or "").startswith(menu)]

    def chips(self, key: str) -> ButtonGroup[Any]:
        """The chips whose key begins like this."""
        return next(one for one in self.tab.button_group if (one.key or "").startswith(key))

    @property
    def menus(self) -> list[MenuButton[Any]]:
        """The page's menus, without that of the languages at its foot."""
        return [one for one in self.tab.menu_button if one.key != "language"]

    @property
    def group(self) -> Here:
        """Who this is to the app, and where."""
        here: Here = self.tab.session_state["here"]
        return here

    def open(self, page: str) -> Visitor:
        return self._after(lambda: self.tab.switch_page(f"views/{page}.py").run())

    def follow(self, path: str) -> Visitor:
        """Go where the page sent the browser: use the link up, keep the cookie, load the app."""
        _, group, secret = path.split("/")
        token = enter(session.groups(), SignInLink(group, secret), now=datetime.now(UTC))
        self.cookies[COOKIE + group] = token
        return self.new_tab()

    def starts(self, group: str, name: str, kind: Preset | None = None) -> Visitor:
        """Start a group; where a story is not about its ``kind``, one as open as those from before."""
        self.press("Start a group")
        if kind:
            self.tab.radio(key="preset").set_value(kind)
        self.tab.text_input[0].set_value(group)
        self.tab.text_input[1].set_value(name)
        with nullcontext() if kind else patch("ripple.actions.joining._begun_as", return_value=[]):
            return self.press("Start the group")

    def writes(self, words: str) -> Visitor:
        """Write an act in the form that is open; none is, until one opens it at home."""
        self.opens_form().tab.text_area[0].set_value(words)
        return self

    def opens_form(self) -> Visitor:
        """Have a form open: the one that is, or the one for a fresh act."""
        return self if self.tab.text_area else self.press("Share a kindness")

    @property
    def sees(self) -> str:
        """Everything the page says, as one text."""
        alerts = [*self.tab.info, *self.tab.error, *self.tab.warning, *self.tab.success]
        said = [str(element.value) for element in (*self.tab.html, *self.tab.markdown)]
        return "\n".join([*said, *(unescaped(alert.value) for alert in alerts)])

    @property
    def sent_to(self) -> str | None:
        """Where the page wants to send the browser."""
        return self._paths[-1] if self._paths else None

    def _after(self, run: Callable[[], object]) -> Visitor:
        self._paths: list[str] = []
        with (
            patch.object(session, "cookies", lambda: self.cookies),
            patch.object(session, "claims", lambda: self.claims),
            patch("ripple.app.ui.widgets._go", lambda data, key: self._paths.append(data["url"])),
            patch("ripple.app.ui.chart_view._drawn", lambda **_told: SimpleNamespace(drawn=self.has_drawn)),
        ):
            run()
        assert not self.tab.exception, self.tab.exception[0].value
        return self


def unescaped(markdown: str) -> str:
    """Markdown without typed signs in it, as a browser shows it."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown)


@pytest.fixture(autouse=True, scope="session")
def packages_are_read_once() -> Iterator[None]:
    """Each `AppTest` looks for components in all that is installed, which takes longer than its page."""
    found = cache(manifest_scanner.scan_component_manifests)
    with patch.object(manifest_scanner, "scan_component_manifests", found):
        yield


@pytest.fixture(autouse=True)
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A fresh store in memory for every story."""
    monkeypatch.setenv("RIPPLE_STORE", "memory:")
    session.groups.clear()
    yield
    session.groups.clear()


@pytest.fixture
def ada() -> Visitor:
    """Ada, who started the group Maple Street and is its host."""
    with speaking(ENGLISH):  # `AppTest` too asks what an entry of a list is called
        visitor = Visitor().starts("Maple Street", "Ada")
    assert visitor.sent_to
    return visitor.follow(visitor.sent_to)


@pytest.fixture
def code(ada: Visitor) -> str:
    """The code that invites to Maple Street."""
    group = next(iter(ada.cookies)).removeprefix(COOKIE)
    return session.groups().group(group).history.code


def joined(code: str, name: str) -> Visitor:
    """Somebody who followed the invitation with ``code``."""
    visitor = Visitor().new_tab(code=code)
    visitor.tab.text_input[0].set_value(name)
    visitor.press("Join the group")
    assert visitor.sent_to
    return visitor.follow(visitor.sent_to)


@pytest.fixture
def ben(code: str) -> Visitor:
    """Ben, who followed Ada's invitation."""
    return joined(code, "Ben")


@pytest.fixture
def cleo(code: str) -> Visitor:
    """Cleo, who followed it too."""
    return joined(code, "Cleo")
