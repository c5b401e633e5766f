"""Say to start a kind of group that nobody offers: one that is open, and keeps words for always."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from tests.attack.table import Attack, stopped
from tests.attack.world import KIND, World

FAMILY = "presets"
FORGED = {
    "a word of its own": "always",
    "nothing": "",
    "its code in another case": "TEAM",
    "two at once": "A class, A team",
    "markup": "<b>A team</b>",
    "a list of settings": '{"approve_newcomers": false}',
    "a great many signs": "A team" * 10_000,
}


def starts(forged: str, world: World) -> None:
    with world.stranger("Kunigunde").tab() as tab:
        tab.press("Start a group").choose(KIND, forged)
        tab.type("Name of the group", "Forged").type("Your name", "Kunigunde").press("Start the group")
        stopped(tab.sends_to is None, "it was started")
        stopped("Please choose what kind of group it is." in tab.says, "nobody says why")


def attacks() -> Iterator[Attack]:
    """One attack for each thing that is no choice."""
    for name, forged in FORGED.items():
        yield Attack(FAMILY, f"start a group as {name}", partial(starts, forged))
