"""What is said while a pond's growth is played: one thing at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from ripple.domain.model import Act, How, Kind
from ripple.domain.signs import on_one_line
from ripple.language import gettext as _
from ripple.network.arrays import Floats, Ints

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


def captions(beats: Floats, sizes: Ints, act: Callable[[int], Act]) -> list[Caption]:
    """A caption for each act while there are few; then for the one in each stretch that grew most.

    ``act`` gives the n-th act in order of time; ``beats`` and ``sizes``, of their ripples, are in this order.
    """
    if len(beats) <= AT_MOST:
        return [_caption(float(beat), act(n)) for n, beat in enumerate(beats)]
    stretches = beats // ((beats[-1] + 1) / AT_MOST)
    starts = np.flatnonzero(np.diff(stretches, prepend=-1)).tolist()
    largest = (start + int(np.argmax(sizes[start:end])) for start, end in pairwise([*starts, len(beats)]))
    return [_caption(float(beats[n]), act(n)) for n in largest]


def _caption(beat: float, act: Act) -> Caption:
    at = act.posted_at.timestamp() * 1000
    return Caption(beat, at, what_came(act), on_one_line(act.text, WORDS))


def what_came(act: Act) -> str:
    """The act without its words: of which kind, and how it came."""
    if act.erased:
        return _("an unnamed drop")
    if act.inspired_by is None:
        return _("{what} starts a ripple").format(what=WHAT[act.kind])
    return CAME[act.how].format(what=WHAT[act.kind])


def quotation() -> tuple[str, str]:
    """The words the product grew from, and their author."""
    words = _(
        "Remember there’s no such thing as a small act of kindness. "
        "Every act creates a ripple with no logical end."
    )
    return words, "Scott Adams"
