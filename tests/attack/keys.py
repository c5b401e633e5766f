"""Forged, tampered and replayed cookies and links."""

import hashlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from ripple.actions.joining import COOKIE
from tests.attack.table import Attack, stopped
from tests.attack.world import HIDDEN, OPENS, Person, World

FAMILY = "keys"

# What a forger makes of Ada's token, or without it.
FORGED: dict[str, Callable[[str, World], str]] = {
    "nothing": lambda token, world: "",
    "one letter": lambda token, world: "a",
    "the group's id": lambda token, world: world.maple,
    "the group's code": lambda token, world: world.code,
    "the token's hash": lambda token, world: hashlib.sha256(token.encode()).hexdigest(),
    "half a token": lambda token, world: token[:22],
    "all but the last sign": lambda token, world: token[:-1],
    "one sign more": lambda token, world: token + "A",
    "the token twice": lambda token, world: token * 2,
    "other letters": lambda token, world: token.swapcase(),
    "backwards": lambda token, world: token[::-1],
    "in quotes and more": lambda token, world: f'"{token}x"',
    "Eve's own token": lambda token, world: world.eve.cookies[COOKIE + world.elm],
    "a wildcard": lambda token, world: "*",
    "SQL": lambda token, world: "' OR '1'='1",
    "JSON": lambda token, world: '{"$ne": ""}',
    "None": lambda token, world: "None",
    "true": lambda token, world: "true",
    "a long one": lambda token, world: "A" * 4_000,
    "signed like a token of another app": lambda token, world: "eyJhbGciOiJub25lIn0.eyJtZW1iZXIiOiJBZGEifQ.",
}


def lets_nobody_in(thief: Person, otherwise: str) -> None:
    for page in ("", "people", "you", "group"):
        with thief.tab() as tab:
            tab.open(page)
            stopped(HIDDEN.encode() not in tab.came and not tab.has(OPENS), f"{otherwise}: {page}")


def forged_cookie(name: str, world: World) -> None:
    token = world.ada.cookies[COOKIE + world.maple]
    thief = world.stranger()
    thief.cookies[COOKIE + world.maple] = FORGED[name](token, world).replace(";", "")
    lets_nobody_in(thief, name)


def right_token_for_another_group(world: World) -> None:
    thief = world.stranger()
    thief.cookies[COOKIE + world.maple] = world.eve.cookies[COOKIE + world.elm]
    thief.cookies[COOKIE + "../" + world.maple] = world.eve.cookies[COOKIE + world.elm]
    thief.cookies[COOKIE + "directory"] = world.eve.cookies[COOKIE + world.elm]
    lets_nobody_in(thief, "another group's token")


def cookie_after_leaving(world: World) -> None:
    """Replayed: somebody copied the cookie before its owner left the computer."""
    leaver = world.stranger("Dora")
    leaver.joins(world.code)
    thief = world.stranger()
    thief.cookies = dict(leaver.cookies)
    leaver.asks("POST", f"leave/{world.maple}")
    lets_nobody_in(thief, "a copy of the cookie outlived leaving")


def used_link(world: World) -> None:
    link, thief = world.ada.link(), world.stranger()
    world.stranger().follows(link)
    answer = thief.asks("POST", link)
    stopped("spent" in answer.headers["location"], answer.headers)
    lets_nobody_in(thief, "a used link")


def link_used_by_ten_at_once(world: World) -> None:
    link, crowd = world.ada.link(), [world.stranger() for _ in range(10)]
    with ThreadPoolExecutor(10) as pool:
        list(pool.map(lambda person: person.asks("POST", link), crowd))
    came_in = [person for person in crowd if person.cookies]
    stopped(len(came_in) == 1, f"{len(came_in)} came in")


# What a forger makes of a link's secret, or without it.
LINKS: dict[str, Callable[[str, str, World], str]] = {
    "for another group": lambda group, secret, world: f"enter/{world.elm}/{secret}",
    "without its secret": lambda group, secret, world: f"enter/{group}/%20",
    "with its hash": lambda group, secret, world: (
        f"enter/{group}/{hashlib.sha256(secret.encode()).hexdigest()}"
    ),
    "with the code": lambda group, secret, world: f"enter/{group}/{world.code}",
    "cut short": lambda group, secret, world: f"enter/{group}/{secret[:-1]}",
    "made longer": lambda group, secret, world: f"enter/{group}/{secret}A",
    "in other letters": lambda group, secret, world: f"enter/{group}/{secret.swapcase()}",
    "of the directory": lambda group, secret, world: f"enter/directory/{secret}",
    "of no group": lambda group, secret, world: f"enter/nowhere/{secret}",
    "of the folder above": lambda group, secret, world: f"enter/..%2f{group}/{secret}",
    "of a file": lambda group, secret, world: f"enter/..%2f..%2fetc%2fpasswd/{secret}",
    "of a null": lambda group, secret, world: f"enter/{group}%00/{secret}",
    "of a long group": lambda group, secret, world: f"enter/{'a' * 5_000}/{secret}",
    "with a line break": lambda group, secret, world: f"enter/{group}%0d%0aSet-Cookie:x=y/{secret}",
    **{
        f"with sign {at} changed": lambda group, secret, world, at=at: (
            f"enter/{group}/{secret[:at]}{'A' if secret[at] != 'A' else 'B'}{secret[at + 1 :]}"
        )
        for at in (0, 1, 20, 41)
    },
}


def forged_link(name: str, world: World) -> None:
    _, group, secret = world.ada.link().split("/")
    thief = world.stranger()
    answer = thief.asks("POST", LINKS[name](group, secret, world))
    stopped(answer.status_code < 500, f"the server broke: {answer.status_code}")
    stopped(not [cookie for cookie in thief.cookies if cookie.startswith(COOKIE)], thief.cookies)
    lets_nobody_in(thief, name)


def scripts_cannot_read_the_cookie(world: World) -> None:
    answer = world.stranger().asks("POST", world.ada.link())
    stopped("httponly" in answer.headers["set-cookie"].lower(), answer.headers)


def other_sites_do_not_send_the_cookie(world: World) -> None:
    answer = world.stranger().asks("POST", world.ada.link())
    stopped("samesite=lax" in answer.headers["set-cookie"].lower(), answer.headers)


def over_https_the_cookie_stays_there(world: World) -> None:
    headers = {"X-Forwarded-Proto": "https", "Origin": world.origin.replace("http", "https")}
    answer = world.stranger().asks("POST", world.ada.link(), headers=headers)
    stopped("secure" in answer.headers["set-cookie"].lower(), answer.headers)
    stopped("strict-transport-security" in answer.headers, answer.headers)


def attacks() -> Iterator[Attack]:
    for name in FORGED:
        yield Attack(FAMILY, f"a cookie of {name}", partial(forged_cookie, name))
    for name in LINKS:
        yield Attack(FAMILY, f"a link {name}", partial(forged_link, name))
    yield Attack(FAMILY, "another group's cookie", right_token_for_another_group)
    yield Attack(FAMILY, "a copy of a cookie whose owner left", cookie_after_leaving)
    yield Attack(FAMILY, "a link that was used", used_link)
    yield Attack(FAMILY, "a link in ten browsers at once", link_used_by_ten_at_once)
    yield Attack(FAMILY, "read the cookie by a script", scripts_cannot_read_the_cookie)
    yield Attack(FAMILY, "have another site send the cookie", other_sites_do_not_send_the_cookie)
    yield Attack(FAMILY, "read the cookie on the way", over_https_the_cookie_stays_there)
