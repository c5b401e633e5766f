"""A data-protection impact assessment to complete, in the order of Art. 35 (7) of the GDPR."""

from __future__ import annotations

from ripple.domain.imports import UNDONE_WITHIN
from ripple.domain.model import Settings
from ripple.formats import Number
from ripple.language import gettext as _
from ripple.privacy.chosen import how_long, in_force, who_reads
from ripple.privacy.papers import paper
from ripple.privacy.papers.paper import About, Heading, Paper, Table


def impact_assessment(about: About) -> Paper:
    """What happens, why it is needed, what could go wrong and what is done about it, what was decided."""
    return Paper(
        "impact-assessment",
        _("Data-protection impact assessment, to complete"),
        (
            paper.no_advice(about),
            paper.who_runs_it(about.keeper),
            Heading(_("What happens here")),
            paper.points(*in_force(about.settings, about.on)),
            paper.lines(_("What is kept, one by one, stands in the record of processing.")),
            Heading(_("Why it is needed")),
            paper.to_fill_in(
                _("What is the group for, and who is in it? {left}"),
                _("Could it do with less, or for a shorter time? {left}"),
                _("On what legal ground: {left}"),
                _("Who was asked (those it is about, parents, staff)? {left}"),
            ),
            Heading(_("What could go wrong")),
            _table_of_risks(about),
            Heading(_("What was decided")),
            paper.to_fill_in(
                _("Can it begin? What has to be done before? {left}"),
                _("Who decided, and when? {left}"),
                _("When is it looked at again? {left}"),
            ),
        ),
    )


def _table_of_risks(about: About) -> Table:
    left = paper.open_line()
    risks = [*_others_risks(about.settings), *_own_risks(about)]
    return Table(
        (_("What could go wrong"), _("What is done about it"), _("How likely, how bad, what else to do")),
        tuple((what, " ".join(done), left) for what, done in risks),
        (28, 46, 26),
    )


def _others_risks(settings: Settings) -> list[tuple[str, list[str]]]:
    """What others could do, and what the app and the hosts' choices do about it."""
    return [
        (
            _("Somebody reads it who is not meant to"),
            [
                _("A host lets newcomers in.")
                if settings.approve_newcomers
                else _("Whoever has the invitation can come in."),
                _("Hosts can make a new invitation, and remove somebody."),
            ],
        ),
        (
            _("Words hurt somebody"),
            [
                who_reads(settings),
                *([_("Where a word might hurt, the form asks once before it shares.")] * settings.ask_kindly),
                _("Everybody can ask a host to look at an act; hosts can take it away."),
            ],
        ),
        (_("Something private stands in the words"), [_hints(settings)]),
        (_("It comes out who shared an act without a name"), [_unsigned(settings)]),
        (
            _("Words come in from elsewhere, and whoever wrote them was not asked"),
            [
                _(
                    "Only hosts bring in files. Nobody signs what comes in, and for {days} days all of it "
                    "can be taken back."
                ).format(days=Number(UNDONE_WITHIN.days))
            ],
        ),
    ]


def _own_risks(about: About) -> list[tuple[str, list[str]]]:
    """What could become of somebody's own words, and what is done about it."""
    return [
        (
            _("Somebody wants their words back"),
            [
                _("You can change or take back what you shared whenever you like."),
                _("When you leave, you choose whether your words and your name stay."),
            ],
        ),
        (_("Words are kept for too long"), [how_long(about.settings, about.on)]),
        (
            _("Somebody else uses the same phone or computer"),
            [_("On the page “You” everybody can sign out; words that are not shared yet are deleted then.")],
        ),
        (
            _("Whoever runs the computer reads along, or loses it"),
            [
                _("Whoever runs the computer can read everything that is kept on it."),
                _(
                    "Copies in case the computer breaks, and files that somebody took along, can "
                    "keep words longer."
                ),
            ],
        ),
    ]


def _hints(settings: Settings) -> str:
    if settings.ask_private:
        return _(
            "Where a telephone number, an address or a full name stands in the words, the form asks once. "
            "It never refuses."
        )
    return _("The form does not ask about it; hosts can switch that on.")


def _unsigned(settings: Settings) -> str:
    if settings.unsigned:
        return _(
            "No name is kept with it, and hosts do not see who it was. What it tells can still give it away."
        )
    return _("Every act carries a name.")
