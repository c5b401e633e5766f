"""The record of processing activities, in the order of Art. 30 (1) of the GDPR."""

from __future__ import annotations

from ripple.language import gettext as _
from ripple.privacy.categories import WHY, row_in_words
from ripple.privacy.chosen import how_long
from ripple.privacy.fields import IN_THE_LOG, OUTSIDE
from ripple.privacy.papers import paper
from ripple.privacy.papers.paper import About, Block, Heading, Paper, Table

ROWS = (*IN_THE_LOG, *OUTSIDE)


def record_of_processing(about: About) -> Paper:
    """Who answers, what for, what of whom, who receives it, where it goes, until when, how it is safe."""
    title = _("Record of processing (GDPR, Article 30)")
    blocks = (paper.no_advice(about), *_who_and_why(about), *_what(), *_where_to(about), *_how_safe())
    return Paper("record-of-processing", title, blocks)


def _who_and_why(about: About) -> tuple[Block, ...]:
    return (
        Heading(_("Who is responsible")),
        paper.who_runs_it(about.keeper),
        paper.to_fill_in(
            _("Data protection officer, if there is one: {left}"),
            _("On what legal ground: {left}"),
        ),
        Heading(_("What it is for")),
        paper.points(*dict.fromkeys(WHY[row.why] for row in ROWS)),
    )


def _what() -> tuple[Block, ...]:
    return (
        Heading(_("What is kept of whom, until when, and who sees it")),
        Table(
            (_("What"), _("Whose"), _("How long"), _("Who sees it")),
            tuple((said.what, said.whose, said.until, said.seen_by) for said in map(row_in_words, ROWS)),
            (32, 20, 28, 20),
        ),
    )


def _where_to(about: About) -> tuple[Block, ...]:
    return (
        Heading(_("Who receives it")),
        paper.lines(
            _("Only people of your group. Nothing is sent to other companies, and there is no advertising."),
            _("Whoever runs the computer can read everything that is kept on it."),
        ),
        Heading(_("In other countries")),
        paper.lines(_("The app sends nothing anywhere; everything is kept where the computer stands.")),
        paper.to_fill_in(_("Is there a database elsewhere, or does an organisation sign people in? {left}")),
        Heading(_("How long words are kept")),
        paper.lines(how_long(about.settings, about.on)),
    )


def _how_safe() -> tuple[Block, ...]:
    return (
        Heading(_("How it is kept safe")),
        paper.points(
            _("There are no passwords. What signs a browser in is random, and only a hash of it is kept."),
            _("Only members see a group, and each request is checked anew."),
            _("Guessing invitations and flooding are slowed down."),
            _("What is changed, taken back or deleted is overwritten in the app’s own files."),
        ),
        paper.to_fill_in(
            _("Is the way to the computer encrypted (HTTPS)? {left}"),
            _("Who can get at the computer, and where are its copies? {left}"),
        ),
    )
