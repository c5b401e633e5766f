"""The papers that hosts are asked for, to take along."""

from __future__ import annotations

import streamlit as st

from ripple.app.session import address, here
from ripple.app.ui import markup
from ripple.language import fitting, speaking, tag
from ripple.language import gettext as _
from ripple.privacy.papers.as_pdf import can_be_drawn


def papers_to_take() -> None:
    """What they are, and the way to them; for hosts only."""
    group = here()
    if not group.member.host:
        return
    st.header(_("Papers"), anchor=False)
    st.write(
        _(
            "For whoever has to say yes to this: a record of processing, an impact assessment to "
            "complete, how long everything is kept, a letter to parents, and how accessible the "
            "app is. They are made from what you chose, and are not legal advice."
        )
    )
    with speaking(fitting([group.live.history.settings.language, tag()])):
        drawn = can_be_drawn()
    forms = (
        _("One file with each as PDF, as a page to print, and as Markdown.")
        if drawn
        else _(
            "One file with each as a page to print, and as Markdown. In the group’s language there is no PDF."
        )
    )
    st.html(markup.quiet(forms))
    made = address(f"copy/{group.live.id}/papers")  # by `ripple.web.downloads`, when it is asked for
    st.link_button(_("Download the papers"), made, icon=":material/download:", key="take_papers")
