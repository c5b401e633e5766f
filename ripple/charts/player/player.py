"""The player under a pond: the files it is made of, and all that it has to know of a scene.

It looks for its chart in the page, by the class ``st-key-`` and what it is told as ``chart``.
"""

from __future__ import annotations

import heapq
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ripple.charts.labels import LABELLED, NEVER
from ripple.charts.player import walking
from ripple.charts.pond.captions import quotation
from ripple.charts.pond.rows import COLUMNS, UNNAMED
from ripple.charts.pond.scene import Scene
from ripple.charts.theme import COLOURS, INKS, PLAIN, SIGNS, STEPS
from ripple.domain.model import How, Kind
from ripple.formats import Number, in_browsers, quoted
from ripple.kinds import NAMES, WAYS_ON
from ripple.language import gettext as _
from ripple.language import ngettext

SWELLING = 60  # ripples whose water moves at rest
LIT_STEPS = 40  # light runs along so many steps at most
ANEW = ("reach", "views", "ample", "summary", "waters")  # what another act may change of what is told
SIGNS_TOLD = ("kinds", "ways", "steps", "others")

EACH_RUN_JS = Path(__file__).with_name("each_run.js").read_text("utf-8")
NEWS_JS = Path(__file__).with_name("news.js").read_text("utf-8")
TELLER_JS = EACH_RUN_JS + Path(__file__).with_name("chart_params.js").read_text("utf-8")
LEFT_JS = Path(__file__).with_name("restored_view.js").read_text("utf-8")
HTML, CSS = (Path(__file__).with_suffix(ending).read_text("utf-8") for ending in (".html", ".css"))
JS = "\n".join(
    Path(__file__).with_name(part).read_text("utf-8")
    for part in (
        "touch.js",
        "legend_signs.js",
        "swell.js",
        "film.js",
        "fallen.js",
        "ending.js",
        "clock.js",
        "camera.js",
        "pointer.js",
        "captions.js",
        "legend.js",
        "chart_link.js",
        "player.js",
        "plate.js",
        "telling.js",
        "walking_keys.js",
        "walking.js",
        "pond_walk.js",
        "people_walk.js",
        "tune.js",
        "sound.js",
    )
)


def player_data(scene: Scene) -> dict[str, Any]:
    """What the player needs to know, but for the ``chart`` it belongs to."""
    words, author = quotation()
    return {
        "language": in_browsers(),
        "reach": scene.reach,
        "columns": COLUMNS,
        "beats": [round(beat, 3) for beat, _ms in scene.moments],
        "times": [ms for _beat, ms in scene.moments],
        "views": scene.views,
        "captions": [asdict(each) for each in scene.captions],
        "summary": scene.summary,
        "quotation": (quoted(words), author),
        "empty": not scene.order,
        "ample": ample(scene),
        "waters": waters(scene),
        "texts": _texts(),
        "walk": walking.of_pond(),
        **signs(scene),
    }


def told_at_rest(
    reaches: tuple[tuple[float, float], tuple[float, float]],
    summary: str,
    ample: tuple[float, float],
    *,
    empty: bool,
) -> dict[str, Any]:
    """What the player needs to know of the people's picture, which does not grow: it can be walked,
    zoomed and moved.

    ``reaches`` is how far the view reaches in a wide picture and in a tall one, ``ample`` how many pixels a
    node's diameter has where all its words have room there.
    """
    reach, tall_reach = reaches
    nothing: list[Any] = []
    return {
        "language": in_browsers(),
        "reach": reach,
        "tallReach": tall_reach,
        **dict.fromkeys(
            ("waters", "beats", "times", "captions", "kinds", "ways", "steps", "others"), nothing
        ),
        "views": [(0.0, *reach)],
        "rest": True,
        "summary": summary,
        "empty": empty,
        "ample": ample,
        "texts": _texts(),
        "walk": walking.of_people(),
    }


def told_anew(before: dict[str, Any], told: dict[str, Any]) -> dict[str, Any]:
    """What is other in a player's data than ``before``: little, and the signs if they are others."""
    new = [name for name in SIGNS_TOLD if told[name] != before[name]]
    return {name: told[name] for name in (*ANEW, *(SIGNS_TOLD if new else ()))}


def told_since(before: Scene, scene: Scene) -> dict[str, Any]:
    """What came since the scene ``before``, for a player that was told of that."""
    return {
        "newBeats": [round(beat, 3) for beat, _ms in scene.moments if beat > before.last_beat],
        "newTimes": [ms for beat, ms in scene.moments if beat > before.last_beat],
        "newCaptions": [asdict(each) for each in scene.newest if each.beat > before.last_beat],
        **_path_to_newest(before, scene),
    }


def ample(scene: Scene) -> tuple[float, float]:
    """How many pixels a node's diameter has where all words have room, in a wide picture and in a tall one;
    what is drawn as a part of something has never enough."""
    if scene.folded or scene.shown > LABELLED:
        return NEVER, NEVER
    rooms = ([row[side] for row in scene.drawn if row[side] < NEVER] for side in ("near", "tall_near"))
    wide, tall = (max(room, default=0.0) for room in rooms)
    return wide, tall


def waters(scene: Scene) -> list[list[float]]:
    """The largest ripples, whose water moves: where each starts, how far it reaches, from which beat on, and
    the index of its start."""
    widest = heapq.nlargest(SWELLING, scene.drawn, key=lambda row: row["wide"])
    return [
        [*(round(row[name], 2) for name in ("x", "y", "wide", "beat")), row["i"]]
        for row in widest
        if row["wide"]
    ]


def _path_to_newest(before: Scene, scene: Scene) -> dict[str, Any]:
    """The places from the start of its ripple to the act that came last, if it came since, and its words."""
    if scene.last_beat <= before.last_beat:
        return {}
    rows, pond = scene.rows, scene.rows.pond
    last = scene.order[-1]
    story = [pond.index[act.id] for act in pond.story(pond.acts[last].id)]
    (x, y), path = rows.middle, story[-LIT_STEPS:]
    places = [[round(pond.x[i] - x, 2), round(pond.y[i] - y, 2)] for i in path]
    return {"newPath": places, "newTold": rows.told(last)}


def signs(scene: Scene) -> dict[str, Any]:
    """Every sign that is in the picture, and only those; none, where there is one act to see."""
    if scene.shown < 2:
        return {"kinds": [], "ways": [], "steps": [], "others": []}
    shown = {name: set(scene.acts[name]) for name in ("kind", "how")}
    farthest = max(scene.acts["generation"], default=-1)
    others = []
    if farthest > 0:
        others.append({"sign": "rings", "name": _("one ripple, a ring for each step from its start")})
    if scene.detail.dots:
        many = _("many acts in one drop: the larger, the more; it has the colour of its largest ripple")
        others.append({"sign": "many", "name": many})
    if scene.detail.discs:
        whole = _("a whole ripple without its acts: the brighter a ring, the more are on it")
        others.append({"sign": "water", "name": whole})
    if UNNAMED in shown["kind"]:
        others.append({"sign": "drop", "name": _("an unnamed drop: its words are not shown")})
    kinds = [kind for kind in [*Kind, None] if str(kind or "") in shown["kind"]]
    return {
        "kinds": [_chip(kind) for kind in kinds] if kinds != [None] else [],  # no sign, and no other one
        "ways": [{"how": how, "name": WAYS_ON[how]} for how in How if how in shown["how"]],
        "steps": [_step(step) for step in range(len(STEPS)) if step <= farthest],
        "others": others,
    }


def _step(step: int) -> dict[str, str]:
    if step == 0:
        return {"name": _("the start of a ripple"), "colour": STEPS[0]}
    name = ngettext("{count} step", "{count} steps", step).format(count=Number(step))
    if step == len(STEPS) - 1:
        name = _("{steps} or more").format(steps=name)
    return {"name": name, "colour": STEPS[step]}


def _chip(kind: Kind | None) -> dict[str, str]:
    if kind is None:
        return {"kind": "", "name": _("Any other kindness"), "colour": PLAIN, "sign": "", "ink": ""}
    return {
        "kind": kind,
        "name": NAMES[kind],
        "colour": COLOURS[kind],
        "sign": SIGNS[kind],
        "ink": INKS[kind],
    }


def _texts() -> dict[str, str]:
    return {
        "play": _("Play how the pond grew"),
        "pause": _("Pause"),
        "story": _("Story"),
        "tell": _("Story: one act at a time"),
        "back": _("The act before"),
        "next": _("The next act"),
        "nth": _("Act {place} of {count}"),
        "today": _("Today"),
        "scrub": _("The pond’s time"),
        "speed": _("How fast it plays"),
        "sound": _("Sound"),
        "hear": _("Hear how the pond grows"),
        "volume": _("Volume {step} of {steps}"),
        "nearer": _("Nearer"),
        "farther": _("Farther"),
        "whole": _("The whole picture"),
        "up": _("Move up"),
        "left": _("Move left"),
        "down": _("Move down"),
        "right": _("Move right"),
        "only": _("Dim the others"),
        "show": _("Show only:"),
        "on": _("Read on"),
        "unnamed": _("An unnamed drop"),
    }
