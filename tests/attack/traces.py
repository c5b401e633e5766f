"""Who wrote an unsigned act: from ids, from a host's copy, from the files, from what a browser kept."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from itertools import product

from ripple.actions.joining import claim_of, join_group, new_id
from ripple.actions.leaving import leave_group
from ripple.actions.moderating import report_act, thank
from ripple.actions.posting import edit_act, share_act, withdraw_act
from ripple.domain.model import Act, Warmth
from ripple.domain.moderation import Asker
from ripple.live import Groups, LiveGroup
from ripple.store.codec import to_json
from tests.attack.stage import FILES, PAGES, Stage, now, stage
from tests.attack.tab import Tab
from tests.attack.table import Attack, stopped
from tests.attack.world import FIELD, KIND, OPENS, Person, World

FAMILY = "traces"
WHISPERED = "What-nobody-knows-is-Quirin's"
BROWSER = "the browser of Quirin"
WHY = "It-makes-Ottilie-cry"


def quirin(at: Stage, act: str) -> Asker:
    return Asker(at.member_id, claim_of(BROWSER, act))


def whispers(at: Stage) -> str:
    """The member shares an act unsigned; its id."""
    id = new_id()

    def shares(_groups: Groups, live: LiveGroup) -> None:
        act = Act(id=id, text=WHISPERED, posted_at=now(), claim=quirin(at, id).claim)
        share_act(live, at.member_id, act, now=now())

    at.does(shares)
    return id


def thanked(at: Stage, act: str) -> None:
    at.does(lambda _g, live: thank(live, Asker(at.writer_id), act, Warmth.MOVED, now=now()))


def reported(at: Stage, act: str) -> None:
    at.does(lambda _g, live: report_act(live, Asker(at.writer_id), act, WHY, now=now()))


def edited(at: Stage, act: str) -> None:
    after = Act(id=act, text=f"{WHISPERED} anew", posted_at=now())
    at.does(lambda _g, live: edit_act(live, quirin(at, act), after, now=now()))


def withdrawn(at: Stage, act: str) -> None:
    at.does(lambda _g, live: withdraw_act(live, quirin(at, act), act, now=now()))


def left_with_words(at: Stage, act: str) -> None:
    at.does(lambda _g, live: leave_group(live, partial(quirin, at), erase=True, now=now()))


def nothing(at: Stage, act: str) -> None:
    pass


SINCE: dict[str, Callable[[Stage, str], None]] = {
    "just so": nothing,
    "thanked for": thanked,
    "reported": reported,
    "edited": edited,
    "withdrawn": withdrawn,
    "taken along by who left": left_with_words,
}


def reads_the_files(since: str, world: World) -> None:
    """Whoever runs the server looks for a line that has both the act and who wrote it."""
    at = stage(world)
    act = whispers(at)
    SINCE[since](at, act)
    with world.group(at.group) as live:
        lines = [to_json(entry).decode() for _version, entry in live.log.since(live.id, 0)]
    both = [line for line in lines if act in line and at.member_id in line]
    stopped(any(act in line for line in lines), "the act is not there, so nothing was tried")
    stopped(not both, both)


def copied(at: Stage) -> list[str]:
    answer = at.host.asks("GET", FILES["the whole group"].format(at.group))
    assert answer.status_code == 200, answer
    return answer.text.splitlines()


def reads_the_copy(since: str, world: World) -> None:
    """A host looks for whoever has something to do with it, and by elimination for whoever has not."""
    at = stage(world)
    act = whispers(at)
    SINCE[since](at, act)
    about = [line for line in copied(at) if act in line]
    people = (at.host_id, at.member_id, at.writer_id)
    stopped(about, "the act is not there, so nothing was tried")
    stopped(not [line for line in about for who in people if who in line], about)


HIDDEN_FROM_HOSTS = {
    "a thank": "ActThanked",
    "how somebody was moved": "moved",
    "why somebody reported": WHY,
    "that somebody reported": "ActReported",
    "who signed in": "SignedIn",
    "a link": "LinkIssued",
    "who signed out": "SignedOut",
    "an identity": "Identity",
    "what was erased": "ActErased",
    "a renewed code": "CodeRenewed",
    "a hash": "_hash",
}


def finds_in_the_copy(what: str, world: World) -> None:
    at = stage(world)
    act = whispers(at)
    thanked(at, act)
    reported(at, act)
    stopped(HIDDEN_FROM_HOSTS[what] not in "\n".join(copied(at)), what)


def pages_tell_hosts_more(since: str, page: str, world: World) -> None:
    """What a host reads about an unsigned act is what somebody reads who came just now."""
    at = stage(world)
    act, fresh = whispers(at), new_id()
    SINCE[since](at, act)
    at.does(lambda groups, live: join_group(groups, live.secret, "Ulla", asker="x", nonce=fresh, now=now()))

    def read(who: Person) -> list[str]:
        with who.tab(f"group={at.group}&act={act}") as tab:
            return sorted(text for _where, text in tab.open(page).texts() if WHISPERED in text)

    hosts, others = read(at.host), read(at.browser(fresh))
    stopped(others or page in ("people", "you", "group"), "it is told nowhere, so nothing was tried")
    stopped(hosts == others, f"a host reads {hosts[:2]}, another {others[:2]}")


def finds_a_way_in(what: str, world: World) -> None:
    """The code, the secret of the link, or what a browser shows for its act, in the copy."""
    at = stage(world)
    act = whispers(at)
    with world.group(at.group) as live:
        group, claim = live.history.group, live.history.acts[act].claim
    assert group
    held = {"code": group.code, "secret": group.secret, "claim": claim}
    said = "\n".join(copied(at))
    stopped(held[what], "there is none, so nothing was tried")
    stopped(held[what] not in said, what)


def reads_the_seconds(world: World) -> None:
    at = stage(world)
    whispers(at)
    moments = [json.loads(line)["at"] for line in copied(at)]
    stopped(all(moment.endswith(":00Z") for moment in moments), moments)


def goes_on_in_the_tab(way: str, world: World) -> None:
    """Whoever comes in goes back, and shares unsigned in the session that they came in with."""
    who = world.stranger(f"Undine {way}")
    with who.tab(f"code={world.code}" if way == "joined" else "") as tab:
        if way == "joined":
            tab.type("Your name in this group", who.name).press("Join the group")
        else:
            tab.press("Start a group").choose(KIND, "A team").type("Name of the group", f"Of {way}")
            tab.type("Your name", who.name).press("Start the group")
        assert tab.sends_to, tab.says
        group, session = who.follows(tab.sends_to), tab.session
    xsrf = who.cookies.get("_streamlit_xsrf", "none")
    with Tab(world.url, headers=who.headers, origin=world.origin, session=session, xsrf=xsrf) as again:
        again.press(OPENS).type(FIELD, f"{WHISPERED} {way}").switch("Leave my name out").press("Share")
    with world.group(group) as live:
        ids = [group, *live.history.members, *live.history.acts]
        stopped(any(way in act.text for act in live.history.acts.values()), "nothing was shared")
    stopped(len(set(ids)) == len(ids), ids)


def keeps(path: str, world: World) -> None:
    """What a browser stores of what it was shown, for whoever sits there next."""
    at = stage(world)
    answer = at.host.asks("GET", path.format(at.group))
    stopped(answer.headers.get("cache-control") == "no-store", dict(answer.headers))


def keeps_after_leaving(world: World) -> None:
    at = stage(world)
    answer = at.member.asks("POST", f"leave/{at.group}")
    stopped(answer.headers.get("clear-site-data") == '"cache", "storage"', dict(answer.headers))


def attacks() -> Iterator[Attack]:
    for since in SINCE:
        yield Attack(FAMILY, f"find both in the files: {since}", partial(reads_the_files, since))
        yield Attack(FAMILY, f"find anybody in a host's copy: {since}", partial(reads_the_copy, since))
    for since, page in product(("just so", "thanked for", "edited"), PAGES):
        name = f"read more as a host on “{page or 'home'}”: {since}"
        yield Attack(FAMILY, name, partial(pages_tell_hosts_more, since, page))
    for what in HIDDEN_FROM_HOSTS:
        yield Attack(FAMILY, f"find {what} in a host's copy", partial(finds_in_the_copy, what))
    for what in ("code", "secret", "claim"):
        yield Attack(FAMILY, f"find the {what} in a host's copy", partial(finds_a_way_in, what))
    yield Attack(FAMILY, "find the second of an act in a host's copy", reads_the_seconds)
    for way in ("joined", "started"):
        yield Attack(FAMILY, f"share unsigned as who just {way}", partial(goes_on_in_the_tab, way))
    for page in PAGES:
        yield Attack(FAMILY, f"find the page “{page or 'home'}” stored", partial(keeps, page))
    for name, file in FILES.items():
        yield Attack(FAMILY, f"find {name} stored", partial(keeps, file))
    yield Attack(FAMILY, "find anything kept after leaving", keeps_after_leaving)
