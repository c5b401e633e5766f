"""Who wants to be rid of a report, or of those who report: laundering, looking who it was, crowding out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from ripple.actions.joining import COOKIE, claim_of, join_group, new_id
from ripple.actions.leaving import leave_group
from ripple.actions.members import change_settings, name_host, remove
from ripple.actions.moderating import report_act, restore_act
from ripple.actions.posting import edit_act, share_act, undo_withdrawal, withdraw_act
from ripple.domain.errors import RippleError
from ripple.domain.events.members import MemberJoined
from ripple.domain.model import Act, replace
from ripple.domain.moderation import Asker, case_of
from ripple.live import Groups, LiveGroup
from tests.attack.deeds import HOSTS, does, scene
from tests.attack.stage import FILES, PAGES, Stage, now, stage, tells_nothing
from tests.attack.table import Attack, stopped
from tests.attack.world import World

FAMILY = "silenced"
MEAN, WHY, KIND = "Olaf-smells-of-cheese", "he-does-it-every-day", "Olaf-is-nice"
NAME_FIELD = "Your name in this group"


@dataclass(eq=False)
class Reported:
    """An act of Rosalinde's that Quirin asked the host to look at."""

    at: Stage
    act: Act
    poster: Asker

    def does(self, *moves: Move) -> None:
        def moved(move: Move, _groups: Groups, live: LiveGroup) -> None:
            move(live, self)

        for move in moves:
            self.at.does(partial(moved, move))


Move = Callable[[LiveGroup, Reported], object]


def reported(world: World, *, signed: bool = True) -> Reported:
    at = stage(world)
    token, act = at.browser(at.writer_id).cookies[COOKIE + at.group], new_id()
    claim = "" if signed else claim_of(token, act)
    mean = Act(id=act, text=MEAN, posted_at=now(), author=at.writer_id if signed else None, claim=claim)
    made = Reported(at, mean, Asker(at.writer_id, claim))

    def is_set(_groups: Groups, live: LiveGroup) -> None:
        share_act(live, at.writer_id, mean, now=now())
        report_act(live, Asker(at.member_id), act, WHY, now=now())

    at.does(is_set)
    return made


# --- To be rid of a report ---


def edits(live: LiveGroup, it: Reported) -> None:
    edit_act(live, it.poster, replace(it.act, text=KIND), now=now())


def takes_back(live: LiveGroup, it: Reported) -> None:
    withdraw_act(live, it.poster, it.act.id, now=now())


def takes_back_and_undoes(live: LiveGroup, it: Reported) -> None:
    undo_withdrawal(live, it.poster, withdraw_act(live, it.poster, it.act.id, now=now()), now=now())


def leaves(erase: bool, live: LiveGroup, it: Reported) -> None:
    leave_group(live, lambda _act: it.poster, erase=erase, now=now())


def is_removed(live: LiveGroup, it: Reported) -> None:
    remove(live, it.at.host_id, it.at.writer_id, now=now())


WAYS: dict[str, tuple[Move, ...]] = {
    "editing it": (edits,),
    "editing it twice": (
        edits,
        lambda live, it: edit_act(live, it.poster, replace(it.act, text="!"), now=now()),
    ),
    "taking it back": (takes_back,),
    "taking it back and undoing that": (takes_back_and_undoes,),
    "editing it and taking it back": (edits, takes_back),
    "taking it back, undoing and editing": (takes_back_and_undoes, edits),
    "leaving": (partial(leaves, False),),
    "leaving with all words": (partial(leaves, True),),
    "taking it back and leaving with all words": (takes_back, partial(leaves, True)),
    "being removed": (is_removed,),
}


def is_rid_of_it(moves: tuple[Move, ...], signed: bool, world: World) -> None:
    it = reported(world, signed=signed)
    it.does(*moves)
    with it.at.host.tab(it.at.query) as tab:
        stopped(MEAN in tab.says and WHY in tab.says, "the host does not see what was reported")
    with it.at.member.tab(it.at.query) as tab:
        tells_nothing(tab.came, MEAN)


def is_let_stand(live: LiveGroup, it: Reported) -> None:
    case = case_of(live.history, it.act.id)
    assert case
    restore_act(live, Asker(it.at.host_id), case, now=now())


def keeps_from_reporting_again(moves: tuple[Move, ...], world: World) -> None:
    it = reported(world)
    it.does(is_let_stand, *moves)

    def again(_groups: Groups, live: LiveGroup) -> None:
        report_act(live, Asker(it.at.member_id), it.act.id, "it-is-still-mean", now=now())

    try:
        it.at.does(again)
    except RippleError as refused:
        stopped(False, repr(refused))
    with it.at.host.tab(it.at.query) as tab:
        stopped("it-is-still-mean" in tab.says, "the host does not see the second report")


# --- To learn who it was, or to decide oneself ---


def host_reads_about_their_own(what: str, world: World) -> None:
    at = stage(world)
    act = Act(id=new_id(), text=MEAN, posted_at=now(), author=at.host_id)

    def is_set(_groups: Groups, live: LiveGroup) -> None:
        name_host(live, at.host_id, at.writer_id, host=True, now=now())
        share_act(live, at.host_id, act, now=now())
        report_act(live, Asker(at.member_id), act.id, WHY, now=now(), named=True)

    at.does(is_set)
    if what in FILES:
        came = at.host.asks("GET", FILES[what].format(at.group)).content
    else:
        with at.host.tab(at.query) as tab:
            came = bytes(tab.open(what).came)
    tells_nothing(came, WHY, "asks you to look")
    with at.browser(at.writer_id).tab(at.query) as other:
        stopped(WHY in other.says, "the other host does not see it either, so nothing was tried")


def host_reads_who_asked(what: str, world: World) -> None:
    """Of a report without a name: neither the name beside it nor the id."""
    it = reported(world)
    if what in FILES:
        came = it.at.host.asks("GET", FILES[what].format(it.at.group)).content
        tells_nothing(came, WHY)
        return
    with it.at.host.tab(it.at.query) as tab:
        tab.open(what)
        said = [text for _, text in tab.texts() if "asks you to look" in text]
        tells_nothing(" ".join(said).encode(), "Quirin", it.at.member_id)
        stopped(what not in ("", "acts") or "Somebody asks you to look" in tab.says, "nothing was asked")


# --- To crowd out ---


def puppets(at: Stage, live: LiveGroup, many: int) -> list[str]:
    names = [f"puppet{number}" for number in range(many)]
    live.log.append(
        live.id, *(MemberJoined(id=f"join {one}", at=now(), member=one, name=one) for one in names)
    )
    live.catch_up()
    return names


def crowds(each: int, world: World) -> None:
    """Ten newcomers report; then somebody who is here for long asks, from the same address."""
    at, acts = stage(world), [new_id() for _ in range(10 * each + 1)]

    def is_set(_groups: Groups, live: LiveGroup) -> None:
        long_ago = now() - timedelta(days=30)
        live.log.append(live.id, MemberJoined(id="join honest", at=long_ago, member="honest", name="Ida"))
        for act in acts:
            mean = Act(id=act, text=f"words of {act}", posted_at=now(), author=at.writer_id)
            share_act(live, at.writer_id, mean, now=now())
        reported_by = (name for name in puppets(at, live, 10) for _ in range(each))
        for act, name in zip(acts, reported_by, strict=False):
            report_act(live, Asker(name), act, "", now=now(), address="one")
        hidden = len(live.history.hidden)
        stopped(hidden <= 5, f"{hidden} of {len(acts)} are out of sight")
        honest = report_act(live, Asker("honest"), acts[-1], WHY, now=now(), address="one")
        stopped(honest and acts[-1] in live.history.hidden, "who is here for long hides nothing any more")

    at.does(is_set)
    with at.host.tab(at.query) as tab:
        stopped(WHY in tab.says, "the host does not see who is here for long")


# --- To slip something in ---


def slips_in(name: str, world: World) -> None:
    """The host's page was drawn; the poster writes other words, then the host presses."""
    here, deed = scene(world), HOSTS[name]
    act = here.awaiting if "{awaiting}" in deed.steps[-1].widget else here.hidden

    def changes(_groups: Groups, live: LiveGroup) -> None:
        words = replace(live.history.written(act) or Act(id=act, text="?", posted_at=now()), text=MEAN)
        edit_act(live, Asker(here.at.writer_id), words, now=now())

    with here.at.host.tab(here.at.query) as tab:
        last = deed.prepared(tab, here)[-1]
        here.at.does(changes)
        does(tab, last)
    with here.at.world.group(here.at.group) as live:
        written = live.history.written(act)
        stopped(written and written.text == MEAN, "words that nobody read were taken away")
        stopped(live.history.acts.get(act) is not written, "words that nobody read are in sight")


SLIPS = ("let an act through", "decline an act", "show an act again", "take a hidden act away")


# --- To ask before the door who is in ---


def asks_who_is_in(name: str, world: World) -> None:
    at = stage(world)
    gone = new_id()

    def is_set(groups: Groups, live: LiveGroup) -> None:
        join_group(groups, live.history.code, "Waldemar", asker="a stage", nonce=gone, now=now())
        remove(live, at.host_id, gone, now=now())
        chosen = replace(live.history.settings, approve_newcomers=True)
        change_settings(live, at.host_id, chosen, now=now())
        join_group(groups, live.history.code, "Xanthippe", asker="a stage", nonce=new_id(), now=now())

    at.does(is_set)
    with at.world.group(at.group) as live:
        code = live.history.code
    with world.stranger().tab(f"code={code}") as tab:
        tab.type(NAME_FIELD, name).press("Join the group")
        stopped(tab.sends_to, f"they are told something: {tab.says[:300]}")
        tells_nothing(tab.came, "is called")


ASKED = {
    "the host": "Ottilie",
    "a member": "quirin",
    "who was removed": "Waldemar",
    "who waits": "Xanthippe",
    "nobody": "Zacharias",
}


def attacks() -> Iterator[Attack]:
    for way, moves in WAYS.items():
        for which, signed in (("a signed", True), ("an unsigned", False)):
            name = f"be rid of the report of {which} act by {way}"
            yield Attack(FAMILY, name, partial(is_rid_of_it, moves, signed))
    yield Attack(
        FAMILY,
        "keep it from being reported again by editing it",
        partial(keeps_from_reporting_again, (edits,)),
    )
    for what in (*PAGES, "a copy of one's own", "the whole group"):
        place = what or "home"
        yield Attack(
            FAMILY, f"read as a host about one's own, in {place}", partial(host_reads_about_their_own, what)
        )
        yield Attack(FAMILY, f"read who asked, in {place}", partial(host_reads_who_asked, what))
    for each in (1, 5):
        yield Attack(FAMILY, f"ten newcomers report {each} each", partial(crowds, each))
    for name in SLIPS:
        yield Attack(FAMILY, f"change the words as a host is about to {name}", partial(slips_in, name))
    for whom, name in ASKED.items():
        yield Attack(FAMILY, f"ask before the door whether {whom} is in", partial(asks_who_is_in, name))
