"""Who leaves their name out: led to sign unawares, or looked for by who signs in as them with a link."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ripple.actions.joining import COOKIE, claim_of, new_id
from ripple.actions.members import change_settings
from ripple.actions.posting import share_act
from ripple.domain.model import Act, replace
from ripple.live import Groups, LiveGroup
from tests.attack.stage import GREW, Stage, now, stage
from tests.attack.table import Attack, stopped
from tests.attack.world import FIELD, OPENS, Person, World

FAMILY = "shy"
SHY = "Left-flowers-and-went"
UNSEEN = "\ufffc"  # it passes the form, is counted, and refused: a question that leaves no trace
A_MINUTE = 20  # acts that one may share
FORMS = {"a fresh act": OPENS, "an act passed on": "Pass it on"}


def signs(opens: str, world: World) -> None:
    """A host chooses names for all while the form is open, which hears of no news."""
    at = stage(world)

    def names_for_all(_groups: Groups, live: LiveGroup) -> None:
        settings = replace(live.history.settings, unsigned=False)
        change_settings(live, at.host_id, settings, now=now())

    with at.member.tab(at.query) as tab:
        tab.press(opens).type(FIELD, SHY).switch("Leave my name out").run()
        stopped("Share **unsigned**" in tab.labels(), "no button says so, so nothing was tried")
        press = tab.pressing("Share")
        at.does(names_for_all)
        tab.run(press)
        with world.group(at.group) as live:
            stopped(not [act for act in live.history.acts.values() if act.text == SHY], "it is signed")
        stopped("Every act carries a name." in tab.says, "nobody says why")


def counts(world: World) -> None:
    """As them in another browser, ask how much they have left to share."""
    at = stage(world)
    elsewhere = at.browser(at.member_id)
    with at.member.tab(at.query) as tab:
        tab.press(OPENS).type(FIELD, SHY).switch("Leave my name out").run().press("Share")
    with elsewhere.tab(at.query) as tab:
        tab.press(OPENS).type(FIELD, UNSEEN).run()
        for nth in range(A_MINUTE):
            stopped("a lot in a short time" not in tab.press("Share").says, f"after {nth} they have to wait")
    with world.group(at.group) as live:
        stopped(SHY in [act.text for act in live.history.acts.values()], "nothing was shared")


def hears(whose: str, world: World) -> None:
    """As them in another browser, read whether it was somebody else who passed their act on."""
    at = stage(world)
    elsewhere = at.browser(at.member_id)
    who, id = {"they": (at.member, at.member_id), "another": (at.browser(at.writer_id), at.writer_id)}[whose]
    looks(at.member, at)
    at.does(partial(passes_on, at, who, id))
    looks(at.member, at)
    stopped("Somebody passed yours on." in looks(elsewhere, at), "it is told apart")


def passes_on(at: Stage, who: Person, id: str, _groups: Groups, live: LiveGroup) -> None:
    parent = next(act.id for act in live.history.acts.values() if act.text == GREW)
    act = new_id()
    claim = claim_of(who.cookies[COOKIE + at.group], act)
    share_act(live, id, Act(id=act, text=SHY, posted_at=now(), claim=claim, inspired_by=parent), now=now())


def looks(who: Person, at: Stage) -> str:
    with who.tab(f"group={at.group}") as tab:
        return tab.says


def attacks() -> Iterator[Attack]:
    for form, opens in FORMS.items():
        yield Attack(FAMILY, f"have {form} signed by a press on “unsigned”", partial(signs, opens))
    yield Attack(FAMILY, "count what somebody leaves unsigned, as them elsewhere", counts)
    for whose in ("they", "another"):
        yield Attack(FAMILY, f"hear that {whose} passed it on, as them elsewhere", partial(hears, whose))
