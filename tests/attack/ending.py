"""A host who wants the group gone before others notice: alone, with a helper, by a file, by a backup."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from functools import partial
from itertools import product

from streamlit.proto.WidgetStates_pb2 import WidgetState

from ripple.actions.ending import ask_to_end, end_when_due
from ripple.actions.files.group_archive import export_group, import_group
from ripple.actions.joining import new_id
from ripple.actions.leaving import erase_member
from ripple.actions.members import name_host, remove
from ripple.actions.restoring import bring_back
from ripple.domain.ending import GRACE, ends_at
from ripple.domain.errors import ImportRefused
from ripple.domain.events.group import EndAsked, EndStopped
from ripple.domain.events.members import HostNamed, MemberJoined
from ripple.live import Groups, LiveGroup
from ripple.store.codec import to_json
from tests.attack.gone import at_an_end
from tests.attack.stage import NAME, PAGES, WORDS, Stage, now, stage
from tests.attack.tab import Tab
from tests.attack.table import Attack, stopped
from tests.attack.world import Person, World

FAMILY = "ending"
SEEN = "asked to delete this group"
KEEP, AT_ONCE = "Keep the group", "Delete it now …"


def asks(at: Stage) -> None:
    at.does(lambda groups, live: ask_to_end(groups, live, at.host_id, now=now()))


def another_host(at: Stage, *, days: int) -> Person:
    """A browser of somebody who is in the group for so many days, and a host."""
    other, came = new_id(), now() - timedelta(days=days)

    def is_named(_groups: Groups, live: LiveGroup) -> None:
        live.append(
            MemberJoined(id=f"join {other}", at=came, member=other, name="Hedwig"),
            HostNamed(id=f"host {other}", at=came, by=at.host_id, member=other, host=True),
        )

    at.does(is_named)
    return at.browser(other)


def deletes(tab: Tab, button: str) -> None:
    """Go through the dialog to its end, with whichever button it has."""
    tab.open("group").press(button).type("To be sure, write the name of the group", NAME)
    last = next(label for label in tab.labels() if label in ("Delete it for good", "Delete it in seven days"))
    tab.press(last)


# --- To bring it about at once ---


def removes(host_id: str, member: str, _groups: Groups, live: LiveGroup) -> None:
    remove(live, host_id, member, now=now())


def erases(host_id: str, member: str, _groups: Groups, live: LiveGroup) -> None:
    erase_member(live, host_id, member, now=now())


def removes_everybody(at: Stage) -> None:
    for member in (at.member_id, at.writer_id):
        at.does(partial(removes, at.host_id, member))


def erases_everybody(at: Stage) -> None:
    removes_everybody(at)
    for member in (at.member_id, at.writer_id):
        at.does(partial(erases, at.host_id, member))


BEFORE: dict[str, Callable[[Stage], object]] = {
    "while others are in it": lambda at: None,
    "once all others are removed": removes_everybody,
    "once all others and their names are gone": erases_everybody,
    "beside another host": partial(another_host, days=30),
}


def deletes_at_once(before: Callable[[Stage], object], world: World) -> None:
    at = stage(world)
    before(at)
    with at.host.tab(at.query) as tab:
        deletes(tab, "Delete the group …")
        stopped(SEEN in tab.says, "nobody reads that it was asked for")
    stopped(not at_an_end(at), "the group is gone")


def agrees(days: int, replayed: bool, world: World) -> None:
    """A helper, in the group for so many days and named a host, says yes; or what the page of one who is
    here for long would say, from another's page."""
    at = stage(world)
    helper, known = another_host(at, days=days), another_host(at, days=30)
    asks(at)
    with helper.tab(at.query) as mine, known.tab(at.query) as theirs:
        says_now = theirs.pressing(AT_ONCE)
        if replayed:
            says_it_all(mine, theirs, says_now)
        stopped(not mine.has(AT_ONCE), "the button is there")
    stopped(not at_an_end(at), "the group is gone")


def agrees_as(who: Callable[[Stage], Person], world: World) -> None:
    at = stage(world)
    known = another_host(at, days=30)
    asks(at)
    with who(at).tab(at.query) as mine, known.tab(at.query) as theirs:
        says_it_all(mine, theirs, theirs.pressing(AT_ONCE))
    stopped(not at_an_end(at), "the group is gone")


def says_it_all(mine: Tab, theirs: Tab, says_now: WidgetState) -> None:
    """What their page would say up to the end, but for that end in theirs."""
    mine.run(says_now)
    theirs.run(says_now)
    theirs.type("To be sure, write the name of the group", NAME)
    mine.typed |= theirs.typed
    mine.run(theirs.pressing("Delete it for good"))


def stays_away(who: Callable[[Stage], Person], world: World) -> None:
    """Who is no host keeps nothing either: what a host's page says, from theirs."""
    at = stage(world)
    asks(at)
    with at.host.tab(at.query) as theirs, who(at).tab(at.query) as mine:
        mine.run(theirs.pressing(KEEP))
    with world.group(at.group) as live:
        stopped(live.history.ending, "the group stays")


# --- To have it unnoticed, or not stopped ---


def goes_unseen(who: Callable[[Stage], Person], page: str, world: World) -> None:
    at = stage(world)
    asks(at)
    with who(at).tab(at.query) as tab:
        stopped(SEEN in tab.open(page).says, "nothing says that the group is to go")


def is_kept(by: Callable[[Stage], Person], world: World) -> None:
    """Whoever looks after it keeps it, though it was asked for twice."""
    at = stage(world)
    keeper = by(at)
    asks(at)
    asks(at)
    with keeper.tab(at.query) as tab:
        tab.press(KEEP)
    is_there_after(at)


def keeps_where_hosts_were_put_out(how: str, days: int, world: World) -> None:
    """Who put the other hosts out so many days ago, or made them hosts no more, still meets those who are
    left."""
    at, other, then = stage(world), new_id(), now() - timedelta(days=days)

    def puts_out(_groups: Groups, live: LiveGroup) -> None:
        live.append(
            MemberJoined(id=f"join {other}", at=then, member=other, name="Hedwig"),
            HostNamed(id=f"host {other}", at=then, by=at.host_id, member=other, host=True),
        )
        live.catch_up()
        if how == "made no host":
            name_host(live, at.host_id, other, host=False, now=then)
        else:
            remove(live, at.host_id, other, now=then)
        if how == "erased":
            erase_member(live, at.host_id, other, now=then)

    at.does(puts_out)
    asks(at)
    with at.member.tab(at.query) as tab:
        tab.press(KEEP)
    is_there_after(at)


def is_there_after(at: Stage) -> None:
    at.does(lambda groups, live: end_when_due(groups, live, now=now() + 2 * GRACE))
    stopped(not at_an_end(at), "the group is gone")


def is_host_no_more(how: str, world: World) -> None:
    """Whoever asked is out, or a host no more: nothing of what they asked for is left to come."""
    at = stage(world)
    at.does(lambda _groups, live: name_host(live, at.host_id, at.member_id, host=True, now=now()))
    asks(at)
    if how == "removed":
        at.does(lambda _groups, live: remove(live, at.member_id, at.host_id, now=now()))
    else:
        at.does(lambda _groups, live: name_host(live, at.member_id, at.host_id, host=False, now=now()))
    if how == "named again":
        at.does(lambda _groups, live: name_host(live, at.member_id, at.host_id, host=True, now=now()))
    is_there_after(at)


# --- To have it come from elsewhere ---


def comes_with_a_file(entry: type[EndAsked | EndStopped], world: World) -> None:
    at = stage(world)
    long_ago = now() - 2 * GRACE

    def brings(groups: Groups, live: LiveGroup) -> None:
        ends = to_json(entry(id="ends", at=long_ago, by=at.host_id))
        with suppress(ImportRefused):
            import_group(groups, export_group(live, at.host_id) + ends, nonce=new_id(), now=now())
            stopped(False, "it was taken in")

    at.does(brings)


def comes_with_a_copy(world: World) -> None:
    """A host's copy of a group that is to end, brought to another computer."""
    at, copy = stage(world), new_id()
    asks(at)

    def brings(groups: Groups, live: LiveGroup) -> None:
        import_group(groups, export_group(live, at.host_id), nonce=copy, now=now())
        stopped(ends_at(groups.group(copy).history) is None, "the copy is to end too")

    at.does(brings)


def comes_with_a_backup(keep_sign_ins: bool, world: World) -> None:
    """The week went by while the group was a backup."""
    at = stage(world)
    asks(at)
    at.does(lambda groups, live: bring_back(groups, [live.id], keep_sign_ins=keep_sign_ins, now=now()))
    is_there_after(at)
    with world.group(at.group) as live:
        stopped(live.history.acts[at.act].text == WORDS, "its words are gone")


def host(at: Stage) -> Person:
    return at.host


def member(at: Stage) -> Person:
    return at.member


def outsider(at: Stage) -> Person:
    return at.world.eve


WHO = {"who asked": host, "a member": member, "a host of another group": outsider}


def attacks() -> Iterator[Attack]:
    yield from at_once()
    yield from unseen()
    yield from from_elsewhere()


def at_once() -> Iterator[Attack]:
    for when, before in BEFORE.items():
        yield Attack(FAMILY, f"delete the group at once, {when}", partial(deletes_at_once, before))
    for days, how in product((0, 6), ("", " by what another's page says")):
        yield Attack(FAMILY, f"agree as a helper of {days} days{how}", partial(agrees, days, bool(how)))
    for name, who in WHO.items():
        yield Attack(FAMILY, f"agree as {name}", partial(agrees_as, who))


def unseen() -> Iterator[Attack]:
    others: dict[str, Callable[[Stage], Person]] = {
        "another host": partial(another_host, days=0),
        "a member": member,
    }
    for page, (name, who) in product(PAGES, others.items()):
        run = partial(goes_unseen, who, page)
        yield Attack(FAMILY, f"hide from {name} on “{page or 'home'}” that it goes", run)
    for name, who in list(WHO.items())[1:]:
        yield Attack(FAMILY, f"keep the group as {name}", partial(stays_away, who))
    for name, by in (("who asked", host), ("another host", others["another host"])):
        yield Attack(FAMILY, f"delete it although {name} keeps it", partial(is_kept, by))
    for how, days in product(("removed", "erased", "made no host"), (0, 8, 300)):
        run = partial(keeps_where_hosts_were_put_out, how, days)
        name = f"delete it {days} days after the other host was {how}, though a member keeps it"
        yield Attack(FAMILY, name, run)
    for how in ("removed", "a host no more", "named again"):
        yield Attack(FAMILY, f"delete it though who asked is {how}", partial(is_host_no_more, how))


def from_elsewhere() -> Iterator[Attack]:
    for entry in (EndAsked, EndStopped):
        yield Attack(FAMILY, f"bring {entry.__name__} with a file", partial(comes_with_a_file, entry))
    yield Attack(FAMILY, "bring the end along with a copy", comes_with_a_copy)
    for name, kept in (("with its sign-ins", True), ("without sign-ins", False)):
        yield Attack(FAMILY, f"bring the end back from a backup, {name}", partial(comes_with_a_backup, kept))
