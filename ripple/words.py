"""Every error as one kind sentence: the only place where facts become words.

Texts for people go through gettext, so that languages can come; without a translation
they stay English.
"""

from collections.abc import Callable
from gettext import gettext as _
from gettext import ngettext
from typing import Any

from ripple.domain import errors
from ripple.domain.errors import RippleError


def field_name(field: str) -> str:
    """What people call a field of the model."""
    names = {
        "text": _("The act"),
        "name": _("The name"),
        "group name": _("The group's name"),
        "receivers": _("The list of people it was for"),
        "posted_at": _("The time of posting"),
        "happened_on": _("The day it happened"),
        "id": _("The id"),
    }
    return names.get(field, field)


def in_words(error: RippleError) -> str:
    """One kind sentence for the person who can put ``error`` right."""
    return _WORDS[type(error)](error)


def _missing(error: errors.TextMissing) -> str:
    asks = {
        "text": _("Please write a few words about what happened."),
        "name": _("Please tell the group what to call you."),
        "group name": _("Please give the group a name."),
    }
    return asks.get(error.field) or _("{field} is still empty.").format(field=field_name(error.field))


def _too_long(error: errors.TextTooLong) -> str:
    return _(
        "{field} can have {limit:,} characters; this has {length:,}. Could you shorten it a little?"
    ).format(field=field_name(error.field), limit=error.limit, length=error.length)


def _too_many(error: errors.TooMany) -> str:
    return _("{field} can have {limit} names; this has {count}.").format(
        field=field_name(error.field), limit=error.limit, count=error.count
    )


def _slow_down(error: errors.SlowDown) -> str:
    return ngettext(
        "That was a lot of tries. Please wait {seconds} second and try again.",
        "That was a lot of tries. Please wait {seconds} seconds and try again.",
        error.seconds,
    ).format(seconds=error.seconds)


def _import_refused(error: errors.ImportRefused) -> str:
    rows = "\n".join(
        _("  line {line}: {reason}").format(line=problem.line, reason=problem.reason)
        for problem in error.problems
    )
    head = ngettext(
        "Nothing was taken in, because of {count} problem in the file:",
        "Nothing was taken in, because of {count} problems in the file:",
        error.count,
    ).format(count=error.count)
    return f"{head}\n{rows}"


def _damaged(error: errors.StoreDamaged) -> str:
    return _(
        "The file {file} is damaged from byte {byte} on ({reason}). What lies before it is safe."
    ).format(file=error.file, byte=error.byte, reason=error.reason)


# One line an error: what it says is made here and nowhere else.
_WORDS: dict[type[RippleError], Callable[[Any], str]] = {
    errors.TextMissing: _missing,
    errors.TextTooLong: _too_long,
    errors.TooMany: _too_many,
    errors.TimeUnclear: lambda e: _("{field} needs a time zone.").format(field=field_name(e.field)),
    errors.NotYet: lambda e: _("{field} lies in the future.").format(field=field_name(e.field)),
    errors.InspiredByItself: lambda e: _("The act “{act}” cannot have inspired itself.").format(act=e.act),
    errors.InspiredByLater: lambda e: _(
        "The act “{act}” cannot be inspired by “{parent}”, which came later."
    ).format(act=e.act, parent=e.parent),
    errors.UnknownAct: lambda e: _("That act is not here any more."),
    errors.UnknownGroup: lambda e: _("That group is not here."),
    errors.UnknownCode: lambda e: _("No group has that code. Could there be a typing slip?"),
    errors.LinkSpent: lambda e: _("That link was used already or has run out. Please ask for a new one."),
    errors.SlowDown: _slow_down,
    errors.NotAllowed: lambda e: _("Only whoever posted it, or a host, can do that."),
    errors.ImportRefused: _import_refused,
    errors.StoreDamaged: _damaged,
    errors.StoreReadOnly: lambda e: _(
        "Nothing can be saved at the moment ({reason}). What is here is safe; your words stay in the form."
    ).format(reason=e.reason),
    errors.StoreUnknown: lambda e: _("“{url}” is not a place for a store; try tinydb:data/ripple.").format(
        url=e.url
    ),
}
