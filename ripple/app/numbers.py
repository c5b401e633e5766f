"""The honest numbers below the pond, each with what it cannot tell, and the acts as a table."""

from __future__ import annotations

from collections.abc import Iterable
from gettext import gettext as _
from typing import Any

import streamlit as st

from ripple.app.session import Here, now, zone
from ripple.charts.captions import name_under
from ripple.kinds import NAMES, WAYS_ON


def show_numbers(group: Here) -> None:
    """Acts, starts, longest path and sparked share; nobody is ranked by any of them."""
    numbers = group.live.pond.numbers(now())
    said: list[tuple[str, int | str, str]] = [
        (_("Acts"), numbers.acts, _("that somebody here wrote down. Many more happen unseen.")),
        (_("Starts"), numbers.starts, _("acts that began a ripple, as far as anybody said.")),
    ]
    if numbers.sparked:  # a first drop is complete as it is: no zeros about what did not happen
        said += [
            (_("Longest path"), numbers.longest_path, _("steps from one act to the next that it led to.")),
            (
                _("Sparked"),
                f"{numbers.sparked:.0%}",
                _("of the acts name an earlier one as their spark. The others may have one too."),
            ),
        ]
    for column, (name, value, meaning) in zip(st.columns(len(said)), said, strict=True):
        with column.container(border=True, height="stretch", gap="xsmall"):
            st.metric(name, value)
            st.caption(meaning)


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
