"""What every act's ripple has grown to: exact, and brought up to date in one climb to the root.

Of an act v with ripple R(v), itself and its descendants, the forest keeps

    size     |R(v)|
    below    the sum of distances (steps) from v to every act of R(v)
    pairs    the sum of distances over all unordered pairs in R(v): its Wiener index
    longest  the steps to its farthest descendant

A new leaf at k steps under an ancestor a is at k steps from a, and from the acts of R(a) at
the distances that the climb adds up on its way; so each ancestor costs the same few sums.
"""

from __future__ import annotations

from collections import Counter


class Forest:
    """Acts by index, each under its parent (-1 for a root); only those that are shown count."""

    def __init__(self) -> None:
        self.parent: list[int] = []
        self.root: list[int] = []
        self.generation: list[int] = []
        self.children: list[list[int]] = []
        self.size: list[int] = []  # 0 for an act that is not shown
        self.below: list[int] = []
        self.pairs: list[int] = []
        self.longest: list[int] = []
        self._at_generation: Counter[int] = Counter()

    def sprout(self, parent: int) -> int:
        """Make room for one more act under ``parent`` and return its index; it is not shown yet."""
        index = len(self.parent)
        self.parent.append(parent)
        self.root.append(index if parent < 0 else self.root[parent])
        self.generation.append(0 if parent < 0 else self.generation[parent] + 1)
        self.children.append([])
        for column in (self.size, self.below, self.pairs, self.longest):
            column.append(0)
        if parent >= 0:
            self.children[parent].append(index)
        return index

    def show(self, index: int) -> None:
        """Count ``index``, a leaf whose parent is shown, into every ripple it is part of."""
        self.size[index] = 1
        self._at_generation[self.generation[index]] += 1
        self._count_in(index)

    def hide(self, index: int) -> None:
        """Count ``index``, a leaf, out of every ripple it is part of."""
        self.size[index] = 0
        self._at_generation[self.generation[index]] -= 1
        self._count_out(index)

    def shown_children(self, index: int) -> list[int]:
        """The shown acts that ``index`` inspired directly, oldest first."""
        return [child for child in self.children[index] if self.size[child]]

    def descendants(self, index: int) -> list[int]:
        """``index`` and all shown acts under it, in order of arrival."""
        found = [index]
        for act in found:
            found += self.shown_children(act)
        return sorted(found)

    def ancestors(self, index: int) -> list[int]:
        """``index``, its parent, and so on to the root."""
        line = [index]
        while (index := self.parent[index]) >= 0:
            line.append(index)
        return line

    def longest_path(self) -> int:
        """The steps of the longest path from a root, over all ripples."""
        shown = (generation for generation, acts in list(self._at_generation.items()) if acts)
        return max(shown, default=0)

    def widest_ring(self, index: int) -> int:
        """The most acts at one and the same number of steps from ``index``, itself not counted."""
        rings = Counter(self.generation[act] for act in self.descendants(index)[1:])
        return max(rings.values(), default=0)

    def _count_in(self, leaf: int) -> None:
        size, below, pairs, longest = self.size, self.below, self.pairs, self.longest
        from_leaf = inner_below = inner_size = steps = 0
        act = self.parent[leaf]
        while act >= 0:
            steps += 1
            old_below, old_size = below[act], size[act]
            from_leaf += (old_below - inner_below - inner_size) + steps * (old_size - inner_size)
            pairs[act] += from_leaf
            below[act], size[act] = old_below + steps, old_size + 1
            if longest[act] < steps:
                longest[act] = steps
            inner_below, inner_size = old_below, old_size
            act = self.parent[act]

    def _count_out(self, leaf: int) -> None:
        """The mirror of `_count_in`: the same sums over the ripples without the leaf."""
        from_leaf = inner_below = inner_size = 0
        for steps, act in enumerate(self.ancestors(leaf)[1:], start=1):
            self.below[act] -= steps
            self.size[act] -= 1
            from_leaf += self.below[act] - inner_below - inner_size + steps * (self.size[act] - inner_size)
            self.pairs[act] -= from_leaf
            self.longest[act] = max((self.longest[c] + 1 for c in self.shown_children(act)), default=0)
            inner_below, inner_size = self.below[act], self.size[act]
