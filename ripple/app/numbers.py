"""The honest numbers below the pond, each with what it cannot tell, and the acts as a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from gettext import gettext as _
from itertools import accumulate
from typing import Any

import streamlit as st

from ripple.app import look
from ripple.app.session import Here, now, zone
from ripple.charts.captions import name_under
from ripple.kinds import NAMES, WAYS_ON
from ripple.network.numbers import Week

WEEKS_LEAST = 3  # before a line says something


def show_numbers(group: Here) -> None:
    """Acts, starts, sparked share and longest path, and how they came; nobody is ranked by any of them."""
    numbers, so_far = group.live.pond.numbers(now()), list(sums(group.live.pond.weekly()))
    said: list[tuple[str, int | str, str, list[float]]] = [
        (
            _("Acts"),
            numbers.acts,
            _("that somebody here wrote down. Many more happen unseen."),
            [week.acts for week in so_far],
        ),
        (
            _("Starts"),
            numbers.starts,
            _("acts that began a ripple, as far as anybody said."),
            [week.acts - week.sparked for week in so_far],
        ),
    ]
    if numbers.sparked:  # a first drop is complete as it is: no zeros about what did not happen
        said += [
            (
                _("Sparked"),
                f"{numbers.sparked:.0%}",
                _("of the acts name an earlier one as their spark. The others may have one too."),
                [week.sparked / week.acts for week in so_far],
            ),
            (
                _("Longest path"),
                numbers.longest_path,
                _("steps from one act to the next that it led to."),
                [],
            ),
        ]
    for column, (name, value, meaning, line) in zip(st.columns(len(said)), said, strict=True):
        with column.container(border=True, height="stretch", gap="xsmall"):
            drawn = line if len(line) >= WEEKS_LEAST else None
            st.metric(name, value, chart_data=drawn, chart_type="area")
            st.caption(meaning)
    if len(so_far) >= WEEKS_LEAST:
        _show_weeks(group.live.pond.weekly(), so_far)


def sums(weeks: list[Week]) -> Iterator[Week]:
    """Each week with all that came until its end."""
    return accumulate(
        weeks, lambda before, week: Week(week.monday, before.acts + week.acts, before.sparked + week.sparked)
    )


def _show_weeks(weeks: list[Week], so_far: list[Week]) -> None:
    """What the lines are, in words, and the same as a table; made when it is opened."""
    first = f"{weeks[0].monday.day} {weeks[0].monday:%B %Y}"
    st.html(look.quiet(_("The lines tell how it came, week by week since {first}.").format(first=first)))
    table = st.expander(
        _("The lines as a table"), icon=":material/table:", on_change="rerun", key="numbers_table"
    )
    if table.open:
        table.dataframe(
            [
                {
                    _("Week of"): week.monday,
                    _("New acts"): week.acts,
                    _("Acts"): sum_.acts,
                    _("Starts"): sum_.acts - sum_.sparked,
                    _("Sparked"): sum_.sparked / sum_.acts,
                }
                for week, sum_ in zip(weeks, so_far, strict=True)
            ],
            hide_index=True,
            column_config={
                _("Week of"): st.column_config.DateColumn(format="D MMM YYYY"),
                _("Sparked"): st.column_config.NumberColumn(format="percent"),
            },
        )


def show_table(group: Here, root: str | None = None) -> None:
    """The same facts as the picture, for whoever reads a table more easily; made when it is opened.

    All acts, or those of the ripple that starts with ``root``.
    """
    table = st.expander(
        _("The same as a table"),
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
                _("When"): st.column_config.DatetimeColumn(timezone=str(zone()), format="D MMM YYYY, HH:mm")
            },
        )


def _rows(group: Here, acts: Iterable[int]) -> list[dict[str, Any]]:
    pond, history = group.live.pond, group.live.history
    shown = [pond.acts[i] for i in acts if i not in pond.gone]
    return [
        {
            _("When"): act.posted_at,
            _("What happened"): act.text,
            _("Told by"): name_under(act, history),
            _("Kind"): NAMES[act.kind] if act.kind else "",
            _("How it came"): WAYS_ON[act.how] if act.how else "",
            _("From"): pond.acts[pond.index[act.inspired_by]].text if act.inspired_by in pond.index else "",
            _("Step"): pond.generation[pond.index[act.id]],
            _("Acts in its ripple"): pond.size[pond.index[act.id]],
        }
        for act in sorted(shown, key=lambda act: act.posted_at, reverse=True)
    ]
