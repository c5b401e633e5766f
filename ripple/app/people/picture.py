"""The people's picture in a page, and the same in words: find somebody, read whom they were with."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import Any

import streamlit as st

from ripple.app.session import Here, address, visit
from ripple.app.ui import markup
from ripple.app.ui.chart_view import WATER, arrow, clicked_row, draw, look_now, story_key, tell_news
from ripple.app.ui.choices import told_apart
from ripple.app.ui.story_sheet import story_sheet
from ripple.app.widget_state import list_of, take_choice
from ripple.charts.people.chart import people_spec, view_of
from ripple.charts.people.circle import Circle, circle_of
from ripple.charts.people.table import Kindness, display_names, kindness_of_all, table
from ripple.charts.player import player
from ripple.domain.history import History
from ripple.domain.signs import isolated
from ripple.formats import Number, listed
from ripple.language import gettext as _
from ripple.language import ngettext
from ripple.network.pond import Pond

PEOPLE = "people"
CHOICE = "people_choice"  # the list
NEWEST_TOLD = 3  # kindnesses of the picked person


@dataclass(frozen=True, slots=True)
class Company:
    """All of the people's page that is the same for everybody who looks at this version of it.

    ``names`` says what each index is called, sorted by that; as many acts as are ``unsigned`` add no one.
    """

    names: dict[int, str]
    circle: Circle
    data: dict[str, Any]
    told: dict[str, Any]
    unsigned: int

    def of(self, person: int) -> Kindness:
        """Whom somebody was kind to, and who was kind to them, by name."""
        return kindness_of_all(self.names, self.circle.gave)[person]

    def told_of(self, person: int) -> dict[str, str]:
        """Somebody in two lines: the name, and whom they were with."""
        others = [
            isolated(name) for other, name in self.names.items() if other in self.circle.company[person]
        ]
        words = _("with {names}").format(names=listed(others)) if others else ""
        return {"who": self.names[person], "words": words}

    def rows(self) -> list[dict[str, str]]:
        """The picture as a table: everybody, and whom they were with."""
        return table(self.names, self.circle.gave)


def company_of(group: Here) -> Company:
    """The people of the group, made once a version."""
    people, history = group.live.pond.people, group.live.history
    people.places()  # first, while nobody waits: a great many acts may have come since somebody looked
    company: Company = group.live.once(PEOPLE, lambda: _company(group.live.pond, history))
    return company


def _company(pond: Pond, history: History) -> Company:
    names = told_apart(display_names(pond.people, history))
    circle = circle_of(pond.people, names.__getitem__)
    data = {"people": arrow(circle.people), "links": arrow(circle.links)}
    reaches = circle.reach, circle.tall_reach
    told = player.told_at_rest(reaches, circle.summary, circle.ample, empty=not names)
    unsigned = sum(act.unsigned for act in list(history.acts.values()))
    return Company(names, circle, data, told, unsigned)


def draw_people(group: Here, company: Company, picked: int | None) -> None:
    """Draw the picture with ``picked`` lit, and whom they were with."""
    lit = picked if picked in company.circle.people["i"] else None
    view = view_of(company.circle, lit, answered=clicked_row(PEOPLE), nth=visit().choices)
    # The story needs no way to it: it lies beside the picture or over it.
    about = {"pond": f"{PEOPLE} {group.live.id}", "story": ""}
    draw(
        PEOPLE,
        people_spec(look_now()),
        company.data | {"view": arrow(view)},
        company.told | about,
        _pick_clicked,
        alt=_("The people: a drop for everybody whom an act names, linked to those they were with"),
    )
    chosen = {} if picked is None else {"chosen": company.told_of(picked), "lit": {"i": picked}}
    tell_news(PEOPLE, {"chosen": None, "lit": None, **about, **chosen})


def picked_person(company: Company) -> int | None:
    """Who is picked in this tab, unless they are no longer shown."""
    picked = visit().person
    return picked if picked in company.names else None


def choose_person(company: Company, picked: int | None) -> None:
    """A list of everybody by name, for whoever does not click; it shows who is ``picked``."""
    key = list_of(CHOICE, picked)
    st.selectbox(
        _("Find somebody"),
        list(company.names),
        format_func=lambda person: company.names.get(person, str(person)),
        key=key,
        index=None,
        placeholder=_("Type a name, or tap or click a drop"),
        on_change=take_choice,
        args=(CHOICE, key, _take),
    )


def tell_company(group: Here, company: Company, picked: int) -> None:
    """Whom the picked person was with, and in what kindnesses lately."""
    told = company.of(picked)
    with story_sheet(PEOPLE, lambda: _take(None)):
        with st.container(border=True, key=story_key(PEOPLE)):
            words = markup.company(company.names[picked], told.kind_to, told.kind_to_them)
            st.html(markup.story(words, picked))
        pond, history = group.live.pond, group.live.history
        theirs = (act for act in reversed(pond.acts) if picked in pond.people.among(act))
        recalled = "".join(markup.recalled(act, history) for act in islice(theirs, NEWEST_TOLD))
        st.html(markup.quiet(_("Lately")) + recalled)


def explain(company: Company) -> None:
    """What the picture means, while nobody is picked."""
    if any(company.circle.company.values()):
        st.write(
            _("A line joins whoever was kind with whom they were kind to. The more often, the broader it is.")
        )
        st.write(_("Who is often in the same kindnesses has the same colour."))
        if not all(company.circle.links["drawn"]):
            st.write(_("There are too many lines to draw them all. Choose somebody to see all of theirs."))
    else:
        st.write(_("Say in an act who was kind and to whom, and a line appears here."))
    if more := len(company.names) - len(company.circle.people["i"]):
        in_the_list = ngettext(
            "{count} more person is in the list and the table: there are too many to draw them all.",
            "{count:,} more people are in the list and the table: there are too many to draw them all.",
            more,
        )
        st.html(markup.quiet(in_the_list.format(count=Number(more))))
    st.html(
        markup.quiet(_("Everybody is the same size here: this tells who was kind to whom, not who is best."))
    )
    if company.unsigned:
        left_out = ngettext(
            "{count} act is not in the picture: it does not say who shared it.",
            "{count} acts are not in the picture: they do not say who shared them.",
            company.unsigned,
        )
        st.html(markup.quiet(left_out.format(count=Number(company.unsigned))))


def show_people_table(group: Here, company: Company) -> None:
    """The same facts as the picture, for whoever reads a table more easily; made when it is opened."""
    below = st.expander(
        _("All people as a table"), icon=":material/table:", on_change="rerun", key="people_table"
    )
    if below.open:
        below.dataframe(company.rows(), hide_index=True)
        made = address(f"copy/{group.live.id}/people")  # by `ripple.web.downloads`, when it is asked for
        below.link_button(_("Download the table"), made, icon=":material/download:", key="take_people")


def _pick_clicked() -> None:
    clicked = clicked_row(PEOPLE)
    if clicked is not None:
        visit().person = None if clicked == WATER else clicked


def _take(person: int | None) -> None:
    visit().person = person
    visit().choices += 1
