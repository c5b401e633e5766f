"""The acts of one group as they come, change and go, and who hears of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from itertools import compress

from ripple.domain.errors import InspiredByItself, InspiredByLater, UnknownAct
from ripple.domain.model import Act
from ripple.network.forest import Forest
from ripple.network.later import Later
from ripple.network.lineage import Lineage
from ripple.network.people import People
from ripple.network.tally import Tally


class Arrivals:
    """Acts in order of arrival, each with an index, and which of them are shown.

    The forest, the people and the tally count those that are.
    """

    def __init__(self) -> None:
        self.acts: list[Act] = []
        self.posted: list[float] = []  # by act, in seconds since 1970
        self.index: dict[str, int] = {}  # act id -> index
        self.adrift: dict[str, str] = {}  # act id -> the id it names, which was not here when it came
        self.gone: set[int] = set()  # erased acts that nothing shown descends from
        self.forest = Forest()
        self._lineage = self.forest.lineage
        self._people = Later(People())
        self._tally = Later(Tally())

    @property
    def people(self) -> People:
        """Whom the acts name."""
        return self._people.heard()

    @property
    def tally(self) -> Tally:
        """When the acts that are shown were posted, and how long each waited for the next."""
        return self._tally.heard()

    def add(self, act: Act) -> int:
        """Take in ``act`` and return its index.

        An act whose parent is not here becomes a root and is noted in `adrift`. An erased one is
        an unnamed drop, shown once something descends from it.

        Raises `InspiredByLater` when it was posted before its parent, `InspiredByItself` when its
        parent descends from it, ValueError when the id is here already.
        """
        index = self._take(act, partial(_sprout, self.forest, self.gone))
        if not act.erased:
            self._show(index)
        return index

    def begin_with(self, acts: Iterable[Act]) -> None:
        """Take in the ``acts``, where none is here, as `add` does and raises, at half the cost."""
        for act in acts:
            self._take(act, self._lineage.add)
        named = [not act.erased for act in self.acts]
        self.gone |= self.forest.begin(named)
        self._tally.tell(Tally.begin, self.acts.copy(), self._lineage, self.gone.copy())
        self._people.tell(People.begin, [*compress(self.acts, named)])

    def _take(self, act: Act, grow: Callable[[int], int]) -> int:
        """Give it an index, which ``grow`` finds from its parent's."""
        posted = act.posted_at.timestamp()
        parent = self._parent_of(act, posted)
        index = grow(parent)
        self.posted.append(posted)
        if parent < 0 and act.inspired_by:
            self.adrift[act.id] = act.inspired_by
        self.acts.append(act)  # last of the columns: who reads meanwhile never finds half an act
        self.index[act.id] = index
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
        index = self.find(act_id)
        act = self.acts[index]
        if not act.erased:
            self._forget(act)
            self.acts[index] = act.as_drop()
            self._hide_what_nothing_descends_from(index)

    def shows(self, act_id: str) -> bool:
        """Whether there is such an act, and it is not gone."""
        return act_id in self.index and self.index[act_id] not in self.gone

    def find(self, act_id: str) -> int:
        """The act's index. Raises `UnknownAct`."""
        if act_id not in self.index:
            raise UnknownAct(act_id)
        return self.index[act_id]

    def _parent_of(self, act: Act, posted: float) -> int:
        """The index of its parent, -1 for none here; refuses what cannot be."""
        if act.id in self.index:
            raise ValueError(f"act {act.id} is in the pond already")
        above = act.inspired_by
        parent = self.index.get(above, -1) if above else -1
        if parent < 0:
            return -1
        # Its parent's root may have been waiting for this very act.
        if self.adrift and self.adrift.get(self.acts[self._lineage.root[parent]].id) == act.id:
            raise InspiredByItself(act.id)
        if posted < self.posted[parent]:
            raise InspiredByLater(act.id, self.acts[parent].id)
        return parent

    def _show(self, index: int) -> None:
        """Show an act, and first the gone ones that lead to it."""
        hidden, above = list[int](), index
        while above in self.gone:
            hidden.append(above)
            above = self._lineage.parent[above]
        for i in reversed(hidden):
            self.forest.show(i)
            self._tally.tell(
                Tally.show, self.acts[i], _parent(self.acts, self._lineage, i), self._lineage.generation[i]
            )
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
        for i in self._lineage.ancestors(index):
            if not self.acts[i].erased or self.forest.shown_children(i):
                return
            self.gone.add(i)
            self.forest.hide(i)
            self._tally.tell(
                Tally.hide, self.acts[i], _parent(self.acts, self._lineage, i), self._lineage.generation[i]
            )


def _parent(acts: list[Act], lineage: Lineage, index: int) -> Act | None:
    parent = lineage.parent[index]
    return acts[parent] if parent >= 0 else None


def _sprout(forest: Forest, gone: set[int], parent: int) -> int:
    index = forest.sprout(parent)
    gone.add(index)
    return index
