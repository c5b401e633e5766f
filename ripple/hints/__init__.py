"""What is private in words that somebody is about to share: reason enough to ask once, never to refuse.

Telephone numbers and e-mail addresses are found nearly always. Of postal addresses and full names only those
that hardly can be anything else: who is asked for nothing, time and again, stops reading the question.
Nothing that is found is kept anywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum

from ripple.domain.signs import as_read
from ripple.hints.addresses import email_addresses, postal_addresses
from ripple.hints.full_names import full_names
from ripple.hints.telephone import telephone_numbers


class Private(Enum):
    """What it looks like."""

    EMAIL = "email"
    TELEPHONE = "telephone"
    ADDRESS = "address"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Hint:
    """The ``words`` of a text, as they stand there, that look ``like`` something private."""

    like: Private
    words: str


_FINDERS: dict[Private, Callable[[str], list[str]]] = {
    Private.EMAIL: email_addresses,
    Private.TELEPHONE: telephone_numbers,
    Private.ADDRESS: postal_addresses,
    Private.NAME: full_names,
}


def hints_in(text: str, known: Iterable[str] = ()) -> list[Hint]:
    """What in the ``text`` looks private, each once; not the names that everybody there knows (``known``).

    What was taken for one thing is not looked at again for another.
    """
    hints: dict[Hint, None] = {}
    for like, find in _FINDERS.items():
        for words in find(text):
            hints[Hint(like, words)] = None
            text = text.replace(words, ";")
    names = {as_read(name) for name in known}
    return [
        hint for hint in hints if hint.like is not Private.NAME or not _is_one_of(names, as_read(hint.words))
    ]


def _is_one_of(names: set[str], read: str) -> bool:
    """Whether it is one of the names, or what is somebody's of that name."""
    return bool({read, read.removesuffix("'"), read.removesuffix("s"), read.removesuffix("'s")} & names)
