"""What hosts, and whoever posted an act, do on their pages, as a browser says it: for others to say."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from streamlit.proto.Common_pb2 import StringTriggerValue
from streamlit.proto.WidgetStates_pb2 import WidgetState

from ripple.actions.files.importing import take_in
from ripple.actions.joining import COOKIE, claim_of, join_group, new_id
from ripple.actions.members import change_settings
from ripple.actions.moderating import report_act
from ripple.actions.posting import share_act
from ripple.domain.model import Act, replace
from ripple.domain.moderation import Asker
from ripple.live import Groups, LiveGroup
from tests.attack.stage import OTHERS, Stage, now, stage
from tests.attack.tab import Tab
from tests.attack.world import FIELD, OPENS, Person, World

# What only hosts, and partly who wrote it, may read.
AWAITS, OUT_OF_SIGHT, WHY = "Hulda-sang-on-Monday", "Hulda-shouted-on-Sunday", "it-woke-the-baby"
NEWCOMER = "Xanthippe"


@dataclass(eq=False)
class Scene:
    """A stage on which there is something for its host to decide, and somebody before the door.

    ``hidden``, ``awaiting`` and ``unsigned`` are acts of ``writer``, as is the stage's own; ``brought`` is an
    import.
    """

    at: Stage
    writer: Person
    newcomer: Person
    newcomer_id: str
    hidden: str
    awaiting: str
    unsigned: str
    brought: str

    def called(self, what: str) -> str:
        """A widget's key or name, with the ids that are in it here."""
        at = self.at
        return what.format(
            group=at.group,
            act=at.act,
            hidden=self.hidden,
            awaiting=self.awaiting,
            unsigned=self.unsigned,
            brought=self.brought,
            newcomer=self.newcomer_id,
            host=at.host_id,
            writer=at.writer_id,
            member=at.member_id,
        )


def scene(world: World) -> Scene:
    at = stage(world)
    writer = at.browser(at.writer_id)
    hidden, awaiting, unsigned, newcomer = (new_id() for _ in range(4))
    brought: list[str] = []

    def is_set(groups: Groups, live: LiveGroup) -> None:
        claim = claim_of(writer.cookies[COOKIE + at.group], unsigned)
        shares(live, Act(id=hidden, text=OUT_OF_SIGHT, posted_at=now(), author=at.writer_id))
        report_act(live, Asker(at.host_id), hidden, WHY, now=now())
        shares(live, Act(id=unsigned, text="a wave from nobody", posted_at=now(), claim=claim))
        chosen = replace(live.history.settings, approve_acts=True, approve_newcomers=True)
        change_settings(live, at.host_id, chosen, now=now())
        shares(live, Act(id=awaiting, text=AWAITS, posted_at=now(), author=at.writer_id))
        take_in(live, [Act(id=new_id(), text="from elsewhere", posted_at=now())], at.host_id, now=now())
        brought.extend(one.id for one in live.history.imports.undoable(now()))
        join_group(groups, live.history.code, NEWCOMER, asker="a scene", nonce=newcomer, now=now())

    def shares(live: LiveGroup, act: Act) -> None:
        share_act(live, at.writer_id, act, now=now())

    at.does(is_set)
    return Scene(at, writer, at.browser(newcomer), newcomer, hidden, awaiting, unsigned, brought[0])


@dataclass(frozen=True)
class Step:
    """A widget by its key (or its name, where it has none), and what is done with it."""

    widget: str
    choice: str = ""
    text: str = ""
    on: bool | None = None

    def of(self, tab: Tab, here: Scene) -> WidgetState:
        """What a browser says when it is done; the widget stands on the ``tab``."""
        called = here.called(self.widget)
        keyed = [one for one in tab.elements.values() if called in getattr(one, "id", "")]
        widget: Any = keyed[0] if keyed else tab.widget(called)
        return self.of_id(widget.id)

    def of_id(self, widget: str) -> WidgetState:
        """What a browser says when it is done with the widget of this id."""
        if self.on is not None:
            return WidgetState(id=widget, bool_value=self.on)
        if self.text:
            return WidgetState(id=widget, string_value=self.text)
        if self.choice:
            return WidgetState(id=widget, string_trigger_value=StringTriggerValue(data=self.choice))
        return WidgetState(id=widget, trigger_value=True)


@dataclass(frozen=True)
class Deed:
    """Something that is done on a page, step by step; only the last one changes anything."""

    page: str
    steps: tuple[Step, ...]

    def prepared(self, tab: Tab, here: Scene) -> list[WidgetState]:
        """Do all but the last step; what a browser says at each of them."""
        tab.open(self.page)
        said: list[WidgetState] = []
        for step in self.steps:
            if said:
                does(tab, said[-1])
            said.append(step.of(tab, here))
        return said


def does(tab: Tab, said: WidgetState) -> None:
    """Say it, and let the page run."""
    if said.WhichOneof("value") in ("trigger_value", "string_trigger_value"):
        tab.run(said)
    else:
        tab.typed[said.id] = said
        tab.run()


HOSTS: dict[str, Deed] = {
    "let an act through": Deed("", (Step("approve {awaiting}"),)),
    "decline an act": Deed("", (Step("decline {awaiting}"),)),
    "show an act again": Deed("", (Step("restore {hidden}"),)),
    "take a hidden act away": Deed("", (Step("away {hidden}"), Step("withdraw {hidden}"))),
    "hide an act": Deed("", (Step("more {act}", choice="Hide"),)),
    "take an act away": Deed(
        "", (Step("more {act}", choice="Take it away for good"), Step("withdraw {act}"))
    ),
    "let a newcomer in": Deed("group", (Step("admit {newcomer}"),)),
    "send a newcomer away": Deed("group", (Step("refuse {newcomer}"),)),
    "name a host": Deed("group", (Step("member {writer}", choice="Make host"),)),
    "make a link for another": Deed(
        "group", (Step("member {writer}", choice="Make a sign-in link for them"),)
    ),
    "remove a member": Deed("group", (Step("member {writer}", choice="Remove …"), Step("-remove"))),
    "make a new invitation": Deed("group", (Step("Make a new invitation …"), Step("-renew"))),
    "let words go after a month": Deed("group", (Step("set keep_days", text="30 days"), Step("-keep"))),
    "hand the group over": Deed(
        "group", (Step("hand_on"), Step("to {group}", text="Rosalinde"), Step("hand_on_all"))
    ),
    "bring acts in": Deed("group", (Step("acts_lines", text="held the door"), Step("bring_in"))),
    "take an import back": Deed("group", (Step("undo {brought}"), Step("undo_import {brought}"))),
    "let the group rest": Deed("group", (Step("let_rest"), Step("let_it_rest"))),
    "delete the group": Deed(
        "group",
        (Step("Delete the group …"), Step("delete_name", text="Stage Street"), Step("delete in a week")),
    ),
    "rename the group": Deed(
        "group", (Step("name Change the name", text="Mine now"), Step("rename Change the name"))
    ),
    **{
        f"choose “{name}”": Deed("group", (Step(f"set {name}", on=on),))
        for name, on in {
            "approve_newcomers": False,
            "approve_acts": False,
            "unsigned": False,
            "people_page": False,
            "ask_kindly": True,
            "ask_private": False,
            "quiet": True,
        }.items()
    },
}
POSTERS: dict[str, Deed] = {
    f"{deed} {which}": Deed(
        "",
        tuple(dataclasses.replace(step, widget=step.widget.replace("ACT", f"{{{act}}}")) for step in steps),
    )
    for which, act in {"another's act": "act", "another's unsigned act": "unsigned"}.items()
    for deed, steps in {
        "edit": (
            Step("more ACT", choice="Edit"),
            Step("text {group} edit ACT", text="Not my words"),
            Step("save {group} edit ACT"),
        ),
        "take back": (Step("more ACT", choice="Take it back"), Step("withdraw ACT")),
    }.items()
}
EVERYBODYS: dict[str, Deed] = {
    "share": Deed("", (Step(OPENS), Step(FIELD, text="I am in"), Step("Share"))),
    "thank": Deed("", (Step("thank {act}", choice="It made me smile"),)),
    "report": Deed("", (Step("more {act}", choice="Ask a host to look"), Step("report {act}"))),
    "pass on": Deed(
        "", (Step("pass {act}"), Step("text {group} {act}", text="I am in"), Step("share {group} {act}"))
    ),
    "make a link": Deed("you", (Step("Make the link"),)),
}


@cache
def works(name: str, world: World) -> None:
    """Make sure that the deed does something when it is done by whom it is for; else nothing is tried."""
    here = scene(world)
    if name in HOSTS:
        person, deed = here.at.host, HOSTS[name]
    elif name in POSTERS:
        person, deed = here.writer, POSTERS[name]
    else:
        person, deed = here.at.member, EVERYBODYS[name]
    changes = changed_by(here, lambda: said_by(person, deed, here))
    assert changes, f"“{name}” did nothing for whom it is meant"


def said_by(person: Person, deed: Deed, here: Scene) -> None:
    with person.tab(here.at.query) as tab:
        does(tab, deed.prepared(tab, here)[-1])


def changed_by(here: Scene, does_it: Callable[[], object]) -> bool:
    """Whether anything happened in the group meanwhile."""
    before = here.at.version()
    does_it()
    return at_end(here) or here.at.version() != before


def at_end(here: Scene) -> bool:
    with here.at.world.groups() as groups:
        return here.at.group not in groups.listed()


SECRETS = (AWAITS, OUT_OF_SIGHT, WHY)
NOT_BEFORE_THE_DOOR = (*SECRETS, *OTHERS)
