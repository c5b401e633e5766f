"""One look at a pond, as the single row of the chart's ``view``: what is lit, dimmed and coloured how."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from ripple.charts.scene import Columns, Scene

EVER = 1e15  # ms, later than any act


@dataclass(frozen=True, slots=True)
class Reading:
    """How somebody reads a pond: acts posted before ``since`` or not before ``until`` (ms) are dimmed,
    and the drops have the colours of their kinds or, ``by_steps``, of their steps from the root."""

    since: float = 0
    until: float = EVER
    by_steps: bool = False


PLAINLY = Reading()


def view_of(
    scene: Scene,
    picked: int | None = None,
    answered: int | None = None,
    reading: Reading = PLAINLY,
) -> Columns:
    """The chart's ``view``; its ``acts`` are the scene's.

    ``picked`` is the row of the act to light, ``answered`` the last click that this takes account of:
    a click lights a ripple at once, in the browser, and the answer from the server overrules it.
    """
    view = {
        "drops": len(scene.order),
        "reach": scene.reach,
        "i": -1 if picked is None else picked,
        "first": 0 if picked is None else scene.acts["first"][picked],
        "last": -1 if picked is None else scene.acts["last"][picked],
        "answered": -1 if answered is None else answered,
        **asdict(reading),
    }
    return {name: [value] for name, value in view.items()}
