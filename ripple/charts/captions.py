"""What is said while a pond's growth is played: one thing at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from gettext import gettext as _

from ripple.domain.history import History
from ripple.domain.model import Act, How, Kind

AT_MOST = 40  # captions in one playing, so that each can be read
WORDS = 90  # characters of the act's words in a caption

WHAT: dict[Kind | None, str] = {
    Kind.INSPIRE: _("an inspiration"),
    Kind.EXPRESS: _("words from the heart"),
    Kind.MASSAGE: _("a massage"),
    Kind.SUPPORT: _("a helping hand"),
    Kind.HUG: _("a hug"),
    Kind.PET: _("a moment with an animal"),
    Kind.MUSIC: _("a song or a dance"),
    Kind.SMILE: _("a smile"),
    None: _("a kindness"),
}
CAME: dict[How | None, str] = {
    How.PASSED_ON: _("{what}, passed on"),
    How.READING: _("{what}, inspired by reading"),
    How.CARD: _("{what}, from a card"),
    None: _("{what}, inspired by another"),
}


@dataclass(frozen=True, slots=True)
class Caption:
    """``said`` of an act that comes at ``beat``, was posted ``at`` (ms) and says ``words``."""

    beat: float
    at: float
    said: str
    words: str


def captions(coming: Sequence[tuple[float, Act, int]]) -> list[Caption]:
    """A caption for each act while there are few; then for the one in each stretch that grew most.

    ``coming`` holds the beat, the act and the size of its ripple, in order of time.
    """
    if not coming:
        return []
    stretch = max((coming[-1][0] + 1) / AT_MOST, 1e-9) if len(coming) > AT_MOST else 0.0
    told: dict[float, tuple[float, Act, int]] = {}
    for number, one in enumerate(coming):
        place = one[0] // stretch if stretch else number
        told[place] = max(told.get(place, one), one, key=lambda each: each[2])
    return [_caption(beat, act) for beat, act, _size in told.values()]


def _caption(beat: float, act: Act) -> Caption:
    at = act.posted_at.timestamp() * 1000
    return Caption(beat, at, what_came(act), shortened(act.text, WORDS))


def what_came(act: Act) -> str:
    """The act without its words: of which kind, and how it came."""
    if act.erased:
        return _("an unnamed drop")
    if act.inspired_by is None:
        return _("{what} starts a ripple").format(what=WHAT[act.kind])
    return CAME[act.how].format(what=WHAT[act.kind])


def name_under(act: Act, history: History) -> str:
    """The name an act goes under, as plain text: its author's, its giver's, or that it has none."""
    if act.erased:
        return ""
    giver = act.giver.name if act.giver else ""
    return history.name_of(act.author or "") or giver or _("Unsigned")


def shortened(text: str, length: int) -> str:
    """``text`` on one line of at most ``length`` characters."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"
