"""What the app itself says where names stand, in every language: nobody is to be called so.

Whatever a page says in place of a name, or beside one, belongs here, as
`tests/actions/test_confusable_names.py` holds.
"""

import re
from functools import cache

from ripple.language import in_every_language as _

Texts = frozenset[str]


@cache
def in_place_of_a_name() -> Texts:
    """What stands where a name would."""
    return _all(
        _("Somebody"),
        _("Nobody"),
        _("You"),
        _("A host"),
        _("No longer here"),
        _("Not shown now"),
        _("An unnamed drop"),
        _("an act that is not shown now"),
        _("an act that is no longer here"),
    )


@cache
def before_a_name() -> Texts:
    """What begins the line of an act that no member signed."""
    return _all(_("Unsigned"), _("From a file"))


@cache
def after_a_name() -> Texts:
    """How it goes on after the name of who tells an act."""
    return _all(_("saw"), _("received"), _("did"), _("tells"), _("with"), _("for"), _("asks"))


@cache
def beside_a_name() -> Texts:
    """What is said of somebody after their name."""
    return _all(_("you"), _("not a member"), _("not let in yet"))


@cache
def roles() -> Texts:
    """What one is called who looks after a group."""
    # For translators: every word for one who looks after a group, with commas; no page shows it.
    words = _("hosts")
    return _all(_("host"), {word for text in words for word in re.split("[,،，]", text)})


def _all(*texts: set[str]) -> Texts:
    return frozenset[str]().union(*texts)
