"""What is said to whoever walks a picture, from act to act or from person to person (`walking.js`): whole
sentences, to be filled in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ripple.language import gettext as _
from ripple.language import ngettext

PERIOD = 200  # numbers, after which the plurals of every language repeat with the last hundred of them


def of_pond() -> dict[str, Any]:
    """The texts of the buttons, of the picture, and of where one is. ``{words}`` and names are filled in by
    the browser, in which they are already."""
    return {
        "of": "pond",
        "walk": _("Walk"),
        "title": _("Walk from act to act"),
        "picture": _("The pond: {summary}"),
        "keys": _pond_keys(),
        "ways": _pond_ways(),
        "said": _of_acts(),
        "edge": _pond_edge(),
        "none": _("nothing grew from it yet"),
        "grew": forms(
            lambda count: ngettext(
                "{count} act grew from it directly", "{count} acts grew from it directly", count
            )
        ),
        "far": forms(lambda count: ngettext("it reaches {count} step", "it reaches {count} steps", count)),
        "unnamed": _("An unnamed drop"),
        "gone": _("its words are not shown"),
    }


def of_people() -> dict[str, Any]:
    """The same for the picture of the people."""
    return {
        "of": "people",
        "walk": _("Walk"),
        "title": _("Walk from person to person"),
        "picture": _("The people: {summary}"),
        "keys": _people_keys(),
        "ways": _people_ways(),
        "said": {
            "named": _("{who}, {nth} of {count} by name, {line}"),
            "linked": _("{who}, {nth} of {count} linked to {other}: {line}"),
        },
        "edge": _people_edge(),
        "none": _("linked to nobody yet"),
        "linked": forms(
            lambda count: ngettext("linked to {count} person", "linked to {count} people", count)
        ),
    }


def forms(text: Callable[[int], str]) -> dict[str, Any]:
    """A text's forms in this language, and ``which`` of them goes with each number below `PERIOD`."""
    said = [text(count) for count in range(PERIOD)]
    different = list(dict.fromkeys(said))
    return {"forms": different, "which": "".join(str(different.index(each)) for each in said)}


def _pond_keys() -> str:
    return _(
        "The arrow keys walk: up to what led to an act, down to what grew from it, left and right to those "
        "beside it. With Shift, left and right go through time, and up goes to the start of the ripple. "
        "Home and End go to the first and the newest act. Enter reads the story, Escape leaves. "
        "Space says again where you are, and a question mark says this again."
    )


def _pond_ways() -> dict[str, str]:
    return {
        "up": _("What led to it"),
        "down": _("What grew from it"),
        "before": _("Beside it, before"),
        "after": _("Beside it, after"),
        "top": _("The start of its ripple"),
        "earlier": _("Earlier"),
        "later": _("Later"),
        "first": _("The first act"),
        "last": _("The newest act"),
        "read": _("Read its story"),
    }


def _of_acts() -> dict[str, str]:
    """The act first by who tells it: nobody signed it, where that is so."""
    return {
        "alone": _("{who}, nothing led to it and nothing grew from it yet: {words}"),
        "start": _("{who}, the start of a ripple, {far}, {grew}: {words}"),
        "step": _("{who}, step {step} of {steps}, {grew}: {words}"),
        "beside": _("{who}, step {step} of {steps}, {nth} of {count} from the same act, {grew}: {words}"),
        "fold": _("{folded}, drawn as one drop. Enter opens it. Its first act: {who}: {words}"),
    }


def _pond_edge() -> dict[str, str]:
    start = _("Nothing led to it: it is the start of its ripple.")
    return {
        "up": start,
        "top": start,
        "down": _("Nothing grew from it yet."),
        "alone": _("There is no other beside it."),
        "before": _("It is the first of those beside it."),
        "after": _("It is the last of those beside it."),
        "earlier": _("No act came before it."),
        "later": _("No act came after it."),
    }


def _people_keys() -> str:
    # For translators: what is read from the right walks to the next person by the left key.
    return _(
        "The arrow keys walk: left and right to the person before and after by name, down to whoever a "
        "person is linked to most strongly, from there left and right to the others, and up back again. "
        "With Shift, left and right always go by name. Home and End go to the first and the last person. "
        "Enter reads who was kind to whom, Escape leaves. "
        "Space says again where you are, and a question mark says this again."
    )


def _people_ways() -> dict[str, str]:
    return {
        "up": _("Back along the line"),
        "down": _("The strongest line"),
        "before": _("The person before"),
        "after": _("The next person"),
        "earlier": _("Before by name"),
        "later": _("Next by name"),
        "first": _("The first by name"),
        "last": _("The last by name"),
        "read": _("Read who was kind to whom"),
    }


def _people_edge() -> dict[str, str]:
    first, last = _("Nobody comes before."), _("Nobody comes after.")
    return {
        "up": _("You did not come here along a line."),
        "down": _("No line leads from here yet."),
        "before": first,
        "earlier": first,
        "after": last,
        "later": last,
    }
