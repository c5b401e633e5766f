"""An accessibility conformance report, in the structure of VPAT 2.5 INT: WCAG 2.2 and EN 301 549."""

from __future__ import annotations

from ripple.language import gettext as _
from ripple.privacy.papers import paper
from ripple.privacy.papers.criteria import CRITERIA, HOLDS, Holds
from ripple.privacy.papers.paper import About, Block, Heading, Paper, Table

# The chapters of EN 301 549 by their English names; the ninth is the table above.
CHAPTERS = (
    ("4", "Functional performance", Holds.OPEN),
    ("5", "Generic requirements", Holds.OPEN),
    ("6", "ICT with two-way voice communication", Holds.NO_SUCH),
    ("7", "ICT with video capabilities", Holds.NO_SUCH),
    ("8", "Hardware", Holds.NO_SUCH),
    ("10", "Non-web documents", Holds.OPEN),
    ("11", "Software", Holds.NO_SUCH),
    ("12", "Documentation and support services", Holds.OPEN),
    ("13", "ICT providing relay or emergency service access", Holds.NO_SUCH),
)


def conformance_report(about: About) -> Paper:
    """Each criterion, how far the app keeps to it, and the test that shows it."""
    title = _("Accessibility conformance report")
    return Paper("accessibility", title, (*_how_it_was_found(about), *_criteria(), *_chapters(), *_missing()))


def _how_it_was_found(about: About) -> tuple[Block, ...]:
    return (
        paper.no_advice(about),
        paper.lines(
            _(
                "It has the structure of VPAT 2.5 and EN 301 549. Names of criteria are those of WCAG 2.2, "
                "in English."
            ),
            _(
                "Each row names the test that shows it. The tests run in Chromium; nobody has gone through "
                "it by ear with a screen reader yet, and what no test shows is not evaluated."
            ),
        ),
    )


def _criteria() -> tuple[Block, ...]:
    rows = tuple(
        (f"{one.number} {one.name}", one.level, HOLDS[one.holds], "\n".join(one.tests)) for one in CRITERIA
    )
    head = (_("Criterion"), _("Level"), _("How far"), _("What shows it"))
    return Heading(_("WCAG 2.2, levels A and AA (EN 301 549, chapter 9)")), Table(head, rows, (27, 8, 17, 48))


def _chapters() -> tuple[Block, ...]:
    rows = tuple((f"{number} {name}", HOLDS[holds]) for number, name, holds in CHAPTERS)
    head = (_("Chapter"), _("How far"))
    return Heading(_("The other chapters of EN 301 549")), Table(head, rows, (70, 30))


def _missing() -> tuple[Block, ...]:
    return (
        Heading(_("What is known to be missing")),
        paper.points(
            _("The pond is a picture with a name; it is told by walking with keys, by stories and lists."),
            _("A few words of the toolkit beneath (Streamlit) are in English in every language."),
            _("In a calendar, days are smaller than asked for."),
            _("Papers as PDF have no tags for screen readers; those for the browser do."),
        ),
        paper.to_fill_in(_("Who checked it, and when? {left}")),
    )
