"""Who waits for a picture holds nobody else up, and what nobody waits for is not drawn on."""

from __future__ import annotations

import asyncio
import subprocess
from collections.abc import Callable, Coroutine
from threading import Event
from typing import Any

import anyio
import pytest

from ripple.charts.export import render
from ripple.web import render_queue
from ripple.web.render_queue import PLACES, Picture, Queue

PATIENCE_S = 20


async def asks(picture: Picture, gone: asyncio.Event) -> bytes:
    """What comes of it, for somebody who may be gone before it does."""
    came = bytearray()

    async def receive() -> dict[str, Any]:
        await gone.wait()
        return {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        came.extend(message.get("body", b""))

    scope = {"type": "http", "method": "GET", "headers": [], "asgi": {"spec_version": "2.3"}}
    await picture(scope, receive, send)  # type: ignore[arg-type]
    return bytes(came)


def picture(queue: Queue, who: str, make: Callable[[], bytes]) -> Picture:
    return Picture(queue, who, make, "image/png", {})


def waits(scenario: Callable[[], Any]) -> None:
    async def within() -> None:
        with anyio.fail_after(PATIENCE_S):
            await scenario()

    anyio.run(within)


def test_forty_who_wait_take_no_thread_of_the_others() -> None:
    drawn, release = [], Event()

    def make(number: int) -> bytes:
        assert release.wait(PATIENCE_S)
        drawn.append(number)
        return b"x"

    async def scenario() -> None:
        queue, stays = Queue(), asyncio.Event()
        async with anyio.create_task_group() as group:
            for number in range(40):
                group.start_soon(
                    asks, picture(queue, f"m{number}", lambda number=number: make(number)), stays
                )
            await anyio.wait_all_tasks_blocked()
            others = anyio.to_thread.current_default_thread_limiter()
            assert others.borrowed_tokens == 0
            assert await anyio.to_thread.run_sync(lambda: "joined") == "joined"
            assert drawn == []
            release.set()
        assert sorted(drawn) == list(range(40))
        assert queue.waiting == set()

    waits(scenario)


def test_everybody_waits_for_one_and_there_are_so_many_places() -> None:
    queue = Queue()
    pictures = [picture(queue, f"m{number}", bytes) for number in range(PLACES - 1)]
    assert queue.has_room_for("ada")
    assert not queue.has_room_for("m0")
    pictures.append(picture(queue, "ada", bytes))
    assert not queue.has_room_for("ben")
    assert queue.wait_s == PLACES * render_queue.ONE_TAKES_S

    async def scenario() -> None:
        for each in pictures:
            await asks(each, asyncio.Event())
        assert queue.has_room_for("ben")

    waits(scenario)


def test_who_goes_away_has_nothing_drawn() -> None:
    begun, given_up = Event(), Event()

    def make() -> bytes:
        begun.set()
        while True:
            try:
                render.go_on.get()()
            except BaseException:
                given_up.set()
                raise

    async def scenario() -> None:
        queue, gone = Queue(), asyncio.Event()
        async with anyio.create_task_group() as group:
            group.start_soon(asks, picture(queue, "ada", make), gone)
            await anyio.to_thread.run_sync(begun.wait, PATIENCE_S)
            gone.set()
        assert given_up.is_set()
        assert queue.has_room_for("ada")

    waits(scenario)


def test_a_drawing_that_nobody_waits_for_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[int] = []
    kill = subprocess.Popen.kill

    def noted(process: Any) -> None:
        ended.append(process.pid)
        kill(process)

    def nobody() -> None:
        raise ConnectionAbortedError

    monkeypatch.setattr(subprocess.Popen, "kill", noted)
    token = render.go_on.set(nobody)
    try:
        with pytest.raises(ConnectionAbortedError):
            render.pressed({"mark": "point"}, "png")
    finally:
        render.go_on.reset(token)
    assert len(ended) == 1


def test_who_does_not_read_a_picture_keeps_no_place_in_the_queue() -> None:
    async def scenario() -> None:
        queue, read = Queue(), asyncio.Event()

        async def send(message: dict[str, Any]) -> None:
            if message.get("body"):
                await read.wait()

        async def receive() -> dict[str, Any]:
            await asyncio.Event().wait()
            raise AssertionError("it never comes")

        scope = {"type": "http", "method": "GET", "headers": [], "asgi": {"spec_version": "2.3"}}
        async with anyio.create_task_group() as group:
            asked: Callable[..., Coroutine[Any, Any, None]] = picture(queue, "ada", lambda: b"x")
            group.start_soon(asked, scope, receive, send)
            while queue.waiting:
                await anyio.wait_all_tasks_blocked()
            read.set()

    waits(scenario)
