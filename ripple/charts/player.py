"""The player under a pond: the files it is made of, and all that it has to know of a scene.

It looks for its chart in the page, by the class ``st-key-`` and what it is told as ``chart``.
"""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext
from pathlib import Path
from typing import Any

from ripple.charts.look import COLOURS, INKS, PLAIN, SIGNS, STEPS
from ripple.charts.scene import UNNAMED, Scene
from ripple.domain.model import How, Kind
from ripple.kinds import NAMES, WAYS_ON

LANGUAGE = "en-GB"  # of the texts, and so of the dates beside them

HTML, CSS, JS = (Path(__file__).with_suffix(ending).read_text("utf-8") for ending in (".html", ".css", ".js"))


def told(scene: Scene) -> dict[str, Any]:
    """What the player needs to know, but for the ``chart`` it belongs to."""
    beats, times = scene.acts["beat"], scene.acts["at"]
    return {
        "language": LANGUAGE,
        "reach": scene.reach,
        "beats": [round(beats[i], 3) for i in scene.order],
        "times": [times[i] for i in scene.order],
        "views": scene.views,
        "captions": [
            {"beat": each.beat, "at": each.at, "said": each.said, "words": each.words}
            for each in scene.captions
        ],
        "summary": scene.summary,
        "empty": not scene.order,
        "texts": _texts(),
        **_legend(scene),
    }


def told_at_rest(reach: float, summary: str, *, empty: bool) -> dict[str, Any]:
    """What the player needs to know of a picture that does not grow: it can be zoomed and moved."""
    nothing: list[Any] = []
    return {
        "language": LANGUAGE,
        "reach": reach,
        **dict.fromkeys(("beats", "times", "captions", "kinds", "ways", "steps", "others"), nothing),
        "views": [(0.0, reach)],
        "summary": summary,
        "empty": empty,
        "texts": _texts(),
    }


def _legend(scene: Scene) -> dict[str, Any]:
    """Every sign that is in the picture, and only those."""
    shown = {name: {scene.acts[name][i] for i in scene.order} for name in ("kind", "how")}
    farthest = max((scene.acts["generation"][i] for i in scene.order), default=-1)
    others = [{"sign": "water", "name": _("the water around one ripple")}]
    if UNNAMED in shown["kind"]:
        others.append({"sign": "drop", "name": _("an unnamed drop: its words were taken back")})
    return {
        "kinds": [_chip(kind) for kind in [*Kind, None] if str(kind or "") in shown["kind"]],
        "ways": [{"how": how, "name": WAYS_ON[how]} for how in How if how in shown["how"]],
        "steps": [_step(step) for step in range(len(STEPS)) if step <= farthest],
        "others": others if scene.order else [],
    }


def _step(step: int) -> dict[str, str]:
    if step == 0:
        return {"name": _("the start of a ripple"), "colour": STEPS[0]}
    name = ngettext("{count} step", "{count} steps", step).format(count=step)
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
        "today": _("Today"),
        "scrub": _("The pond's time"),
        "speed": _("How fast it plays"),
        "nearer": _("Nearer"),
        "farther": _("Farther"),
        "whole": _("The whole picture"),
        "only": _("Dim the others"),
    }
