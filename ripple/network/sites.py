"""Where ripples start: a sunflower from the middle outwards, each start with room around it."""

from __future__ import annotations

from math import cos, hypot, pi, sin, sqrt

from ripple.network.ground import Ground

GOLDEN = pi * (3 - sqrt(5))  # the angle from one seed of a sunflower to the next
ROOM = 3.2  # from a new root to any act: both can have children all around
ROOM_GROWTH = 0.6  # more of it where ripples are larger, for each sqrt of their mean size
FINENESS = 0.5  # distance of the sites that are tried, in rooms
CHOICE = 8  # sites weighed against each other
BALANCE = 2.0  # units farther out that a root goes to keep the pond's middle in the middle


class Sites:
    """Hands out places for roots, never two too near, the pond staying round and balanced."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._free: list[tuple[float, float]] = []
        self._tried = 0
        self._area = 0.0  # of the disc that was tried
        self._roots = 0

    def next(self, acts: int, sum_x: float, sum_y: float) -> tuple[float, float]:
        """A place for one more root, in a pond of so many ``acts`` whose places add up to the sums."""
        room = ROOM + ROOM_GROWTH * (sqrt(acts / self._roots) - 1) if self._roots else ROOM
        self._free = [site for site in self._free if self._ground.is_free(*site, room)]
        while len(self._free) < (CHOICE if acts else 1):
            self._try_one_more(room)
        chosen = min(
            self._free,
            key=lambda site: hypot(*site) + BALANCE * hypot(sum_x + site[0], sum_y + site[1]) / (acts + 1),
        )
        self._free.remove(chosen)
        self._roots += 1
        return chosen

    def _try_one_more(self, room: float) -> None:
        radius, angle = sqrt(self._area / pi), self._tried * GOLDEN
        site = radius * cos(angle), radius * sin(angle)
        self._tried += 1
        self._area += (FINENESS * room) ** 2
        if self._ground.is_free(*site, room):
            self._free.append(site)
