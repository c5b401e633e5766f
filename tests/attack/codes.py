"""Guessing invitation codes."""

from collections.abc import Iterator
from functools import partial

from ripple.actions.rate_limits import ALL_ASKERS, ONE_ASKER
from tests.attack.table import Attack, stopped
from tests.attack.world import Person, World

FAMILY = "codes"
# What is no code of anybody, however it is read; Rowan Lane's own would open each of them.
ODD = {
    "nothing": "",
    "a space": " ",
    "a wildcard": "*",
    "eight wildcards": "********",
    "a percent sign": "%",
    "SQL": "' OR 1=1 --",
    "JSON": '{"$gt": ""}',
    "a pattern": "[A-Z0-9]{8}",
    "a null": "\x00",
    "None": "None",
    "the directory": "directory",
    "one letter": "A",
    "a long one": "A" * 100_000,
    "a template": "{code}",
    "letters of another script": "ＡＢＣＤ２３４５",
}


def guess(person: Person, code: str) -> str:
    """What the page says to this code."""
    with person.tab() as tab:
        tab.press("I have an invitation").type("ABCD-2345", code).type(
            "Your name in this group", "Mallory"
        ).press("Join the group")
        stopped(tab.sends_to is None, f"{code!r} let Mallory in")
        return tab.says


def odd_code(code: str, world: World) -> None:
    person = world.stranger()
    stopped("No group has that code" in guess(person, code), "nobody was told that there is no such group")


def a_code_cut_or_changed(at: int, world: World) -> None:
    changed = world.code[:at] + ("A" if world.code[at] != "A" else "B") + world.code[at + 1 :]
    guess(world.stranger(), changed)


def part_of_a_code(length: int, world: World) -> None:
    guess(world.stranger(), world.code[:length])


def one_after_the_other(world: World) -> None:
    person = world.stranger()
    said = [guess(person, f"WRNG{n:04}") for n in range(ONE_ASKER.amount + 2)]
    stopped("Please wait" in said[-1], "nobody was slowed down")
    right = guess(person, world.code)  # and the right one does not help now
    stopped("Please wait" in right, "a right code got through")


def one_after_the_other_behind_forged_addresses(world: World) -> None:
    """The proxy in front adds the address that it saw at the end; what stands before is made up."""
    said = []
    for n in range(ONE_ASKER.amount + 2):
        said.append(guess(Person(world, address=f"203.0.113.{n}, 198.51.100.7"), f"FRGD{n:04}"))
    stopped("Please wait" in said[-1], "every made-up address could guess anew")


def from_all_addresses_of_one_household(world: World) -> None:
    said = []
    for n in range(ONE_ASKER.amount + 2):
        said.append(guess(Person(world, address=f"2001:db8:7:7::{n + 1:x}"), f"V6AD{n:04}"))
    stopped("Please wait" in said[-1], "every address of one network could guess anew")


def by_the_address_of_the_page(world: World) -> None:
    """Each opened invitation is a look-up too."""
    person = world.stranger()
    for n in range(ONE_ASKER.amount + 2):
        with person.tab(f"code=PAGE{n:04}"):
            pass
    with person.tab(f"code={world.code}") as tab:
        stopped("Rowan Lane" not in tab.says, "a right code got through")


def shut_out_by_guessing(world: World) -> None:
    """Whoever has the link comes in, also from the very address that guesses."""
    person = world.stranger("Wilhelmina")
    for n in range(ONE_ASKER.amount + 1):
        guess(person, f"SHUT{n:04}")
    with person.tab(f"code={world.secret}") as tab:
        stopped("Rowan Lane" in tab.says, "a right link was kept out")


def a_secret_cut_or_changed(name: str, world: World) -> None:
    """No part of what a link holds is good for anything."""
    secret = world.secret
    other = "0" if secret[-1] != "0" else "1"
    tried = {"cut": secret[:-1], "changed": secret[:-1] + other, "its beginning": secret[:8]}[name]
    guess(world.stranger(), tried)


def tell_a_group_from_none(world: World) -> None:
    """A wrong code and the code of nothing get the same answer."""
    one, other = (guess(world.stranger(), code) for code in ("ZZZZ9999", world.elm[:8]))
    stopped("No group has that code" in one and "No group has that code" in other, "the answers differ")


def attacks() -> Iterator[Attack]:
    for name, code in ODD.items():
        yield Attack(FAMILY, f"come in with {name}", partial(odd_code, code))
    for at in range(8):
        yield Attack(FAMILY, f"come in with sign {at + 1} changed", partial(a_code_cut_or_changed, at))
    for length in (1, 4, 7):
        yield Attack(FAMILY, f"come in with the first {length}", partial(part_of_a_code, length))
    for name in ("cut", "changed", "its beginning"):
        yield Attack(FAMILY, f"come in with a link's secret, {name}", partial(a_secret_cut_or_changed, name))
    yield Attack(FAMILY, "shut others out by guessing", shut_out_by_guessing)
    yield Attack(FAMILY, "one guess after the other", one_after_the_other)
    yield Attack(FAMILY, "guess behind forged addresses", one_after_the_other_behind_forged_addresses)
    yield Attack(FAMILY, "guess from a whole network", from_all_addresses_of_one_household)
    yield Attack(FAMILY, "guess by opening invitations", by_the_address_of_the_page)
    yield Attack(FAMILY, "learn which groups there are", tell_a_group_from_none)


assert ALL_ASKERS.amount > 4 * ONE_ASKER.amount, "else these attacks would slow each other down"
