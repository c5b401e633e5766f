"""Names that others would read as somebody else's, or as nobody's."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial

from ripple.actions.joining import join_group, start_group
from ripple.actions.members import rename_member
from ripple.domain.errors import NameMisleads, NameTaken, TextMissing
from tests.attack.stage import now
from tests.attack.tab import Tab
from tests.attack.table import Attack, stopped
from tests.attack.world import Person, World

FAMILY = "names"
# The host is called Adelheid.
AS_THE_HOST = {
    "in capitals": "ADELHEID",
    "in small letters": "adelheid",
    "with a capital I for an l": "AdeIheid",
    "with a one for an l": "Ade1heid",
    "with a Cyrillic A": "\u0410delheid",
    "with a Cyrillic e": "Ad\u0435lheid",
    "with a Greek A": "\u0391delheid",
    "with a Cherokee A": "\u13aadelheid",
    "with a Roman numeral": "A\u217eelheid",
    "in full width": "\uff21\uff44\uff45\uff4c\uff48\uff45\uff49\uff44",
    "in maths letters": "\U0001d400\U0001d41d\U0001d41e\U0001d425\U0001d421\U0001d41e\U0001d422\U0001d41d",
    "in script letters": "\U0001d4d0\U0001d4ed\U0001d4ee\U0001d4f5\U0001d4f1\U0001d4ee\U0001d4f2\U0001d4ed",
    "in circles": "\u24b6\u24d3\u24d4\u24db\u24d7\u24d4\u24d8\u24d3",
    "with a zero width space": "Adel\u200bheid",
    "with a zero width joiner": "Adel\u200dheid",
    "with a word joiner": "\u2060Adelheid",
    "with a byte order mark": "Adelheid\ufeff",
    "with a soft hyphen": "Adel\u00adheid",
    "with a Hangul filler": "Adelheid\u3164",
    "with an empty Braille cell": "\u2800Adelheid",
    "with a variation selector": "Adelheid\ufe0f",
    "with an annotation's anchor": "\ufff9Adelheid",
    "with an annotation's separator": "Adel\ufffaheid",
    "with an annotation's end": "Adelheid\ufffb",
    "with a place for an object": "Adelheid\ufffc",
    "with an Egyptian blank": "Adelheid\U00013441",
    "with a tag": "Adelheid\U000e0061",
    "with a direction mark": "\u200fAdelheid",
    "with an override": "Adel\u202eheid",
    "backwards and overridden": "\u202ediehledA\u202c",
    "with an accent": "Ad\u00e9lheid",
    "with a mark below": "Adelhei\u0323d",
    "with a stroke": "Adelhei\u0335d",
    "with spaces": "  Adelheid  ",
    "with a no-break space": "Adelheid\u00a0",
    "with a line break": "Adelheid\n",
    "with another beside her": "Adelheid, Kunigunde",
    "behind another": "Kunigunde · ADELHEID",
    "as if she told something": "Adelheid saw this",
    "as if she gave something": "Adelheid, for Balthasar",
    "with a null": "Adel\x00heid",
    "with an escape": "Adel\x1bheid",
}
AS_A_HOST = {
    "Host": "Host",
    "A host": "A host",
    "a role behind a dot": "Kunigunde · host",
    "a role in brackets": "Kunigunde (host)",
    "a role before the name": "host Kunigunde",
    "a role in capitals": "KUNIGUNDE, THE HOST",
    "a role with a Cyrillic letter": "Kunigunde · h\u043est",
    "a role with a joiner": "Kunigunde · ho\u200dst",
    "the reader": "Kunigunde · you",
    "You": "You",
}
AS_THE_APP = {
    "Unsigned": "Unsigned",
    "Unsigned with a place for an object": "Unsigned\ufffc",
    "Unsigned in full width": "\uff35\uff4e\uff53\uff49\uff47\uff4e\uff45\uff44",
    "Unsigned, and more": "Unsigned, about what Adelheid did",
    "Somebody": "Somebody",
    "Nobody": "nobody",
    "No longer here": "No longer here",
    "Not shown now": "(Not shown now)",
    "An unnamed drop": "An unnamed drop",
    "what is not a member": "Kunigunde (not a member)",
}
AS_NOBODY = {
    "nothing": "",
    "spaces": "   ",
    "a zero width space": "\u200b\u200b",
    "a Hangul filler": "\u3164",
    "an empty Braille cell": "\u2800",
    "a half-width filler": "\uffa0",
    "an override": "\u202e",
    "marks without a letter": "\u0301\u0301",
    "controls": "\x00\x07\x1b",
    "tags": "\U000e0041\U000e0042",
}


def tries(person: Person, code: str) -> Tab:
    """Ask to come in; the tab shows what is said to that."""
    with person.tab(f"code={code}") as tab:
        return tab.type("Your name in this group", person.name).press("Join the group")


def is_not_let_in(name: str, world: World) -> None:
    tab = tries(world.stranger(name), world.code)
    # What an override leaves is read the other way round, and so is no more like the host's.
    if tab.sends_to and "\u202e" in name:
        stopped("\u202e" not in tab.says, "the override is kept")
        return
    stopped(tab.sends_to is None, "came in")
    sentences = ("is called", "Please write a name", "could be taken for a host, or for words of the app")
    stopped(any(sentence in tab.says for sentence in sentences), tab.says[-200:])


def at_the_same_moment(world: World) -> None:
    crowd = [world.stranger("Kunigunde") for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        came_in = [tab for tab in pool.map(lambda person: tries(person, world.code), crowd) if tab.sends_to]
    stopped(len(came_in) == 1, f"{len(came_in)} came in under one name")


def a_very_long_one(world: World) -> None:
    tab = tries(world.stranger("A" * 10_000), world.code)
    stopped(tab.sends_to is None and "can have 60" in tab.says, tab.says[-200:])


@cache
def looks_street(world: World) -> str:
    """A group with Adelheid as its host and the member ``ben``; its id."""
    with world.groups() as groups:
        start_group(groups, "Looks Street", "Adelheid", nonce="looks", founder="looks-host", now=now())
        live = groups.group("looks")
        join_group(groups, live.secret, "Balthasar", asker="looks", nonce="ben", now=now())
        return live.id


def is_not_renamed(name: str, world: World) -> None:
    """Who came in under a name of their own takes another."""
    with world.group(looks_street(world)) as live:
        try:
            rename_member(live, "ben", name, now=now())
        except (NameTaken, NameMisleads, TextMissing):
            stopped(live.history.name_of("ben") != name, "they are called so all the same")
            return
        called = live.history.name_of("ben")
    stopped("\u202e" in name and "\u202e" not in called, f"they are called {called!r}")


def attacks() -> Iterator[Attack]:
    for name, written in (AS_THE_HOST | AS_A_HOST | AS_THE_APP | AS_NOBODY).items():
        yield Attack(FAMILY, f"rename oneself: {name}", partial(is_not_renamed, written))
    for name, written in AS_THE_HOST.items():
        yield Attack(FAMILY, f"come in as the host {name}", partial(is_not_let_in, written))
    for name, written in (AS_A_HOST | AS_THE_APP).items():
        yield Attack(FAMILY, f"come in as {name}", partial(is_not_let_in, written))
    for name, written in AS_NOBODY.items():
        yield Attack(FAMILY, f"come in as {name}", partial(is_not_let_in, written))
    yield Attack(FAMILY, "come in eight times at once under one name", at_the_same_moment)
    yield Attack(FAMILY, "come in under a very long name", a_very_long_one)
