"""What is said to whoever walks a pond from act to act (`walking.js`): whole sentences, to be filled in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ripple.language import gettext as _
from ripple.language import ngettext

PERIOD = 200  # numbers, after which the plurals of every language repeat with the last hundred of them


def texts() -> dict[str, Any]:
    """The texts of the buttons, of the picture, and of where one is. ``{words}`` and names are filled in by
    the browser, in which they are already."""
    return {
        "walk": _("Walk"),
        "title": _("Walk from act to act"),
        "pond": _("The pond: {summary}"),
        "keys": _keys(),
        "ways": _ways(),
        "said": _said(),
        "edge": _edge(),
        "none": _("nothing grew from it yet"),
        "grew": forms(
            lambda count: ngettext(
                "{count} act grew from it directly", "{count} acts grew from it directly", count
            )
        ),
        "far": forms(lambda count: ngettext("{count} step far", "{count} steps far", count)),
        "unnamed": _("An unnamed drop"),
        "gone": _("its words are not shown"),
    }


def forms(text: Callable[[int], str]) -> dict[str, Any]:
    """A text's forms in this language, and ``which`` of them goes with each number below `PERIOD`."""
    said = [text(count) for count in range(PERIOD)]
    different = list(dict.fromkeys(said))
    return {"forms": different, "which": "".join(str(different.index(each)) for each in said)}


def _keys() -> str:
    return _(
        "The arrow keys walk: up to what led to an act, down to what grew from it, left and right to those "
        "beside it. With Shift, left and right go through time, and up goes to the start of the ripple. "
        "Home and End go to the first and the newest act. Enter reads the story, Escape leaves. "
        "Space says again where you are, and a question mark says this again."
    )


def _ways() -> dict[str, str]:
    return {
        "led": _("What led to it"),
        "grew": _("What grew from it"),
        "before": _("Beside it, before"),
        "after": _("Beside it, after"),
        "start": _("The start of its ripple"),
        "earlier": _("Earlier"),
        "later": _("Later"),
        "first": _("The first act"),
        "newest": _("The newest act"),
        "read": _("Read its story"),
    }


def _said() -> dict[str, str]:
    """The act first by who tells it: nobody signed it, where that is so."""
    return {
        "alone": _("{who}, nothing led to it and nothing grew from it yet: {words}"),
        "start": _("{who}, the start of a ripple, {far}, {grew}: {words}"),
        "step": _("{who}, step {step} of {steps}, {grew}: {words}"),
        "beside": _("{who}, step {step} of {steps}, {nth} of {count} from the same act, {grew}: {words}"),
        "fold": _("{folded}, drawn as one drop. Enter opens it. Its first act: {who}: {words}"),
    }


def _edge() -> dict[str, str]:
    start = _("Nothing led to it: it is the start of its ripple.")
    return {
        "led": start,
        "start": start,
        "grew": _("Nothing grew from it yet."),
        "alone": _("There is no other beside it."),
        "before": _("It is the first of those beside it."),
        "after": _("It is the last of those beside it."),
        "earlier": _("No act came before it."),
        "later": _("No act came after it."),
    }
