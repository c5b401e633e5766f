"""The honest numbers below the pond, each with what it cannot tell, and the acts as a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Any, NamedTuple

import streamlit as st

from ripple.app.pond.sentences import when_weeks_begin
from ripple.app.session import Here, zone
from ripple.app.ui import markup
from ripple.app.ui.chart_view import arrow, look_now
from ripple.charts.pond.scene import Columns
from ripple.charts.sparklines import line_spec
from ripple.formats import Number, day, in_tables
from ripple.kinds import NAMES, WAYS_ON
from ripple.language import gettext as _
from ripple.language import named, ngettext, tag
from ripple.network.numbers import Numbers, numbers_of
from ripple.network.tally import Week
from ripple.tellers import name_under

WEEKS_LEAST = 3  # before a line says something


class Told(NamedTuple):
    """A number: its ``value`` now, what it means, and what it was ``so_far`` at the end of each week."""

    name: str
    value: int
    meaning: str
    so_far: list[float]


def show_numbers(group: Here) -> None:
    """Acts, ripples, the inspired, the longest chain, and how they came; nobody is ranked by any."""
    weeks = group.live.pond.tally.weekly()
    so_far = list(sums(weeks))
    if not so_far or (len(weeks) < WEEKS_LEAST and not so_far[-1].sparked):
        return  # that is what the picture says
    said = _said(numbers_of(group.live.pond), so_far)
    columns = [column for _pair in range(0, len(said), 2) for column in st.columns(2)]
    for column, (name, value, meaning, line) in zip(columns, said, strict=True):
        with column.container(border=True, height="stretch", gap="xsmall"):
            st.metric(name, str(Number(value)))
            if len(line) >= WEEKS_LEAST:
                _draw(name, line, weeks)
            st.html(markup.quiet(meaning))
    if len(weeks) >= WEEKS_LEAST:
        _show_weeks(weeks, so_far)


def _said(numbers: Numbers, so_far: list[Week]) -> list[Told]:
    """Counts alone: a share would fall when somebody tells a kindness of their own."""
    inspired = so_far[-1].sparked if so_far else 0
    said = [
        Told(
            _("Acts"),
            numbers.acts,
            _("that somebody here wrote down. Many more happen unseen."),
            [week.acts for week in so_far],
        ),
        Told(
            _("Ripples"),
            numbers.starts,
            _("Each began with an act that no other here inspired, as far as anybody said."),
            [week.acts - week.sparked for week in so_far],
        ),
    ]
    # A first drop is complete as it is: no zeros about what did not happen.
    return [*said, *_said_of_growth(inspired, numbers.longest_path, so_far)] if inspired else said


def _said_of_growth(inspired: int, longest_path: int, so_far: list[Week]) -> list[Told]:
    return [
        Told(
            _("Inspired by another"),
            inspired,
            ngettext(
                "act names an earlier one that inspired it. The others may have one too.",
                "acts name an earlier one that inspired them. The others may have one too.",
                inspired,
            ),
            [week.sparked for week in so_far],
        ),
        Told(
            _("Longest chain"),
            longest_path,
            ngettext(
                "step, from an act to one that it led to.",
                "steps, each from an act to one that it led to.",
                longest_path,
            ),
            [week.longest_path for week in so_far],
        ),
    ]


def _draw(name: str, line: list[float], weeks: list[Week]) -> None:
    """The line of the number called ``name``."""
    data: Columns = {
        "week": list(range(len(weeks))),
        "label": [day(week.monday) for week in weeks],
        "value": line,
    }
    st.vega_lite_chart(
        spec={
            **line_spec(look_now(), name),
            "datasets": {"weeks": arrow(data)},
        },
        key=f"line {name}",
        width="stretch",
        theme=None,
        alt=_("{name}, week by week").format(name=name),
    )


def sums(weeks: list[Week]) -> Iterator[Week]:
    """Each week with all that came until its end."""
    return accumulate(
        weeks,
        lambda before, week: Week(
            week.monday,
            before.acts + week.acts,
            before.sparked + week.sparked,
            max(before.longest_path, week.longest_path),
        ),
    )


def _show_weeks(weeks: list[Week], so_far: list[Week]) -> None:
    """What the lines are, in words, and the same as a table; made when it is opened."""
    first = day(weeks[0].monday)
    since = _("The lines tell how it came, week by week since {first}.").format(first=first)
    st.html(markup.quiet(f"{since} {when_weeks_begin()}"))
    table = st.expander(
        _("Week by week, as a table"), icon=":material/table:", on_change="rerun", key="numbers_table"
    )
    if table.open:
        table.dataframe(
            [
                {
                    _("Week of"): week.monday,
                    _("New acts"): week.acts,
                    _("Acts"): sum_.acts,
                    _("Ripples"): sum_.acts - sum_.sparked,
                    _("Inspired by another"): sum_.sparked,
                    _("Longest chain"): sum_.longest_path,
                }
                for week, sum_ in zip(weeks, so_far, strict=True)
            ],
            hide_index=True,
            column_config={_("Week of"): st.column_config.DateColumn(format=in_tables())},
        )


def show_table(group: Here, root: str | None = None) -> None:
    """The same facts as the picture, for whoever reads a table more easily; made when it is opened.

    All acts, or those of the ripple that starts with ``root``.
    """
    table = st.expander(
        _("This ripple as a table") if root else _("All acts as a table"),
        icon=":material/table:",
        on_change="rerun",
        key="ripple_table" if root else "pond_table",
    )
    if table.open:
        pond = group.live.pond
        rows = (
            _rows(group, pond.ripple(root))
            if root
            else group.live.once("table", lambda: _rows(group, range(len(pond))))
        )
        table.dataframe(
            rows,
            hide_index=True,
            column_config={
                _("When"): st.column_config.DatetimeColumn(timezone=str(zone()), format=in_tables(time=True))
            },
        )


def _rows(group: Here, acts: Iterable[int]) -> list[dict[str, Any]]:
    pond, history = group.live.pond, group.live.history
    shown = [pond.acts[i] for i in acts if i not in pond.gone]
    told = any(act.language != tag() for act in shown if act.language)  # a cell cannot be in a language
    return [
        {
            _("When"): act.posted_at,
            _("What happened"): act.text,
            **({_("Written in"): named(act.language) if act.language else ""} if told else {}),
            _("Told by"): name_under(act, history),
            _("Kind"): NAMES[act.kind] if act.kind else "",
            _("How it came"): WAYS_ON[act.way_on] if act.way_on else "",
            _("From"): pond.acts[pond.index[act.inspired_by]].text if act.inspired_by in pond.index else "",
            _("Step"): pond.generation[pond.index[act.id]],
            _("Acts in its ripple"): pond.size[pond.index[act.id]],
        }
        for act in sorted(shown, key=lambda act: act.posted_at)[::-1]
    ]
