"""Who tells an act, in words: the one place that says it, for pages, pictures, lists and files.

Who signs is named first. An act that nobody signed says so first, also where it names somebody, and so does
one from a file, which says itself who told it: nobody can speak in the name of another by naming them. No
text of a signed act begins like these, for nobody can be called so (`ripple.actions.confusable_names`).
"""

from ripple.domain.history import History
from ripple.domain.model import Act, Person, Voice
from ripple.domain.signs import isolated
from ripple.language import gettext as _


def tells(someone: Person, act: Act) -> bool:
    """Whether who is named is who tells the act."""
    return someone.member is not None and someone.member == act.author


def name_under(act: Act, history: History) -> str:
    """The name an act goes under where there is room for no more, as plain text: its author's, or that it
    has none. Empty for an unnamed drop."""
    if act.erased:
        return ""
    if act.told_by:
        return _("From a file: {name}").format(name=isolated(act.told_by))
    nobody = _("Unsigned") if act.told_by is None else _("From a file")
    return history.name_of(act.author or "") or nobody


def told_together(act: Act, givers: bool, receivers: bool) -> str:
    """The sentence that names the people of an act, with places for ``{who}`` tells it and for the
    ``{givers}`` and ``{receivers}`` besides, of whom there may be none."""
    if not act.author:
        return _unsigned(givers, receivers) if act.told_by is None else _from_a_file(act, givers, receivers)
    if act.voice is Voice.SAW:
        return {
            (True, True): _("{who} saw {givers} do this for {receivers}"),
            (True, False): _("{who} saw {givers} do this"),
            (False, True): _("{who} saw this done for {receivers}"),
            (False, False): _("{who} saw this"),
        }[givers, receivers]
    if act.voice is Voice.RECEIVED:
        return {
            (True, True): _("{who} received this from {givers}, with {receivers}"),
            (True, False): _("{who} received this from {givers}"),
            (False, True): _("{who} received this, with {receivers}"),
            (False, False): _("{who} received this"),
        }[givers, receivers]
    if act.voice is Voice.DID or any(tells(giver, act) for giver in act.givers):
        return {
            (True, True): _("{who} did this with {givers}, for {receivers}"),
            (True, False): _("{who} did this with {givers}"),
            (False, True): _("{who} did this for {receivers}"),
            (False, False): _("{who} did this"),
        }[givers, receivers]
    return {
        (True, True): _("{who} tells what {givers} did for {receivers}"),
        (True, False): _("{who} tells what {givers} did"),
        (False, True): _("{who} tells what was done for {receivers}"),
        (False, False): _("{who} tells this"),
    }[givers, receivers]


def _unsigned(givers: bool, receivers: bool) -> str:
    return {
        (True, True): _("Unsigned, about what {givers} did for {receivers}"),
        (True, False): _("Unsigned, about what {givers} did"),
        (False, True): _("Unsigned, about what was done for {receivers}"),
        (False, False): _("Unsigned"),
    }[givers, receivers]


def _from_a_file(act: Act, givers: bool, receivers: bool) -> str:
    if act.told_by:
        return {
            (True, True): _("From a file, told by {who}, about what {givers} did for {receivers}"),
            (True, False): _("From a file, told by {who}, about what {givers} did"),
            (False, True): _("From a file, told by {who}, about what was done for {receivers}"),
            (False, False): _("From a file, told by {who}"),
        }[givers, receivers]
    return {
        (True, True): _("From a file, about what {givers} did for {receivers}"),
        (True, False): _("From a file, about what {givers} did"),
        (False, True): _("From a file, about what was done for {receivers}"),
        (False, False): _("From a file"),
    }[givers, receivers]
