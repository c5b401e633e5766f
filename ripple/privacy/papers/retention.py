"""How long everything is kept, as a policy."""

from __future__ import annotations

from ripple.language import gettext as _
from ripple.privacy.categories import row_in_words
from ripple.privacy.chosen import how_long
from ripple.privacy.fields import IN_THE_LOG, OUTSIDE
from ripple.privacy.papers import paper
from ripple.privacy.papers.paper import About, Heading, Paper, Table


def retention_policy(about: About) -> Paper:
    """What the hosts chose, each thing that is kept and until when, and what is left to whoever runs it."""
    rows = tuple((said.what, said.until) for said in map(row_in_words, (*IN_THE_LOG, *OUTSIDE)))
    return Paper(
        "retention",
        _("How long everything is kept"),
        (
            paper.no_advice(about),
            paper.who_runs_it(about.keeper),
            Heading(_("How long words are kept")),
            paper.lines(
                how_long(about.settings, about.on),
                _("Where words are gone, a drop without words and names keeps the ripple whole."),
            ),
            Heading(_("All of it, one by one")),
            Table((_("What"), _("How long")), rows, (50, 50)),
            Heading(_("What whoever runs it has to decide")),
            paper.to_fill_in(
                _("How long are copies of the computer kept, and where? {left}"),
                _("Who checks that old words were deleted, and how often? {left}"),
                _("When does the group end, and who deletes it? {left}"),
            ),
        ),
    )
