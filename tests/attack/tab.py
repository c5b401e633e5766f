"""A browser tab without a browser: a socket that speaks Streamlit's own language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from socket import create_connection
from ssl import SSLContext
from typing import Any, Self

from google.protobuf.message import Message
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

ANSWERS_WITHIN_S = 60
NEWS = '[{"event": "news", "value": true}]'
Path = tuple[int, ...]


class Tab:
    """One page of the app as its server sends it: ``elements`` by their place, and every byte in ``came``.

    ``asks`` says where a browser asks for news, and from which version on.
    """

    def __init__(
        self,
        url: str,
        *,
        headers: dict[str, str],
        origin: str | None,
        query: str = "",
        session: str = "",
        xsrf: str = "none",
        really: tuple[str, int] | None = None,
        tls: SSLContext | None = None,
    ) -> None:
        """``session`` is the id of the one that this tab says it goes on with, and ``xsrf`` what shows that
        it is of the page that got the cookies; ``really`` is where the name in the ``url`` leads; ``tls``
        says whose certificates are good."""
        address = re.sub("^http", "ws", url) + "_stcore/stream"
        spoken = ["streamlit", xsrf, *([session] if session else [])]
        self.socket: ClientConnection = connect(
            address,
            ssl=tls,
            origin=Origin(origin) if origin is not None else None,
            additional_headers=headers,
            subprotocols=[Subprotocol(one) for one in spoken],
            max_size=None,
            sock=create_connection(really) if really else None,
        ).__enter__()
        self.headers, self.query, self.page = headers, query, ""
        self.typed: dict[str, WidgetState] = {}
        self.elements: dict[Path, Message] = {}
        self.came = bytearray()
        self.session = ""
        self.looks = "", ""
        self.asks: dict[str, Any] = {}

    def __enter__(self) -> Self:
        return self.run()

    def __exit__(self, *_error: object) -> None:
        self.socket.close()

    def run(self, *pressed: WidgetState) -> Self:
        """Let the page run with what was typed and ``pressed``, and take in what comes."""
        return self.ask(*pressed).listen()

    def ask(self, *pressed: WidgetState) -> Self:
        """Ask for such a run, and wait for nothing."""
        asked = BackMsg()
        asked.rerun_script.query_string = self.query
        asked.rerun_script.page_name = self.page
        asked.rerun_script.widget_states.widgets.extend([*self.typed.values(), *pressed])
        self.say(asked)
        return self

    def hears(self) -> Self:
        """Let the part of the page run that looks for news, as a browser does that was told of some."""
        (part, looker), asked, before = self.looks, BackMsg(), self.elements
        heard = WidgetState(id=f"$$STREAMLIT_INTERNAL_KEY_{looker}__events", json_trigger_value=NEWS)
        asked.rerun_script.query_string, asked.rerun_script.page_name = self.query, self.page
        asked.rerun_script.fragment_id = part
        asked.rerun_script.widget_states.widgets.extend([*self.typed.values(), heard])
        self.say(asked)
        self.listen()
        self.elements = before | self.elements
        return self

    def say(self, message: BackMsg) -> None:
        self.socket.send(message.SerializeToString())

    def listen(self) -> Self:
        """Take in what comes until the page has come to rest."""
        came: dict[Path, Message] = {}
        while True:
            data = self.socket.recv(timeout=ANSWERS_WITHIN_S)
            assert isinstance(data, bytes)
            self.came += data
            message = ForwardMsg.FromString(data)
            match message.WhichOneof("type"):
                case "new_session":
                    self.session = message.new_session.initialize.session_id or self.session
                    came = {}
                case "delta" if message.delta.WhichOneof("type") == "new_element":
                    element = message.delta.new_element
                    came[tuple(message.metadata.delta_path)] = getattr(element, element.WhichOneof("type"))
                    if element.bidi_component.component_name.endswith("look_for_news"):
                        self.looks = message.delta.fragment_id, element.bidi_component.id
                        self.asks = json.loads(element.bidi_component.json)
                case "script_finished" if message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    self.elements = came
                    return self.run() if self._draws() else self

    def _draws(self) -> bool:
        """Say, as a browser does, that a picture is drawn; whether there was one to draw."""
        new = [one.id for one in self.elements.values() if _waits(one) and one.id not in self.typed]
        self.typed |= {each: WidgetState(id=each, json_value='{"drawn": true}') for each in new}
        return bool(new)

    def open(self, page: str) -> Self:
        self.page = page
        return self.run()

    def type(self, label: str, words: str, nth: int = 0) -> Self:
        """Write into the field with this label or placeholder."""
        field = self.widget(label, nth)
        self.typed[field.id] = WidgetState(id=field.id, string_value=words)
        return self

    def switch(self, label: str) -> Self:
        """Turn the switch with this label on."""
        switch = self.widget(label)
        self.typed[switch.id] = WidgetState(id=switch.id, bool_value=True)
        return self

    def choose(self, label: str, choice: str) -> Self:
        """Choose from the list of circles with this label; whatever it is that one says."""
        return self.type(label, choice)

    def press(self, label: str, nth: int = 0) -> Self:
        return self.run(self.pressing(label, nth))

    def pressing(self, label: str, nth: int = 0) -> WidgetState:
        """What a browser says when that button is pressed."""
        return WidgetState(id=self.widget(label, nth).id, trigger_value=True)

    def widget(self, label: str, nth: int = 0) -> Any:
        """The nth widget of this name (what it is about may follow it); fails loudly where there is none."""
        found = [
            one for one in self.elements.values() if is_called(one, label) and bool(getattr(one, "id", ""))
        ]
        assert len(found) > nth, f"no “{label}” on the page, but {sorted(set(self.labels()))}"
        return found[nth]

    def has(self, label: str) -> bool:
        return any(is_called(one, label) for one in self.elements.values())

    def labels(self) -> Iterator[str]:
        for element in self.elements.values():
            yield from names(element)

    def texts(self) -> Iterator[tuple[str, str]]:
        """Every text on the page, with what kind of element holds it under which name: html.body."""
        for element in self.elements.values():
            yield from _texts(element, type(element).__name__.lower())

    @property
    def says(self) -> str:
        return "\n".join(text for _where, text in self.texts())

    @property
    def sends_to(self) -> str | None:
        """The route that the page sends the browser to, if any."""
        found = re.search(
            rb"(?:enter|leave)/[\w-]+(?:/[\w-]+)?", b"".join(_raw(self.elements, "bidicomponent"))
        )
        return found[0].decode() if found else None


def _waits(element: Any) -> bool:
    """Whether this is what asks the browser to say that a picture is drawn."""
    return getattr(element, "component_name", "") == "picture_drawn"


def names(element: Message) -> list[str]:
    return [str(getattr(element, name)) for name in ("label", "placeholder") if getattr(element, name, "")]


def is_called(element: Message, label: str) -> bool:
    """Whether the element has this name; what it is about, or as whom, may follow it."""
    return any(name == label or name.startswith(f"{label} *") for name in names(element))


def _raw(elements: dict[Path, Message], kind: str) -> list[bytes]:
    return [one.SerializeToString() for one in elements.values() if type(one).__name__.lower() == kind]


def _texts(message: Message, where: str) -> Iterator[tuple[str, str]]:
    for field, value in message.ListFields():
        name = f"{where}.{field.name}"
        values = value if field.is_repeated else [value]
        for one in values:
            if isinstance(one, str):
                yield name, one
            elif isinstance(one, Message):
                yield from _texts(one, name)
