"""All ripples of one group as one growing structure: acts in, places and numbers out."""

from __future__ import annotations

from collections.abc import Iterable

from ripple.domain.model import Act
from ripple.network.arrays import Arrays, Columns
from ripple.network.arrivals import Arrivals
from ripple.network.layout import Layout
from ripple.network.people import People
from ripple.network.tally import Tally


class Pond:
    """The acts of one group in order of arrival, each with an index, a place and a ripple.

    The same acts added in the same order give the same pond to the last bit. Places are in
    node diameters around (0, 0) and never change. Adding costs the same however many acts there are, and
    in whatever shape; places, people and numbers are reckoned when somebody asks.
    """

    def __init__(self) -> None:
        self._arrivals = Arrivals()
        self.acts = self._arrivals.acts
        self.index = self._arrivals.index  # act id -> index
        self.adrift = self._arrivals.adrift  # act id -> the id it names, which was not here when it came
        self.gone = self._arrivals.gone  # erased acts that nothing shown descends from
        self.forest = self._arrivals.forest
        self._lineage = self.forest.lineage
        self.parent = self._lineage.parent  # -1 for a root
        self.root = self._lineage.root
        self.generation = self._lineage.generation
        self._layout = Layout(self._lineage)
        self._columns = Columns(self._lineage, self._layout, self._arrivals.posted)

    def __len__(self) -> int:
        return len(self.acts)

    @property
    def size(self) -> list[int]:
        """By act: how many its ripple has, itself and its descendants; 0 when gone."""
        return self.forest.size

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
        return self._arrivals.people

    @property
    def tally(self) -> Tally:
        """When the acts that are shown were posted, and how long each waited for the next."""
        return self._arrivals.tally

    def add(self, act: Act) -> int:
        """Take in ``act`` and return its index. See `Arrivals.add`, also for what it raises."""
        return self._arrivals.add(act)

    def begin_with(self, acts: Iterable[Act]) -> None:
        """Take in the ``acts`` of a pond that has none. See `Arrivals.begin_with`, and for what it raises."""
        self._arrivals.begin_with(acts)

    def put(self, act: Act) -> None:
        """Show ``act`` as it is now, in its place: add, change or erase it. See `Arrivals.put`."""
        self._arrivals.put(act)

    def erase(self, act_id: str) -> None:
        """Make an unnamed drop of the act, in its place. See `Arrivals.erase`."""
        self._arrivals.erase(act_id)

    @property
    def shown(self) -> int:
        """How many acts are shown."""
        return len(self.acts) - len(self.gone)

    def shows(self, act_id: str) -> bool:
        """Whether there is such an act, and it is not gone."""
        return self._arrivals.shows(act_id)

    def arrays(self) -> Arrays:
        """What never changes about the acts that are here now, and which of them are shown."""
        return self._columns.arrays(len(self.acts), self.gone)

    def newest(self, most: int | None = None) -> list[Act]:
        """The acts that are shown, newest first, all of them or so many."""
        order = self._columns.newest(len(self.acts), self.gone)[:most]
        return [self.acts[i] for i in order.tolist()]

    def story(self, act_id: str) -> list[Act]:
        """The acts from the root to this one. Raises `UnknownAct`."""
        return [self.acts[i] for i in reversed([*self._lineage.ancestors(self._arrivals.find(act_id))])]

    def children(self, index: int) -> list[int]:
        """The acts shown that ``index`` inspired directly, oldest first."""
        return self.forest.shown_children(index)

    def ripple(self, act_id: str) -> list[int]:
        """The act and everything shown that descends from it, in order of arrival. Raises `UnknownAct`."""
        return self.forest.descendants(self._arrivals.find(act_id))

    def grown_from(self, act_ids: Iterable[str]) -> int:
        """How many acts shown descend from these and are none of them, each counted once."""
        these = {self.index[act] for act in act_ids if act in self.index}
        grown = sum(self.size[top] for top in self._lineage.topmost(these))
        return grown - len(these - self.gone)

    def whole_ripple(self, act_id: str) -> list[int]:
        """Every act that has the same root, gone ones too, in order of arrival: more only come at its end.

        Raises `UnknownAct`.
        """
        root = self.root[self._arrivals.find(act_id)]
        return [i for i, each in enumerate(self.root) if each == root]

    def ripple_size(self, act_id: str) -> int:
        """How many acts are shown that have the same root; 0 for an act that is not here."""
        return self.size[self.root[self.index[act_id]]] if act_id in self.index else 0
