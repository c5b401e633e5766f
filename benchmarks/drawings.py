"""Draws ponds of every size into ``benchmarks/out``, through Altair and vl-convert, to be looked at."""

from __future__ import annotations

from pathlib import Path

import altair as alt
import vl_convert

from benchmarks.ponds import acts_under, group_parents, pond_of
from ripple.charts.look import LOOKS, Look
from ripple.charts.pond import pond_spec
from ripple.charts.scene import scene_of
from ripple.charts.view import view_of
from ripple.network.detail import MARKS, Detail, detail_of
from ripple.network.pond import Pond

OUT = Path(__file__).parent / "out"
SIZES = (1, 3, 12, 30, 60, 300, 1_000, 3_000, 30_000, 100_000)
WIDTH = 900  # pixels
Rows = list[dict[str, float]]


def draw_all() -> None:
    """Each pond as its first so many acts: what a group would have seen on the way."""
    OUT.mkdir(exist_ok=True)
    acts = acts_under(group_parents(max(SIZES)))
    for size in SIZES:
        pond = pond_of(acts[:size])
        for look in LOOKS.values():
            spec = in_full(pond, look) if size <= MARKS else folded(pond, look)
            picture = vl_convert.vegalite_to_png(spec, scale=1 if size <= MARKS else 2)
            (OUT / f"pond-{size}-{look.name}.png").write_bytes(picture)


def in_full(pond: Pond, look: Look) -> dict[str, object]:
    """The pond as the app draws it."""
    scene = scene_of(pond, lambda act: act.id)
    datasets = {"acts": scene.acts, "view": view_of(scene)}
    rows = {name: _rows(columns) for name, columns in datasets.items()}
    return {**pond_spec(look), "background": look.deep[0], "datasets": rows}


def _rows(columns: dict[str, list[object]]) -> list[dict[str, object]]:
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def folded(pond: Pond, look: Look) -> dict[str, object]:
    """The pond's detail, plainly: discs with their rings, ripples in full, and dots for the rest."""
    detail, reach = detail_of(pond), pond.reach
    size = alt.Size("size:Q", scale=None)
    rings = _layer(_rings(detail, reach), reach).mark_circle(
        color=look.shallows[1], opacity=0.5, stroke=look.link, strokeWidth=0.4
    )
    links = _layer(_links(pond, detail), reach).mark_rule(color=look.link, strokeWidth=0.6)
    drops = _layer(_drops(pond, detail, reach), reach).mark_circle(color=look.light, opacity=1)
    chart = alt.layer(rings.encode(size=size), links.encode(x2="u:Q", y2="v:Q"), drops.encode(size=size))
    chart = chart.properties(width=WIDTH, height=WIDTH, background=look.deep[0])
    return chart.configure_view(stroke=None).to_dict()


def _layer(rows: Rows, reach: float) -> alt.Chart:
    scale = alt.Scale(domain=(-reach, reach))
    x, y = alt.X("x:Q", scale=scale, axis=None), alt.Y("y:Q", scale=scale, axis=None)
    return alt.Chart(alt.InlineData(values=rows)).encode(x=x, y=y)


def _pixels(diameter: float, reach: float) -> float:
    """The size of a mark, an area in square pixels, that is so many node diameters wide."""
    return (diameter * WIDTH / (2 * reach)) ** 2 * 3.1416 / 4


def _rings(detail: Detail, reach: float) -> Rows:
    discs = sorted(detail.discs, key=lambda disc: -len(disc.acts))
    return [
        {"x": disc.x, "y": disc.y, "size": _pixels(2 * radius, reach)}
        for disc in discs
        for radius in reversed(disc.radii)
    ]


def _links(pond: Pond, detail: Detail) -> Rows:
    ends = [(act, pond.parent[act]) for act in detail.acts if pond.parent[act] >= 0]
    return [{"x": pond.x[a], "y": pond.y[a], "u": pond.x[b], "v": pond.y[b]} for a, b in ends]


def _drops(pond: Pond, detail: Detail, reach: float) -> Rows:
    acts = [{"x": pond.x[act], "y": pond.y[act], "size": _pixels(1, reach)} for act in detail.acts]
    return acts + [
        {"x": dot.x, "y": dot.y, "size": _pixels(len(dot.acts) ** 0.5, reach)} for dot in detail.dots
    ]
