"""Asking a host to look at an act: what becomes of it, and who reads what, is said before it is sent."""

from __future__ import annotations

import streamlit as st

from ripple.actions.moderating import hides_at_once, report_act
from ripple.app.session import Here, asker, here, now, visit
from ripple.app.ui import markup
from ripple.app.ui.widgets import close_dialogs, confirmed, dialog, showing_errors
from ripple.domain.model import Act
from ripple.domain.moderation import who_decides
from ripple.language import N_
from ripple.language import gettext as _


def kept_for_hosts() -> str:
    """What does not go with an act's words at once."""
    return _(
        "When somebody asks the hosts to look at an act, its words are kept for the hosts until "
        "one of them has decided."
    )


@dialog(N_("Ask a host to look"))
def report_dialog(act: Act) -> None:
    """For what should not be here: a host decides."""
    group = here()
    st.html(markup.recalled(act, group.live.history))
    st.html(markup.sentence(_until_then(group, act)))
    st.html(markup.quiet(_who_reads_it(group, act)))
    why = st.text_area(_("What troubles you about it? (optional)"), key=f"why {group.live.id} {act.id}")
    named = not group.live.history.is_host(act.author or "") and st.toggle(
        _("Tell them that it is me who asks"), key=f"named {act.id}"
    )
    beside = st.container()
    if confirmed(_("Ask a host to look"), f"report {act.id}", for_good=False):
        with showing_errors(beside):
            hidden = report_act(
                group.live,
                group.asker(act.id),
                act.id,
                why or "",
                now=now(),
                address=asker(),
                named=named,
            )
            visit().done = "reported" if hidden else "asked"
            close_dialogs()
            st.rerun()


def _until_then(group: Here, act: Act) -> str:
    """Whether the act is out of sight meanwhile."""
    if hides_at_once(group.live, group.asker(act.id), now=now(), address=asker()):
        return _("Until a host has looked, only they and whoever posted it see it.")
    return _(
        "Everybody still sees it until a host has looked. Only the first few acts that are asked about on "
        "one day are hidden at once."
    )


def _who_reads_it(group: Here, act: Act) -> str:
    """Who will look: nobody decides about what is their own, unless there is nobody else."""
    hosts = who_decides(group.live.history, act)
    if act.author in [host.id for host in hosts]:
        return _(
            "{name}, who posted it, is the only host here and will read what you write. They do not see who "
            "asks; to keep it so, write nothing that tells who you are."
        ).format(name=markup.typed(hosts[0].name))
    if len(hosts) < len(group.live.history.hosts):
        return _(
            "A host posted it, so another host looks at it and reads what you write. They do not see who "
            "asks."
        )
    return _("Only the hosts read what you write. They see that you ask only if you wish it.")
