"""Acts, groups and members: frozen, and checked at birth."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from datetime import date, datetime, timedelta
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import force_setattr
from msgspec.structs import replace as replace  # makes the same with other fields, also of events

from ripple.domain.checked import become, utc
from ripple.domain.errors import InspiredByItself, NotYet, OutOfRange, TextTooLong, TooMany
from ripple.domain.texts import clean_language, clean_name, clean_text
from ripple.domain.times import let_go_until

ACT_LIMIT = 2_000  # characters of an act's words
PEOPLE_LIMIT = 20  # people who give one act, and as many to whom
ID_LIMIT = 100  # characters of an id, imported ones included
REPORT_LIMIT = 500  # characters of why somebody reports an act
KEEP_DAYS_LEAST, KEEP_DAYS_MOST = 7, 3_650  # days that words can be kept, unless for always
NEVER = date.min  # as the day until which a group rests that does not
HOURS = 24
ZONE_LIMIT = 64  # characters of a time zone's name


class Kind(StrEnum):
    """The eight everyday ways to feel connected."""

    INSPIRE = "inspire"
    EXPRESS = "express"
    MASSAGE = "massage"
    SUPPORT = "support"
    HUG = "hug"
    PET = "pet"
    MUSIC = "music"
    SMILE = "smile"


FIRST_KINDS = tuple(Kind)[:8]  # those there were while a group's settings were stored all at once


class Voice(StrEnum):
    """From where an act is told; all three are equal."""

    RECEIVED = "received"
    SAW = "saw"
    DID = "did"


class Warmth(StrEnum):
    """A few ways to thank; none is more than another."""

    THANKS = "thanks"
    MOVED = "moved"
    SMILED = "smiled"
    BECAUSE = "because"  # "I did something kind because of it"


class How(StrEnum):
    """How one act led to the next, as the person who posted it says."""

    PASSED_ON = "passed on"
    READING = "reading"
    CARD = "card"


class Person(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """Somebody an act names: by name alone, or as a member of the group (``member`` is the id).

    In the log a member is an id only: the name stands in one place, so that it can be erased there. A name
    that does not count (a pet, "everybody on the stairs") is shown, and is nobody in *People*.
    """

    name: str
    member: str | None = None
    counts: bool = True

    def __post_init__(self) -> None:
        given, member = self.name, self.member
        if member and not self.counts:
            become(self, counts=True)
        if (given or not member) and (name := clean_name(given)) is not given:
            become(self, name=name)

    def called(self, name: str) -> Person | None:
        """The same member under ``name``, which is checked; None under none."""
        if name == self.name or not name:
            return self if name else None
        same = copy(self)
        force_setattr(same, "name", name)
        return same


class Act(Struct, frozen=True, kw_only=True, gc=False, forbid_unknown_fields=True):
    """One kindness somebody posted.

    ``author`` is the id of the member who posted it, None when it is unsigned. Of an unsigned act,
    ``claim`` is what only the browser that posted it can show again; it leads to nobody. ``told_by`` is who
    told an act that came in a file, as the file says: a mere name, empty where it says none. Nobody signs it.
    ``inspired_by`` is the id of the one earlier act of the same group that led to it. ``language`` is what it
    was written in, as a BCP 47 tag; empty where that is not known.
    An ``erased`` act keeps its place in its ripple and nothing else: an unnamed drop.

    Raises a `RippleError` for anything that cannot be: no words, words or names too long,
    a time without a zone, a day in the future, an act that names itself.
    """

    id: str
    text: str
    posted_at: datetime
    author: str | None = None
    voice: Voice | None = None
    givers: tuple[Person, ...] = ()
    receivers: tuple[Person, ...] = ()
    kind: Kind | None = None
    face_to_face: bool | None = None
    happened_on: date | None = None
    inspired_by: str | None = None
    how: How | None = None
    claim: str = ""
    told_by: str | None = None
    language: str = ""
    edited_at: datetime | None = None
    erased: bool = False

    def __post_init__(self) -> None:
        if (id := clean_text(self.id, "id", ID_LIMIT)) is not self.id:  # seldom, as all that follows
            become(self, id=id)
        if (posted_at := utc(self.posted_at, "posted_at")) is not self.posted_at:
            become(self, posted_at=posted_at)
        if not self.erased and (text := clean_text(self.text, "text", ACT_LIMIT)) is not self.text:
            become(self, text=text)
        if self.language and (language := clean_language(self.language)) != self.language:
            become(self, language=language)
        if self.edited_at:
            become(self, edited_at=utc(self.edited_at, "edited_at"))
        if self.told_by:
            become(self, told_by=clean_name(self.told_by))
        self._check_facts()

    def _check_facts(self) -> None:
        if len(self.givers) > PEOPLE_LIMIT:
            raise TooMany("givers", PEOPLE_LIMIT, len(self.givers))
        if len(self.receivers) > PEOPLE_LIMIT:
            raise TooMany("receivers", PEOPLE_LIMIT, len(self.receivers))
        # A day of grace: somewhere on earth it is tomorrow already.
        if self.happened_on and self.happened_on > (self.posted_at + timedelta(days=1)).date():
            raise NotYet("happened_on")
        if self.inspired_by == self.id:
            raise InspiredByItself(self.id)

    @property
    def signed(self) -> bool:
        """Whether a member stands under it by name."""
        return self.author is not None

    @property
    def unsigned(self) -> bool:
        """Whether somebody posted it here and left their name out."""
        return self.author is None and self.told_by is None and not self.erased

    @property
    def people(self) -> tuple[Person, ...]:
        """Everybody it names: who was kind, and to whom."""
        return (*self.givers, *self.receivers)

    def naming(self, named: Callable[[Person], Person | None]) -> Act:
        """This act with each person as ``named`` gives them; for None it names them no more."""
        givers, receivers = _named(self.givers, named), _named(self.receivers, named)
        if givers is self.givers and receivers is self.receivers:
            return self
        same = copy(self)  # not born again: each person was checked, and all else before
        force_setattr(same, "givers", givers)
        force_setattr(same, "receivers", receivers)
        return same

    def renaming(self, member: str, name: str) -> Act:
        """This act with ``member`` under another ``name``; the very same where it does not name them."""
        return self.naming(lambda person: person.called(name) if person.member == member else person)

    def without(self, member: str) -> Act:
        """This act without a trace of ``member``; the very same where there is none."""
        act = self.naming(lambda person: None if person.member == member else person)
        return replace(act, author=None) if act.author == member else act

    @property
    def way_on(self) -> How | None:
        """How another act led to it, as others are told; of an unsigned one only that it is from a card.

        Who passes on what they alone received, or says that they only read it, is known by that.
        """
        return None if self.unsigned and self.how is not How.CARD else self.how

    def for_others(self) -> Act:
        """This act without what is its poster's alone: the claim and, of an unsigned one, how they know it
        and how it came to them.

        A giver who reads that the teller received it knows who that is.
        """
        return replace(self, claim="", voice=None if self.unsigned else self.voice, how=self.way_on)

    def as_drop(self) -> Act:
        """This act without words and names: the unnamed drop that keeps the ripple whole."""
        return Act(
            id=self.id,
            text="",
            posted_at=self.posted_at,
            inspired_by=self.inspired_by,
            how=self.way_on,
            erased=True,
        )


def _named(people: tuple[Person, ...], named: Callable[[Person], Person | None]) -> tuple[Person, ...]:
    """The ``people`` as ``named`` gives them; the very same where it changes none."""
    now, same = list[Person](), True
    for one in people:
        other = named(one)
        same = same and other is one
        if other:
            now.append(other)
    return people if same else tuple(now)


class Group(Struct, frozen=True, gc=False):
    """People who share a page; ``code`` and ``secret`` are what invites to it."""

    name: str
    code: str
    started_at: datetime
    secret: str = ""

    def __post_init__(self) -> None:
        name = clean_name(self.name, "group name") if self.name else ""  # a later entry has it then
        become(self, name=name, started_at=utc(self.started_at, "started_at"))


class Settings(Struct, frozen=True, kw_only=True, gc=False, forbid_unknown_fields=True):
    """What the hosts of a group chose.

    Words are kept for ``keep_days``, or for always where that is None. A day ``keep_until`` holds instead,
    where there is one: at its end all words go, and at its end each year those that came since.
    Nothing is added before the day ``rests_until``, nor from the hour ``quiet_from`` to ``quiet_to`` of each
    day; there are no such hours where the two are the same. Both go by the clock of ``zone`` (its IANA name;
    UTC where it is empty).
    Files that are taken along are in ``language``, a BCP 47 tag; where it is empty, in that of whoever takes
    them.
    """

    approve_newcomers: bool = False
    approve_acts: bool = False
    unsigned: bool = True  # whether an act may go without a name
    kinds: tuple[Kind, ...] = tuple(Kind)  # those that the form offers
    people_page: bool = True
    ask_kindly: bool = False  # ask once more where a word might hurt
    ask_private: bool = False  # and where something private stands in the words; new groups begin with it
    keep_days: int | None = None
    keep_until: date | None = None
    language: str = ""
    rests_until: date = NEVER
    quiet_from: int = 0
    quiet_to: int = 0
    zone: str = ""

    def __post_init__(self) -> None:
        become(self, language=clean_language(self.language))
        if not (0 <= self.quiet_from < HOURS and 0 <= self.quiet_to < HOURS):
            raise OutOfRange("time", 0, HOURS - 1)
        if len(self.zone) > ZONE_LIMIT:
            raise TextTooLong("time", ZONE_LIMIT, len(self.zone))
        if self.keep_days is not None and not KEEP_DAYS_LEAST <= self.keep_days <= KEEP_DAYS_MOST:
            raise OutOfRange("keep_days", KEEP_DAYS_LEAST, KEEP_DAYS_MOST)

    def kept_since(self, now: datetime) -> datetime | None:
        """Words from before are not kept at ``now``; None where all are kept."""
        if self.keep_until:
            return let_go_until(self.keep_until, now)
        return None if self.keep_days is None else now - timedelta(days=self.keep_days)


class Member(Struct, frozen=True, gc=False):
    """Somebody in the group; ``name`` is empty once it was erased."""

    id: str
    name: str
    joined_at: datetime
    host: bool = False
