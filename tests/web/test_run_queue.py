"""Of the strangers of an address a few have their page run at a time, and one after the other comes."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from ripple.web import run_queue
from ripple.web.run_queue import AT_ONCE, Turns

PATIENCE_S = 20


def tried(scenario: Callable[[], Awaitable[None]]) -> None:
    asyncio.run(asyncio.wait_for(scenario(), PATIENCE_S))


async def settles() -> None:
    """Let everything happen that can."""
    for _ in range(10):
        await asyncio.sleep(0)


def test_so_many_run_at_once_and_then_who_came_first() -> None:
    async def scenario() -> None:
        all_turns, began = Turns(), []
        sockets = [all_turns.at("here") for _ in range(AT_ONCE + 3)]

        async def begins(number: int) -> None:
            await sockets[number].begin()
            began.append(number)

        tasks = [asyncio.create_task(begins(number)) for number in range(len(sockets))]
        await settles()
        assert began == list(range(AT_ONCE))
        await all_turns.at("elsewhere").begin()
        sockets[1].end()
        sockets[1].end()  # twice is once
        await settles()
        assert began == list(range(AT_ONCE + 1))
        for socket in sockets:
            socket.end()
            await settles()
        assert began == list(range(len(sockets)))
        await asyncio.gather(*tasks)

    tried(scenario)


def test_one_socket_waits_for_its_own_run(monkeypatch: pytest.MonkeyPatch) -> None:
    async def scenario() -> None:
        turn = Turns().at("here")
        await turn.begin()
        second = asyncio.create_task(turn.begin())
        await settles()
        assert not second.done()
        turn.end()
        await second

    tried(scenario)


def test_a_run_of_which_nothing_is_heard_is_taken_for_finished(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_queue, "LONGEST_S", 0.01)

    async def scenario() -> None:
        turn = Turns().at("here")
        for _ in range(AT_ONCE + 2):
            await turn.begin()

    tried(scenario)
