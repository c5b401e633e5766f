"""Forged, stolen and replayed sign-ins with an organisation, against an app where one signs people in."""

from __future__ import annotations

import base64
import json
import re
import tempfile
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx2
from itsdangerous import URLSafeTimedSerializer

from ripple.actions.joining import COOKIE
from ripple.actions.members import remove
from tests.attack.stage import now
from tests.attack.table import Attack, stopped
from tests.attack.world import OPENS, Person, World, world_in
from tests.browser import provider

FAMILY = "openid"
SAID = "_streamlit_user"  # the cookie with what the school said
ADA, BEN = provider.NAMES
KNOWN = "You belong to "  # to whom the page says so the school's word is good


@cache
def signing_in(world: World) -> World:
    """Another street, where Maple School signs people in; Adelina and Benedikt have come in that way."""
    folder = Path(world.also.enter_context(tempfile.TemporaryDirectory()))
    made = world.also.enter_context(world_in(folder, world.also.enter_context(provider.school())))
    for who, name, code in ((ADA, "Adelina", made.code), (BEN, "Benedikt", made.code)):
        comer = signed_in(made, who, code)
        with comer.tab(f"code={code}") as tab:
            tab.type("Your name in this group", name).press("Join the group")
            arrives(comer, tab.came)
    return made


def visitor(world: World) -> Person:
    """Somebody with the app's page open."""
    person = world.stranger()
    person.asks("GET", "_stcore/health")
    return person


def leaves_for_school(person: Person, query: str = "") -> str:
    """Press the button; the address at the school."""
    with person.tab(query) as tab:
        tab.press("Sign in with Maple School")
        door = re.findall(rb"/auth/login\?provider=[\w.-]+", tab.came)[0].decode()
    answer = person.asks("GET", door, headers={"Referer": f"{person.world.url}?{query}"})
    return str(answer.headers["location"])


def answered(school: str, who: str) -> str:
    """Be ``who`` at the school; the address that it sends the browser to."""
    answer = httpx2.post(school, data={"sub": who})
    assert answer.status_code == 302, answer
    return str(answer.headers["location"])


def signed_in(world: World, who: str, code: str = "") -> Person:
    """A browser that the school has signed ``who`` in."""
    person = visitor(world)
    answer = person.asks("GET", answered(leaves_for_school(person, f"code={code}" if code else ""), who))
    assert SAID in person.cookies, answer
    return person


def arrives(person: Person, came: bytes | bytearray) -> None:
    """Go where the page sends the browser."""
    asked = re.findall(rb"arrive\?[\w%=&-]*", came)[0].decode()
    assert person.asks("POST", asked).status_code == 303


def is_nobody(person: Person) -> None:
    """The app knows nobody in this browser."""
    for page in ("", "group"):
        with person.tab() as tab:
            tab.open(page)
            stopped(KNOWN not in tab.says and "Signed in with" not in tab.says, tab.says[:300])
            stopped(not tab.has(OPENS), f"{page} is open")


# --- What the school did not say ---

WHO = {"iss": "http://school.example", "sub": BEN, "name": "Ben", "iat": 4_000_000_000, "is_logged_in": True}


def signed(secret: str, salt: str = SAID) -> str:
    return str(URLSafeTimedSerializer(secret, salt=salt).dumps(json.dumps(WHO)))


def part(text: bytes) -> str:
    return base64.urlsafe_b64encode(text).decode().rstrip("=")


UNSIGNED = part(b'{"alg":"none"}')
FORGED: dict[str, Callable[[dict[str, str]], str]] = {
    "in plain words": lambda real: json.dumps(WHO).replace(";", ""),
    "in base 64": lambda real: part(json.dumps(WHO).encode()),
    "signed with nothing": lambda real: signed(""),
    "signed with a usual secret": lambda real: signed("secret"),
    "signed with the README's secret": lambda real: signed("…"),
    "of a token that is not signed": lambda real: f"{UNSIGNED}.{part(json.dumps(WHO).encode())}.",
    "of the app's own session": lambda real: real["_streamlit_session"],
    "of the token against other sites": lambda real: real["_streamlit_xsrf"],
    "of somebody, with another's words": lambda real: (
        f"{part(json.dumps(json.dumps(WHO)).encode())}.{real[SAID].partition('.')[2]}"
    ),
    "of somebody, cut short": lambda real: real[SAID][:-1],
    "of somebody, in other letters": lambda real: real[SAID].swapcase(),
    "of parts that are not there": lambda real: "chunks-2",
    "of nobody": lambda real: "",
}


def forged_word(name: str, world: World) -> None:
    street = signing_in(world)
    thief, real = visitor(street), signed_in(street, BEN).cookies
    thief.cookies[SAID] = FORGED[name](real)
    is_nobody(thief)


def word_in_a_header(world: World) -> None:
    person = visitor(signing_in(world))
    for name in (
        "X-Forwarded-User",
        "X-Remote-User",
        "Remote-User",
        "X-Auth-Request-Email",
        "X-Streamlit-User",
    ):
        answer = person.asks("GET", "", headers={name: BEN})
        stopped(KNOWN not in answer.text, name)
    is_nobody(person)


def word_from_another_page(world: World) -> None:
    """The cookie alone, without what only our own page can read."""
    person = signed_in(signing_in(world), BEN)
    del person.cookies["_streamlit_xsrf"]
    is_nobody(person)


# --- What it said to somebody else, or before ---


def answer_to(person: Person, **instead: str) -> str:
    """The school's answer for Ben, with something else in it."""
    address = urlsplit(answered(leaves_for_school(person), BEN))
    query = {name: values[0] for name, values in parse_qs(address.query).items()} | instead
    return f"oauth2callback?{urlencode({name: value for name, value in query.items() if value})}"


def in_vain(person: Person, answer: str) -> None:
    said = person.asks("GET", answer)
    stopped(said.headers["location"].endswith("sign_in=failed"), said.headers["location"])
    is_nobody(person)


def state_of(name: str, world: World) -> None:
    street = signing_in(world)
    states = {
        "nothing": "",
        "a letter": "a",
        "another's": parse_qs(urlsplit(leaves_for_school(visitor(street))).query)["state"][0],
    }
    person = visitor(street)
    in_vain(person, answer_to(person, state=states[name]))


def answer_of_the_attacker(world: World) -> None:
    """Have somebody else's browser open it, so that what they write is the attacker's to read."""
    street = signing_in(world)
    in_vain(visitor(street), answer_to(visitor(street)))


def answer_once_more(world: World) -> None:
    street = signing_in(world)
    person = visitor(street)
    answer, session = answer_to(person), dict(person.cookies)
    person.asks("GET", answer)
    stopped(SAID in person.cookies, "the sign-in did not work, so nothing was tried")
    thief = visitor(street)
    thief.cookies = session
    in_vain(thief, answer)


def code_of_another(world: World) -> None:
    """Ben's code, with the thief's own state: the school signed another question than was asked."""
    street = signing_in(world)
    stolen = parse_qs(urlsplit(answer_to(visitor(street))).query)["code"][0]
    thief = visitor(street)
    in_vain(thief, answer_to(thief, code=stolen))


def code_made_up(world: World) -> None:
    person = visitor(signing_in(world))
    in_vain(person, answer_to(person, code="made-up"))


def token_of_the_door(world: World) -> None:
    for token in (
        "",
        "default",
        UNSIGNED + "." + part(b'{"provider":"default","exp":4000000000}') + ".",
    ):
        answer = visitor(signing_in(world)).asks("GET", f"auth/login?provider={token}")
        stopped(answer.headers["location"].endswith("sign_in=failed"), answer.headers["location"])


def sign_others_out(world: World) -> None:
    """A page of another site sends the browser there; the school's own session would end."""
    person = signed_in(signing_in(world), BEN)
    answer = person.asks("GET", "auth/logout")
    stopped(answer.status_code == 404 and "set-cookie" not in answer.headers, answer.headers)


# --- A word that was used, and people who are out ---


def used_word(world: World) -> None:
    """Somebody copied the cookie before its owner came in with it."""
    owner = signed_in(signing_in(world), BEN)
    thief = visitor(signing_in(world))
    thief.cookies = dict(owner.cookies)
    with owner.tab() as tab:
        arrives(owner, tab.press("Come in").came)
    stopped(any(name.startswith(COOKIE) for name in owner.cookies), "the owner did not come in")
    stopped(not owner.asks("GET", "").cookies.get(SAID), "the word was not forgotten")
    with thief.tab() as tab:
        tab.press("Come in")
        stopped(b"arrive?" not in tab.came, "the word was good twice")


def arrive_with(query: str, world: World) -> None:
    person = signed_in(signing_in(world), BEN)
    street = person.world
    with street.group(street.maple) as live:
        known = next(iter(live.history.sign_ins.identities))
    person.asks("POST", "arrive?" + query.format(group=street.maple, hash=known, code=street.code))
    stopped(not any(name.startswith(COOKIE) for name in person.cookies), person.cookies)


def arrive_from_another_site(world: World) -> None:
    person = signed_in(signing_in(world), BEN)
    answer = person.asks("POST", "arrive?stay=1", headers={"Origin": "https://evil.example"})
    stopped(answer.status_code == 403, answer.status_code)


def removed(world: World) -> None:
    street = signing_in(world)
    who, name = "carla@school.example", "Carla"
    comer = signed_in(street, who, street.code)
    with comer.tab(f"code={street.code}") as tab:
        arrives(comer, tab.type("Your name in this group", name).press("Join the group").came)
    late = signed_in(street, who)
    with late.tab() as tab:
        stopped(KNOWN in tab.says, "she was not in, so nothing was tried")
    with street.group(street.maple) as live:
        found = next(one.id for one in live.history.members.values() if one.name == name)
        remove(live, live.history.hosts[0].id, found, now=now())
    for person in (comer, late, signed_in(street, who)):
        with person.tab() as tab:
            stopped(KNOWN not in tab.says and not tab.has(OPENS), tab.says[:300])


def another_s_browser(world: World) -> None:
    """At the browser that a linked member left open, become her for good."""
    street = signing_in(world)
    left_open = signed_in(street, ADA)
    with left_open.tab() as tab:
        arrives(left_open, tab.press("Come in").came)
    mallory = signed_in(street, "mallory@school.example")
    mallory.cookies |= {name: value for name, value in left_open.cookies.items() if name.startswith(COOKIE)}
    with mallory.tab() as tab:
        stopped("This browser is signed in to" in tab.says, "she was not there, so nothing was tried")
        stopped(not tab.has("Yes, that is me"), "Mallory may say that she is Adelina")


def read_in_the_log(find: Callable[[dict[str, str], str], str], world: World) -> None:
    street = signing_in(world)
    person = visitor(street)
    answer = answer_to(person)
    person.asks("GET", "oauth2callback?error=access_denied&error_description=Cleo-cried&state=x")
    person.asks("GET", answer)
    person.asks("GET", answer)
    said = street.server.log.read_text()
    stopped("OAuth" in said, "nothing is in the log, so nothing was tried")
    stopped(find(person.cookies, answer) not in said, "it is in the log")


LOGGED: dict[str, Callable[[dict[str, str], str], str]] = {
    "the code": lambda cookies, answer: parse_qs(urlsplit(answer).query)["code"][0],
    "the state": lambda cookies, answer: parse_qs(urlsplit(answer).query)["state"][0],
    "what was said": lambda cookies, answer: cookies[SAID],
    "who it was": lambda cookies, answer: BEN,
    "their name": lambda cookies, answer: provider.NAMES[BEN],
    "words of the error": lambda cookies, answer: "Cleo-cried",
}
ARRIVALS = {
    "nothing": "in=",
    "what is stored": "in={group}/{hash}",
    "the code": "in={group}/{code}",
    "the directory": "in=directory/{hash}",
    "a folder above": "in=../{group}/{hash}",
    "many of them": "&".join(["in={group}/x"] * 200),
}


def attacks() -> Iterator[Attack]:
    for name in FORGED:
        yield Attack(FAMILY, f"a word {name}", partial(forged_word, name))
    for name in ("nothing", "a letter", "another's"):
        yield Attack(FAMILY, f"an answer with the state of {name}", partial(state_of, name))
    for name, query in ARRIVALS.items():
        yield Attack(FAMILY, f"arrive with {name}", partial(arrive_with, query))
    for name, find in LOGGED.items():
        yield Attack(FAMILY, f"read {name} in the log", partial(read_in_the_log, find))
    yield Attack(FAMILY, "a word in a header", word_in_a_header)
    yield Attack(FAMILY, "a word without the page's token", word_from_another_page)
    yield Attack(FAMILY, "have another follow one's own answer", answer_of_the_attacker)
    yield Attack(FAMILY, "an answer once more", answer_once_more)
    yield Attack(FAMILY, "another's code", code_of_another)
    yield Attack(FAMILY, "a code made up", code_made_up)
    yield Attack(FAMILY, "a forged token at the door", token_of_the_door)
    yield Attack(FAMILY, "sign others out", sign_others_out)
    yield Attack(FAMILY, "a word that was used", used_word)
    yield Attack(FAMILY, "arrive from another site", arrive_from_another_site)
    yield Attack(FAMILY, "come back after being removed", removed)
    yield Attack(FAMILY, "become a member at her own browser", another_s_browser)
