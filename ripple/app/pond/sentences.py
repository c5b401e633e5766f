"""A ripple in sentences: how large it is, how it spread, how long things took; nothing is compared."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo

from ripple.app.ui import markup
from ripple.formats import Number
from ripple.language import gettext as _
from ripple.language import ngettext
from ripple.network.numbers import RippleNumbers, likeness_to_chain
from ripple.network.tally import TypicalWait

MIXED, CHAINED = 0.25, 0.7  # from how far on the way from a star to a chain a shape is called so
WAITS_LEAST = 3  # before they are called typical


def grown(acts: int) -> str:
    """That so many acts grew from another."""
    return ngettext("{count} act grew from it.", "{count} acts grew from it.", acts).format(
        count=Number(acts)
    )


def way_to_ripple(acts: int) -> str:
    """What a link says that leads to a ripple of so many acts."""
    label = ngettext("See its ripple ({count} act)", "See its ripple ({count} acts)", acts)
    return label.format(count=Number(acts))


def ripple_in_sentences(
    numbers: RippleNumbers, wait: TypicalWait | None, *, now: datetime, zone: tzinfo
) -> list[str]:
    """What is true of a ripple, one sentence for each thing; for a single drop that it is one."""
    if numbers.size == 1:
        return [_("One act so far. Every ripple starts like this.")]
    sentences = [_size(numbers)]
    if numbers.hand_to_hand is not None:
        sentences.append(_shape(numbers.size, numbers.hand_to_hand))
    if wait and wait.count >= WAITS_LEAST:
        sentences.append(
            _("Half of the acts came within {time} of the act that inspired them.").format(
                time=lasting(wait.median)
            )
        )
    return [*sentences, _newest(numbers, now, zone)]


def when_weeks_begin() -> str:
    """By whose clock acts are put into weeks: one that is the same for everybody in the group."""
    return _("Weeks begin on Monday at midnight, Greenwich time.")


def _size(numbers: RippleNumbers) -> str:
    acts = ngettext("{count} act", "{count} acts", numbers.size).format(count=Number(numbers.size))
    steps = ngettext("{count} step", "{count} steps", numbers.longest_path).format(
        count=Number(numbers.longest_path)
    )
    if numbers.widest_ring == 1:
        return _("{acts}, one after the other, over {steps}.").format(acts=acts, steps=steps)
    return _("{acts}, up to {steps} from the start. The step with the most acts has {widest}.").format(
        acts=acts, steps=steps, widest=Number(numbers.widest_ring)
    )


def _shape(size: int, hand_to_hand: float) -> str:
    chained = likeness_to_chain(size, hand_to_hand)
    if chained < MIXED:
        return _("It grew mostly from one spark.")
    if chained < CHAINED:
        return _("It grew partly from one spark and partly from hand to hand.")
    return _("It went mostly from hand to hand.")


def _newest(numbers: RippleNumbers, now: datetime, zone: tzinfo) -> str:
    moment = markup.when(numbers.newest, now=now, zone=zone)
    if numbers.moving:
        return _("Still moving; the newest act: {moment}.").format(moment=moment)
    return _("Resting; the newest act: {moment}. Any act may wake it.").format(moment=moment)


def lasting(time: timedelta) -> str:
    """How long that is, as people say it."""
    minutes = round(time / timedelta(minutes=1))
    hours, days, weeks = round(minutes / 60), round(minutes / 1440), round(minutes / 10080)
    if minutes < 90:
        return ngettext("{count} minute", "{count} minutes", max(1, minutes)).format(
            count=Number(max(1, minutes))
        )
    if hours < 36:
        return ngettext("{count} hour", "{count} hours", hours).format(count=Number(hours))
    if days < 21:
        return ngettext("{count} day", "{count} days", days).format(count=Number(days))
    return ngettext("{count} week", "{count} weeks", weeks).format(count=Number(weeks))
