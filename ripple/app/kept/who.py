"""Who runs this app, as they said it when it started."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ripple.app.ui import markup
from ripple.installation import who_file
from ripple.language import gettext as _
from ripple.privacy.keeper import Keeper, keeper_in


@cache  # as whatever else the keeper sets: it holds from the start
def keeper() -> Keeper:
    """Who runs this app. Raises ValueError, with the sentence for the keeper, where the file is unclear."""
    file, wanted = who_file()
    return keeper_in(file, wanted=wanted)


def who_runs_it() -> str:
    """Who runs it, or that they have not said so, as HTML."""
    if who := keeper().who:
        return _("This page is run by {who}.").format(who=markup.typed(who))
    return _("Whoever runs this page has not said who they are.")


def all_about_them() -> Iterator[str]:
    """Who they are, how to reach them and where the machine stands, each as HTML."""
    known = keeper()
    yield who_runs_it()
    if known == Keeper():
        yield _("Ask whoever invited you.")
    elif known.contact:
        yield _("How to reach them: {contact}").format(contact=markup.typed(known.contact))
    else:
        yield _("They have not said how to reach them.")
    if known.where:
        yield _("Where the computer stands: {where}").format(where=markup.typed(known.where))
    elif known != Keeper():
        yield _("They have not said where the computer stands.")
    yield _("They can read everything that is kept on the computer.")
