"""What a host of several groups has at hand, tried by who may not; and adding to a group that rests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial

from ripple.actions.members import change_settings
from ripple.live import Groups, LiveGroup
from tests.attack.deeds import EVERYBODYS, POSTERS, Deed, Scene, changed_by, does, scene, works
from tests.attack.rights import member, writer
from tests.attack.stage import now
from tests.attack.table import Attack, stopped
from tests.attack.world import World

FAMILY = "desk"
RESTS = {
    "for a week": {"rests_until": now().date() + timedelta(days=7)},
    "at this hour": {"quiet_from": now().hour, "quiet_to": (now().hour + 2) % 24},
}
ADDS = {
    **{name: (EVERYBODYS[name], member) for name in ("share", "thank", "pass on")},
    "edit another's act": (POSTERS["edit another's act"], writer),
}


def goes_to_rest(here: Scene, rest: str) -> None:
    def rests(_groups: Groups, live: LiveGroup) -> None:
        wanted = replace(live.history.settings, **RESTS[rest])  # type: ignore[arg-type]
        change_settings(live, here.at.host_id, wanted, now=now())

    here.at.does(rests)


def while_it_rests(name: str, rest: str, world: World) -> None:
    """The page was drawn before: all but the last click is done, and that one says what it would have."""
    deed: Deed
    deed, who = ADDS[name]
    works(name, world)
    here = scene(world)
    with who(here).tab(here.at.query) as tab:
        last = deed.prepared(tab, here)[-1]
        goes_to_rest(here, rest)
        stopped(not changed_by(here, lambda: does(tab, last)), "it was added")


def attacks() -> Iterator[Attack]:
    for rest in RESTS:
        for name in ADDS:
            run = partial(while_it_rests, name, rest)
            yield Attack(FAMILY, f"{name} in a group that rests {rest}", run)
