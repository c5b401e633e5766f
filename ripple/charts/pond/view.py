"""One look at a pond: the single row of the chart's ``view``, and how somebody reads it."""

from __future__ import annotations

from dataclasses import dataclass

from ripple.charts.pond.scene import Columns, Scene

EVER = 1e15  # ms, later than any act
BY_KINDS, BY_STEPS = "kinds", "steps"  # what colours may tell instead of the ripple


@dataclass(frozen=True, slots=True)
class Reading:
    """How somebody reads a pond: acts posted before ``since`` or not before ``until`` (ms) are dimmed, and
    drops have the colours of their ripples or, as ``colours`` says, of their kinds or steps."""

    since: float = 0
    until: float = EVER
    colours: str = ""

    @property
    def said(self) -> str:
        """The text of the chart's parameter ``reading``; nothing for all acts by their ripples."""
        return "" if self == PLAINLY else f"{self.since:.0f} {self.until:.0f} {self.colours}"


PLAINLY = Reading()


def view_of(scene: Scene, picked: int | None = None) -> Columns:
    """The chart's ``view``; its ``acts`` are the scene's.

    ``picked`` is the act to light, by its index in the pond, until a click or the player lights another.
    """
    row = None if picked is None else scene.lit(picked)
    view = {
        "drops": scene.shown,
        "wide": scene.reach[0],
        "high": scene.reach[1],
        "i": row["i"] if row else -1,
        "path": row["path"] if row else "",
        "beat": row["beat"] if row else 0,
    }
    return {name: [value] for name, value in view.items()}
