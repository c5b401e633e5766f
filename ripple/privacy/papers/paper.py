"""What a paper is made of, whichever form it gets: headings, sentences, points, tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ripple import __version__
from ripple.domain.model import Settings
from ripple.domain.signs import FIRST_STRONG, POP
from ripple.formats import day
from ripple.language import direction
from ripple.language import gettext as _
from ripple.privacy.keeper import Keeper


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a section."""

    text: str


@dataclass(frozen=True, slots=True)
class Lines:
    """Sentences, each a paragraph."""

    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Points:
    """Short sentences, one under the other."""

    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of as many cells as the ``head`` has; ``widths`` are the columns' parts of the page."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


Block = Heading | Lines | Points | Table


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper, in the language that was spoken when it was made; ``name`` is its file's."""

    name: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class About:
    """What papers are about: a group called so, what its hosts chose, who runs the app; made on a day."""

    group: str
    settings: Settings
    keeper: Keeper
    on: date


def open_line() -> str:
    """Where something is left to whoever completes the paper."""
    return _("(please fill in)")


def filled_in(said: str) -> str:
    """What somebody typed, for a place in a sentence; from the right, it leaves what stands around it."""
    return f"{FIRST_STRONG}{said}{POP}" if direction() == "rtl" else said


def lines(*said: str) -> Lines:
    """These sentences, each a paragraph."""
    return Lines(said)


def points(*said: str) -> Points:
    """These short sentences, one under the other."""
    return Points(said)


def to_fill_in(*questions: str) -> Points:
    """Questions that only who completes the paper can answer, each with a place for it."""
    return points(*(question.format(left=open_line()) for question in questions))


def no_advice(about: About) -> Lines:
    """What every paper begins with."""
    made = _("Made by Kindness Ripple {version} on {day}, for the group {group}.")
    return Lines(
        (
            _(
                "This is no legal advice. It says what the app does and what was chosen; whoever "
                "answers for it "
                "has to check and complete it."
            ),
            made.format(version=__version__, day=day(about.on), group=filled_in(about.group)),
        )
    )


def who_runs_it(keeper: Keeper) -> Points:
    """Who is responsible, with a place for what they have not said."""
    left = open_line()
    return Points(
        (
            _("Who runs it: {who}").format(who=filled_in(keeper.who or left)),
            _("How to reach them: {contact}").format(contact=filled_in(keeper.contact or left)),
            _("Where the computer stands: {where}").format(where=filled_in(keeper.where or left)),
        )
    )
