"""Every read passes moderation: all doors, with words behind them that are not for all who knock."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1.element_tree import Block, Node

from ripple.actions.files.act_files import export_csv, export_json
from ripple.actions.leaving import leave_group
from ripple.actions.members import change_settings, remove
from ripple.actions.moderating import hide_act, report_act
from ripple.actions.posting import edit_act, share_act, withdraw_act
from ripple.app import session
from ripple.app.pond.as_sent import first_picture
from ripple.app.tab_state import Asking
from ripple.domain.model import Act, Person, Settings
from ripple.domain.moderation import Asker
from ripple.live import LiveGroup
from ripple.web.routes import routes
from tests.app.conftest import Visitor, joined

NOW = datetime.now(UTC)
WAITING, HIDDEN, WHY, SHOWN = "quixotic heron", "velvet anvil", "bitter walnut", "plain daylight"
GONE = {"erased": "copper lantern", "edited away": "marble thimble", "left with all": "silken ladder"}
GONE_NAME = "Zephyrine"
PAGES = ("home", "people", "you", "group", "welcome", "about", "kept")
FORMS = ("html", "svg")


@dataclass
class Scene:
    """Maple Street with something behind every door, and who walks through them by name."""

    live: LiveGroup
    walkers: dict[str, Visitor]


@pytest.fixture
def scene(ada: Visitor, ben: Visitor, code: str) -> Scene:
    """Ada is host, Ben poster, Cleo a member, Dora was removed, Zephyrine left; Eve is host elsewhere."""
    walkers = {"host": ada, "poster": ben, "member": joined(code, "Cleo"), "removed": joined(code, "Dora")}
    left = joined(code, GONE_NAME)
    live, host, poster = ada.group.live, ada.group.member.id, ben.group.member.id

    def shares(act: str, text: str, **facts: Any) -> Act:
        made = Act(id=act, text=text, posted_at=NOW, **{"author": poster, **facts})
        return share_act(live, poster, made, now=NOW)

    shares("shown", SHOWN, receivers=(Person(GONE_NAME, left.group.member.id),))
    shares("hidden", HIDDEN, inspired_by="shown")
    shares("child", "grew from it", inspired_by="hidden")
    hide_act(live, host, "hidden", now=NOW)
    shares("erased", GONE["erased"], inspired_by="shown")
    shares("grandchild", "grew from that", inspired_by="erased")
    withdraw_act(live, Asker(poster), "erased", now=NOW)
    before = shares("edited", GONE["edited away"])
    edit_act(live, Asker(poster), Act(id="edited", text="better words", posted_at=before.posted_at), now=NOW)
    shares("reported", "fine words after all")
    report_act(live, Asker(walkers["member"].group.member.id), "reported", WHY, now=NOW)
    gone = left.group.member.id
    share_act(live, gone, Act(id="left", text=GONE["left with all"], posted_at=NOW, author=gone), now=NOW)
    leave_group(live, lambda _act: Asker(gone), erase=True, now=NOW)
    change_settings(live, host, Settings(approve_acts=True), now=NOW)
    shares("waiting", WAITING)
    remove(live, host, walkers["removed"].group.member.id, now=NOW)
    eve = Visitor().starts("Elm Street", "Eve")
    assert eve.sent_to
    walkers |= {"elsewhere": eve.follow(eve.sent_to), "outsider": Visitor()}
    return Scene(live, walkers)


# --- The doors: each gives all that it hands to whoever knocks, as one text ---


def everything_on(visitor: Visitor) -> str:
    """All that the page sent to the browser: texts, charts, tables and components, to the last byte."""

    def protos(node: Node) -> Iterator[bytes]:
        if (proto := getattr(node, "proto", None)) is not None:
            yield proto.SerializeToString()
        if isinstance(node, Block):
            for child in node.children.values():
                yield from protos(child)

    return b"".join(protos(visitor.tab._tree)).decode("utf-8", "replace")


def page(name: str) -> Callable[[Scene, Visitor], str]:
    return lambda scene, visitor: everything_on(visitor.new_tab().open(name))


def one_ripple(act: str) -> Callable[[Scene, Visitor], str]:
    def knock(scene: Scene, visitor: Visitor) -> str:
        visitor.new_tab().tab.query_params["act"] = act
        return everything_on(visitor.open("ripple"))

    return knock


def addressed(act: str) -> Callable[[Scene, Visitor], str]:
    """The pond at an address that names an act."""

    def knock(scene: Scene, visitor: Visitor) -> str:
        visitor.new_tab().tab.query_params["act"] = act
        return everything_on(visitor.open("home"))

    return knock


def picked(act: str) -> Callable[[Scene, Visitor], str]:
    """The pond with an act chosen, whose story is told, and its table open."""

    def knock(scene: Scene, visitor: Visitor) -> str:
        visitor.new_tab()
        if "visit" in visitor.tab.session_state:
            visitor.tab.session_state["visit"].picked = act
        visitor.tab.session_state["pond_table"] = True
        return everything_on(visitor.open("home"))

    return knock


def file(path: str) -> Callable[[Scene, Visitor], str]:
    def knock(scene: Scene, visitor: Visitor) -> str:
        doors = routes(session.groups, still=first_picture)
        with TestClient(Starlette(routes=doors), cookies=visitor.cookies) as client:
            return client.get(f"/{path.format(scene.live.id)}", follow_redirects=False).text

    return knock


def still_open(scene: Scene, visitor: Visitor) -> str:
    """A tab that was opened before all of it happened, as its timer draws it again."""
    return everything_on(visitor.look())


def dialog(name: str, act: str) -> Callable[[Scene, Visitor], str]:
    """A dialog that was opened before the act went out of sight, or that somebody got open after."""

    def knock(scene: Scene, visitor: Visitor) -> str:
        if "visit" not in visitor.new_tab().tab.session_state:
            return ""
        visitor.tab.session_state["visit"].dialog = Asking(name, act)
        return everything_on(visitor.look())

    return knock


ACTS = ("shown", "hidden", "erased", "edited", "reported", "waiting", "left")
DIALOGS = ("pass on", "edit", "take back", "take away", "report")
DOORS: dict[str, Callable[[Scene, Visitor], str]] = {
    "a tab still open": still_open,
    **{f"page {name}": page(name) for name in PAGES},
    **{f"one ripple, {act}": one_ripple(act) for act in ACTS},
    **{f"pond at {act}": addressed(act) for act in ACTS},
    **{f"pond, {act} picked": picked(act) for act in ACTS},
    **{
        f"dialog {name}, {act}": dialog(name, act)
        for name in DIALOGS
        for act in ("hidden", "erased", "waiting")
    },
    **{f"keepsake {form}": file(f"keepsake/{{}}/{form}") for form in FORMS},
    **{f"keepsake of the ripple, {act}": file(f"keepsake/{{}}/html?act={act}") for act in ACTS},
    "the picture that comes first": file("first-picture/{}/light"),
    "my copy": file("copy/{}/mine"),
    "the table of the people": file("copy/{}/people"),
    "the whole group": file("copy/{}/all"),
}


@pytest.mark.parametrize("who", ["outsider", "elsewhere", "removed", "member", "poster", "host"])
def test_behind_no_door_is_a_word_that_is_not_for_who_knocks(scene: Scene, who: str) -> None:
    never = [*GONE.values(), GONE_NAME]
    if who not in ("poster", "host"):
        never += [WAITING, HIDDEN]
    if who != "host":
        never += [WHY]
    if who in ("outsider", "elsewhere", "removed"):
        never += [SHOWN, "better words", "Cleo"]
    for door, knock in DOORS.items():
        said = knock(scene, scene.walkers[who])
        # It was the member who asked a host to look.
        own = [WHY] if (who, door) == ("member", "my copy") else []
        assert [words for words in never if words in said] == own, door


def test_a_file_of_the_acts_holds_only_what_everybody_sees(scene: Scene) -> None:
    acts, name_of = list(scene.live.history.acts.values()), scene.live.history.name_of
    said = (export_json(acts, name_of) + export_csv(acts, name_of)).decode()
    assert SHOWN in said
    assert [words for words in (*GONE.values(), GONE_NAME, WAITING, HIDDEN, WHY) if words in said] == []


def test_the_doors_do_open_for_whom_they_should(scene: Scene) -> None:
    knocks = {
        "member": {
            "page home": SHOWN,
            "one ripple, shown": SHOWN,
            "the picture that comes first": 'id="pond"',
            "keepsake html": SHOWN,
            "keepsake of the ripple, shown": SHOWN,
        },
        "poster": {"page you": WAITING, "my copy": HIDDEN},
        "host": {"page home": WHY, "the whole group": HIDDEN},
    }
    for who, doors in knocks.items():
        for door, words in doors.items():
            assert words in DOORS[door](scene, scene.walkers[who]), (who, door)
