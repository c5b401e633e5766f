"""The network's figures, measured here and now: what an act costs, and how good the picture is.

    python -m benchmarks.network [--json] [--small]

Peers run on the same trees in the same run. Times are the processor's; other work on the machine
still makes them longer, so of an act's cost in each shape, and of decoding, the least of some rounds is
told. The search for garbage is on, and its cost counted, but as in the server it leaves alone what was there
before: else a shape pays in one of its eighths for a look at all that the benchmark holds.
"""

from __future__ import annotations

import gc
import json
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random
from statistics import fmean, median
from typing import Any

import networkx as nx
import numpy as np

from benchmarks import asked, cpu_seconds
from benchmarks.layout_quality import overlapping
from benchmarks.layouts import fruchterman_reingold, graph, people, tidiness
from benchmarks.ponds import acts_under, contacts, group_parents, pond_of, real_trees
from ripple.domain.events.acts import ActPosted
from ripple.domain.model import Act, replace
from ripple.network.detail import detail_of
from ripple.network.forest import Forest
from ripple.network.numbers import numbers_of, ripple_numbers
from ripple.network.pond import Pond
from ripple.network.tally import Tally
from ripple.store.codec import from_document, read_document, to_json

NEW = 1_000  # the acts whose median cost is taken
ROUNDS = 3  # of which the least is told


@dataclass(frozen=True)
class Size:
    """How much is measured: acts in all, in one ripple, for the peer and in the picture of a group; every
    so many-th of the real trees; and so many contacts."""

    acts: int = 100_000
    ripple: int = 8_000
    peer: int = 30_000
    group: int = 3_000
    real_step: int = 5
    contacts: int | None = None


SMALL = Size(acts=2_000, ripple=400, peer=300, group=300, real_step=200, contacts=300)


def figures(size: Size) -> dict[str, Any]:
    """Every figure."""
    acts = acts_under(group_parents(size.acts))
    return {
        **growing(acts),
        "shapes": shapes(size),
        "decode_us": decoding(),
        **fruchterman_reingold(size.peer),
        **tidiness(size.group, size.real_step),
        **numbers(acts),
        "people": people(contacts()[: size.contacts]),
    }


def shapes(size: Size) -> dict[str, dict[str, float]]:
    """What an act of one ripple costs, in the first and in the last eighth of so many acts; and of real
    trees one after the other, and of a forest."""
    acts, chance, real = size.ripple, Random(3), list[int]()
    for tree in real_trees():
        real += [parent + len(real) if parent >= 0 else -1 for parent in tree]
        if len(real) >= acts:
            break
    return {
        "chain": eighths([number - 1 for number in range(acts)]),
        "star": eighths([-1] + [0] * (acts - 1)),
        "ternary": eighths([-1, *(number // 3 for number in range(acts - 1))]),
        "binary": eighths([-1, *(number // 2 for number in range(acts - 1))]),
        "random_parent": eighths([-1, *(chance.randrange(number) for number in range(1, acts))]),
        "real_trees": eighths(real),
        "real_ripple": eighths([max(parent, 0) if number else -1 for number, parent in enumerate(real)]),
        "forest": eighths(group_parents(size.acts)),
    }


def eighths(parents: Sequence[int]) -> dict[str, float]:
    """Microseconds an act, of the first and the last eighth of a pond that grows by them."""
    acts = acts_under(parents)
    rounds = [_growing_by_eighths(acts) for _round in range(ROUNDS)]
    first, last, asked = (min(costs) for costs in zip(*rounds, strict=True))
    return {"first_us": round(first, 1), "last_us": round(last, 1), "numbers_ms": round(asked * 1e3, 1)}


def _growing_by_eighths(acts: Sequence[Act]) -> tuple[float, float, float]:
    """What `eighths` tells of one pond, and the seconds that its numbers take."""
    pond = Pond()
    parts = [acts[len(acts) * part // 8 : len(acts) * (part + 1) // 8] for part in range(8)]
    with loaded_before():
        costs = [
            cpu_seconds(lambda part=part: [place(pond, act) for act in part]) * 1e6 / len(part)
            for part in parts
        ]
    return costs[0], costs[-1], cpu_seconds(lambda: pond.size)


@contextmanager
def loaded_before() -> Iterator[None]:
    """Nobody looks for garbage in what is there now, as in a server when it stands."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


def place(pond: Pond, act: Act) -> float:
    """Add the act, and ask where it stands."""
    pond.add(act)
    return pond.x[-1]


def decoding() -> float:
    """Microseconds to read an entry of the log, of which every act has one."""
    told = [
        ActPosted(at=act.posted_at, act=replace(act, text="kindness " * 12))
        for act in acts_under([-1] * 4_000)
    ]
    lines = [to_json(entry) for entry in told]
    with loaded_before():
        costs = [
            cpu_seconds(lambda: [from_document(read_document(line)) for line in lines])
            for _round in range(ROUNDS)
        ]
    return round(min(costs) * 1e6 / len(lines), 1)


def growing(acts: Sequence[Act]) -> dict[str, Any]:
    """One pond of all the acts: what each costs, whether one moved, whether two overlap."""
    pond, costs, placed = Pond(), [], []
    for act in acts:
        start = time.process_time()
        place(pond, act)
        costs.append((time.process_time() - start) * 1e6)
        placed.append((pond.x[-1], pond.y[-1]))
    moved = sum(before != now for before, now in zip(placed, zip(pond.x, pond.y, strict=True), strict=True))
    at = {str(n): round(median(costs[n - NEW : n]), 1) for n in (1_000, 10_000, len(acts)) if n <= len(acts)}
    first, last = fmean(costs[: len(acts) // 10]), fmean(costs[-len(acts) // 10 :])
    folding = cpu_seconds(lambda: detail_of(pond))
    return {
        "add_us": at | {"first_tenth": round(first, 1), "last_tenth": round(last, 1)},
        "build_100k_s": round(sum(costs) / 1e6, 2),
        "moved": moved,
        "overlaps": overlapping(np.array(placed)),
        "detail": {"marks": detail_of(pond).marks, "seconds": round(folding, 3)},
    }


def numbers(acts: Sequence[Act]) -> dict[str, Any]:
    """The numbers alone, and one number of one ripple by the peers."""
    pond = pond_of(acts)
    forest, tally, costs = Forest(), Tally(), []
    for act, parent in zip(acts, pond.parent, strict=True):
        start = time.process_time()
        forest.show(forest.sprout(parent))
        tally.show(act, acts[parent] if parent >= 0 else None, forest.lineage.generation[-1])
        costs.append((time.process_time() - start) * 1e6)
    largest = max(range(len(acts)), key=pond.size.__getitem__)
    ripple = pond.ripple(acts[largest].id)
    at = {act: i for i, act in enumerate(ripple)}
    tree = graph([at[pond.parent[act]] if act != largest else -1 for act in ripple])
    now = acts[-1].posted_at
    return {
        "numbers_us": round(fmean(costs[-len(acts) // 10 :]), 1),
        "numbers_asked_us": round(cpu_seconds(lambda: numbers_of(pond)) * 1e6, 1),
        "hand_to_hand": {
            "acts": len(ripple),
            "ours_us": round(cpu_seconds(lambda: ripple_numbers(pond, acts[largest].id, now)) * 1e6, 1),
            "igraph_us": round(cpu_seconds(tree.average_path_length) * 1e6),
            "networkx_us": round(cpu_seconds(lambda: nx.wiener_index(tree.to_networkx())) * 1e6),
        },
    }


def main() -> None:
    """Measure, and print."""
    wanted = asked(__doc__)
    found = figures(SMALL if wanted.small else Size())
    if wanted.for_machines:
        print(json.dumps(found))
        return
    print(f"{'µs an act':16}{'first 8th':>10}{'last 8th':>10}{'times':>7}{'decodings':>10}")
    for shape, cost in found["shapes"].items():
        row = f"{shape:16}{cost['first_us']:10.1f}{cost['last_us']:10.1f}"
        print(f"{row}{cost['last_us'] / cost['first_us']:7.2f}{cost['last_us'] / found['decode_us']:10.1f}")
    for name, value in found.items():
        if name != "shapes":
            print(f"{name:24} {value}")


if __name__ == "__main__":
    main()
