"""What a picture of a pond tells to whoever points at it, as an expression of the browser's."""

from __future__ import annotations

from json import dumps

from ripple.formats import day_in_charts
from ripple.language import gettext as _


def tips() -> str:
    """What a row tells to whoever points at it."""
    day = f"timeFormat(datum.row.at, {dumps(day_in_charts())})"
    act = {
        _("What happened"): "datum.row.words",
        _("Told by"): "datum.row.who",
        _("When"): day,
        _("Acts in its ripple"): "datum.row.size",
    }
    fold = {
        _("In this drop"): "datum.row.folded",
        _("The first"): "datum.row.words",
        _("Told by"): "datum.row.who",
        _("When"): day,
    }
    told = ["{" + ", ".join(f"{dumps(name)}: {it}" for name, it in tip.items()) + "}" for tip in (fold, act)]
    return f"datum.row.folded ? {told[0]} : {told[1]}"
