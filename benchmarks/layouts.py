"""How good the network's places are, and what they take, beside igraph's layouts of the same trees."""

from __future__ import annotations

import time
from collections.abc import Sequence
from math import hypot, log1p
from statistics import fmean, median
from typing import Any

import igraph
import numpy as np

from benchmarks import cpu_seconds
from benchmarks.layout_quality import CLEARANCE, Measures, measure, nearest, overlapping, total
from benchmarks.ponds import acts_under, group_parents, pond_of, real_trees
from ripple.domain.model import Act
from ripple.network.circles import Pair
from ripple.network.people import People
from ripple.network.seats import Place, backbone

FR_ITERATIONS = 500  # igraph's own default


def fruchterman_reingold(acts: int) -> dict[str, Any]:
    """igraph's Fruchterman-Reingold, laid out once and all at once.

    Its grid is on by default above 1,000 acts. It makes the layout fast and the picture useless:
    on a forest it collapses, and acts fall on each other. So the peer is the layout without the grid,
    of whose 500 steps one is timed; the layout with it stands beside, with the share of acts that overlap.
    """
    tree = graph(group_parents(acts))
    places: list[Any] = []
    with_grid = cpu_seconds(lambda: places.append(np.array(tree.layout_fruchterman_reingold().coords)))
    ends = np.array(tree.get_edgelist())
    links = np.hypot(*(places[0][ends[:, 0]] - places[0][ends[:, 1]]).T)
    fallen = overlapping(places[0], float(np.median(links)) / 1.4) / acts
    one = cpu_seconds(lambda: tree.layout_fruchterman_reingold(niter=1, grid="nogrid"))
    return {
        "igraph_fr_30k_s": round(one * FR_ITERATIONS, 1),
        "igraph_fr_30k_how": f"grid='nogrid': one step timed, times {FR_ITERATIONS}",
        "igraph_fr_30k_automatic_grid": {
            "seconds": round(with_grid, 2),
            "share_overlapping": round(fallen, 2),
        },
    }


def tidiness(group: int, step: int) -> dict[str, Any]:
    """Crossings and links under dots on real trees, against tidy ones, and on a made group."""
    ours, tidy = [], []
    for parents in real_trees(step):
        pond = pond_of(acts_under(parents))
        ours.append(measure(pond.x, pond.y, parents))
        tidy.append(tidy_measures(parents))
    parents = group_parents(group)
    pond = pond_of(acts_under(parents))
    real = total(ours).to_json()
    return {
        "crossings_per_act": real["crossings_per_act"],
        "links_under_dots": real["links_under_dots"],
        "area_per_act": real["area_per_act"],
        "tidy": total(tidy).to_json(),
        f"group_of_{group}": measure(pond.x, pond.y, parents).to_json(),
    }


def tidy_measures(parents: Sequence[int]) -> Measures:
    """igraph's Reingold-Tilford circular, made as wide as the same clearance needs."""
    places = np.array(graph(parents).layout_reingold_tilford_circular(root=[0]).coords)
    places *= CLEARANCE / nearest(places).min()
    return measure(places[:, 0].tolist(), places[:, 1].tolist(), parents)


def people(acts: Sequence[Act]) -> dict[str, Any]:
    """People and their contacts, one after the other, with somebody who always looks."""
    circle, unseen = People(), People()
    moves, adds, looks, places = [], [], [], list[Place]()
    for act in acts:
        adds.append(cpu_seconds(lambda act=act: circle.add(act)))
        start = time.process_time()
        now = list(circle.places().values())
        looks.append(time.process_time() - start)
        moves.append(_mean_move(places, now))
        places = now
    for act in acts:
        unseen.add(act)
    met = seated(circle)
    links = backbone(met, len(places))
    network = igraph.Graph(n=len(places), edges=links)
    weights = [log1p(met[link]) for link in links]
    cold = cpu_seconds(lambda: network.layout_fruchterman_reingold(weights=weights, grid="nogrid"))
    return {
        "people": len(places),
        "contacts": len(moves),
        "mean_move_per_act": round(fmean(moves), 5),
        "settlings": sum(move > 0 for move in moves),
        "mean_move_per_settling": round(fmean(move for move in moves if move), 2),
        "settle_s": round(max(looks), 3),
        "first_look_s": round(cpu_seconds(unseen.places), 2),
        "add_us": round(median(adds) * 1e6, 1),
        "slowest_add_us": round(max(adds) * 1e6, 1),
        "nearest": round(float(nearest(np.array(places)).min()), 3),
        "igraph_fr_cold_s": round(cold, 3),
    }


def seated(circle: People) -> dict[Pair, int]:
    """How often any two met of those who are drawn, by their places in turn."""
    place = {person: nth for nth, person in enumerate(circle.places())}
    return {
        (place[a], place[b]): times for (a, b), times in circle.links.items() if a in place and b in place
    }


def _mean_move(before: list[Place], now: list[Place]) -> float:
    steps = [hypot(x - u, y - v) for (x, y), (u, v) in zip(before, now, strict=False)]
    return fmean(steps) if steps else 0.0


def graph(parents: Sequence[int]) -> igraph.Graph:
    """The forest as igraph has it."""
    edges = [(parent, child) for child, parent in enumerate(parents) if parent >= 0]
    return igraph.Graph(n=len(parents), edges=edges)
