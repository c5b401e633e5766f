"""What a host can do with the group as a whole: take it along, bring it back."""

from __future__ import annotations

import streamlit as st

from ripple.actions.files.group_archive import import_group
from ripple.actions.files.sandbox import BYTES_LIMIT, LINES_LIMIT, replayed_apart
from ripple.actions.joining import SignInLink
from ripple.actions.rate_limits import IMPORTING, check_rate
from ripple.app.entry.starting_groups import room_for_a_group
from ripple.app.session import address, asker, groups, here, now, visit
from ripple.app.ui import markup
from ripple.app.ui.widgets import opens, showing_errors
from ripple.formats import Number
from ripple.language import gettext as _


def _fits() -> dict[str, int]:
    """How large a file may be."""
    return {"limit": BYTES_LIMIT // 1_000_000, "lines": Number(LINES_LIMIT)}


def the_whole_group() -> None:
    """A copy of everything, and the end of everything; for hosts only."""
    group = here()
    if not group.member.host:
        return
    st.header(_("The whole group"), anchor=False)
    st.write(
        _(
            "One file with all that hosts can read: to keep a copy, or to move the group to another "
            "computer. Whoever has the file can read what everybody wrote. Thanks, and what somebody asked "
            "a host to look at, are not in it; everybody signs in anew."
        )
    )
    fits = _(
        "A copy of up to {limit} MB and {lines:,} lines can be brought back on the first page, a larger one "
        "by whoever runs the app."
    )
    st.html(markup.quiet(fits.format(**_fits())))
    with st.container(horizontal=True):
        made = address(f"copy/{group.live.id}/all")  # by `ripple.web.downloads`, when it is asked for
        st.link_button(_("Download a copy of the group"), made, icon=":material/download:", key="take_group")
        if not group.live.history.ending:
            st.button(
                _("Delete the group …"),
                icon=":material/delete_forever:",
                key="delete_group",
                on_click=opens,
                args=("delete group",),
            )


def bring_a_group() -> SignInLink | None:
    """Upload a group's file on the way in; the link to follow once it is here."""
    with (
        st.container(key="from_file"),
        st.expander(_("Bring a group from a file"), icon=":material/upload:"),
    ):
        st.write(_("A file that a host took along: it becomes a group of its own, with a new invitation."))
        fits = _(
            "It can have {limit} MB and {lines:,} lines; a larger one can be brought in by whoever runs the "
            "app."
        )
        st.html(markup.quiet(fits.format(**_fits())))
        # Of whatever ending: what is wrong with its content is said in a sentence once it is here.
        file = st.file_uploader(_("The group’s file"), key="group_file")
        say_if_refused()
        beside = st.container()
        if file and st.button(_("Bring it here"), key="bring_group"):
            with showing_errors(beside):
                room_for_a_group(file.size)
                check_rate(IMPORTING, one=asker(), asker=asker())
                nonce = visit().draft("group file", file.file_id).nonce
                return import_group(groups(), file.getvalue(), nonce=nonce, now=now(), replay=replayed_apart)
    return None


def say_if_refused() -> None:
    """Beside a file that the browser or the door refused: of that the page hears nothing, and there is but a
    red sign. Seen while there is one (`upload.css`)."""
    refused = _(
        "This file did not come in. Is it larger than {limit} MB? Then whoever runs the app can bring it in. "
        "If it is not, please remove it here and choose it once more in a minute."
    )
    with st.container(key="file_refused"):
        st.html(markup.quiet(refused.format(**_fits())))
