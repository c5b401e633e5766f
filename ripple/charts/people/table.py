"""Who was with whom in words: what everybody is called, and the picture of the people as a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ripple.domain.history import History
from ripple.domain.signs import as_read, isolated
from ripple.formats import listed
from ripple.language import gettext as _
from ripple.network.circles import Pair
from ripple.network.people import People


def display_names(people: People, history: History) -> dict[int, str]:
    """What everybody is called now. A mere name that a member has too may mean somebody else."""
    members = {as_read(member.name) for member in list(history.members.values())}
    names = {}
    for person in people.here():
        said, member = people.names[person], people.members[person]
        if member:
            names[person] = history.name_of(member) or said or _("Somebody")
        else:
            names[person] = (
                _("{name} (not a member)").format(name=isolated(said)) if as_read(said) in members else said
            )
    return dict(sorted(names.items(), key=lambda each: (each[1].casefold(), each[0])))


@dataclass(frozen=True, slots=True)
class Kindness:
    """Whom somebody was ``kind_to`` and who was kind to them (``kind_to_them``), and how often."""

    kind_to: list[tuple[str, int]]
    kind_to_them: list[tuple[str, int]]


def kindness_of_all(names: Mapping[int, str], gave: Mapping[Pair, int]) -> dict[int, Kindness]:
    """Of everybody whom they were kind to, and who was kind to them, in the order of the ``names``. Each pair
    is looked at, and not everybody for everybody."""
    order = {person: place for place, person in enumerate(names)}
    told = {person: Kindness([], []) for person in names}
    for giver, receiver in sorted(
        (pair for pair in gave if order.keys() >= {*pair}), key=lambda pair: [order[one] for one in pair]
    ):
        times = gave[giver, receiver]
        told[giver].kind_to.append((names[receiver], times))
        told[receiver].kind_to_them.append((names[giver], times))
    return told


def table(names: Mapping[int, str], gave: Mapping[Pair, int]) -> list[dict[str, str]]:
    """Everybody in the order of the ``names``, whom they were kind to, and who was kind to them."""
    return [
        {
            _("Name"): names[person],
            _("Was kind to (how often)"): _written(told.kind_to),
            _("Received from (how often)"): _written(told.kind_to_them),
        }
        for person, told in kindness_of_all(names, gave).items()
    ]


def _written(others: list[tuple[str, int]]) -> str:
    return listed(f"{isolated(name)} ({times})" for name, times in others)
