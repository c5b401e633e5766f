"""What only hosts, or only who posted an act, may do: said to the socket by others, in their own pages."""

from collections.abc import Callable, Iterator
from functools import partial

from ripple.actions.joining import COOKIE
from ripple.actions.members import name_host
from ripple.actions.moderating import hide_act
from tests.attack.deeds import (
    AWAITS,
    EVERYBODYS,
    HOSTS,
    OUT_OF_SIGHT,
    POSTERS,
    WHY,
    Deed,
    Scene,
    changed_by,
    does,
    scene,
    works,
)
from tests.attack.stage import FILES, HOSTS_ALONE, WORDS, now, tells_nothing
from tests.attack.table import Attack, stopped
from tests.attack.world import Person, World

FAMILY = "rights"


def demoted(deed: Deed, here: Scene) -> None:
    """They were a host when their page was drawn, and went as far as the last step."""
    at = here.at
    at.does(lambda _groups, live: name_host(live, at.host_id, at.member_id, host=True, now=now()))
    with at.member.tab(at.query) as tab:
        last = deed.prepared(tab, here)[-1]
        at.does(lambda _groups, live: name_host(live, at.host_id, at.member_id, host=False, now=now()))
        read = len(tab.came)
        stopped(not changed_by(here, lambda: does(tab, last)), "it was done")
        tells_nothing(tab.came[read:], AWAITS, OUT_OF_SIGHT, WHY)


def said_from_elsewhere(
    whose: Callable[[Scene], Person], who: Callable[[Scene], Person], deed: Deed, here: Scene
) -> None:
    """What the page of ``whose`` it is would say, sent from the page of ``who``."""
    with whose(here).tab(here.at.query) as theirs, who(here).tab(here.at.query) as mine:
        said = deed.prepared(theirs, here)
        mine.open(deed.page)

        def says_it() -> None:
            for each in said:
                does(mine, each)

        stopped(not changed_by(here, says_it), "it was done")
        if who is member:
            tells_nothing(mine.came, AWAITS, OUT_OF_SIGHT, WHY)


def host(here: Scene) -> Person:
    return here.at.host


def member(here: Scene) -> Person:
    return here.at.member


def writer(here: Scene) -> Person:
    return here.writer


def writer_elsewhere(here: Scene) -> Person:
    """In another browser, which has no claim to what was left unsigned in the first."""
    return here.at.browser(here.at.writer_id)


def with_the_claim_for_a_cookie(here: Scene) -> Person:
    """The claim stands in a host's copy of the group."""
    thief = here.at.world.stranger()
    with here.at.world.group(here.at.group) as live:
        thief.cookies[COOKIE + live.id] = live.history.acts[here.unsigned].claim
    return thief


def hidden_since(deed: Deed, here: Scene) -> None:
    """A member's page was drawn while the act was in sight."""
    at = here.at
    with at.member.tab(at.query) as tab:
        last = deed.prepared(tab, here)[-1]
        at.does(lambda _groups, live: hide_act(live, at.host_id, at.act, now=now()))
        stopped(not changed_by(here, lambda: does(tab, last)), "it was done")


def no_host_any_more_takes(file: str, world: World) -> None:
    at = scene(world).at
    path = FILES[file].format(at.group)
    at.does(lambda _groups, live: name_host(live, at.host_id, at.member_id, host=True, now=now()))
    stopped(at.member.asks("GET", path).status_code == 200, "never theirs to take")
    at.does(lambda _groups, live: name_host(live, at.host_id, at.member_id, host=False, now=now()))
    answer = at.member.asks("GET", path)
    stopped(answer.status_code == 303, f"{answer.status_code} with {len(answer.content)} bytes")


def takes_a_ripple(which: str, world: World) -> None:
    """That of an act that not everybody sees, as a file: where it was once seen an unnamed drop is in it."""
    here = scene(world)
    act = {"hidden": here.hidden, "awaiting": here.awaiting}[which]
    came = here.at.member.asks("GET", f"keepsake/{here.at.group}/html?act={act}").content
    tells_nothing(came, AWAITS, OUT_OF_SIGHT, WHY)
    seen = here.at.member.asks("GET", f"keepsake/{here.at.group}/html?act={here.at.act}")
    stopped(WORDS in seen.text, "no ripple could be taken, so nothing was tried")


def tries(name: str, deed: Deed, how: Callable[[Deed, Scene], None], world: World) -> None:
    works(name, world)
    how(deed, scene(world))


def attacks() -> Iterator[Attack]:
    yield from what_hosts_do()
    yield from what_posters_do()
    for file in sorted(HOSTS_ALONE):
        run = partial(no_host_any_more_takes, file)
        yield Attack(FAMILY, f"take {file}, as who is no host any more", run)
    for which in ("hidden", "awaiting"):
        yield Attack(FAMILY, f"take the ripple of an act that is {which}", partial(takes_a_ripple, which))
    for name in ("thank", "report"):
        run = partial(tries, name, EVERYBODYS[name], hidden_since)
        yield Attack(FAMILY, f"{name} for what was hidden since", run)


def what_hosts_do() -> Iterator[Attack]:
    for name, deed in HOSTS.items():
        ways: dict[str, Callable[[Deed, Scene], None]] = {
            "who is no host any more": demoted,
            "a member": partial(said_from_elsewhere, host, member),
        }
        if not deed.page:  # about acts
            ways["who wrote it"] = partial(said_from_elsewhere, host, writer)
        for who, how in ways.items():
            yield Attack(FAMILY, f"{name}, as {who}", partial(tries, name, deed, how))


def what_posters_do() -> Iterator[Attack]:
    for name, deed in POSTERS.items():
        thieves = {"a member": member, "a host": host}
        if "unsigned" in name:
            thieves["its poster from another browser"] = writer_elsewhere
            thieves["who has the claim"] = with_the_claim_for_a_cookie
        for who, thief in thieves.items():
            how = partial(said_from_elsewhere, writer, thief)
            yield Attack(FAMILY, f"{name}, as {who}", partial(tries, name, deed, how))
