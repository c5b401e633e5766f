"""What a group has elsewhere, brought in by a host: a file or lines, a look at what each becomes, then in."""

from __future__ import annotations

import streamlit as st

from ripple.actions.files.bringing import Opened, bring_in, look, open_file, to_mend
from ripple.actions.files.sifting import Sifted
from ripple.actions.files.tabular import PROBLEMS_SHOWN
from ripple.actions.rate_limits import IMPORTING, check_rate
from ripple.app.group.archive import say_if_refused
from ripple.app.group.columns import how_to_read, with_members
from ripple.app.group.imports import brought_lately
from ripple.app.session import Here, asker, here, now, visit, zone
from ripple.app.tab_state import Brought
from ripple.app.to_the_end import to_the_end
from ripple.app.ui import markup
from ripple.app.ui.widgets import filling, literal, showing_errors
from ripple.formats import Number
from ripple.language import gettext as _
from ripple.language import ngettext

SHOWN = 5  # acts of the file, as they will look


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
        if brought.went is not None:
            st.success(_gone(brought.went), icon=":material/undo:")
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
        brought_lately(group)


def _said_of(came: int) -> str:
    if not came:
        return _("All of it was here already.")
    said = ngettext("{count:,} act came in.", "{count:,} acts came in.", came)
    return said.format(count=Number(came))


def _gone(went: int) -> str:
    said = ngettext("{count:,} act was taken back.", "{count:,} acts were taken back.", went)
    return said.format(count=Number(went))


def _ask_for_file(brought: Brought) -> None:
    """A file, or lines; opened once, when it is there."""
    file = st.file_uploader(
        _("A file: CSV, XLSX, ODS, JSON, or a chat as text"), key=f"acts_file {brought.nth}"
    )
    say_if_refused()
    lines = st.text_area(_("Or paste lines, one act each"), key=f"acts_lines {brought.nth}", height=96)
    key = file.file_id if file else lines.strip()
    beside = st.container()  # there in every run: what comes after it keeps its place
    if key == brought.key:
        return
    brought.key = key
    brought.forget()
    if not key:
        return
    brought.came = brought.went = None
    with showing_errors(beside), beside, st.spinner(_("The file is being opened …")):
        check_rate(IMPORTING, one=asker(), asker=asker())
        brought.opened_at = now()
        brought.opened = open_file(file.getvalue() if file else lines.encode())


def _look_through(group: Here, brought: Brought, opened: Opened) -> None:
    """What each column is, what its first rows become, what cannot come in; and the button."""
    chosen = how_to_read(brought, opened)
    if opened.encoding:
        st.html(markup.quiet(_("The file was read as {encoding}.").format(encoding=opened.encoding)))
    if chosen is None:
        return
    with filling(_("Looked at: {done:,} of {total:,} rows")) as progress:
        sifted = brought.once(
            "sifted",
            (chosen, group.live.catch_up()),
            lambda: look(group.live, opened, chosen, now=now(), progress=progress),
        )
    sifted = with_members(group, sifted, brought.nth)
    _show_first(group, sifted)
    _say_what_cannot(opened, sifted)
    _bring(group, brought, sifted)


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
        _("Download these rows to correct them"),
        to_mend(opened.table, sifted.problems),
        file_name="rows-to-mend.csv",
        mime="text/csv",
        key="rows_to_mend",
        icon=":material/download:",
        on_click="ignore",
    )


def _bring(group: Here, brought: Brought, sifted: Sifted) -> None:
    """The good ones now, or none."""
    count = len(sifted.acts)
    if not count:
        return
    label = ngettext("Bring in {count:,} act", "Bring in {count:,} acts", count)
    with st.container(horizontal=True, gap="small"):
        wanted = st.button(label.format(count=Number(count)), type="primary", key="bring_in")
        if st.button(_("None of them"), type="tertiary", key="bring_none"):
            visit().brought = Brought(nth=brought.nth + 1)
            st.rerun()
    beside = st.container()
    if wanted:
        with showing_errors(beside), beside, filling(_("Brought in: {done:,} of {total:,}")) as progress:
            came = to_the_end(
                lambda step: bring_in(group.live, group.member.id, sifted, now=now(), progress=step), progress
            )
            visit().brought = Brought(nth=brought.nth + 1, came=came)
            st.rerun()
