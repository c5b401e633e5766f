"""What every act's ripple has grown to: exact, and reckoned no more often than need be.

Of an act v with ripple R(v), itself and its descendants, the forest keeps

    size     |R(v)|
    below    the sum of distances (steps) from v to every act of R(v)
    pairs    the sum of distances over all unordered pairs in R(v): its Wiener index
    longest  the steps to its farthest descendant

A leaf that comes or goes changes them for every act up to the root. Near the root that is done in one
climb; the whole ripple of one that is farther out is reckoned in one pass, when somebody asks: a chain
of thousands would else cost their square.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import compress
from threading import Lock

from ripple.network.lineage import Lineage

Columns = tuple[list[int], list[int], list[int], list[int]]  # size, below, pairs, longest

NEAR = 24  # steps from the root, at most, of a leaf that is counted in at once


class Forest:
    """Acts by index, as they descend from each other in its ``lineage``; only those that are shown count.

    One thread changes it while others read.
    """

    def __init__(self) -> None:
        self.lineage = Lineage()
        self._size: list[int] = []  # 0 for an act that is not shown
        self._below: list[int] = []
        self._pairs: list[int] = []
        self._longest: list[int] = []
        self._at_generation: Counter[int] = Counter()
        self._stale: set[int] = set()  # the roots of ripples that are to be reckoned anew
        self._reckoning = Lock()

    @property
    def size(self) -> list[int]:
        """By act: how many its ripple has, 0 where it is not shown."""
        return self._reckoned(self._size)

    @property
    def below(self) -> list[int]:
        """By act: the sum of distances down from it."""
        return self._reckoned(self._below)

    @property
    def pairs(self) -> list[int]:
        """By act: the sum of distances over all pairs in its ripple."""
        return self._reckoned(self._pairs)

    @property
    def longest(self) -> list[int]:
        """By act: the steps to its farthest descendant."""
        return self._reckoned(self._longest)

    def sprout(self, parent: int) -> int:
        """Make room for one more act under ``parent`` and return its index; it is not shown yet."""
        self._size.append(0)
        self._below.append(0)
        self._pairs.append(0)
        self._longest.append(0)
        return self.lineage.add(parent)

    def begin(self, named: Sequence[bool]) -> set[int]:
        """Show all acts of the lineage, where none is here, that are ``named``, and all that lead to one of
        these. Return the others."""
        acts = len(named)
        self._size, self._below = [*map(int, named)], [0] * acts
        self._pairs, self._longest = [0] * acts, [0] * acts
        columns = self._size, self._below, self._pairs, self._longest
        _add_up(self.lineage.parent, columns, range(acts - 1, -1, -1))
        self._at_generation.update(compress(self.lineage.generation, self._size))
        return {act for act, size in enumerate(self._size) if not size}

    def show(self, index: int) -> None:
        """Count ``index``, a leaf whose parent is shown, into every ripple it is part of."""
        with self._reckoning:
            self._size[index] = 1
            self._below[index] = self._pairs[index] = self._longest[index] = 0
            self._at_generation[self.lineage.generation[index]] += 1
            if self._is_near(index):
                self._count_in(index)

    def hide(self, index: int) -> None:
        """Count ``index``, a leaf, out of every ripple it is part of."""
        with self._reckoning:
            self._size[index] = 0
            self._at_generation[self.lineage.generation[index]] -= 1
            if self._is_near(index):
                self._count_out(index)

    def shown_children(self, index: int) -> list[int]:
        """The shown acts that ``index`` inspired directly, oldest first."""
        return [child for child in self.lineage.children.get(index, ()) if self._size[child]]

    def descendants(self, index: int) -> list[int]:
        """``index`` and all shown acts under it, in order of arrival."""
        found = [index]
        for act in found:
            found += self.shown_children(act)
        return sorted(found)

    def longest_path(self) -> int:
        """The steps of the longest path from a root, over all ripples."""
        shown = (generation for generation, acts in dict(self._at_generation).items() if acts)
        return max(shown, default=0)

    def widest_ring(self, index: int) -> int:
        """The most acts at one and the same number of steps from ``index``, itself not counted."""
        rings = Counter(self.lineage.generation[act] for act in self.descendants(index)[1:])
        return max(rings.values(), default=0)

    def _is_near(self, index: int) -> bool:
        """Whether a leaf is counted at once; else its ripple is to be reckoned when somebody asks."""
        root = self.lineage.root[index]
        if self.lineage.generation[index] > NEAR:
            self._stale.add(root)
        return root not in self._stale

    def _reckoned(self, column: list[int]) -> list[int]:
        if self._stale:
            with self._reckoning:
                while self._stale:
                    self._reckon(next(iter(self._stale)))
        return column

    def _reckon(self, root: int) -> None:
        """A whole ripple from its leaves to its root."""
        acts = self.descendants(root) if self._size[root] else []
        for act in acts:
            self._size[act] = 1
            self._below[act] = self._pairs[act] = self._longest[act] = 0
        columns = self._size, self._below, self._pairs, self._longest
        _add_up(self.lineage.parent, columns, reversed(acts))
        self._stale.discard(root)

    def _count_in(self, leaf: int) -> None:
        size, below, pairs, longest = self._size, self._below, self._pairs, self._longest
        parent = self.lineage.parent
        from_leaf = inner_below = inner_size = steps = 0
        act = parent[leaf]
        while act >= 0:
            steps += 1
            old_below, old_size = below[act], size[act]
            from_leaf += (old_below - inner_below - inner_size) + steps * (old_size - inner_size)
            pairs[act] += from_leaf
            below[act], size[act] = old_below + steps, old_size + 1
            if longest[act] < steps:
                longest[act] = steps
            inner_below, inner_size = old_below, old_size
            act = parent[act]

    def _count_out(self, leaf: int) -> None:
        """The mirror of `_count_in`: the same sums over the ripples without the leaf."""
        from_leaf = inner_below = inner_size = 0
        for steps, act in enumerate(self.lineage.ancestors(self.lineage.parent[leaf]), start=1):
            self._below[act] -= steps
            self._size[act] -= 1
            from_leaf += self._below[act] - inner_below - inner_size + steps * (self._size[act] - inner_size)
            self._pairs[act] -= from_leaf
            self._longest[act] = max((self._longest[c] + 1 for c in self.shown_children(act)), default=0)
            inner_below, inner_size = self._below[act], self._size[act]


def _add_up(parent: Sequence[int], columns: Columns, acts: Iterable[int]) -> None:
    """Add what grew from each of the ``acts``, which come after all their children, to its parent's."""
    size, below, pairs, longest = columns
    for act in acts:
        above, acts_here = parent[act], size[act]
        if above < 0 or not acts_here:
            continue
        before = size[above] or 1  # it leads to one that is shown
        down = below[act] + acts_here  # each is one step farther from the parent
        pairs[above] += pairs[act] + below[above] * acts_here + before * down
        size[above], below[above] = before + acts_here, below[above] + down
        if longest[above] <= longest[act]:
            longest[above] = longest[act] + 1
