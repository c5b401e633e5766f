"""Bringing a group from a file, on the welcome page."""

import json
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from unittest.mock import patch

from ripple.actions.files.group_archive import export_group
from ripple.actions.files.sandbox import BYTES_LIMIT
from ripple.actions.moderating import hide_act, thank
from ripple.app import session
from ripple.domain.errors import StoreReadOnly
from ripple.domain.events.log import GroupEvent
from ripple.domain.events.sign_in import LinkIssued
from ripple.domain.model import Warmth
from ripple.environment import CHECKOUT
from tests.app.conftest import Visitor


def a_file(name: str) -> bytes:
    """A group called ``name`` as its host Ada took it along."""
    ada = Visitor().starts(name, "Ada")
    assert ada.sent_to
    ada.follow(ada.sent_to).writes(f"An act of {name}").press("Share")
    return export_group(ada.group.live, ada.group.member.id)


def brings(visitor: Visitor, file: bytes) -> Visitor:
    visitor.press("Start a group").tab.file_uploader[0].upload("group.jsonl", file)
    visitor.look()
    return visitor.press("Bring it here")


def test_whoever_brings_a_file_is_the_group_s_host_again() -> None:
    ben = brings(Visitor(), a_file("Maple Street"))
    assert ben.sent_to
    ben.follow(ben.sent_to)
    assert "An act of Maple Street" in ben.sees
    assert ben.group.live.history.is_host(ben.group.member.id)


def test_a_second_file_is_a_group_of_its_own_also_after_half_a_first() -> None:
    maple, elm = a_file("Maple Street"), a_file("Elm Street")
    log = session.groups().log
    append = log.append

    def full(group: str, *entries: GroupEvent, after: int | None = None) -> None:
        if isinstance(entries[0], LinkIssued):
            raise StoreReadOnly("the disk is full")
        append(group, *entries, after=after)

    ben = Visitor()
    with patch.object(log, "append", full):
        brings(ben, maple)
    assert ben.sent_to is None
    brings(ben, elm)
    assert ben.sent_to
    ben.follow(ben.sent_to)
    assert "An act of Elm Street" in ben.sees
    assert "Maple Street" not in ben.sees


def words_in(told: object, under: str = "") -> Iterator[str]:
    """The words of people, wherever a line of a copy has them."""
    if isinstance(told, dict):
        for name, value in told.items():
            yield from words_in(value, name)
    elif isinstance(told, list):
        for value in told:
            yield from words_in(value, under)
    elif under in ("name", "text", "why") and told:
        yield str(told)


def test_every_word_of_a_copy_stands_on_a_page_of_its_host(ada: Visitor, ben: Visitor, cleo: Visitor) -> None:
    live, host = ada.group.live, ada.group.member.id
    for words, receiver in (("A shown act", "Somebody Else"), ("A hidden act", "")):
        ben.open("home").writes(words)
        ben.tab.text_input[1].set_value(receiver)
        next(one for one in ben.tab.button if one.label.startswith("Share **")).click()
        ben.look()
    thank(live, cleo.group.asker(""), next(iter(live.history.acts)), Warmth.MOVED, now=datetime.now(UTC))
    hide_act(live, host, list(live.history.acts)[-1], now=datetime.now(UTC))
    cleo.open("you").press("Leave the group …").press("Leave the group")
    said = {words for line in export_group(live, host).splitlines() for words in words_in(json.loads(line))}
    assert {"Cleo", "A shown act", "A hidden act", "Somebody Else"} <= said
    read = ""
    for page in ("home", "group"):
        ada.open(page)
        lists = [label for one in ada.tab.selectbox for label in one.options]
        read += "\n".join([ada.sees, *lists, *(one.label for one in ada.tab.menu_button)])
    assert {words for words in said if words not in read} == set()


def test_what_is_brought_may_be_as_large_as_both_pages_say() -> None:
    config = tomllib.loads((CHECKOUT / ".streamlit" / "config.toml").read_text())
    assert config["server"]["maxUploadSize"] * 1_000_000 == BYTES_LIMIT
    assert "It can have 5 MB and 12,000 lines" in Visitor().press("Start a group").sees
    ada = Visitor().starts("Maple Street", "Ada")
    assert ada.sent_to
    ada.follow(ada.sent_to).open("group")
    assert "A copy of up to 5 MB and 12,000 lines" in ada.sees
