"""Texts in the language that marks every text (`ripple.pseudo`): what is in no mark was left out."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest

from ripple.language import languages
from ripple.pseudo import BEGIN, END
from tests.tongues import looked_for_anew

TYPED = {"Ada", "Ben", "Maple", "Street", "Soup", "Cake", "Scott", "Adams"}
MONTHS = {date(2026, month, 1).strftime(form) for month in range(1, 13) for form in ("%B", "%b")} | {"Sept"}
# Signs, addresses and codes; our tags, but not what they say of themselves.
NO_WORDS = re.compile(
    r":material/\w+:|https?://\S+|/\w+/[\w-]+|\b[A-Z0-9]{4}-[A-Z0-9]{4}\b|&\w+;|<svg.*?</svg>|data:\S+"
    r"|\bpython3 .*|--\w+"
)
TAG = re.compile(r"<[^>]*>")
SAYS = re.compile(r'(?:aria-label|alt|title)="([^"]*)"')


def left_out(said: str) -> list[str]:
    """The words of a text that are in no mark."""
    said = TAG.sub(lambda tag: " ".join(["", *SAYS.findall(tag[0]), ""]), NO_WORDS.sub(" ", said))
    depth, outside = 0, []
    for sign in said:
        depth += (sign == BEGIN) - (sign == END)
        outside.append(sign if depth == 0 and sign != END else " ")
    words = re.findall(r"[^\W\d_]{2,}", "".join(outside))
    names = {word for name in languages().values() for word in name.split()}
    return [word for word in words if word not in TYPED | MONTHS | names]


@contextmanager
def marks(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Meanwhile that language is among those that there are."""
    monkeypatch.setenv("RIPPLE_PSEUDO", "1")
    looked_for_anew()
    try:
        yield
    finally:
        monkeypatch.undo()
        looked_for_anew()
