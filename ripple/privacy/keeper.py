"""Who runs the app, how to reach them and where the machine stands: as they say it, in a small file."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

from ripple.domain.errors import RippleError
from ripple.domain.texts import clean_text
from ripple.language import gettext as _
from ripple.words import in_words

LIMIT = 300  # characters of each answer
EXAMPLE = 'who = "Maple Street School"'


@dataclass(frozen=True, slots=True)
class Keeper:
    """``who`` runs the app, by what ``contact`` to reach them, and ``where`` the machine stands.

    Each is empty where they do not say it.
    """

    who: str = ""
    contact: str = ""
    where: str = ""


def keeper_in(file: Path, *, wanted: bool = False) -> Keeper:
    """Who the TOML file says runs the app; without a file nobody said it, unless one is ``wanted``.

    Raises ValueError with a sentence for the keeper, which names the file and the line.
    """
    if not wanted and not file.exists():
        return Keeper()
    try:
        written = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as trouble:
        reason = trouble.strerror if isinstance(trouble, OSError) else _("it is not written in UTF-8")
        raise ValueError(_("{file} cannot be read: {reason}.").format(file=file, reason=reason)) from trouble
    try:
        said = tomllib.loads(written)
    except tomllib.TOMLDecodeError as trouble:
        sentence = _("This is not TOML. Each line is like: {example}").format(example=EXAMPLE)
        raise _unclear(file, _line_in(str(trouble), written), sentence) from trouble
    return Keeper(**{key: _answer(file, written, key, value) for key, value in said.items()})


def _answer(file: Path, written: str, key: str, value: object) -> str:
    line, known = _line_of(key, written), [field.name for field in fields(Keeper)]
    if key not in known:
        sentence = _("“{key}” is not known. There can be who, contact and where.")
        raise _unclear(file, line, sentence.format(key=key))
    if not isinstance(value, str):
        raise _unclear(file, line, _("“{key}” has to be words between quotation marks.").format(key=key))
    try:
        return clean_text(value, key, LIMIT) if value.strip() else ""
    except RippleError as trouble:
        raise _unclear(file, line, in_words(trouble)) from trouble


def _unclear(file: Path, line: int, sentence: str) -> ValueError:
    return ValueError(_("{file}, line {line}: {sentence}").format(file=file, line=line, sentence=sentence))


def _line_in(trouble: str, written: str) -> int:
    """The line that the reader of TOML names; the last one where it is the end."""
    found = re.search(r"at line (\d+)", trouble)
    return int(found[1]) if found else max(1, len(written.splitlines()))


def _line_of(key: str, written: str) -> int:
    """The line in which the key is said; the first where that cannot be told."""
    lines = enumerate(written.splitlines(), start=1)
    told = re.compile(rf"\s*\[*\s*[\"']?{re.escape(key)}\b")
    return next((number for number, line in lines if told.match(line)), 1)
