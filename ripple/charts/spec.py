"""A chart as a browser is sent it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import altair as alt
from altair.utils.schemapi import debug_mode


def spec_of(make: Callable[[], alt.Chart | alt.LayerChart]) -> dict[str, Any]:
    """The specification of what ``make`` makes.

    Altair would check each piece of it, and then all of it, against Vega-Lite's schema, which takes longer
    than anything else when the app starts. The same charts pass there each time: the tests see to that.
    """
    with debug_mode(False):
        spec: dict[str, Any] = make().to_dict(validate=False)
    return spec
