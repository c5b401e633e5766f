"""Reading and changing what is another's, by its id: pages, addresses, widgets, files."""

import re
from collections.abc import Iterator
from functools import partial
from urllib.parse import quote

from streamlit.proto.Common_pb2 import StringTriggerValue
from streamlit.proto.WidgetStates_pb2 import WidgetState

from ripple.actions.joining import COOKIE
from tests.attack.stage import FILES as FILES_OF_A_GROUP
from tests.attack.tab import Tab
from tests.attack.table import Attack, stopped
from tests.attack.world import HIDDEN, Person, World

FAMILY = "ids"
PAGES = ("", "people", "ripple", "you", "group", "welcome", "about", "kept", "no-such-page")


def act_of(world: World) -> str:
    """The id of the act that only Rowan Lane may read."""
    with world.group(world.maple) as live:
        return next(act.id for act in live.history.acts.values() if act.text == HIDDEN)


def queries(world: World) -> dict[str, str]:
    """Ways to name another group, or what is in it, in a page's address."""
    act = act_of(world)
    return {
        "no address": "",
        "the group": f"group={world.maple}",
        "the group twice": f"group={world.elm}&group={world.maple}",
        "the group's code": f"code={world.code}",
        "an act": f"act={act}",
        "an act and its group": f"group={world.maple}&act={act}",
        "the directory": "group=directory",
        "the folder above": f"group={quote('../' + world.maple)}",
    }


QUERIES = ("no address", "the group", "the group twice", "the group's code", "an act", "an act and its group")


def who(role: str, world: World) -> Person:
    """Somebody who is not in Rowan Lane."""
    return world.eve if role == "host of another group" else world.stranger()


def reads_nothing(role: str, page: str, address: str, world: World) -> None:
    with who(role, world).tab(queries(world)[address]) as tab:
        tab.open(page)
        stopped(HIDDEN.encode() not in tab.came, f"{page} shows it")
        members = world.ada.name in tab.says or world.ben.name in tab.says
        stopped(not members, f"{page} names the members")


def press_what_another_s_page_has(thief: Tab, theirs: Tab) -> None:
    """Send every widget of another's page as pressed, chosen and written to."""
    ids = {getattr(one, "id", "") for one in theirs.elements.values()} - {""}
    assert ids, "the page has nothing to press"
    for widget in ids:
        for said in (
            WidgetState(id=widget, trigger_value=True),
            WidgetState(id=widget, string_value=HIDDEN),
            WidgetState(id=widget, string_trigger_value=StringTriggerValue(data="Take it back")),
        ):
            thief.run(said)


def presses(role: str, page: str, world: World) -> None:
    """A page of Ada's, pressed by somebody who has no such page: nothing in her group may change."""
    with world.group(world.maple) as live:
        before = live.version
    with world.ada.tab() as hers, who(role, world).tab() as mine:
        hers.open(page)
        mine.open(page)
        press_what_another_s_page_has(mine, hers)
        stopped(HIDDEN.encode() not in mine.came, "the act was shown")
    with world.group(world.maple) as live:
        stopped(live.version == before, f"{live.version - before} things happened in the group")


def member_presses(page: str, world: World) -> None:
    """A member sends what only the host's page has: nothing of the host's may happen."""
    with world.ada.tab() as hers, world.ben.tab() as mine:
        hers.open(page)
        mine.open(page)
        own = {getattr(one, "id", "") for one in mine.elements.values()}
        hers.elements = {
            path: one for path, one in hers.elements.items() if getattr(one, "id", "") not in own
        }
        with world.group(world.maple) as live:
            before = live.version
        if any(getattr(one, "id", "") for one in hers.elements.values()):
            press_what_another_s_page_has(mine, hers)
    with world.group(world.maple) as live:
        stopped(live.version == before, "something happened in the group")


def takes_back_another_s_act(world: World) -> None:
    """The choice that only stands on its owner's card, sent by another member."""
    with world.ada.tab() as hers, world.ben.tab() as mine:
        more = next(
            one for one in hers.elements.values() if "more " + act_of(world) in getattr(one, "id", "")
        )
        mine.run(WidgetState(id=more.id, string_trigger_value=StringTriggerValue(data="Take it back")))
        stopped(not mine.has("Take it back"), "Ben was asked whether to take Ada's act back")
    with world.group(world.maple) as live:
        stopped(live.history.acts[act_of(world)].text == HIDDEN, "it is gone")


def passes_on_an_act_of_another_group(world: World) -> None:
    """The button that opens the form below an act, for an act that is elsewhere."""
    with world.ada.tab() as hers, world.eve.tab() as mine:
        button = next(
            one for one in hers.elements.values() if "pass " + act_of(world) in getattr(one, "id", "")
        )
        mine.run(WidgetState(id=button.id, trigger_value=True))
        stopped(HIDDEN.encode() not in mine.came, "Eve reads the act")


def leaves_for_another(world: World) -> None:
    world.eve.asks("POST", f"leave/{world.maple}")
    with world.ada.tab() as tab:
        stopped(HIDDEN in tab.says, "Ada was signed out by Eve")


def takes_over_a_page(world: World) -> None:
    """A socket that says it is the continuation of another's session."""
    with world.ada.tab() as hers:
        session = hers.session
        theft = Tab(world.url, headers=world.stranger().headers, origin=world.origin, session=session)
        with theft:
            stopped(HIDDEN.encode() not in theft.came, "the session was taken over while it was open")
    theft = Tab(world.url, headers=world.stranger().headers, origin=world.origin, session=session)
    with theft:
        stopped(HIDDEN.encode() not in theft.came, "the session was taken over after it was closed")


def fetches_a_file(path: str, world: World) -> None:
    with world.ada.tab() as tab:
        tab.open("people")
        session = tab.session
        answer = world.stranger().asks(
            "GET", path.format(session=session, group=world.maple, act=act_of(world))
        )
    stopped(HIDDEN not in answer.text, answer.text[:80])
    stopped(
        answer.status_code >= 300 or '<div id="root">' in answer.text or answer.text == "ok", answer.text[:80]
    )


def cookies_of(eve: Person, group: str) -> dict[str, dict[str, str]]:
    """What somebody who is in no such group could show for it."""
    token = next(iter(eve.cookies.values()))
    return {
        "no cookie": {},
        "the cookie of another group": eve.cookies,
        "the token of another group": {COOKIE + group: token},
        "both": eve.cookies | {COOKIE + group: token},
        "the group's own id": {COOKIE + group: group},
    }


COOKIES = (
    "no cookie",
    "the cookie of another group",
    "the token of another group",
    "both",
    "the group's own id",
)


def takes(file: str, cookies: str, world: World) -> None:
    """A file of Rowan Lane, asked for from outside."""
    path = file.format(world.maple)
    stopped(world.ada.asks("HEAD", path).status_code == 200, "nobody could take it, so nothing was tried")
    thief = world.stranger()
    thief.cookies = dict(cookies_of(world.eve, world.maple)[cookies])
    answer = thief.asks("GET", path)
    stopped(answer.status_code == 303, f"{answer.status_code} with {len(answer.content)} bytes")


def takes_a_ripple_of_another_group(world: World) -> None:
    answer = world.eve.asks("GET", f"keepsake/{world.elm}/html?act={act_of(world)}")
    stopped(answer.status_code == 303, f"{answer.status_code} with {len(answer.content)} bytes")


def takes_for_hosts(world: World) -> None:
    """The whole group, asked for by a member of it."""
    answer = world.ben.asks("GET", FILES_OF_A_GROUP["the whole group"].format(world.maple))
    stopped(answer.status_code == 303, f"{answer.status_code} with {len(answer.content)} bytes")


FILES = [
    "_stcore/upload_file/{session}/file",
    "media/{group}",
    "media/{act}",
    "media/{group}.jsonl",
    "media/my-acts-of-kindness.json",
    "app/static/{group}",
    "data/ripple/{group}",
    "{group}",
    "{group}.journal",
    "acts/{act}",
    "ripple?act={act}",
    "server.log",
    ".streamlit/config.toml",
    ".git/config",
    "streamlit_app.py",
]


def files() -> Iterator[Attack]:
    for path in FILES:
        yield Attack(FAMILY, f"fetch {re.sub('[{}]', '', path)}", partial(fetches_a_file, path))
    for name, file in FILES_OF_A_GROUP.items():
        for cookies in COOKIES:
            yield Attack(FAMILY, f"take {name} with {cookies}", partial(takes, file, cookies))
    yield Attack(FAMILY, "take the whole group as a member", takes_for_hosts)
    yield Attack(FAMILY, "take a ripple of another group", takes_a_ripple_of_another_group)


def attacks() -> Iterator[Attack]:
    for role in ("stranger", "host of another group"):
        for page in PAGES:
            for address in QUERIES:
                # A code invites: it may show the group's name to whoever has it, and nothing else.
                name = f"read “{page or 'home'}” with {address}, as {role}"
                yield Attack(FAMILY, name, partial(reads_nothing, role, page, address))
        for page in ("", "people", "you"):
            yield Attack(
                FAMILY, f"press all of Ada's “{page or 'home'}”, as {role}", partial(presses, role, page)
            )
    for page in ("", "people", "group"):
        yield Attack(
            FAMILY, f"press what only the host's “{page or 'home'}” has", partial(member_presses, page)
        )
    yield from files()
    yield Attack(FAMILY, "take another's act back", takes_back_another_s_act)
    yield Attack(FAMILY, "pass on an act of another group", passes_on_an_act_of_another_group)
    yield Attack(FAMILY, "sign another out", leaves_for_another)
    yield Attack(FAMILY, "go on with another's session", takes_over_a_page)
