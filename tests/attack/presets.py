"""Say to start a kind of group that nobody offers: one that is open, and keeps words for always."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ripple.domain.model import Settings
from ripple.domain.presets import Preset, settings_of
from tests.attack.stage import now
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
    """What nobody offers is not taken: where a group starts all the same, it is of the most careful kind."""
    who = world.stranger("Kunigunde")
    with who.tab() as tab:
        tab.press("Start a group").choose(KIND, forged)
        tab.type("Name of the group", "Forged").type("Your name", "Kunigunde").press("Start the group")
        if tab.sends_to is None:
            return
        group = who.follows(tab.sends_to)
    with world.group(group) as live:
        settings = live.history.settings
    begun = Settings(language=settings.language, ask_private=True)
    stopped(settings == settings_of(Preset.CLASS, begun, now().date()), f"it is open: {settings}")


def attacks() -> Iterator[Attack]:
    """One attack for each thing that is no choice."""
    for name, forged in FORGED.items():
        yield Attack(FAMILY, f"start a group as {name}", partial(starts, forged))
