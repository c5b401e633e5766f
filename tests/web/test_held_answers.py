"""Answers that wait for something to change."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest
from starlette.types import Message

from ripple.web.held_answers import HeldAnswers

SOON_S, LONG_S = 0.05, 60


class Group:
    """One whose state is told as often as it is asked for, and somebody who waits for it."""

    def __init__(self) -> None:
        self.state, self.asked = 1, 0
        self.held = HeldAnswers(self._now)
        self.says: asyncio.Queue[Message] = asyncio.Queue()

    async def _now(self, _group: str) -> int:
        self.asked += 1
        return self.state

    def waits(self, seconds: float = LONG_S, known: int = 1) -> Coroutine[Any, Any, bool]:
        return self.held.changes("g", known, seconds, self.says.get)


@pytest.fixture(autouse=True)
def looks_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ripple.web.held_answers.TICK_S", 0.001)


def test_all_who_wait_hear_of_a_change() -> None:
    async def changes() -> tuple[bool, ...]:
        group = Group()
        waiting = asyncio.gather(group.waits(), group.waits())
        await asyncio.sleep(SOON_S)
        group.state = 2
        return tuple(await waiting)

    assert asyncio.run(changes()) == (True, True)


def test_what_changed_just_before_is_heard_too() -> None:
    async def changed() -> bool:
        return await Group().waits(known=0)

    assert asyncio.run(changed())


def test_nobody_waits_longer_than_they_wish_and_nobody_looks_then() -> None:
    async def nothing() -> tuple[list[bool], int, int]:
        group = Group()
        heard = [await group.waits(0), await group.waits(SOON_S)]
        await asyncio.sleep(SOON_S)
        asked = group.asked
        await asyncio.sleep(SOON_S)
        return heard, asked, group.asked

    heard, asked, later = asyncio.run(nothing())
    assert heard == [False, False]
    assert asked == later


def test_who_has_gone_is_waited_for_no_more() -> None:
    async def goes() -> bool:
        group = Group()
        for said in ("http.request", "http.disconnect"):
            group.says.put_nowait({"type": said})
        return await group.waits()

    assert not asyncio.run(goes())
