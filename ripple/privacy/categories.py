"""Who the kept data is about, why it is kept, until when, and who sees it: in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from ripple.language import N_, Texts
from ripple.language import gettext as _


class Whose(StrEnum):
    """Whom it is about: the categories of data subjects."""

    MEMBER = "member"
    TELLER = "teller"
    NAMED = "named"
    HOST = "host"
    GROUP = "group"
    VISITOR = "visitor"


class Why(StrEnum):
    """What it is kept for."""

    SHARE = "share"
    WHOLE = "whole"
    KNOWN = "known"
    SIGN_IN = "sign in"
    INVITE = "invite"
    THANK = "thank"
    LOOK_AFTER = "look after"
    DO_THINGS = "do things"
    ORDER = "order"
    NOTHING_LOST = "nothing lost"
    COMFORT = "comfort"
    SAFE = "safe"
    TAKE_ALONG = "take along"


class Until(StrEnum):
    """How long it is kept, or what erases it."""

    WORDS_GO = "words go"
    NAME_GOES = "name goes"
    NAMED_NO_MORE = "named no more"
    DECIDED = "decided"
    UNLINKED = "unlinked"
    RENAMED = "renamed"
    GROUP_GOES = "group goes"
    NUMBER_STAYS = "number stays"
    APP_GOES = "app goes"
    YEAR = "year"
    LAST_VISIT = "last visit"
    HOUR = "hour"
    TAB_CLOSES = "tab closes"
    BROWSER_CLOSES = "browser closes"
    BROWSER_CLEARED = "browser cleared"
    HOURS = "hours"
    DAY = "day"
    KEEPER = "keeper"
    TAKER = "taker"


class SeenBy(StrEnum):
    """Who reads it in the app. Whoever runs the machine can read all that is kept on it."""

    EVERYBODY = "everybody"
    WHERE_SIGNED = "where signed"
    POSTER = "poster"
    POSTER_AND_HOSTS = "poster and hosts"
    HOSTS = "hosts"
    HOSTS_WHERE_NAMED = "hosts where named"
    INVITED = "invited"
    NOBODY = "nobody"
    THIS_BROWSER = "this browser"
    KEEPER = "keeper"
    TAKER = "taker"


WHOSE: Texts[Whose] = Texts(
    {
        Whose.MEMBER: N_("Whoever is or was in the group"),
        Whose.TELLER: N_("Whoever shared the act, and whoever it tells of"),
        Whose.NAMED: N_("Whoever an act names, in the group or not"),
        Whose.HOST: N_("The hosts"),
        Whose.GROUP: N_("The group: it is about no single person"),
        Whose.VISITOR: N_("Whoever opens the page"),
    }
)

WHY: Texts[Why] = Texts(
    {
        Why.SHARE: N_("So that the group can read it"),
        Why.WHOLE: N_("So that the ripples stay whole"),
        Why.KNOWN: N_("So that everybody knows who is here"),
        Why.SIGN_IN: N_("So that nobody comes in as somebody else"),
        Why.INVITE: N_("So that others can come in"),
        Why.THANK: N_("So that whoever shared it reads the thanks"),
        Why.LOOK_AFTER: N_("So that the group can be looked after"),
        Why.DO_THINGS: N_("So that the app does what the hosts chose"),
        Why.ORDER: N_("So that nothing is taken twice or in the wrong order"),
        Why.NOTHING_LOST: N_("So that no words are lost on the way"),
        Why.COMFORT: N_("So that the page looks as you like it"),
        Why.SAFE: N_("So that the app goes on and nobody can flood it"),
        Why.TAKE_ALONG: N_("As a keepsake"),
    }
)

UNTIL: Texts[Until] = Texts(
    {
        Until.WORDS_GO: N_(
            "Until it is changed or taken back, until the group’s time for words is over, or "
            "until whoever shared it leaves with their words; what hosts were asked to look at, "
            "until one has decided"
        ),
        Until.NAME_GOES: N_(
            "Until they take another name, leave with their words, or a host erases it after they left"
        ),
        Until.NAMED_NO_MORE: N_(
            "As long as the words; a member’s name goes also when they leave with their words"
        ),
        Until.DECIDED: N_("Until a host has decided"),
        Until.UNLINKED: N_(
            "Until they undo it or leave the group; of somebody whom a host removed, until a host erases it"
        ),
        Until.RENAMED: N_("Until the group gets another name or is deleted"),
        Until.GROUP_GOES: N_("Until the group is deleted"),
        Until.NUMBER_STAYS: N_(
            "Until the group is deleted; under a number without a name once the name is erased"
        ),
        Until.APP_GOES: N_("As long as the app runs here; once a group is deleted it leads nowhere"),
        Until.YEAR: N_("For a year after you chose"),
        Until.LAST_VISIT: N_("For 400 days after your last visit, or until you sign out"),
        Until.HOUR: N_("For an hour at most"),
        Until.TAB_CLOSES: N_("Until they are shared, the tab is closed or you are signed out"),
        Until.BROWSER_CLOSES: N_("Until you close your browser"),
        Until.BROWSER_CLEARED: N_("Until you clear your browser or sign out"),
        Until.HOURS: N_("For four hours after the page was closed, at most"),
        Until.DAY: N_("For a day at most"),
        Until.KEEPER: N_("As long as whoever runs the computer keeps it"),
        Until.TAKER: N_("As long as they keep it"),
    }
)

SEEN_BY: Texts[SeenBy] = Texts(
    {
        SeenBy.EVERYBODY: N_("Everybody in the group"),
        SeenBy.WHERE_SIGNED: N_("Everybody in the group; of an unsigned act only whoever shared it"),
        SeenBy.POSTER: N_("Whoever thanked, and whoever shared the act"),
        SeenBy.POSTER_AND_HOSTS: N_("Whoever shared the act, and the hosts"),
        SeenBy.HOSTS: N_("The hosts"),
        SeenBy.HOSTS_WHERE_NAMED: N_("The hosts; who asked, only if they wish it"),
        SeenBy.INVITED: N_("Everybody in the group, and whoever has its invitation"),
        SeenBy.NOBODY: N_("Nobody on these pages"),
        SeenBy.THIS_BROWSER: N_("Whoever uses this browser"),
        SeenBy.KEEPER: N_("Whoever runs the computer"),
        SeenBy.TAKER: N_("Whoever has the file"),
    }
)


@dataclass(frozen=True, slots=True)
class Kept:
    """A row: the ``fields`` that it is about, and ``what`` they are, to be told by `row_in_words`.

    A field of the log is called by its class, as in ``Act.text``; ``*.at`` is what every entry has as ``at``.
    What is outside of the logs is called by where it lies, as in ``cookie: ripple_…``.
    """

    fields: tuple[str, ...]
    what: str
    whose: Whose
    why: Why
    until: Until
    seen_by: SeenBy


class Told(NamedTuple):
    """A row in the language that is spoken."""

    what: str
    whose: str
    why: str
    until: str
    seen_by: str


def row_in_words(row: Kept) -> Told:
    """The row in words for people."""
    return Told(_(row.what), WHOSE[row.whose], WHY[row.why], UNTIL[row.until], SEEN_BY[row.seen_by])
