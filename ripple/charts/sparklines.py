"""How a number came, week by week: a small line without axes, for beside the number itself."""

from __future__ import annotations

from typing import Any

import altair as alt

from ripple.charts.spec import spec_of
from ripple.charts.theme import FONT, Look
from ripple.formats import of_charts
from ripple.language import by_language
from ripple.language import gettext as _

HEIGHT = 56  # pixels


@by_language
def line_spec(look: Look, name: str) -> dict[str, Any]:
    """The chart of the number called ``name``, from 0 up; its ``weeks``, with a ``value`` each, come
    separately."""
    return spec_of(lambda: line_chart(look, name))


def line_chart(look: Look, name: str) -> alt.Chart:
    """The same as Altair has it."""
    chart: alt.Chart = (
        alt.Chart(alt.NamedData("weeks"))
        .mark_area(line={"color": look.light, "strokeWidth": 2}, color=look.light, opacity=0.14)
        .encode(
            alt.X("week:Q", axis=None, scale=alt.Scale(nice=False, zero=False)),
            alt.Y("value:Q", axis=None, scale=alt.Scale(nice=False, zero=True)),
            [alt.Tooltip("label:N", title=_("Week of")), alt.Tooltip("value:Q", title=name, format="d")],
        )
        .properties(height=HEIGHT, padding={"left": 0, "right": 0, "top": 2, "bottom": 0})
        .properties(usermeta={"embedOptions": {"renderer": "canvas"}})
        .configure(locale=of_charts(), font=FONT, background="transparent", view=alt.ViewConfig(stroke=None))
    )
    return chart
