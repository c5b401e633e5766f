"""Whoever of two wrote what is unsigned: every page of everybody else is the same, to the last element.

The same story is told twice, and the second time another member leaves their name out. As in
`tests.actions.test_exchanged_authors`, which does so for what is stored and taken along.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from ripple.actions import joining, rate_limits
from ripple.app import session
from ripple.language import COOKIE
from tests.app.acts.test_heard import in_another_browser, passes_on, posts
from tests.app.conftest import Visitor, joined
from tests.tongues import speaking_only

PAIR = ("ben", "cleo")
PAGES = ("home", "people", "you", "group")
Seen = dict[tuple[str, str], list[str]]


class Clock(datetime):
    """What it is o'clock for the app: the same in both stories."""

    is_now = datetime.now(UTC)

    @classmethod
    def now(cls, tz: object = None) -> datetime:  # type: ignore[override]  # not a `Clock`: it is only asked
        cls.is_now += timedelta(seconds=1)
        return cls.is_now


def told(author: str, began: datetime) -> Seen:
    """The story as ``author`` is who leaves their name out; what the others then have on their pages."""
    nth, Clock.is_now = count(), began
    rate_limits._limiter.storage.reset()
    session.groups.clear()
    session._heard.clear()

    def drawn(_size: int = 0) -> str:
        return hashlib.sha256(b"%d" % next(nth)).hexdigest()[:16]

    drawn_here = patch.multiple(secrets, token_hex=drawn, token_urlsafe=drawn)
    with drawn_here, patch.multiple(joining, new_code=lambda: "ABCD2345", new_secret=lambda: "A" * 26):
        ada = Visitor().starts("Maple Street", "Ada")
        ada.follow(str(ada.sent_to))
        people = {name: joined(ada.group.live.history.code, name.title()) for name in PAIR}
        people["ben"].cookies[COOKIE] = "de"
        people["ben"].new_tab()
        others = {"ada": ada} | {f"as {name}": in_another_browser(people[name]) for name in PAIR}
        for name in PAIR:
            posts(people[name], f"Signed by {name}")
        for other in others.values():
            other.look()
        unsigned = list(leaves_out(people[author]))
        return {(who, page): on(other, page, unsigned[0]) for who, other in others.items() for page in PAGES}


def leaves_out(who: Visitor) -> Iterator[str]:
    """The acts that they leave unsigned: one afresh, edited since, and one because of each that is signed."""
    fresh = posts(who, "Left flowers", unsigned=True)
    who.choose(f"more {fresh}", "edit").tab.text_area[0].set_value("Left tulips")
    who.look().press("Save")
    yield fresh
    yield passes_on(who, "Watered them", unsigned=True, nth=1)
    yield passes_on(who, "Watered them again", unsigned=True, nth=3)


def on(visitor: Visitor, page: str, act: str) -> list[str]:
    visitor.tab.query_params["act"] = act
    return list(_elements(visitor.open(page).tab._tree))


def _elements(node: Any) -> Iterator[str]:
    """Everything that is drawn, as it is sent."""
    for child in getattr(node, "children", {}).values():
        yield str(getattr(child, "proto", ""))
        yield from _elements(child)


def test_no_page_differs_when_another_wrote_what_is_unsigned(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """One has pages in German, in which all texts are left in English."""
    monkeypatch.setattr(session, "datetime", Clock)
    began = Clock.is_now
    with speaking_only(tmp_path, {"de": {}}):
        one, other = (told(author, began) for author in PAIR)
    assert one.keys() == other.keys()
    for place, seen in one.items():
        assert seen == other[place], place
