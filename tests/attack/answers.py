"""Framing, sniffing, foreign scripts: what each answer lets a browser do."""

from collections.abc import Iterator
from functools import partial

from tests.attack.table import Attack, stopped
from tests.attack.world import World

FAMILY = "answers"
PATHS = {
    "a page": "",
    "another page": "people",
    "a page that is not there": "no/such/page",
    "an invitation": "join/ABCD2345",
    "a spent link": "enter/nowhere/spent",
    "health": "_stcore/health",
    "whether it is ready": "readyz",
    "a file that is not there": "media/0123456789abcdef.csv",
    "a closed door": "_stcore/metrics",
}
# What an attacker would like, and the header that must say no to it: its name, and what it has to hold.
WISHES = {
    "frame it": ("content-security-policy", "frame-ancestors 'none'"),
    "load a script from elsewhere": ("content-security-policy", "script-src 'self' blob: 'sha256-"),
    "send what it reads elsewhere": ("content-security-policy", "connect-src 'self';"),
    "send a form elsewhere": ("content-security-policy", "form-action 'self'"),
    "move its addresses": ("content-security-policy", "base-uri 'self'"),
    "have text taken for a script": ("x-content-type-options", "nosniff"),
    "learn the address it came from": ("referrer-policy", "same-origin"),
    "keep a hand on its window": ("cross-origin-opener-policy", "same-origin"),
    "draw it into another site": ("cross-origin-resource-policy", "same-origin"),
}


def refuses(header: str, value: str, path: str, world: World) -> None:
    headers = world.stranger().asks("GET", path).headers
    stopped(value in headers.get(header, ""), f"{header}: {headers.get(header)}")


def attacks() -> Iterator[Attack]:
    for place, path in PATHS.items():
        for wish, (header, value) in WISHES.items():
            yield Attack(FAMILY, f"{wish}: {place}", partial(refuses, header, value, path))
