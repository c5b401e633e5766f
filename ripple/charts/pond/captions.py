"""What is said while a pond's growth is played: one thing at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from ripple.domain.model import Act, How, Kind
from ripple.domain.signs import on_one_line
from ripple.language import N_, Texts
from ripple.language import gettext as _
from ripple.network.arrays import Floats, Ints

AT_MOST = 40  # captions in one playing, so that each can be read
WORDS = 90  # characters of the act's words in a caption

WHAT: Texts[Kind | None] = Texts(
    {
        Kind.INSPIRE: N_("an inspiration"),
        Kind.EXPRESS: N_("words from the heart"),
        Kind.MASSAGE: N_("a massage"),
        Kind.SUPPORT: N_("a helping hand"),
        Kind.HUG: N_("a hug"),
        Kind.PET: N_("a moment with an animal"),
        Kind.MUSIC: N_("a song or a dance"),
        Kind.SMILE: N_("a smile"),
        None: N_("a kindness"),
    }
)
CAME: Texts[How | None] = Texts(
    {
        How.PASSED_ON: N_("{what}, passed on"),
        How.READING: N_("{what}, inspired by reading"),
        How.CARD: N_("{what}, from a card"),
        None: N_("{what}, inspired by another"),
    }
)


@dataclass(frozen=True, slots=True)
class Caption:
    """``said`` of an act that comes at ``beat``, was posted ``at`` (ms) and says ``words`` in ``lang``."""

    beat: float
    at: float
    said: str
    words: str
    lang: str


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
    return Caption(beat, at, what_came(act), on_one_line(act.text, WORDS), act.language)


def what_came(act: Act) -> str:
    """The act without its words: of which kind, and how it came."""
    if act.erased:
        return _("an unnamed drop")
    if act.inspired_by is None:
        return _("{what} starts a ripple").format(what=WHAT[act.kind])
    return CAME[act.way_on].format(what=WHAT[act.kind])


def quotation() -> tuple[str, str]:
    """The words the product grew from, and their author."""
    words = _(
        "Remember there’s no such thing as a small act of kindness. "
        "Every act creates a ripple with no logical end."
    )
    return words, "Scott Adams"
