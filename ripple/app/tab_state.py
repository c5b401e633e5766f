"""What one browser tab is in the middle of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple, TypeVar

from ripple.actions.files.bringing import Opened
from ripple.actions.joining import new_id
from ripple.actions.posting import Withdrawn
from ripple.actions.undoing import SentAway
from ripple.domain.errors import StoreDamaged
from ripple.domain.model import Act, Voice

T = TypeVar("T")

CARDS = 10  # acts the feed shows at first, and adds at each "older"
FOLDED_AFTER = timedelta(minutes=1)  # acts that came alone are drawn with the page then, where they are read
UNREAD_AFTER = timedelta(minutes=10)  # and where one looks at the picture alone
ABOVE = 30  # that come above them, before the last ones go


def still_shown(acts: Sequence[Act], shown: int, last: str, wanted: int = CARDS) -> int:
    """How many of the feed's ``acts`` to show, of which there were ``shown`` down to the ``last``: it stays
    where it was, until `ABOVE` more are there than somebody ``wanted``. No card goes from under a finger."""
    at = next((at for at, act in enumerate(acts[: wanted + ABOVE], start=1) if act.id == last), 0)
    return max(shown, at)


@dataclass(frozen=True, slots=True)
class Draft:
    """A form that is being filled in. ``nonce`` becomes the id of what it makes, so that sending
    it twice makes one; ``form`` tells its widgets from those of the forms before and after.

    ``form`` is the same after the server was started anew: a browser that comes back
    brings along what was typed. ``about`` is by what `Visit.draft` finds it.
    """

    nonce: str
    form: str
    about: tuple[str, ...]


@dataclass(slots=True)
class Heard:
    """How far a member was told what others made of their acts."""

    acts: int  # how many of the group were looked through for that
    unseen: list[str] = field(default_factory=list)  # which of them they were not told of yet
    put_away: set[str] = field(default_factory=set)  # offers that they do not want to see again


@dataclass(frozen=True, slots=True)
class Day:
    """When something happened, as was ``said``: the day that it is ``on``.

    ``said_first`` and ``on_first`` are what its fields began with, the ``nth`` ones of their form.
    """

    said: str | None
    on: date | None
    said_first: str | None
    on_first: date | None
    nth: int = 0

    @property
    def is_missing(self) -> bool:
        """Whether somebody wants to say a day, and none is there."""
        return self.said is not None and self.on is None


@dataclass(slots=True)
class Brought:
    """What a host is bringing in from a file."""

    key: str = ""  # tells the file from the one before
    opened: Opened | None = None
    opened_at: datetime | None = None
    nth: int = 0  # tells the widgets about it from those about the one before
    came: int | None = None  # how many acts came in the last time
    went: int | None = None  # how many were taken back again
    _made: dict[str, tuple[object, Any]] = field(default_factory=dict)

    def once(self, what: str, of: object, make: Callable[[], T]) -> T:
        """What ``make`` returns, made anew where it is ``of`` something else than the last time."""
        made = self._made.get(what)
        if made is None or made[0] != of:
            made = self._made[what] = of, make()
        found: T = made[1]
        return found

    def forget(self) -> None:
        """Nothing is made of this file any more."""
        self.opened = None
        self._made.clear()


@dataclass(slots=True, eq=False, weakref_slot=True, kw_only=True)
class Fresh:
    """The acts that came to a page alone, since it was drawn as a whole."""

    seen: int  # the version of the group that the page was told of
    drawn: int = 0  # the version that its picture shows
    carded: int = 0  # the version up to which it has the cards
    acts: tuple[Act, ...] = ()  # newest first
    since: datetime | None = None  # when the first of them came
    read: bool = False  # whether somebody wants to see their cards

    def takes_alone(self) -> bool:
        """Take what came since, where it is acts that the picture alone can tell; whether it was."""
        return False

    def is_read(self, now: datetime) -> bool:
        """Somebody looks at the cards: whether it is time to draw the whole page with them."""
        self.read = True
        return self.is_old(now)

    def is_old(self, now: datetime) -> bool:
        """Whether it is time to draw the whole page with them."""
        return self.since is not None and now - self.since > (FOLDED_AFTER if self.read else UNREAD_AFTER)


ONE_BY_ONE = "one by one"  # the dialog in which a host answers all that waits


class Asking(NamedTuple):
    """A dialog that covers the page: which of those that `main` knows, the id of what it is about, and which
    one it came from and goes ``back`` to."""

    dialog: str
    about: str = ""
    back: str = ""


@dataclass(slots=True)
class Visit:
    """What one browser tab is in the middle of; the words being typed live in their widgets."""

    page: str = field(default_factory=new_id)  # this tab's name, by which its news are asked for
    owners: dict[str, str] = field(default_factory=dict)  # group -> the member whose tab this is
    language: str = ""  # that was chosen in this tab; empty for none
    group: str = ""  # the one of several that was looked at last
    left: str = ""  # the group that somebody chose to leave
    damaged: dict[str, StoreDamaged] = field(default_factory=dict)  # group -> why it cannot be read
    invitations: dict[str, str | None] = field(default_factory=dict)  # code -> group, or None
    links: dict[str, str] = field(default_factory=dict)  # member -> path of the newest sign-in link

    # Dialogs, and what was just done
    dialog: Asking | None = None  # that is asked for
    opened: Asking | None = None  # that was drawn
    done: str | None = None  # what to confirm at the next run (`ripple.app.main.DONE`)
    taken_back: Withdrawn | None = None  # the act that can still be brought back
    sent_away: list[SentAway] = field(default_factory=list)  # newcomers who can still be brought back
    brought: Brought = field(default_factory=Brought)  # what a host is bringing in from a file

    # What the page shows, and whether that is still so
    seen: int = 0  # the group's version that was drawn last
    day: date | None = None  # on which it was drawn: at midnight "today" becomes "yesterday"
    away: bool = False  # whether the page says that the store cannot be reached
    opens: datetime | None = None  # when the page says that a resting group opens again
    fresh: Fresh | None = None  # acts that came to the page alone; None where any news draw all of it

    # Forms
    drafts: dict[tuple[str, ...], Draft] = field(default_factory=dict)  # by what they are about
    sent: int = 0  # how many forms were sent
    sent_form: str = ""  # the one that was sent last
    asked: dict[str, set[str]] = field(default_factory=dict)  # nonce -> what its words were asked about
    read: dict[str, Act] = field(default_factory=dict)  # nonce -> its act, once another tab changed it
    went_unsigned: dict[str, bool] = field(default_factory=dict)  # group -> whether its last act did
    voices: dict[str, Voice | None] = field(default_factory=dict)  # group -> how its last fresh act was known
    begun_unsigned: dict[str, bool] = field(default_factory=dict)  # form -> whether it began without a name
    said_unsigned: set[str] = field(default_factory=set)  # forms whose button said that nobody signs
    days: dict[str, Day] = field(default_factory=dict)  # form -> when it says that it happened
    days_missed: set[str] = field(default_factory=set)  # forms that were sent without the day they speak of
    tapped: dict[str, bool] = field(default_factory=dict)  # form -> whether all members can be tapped
    came_back: dict[str, dict[str, Any]] = field(default_factory=dict)  # form -> field -> choice

    # Widgets (`ripple.app.widget_state`)
    given: dict[str, object] = field(default_factory=dict)  # key -> the value that the widget was given
    lists: dict[str, tuple[str, object]] = field(default_factory=dict)  # list -> its key, its choice
    listed: int = 0  # how many keys lists have had

    # The pond and the people
    pictures: dict[str, Any] = field(default_factory=dict)  # pond -> the picture that the browser was sent
    picked: str | None = None  # the act whose ripple is lit
    fallen: str = ""  # the act that was shared last and falls into the pond
    period: str = "always"  # which acts stand out (`ripple.app.pond.filters`)
    colours: str = ""  # what the colours tell
    unfolds: bool = False  # whether in a hand the ways to find and filter are in sight
    weeks_back: int = 0  # pages of the weekly strip, from the newest
    weeks_clicked: int = 0  # clicks on it that were taken
    person: int | None = None  # who is lit
    choices: int = 0  # how often somebody was chosen from their list

    # The feed
    shown: int = CARDS  # how many acts it has
    wanted: int = CARDS  # how many of them somebody asked for
    last: str = ""  # the act at its end
    mine_shown: int = CARDS  # how many acts the page *You* has

    @property
    def is_one_by_one(self) -> bool:
        """Whether what waits for a host is answered in the dialog for it, and so stands nowhere else."""
        return self.dialog is not None and ONE_BY_ONE in (self.dialog.dialog, self.dialog.back)

    def draft(self, *about: str) -> Draft:
        """The form that is ``about`` this: the group it is in, or what it is for, and all that tells one use
        of it from another. No two have a nonce in common, so that nothing ties what they make together."""
        return self.drafts.setdefault(about, Draft(new_id(), f"{' '.join(about)} {self.sent}", about))

    def fold(self, came: int) -> None:
        """The feed is drawn with what ``came`` for who is at its top: it may end as far down as it began."""
        self.shown, self.last = self.wanted + min(came, CARDS), ""

    def forget(self, draft: Draft, done: str) -> None:
        """What the draft held was ``done``: the next form begins empty."""
        if self.drafts.pop(draft.about, None):
            self.sent_form = draft.form
        self.asked.pop(draft.nonce, None)
        self.sent += 1
        self.done = done
