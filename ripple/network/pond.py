"""All ripples of one group as one growing structure: acts in, places and numbers out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from ripple.domain.errors import InspiredByItself, InspiredByLater, UnknownAct
from ripple.domain.model import Act
from ripple.network.arrays import Arrays, Column
from ripple.network.forest import Forest
from ripple.network.later import Later
from ripple.network.layout import Layout
from ripple.network.numbers import Numbers, RippleNumbers, Tally, TypicalWait, Week, hand_to_hand, typical
from ripple.network.people import People


class Pond:
    """The acts of one group in order of arrival, each with an index, a place and a ripple.

    The same acts added in the same order give the same pond to the last bit. Places are in
    node diameters around (0, 0) and never change. Adding costs the same however many acts there are, and
    in whatever shape; places, people and numbers are reckoned when somebody asks.
    """

    def __init__(self) -> None:
        self.acts: list[Act] = []
        self.index: dict[str, int] = {}  # act id -> index
        self.adrift: dict[str, str] = {}  # act id -> the id it names, which was not here when it came
        self.gone: set[int] = set()  # erased acts that nothing shown descends from
        self._forest = Forest()
        self._layout = Layout(self._forest)
        self._people = Later(People())
        self._tally = Later(Tally())
        self.parent = self._forest.parent  # -1 for a root
        self.root = self._forest.root
        self.generation = self._forest.generation
        self._posted: list[float] = []  # seconds since 1970
        self._when = Column(lambda: self._posted, np.float64)
        self._columns = {
            "root": Column(lambda: self.root, np.int64),
            "generation": Column(lambda: self.generation, np.int64),
            "ring": Column(lambda: self.ring, np.int64),
            "x": Column(lambda: self.x, np.float64),
            "y": Column(lambda: self.y, np.float64),
        }

    def __len__(self) -> int:
        return len(self.acts)

    @property
    def size(self) -> list[int]:
        """By act: how many its ripple has, itself and its descendants; 0 when gone."""
        return self._forest.size

    @property
    def x(self) -> list[float]:
        """By act: its place from left to right."""
        return self._layout.x

    @property
    def y(self) -> list[float]:
        """By act: its place from bottom to top."""
        return self._layout.y

    @property
    def ring(self) -> list[int]:
        """By act: the ring around its ripple's start that it is on."""
        return self._layout.ring

    @property
    def hue(self) -> list[int]:
        """By act: a number for the hue of its ripple."""
        return self._layout.hue

    @property
    def people(self) -> People:
        """Whom the acts name."""
        return self._people.heard()

    def add(self, act: Act) -> int:
        """Take in ``act`` and return its index.

        An act whose parent is not here becomes a root and is noted in `adrift`. An erased one is
        an unnamed drop, shown once something descends from it.

        Raises `InspiredByLater` when it was posted before its parent, `InspiredByItself` when its
        parent descends from it, ValueError when the id is here already.
        """
        parent = self._parent_of(act)
        index = self._forest.sprout(parent)
        self.gone.add(index)
        self._posted.append(act.posted_at.timestamp())
        if parent < 0 and act.inspired_by:
            self.adrift[act.id] = act.inspired_by
        self.acts.append(act)  # last of the columns: who reads meanwhile never finds half an act
        self.index[act.id] = index
        if not act.erased:
            self._show(index)
        return index

    def put(self, act: Act) -> None:
        """Show ``act`` as it is now, in its place: add, change or erase it.

        Raises what `add` raises. Of an act that is here, words, names and kind may change; who it
        was inspired by and when it was posted are taken as they were.
        """
        if act.id not in self.index:
            self.add(act)
        elif act.erased:
            self.erase(act.id)
        else:
            self._change(self.index[act.id], act)

    def erase(self, act_id: str) -> None:
        """Make an unnamed drop of the act, in its place; where nothing descends from it, it is gone.

        Raises `UnknownAct`. Erasing twice is harmless.
        """
        index = self._find(act_id)
        act = self.acts[index]
        if not act.erased:
            self._forget(act)
            self.acts[index] = act.as_drop()
            self._hide_what_nothing_descends_from(index)

    def shows(self, act_id: str) -> bool:
        """Whether there is such an act, and it is not gone."""
        return act_id in self.index and self.index[act_id] not in self.gone

    def arrays(self) -> Arrays:
        """What never changes about the acts that are here now, and which of them are shown."""
        acts = len(self.acts)
        columns = {name: column.upto(acts) for name, column in self._columns.items()}
        return Arrays(shown=self._shown(acts), posted=self._when.upto(acts), **columns)

    def _shown(self, acts: int) -> NDArray[np.bool_]:
        """Of so many acts, which are shown."""
        shown = np.ones(acts, np.bool_)
        shown[[i for i in list(self.gone) if i < acts]] = False
        return shown

    def newest(self, most: int | None = None) -> list[Act]:
        """The acts that are shown, newest first, all of them or so many."""
        acts = len(self.acts)
        shown = np.flatnonzero(self._shown(acts))[::-1]  # of one minute the one that came last
        order = np.argsort(-self._when.upto(acts)[shown], kind="stable")[:most]
        return [self.acts[i] for i in shown[order].tolist()]

    def story(self, act_id: str) -> list[Act]:
        """The acts from the root to this one. Raises `UnknownAct`."""
        return [self.acts[i] for i in reversed([*self._forest.ancestors(self._find(act_id))])]

    def children(self, index: int) -> list[int]:
        """The acts shown that ``index`` inspired directly, oldest first."""
        return self._forest.shown_children(index)

    def ripple(self, act_id: str) -> list[int]:
        """The act and everything shown that descends from it, in order of arrival. Raises `UnknownAct`."""
        return self._forest.descendants(self._find(act_id))

    def grown_from(self, act_ids: Iterable[str]) -> int:
        """How many acts shown descend from these and are none of them, each counted once."""
        index, parent = self.index, self.parent
        these = {index[act] for act in act_ids if act in index}
        under: dict[int, bool] = {}  # of those between: whether they descend from one of these
        grown = 0
        for one in these:
            above = parent[one]
            if above in these:
                continue
            between = []
            while above >= 0 and above not in these and above not in under:
                between.append(above)
                above = parent[above]
            is_under = above in these or under.get(above, False)
            under.update(dict.fromkeys(between, is_under))
            if not is_under:
                grown += self.size[one]
        return grown - len(these - self.gone)

    def numbers(self, now: datetime) -> Numbers:
        """What is true of the whole group at ``now``."""
        tally = self._tally.heard()
        acts, starts = len(self.acts) - len(self.gone), tally.starts
        return Numbers(
            acts=acts,
            starts=starts,
            people=self.people.at_least(),
            sparked=(acts - starts) / acts if acts else None,
            longest_path=self._forest.longest_path(),
            pass_on=tally.pass_on(now),
            typical_wait=tally.typical_wait(),
        )

    def posted_between(self, since: datetime | None, until: datetime | None) -> int:
        """How many acts were posted from ``since`` on and before ``until``; None is open."""
        tally = self._tally.heard()
        return tally.before(until) - (tally.before(since) if since else 0)

    def ripple_numbers(self, act_id: str, now: datetime) -> RippleNumbers:
        """What is true of one act's ripple at ``now``. Raises `UnknownAct`, also for one that is gone."""
        index = self._find(act_id)
        if index in self.gone:
            raise UnknownAct(act_id)
        newest = max(self.acts[i].posted_at for i in self._forest.descendants(index))
        return RippleNumbers(
            size=self.size[index],
            longest_path=self._forest.longest[index],
            widest_ring=self._forest.widest_ring(index),
            hand_to_hand=hand_to_hand(self.size[index], self._forest.pairs[index]),
            newest=newest,
            moving=now - newest <= self._tally.heard().rests_after(),
        )

    def ripple_wait(self, act_id: str) -> TypicalWait | None:
        """The typical wait in one act's ripple; None while nothing grew from it. Raises `UnknownAct`."""
        return typical(sorted(self._waited(i) for i in self.ripple(act_id)[1:]))

    def _waited(self, index: int) -> timedelta:
        return self.acts[index].posted_at - self.acts[self.parent[index]].posted_at

    def whole_ripple(self, act_id: str) -> list[int]:
        """Every act that has the same root, gone ones too, in order of arrival: more only come at its end.

        Raises `UnknownAct`.
        """
        root = self.root[self._find(act_id)]
        return [i for i, each in enumerate(self.root) if each == root]

    def ripple_size(self, act_id: str) -> int:
        """How many acts are shown that have the same root; 0 for an act that is not here."""
        return self.size[self.root[self.index[act_id]]] if act_id in self.index else 0

    def weekly(self) -> list[Week]:
        """Acts week by week, from the first to the newest; see `Tally.weekly` about quiet ones."""
        return self._tally.heard().weekly()

    def _find(self, act_id: str) -> int:
        if act_id not in self.index:
            raise UnknownAct(act_id)
        return self.index[act_id]

    def _parent_of(self, act: Act) -> int:
        """The index of its parent, -1 for none here; refuses what cannot be."""
        if act.id in self.index:
            raise ValueError(f"act {act.id} is in the pond already")
        if act.inspired_by is None or act.inspired_by not in self.index:
            return -1
        parent = self.index[act.inspired_by]
        # Its parent's root may have been waiting for this very act.
        if self.adrift.get(self.acts[self.root[parent]].id) == act.id:
            raise InspiredByItself(act.id)
        if act.posted_at < self.acts[parent].posted_at:
            raise InspiredByLater(act.id, act.inspired_by)
        return parent

    def _show(self, index: int) -> None:
        """Show an act, and first the gone ones that lead to it."""
        hidden, above = list[int](), index
        while above in self.gone:
            hidden.append(above)
            above = self.parent[above]
        for i in reversed(hidden):
            self._forest.show(i)
            self._tally.tell(Tally.show, self.acts[i], self._above(i), self.generation[i])
            self.gone.remove(i)
        self._people.tell(People.add, self.acts[index])

    def _change(self, index: int, act: Act) -> None:
        before = self.acts[index]
        self.acts[index] = act
        self._show(index)
        if not before.erased:
            self._forget(before)  # last, so that whom both name keeps their seat

    def _forget(self, act: Act) -> None:
        """Of its words and names nothing stays, not even to be told later."""
        self._tally.heard()
        self.people.remove(act)

    def _hide_what_nothing_descends_from(self, index: int) -> None:
        for i in self._forest.ancestors(index):
            if not self.acts[i].erased or self._forest.shown_children(i):
                return
            self.gone.add(i)
            self._forest.hide(i)
            self._tally.tell(Tally.hide, self.acts[i], self._above(i), self.generation[i])

    def _above(self, index: int) -> Act | None:
        parent = self.parent[index]
        return self.acts[parent] if parent >= 0 else None
