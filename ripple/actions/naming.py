"""Whom the names in an act mean: a member is meant however their name is typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ripple.actions.confusable_names import looks
from ripple.domain.errors import TextTooLong
from ripple.domain.history import History
from ripple.domain.model import PEOPLE_LIMIT, Act, Person, replace
from ripple.domain.signs import as_read, is_visible
from ripple.domain.texts import NAME_LIMIT

NAMES_LIMIT = PEOPLE_LIMIT * (NAME_LIMIT + 2)  # characters of a field with all the names it may hold
_BETWEEN = re.compile(r"([,;\n،、，；])")


def people_in(
    history: History, field: str, names: str, before: tuple[Person, ...] = ()
) -> tuple[Person, ...]:
    """The people whom a ``field`` names, with commas, semicolons or breaks between them.

    Who is a member by such a name is meant as that member, also where a comma is part of it, and who was
    meant ``before`` still is. Raises `TextTooLong` beyond `NAMES_LIMIT`.
    """
    if len(names) > NAMES_LIMIT:
        raise TextTooLong(field, NAMES_LIMIT, len(names))
    members = [Person(member.name, member.id) for member in list(history.members.values())]
    known = [*(person for person in before if person.member), *members]
    called = {key: person.member for person in reversed(known) for key in _keys(person.name)}
    return tuple(
        Person(name, next((called[key] for key in _keys(name) if key in called), None))
        for name in _parted(names, known)
    )


def _parted(names: str, known: Iterable[Person]) -> Iterator[str]:
    """The names one by one; the longest first that is all of a known person's."""
    whole = {as_read(person.name) for person in known if _BETWEEN.search(person.name)}
    most = max((len(_BETWEEN.split(name)) for name in whole), default=1)
    parts, at = _BETWEEN.split(names), 0
    while at < len(parts):
        ends = range(min(at + most, len(parts)), at + 1, -1)
        end = next((end for end in ends if as_read("".join(parts[at:end])) in whole), at + 1)
        if is_visible(name := " ".join("".join(parts[at:end]).split())):
            yield name
        at = end + 1


def _keys(name: str) -> list[str]:
    """What a reader knows the name by: its words, and where nobody is called by these how it looks."""
    return [f"words {as_read(name)}", *sorted(looks(name))]


def names(act: Act, member: str, name: str) -> bool:
    """Whether the act names ``member``, or in bare words somebody whom a reader takes for them."""
    return any(person.member == member or _is_bare(person, name) for person in _everybody(act))


def without_bare(act: Act, name: str) -> Act:
    """The act without the people whom it names in bare words by this ``name``; the very same without any."""
    less = act.naming(lambda person: None if _is_bare(person, name) else person)
    told = act.told_by and _is_bare(Person(act.told_by), name)
    return replace(less, told_by="") if told else less


def _everybody(act: Act) -> tuple[Person, ...]:
    """Whom it names, and who told it as its file says."""
    return (*([Person(act.told_by)] if act.told_by else []), *act.people)


def _is_bare(person: Person, name: str) -> bool:
    return person.member is None and not set(_keys(person.name)).isdisjoint(_keys(name))
