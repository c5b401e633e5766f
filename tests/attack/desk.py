"""What a host of several groups has at hand, tried by who may not; and adding to a group that rests."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from streamlit.proto.WidgetStates_pb2 import WidgetState

from ripple.actions.invitations import format_code
from ripple.actions.joining import COOKIE
from ripple.actions.members import change_settings, name_host
from ripple.actions.moderating import hide_act
from ripple.domain.model import replace
from ripple.live import Groups, LiveGroup
from tests.attack.deeds import (
    EVERYBODYS,
    HOSTS,
    POSTERS,
    Deed,
    Scene,
    Step,
    changed_by,
    does,
    scene,
    works,
)
from tests.attack.rights import member, writer
from tests.attack.stage import OTHERS, WORDS, now, stage, tells_nothing
from tests.attack.tab import Tab
from tests.attack.table import Attack, stopped
from tests.attack.world import Person, World

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


# --- What hosts decided ---

TAKES_BACK = Deed("group", (Step("undo hidden {act}"),))


def hidden_by_a_host(world: World) -> Scene:
    here = scene(world)
    at = here.at
    at.does(lambda _groups, live: hide_act(live, at.host_id, at.act, now=now()))
    return here


def undoes(who: str, world: World) -> None:
    """Says what the host's button says: that what they hid is to be shown again."""
    here = hidden_by_a_host(world)
    at = here.at
    persons = {"a member": at.member, "who wrote the act": here.writer, "who waits": here.newcomer}
    with at.host.tab(at.query) as theirs:
        said = TAKES_BACK.prepared(theirs, here)
        with (persons.get(who) or another_host(world)).tab() as mine:
            mine.open("" if who == "who waits" else "group")
            stopped(not changed_by(here, lambda: does(mine, said[-1])), "it is shown again")
        stopped(changed_by(here, lambda: does(theirs, said[-1])), "it did nothing for a host")


def undoes_their_own(world: World) -> None:
    """A host, about an act of theirs that another host hid."""
    here = scene(world)
    at = here.at

    def hides(_groups: Groups, live: LiveGroup) -> None:
        name_host(live, at.host_id, at.writer_id, host=True, now=now())
        hide_act(live, at.host_id, at.act, now=now())

    at.does(hides)
    with at.host.tab(at.query) as theirs, here.writer.tab(at.query) as mine:
        said = TAKES_BACK.prepared(theirs, here)
        mine.open("group")
        stopped(not changed_by(here, lambda: does(mine, said[-1])), "they decided about their own")


# --- Another group's desk ---

SAYS_IT_BEGINS = Deed("group", (Step("start_like"), Step("like_name", text="Mine"), Step("begin_like")))
HANDS_OVER = HOSTS["hand the group over"]


def another_host(world: World) -> Person:
    """The host of a group of their own, in which somebody else is."""
    eve = world.stranger("Eve")
    eve.starts("Elm Street")
    world.stranger("Egon").joins(world.code_of(eve))
    return eve


def reads_it(world: World) -> None:
    at = stage(world)
    with at.world.group(at.group) as live:
        code = format_code(live.history.code)
    with another_host(world).tab(at.query) as tab:
        tab.open("group")
        stopped("Elm Street" in tab.says, "never at a desk")
        tells_nothing(tab.came, WORDS, *OTHERS, code, code.replace("-", ""))


def goes_there(world: World) -> None:
    """Says what the desk of who is in both says."""
    at, eve = stage(world), another_host(world)
    both = at.browser(at.host_id)
    own = next(name.removeprefix(COOKIE) for name in eve.cookies if name.startswith(COOKIE))
    both.cookies = eve.cookies | both.cookies
    with both.tab(f"group={own}") as theirs, eve.tab() as mine:
        theirs.open("group")
        goes = next(one for one in theirs.elements.values() if f"go {at.group}" in getattr(one, "id", ""))
        mine.open("group").run(Step("").of_id(goes.id))
        tells_nothing(mine.came, WORDS, *OTHERS)


def hands_over_anothers(world: World) -> None:
    """The host of another group, who sends what the host of this one would."""
    here = scene(world)
    with here.at.host.tab(here.at.query) as theirs, another_host(world).tab() as mine:
        said = HANDS_OVER.prepared(theirs, here)
        mine.open("group")

        def says_it() -> None:
            for each in said:
                does(mine, each)

        stopped(not changed_by(here, says_it), "it has another host")


def starts_one_like_it(who: str, world: World) -> None:
    """As who is no host, or was one as long as the dialog stood."""
    here = scene(world)
    at = here.at
    if who == "a member":
        with at.host.tab(at.query) as theirs, at.member.tab(at.query) as mine:
            said = SAYS_IT_BEGINS.prepared(theirs, here)
            mine.open("group")
            _starts_nothing(world, mine, said)
        return
    at.does(lambda _groups, live: name_host(live, at.host_id, at.member_id, host=True, now=now()))
    with at.member.tab(at.query) as mine:
        said = SAYS_IT_BEGINS.prepared(mine, here)[-1:]
        at.does(lambda _groups, live: name_host(live, at.host_id, at.member_id, host=False, now=now()))
        _starts_nothing(world, mine, said)


def _starts_nothing(world: World, tab: Tab, said: list[WidgetState]) -> None:
    with world.groups() as groups:
        before = groups.listed()
    for each in said:
        does(tab, each)
    with world.groups() as groups:
        stopped(groups.listed() == before, "a group was started")


def attacks() -> Iterator[Attack]:
    for rest in RESTS:
        for name in ADDS:
            run = partial(while_it_rests, name, rest)
            yield Attack(FAMILY, f"{name} in a group that rests {rest}", run)
    for who in ("a member", "who wrote the act", "who waits", "a host of another group"):
        yield Attack(FAMILY, f"undo what a host decided, as {who}", partial(undoes, who))
    yield Attack(FAMILY, "undo what another host decided about one's own act", undoes_their_own)
    yield Attack(FAMILY, "read the desk of another group", reads_it)
    yield Attack(FAMILY, "go to another group from a desk of one's own", goes_there)
    yield Attack(FAMILY, "hand over a group that one does not host", hands_over_anothers)
    for who in ("a member", "who is no host any more"):
        yield Attack(FAMILY, f"copy the settings of a group, as {who}", partial(starts_one_like_it, who))
