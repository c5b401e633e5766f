"""Every open page talks to the app over a socket: how many there may be, and how much each may ask.

Whoever is in a group has a budget of their own, so that no stranger at the same address eats it. What all
members at an address share goes round, among their groups and then in each: who had little of late comes
first, and who has most pages open makes room, so that a few with many, or with many names, shut nobody out.
All strangers of an address share one budget: that is enough for a class that comes in at the same minute. The
page that one of them opened first makes room for the next.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress

import anyio
import anyio.to_thread
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketClose, WebSocketDisconnected

from ripple.web.client_address import client_address
from ripple.web.open_pages import OpenPages
from ripple.web.run_queue import Turns
from ripple.web.token_bucket import FairTokenBuckets, Rate, TokenBuckets
from ripple.web.websocket_filter import cost, finishes, lists_too_much, runs

SOCKETS = 500  # open pages of one address: a school; each holds some 0.4 MB
OF_STRANGERS = 150  # of these by who is in no group: forty who come in, with several tabs
OF_A_MEMBER = 40  # their tabs, on all of their devices
LARGEST = 1_000_000  # bytes of a message: all that is typed on one page
LARGEST_OF_A_STRANGER = 250_000  # a name and a code, and whatever is pasted there by mistake
LONGEST_WAIT_S = 10

# A run of a page costs 1, a look for news a fraction. A run takes some 50 ms of everybody's time.
MEMBERS = Rate(at_once=20, a_second=4)
STRANGERS = Rate(at_once=4, a_second=8)  # and of these few at a time: see `Turns`
ADDRESS = Rate(at_once=60, a_second=30)
OPENING = Rate(at_once=80, a_second=4)  # sockets of a member, or of the strangers of an address

SAID = "websocket.receive"  # a message with something in it, or with nothing: that is answered too
TRY_AGAIN_LATER = 1013  # of the registry that RFC 6455, 11.7 begins
TOO_BIG = 1009

MemberOf = Callable[[Mapping[str, str]], str]


class WebSocketLimits:
    """Count open sockets, bound messages before anybody reads them, and let who asks too much wait.

    ``member_of`` says by somebody's cookies which member they are, after their group and a space; nothing
    for strangers.
    """

    def __init__(self, app: ASGIApp, member_of: MemberOf) -> None:
        self.app, self.member_of = app, member_of
        self.rooms = OpenPages()
        self.members, self.strangers = TokenBuckets(MEMBERS), TokenBuckets(STRANGERS)
        self.addresses, self.opening = FairTokenBuckets(TokenBuckets(ADDRESS)), TokenBuckets(OPENING)
        self.turns = Turns()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        address = client_address(scope)
        member = await self._member(scope)
        group, who = _group_of(member), f"member {member}" if member else f"strangers {address}"
        wait = self.opening.wait(who, patience=LONGEST_WAIT_S)
        if wait > LONGEST_WAIT_S or not self._may_open(address, group, who):
            await WebSocketClose(TRY_AGAIN_LATER)(scope, receive, send)
            return
        with self.rooms.one_more(address, group, who, most=SOCKETS) as room:
            if room:
                with room:
                    await anyio.sleep(wait)
                    with suppress(WebSocketDisconnected):  # who leaves while they wait breaks nothing
                        if member:
                            await self._hear(scope, receive, send, address, member)
                        else:
                            await self._hear_a_stranger(scope, receive, send, address)
            if room is None or room.cancelled_caught:
                with suppress(WebSocketDisconnected):
                    await WebSocketClose(TRY_AGAIN_LATER)(scope, receive, send)

    async def _hear(self, scope: Scope, receive: Receive, send: Send, address: str, member: str) -> None:
        bounded = _Bounded(receive, send, LARGEST)

        async def receive_in_time() -> Message:
            message = await bounded.receive()
            if message["type"] == SAID:
                costs = cost(_said(message))
                await anyio.sleep(self.members.wait(member, costs))
                await self.addresses.wait(address, _group_of(member), member, costs)
            return message

        await self.app(scope, receive_in_time, bounded.send)

    async def _hear_a_stranger(self, scope: Scope, receive: Receive, send: Send, address: str) -> None:
        bounded, turn = _Bounded(receive, send, LARGEST_OF_A_STRANGER), self.turns.at(address)

        async def receive_in_turn() -> Message:
            message = await bounded.receive()
            if message["type"] == SAID:
                said = _said(message)
                await anyio.sleep(self.strangers.wait(address, cost(said)))
                if runs(said):
                    await turn.begin()
            return message

        async def send_and_note(message: Message) -> None:
            await bounded.send(message)
            if finishes(message.get("bytes") or b""):
                turn.end()

        try:
            await self.app(scope, receive_in_turn, send_and_note)
        finally:
            turn.end()

    def _may_open(self, address: str, group: str, who: str) -> bool:
        """Whether they have so few open that they may have one more; of strangers the oldest makes room."""
        if group:
            return self.rooms.of(group, who) < OF_A_MEMBER
        if self.rooms.of(group, who) >= OF_STRANGERS:
            self.rooms.make_way(address, group, who)
        return True

    async def _member(self, scope: Scope) -> str:
        cookies = HTTPConnection(scope).cookies
        return await anyio.to_thread.run_sync(self.member_of, cookies) if cookies else ""


class _Bounded:
    """A socket that ends at the first message of more than ``largest`` bytes, or that lists too much."""

    def __init__(self, receive: Receive, send: Send, largest: int) -> None:
        self._receive, self._send, self._largest = receive, send, largest
        self._ended = False

    async def receive(self) -> Message:
        message = await self._receive()
        if message["type"] != SAID:
            return message
        said = _said(message)
        if len(said) <= self._largest and not lists_too_much(said):
            return message
        await self.send({"type": "websocket.close", "code": TOO_BIG})
        self._ended = True
        return {"type": "websocket.disconnect", "code": TOO_BIG}

    async def send(self, message: Message) -> None:
        if not self._ended:
            await self._send(message)


def _group_of(member: str) -> str:
    """The group of what `MemberOf` says; none for strangers."""
    return member.partition(" ")[0]


def _said(message: Message) -> bytes:
    """The message's bytes; no page of ours says anything in text."""
    return bytes(message.get("bytes") or (message.get("text") or "").encode())
