"""Who descends from whom: acts by index, each under its parent. It only grows, and nothing of it changes."""

from __future__ import annotations

from collections.abc import Iterator, Set


class Lineage:
    """By act: its ``parent`` (-1 for a root), the ``root`` it descends from, its ``generation`` (steps from
    there) and, where it has any, its ``children``, oldest first."""

    def __init__(self) -> None:
        self.parent: list[int] = []
        self.root: list[int] = []
        self.generation: list[int] = []
        self.children: dict[int, list[int]] = {}

    def add(self, parent: int) -> int:
        """Take in one more act under ``parent`` and return its index."""
        index = len(self.parent)
        self.parent.append(parent)
        self.root.append(index if parent < 0 else self.root[parent])
        self.generation.append(0 if parent < 0 else self.generation[parent] + 1)
        if parent >= 0:
            self.children.setdefault(parent, []).append(index)
        return index

    def ancestors(self, index: int) -> Iterator[int]:
        """``index``, its parent, and so on to the root."""
        while index >= 0:
            yield index
            index = self.parent[index]

    def topmost(self, acts: Set[int]) -> Iterator[int]:
        """Those of the ``acts`` that descend from no other of them."""
        under: dict[int, bool] = {}  # of those between: whether they descend from one of the acts
        for act in acts:
            above, between = self.parent[act], list[int]()
            while above >= 0 and above not in acts and above not in under:
                between.append(above)
                above = self.parent[above]
            is_under = above in acts or under.get(above, False)
            under.update(dict.fromkeys(between, is_under))
            if not is_under:
                yield act
