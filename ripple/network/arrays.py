"""What never changes about a pond's acts, as arrays: so all acts of a large pond are reckoned with at once.

An array is made of what a list holds, and only what came since the last time is added to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ripple.network.layout import Layout
from ripple.network.lineage import Lineage

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


class Arrays(NamedTuple):
    """A value for each act, by its index; ``posted`` is in seconds since 1970."""

    root: Ints
    generation: Ints
    ring: Ints
    x: Floats
    y: Floats
    posted: Floats
    shown: NDArray[np.bool_]


class Column:
    """The ``values`` of a list that only grows, as an array."""

    def __init__(self, values: Callable[[], Sequence[float]], kind: type[np.generic]) -> None:
        self._values = values
        self._array: NDArray[Any] = np.empty(0, kind)

    def upto(self, length: int) -> NDArray[Any]:
        """The first so many values. Two threads may ask at once: each makes the same."""
        array = self._array
        if len(array) < length:
            new = np.array(self._values()[len(array) : length], array.dtype)
            self._array = array = np.concatenate([array, new])
        return array[:length]


class Columns:
    """What a pond keeps of its acts in lists, as arrays of the first so many."""

    def __init__(self, lineage: Lineage, layout: Layout, posted: list[float]) -> None:
        self._posted = Column(lambda: posted, np.float64)
        self._others = {
            "root": Column(lambda: lineage.root, np.int64),
            "generation": Column(lambda: lineage.generation, np.int64),
            "ring": Column(lambda: layout.ring, np.int64),
            "x": Column(lambda: layout.x, np.float64),
            "y": Column(lambda: layout.y, np.float64),
        }

    def arrays(self, acts: int, gone: Iterable[int]) -> Arrays:
        """All there is to say of so many acts, of which those that are ``gone`` are not shown."""
        others = {name: column.upto(acts) for name, column in self._others.items()}
        return Arrays(shown=_all_but(gone, acts), posted=self._posted.upto(acts), **others)

    def newest(self, acts: int, gone: Iterable[int]) -> Ints:
        """Those of so many acts that are shown, the newest first; of one moment the one that came last."""
        shown = np.flatnonzero(_all_but(gone, acts))[::-1]
        return shown[np.argsort(-self._posted.upto(acts)[shown], kind="stable")]


def _all_but(gone: Iterable[int], acts: int) -> NDArray[np.bool_]:
    shown = np.ones(acts, np.bool_)
    shown[[act for act in list(gone) if act < acts]] = False
    return shown


@dataclass(frozen=True, slots=True, eq=False)
class Ripples(Mapping[int, list[int]]):
    """The acts of each ripple, in order of arrival, by its root: ``acts`` holds one after the other,
    that of ``roots[n]`` from ``starts[n]`` to ``starts[n + 1]``."""

    roots: Ints
    starts: Ints
    acts: Ints

    @property
    def sizes(self) -> Ints:
        """How many acts each has."""
        return np.diff(self.starts)

    def only(self, which: NDArray[np.bool_]) -> Ripples:
        """Those for which it is true."""
        sizes = self.sizes
        starts = np.concatenate([[0], np.cumsum(sizes[which])])
        return Ripples(self.roots[which], starts, self.acts[np.repeat(which, sizes)])

    def __getitem__(self, root: int) -> list[int]:
        at = int(np.searchsorted(self.roots, root))
        if at == len(self.roots) or self.roots[at] != root:
            raise KeyError(root)
        acts: list[int] = self.acts[self.starts[at] : self.starts[at + 1]].tolist()
        return acts

    def __iter__(self) -> Iterator[int]:
        return iter(self.roots.tolist())

    def __len__(self) -> int:
        return len(self.roots)


def ripples_of(all_acts: Arrays) -> Ripples:
    """The ripples of all acts that are shown."""
    acts = np.flatnonzero(all_acts.shown)
    acts = acts[np.argsort(all_acts.root[acts], kind="stable")]
    firsts = np.flatnonzero(np.diff(all_acts.root[acts], prepend=-1))
    return Ripples(all_acts.root[acts][firsts], np.append(firsts, len(acts)), acts)


def no_ripples() -> Ripples:
    """For where there are none."""
    nothing = np.empty(0, np.int64)
    return Ripples(nothing, np.zeros(1, np.int64), nothing)
