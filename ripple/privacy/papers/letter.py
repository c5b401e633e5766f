"""A letter to parents, from what the hosts chose."""

from __future__ import annotations

from ripple.language import gettext as _
from ripple.privacy.chosen import in_force
from ripple.privacy.papers import paper
from ripple.privacy.papers.paper import About, Block, Heading, Paper


def letter_to_parents(about: About) -> Paper:
    """What the page is, what is kept, what was chosen, what a child can do, whom to ask."""
    blocks = (*_what_it_is(about), *_what_holds(about), *_whom_to_ask(about), paper.no_advice(about))
    return Paper("letter-to-parents", _("A letter to parents"), blocks)


def _what_it_is(about: About) -> tuple[Block, ...]:
    is_about = _(
        "in {group} we write down acts of kindness that we received, saw or did, and see how one leads to "
        "another. The page is for our group alone. There are no points, no ranking and no advertising."
    )
    return (
        paper.lines(_("Dear parents,"), is_about.format(group=paper.filled_in(about.group))),
        Heading(_("What is kept")),
        paper.points(
            _("The name under which your child takes part. A first name or a made-up one will do."),
            _("What your child writes, and whom it names."),
            _("What lets your child’s browser in again. No e-mail address and no password are needed."),
        ),
    )


def _what_holds(about: About) -> tuple[Block, ...]:
    return (
        Heading(_("What was chosen for this group")),
        paper.points(*in_force(about.settings, about.on)),
        Heading(_("What your child can do")),
        paper.points(
            _("Change what it wrote or take it back, at any time."),
            _("Ask a host to look at an act that is not kind."),
            _("Take a copy of all that is its own, or leave and take all its words away."),
        ),
    )


def _whom_to_ask(about: About) -> tuple[Block, ...]:
    ask = _(
        "All that is kept stands on the page “What is kept here”. If you have a question, or do not want "
        "your child to take part, please tell us."
    )
    return (
        Heading(_("Whom to ask")),
        paper.who_runs_it(about.keeper),
        paper.lines(ask),
        paper.to_fill_in(_("Day and signature: {left}")),
    )
