"""News that are nothing but acts: a page that stands is told them as data, and no script of it runs.

The browser puts them into the picture and among the newest acts; the cards are drawn where somebody would see
them (`ripple.app.acts.fresh`). Whatever else the page says of them (numbers, weeks) is so again once it is
drawn as a whole: a minute or two later, where somebody reads the cards. So it is with an act that was shared
here, but for the parts of the page that tell of it at once.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import NamedTuple
from weakref import WeakValueDictionary

from ripple.app.pond.as_sent import since_sent
from ripple.app.pond.filters import ALWAYS, YOUNG
from ripple.app.pond.picture import POND, told_of
from ripple.app.pond.story import newest_told, shown_act
from ripple.app.session import Here, now, visit
from ripple.app.tab_state import ABOVE, Fresh, Visit
from ripple.app.ui.chart_view import of_chart
from ripple.app.ui.keeping_up import is_otherwise
from ripple.domain.events.acts import ActPosted
from ripple.domain.events.log import Stored
from ripple.domain.model import Act
from ripple.domain.moderation import FOR_FEW, concerns, posted
from ripple.language import speaking, spoken
from ripple.live import LiveGroup


@dataclass(slots=True, eq=False, weakref_slot=True, kw_only=True)
class Standing(Fresh):
    """A page as it stands in a browser: who looks at which group, what they do there, in which language."""

    group: Here
    visit: Visit
    language: str

    def takes_alone(self) -> bool:
        """Take what came since, where it is acts that the picture alone can tell; whether it was."""
        came = _came_alone(self)
        if came:
            self.take(came)
        return came is not None

    def take(self, came: Came) -> None:
        """They are told of it now."""
        known = {act.id for act in self.acts}
        new = tuple(act for act in came.acts if act.id not in known)
        self.seen, self.acts, self.since = came.version, (*new, *self.acts), self.since or now()


class Came(NamedTuple):
    """What came until a ``version``: ``acts`` for everybody, newest first, and entries ``for_few``."""

    version: int
    acts: tuple[Act, ...]
    for_few: tuple[Stored, ...]


_standing: WeakValueDictionary[str, Standing] = WeakValueDictionary()  # by `Visit.page`


def hear_small_news(group: Here) -> None:
    """The page is drawn as a whole: from now on acts can come to it alone."""
    here, seen = visit(), visit().seen
    shown = Standing(seen=seen, drawn=seen, carded=seen, group=group, visit=here, language=spoken())
    here.fresh = _standing[here.page] = shown


def small_news(live: LiveGroup, token: str, page: str, seen: int) -> bytes | None:
    """What a ``page`` that saw this version is told, as JSON; None where it is to be drawn anew.

    ``token`` is what the browser that asks shows of itself, and who it signs in to the group was looked up.
    Whatever is told is for everybody in the group, and made once for all who were sent the same picture.
    """
    here = _standing.get(page)
    if here is None or here.visit.fresh is not here or (here.group.live, here.group.token) != (live, token):
        return None
    if not live.recent.knows_since(seen):  # it would be much to read
        return None
    with speaking(here.language):
        came = live.once(f"acts since {seen}", lambda: acts_alone(live, seen))
        since = since_sent(live, here.visit)
        if came is None or not _fit(here, came) or not since.suffices:
            return None
        picked = shown_act(live, here.visit.picked)

        def told() -> bytes:
            pond = of_chart(POND, told_of(since, live.pond.index[picked] if picked else None))
            return json.dumps({"seen": came.version, "pond": pond, "newest": newest_told(live)}).encode()

        said = live.once(f"told of {seen} since {id(since)} beside {picked}", told)
    here.take(came)
    return said


def acts_alone(live: LiveGroup, seen: int) -> Came | None:
    """What came since the version that was ``seen``; None where it is more than acts, or these are not to
    be seen."""
    version, history = live.version, live.history
    came = [entry for at, entry in live.log.since(live.id, seen) if at <= version]
    acts = [history.acts.get(entry.act.id) for entry in came if isinstance(entry, ActPosted)]
    few = tuple(entry for entry in came if isinstance(entry, FOR_FEW))
    shown = tuple(act for act in reversed(acts) if act and not act.erased)
    return Came(version, shown, few) if shown and len(shown) + len(few) == len(came) else None


def fits_alone(act: str) -> Came | None:
    """What came to this page with the ``act`` that was just shared here, under a name, if it can be told
    without drawing all of it; else None."""
    here = visit().fresh
    if not isinstance(here, Standing) or here.visit.picked or is_otherwise(here.group):
        return None
    shared = here.group.live.history.acts.get(act)
    return _came_alone(here, act) if shared and shared.signed else None


def takes_alone(act: str) -> bool:
    """Let the parts of this page that tell of the ``act`` do so alone; whether they can."""
    here, came = visit().fresh, fits_alone(act)
    if came and isinstance(here, Standing):
        here.take(came)
    return came is not None


def _came_alone(here: Standing, shared: str = "") -> Came | None:
    """What came since the page has seen any, if it can be told without drawing more than the picture."""
    live, seen = here.group.live, here.seen
    came = acts_alone(live, seen) if live.recent.knows_since(seen) else None
    return came if came and _fit(here, came, shared) else None


def _fit(here: Standing, came: Came, shared: str = "") -> bool:
    """Whether nothing else that is said to whoever looks is another for these acts, of which they ``shared``
    one here."""
    group, visit = here.group, here.visit
    history, pond = group.live.history, group.live.pond
    many = here.read and len(here.acts) + len(came.acts) > ABOVE
    if visit.dialog or visit.period != ALWAYS or many:
        return False
    others = [act for act in came.acts if act.id != shared]
    parents = (history.acts.get(act.inspired_by or "") for act in others)
    if any(posted(group.asker(act.id), act) for act in (*others, *parents) if act):
        return False  # it is theirs, or they are told that theirs was passed on
    if any(concerns(history, group.asker, entry) for entry in came.for_few):
        return False
    picked = shown_act(group.live, visit.picked)
    grew = picked and any(pond.story(act.id)[0] == pond.story(picked)[0] for act in came.acts)
    return not grew and pond.shown - len(came.acts) >= YOUNG
