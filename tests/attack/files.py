"""Files that would like to fill the memory, keep everybody waiting, or be taken for more than they are."""

import json
import resource
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime
from functools import partial

from ripple.actions.files.act_files import import_acts
from ripple.actions.files.group_archive import export_group, import_group
from ripple.actions.files.sandbox import (
    BYTES_LIMIT,
    CPU_S,
    LINES_LIMIT,
    NAMES_LIMIT,
    replayed_apart,
)
from ripple.domain.errors import ImportRefused
from ripple.live import Groups
from ripple.store import open_store
from tests.attack.table import Attack, stopped
from tests.attack.world import World

FAMILY = "files"
PATIENCE_S = 5  # of the processor's time; a file of 20,000 acts takes two
STARTS_S = 3  # for another process to begin, and to keep what it found
HEAD = b"id,text,posted_at\n"


def one(more: str = "", name: object = 1) -> str:
    """An act as JSON, with ``more`` in it."""
    return f'{{"id": "{name}", "text": "words", "posted_at": "2026-01-01"{more}}}'


def ring(count: int) -> Iterator[str]:
    """Acts of which each was inspired by the next, and the last by the first."""
    for number in range(count):
        yield one(f', "inspired_by": "{(number + 1) % count}"', number)


def acts(*told: str) -> bytes:
    return f"[{','.join(told)}]".encode()


# None of these may be taken in.
ACTS: dict[str, Callable[[], bytes]] = {
    "lists without end": lambda: b"[" * 4_000_000,
    "objects without end": lambda: b"[" + b'{"a":' * 900_000,
    "empty objects": lambda: b"[" + b"{}," * 1_600_000 + b"{}]",
    "a number without end": lambda: b"[" + b"9" * 4_000_000 + b"]",
    "rows without end": lambda: HEAD + b"1,2,3\n" * 800_000,
    "blank lines, and an act that is none": lambda: HEAD + b"\n" * 4_000_000 + b"a,b,c\n",
    "columns without end": lambda: b"id,text,posted_at" + b",a" * 2_000_000 + b"\n1",
    "one cell of 4 MB": lambda: HEAD + b'1,"' + b"x" * 4_000_000 + b'",2026-01-01\n',
    "names without end": lambda: acts(one(', "to": [' + '"a",' * 1_000_000 + '"a"]')),
    "marks without end": lambda: acts(one().replace("words", "\u0301\u0316" * 900_000)),
    "an act that inspired itself": lambda: acts(one(', "inspired_by": "1"')),
    "acts that inspired each other": lambda: acts(*ring(2)),
    "a ring of 20,000": lambda: acts(*ring(20_000)),
    "an act of another group": lambda: acts(one(', "inspired_by": "elsewhere"')),
    "the same act twice": lambda: acts(one(), one()),
    "an act of tomorrow": lambda: acts(one().replace("2026-", "2999-")),
    "a column that makes a host": lambda: acts(one(', "host": true')),
    "an author": lambda: acts(one(', "author": "somebody"')),
    "half a file": lambda: acts(one())[:-3],
    "a workbook": lambda: b"PK\x03\x04" + b"\0" * 100_000,
    "noise": lambda: bytes(range(256)) * 10_000,
    "60 MB": lambda: b"[" + b" " * 60_000_000 + b"]",
    "an act of the year 26": lambda: acts(one().replace("2026-", "0026-")),
    "another alphabet": lambda: HEAD + "1,Помог соседу,2026-01-01\n".encode("cp1251"),
    "a broken sign": lambda: HEAD + "1,für Jörg,2026-01-01\n".encode().replace(b"\xb6", b""),
    "a packed file": lambda: b"\x1f\x8b" + b"\0" * 100_000,
    "names that no reader of tables reads": lambda: HEAD.rstrip() + b',by\n1,x,2026-01-01,"a\r"b\n',
}
# Made of a group's own file, line by line; none of these may become a group.
WHOLE: dict[str, Callable[[list[bytes]], bytes]] = {
    "nothing": lambda lines: b"",
    "no host": lambda lines: lines[0],
    "no start": lambda lines: lines[1],
    "two starts": lambda lines: b"\n".join([lines[0], lines[0], *lines[1:]]),
    "a sign-in link of the thief's": lambda lines: b"\n".join(
        [
            *lines,
            b'{"entry":"LinkIssued","id":"link x","at":"2026-01-01T00:00:00Z","member":"m",'
            b'"link_hash":"x","expires_at":"2999-01-01T00:00:00Z"}',
        ]
    ),
    "a signed-in browser": lambda lines: b"\n".join(
        [
            *lines,
            b'{"entry":"SignedIn","id":"use x","at":"2026-01-01T00:00:00Z","member":"m",'
            b'"token_hash":"x","link_hash":"x"}',
        ]
    ),
    "an entry of the directory": lambda lines: b"\n".join(
        [
            *lines,
            b'{"entry":"GroupListed","id":"l","at":"2026-01-01T00:00:00Z","group":"x","code":"ABCD2345"}',
        ]
    ),
    "an entry that there is not": lambda lines: b"\n".join([*lines, b'{"entry":"__class__","id":"x"}']),
    "an entry twice": lambda lines: b"\n".join([*lines, lines[1]]),
    "lists without end": lambda lines: b"\n".join([*lines, b"[" * 4_000_000]),
    "a number without end": lambda lines: b"\n".join([*lines, b'{"at":' + b"9" * 4_000_000 + b"}"]),
    "lines without end": lambda lines: b"\n".join(lines) + b"\n" * 4_900_000,
    "empty objects": lambda lines: b"{}\n" * 1_600_000,
    "nulls": lambda lines: b"\n".join([*lines, b"\0" * 1_000_000]),
    "noise": lambda lines: bytes(range(256)) * 10_000,
}


def told(entry: str, **fields: object) -> bytes:
    return json.dumps({"entry": entry, "at": "2026-01-01T00:00:00Z", **fields}).encode()


def told_act(name: object, parent: object = None, **more: object) -> bytes:
    act = {"id": str(name), "text": "x", "posted_at": "2026-01-01T00:00:00Z", **more}
    return told("ActPosted", act=act | ({} if parent is None else {"inspired_by": str(parent)}))


def chain(acts: int) -> list[bytes]:
    return [told_act(n, n - 1 if n else None) for n in range(acts)]


def come_and_gone(acts: int, times: int) -> list[bytes]:
    """A chain that is erased, whose end is brought back and erased again and again."""
    lines = chain(acts) + [told("ActErased", id=f"e {n}", act=str(n)) for n in range(acts)]
    back = {"id": str(acts - 1), "text": "x", "posted_at": "2026-01-01T00:00:00Z"}
    for n in range(times):
        lines += [told("ActEdited", id=f"u {n}", act=back, revives=True)]
        lines += [told("ActErased", id=f"f {n}", act=back["id"])]
    return lines


CROWD = 40  # people of one act, at most


def crowd(act: int) -> dict[str, object]:
    return together([{"name": f"{act} {n}"} for n in range(CROWD)])


def crowd_of_members(act: int, members: int) -> dict[str, object]:
    """Others in each act, so that as many as can be meet."""
    they = ((act * 7_919 + n * (act + 1)) % members for n in range(CROWD))
    return together([{"name": f"n{n}", "member": f"m{n}"} for n in they])


def together(people: list[dict[str, str]]) -> dict[str, object]:
    half = len(people) // 2
    return {"author": "ada", "givers": people[:half], "receivers": people[half:]}


def joined(members: int) -> list[bytes]:
    return [told("MemberJoined", id=f"j {n}", member=f"m{n}", name=f"n{n}") for n in range(members)]


CROWDS = NAMES_LIMIT // CROWD
MOST = LINES_LIMIT
# As many lines as a page takes, or as make it slow; each is soon read, or soon refused.
SHAPES: dict[str, Callable[[], list[bytes]]] = {
    "a chain": lambda: chain(MOST),
    "a star": lambda: [told_act(n, 0 if n else None) for n in range(MOST)],
    "a tree": lambda: [told_act(n, (n - 1) // 3 if n else None) for n in range(MOST)],
    "a caterpillar": lambda: [told_act(n, max(0, n - 1 - n % 2) if n else None) for n in range(MOST)],
    "what comes and goes": lambda: come_and_gone(500, 500),
    "much that comes and goes": lambda: come_and_gone(MOST // 4, MOST // 4),
    "one member erased again and again": lambda: [
        *(told_act(n, author="ada") for n in range(MOST // 2)),
        *(told("MemberErased", id=f"m {n}", member="ada") for n in range(MOST // 2)),
    ],
    "members who never were": lambda: [
        *(told_act(n) for n in range(MOST // 2)),
        *(told("MemberErased", id=f"m {n}", member=f"x{n}") for n in range(MOST // 2)),
    ],
    "many hosts who go": lambda: [
        line
        for n in range(MOST // 2)
        for line in (
            told("MemberJoined", id=f"j {n}", member=f"m{n}", name="x", host=True),
            told("MemberGone", id=f"g {n}", by="ada", member=f"m{n}"),
        )
    ],
    "crowds of people": lambda: [told_act(n, **crowd(n)) for n in range(CROWDS)],
    "more people than there may be": lambda: [told_act(n, **crowd(n)) for n in range(5_000)],
    "crowds of 1,000 members": lambda: [
        *joined(1_000),
        *(told_act(n, **crowd_of_members(n, 1_000)) for n in range(CROWDS)),
    ],
    "crowds of 11,000 members": lambda: [
        *joined(11_000),
        *(told_act(n, **crowd_of_members(n, 11_000)) for n in range(CROWDS)),
    ],
    "the years 1 and 9998": lambda: [
        told_act(1, posted_at="0001-01-02T00:00:00Z"),
        told_act(2, posted_at="9998-01-01T00:00:00Z"),
    ],
    "thanks taken back": lambda: [
        *(told_act(n) for n in range(MOST // 3)),
        *(told("ActThanked", id=f"t {n}", by="ada", act=str(n), warmth="moved") for n in range(MOST // 3)),
        *(told("MemberErased", id=f"m {n}", member="ada") for n in range(MOST // 3)),
    ],
}
HOST = [
    told("GroupStarted", id="start", name="Shapes", code="CODE"),
    told("MemberJoined", id="join", member="ada", name="Ada", host=True),
]


def cpu_s() -> float:
    """What this process and those that it waited for took of the processor."""
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def a_shape_is_soon_done(name: str, world: World) -> None:
    """Read as the page reads it: what is taken in is soon read, and no dearer at any opening."""
    data = b"\n".join([*HOST, *SHAPES[name]()][:LINES_LIMIT])[:BYTES_LIMIT].rsplit(b"\n", 1)[0]
    began = cpu_s()
    with suppress(ImportRefused):  # soon enough too
        replayed_apart(data, datetime.now(UTC))
    took = cpu_s() - began
    stopped(took < CPU_S + STARTS_S, f"the processor worked for {took:.1f} s")


def acts_are_refused(name: str, world: World) -> None:
    data = ACTS[name]()
    with world.group(world.elm) as live:
        refused(lambda: import_acts(live, data, now=datetime.now(UTC)), live.catch_up)


def a_group_is_refused(name: str, world: World) -> None:
    with closing(open_store(world.server.store)) as log:
        groups = Groups(log)
        live = groups.group(world.elm)
        data = WHOLE[name](export_group(live, live.history.hosts[0].id).splitlines())
        nonce = f"file {name}"
        refused(lambda: import_group(groups, data, nonce=nonce, now=datetime.now(UTC)), groups.listed)


def refused(take_in: Callable[[], object], stands: Callable[[], object]) -> None:
    """The file is told to be none, soon, and what ``stands`` is what stood."""
    before, began = stands(), time.process_time()
    try:
        take_in()
    except ImportRefused:
        took = time.process_time() - began
        stopped(took < PATIENCE_S, f"everybody waited {took:.0f} s")
        stopped(stands() == before, "something was taken in")
        return
    stopped(False, "it was taken in")


def many_members(world: World) -> None:
    """As many as fit into what the page takes: allowed, and soon done."""
    with closing(open_store(world.server.store)) as log:
        groups = Groups(log)
        live = groups.group(world.elm)
        lines = export_group(live, live.history.hosts[0].id).splitlines()
        joined = next(line for line in lines if b'"MemberJoined"' in line)
        me = live.history.hosts[0].id.encode()
        crowd = [joined.replace(me, b"member %d" % number) for number in range(25_000)]
        began = time.process_time()
        import_group(groups, b"\n".join([lines[0], joined, *crowd]), nonce="crowd", now=datetime.now(UTC))
    took = time.process_time() - began
    stopped(took < PATIENCE_S, f"everybody waited {took:.0f} s")


def attacks() -> Iterator[Attack]:
    for name in ACTS:
        yield Attack(FAMILY, f"acts: {name}", partial(acts_are_refused, name))
    for name in WHOLE:
        yield Attack(FAMILY, f"a group: {name}", partial(a_group_is_refused, name))
    for name in SHAPES:
        yield Attack(FAMILY, f"a shape: {name}", partial(a_shape_is_soon_done, name))
    yield Attack(FAMILY, "a group of 25,000", many_members)
