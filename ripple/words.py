"""Every error as one kind sentence: where facts become words.

Texts for people go through gettext, so that languages can come; without a translation
they stay English.
"""

import math
from collections.abc import Callable
from pathlib import PurePath
from typing import Any

from ripple.domain import database_errors, errors, import_errors
from ripple.domain.errors import RippleError
from ripple.domain.resting import GroupRests
from ripple.domain.signs import isolated
from ripple.formats import Number
from ripple.language import N_, Texts, ngettext
from ripple.language import gettext as _


def in_words(error: RippleError) -> str:
    """One kind sentence for the person who can put ``error`` right."""
    if type(error) in _COUNTED:
        return _COUNTED[type(error)](error)
    facts = vars(error)
    numbers = {name: Number(facts[name]) for name in _NUMBERS if name in facts}
    said = {"field": field_name(facts.get("field", "")), "file": PurePath(facts.get("file", "")).name}
    return _PLAIN[type(error)].format(**facts | numbers | said)


def field_name(field: str) -> str:
    """What people call a field of the model."""
    return _FIELDS.get(field, field)


_NUMBERS = ("limit", "length", "count", "least", "most", "days")
_FIELDS = Texts(
    {
        "text": N_("The act"),
        "name": N_("The name"),
        "group name": N_("The group’s name"),
        "givers": N_("The list of people who were kind"),
        "receivers": N_("The list of people it was for"),
        "posted_at": N_("The time of posting"),
        "time": N_("The time"),
        "happened_on": N_("The day it happened"),
        "why": N_("The reason"),
        "keep_days": N_("The number of days"),
        "id": N_("The id"),
    }
)

# Sentences that only fill in the error's facts.
_PLAIN: Texts[type[RippleError]] = Texts(
    {
        errors.TextTooLong: N_(
            "{field} can have {limit:,} characters; this has {length:,}. Could you shorten it a little?"
        ),
        errors.TooMany: N_("{field} can have {limit} names; this has {count}."),
        errors.OutOfRange: N_("{field} must be between {least} and {most}."),
        errors.TimeUnclear: N_("{field} needs a time zone."),
        errors.LanguageUnclear: N_(
            "“{tag}” is not the short name of a language. Please write it like de, pt-BR or zh-Hans."
        ),
        errors.NotYet: N_("{field} lies in the future."),
        errors.TooLongAgo: N_("{field} is in the year {year}. Could a digit be missing?"),
        errors.InspiredByItself: N_("The act “{act}” cannot have inspired itself."),
        errors.InspiredByLater: N_("The act “{act}” cannot be inspired by “{parent}”, which came later."),
        errors.UnknownAct: N_("That act is not here any more."),
        errors.GoneForGood: N_(
            "These words cannot come back: whoever wrote them may not want them here any more, "
            "or they are older than this group keeps words."
        ),
        errors.Overtaken: N_("That changed while you were looking. Please look once more."),
        errors.AnsweredAlready: N_(
            "You reported this act before, and a host has looked at it and let it stand. If it still "
            "troubles you, please talk to them."
        ),
        import_errors.NoUndo: N_(
            "What was brought in can be taken back for {days} days, and not any more after that."
        ),
        errors.UnknownMember: N_("That person is not in the group any more."),
        errors.NoOtherHost: N_("A group always has a host. Please make somebody else a host first."),
        GroupRests: N_("This group is resting now. Nothing was added, and what you wrote is not lost."),
        errors.UnknownPreset: N_("Please choose what kind of group it is."),
        errors.UnknownGroup: N_("That group is not here."),
        errors.UnknownCode: N_("No group has that code. Could there be a typing slip?"),
        errors.NameMisleads: N_(
            "“{name}” could be taken for a host, or for words of the app. Could you take another name?"
        ),
        errors.DoorFull: N_(
            "There are {most} people waiting to come in already. Please come back later, or ask "
            "whoever invited you to tell a host."
        ),
        errors.AlreadyHere: N_(
            "You are in that group already, as {name}. To come in as somebody else on this computer, "
            "first sign out on the page “You”."
        ),
        errors.LinkSpent: N_("That link was used already or is too old. Please ask for a new one."),
        errors.SignInAgain: N_(
            "That sign-in was used already, or is from before you signed out everywhere. "
            "Please sign in once more."
        ),
        errors.NotAllowed: N_("Only a host of this group, or whoever shared it, can do that."),
        errors.NotOffered: N_("The hosts of this group have switched that off."),
        errors.StoreDamaged: N_(
            "The file {file} is damaged from byte {byte} on ({reason}). What lies before it is safe."
        ),
        errors.StoreUnreadable: N_("The file {file} cannot be read just now ({reason}). It was not changed."),
        database_errors.StoreUnreachable: N_(
            "The database cannot be reached just now ({reason}). What was shared before is safe."
        ),
        database_errors.NoDatabaseThere: N_(
            "The database cannot be opened ({reason}). Is it running, and are its address, the user and the "
            "password right? Nothing was done."
        ),
        database_errors.EntryDamaged: N_(
            "What the database keeps of the group {file} is damaged from entry {byte} on ({reason}). What "
            "lies before it is safe."
        ),
        errors.StoreReadOnly: N_(
            "Nothing can be saved at the moment ({reason}). What is here is safe; your words stay in the "
            "form."
        ),
        errors.NewerVersion: N_(
            "This group was changed by a newer version of the app. It can be read here, but "
            "nothing can be added until this app is updated."
        ),
        errors.KeeperStarts: N_("Only whoever runs this page starts groups here. Please ask them for one."),
        errors.NoRoom: N_("There is no room for more groups here; please ask whoever runs this page."),
        errors.StoreUnknown: N_("“{url}” is not a place for a store; try tinydb:data/ripple."),
        database_errors.SystemUnfit: N_(
            "On this system the groups cannot be kept in files ({reason}). Keep them in PostgreSQL "
            "(--store postgresql://…), or run the app on Linux, on macOS or under WSL."
        ),
        database_errors.DriverMissing: N_(
            "A store in PostgreSQL needs a little more, which is not installed: "
            "pip install 'psycopg[binary]' psycopg-pool"
        ),
        database_errors.NewerStore: N_(
            "A newer version of the app has changed this database. Nothing was done; please bring this app "
            "up to date."
        ),
        database_errors.EncodingUnfit: N_(
            "This database keeps texts in {encoding}, which does not have all letters. Please make one in "
            "UTF8: createdb --encoding=UTF8 --template=template0 NAME"
        ),
        database_errors.RightsMissing: N_(
            "The user of this database is not allowed to do what the app needs ({reason}). Nothing was done."
        ),
        errors.NoStoreThere: N_("There are no groups in {folder}."),
        database_errors.WouldOverwrite: N_(
            "The other store holds something else already, which would be lost. Please choose one that is "
            "empty."
        ),
        errors.StoresTouch: N_(
            "A copy of {source} cannot be made in {target}: they are the same folder, or one is in the other."
        ),
    }
)


def _missing(error: errors.TextMissing) -> str:
    asks = {
        "text": _("Please write a few words about what happened."),
        "name": _("Please write a name, so that the group knows what to call you."),
        "group name": _("Please give the group a name."),
    }
    return asks.get(error.field) or _("{field} is still empty.").format(field=field_name(error.field))


def _slow_down(error: errors.SlowDown) -> str:
    """How long to wait, in the largest unit that is not too coarse."""
    minutes = math.ceil(error.seconds / 60)
    if minutes > 90:
        wait = _("That was a lot for one day. Please come back to it in about {hours} hours.")
        return wait.format(hours=Number(round(minutes / 60)))
    if minutes > 1:
        wait = _("That was a lot in a short time. Please wait {minutes} minutes and try again.")
        return wait.format(minutes=Number(minutes))
    return ngettext(
        "That was a lot in a short time. Please wait {seconds} second and try again.",
        "That was a lot in a short time. Please wait {seconds} seconds and try again.",
        error.seconds,
    ).format(seconds=Number(error.seconds))


def _import_refused(error: errors.ImportRefused) -> str:
    head = ngettext(
        "Nothing was taken in, because of {count} problem in the file:",
        "Nothing was taken in, because of {count} problems in the file:",
        error.count,
    ).format(count=Number(error.count))
    row = _("  line {line}: {reason}")
    return "\n".join([head, *(row.format(line=p.line, reason=p.reason) for p in error.problems)])


def _name_taken(error: errors.NameTaken) -> str:
    if error.name == error.other:
        said = _("Somebody here is called “{name}” already. Could you add a letter or take a nickname?")
    else:
        said = _(
            "Somebody here is called “{other}”, and “{name}” could be taken for that. Could you add a letter "
            "or take a nickname?"
        )
    return said.format(name=isolated(error.name), other=isolated(error.other))


# Sentences that depend on a number or on which field it is.
_COUNTED: dict[type[RippleError], Callable[[Any], str]] = {
    errors.TextMissing: _missing,
    errors.NameTaken: _name_taken,
    errors.SlowDown: _slow_down,
    errors.ImportRefused: _import_refused,
}
