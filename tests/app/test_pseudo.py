"""No text is left out: in a language that marks every text, whatever a page says is marked."""

import json
import re
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path
from types import SimpleNamespace

import pytest
from google.protobuf.message import Message

from ripple import words
from ripple.app.tab_state import Asking
from ripple.charts.export.keepsake import as_html, group_keepsake
from ripple.charts.pond import tooltips
from ripple.domain.errors import SlowDown
from ripple.language import COOKIE, ENGLISH, speaking
from ripple.pseudo import BEGIN, END, FROM_THE_LEFT
from ripple.web import server_pages
from ripple.web.index_page import in_the_language
from tests.app.conftest import MAIN, Visitor
from tests.marked import left_out, marks

SAID_IN = {"label", "body", "help", "placeholder", "options", "title", "content", "text", "value", "default"}


@pytest.fixture(autouse=True)
def offered(monkeypatch):
    with marks(monkeypatch), speaking(FROM_THE_LEFT):  # `AppTest` too asks what an entry of a list is called
        yield


def strings(message: Message, name: str = "") -> Iterator[tuple[str, str]]:
    """Every text of an element that people read, with the name of its field."""
    for field, value in message.ListFields():
        for each in value if field.is_repeated else [value]:
            if isinstance(each, Message):
                yield from strings(each, field.name)
            elif isinstance(each, str) and field.name in SAID_IN:
                yield field.name, each


def unmarked(visitor: Visitor) -> set[str]:
    """What the page says in no mark."""
    found = set()
    for node in walked(visitor.tab._tree):
        proto = getattr(node, "proto", None)
        if isinstance(proto, Message):
            found |= {said for _field, said in strings(proto)}
    assert any(BEGIN in said for said in found)
    return {said for said in found if left_out(said)}


def walked(node: object) -> Iterator[object]:
    yield node
    for child in getattr(node, "children", {}).values():
        yield from walked(child)


def test_a_text_without_a_mark_is_found():
    assert left_out(f"{BEGIN}a text {BEGIN}in a text{END} goes on{END} · left out <b title='no'>") == [
        "left",
        "out",
    ]
    assert left_out(f'<img alt="here too">{BEGIN}x{END} :material/add:') == ["here", "too"]


@pytest.fixture
def marked(ada: Visitor, ben: Visitor) -> Visitor:
    """Ada, who shared an act from which another grew, and whose pages are marked from now on."""
    with speaking(ENGLISH):
        ada.writes("Soup").press("Share")
        ben.look().press("Pass it on")
        ben.writes("Cake").press("Share")
    ada.cookies[COOKIE] = FROM_THE_LEFT
    return ada.new_tab()


def test_the_first_page_is_marked():
    stranger = Visitor()
    stranger.cookies[COOKIE] = FROM_THE_LEFT
    found = unmarked(stranger.new_tab())
    for dialog in ("join", "start"):
        stranger.tab.session_state["visit"].dialog = Asking(dialog)
        found |= unmarked(stranger.look())
    assert found == set()


@pytest.mark.parametrize("page", ["home", "people", "you", "group", "about", "kept", "ripple"])
def test_every_page_is_marked(marked, page):
    assert unmarked(marked.open(page)) == set()


def test_every_dialog_is_marked(marked):
    history = marked.group.live.history
    act = next(iter(history.acts))
    ben = next(member.id for member in history.members.values() if member.name == "Ben")
    dialogs = re.findall(r'^    "([a-z ]+)": \w+_dialog,', Path(MAIN).read_text(), re.MULTILINE)
    assert len(dialogs) > 12
    about = {"remove": ben, "hand over": ben, "keep": "30"}
    asked = [Asking(dialog, about.get(dialog, act)) for dialog in dialogs]
    found = set()
    for each in asked:
        marked.tab.session_state["visit"].dialog = each
        found |= {(each.dialog, said) for said in unmarked(marked.look())}
        assert [box.proto.dialog.title[0] for box in marked.tab.get("dialog")] == [BEGIN], each
    assert found == set()


def test_pictures_and_files_are_marked(marked):
    live = marked.group.live
    with speaking(FROM_THE_LEFT):
        kept = group_keepsake(live.pond, live.history)
        page = as_html(kept, UTC).decode()
        captions = [caption.said for caption in kept.scene.captions]
        tips = [json.loads(name) for name in re.findall(r'("(?:[^"\\]|\\.)+"): ', tooltips.tips())]
    body = re.sub(r"<(script|style)\b.*?</\1>", "", page[page.index("<body") :], flags=re.DOTALL)
    assert [left_out(said) for said in (body, *captions, *tips)] == [[]] * (1 + len(captions) + len(tips))
    assert captions
    assert tips


def test_the_server_s_own_pages_are_marked():
    with speaking(FROM_THE_LEFT):
        pages = [
            server_pages.doorstep("Ada", "Maple", "Ben"),
            server_pages.closed(f"{BEGIN}why{END}"),
            *(
                page(7)
                for page in (server_pages.busy, lambda wait_s: server_pages.too_fast(SlowDown(wait_s)))
            ),
            *(page() for page in (server_pages.foreign, server_pages.broken, server_pages.lost)),
            in_the_language("<title>Streamlit</title><noscript>You need</noscript>"),
        ]
    assert [left_out(re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)) for page in pages] == [[]] * 8


def test_errors_are_marked():
    facts = SimpleNamespace(field="name", seconds=100, name="Zoe", other="Ymir", count=2, problems=())
    with speaking(FROM_THE_LEFT):
        assert [text for text in words._PLAIN.values() if left_out(re.sub(r"\{.*?\}", "", text))] == []
        assert [field for field in words._FIELDS.values() if left_out(field)] == []
        assert [error.__name__ for error, say in words._COUNTED.items() if left_out(say(facts))] == []
