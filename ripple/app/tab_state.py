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
    """How far a member was told what others made of their acts: of so many ``acts`` of the group, and which
    of these they have not seen yet (``unseen``, by id); and which offers they have ``put_away``."""

    acts: int
    unseen: list[str] = field(default_factory=list)
    put_away: set[str] = field(default_factory=set)


class Habit(NamedTuple):
    """What the last act was sent with, for the next to begin with."""

    voice: Voice | None = None
    unsigned: bool = False


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
    """What a host is bringing in: what was opened and when, and how many acts came in or ``went`` at last.

    ``key`` tells the file from the one before, ``nth`` its fields from those of the one before.
    """

    key: str = ""
    opened: Opened | None = None
    opened_at: datetime | None = None
    nth: int = 0
    came: int | None = None
    went: int | None = None
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
    """The acts that came to a page alone since it was drawn as a whole, newest first, and ``since`` when; it
    has ``seen`` this version, its picture is ``drawn`` with this one, up to ``carded`` the cards are there,
    and ``read`` says whether these were asked for."""

    seen: int
    drawn: int = 0
    carded: int = 0
    acts: tuple[Act, ...] = ()
    since: datetime | None = None
    read: bool = False

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
    """What one browser tab is in the middle of; the words being typed live in their widgets.

    ``language`` is the one that was chosen in it. So many forms were ``sent``, ``sent_form`` last.
    ``dialog`` is the one that is asked for, ``opened`` the one that was drawn, ``picked`` the act whose
    ripple is lit in the pond, ``person`` who is lit among the people, after so many ``choices`` from their
    list, ``group`` which of several was chosen.
    ``pictures`` are what the browser was sent of each pond. ``habits`` are by group, ``begun_unsigned`` says
    whether each form began with the name left out, and ``said_unsigned`` are those whose button said that
    nobody signs. ``days`` are those that forms say, and ``days_missed`` the forms that were sent without the
    day they speak of. ``tapped`` says in which forms all members are in sight, and ``came_back`` what was
    chosen, by field, in those that stand again after a reload.
    ``period`` and ``colours`` are how the pond is read (`ripple.app.pond.filters`). ``seen`` is the
    version that was drawn last, on the ``day`` that it was then, and ``fresh`` what came to that page since
    (None where nothing can come but with all of it); by ``page`` it is found there.
    ``links`` are the paths of the sign-in links that were made last, by member, ``given`` what `shown` gave
    to widgets, and ``lists`` the key of each list with what is chosen in it, of which there were so many
    (``listed``). ``done`` is what to confirm at the next look, ``taken_back`` what can still be undone, and
    of newcomers ``sent_away``, ``fallen`` the act that was shared last and falls into the pond, ``shown``
    how many acts the feed has, ``wanted`` how many somebody asked for, and ``last`` the one at its end,
    ``left`` the group that one chose to leave, ``asked`` what the words of each draft were asked about, and
    ``read`` what the act of a draft says by now, where another tab was quicker. ``brought`` is what a host
    is bringing in.
    ``damaged`` says what is wrong with those of the browser's groups that cannot be read, by their ids,
    ``away`` whether the page says that the store cannot be reached, ``opens`` when it says that a group that
    rests does no more, and ``owners`` are the members whose
    visit this is, by group.
    """

    language: str = ""
    drafts: dict[tuple[str, ...], Draft] = field(default_factory=dict)
    sent: int = 0
    sent_form: str = ""
    dialog: Asking | None = None
    links: dict[str, str] = field(default_factory=dict)
    given: dict[str, object] = field(default_factory=dict)
    lists: dict[str, tuple[str, object]] = field(default_factory=dict)
    listed: int = 0
    picked: str | None = None
    person: int | None = None
    group: str = ""
    choices: int = 0
    pictures: dict[str, Any] = field(default_factory=dict)
    period: str = "always"
    colours: str = ""
    weeks_back: int = 0
    weeks_clicked: int = 0
    done: str | None = None
    taken_back: Withdrawn | None = None
    sent_away: list[SentAway] = field(default_factory=list)
    fallen: str = ""
    left: str = ""
    damaged: dict[str, StoreDamaged] = field(default_factory=dict)
    asked: dict[str, set[str]] = field(default_factory=dict)
    read: dict[str, Act] = field(default_factory=dict)
    shown: int = CARDS
    wanted: int = CARDS
    last: str = ""
    mine_shown: int = CARDS
    brought: Brought = field(default_factory=Brought)
    seen: int = 0
    day: date | None = None
    fresh: Fresh | None = None
    page: str = field(default_factory=new_id)
    opened: Asking | None = None
    away: bool = False
    opens: datetime | None = None
    habits: dict[str, Habit] = field(default_factory=dict)
    begun_unsigned: dict[str, bool] = field(default_factory=dict)
    said_unsigned: set[str] = field(default_factory=set)
    days: dict[str, Day] = field(default_factory=dict)
    days_missed: set[str] = field(default_factory=set)
    tapped: dict[str, bool] = field(default_factory=dict)
    came_back: dict[str, dict[str, Any]] = field(default_factory=dict)
    invitations: dict[str, str | None] = field(default_factory=dict)
    owners: dict[str, str] = field(default_factory=dict)

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
