"""What a browser shows of a page: its elements as they came over the socket, and what was typed into them."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from tests.attack.tab import Path, is_called


@dataclass(eq=False)
class Shown:
    """The elements of the page, and the ``parts`` (fragments) in which things stand, by their ids.

    ``asks`` is where the page asks for news, and since which version; ``told_anew`` is set as that comes.
    """

    typed: dict[str, WidgetState] = field(default_factory=dict)
    parts: dict[str, str] = field(default_factory=dict)
    cached: dict[str, ForwardMsg] = field(default_factory=dict)  # as browsers keep what is large
    asks: dict[str, Any] = field(default_factory=dict)
    told_anew: asyncio.Event = field(default_factory=asyncio.Event)
    _told: dict[str, Any] = field(default_factory=dict)  # of it, last
    _dialog: tuple[str, str] = ("", "")  # the last that was opened, and its part
    _elements: dict[Path, Any] = field(default_factory=dict)
    _came: dict[Path, Any] = field(default_factory=dict)  # in this run

    def begin(self) -> None:
        """A run begins."""
        self._came = {}

    def end(self, *, whole: bool) -> None:
        """The run is over: all elements are new, or those of a part."""
        self._elements = self._came if whole else self._elements | self._came

    def take(self, message: ForwardMsg, place: Any) -> None:
        """Put the element where it belongs."""
        if message.metadata.cacheable:
            self.cached[message.hash] = message
        if message.delta.add_block.dialog.id:
            self._dialog = message.delta.add_block.dialog.id, message.delta.fragment_id
        if message.delta.WhichOneof("type") != "new_element":
            return
        new = message.delta.new_element
        element = self._came[tuple(place)] = getattr(new, str(new.WhichOneof("type")))
        self.parts[getattr(element, "id", "")] = message.delta.fragment_id
        if new.bidi_component.component_name.endswith("look_for_news"):
            asks = json.loads(new.bidi_component.json)
            if asks != self._told:
                self.asks, self._told = dict(asks), asks
            self.told_anew.set()

    def draws(self) -> bool:
        """Say that a picture is drawn; whether there was one to draw."""
        new = [
            one.id
            for one in self._elements.values()
            if getattr(one, "component_name", "") == "picture_drawn" and one.id not in self.typed
        ]
        self.typed |= {each: WidgetState(id=each, json_value='{"drawn": true}') for each in new}
        return bool(new)

    def closes(self) -> tuple[str, str] | None:
        """The id of the dialog that the run closed from within, and its part; None where it closed none."""
        closed = any(getattr(one, "component_name", "").endswith("close") for one in self._came.values())
        return self._dialog if closed else None

    def part_of(self, component: str) -> tuple[str, str] | None:
        """The id of the component of this name, and the part in which it stands."""
        found = [
            one.id
            for one in self._elements.values()
            if getattr(one, "component_name", "").endswith(component)
        ]
        return (found[0], self.parts[found[0]]) if found else None

    def widget(self, label: str) -> Any:
        """What is called so. Raises `AssertionError` where nothing is."""
        found = [
            one for one in self._elements.values() if is_called(one, label) and bool(getattr(one, "id", ""))
        ]
        assert found, f"no “{label}” on the page"
        return found[0]
