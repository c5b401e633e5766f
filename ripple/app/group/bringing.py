"""What a group has elsewhere, brought in by a host: a file or lines, a look at what each becomes, then in."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo, available_timezones

import streamlit as st

from ripple.actions.files.bringing import Opened, bring_in, look, open_file, to_mend
from ripple.actions.files.foreign.columns import CHOICES, NOTHING
from ripple.actions.files.foreign.moments import Order, moment
from ripple.actions.files.foreign.reading import Chosen, as_guessed, names_no_zone, unclear_day
from ripple.actions.files.sifting import Sifted
from ripple.actions.files.tabular import PROBLEMS_SHOWN
from ripple.actions.rate_limits import IMPORTING, unhurried
from ripple.app.group.archive import say_if_refused
from ripple.app.session import Here, asker, here, now, visit, zone
from ripple.app.tab_state import Brought
from ripple.app.ui import markup
from ripple.app.ui.widgets import literal, showing_errors
from ripple.domain.model import Person
from ripple.domain.signs import as_read
from ripple.formats import Number, day
from ripple.language import N_, Texts, ngettext
from ripple.language import gettext as _

SHOWN = 5  # acts of the file, as they will look

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


def bring_acts() -> None:
    """The way in for acts from elsewhere; for hosts only."""
    group = here()
    if not group.member.host:
        return
    brought = visit().brought
    with (
        st.container(key="bring_acts"),
        st.expander(_("Bring in acts from elsewhere"), icon=":material/move_to_inbox:"),
    ):
        if brought.came is not None:
            st.success(_said_of(brought.came), icon=":material/water_drop:")
        st.write(
            _(
                "The answers of a form, a table, an online wall or a chat: you see first what "
                "each becomes. What comes in is signed by nobody, and what came in before stays "
                "as it is."
            )
        )
        _ask_for_file(brought)
        if brought.opened:
            _look_through(group, brought, brought.opened)


def _said_of(came: int) -> str:
    if not came:
        return _("All of it was here already.")
    said = ngettext("{count:,} act came in.", "{count:,} acts came in.", came)
    return said.format(count=Number(came))


def _ask_for_file(brought: Brought) -> None:
    """A file, or lines; opened once, when it is there."""
    file = st.file_uploader(
        _("A file: CSV, XLSX, ODS, JSON, or a chat as text"), key=f"acts_file {brought.nth}"
    )
    say_if_refused()
    lines = st.text_area(
        _("Or paste lines, one act each"),
        key=f"acts_lines {brought.nth}",
        height=96,
        max_chars=100_000,
    )
    key = file.file_id if file else lines.strip()
    if key == brought.key:
        return
    brought.key, brought.opened = key, None
    if not key:
        return
    brought.came = None
    with showing_errors(st.container()):
        unhurried(IMPORTING, one=asker(), asker=asker())
        brought.opened = open_file(file.getvalue() if file else lines.encode())


def _look_through(group: Here, brought: Brought, opened: Opened) -> None:
    """What each column is, what its first rows become, what cannot come in; and the button."""
    chosen = _how_to_read(brought.nth, opened)
    if opened.encoding:
        st.html(markup.quiet(_("The file was read as {encoding}.").format(encoding=opened.encoding)))
    if chosen is None:
        return
    sifted = look(group.live, opened, chosen, now=now())
    sifted = _joined(group, sifted, brought.nth)
    _show_first(group, sifted)
    _say_what_cannot(opened, sifted)
    _bring(group, brought, sifted)


def _how_to_read(nth: int, opened: Opened) -> Chosen | None:
    """As guessed, and as the host puts it right; None until it can be read."""
    guessed = as_guessed(opened.table, zone(), now())
    if opened.own:
        return guessed
    fields = _fields(nth, opened, guessed)
    if "text" not in fields:
        st.info(_("Which column says what happened?"), icon=":material/help:")
        return None
    chosen = replace(guessed, fields=fields)
    if doubted := unclear_day(opened.table, fields):
        order = _order(nth, doubted)
        if order is None:
            return None
        chosen = replace(chosen, order=order)
    if names_no_zone(opened.table, fields):
        chosen = replace(chosen, zone=_zone(nth))
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
    names = sorted(available_timezones())
    own = str(zone()) if str(zone()) in names else "UTC"
    name = st.selectbox(_("The file’s time zone"), names, index=names.index(own), key=f"acts_zone {nth}")
    return ZoneInfo(name)


def _joined(group: Here, sifted: Sifted, nth: int) -> Sifted:
    """The acts with members for those names of which the host says so."""
    history = group.live.history
    members = {as_read(member.name): id for id, member in list(history.members.items())}
    named = {as_read(one.name): one.name for act in sifted.acts for one in act.people}
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

    return sifted._replace(acts=[act.naming(known) for act in sifted.acts] if chosen else sifted.acts)


def _show_first(group: Here, sifted: Sifted) -> None:
    """The first acts, as they will look."""
    if sifted.known:
        known = ngettext(
            "{count:,} was there already and stayed as it is.",
            "{count:,} were there already and stayed as they are.",
            sifted.known,
        )
        st.html(markup.quiet(known.format(count=Number(sifted.known))))
    if not sifted.acts:
        return
    st.html(markup.quiet(_("The first of them, as they will look")))
    for act in sifted.acts[:SHOWN]:
        with st.container(border=True):
            st.html(markup.card(act, group.live.history, now=now(), zone=zone()))


def said_of_rows(sifted: Sifted) -> str:
    """What is wrong with the first rows that cannot come in, as a list."""
    count = len(sifted.problems)
    head = ngettext("{count:,} row cannot come in:", "{count:,} rows cannot come in:", count)
    row = _("line {line}: {reason}")
    first = sifted.problems[:PROBLEMS_SHOWN]
    said = [literal(row.format(line=problem.line, reason=problem.reason)) for problem in first]
    more = ["…"] if count > len(first) else []
    return "\n".join([head.format(count=Number(count)), "", *(f"- {one}" for one in (*said, *more))])


def _say_what_cannot(opened: Opened, sifted: Sifted) -> None:
    """Each row that cannot come in, by line; all of them as a file to mend."""
    if not sifted.problems:
        return
    st.warning(said_of_rows(sifted), icon=":material/edit_note:")
    st.download_button(
        _("Take these rows along to correct them"),
        to_mend(opened.table, sifted.problems),
        file_name="rows-to-mend.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
    )


def _bring(group: Here, brought: Brought, sifted: Sifted) -> None:
    count = len(sifted.acts)
    if not count:
        return
    label = ngettext("Bring in {count:,} act", "Bring in {count:,} acts", count)
    beside = st.container()
    if st.button(label.format(count=Number(count)), type="primary", key="bring_in"):
        with showing_errors(beside):
            came = bring_in(group.live, group.member.id, sifted, now=now())
            visit().brought = Brought(nth=brought.nth + 1, came=came)
            st.rerun()
