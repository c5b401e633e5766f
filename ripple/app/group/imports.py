"""What was brought in lately, and the way to take all of it back."""

from __future__ import annotations

from itertools import islice

import streamlit as st

from ripple.actions.files.importing import undo_import
from ripple.actions.rate_limits import CHANGING
from ripple.app.session import Here, check_rate_here, here, now, visit, zone
from ripple.app.tab_state import Brought
from ripple.app.ui import markup
from ripple.app.ui.widgets import close_dialogs, confirmed, dialog, opens, showing_errors
from ripple.domain.history import History
from ripple.domain.imports import UNDONE_WITHIN, Import
from ripple.formats import Number
from ripple.language import N_, ngettext
from ripple.language import gettext as _

SHOWN = 5  # imports, newest first


def brought_lately(group: Here) -> None:
    """Each import that can be taken back still: when, how much, by whom; and the way to do so."""
    newest = list(islice(group.live.history.imports.undoable(now()), SHOWN))
    if not newest:
        return
    lately = _("What was brought in lately can be taken back for {days} days.")
    st.html(markup.quiet(lately.format(days=Number(UNDONE_WITHIN.days))))
    for one in newest:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.html(_told(group, one), width="stretch")
            st.button(
                _("Take back …"),
                type="tertiary",
                icon=":material/undo:",
                key=f"undo {one.id}",
                on_click=opens,
                args=("undo import", one.id),
            )


def _told(group: Here, one: Import) -> str:
    by = group.live.history.name_of(one.by)
    when = markup.when(one.at, now=now(), zone=zone())
    said = " · ".join(
        [when, _count(_here_still(group.live.history, one)), *([markup.typed(by)] if by else [])]
    )
    return markup.sentence(said)


def _here_still(history: History, one: Import) -> int:
    return sum(act not in history.erased for act in list(one.acts))


def _count(acts: int) -> str:
    return ngettext("{count} act", "{count} acts", acts).format(count=Number(acts))


@dialog(N_("Take all of it back?"))
def undo_import_dialog(brought: str) -> None:
    """For a host: ask once more."""
    group = here()
    one = group.live.history.imports.find(brought)
    if one is None or one.undone:
        close_dialogs()
        st.rerun()
    count = _here_still(group.live.history, one)
    said = ngettext(
        "{count:,} act will be gone for good, with its words and names. What others passed on "
        "from it stays, around an unnamed drop. The file can be brought in again.",
        "{count:,} acts will be gone for good, with their words and names. What others passed on "
        "from them stays, around unnamed drops. The file can be brought in again.",
        count,
    )
    st.write(said.format(count=Number(count)))
    beside = st.container()
    if confirmed(_("Take all of it back"), f"undo_import {brought}"):
        with showing_errors(beside), st.spinner(_("They are being taken back …")):
            check_rate_here(CHANGING, group.member.id)
            gone = undo_import(group.live, group.member.id, brought, now=now())
            visit().brought = Brought(nth=visit().brought.nth + 1, went=gone)
            close_dialogs()
            st.rerun()
