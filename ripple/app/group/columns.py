"""How a file is read, as a host puts it right: what each column is, which day is meant, whose time, and who
in it is a member."""

from __future__ import annotations

import dataclasses
from zoneinfo import ZoneInfo

import streamlit as st

from ripple.actions.files.bringing import Opened
from ripple.actions.files.foreign.columns import CHOICES, NOTHING
from ripple.actions.files.foreign.moments import Order, moment
from ripple.actions.files.foreign.reading import Chosen, as_guessed, names_no_zone, unclear_day
from ripple.actions.files.sifting import Sifted
from ripple.app.session import Here, zone
from ripple.app.tab_state import Brought
from ripple.app.ui import markup
from ripple.app.ui.choices import time_zones
from ripple.app.ui.widgets import literal
from ripple.domain.model import Person, replace
from ripple.domain.signs import as_read
from ripple.formats import Number, day
from ripple.language import N_, Texts
from ripple.language import gettext as _

MEANINGS = Texts(
    {
        "text": N_("What happened"),
        "posted_at": N_("When it was told"),
        "told_by": N_("Who tells it"),
        "by": N_("Who was kind"),
        "to": N_("To whom"),
        NOTHING: N_("Leave it out"),
    }
)


def how_to_read(brought: Brought, opened: Opened) -> Chosen | None:
    """As guessed, and as the host puts it right; None until it can be read."""
    nth = brought.nth
    guessed = brought.once("guess", nth, lambda: as_guessed(opened.table, zone(), brought.opened_at))
    if opened.own:
        return guessed
    fields = _fields(nth, opened, guessed)
    if "text" not in fields:
        st.info(_("Which column says what happened?"), icon=":material/help:")
        return None
    chosen = dataclasses.replace(guessed, fields=fields)
    if doubted := brought.once("unclear", fields, lambda: unclear_day(opened.table, fields)):
        order = _order(nth, doubted)
        if order is None:
            return None
        chosen = dataclasses.replace(chosen, order=order)
    if brought.once("zoneless", fields, lambda: names_no_zone(opened.table, fields)):
        chosen = dataclasses.replace(chosen, zone=_zone(nth))
    return chosen


def _fields(nth: int, opened: Opened, guessed: Chosen) -> tuple[str, ...]:
    """What each column is: one field of an act is one column's."""
    table = opened.table
    if len(table.columns) == 1 or table.known:
        return guessed.fields
    st.html(markup.quiet(_("What each column is")))
    fields: list[str] = []
    with st.container(horizontal=True, key="bring_columns"):
        for at, name in enumerate(table.columns):
            choices = [*CHOICES] if guessed.fields[at] in CHOICES else [guessed.fields[at], *CHOICES]
            field = st.selectbox(
                literal(name or _("Column {number}").format(number=Number(at + 1))),
                choices,
                index=choices.index(guessed.fields[at]),
                format_func=lambda field: MEANINGS.get(field, field.replace("_", " ")),
                key=f"acts_column {nth} {at}",
                width=220,
            )
            fields.append(field if field not in fields else NOTHING)
    return tuple(fields)


def _order(nth: int, doubted: str) -> Order | None:
    """Which day a cell means that could be two: nothing in the file tells."""
    days = {order: found.day for order in Order if (found := moment(doubted, order))}
    return st.radio(
        _("Which day is “{day}”?").format(day=literal(doubted)),
        list(days),
        index=None,
        format_func=lambda order: day(days[order]),
        horizontal=True,
        key=f"acts_order {nth}",
    )


def _zone(nth: int) -> ZoneInfo:
    names = time_zones()
    own = str(zone()) if str(zone()) in names else "UTC"
    name = st.selectbox(_("The file’s time zone"), names, index=names.index(own), key=f"acts_zone {nth}")
    return ZoneInfo(name)


def with_members(group: Here, sifted: Sifted, nth: int) -> Sifted:
    """The acts with members for those names of which the host says so."""
    history = group.live.history
    members = {as_read(member.name): id for id, member in list(history.members.items())}
    named = {as_read(name): name for name in {one.name for act in sifted.acts for one in act.people}}
    both = sorted(named.keys() & members.keys())
    if not both:
        return sifted
    same = st.pills(
        _("These names are in the file and in the group. Who is the same person?"),
        both,
        selection_mode="multi",
        format_func=lambda name: literal(named[name]),
        key=f"acts_same {nth}",
    )
    chosen = {name: members[name] for name in same}

    def known(person: Person) -> Person:
        member = chosen.get(as_read(person.name))
        return replace(person, member=member) if member else person

    return sifted._replace(acts=[act.naming(known) for act in sifted.acts]) if chosen else sifted
