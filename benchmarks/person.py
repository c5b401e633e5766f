"""Somebody on a page, as a browser would be there, without a browser.

They speak Streamlit's own language over a socket. Where the page has the part that looks for news they ask
over HTTP, as `look_for_news.js` does; what is told in the answer they take in, and let that part run where
there is more. Who reads the cards asks for those too, as `fresh.js` does. What a browser does besides (it
draws, and loads scripts and fonts once) costs the server nothing while a page is open.
"""

from __future__ import annotations

import asyncio
import json
import random
import re
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Self

from streamlit.proto.WidgetStates_pb2 import WidgetState

from benchmarks.asking import Asking, Place
from benchmarks.session import Session
from benchmarks.shown import Shown
from ripple.environment import CHECKOUT

ASKS = (CHECKOUT / "ripple" / "app" / "ui" / "look_for_news.js").read_text("utf-8")
EVERY_S, AGAIN_S = (int(re.search(rf"{name} = (\d+)", ASKS)[1]) / 1000 for name in ("EVERY_MS", "AGAIN_MS"))  # type: ignore[index]
CARDS_AFTER_S, CARDS_EVERY_S = 2.0, 10.0
NOTHING, NEWS, NOT_HERE = 204, 205, 200


@dataclass(eq=False)
class Person:
    """Somebody at a ``place``. What they are sent is shown to ``reads``, and how many seconds each run took
    told to ``waited``, by why it ran: a "press", or "news" that were looked for. ``failed`` hears what went
    wrong."""

    place: Place
    reads: Callable[[Person, bytes], None]
    waited: Callable[[str, float], None]
    failed: Callable[[BaseException], None]
    reads_cards: bool = False  # they have scrolled down to the feed; the others look at the picture
    is_writing: bool = False  # a dialog is open
    _session: Session = field(init=False)
    _one_at_a_time: asyncio.Lock = field(default_factory=asyncio.Lock)
    _works: set[asyncio.Task[None]] = field(default_factory=set)
    _anyway: asyncio.Task[None] | None = None  # the part that runs by itself
    _cards: asyncio.Task[None] | None = None
    _asked_for_cards: float = -CARDS_EVERY_S

    @property
    def is_busy(self) -> bool:
        """Whether they write, or wait for what they asked for."""
        return self.is_writing or self._one_at_a_time.locked()

    @property
    def _sees(self) -> Shown:
        return self._session.sees

    async def comes(self) -> Self:
        """Open the page, and stay."""
        self._session = await Session(self.place, partial(self.reads, self), self._looks_anyway).opens()
        self._does(self._session.listen())
        await self.run()
        if self._sees.asks:
            self._does(self._ask_for_news())
        return self

    async def leaves(self) -> None:
        for work in list(self._works):
            work.cancel()
        await self._session.closes()

    async def run(self, *pressed: WidgetState, part: str = "", why: str = "press") -> None:
        """Let the page run, or a ``part`` of it, with what was typed and ``pressed``, until it rests."""
        async with self._one_at_a_time:
            began = time.perf_counter()
            await self._session.run(*pressed, part=part, by_itself=why == "anyway")
            if closed := self._sees.closes():
                dialog, part = closed
                await self._session.run(WidgetState(id=dialog, trigger_value=True), part=part)
            self.waited("press" if why == "press" else "news", time.perf_counter() - began)
            if self._sees.draws():
                await self._session.run()

    async def shares(
        self, words: str, opens: str, labelled: str, button: str, takes_s: float, sent: Callable[[], None]
    ) -> None:
        """Write the words into the field that is ``labelled`` so, and press the button; where the form is not
        there yet, the button that ``opens`` it is pressed first. ``sent`` is called when they are sent."""
        self.is_writing = bool(opens)
        try:
            if opens:
                pressed = self._session.pressing(opens)
                await self.run(pressed, part=self._sees.parts[pressed.id])
            await asyncio.sleep(takes_s)
            field_id = self._sees.widget(labelled).id
            typed = WidgetState(id=field_id, string_value=words)
            pressed = self._session.pressing(button)
            sent()
            await self.run(typed, pressed, part=self._sees.parts[pressed.id])
        finally:
            self.is_writing = False

    async def _ask_for_news(self) -> None:
        """As the page's own script does it."""
        asking, pause = Asking(self.place), EVERY_S * random.random()
        try:
            while True:
                await asyncio.sleep(pause * random.uniform(0.85, 1.05))
                self._sees.told_anew.clear()
                if (answer := await self._answer(asking)) is None:
                    pause = EVERY_S
                    continue
                status, told = answer
                if told:
                    self._take_in(told)
                elif status == NOT_HERE or (status == NEWS and not self.is_writing):
                    await self._tells("look_for_news", "news")
                pause = EVERY_S if told or status == NOTHING else AGAIN_S
        finally:
            asking.close()

    async def _answer(self, asking: Asking) -> tuple[int, bytes] | None:
        """What is answered once there is news; None where the page is told anew before, and asks again."""
        path = f"{self._sees.asks['url']}&seen={self._sees.asks['seen']}&wait"
        answer = asyncio.create_task(asking.answer(path))
        anew = asyncio.create_task(self._sees.told_anew.wait())
        try:
            await asyncio.wait((answer, anew), return_when=asyncio.FIRST_COMPLETED)
            if answer.done():
                return answer.result()
            asking.close()
            return None
        finally:
            answer.cancel()
            anew.cancel()

    def _take_in(self, told: bytes) -> None:
        self._sees.asks["seen"] = json.loads(told)["seen"]
        self.reads(self, told)
        if self.reads_cards and (self._cards is None or self._cards.done()):
            self._cards = self._does(self._ask_for_cards())

    async def _ask_for_cards(self) -> None:
        rests_s = self._asked_for_cards + CARDS_EVERY_S - time.monotonic()
        await asyncio.sleep(max(CARDS_AFTER_S, rests_s))
        while self.is_writing:
            await asyncio.sleep(CARDS_AFTER_S)
        self._asked_for_cards = time.monotonic()
        await self._tells("fresh_cards", "came")

    async def _tells(self, component: str, event: str) -> None:
        """Let the part run in which the component stands, by what its script says."""
        if found := self._sees.part_of(component):
            id, part = found
            widget = f"$$STREAMLIT_INTERNAL_KEY_{id}__events"
            said = WidgetState(id=widget, json_trigger_value=json.dumps([{"event": event, "value": True}]))
            await self.run(said, part=part, why="news")

    def _looks_anyway(self, every_s: float, part: str) -> None:
        """The part runs by itself from now on, each so many seconds."""

        async def looks() -> None:
            while True:
                await asyncio.sleep(every_s)
                await self.run(part=part, why="anyway")

        if self._anyway:
            self._anyway.cancel()
        self._anyway = self._does(looks())

    def _does(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._works.add(task)
        task.add_done_callback(self._done)
        return task

    def _done(self, task: asyncio.Task[None]) -> None:
        self._works.discard(task)
        if not task.cancelled() and (error := task.exception()):
            self.failed(error)
