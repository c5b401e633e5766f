"""Who was with whom in words: what everybody is called, and the picture of the people as a table."""

from __future__ import annotations

from ripple.domain.history import History
from ripple.domain.signs import as_read, isolated
from ripple.formats import listed
from ripple.language import gettext as _
from ripple.network.people import People


def called(people: People, history: History) -> dict[int, str]:
    """What everybody is called now. A mere name that a member has too may mean somebody else."""
    members = {as_read(member.name) for member in history.members.values()}
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


def with_whom(
    person: int, names: dict[int, str], company: dict[int, dict[int, int]]
) -> list[tuple[str, int]]:
    """Whom somebody was with, in the order of the ``names``, and in how many kindnesses."""
    times = company[person]
    return [(name, times[other]) for other, name in names.items() if other in times]


def table(names: dict[int, str], company: dict[int, dict[int, int]]) -> list[dict[str, str]]:
    """Everybody in the order of the ``names``, and whom they were with: each pair is looked at, and not
    everybody for everybody."""
    order = {person: place for place, person in enumerate(names)}
    return [
        {
            _("Name"): name,
            _("Was with (in so many kindnesses)"): listed(
                f"{isolated(names[other])} ({company[person][other]})"
                for other in sorted(order.keys() & company[person].keys(), key=order.__getitem__)
            ),
        }
        for person, name in names.items()
    ]
