"""A pond to take along: as a PNG, an SVG, or one HTML file that plays without a network.

What people typed is text in all three, and only what every member may see is in them: of an act
whose words were taken back or are hidden, the unnamed drop.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import tzinfo
from hashlib import sha256
from html import escape
from pathlib import Path
from string import Template
from typing import Any

from ripple.charts.export.paper import PLAIN, Paper, on_paper
from ripple.charts.export.render import library, pressed
from ripple.charts.player import player
from ripple.charts.pond.chart import Spec, pond_spec
from ripple.charts.pond.news import news
from ripple.charts.pond.rows import Row, with_labels
from ripple.charts.pond.scene import OPENED_MOST, RIPPLE_DRAWN, Scene, scene_of
from ripple.charts.pond.view import view_of
from ripple.charts.theme import LOOKS
from ripple.domain.history import History
from ripple.domain.model import Act
from ripple.domain.signs import on_one_line
from ripple.formats import Number, day, quoted
from ripple.kinds import NAMES, WAYS_ON
from ripple.language import direction, ngettext, tag
from ripple.language import gettext as _
from ripple.network.pond import Pond
from ripple.tellers import name_under
from ripple.typed import typed, words_of

EXCERPT = 60  # characters of the act that another names
WATER = "water"  # where in the page the player looks for its chart

_page, _style, _script = (
    Path(__file__).with_suffix(ending).read_text("utf-8") for ending in (".html", ".css", ".js")
)


@dataclass(frozen=True)
class Keepsake:
    """One version of a pond, or of a ripple in it. ``acts`` and ``parents`` (-1 for none) are by their index
    in the pond; ``left_out`` are as many of a ripple's acts as it has more than a picture shows.
    ``paper`` is what its pictures are on."""

    title: str
    scene: Scene
    acts: list[Act]
    parents: list[int]
    left_out: int = 0
    paper: Paper = PLAIN


def keepsake_of(pond: Pond, title: str, teller: Callable[[Act], str], root: str | None = None) -> Keepsake:
    """What there is to take along now: all, or the ripple that starts with ``root``; ``teller`` gives the
    name an act goes under."""
    ripple = None if root is None else pond.whole_ripple(root)
    scene = scene_of(pond, teller, ripple and ripple[:RIPPLE_DRAWN])
    left_out = len(ripple[RIPPLE_DRAWN:]) if ripple else 0
    return Keepsake(title, scene, list(pond.acts), list(pond.parent), left_out)


def group_keepsake(pond: Pond, history: History) -> Keepsake:
    """What a group can take along now, under its name and with everybody's."""
    return keepsake_of(pond, history.name, lambda act: name_under(act, history))


def ripple_keepsake(pond: Pond, history: History, act: str) -> Keepsake:
    """The ripple that ``act`` is in, under the group's name and with everybody's."""
    title = _("A ripple in {group}").format(group=history.name)
    return keepsake_of(pond, title, lambda act: name_under(act, history), pond.story(act)[0].id)


def as_png(keepsake: Keepsake, zone: tzinfo) -> bytes:
    """The picture with title, dates and counts, in pixels."""
    return pressed(_picture(keepsake, zone), "png")


def as_svg(keepsake: Keepsake, zone: tzinfo) -> bytes:
    """The picture with title, dates and counts, in lines; it says which language its texts are in."""
    return pressed(_picture(keepsake, zone), "svg").replace(b"<svg ", f'<svg xml:lang="{tag()}" '.encode(), 1)


def as_html(keepsake: Keepsake, zone: tzinfo) -> bytes:
    """A page that plays the pond and holds every act's words; it can reach no network."""
    scene = keepsake.scene
    scripts = {"library": library(), "script": f"{player.JS}\n{_script}"}
    page = Template(_page).substitute(
        scripts,
        language=tag(),
        direction=direction(),
        policy=_policy(*scripts.values()),
        title=typed(keepsake.title),
        name=escape(keepsake.title),
        about=escape(_about(keepsake, zone)),
        picture=_("The pond"),
        stories=_("The stories"),
        kindness=_(
            "This file holds the words of a group. "
            "Please give it only to those who belong to it, or ask first."
        ),
        style=_style,
        player_style=player.CSS,
        player=player.HTML,
        told="".join(_story(keepsake, i, zone) for i in scene.order),
        pond=_json(
            {
                "charts": {look.name: pond_spec(look) for look in LOOKS.values()},
                "acts": {name: _shorter(values) for name, values in scene.acts.items()},
                "folds": _folds(scene),
                "opened": _opened(scene),
                "view": {name: values[0] for name, values in view_of(scene).items()},
                "told": _told(keepsake),
            }
        ),
    )
    return page.encode()


def _folds(scene: Scene) -> dict[int, int]:
    """The row that stands for each act that is not drawn in full."""
    dots = {root: dot.root for dot in scene.detail.dots for root in dot.roots}
    return {act: dots.get(root, root) for root, acts in scene.detail.ripples.items() for act in acts}


def _opened(scene: Scene) -> dict[int, dict[str, Any]]:
    """What each fold opens into, by its row: the rows of its acts, as news, and the view that they fill."""
    detail = scene.detail
    folds = {disc.root: disc.acts for disc in detail.discs}
    folds |= {dot.root: dot.acts for dot in detail.dots if len(dot.acts) > 1}
    drawn: defaultdict[int, list[Row]] = defaultdict(list)
    for row in scene.drawn:
        drawn[row["i"]].append(row)
    return {
        root: {
            "news": news(drawn[root], with_labels([*scene.rows.in_full(acts)], scene.reach)),
            "around": scene.filled_by(acts),
        }
        for root, acts in folds.items()
        if len(acts) <= OPENED_MOST
    }


def _told(keepsake: Keepsake) -> dict[str, Any]:
    """What the player has to know: its pond has come to an end, with the last act that is in it."""
    told = player.player_data(keepsake.scene)
    texts = told["texts"] | {"today": _("To the end")}
    today = told["times"][-1] if told["times"] else 0
    about = {"chart": WATER, "pond": f"keepsake {keepsake.title}", "story": "#picked"}
    return {**told, "texts": texts, "today": today, **about}


FORMS: dict[str, tuple[str, Callable[[Keepsake, tzinfo], bytes]]] = {
    "png": ("image/png", as_png),
    "svg": ("image/svg+xml", as_svg),
    "html": ("text/html", as_html),
}


def _picture(keepsake: Keepsake, zone: tzinfo) -> Spec:
    """The chart with its title above it, on paper."""
    return on_paper(keepsake.scene, keepsake.title, _about(keepsake, zone), keepsake.paper)


def _about(keepsake: Keepsake, zone: tzinfo) -> str:
    """From when to when, and how much there is."""
    times = [keepsake.acts[i].posted_at for i in keepsake.scene.order]
    if not times:
        return keepsake.scene.summary
    first, last = (day(moment.astimezone(zone)) for moment in (times[0], times[-1]))
    about = f"{first if first == last else f'{first} – {last}'} · {keepsake.scene.summary}"
    if not keepsake.left_out:
        return about
    less = ngettext(
        "{about}; {count} later one is not in it",
        "{about}; {count} later ones are not in it",
        keepsake.left_out,
    )
    return less.format(about=about, count=Number(keepsake.left_out))


def _story(keepsake: Keepsake, i: int, zone: tzinfo) -> str:
    """One act as it stands in the list: who tells it, when, what led to it, and the words."""
    act = keepsake.acts[i]
    if act.erased:
        unnamed = _("An unnamed drop: its words are not shown.")
        return f'<li id="act-{i}"><p>{unnamed}</p></li>'
    at, teller = act.posted_at.astimezone(zone), keepsake.scene.rows.teller(act)
    kind = f" · {NAMES[act.kind]}" if act.kind else ""
    return (
        f'<li id="act-{i}"><p><button type="button" data-act="{i}">{typed(teller)} · '
        f'<time datetime="{at:%Y-%m-%d}">{day(at)}</time></button>{kind}</p>'
        f'{_led(keepsake, i)}<p class="words">{words_of(act, act.text)}</p></li>'
    )


def _led(keepsake: Keepsake, i: int) -> str:
    """The line that says which act led to this one."""
    act, parent = keepsake.acts[i], keepsake.parents[i]
    if parent < 0:
        return ""
    how = WAYS_ON[act.way_on] if act.way_on else _("inspired by")
    named = on_one_line(keepsake.acts[parent].text, EXCERPT)
    words = quoted(words_of(keepsake.acts[parent], named)) if named else _("an unnamed drop")
    led = _("↳ {how}: {words}").format(how=how, words=f'<a href="#act-{parent}">{words}</a>')
    return f"<p>{led}</p>"


def _json(value: dict[str, Any]) -> str:
    """As JSON that no HTML can end or begin in."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _shorter(values: list[Any]) -> list[Any]:
    """Numbers no longer than a picture needs them, and yes as 1, which a chart takes for a number."""
    return [round(value, 3) if isinstance(value, int | float) else value for value in values]


def _policy(*scripts: str) -> str:
    """No network, and no script but these, whatever else might stand in the page."""
    hashes = " ".join(f"'sha256-{b64encode(sha256(each.encode()).digest()).decode()}'" for each in scripts)
    nothing = " ".join(f"{what} 'none';" for what in ("default-src", "base-uri", "form-action"))
    return f"{nothing} script-src {hashes}; style-src 'unsafe-inline'"
