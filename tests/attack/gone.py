"""Who is out of a group, by whichever way: their cookie, their open pages, their links, their files."""

from collections.abc import Callable, Iterator
from functools import partial

from ripple.actions.ending import end_group
from ripple.actions.joining import COOKIE, SignInLink, issue_link, sign_out_elsewhere
from ripple.actions.leaving import leave_group
from ripple.actions.members import HANDED_LINK_LIVES, remove
from ripple.domain.moderation import Asker
from ripple.live import Groups, LiveGroup
from tests.attack.stage import FILES, HOSTS_ALONE, PAGES, Stage, now, stage, tells_nothing
from tests.attack.table import Attack, stopped
from tests.attack.world import FIELD, OPENS, World

FAMILY = "gone"
Going = Callable[[], None]


def removed(at: Stage) -> None:
    at.does(lambda _groups, live: remove(live, at.host_id, at.member_id, now=now()))


def left(erase: bool, at: Stage) -> None:
    at.does(lambda _groups, live: leave_group(live, lambda _act: Asker(at.member_id), erase=erase, now=now()))


def signed_out(at: Stage) -> None:
    """From another browser of their own."""
    token = at.browser(at.member_id).cookies[COOKIE + at.group]
    at.does(lambda _groups, live: sign_out_elsewhere(live, token, now=now()))


def deleted(at: Stage) -> None:
    at.does(lambda groups, live: end_group(groups, live.id, now=now()))


WAYS: dict[str, Callable[[Stage], None]] = {
    "who was removed": removed,
    "who left": partial(left, False),
    "who left with their words": partial(left, True),
    "who was signed out elsewhere": signed_out,
    "whose group was deleted": deleted,
}


def comes_back(page: str, at: Stage, go: Going) -> None:
    go()
    with at.member.tab(at.query) as tab:
        tab.open(page)
        tells_nothing(tab.came)
        stopped(not tab.has(OPENS), "the form is there")


def stays(page: str, at: Stage, go: Going) -> None:
    """In a page that is open, and runs once more."""
    with at.member.tab(at.query) as tab:
        tab.open(page)
        go()
        before = len(tab.came)
        tells_nothing(tab.run().came[before:])


def takes(file: str, at: Stage, go: Going) -> None:
    path = file.format(at.group)
    stopped(at.member.asks("GET", path).status_code == 200, "never theirs to take")
    go()
    answer = at.member.asks("GET", path)
    stopped(answer.status_code == 303, f"{answer.status_code} with {len(answer.content)} bytes")


def shares(at: Stage, go: Going) -> None:
    with at.member.tab(at.query) as tab:
        tab.open("").press(OPENS).type(FIELD, "I am still here")
        go()
        before = 0 if at_an_end(at) else at.version()
        tab.press("Share")
    stopped(at_an_end(at) or at.version() == before, "it was posted")


def passes_on(at: Stage, go: Going) -> None:
    """From a dialog that was open already."""
    with at.member.tab(at.query) as tab:
        tab.open("").press("Pass it on").type(FIELD, "I am still here")
        go()
        before = 0 if at_an_end(at) else at.version()
        button = tab.pressing("Share")
        came = len(tab.came)
        tells_nothing(tab.run(button).came[came:])
    stopped(at_an_end(at) or at.version() == before, "it was posted")


def follows_a_link(hours: float, at: Stage, go: Going) -> None:
    """One that they, or a host for them, made before."""
    link: list[SignInLink] = []

    def is_made(_groups: Groups, live: LiveGroup) -> None:
        link.append(issue_link(live, at.member_id, now=now(), lives=HANDED_LINK_LIVES * hours / 24))

    at.does(is_made)
    go()
    doorstep = at.world.stranger().asks("GET", link[0].path)
    stopped("Quirin" not in doorstep.text, "the doorstep still knows them")
    thief = at.world.stranger()
    thief.asks("POST", link[0].path)
    stopped(not thief.cookies, "it signed somebody in")


def at_an_end(at: Stage) -> bool:
    """Whether the group is deleted."""
    with at.world.groups() as groups:
        return at.group not in groups.listed()


def tries(way: str, door: Callable[[Stage, Going], None], world: World) -> None:
    at = stage(world)
    door(at, partial(WAYS[way], at))


DOORS: dict[str, Callable[[Stage, Going], None]] = {
    **{f"come back to “{page or 'home'}”": partial(comes_back, page) for page in PAGES},
    **{f"stay on “{page or 'home'}”": partial(stays, page) for page in PAGES},
    **{f"take {name}": partial(takes, file) for name, file in FILES.items() if name not in HOSTS_ALONE},
    "share from an open page": shares,
    "pass on from an open dialog": passes_on,
    "follow a link of an hour": partial(follows_a_link, 1),
    "follow a link of a day": partial(follows_a_link, 24),
}


def attacks() -> Iterator[Attack]:
    for way in WAYS:
        for name, door in DOORS.items():
            yield Attack(FAMILY, f"{name}, {way}", partial(tries, way, door))
