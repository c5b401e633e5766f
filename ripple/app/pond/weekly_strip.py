"""The pond week by week: a strip of small ponds below the large one."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from ripple.app.pond.filters import ALWAYS, week_of
from ripple.app.pond.sentences import when_weeks_begin
from ripple.app.session import Here, visit
from ripple.app.ui import markup
from ripple.app.ui.chart_view import NEWS_MOST, arrow, look_now, tell_chart
from ripple.charts.pond.news import ROW, news
from ripple.charts.pond.weekly_marks import SIDE_BY_SIDE
from ripple.charts.pond.weekly_strip import DROPS, Strip, facts, strip_of, weeks_spec
from ripple.formats import Number, day_of_the_year, listed
from ripple.language import gettext as _
from ripple.language import ngettext
from ripple.network.tally import Week

CHART = "weeks_chart"
FROM = 2  # weeks with acts, before there is something to compare


@dataclass(frozen=True, slots=True)
class Page:
    """Some weeks side by side, and whether there are ``older`` ones."""

    weeks: list[Week]
    strip: Strip
    older: bool


def take_week() -> None:
    """Let the week that was just clicked stand out; another click on it lets it go.

    The clicks are counted, and the count is part of what is selected: so each is told from the one
    before, and each is taken once.
    """
    state = st.session_state.get(CHART) or {}
    for picked in state.get("selection", {}).get("week") or []:
        if picked["clicks"] == visit().weeks_clicked:
            visit().period = ALWAYS if visit().period == picked["monday"] else picked["monday"]
            visit().unfolds = visit().period != ALWAYS  # where one reads what is pale, and lets it go
            visit().weeks_clicked += 1


def show_weeks(group: Here) -> None:
    """The latest weeks in which something was posted; a click lets one stand out in the large pond."""
    busy = [week for week in group.live.pond.tally.weekly() if week.acts]
    if len(busy) < FROM:
        return
    visit().weeks_back = min(visit().weeks_back, (len(busy) - 1) // SIDE_BY_SIDE)
    page = _page(group, busy, visit().weeks_back)
    st.header(_("Week by week"), anchor=False)
    _draw(group, page)
    st.html(markup.quiet(f"{sentence(page.weeks)} {when_weeks_begin()}"))
    _leaf(page)


def _page(group: Here, busy: list[Week], back: int) -> Page:
    """The weeks so many pages ``back``, made once a version."""
    end = len(busy) - back * SIDE_BY_SIDE
    weeks = busy[max(0, end - SIDE_BY_SIDE) : end]
    strip: Strip = group.live.once(f"weeks {back}", lambda: strip_of(group.live.pond, weeks))
    return Page(weeks, strip, end > SIDE_BY_SIDE)


def _draw(group: Here, page: Page) -> None:
    """Draw what was sent before, where only a few drops are new: these alone are told."""
    strip, kept = page.strip, f"weeks {group.live.id}"
    sent: Strip = visit().pictures.get(kept, strip)
    _sent, told = group.live.once(
        f"weeks news since {id(sent)}", lambda: (sent, news(sent.drops, strip.drops, DROPS))
    )
    if not sent.alike(strip) or told.count(ROW) > NEWS_MOST:
        sent, told = strip, ""
    visit().pictures[kept] = sent
    tables = group.live.once(
        f"weeks tables {id(sent)}",
        lambda: (sent, {name: arrow(each) for name, each in sent.datasets.items()}),
    )[1]
    st.vega_lite_chart(
        spec={**weeks_spec(look_now()), "datasets": tables},
        key=CHART,
        on_select="rerun",
        selection_mode="week",
        width="stretch",
        theme=None,
        alt=_("Small ponds, one a week: what came in that week is bright, what was there before pale"),
    )
    chosen = [week_of(monday) for monday in strip.mondays]
    place = chosen.index(visit().period) if visit().period in chosen else -1
    tell_chart(CHART, {"news": told, "facts": facts(strip, place, visit().weeks_clicked)})


def tell_colours() -> None:
    """Give the strip the colours of the large pond; it may run without the rest of the page."""
    tell_chart(CHART, {"colouring": visit().colours}, of="colours")


def sentence(weeks: list[Week]) -> str:
    """What the strip shows, in words."""
    first, last = (day_of_the_year(week.monday) for week in (weeks[0], weeks[-1]))
    counts = listed(str(Number(week.acts)) for week in weeks)
    acts = ngettext("{counts} act", "{counts} acts", sum(week.acts for week in weeks)).format(counts=counts)
    return _(
        "Each week’s acts are bright, earlier ones pale; from the week of {first} to that of {last}: {acts}. "
        "Weeks without acts are left out. Tap or click one, and its acts stand out in the large pond."
    ).format(first=first, last=last, acts=acts)


def _leaf(page: Page) -> None:
    """Buttons to older and newer weeks, where there are any."""
    if not page.older and not visit().weeks_back:
        return
    older, newer = page.older, visit().weeks_back > 0
    with st.container(horizontal=True, gap="small", key="weeks_pages"):
        st.button(
            _("Earlier weeks"),
            icon=":material/chevron_left:",
            key="earlier_weeks",
            disabled=not older,
            on_click=_go,
            args=(1,),
        )
        st.button(
            _("Later weeks"),
            icon=":material/chevron_right:",
            key="later_weeks",
            disabled=not newer,
            on_click=_go,
            args=(-1,),
        )


def _go(pages: int) -> None:
    visit().weeks_back += pages
