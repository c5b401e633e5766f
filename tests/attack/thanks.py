"""Thanks as an oracle: given, changed and taken back, while others look at whatever they can."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import product

from ripple.actions.joining import COOKIE, claim_of
from ripple.actions.moderating import thank
from ripple.domain.events.acts import ActThanked
from ripple.domain.model import Warmth
from ripple.domain.moderation import Asker, concerns
from tests.attack.stage import FILES, OTHERS, PAGES, Stage, now, stage
from tests.attack.table import Attack, stopped
from tests.attack.traces import whispers
from tests.attack.world import Person, World

FAMILY = "thanks"
WRITER = OTHERS[1]  # who thanks for what Quirin left unsigned
MOVES = (Warmth.MOVED, Warmth.SMILED, None)


def host(at: Stage) -> Person:
    return at.host


def poster_elsewhere(at: Stage) -> Person:
    """In a browser that has no claim to what was left unsigned in another."""
    return at.browser(at.member_id)


def thanks(at: Stage, act: str, warmth: Warmth | None) -> None:
    at.does(lambda _groups, live: thank(live, Asker(at.writer_id), act, warmth, now=now()))


def tells(who: Callable[[Stage], Person], page: str, world: World) -> None:
    """As many texts as before, and none that is new says who thanked or how."""
    at = stage(world)
    act, person = whispers(at), who(at)

    def read() -> list[str]:
        with person.tab(f"group={at.group}&act={act}") as tab:
            return [text for _where, text in tab.open(page).texts()]

    before = read()
    for warmth in MOVES:
        thanks(at, act, warmth)
        after = read()
        new = [text for text in after if text not in before]
        stopped(len(after) == len(before), f"there is more or less to read: {new}")
        stopped(not [text for text in new if WRITER in text or "thank" in text], new)


def is_in_a_file(file: str, world: World) -> None:
    at = stage(world)
    act, path = whispers(at), file.format(at.group)
    before = at.host.asks("GET", path).content
    for warmth in MOVES:
        thanks(at, act, warmth)
        came = at.host.asks("GET", path).content
        stopped(came.count(WRITER.encode()) == before.count(WRITER.encode()), "it tells who thanked")
        stopped(len(came) - len(before) < 20, "there is more in it")


def wakes(who: str, world: World) -> None:
    """A page that is drawn anew tells that something happened to what it shows."""
    at = stage(world)
    thanks(at, whispers(at), Warmth.MOVED)
    member = {"a host": at.host_id, "its poster in another browser": at.member_id}[who]
    asker = partial(_asker, member, at.browser(member).cookies[COOKIE + at.group])
    with world.group(at.group) as live:
        given = [entry for _version, entry in live.log.since(live.id, 0) if isinstance(entry, ActThanked)]
        stopped(given, "nobody thanked, so nothing was tried")
        stopped(not any(concerns(live.history, asker, one) for one in given), "their page is drawn anew")


def _asker(member: str, token: str, act: str) -> Asker:
    return Asker(member, claim_of(token, act))


WHO = {"a host": host, "its poster in another browser": poster_elsewhere}


def attacks() -> Iterator[Attack]:
    for (name, who), page in product(WHO.items(), PAGES):
        place = f"on “{page or 'home'}”"
        yield Attack(FAMILY, f"see that somebody thanked, as {name}, {place}", partial(tells, who, page))
    for name, file in FILES.items():
        if "png" not in name and "svg" not in name:  # pictures, which nobody can read like this
            yield Attack(FAMILY, f"see that somebody thanked in {name}", partial(is_in_a_file, file))
    for name in WHO:
        yield Attack(FAMILY, f"have one's page drawn anew by thanks, as {name}", partial(wakes, name))
