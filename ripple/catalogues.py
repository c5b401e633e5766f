"""What a translator gave: a file a language, read and checked.

``locale/de/LC_MESSAGES/messages.po`` makes German a language of the app, and nothing else does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

LOCALE = Path(__file__).with_name("locale")
DOMAIN = "messages"


def files() -> dict[str, Path]:
    """The file of each language that is not English, which the texts are written in."""
    found = sorted(LOCALE.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))
    return {file.parts[-3]: file for file in found}


def opened(language: str, file: Path) -> Catalog:
    """The catalogue in the file. Raises `OSError`, and `ValueError` when it is none."""
    try:
        with file.open("rb") as written:
            return read_po(written, locale=language, domain=DOMAIN, abort_invalid=True)
    except PoFileError as damage:
        raise ValueError(str(damage)) from damage


def translations(catalogue: Catalog) -> tuple[GNUTranslations, list[str]]:
    """What the catalogue says, without those of its texts that would break a page, which are named besides.

    Raises `ValueError` when its rule for plurals is none.
    """
    spoken = (message for message in catalogue if message.id and not message.fuzzy)
    broken = [message for message in spoken if list(faults(message))]
    for message in broken:
        message.string = ("", "") if message.pluralizable else ""
    packed = BytesIO()
    write_mo(packed, catalogue)
    packed.seek(0)
    return GNUTranslations(packed), [_each(message.id)[0] for message in broken]


def faults(message: Message) -> Iterator[str]:
    """Where the translation of a message fills in what the text does not, so that nothing would be there."""
    filled = set[str]().union(*map(_filled, _each(message.id)))
    for said in filter(None, _each(message.string)):
        try:
            if strange := _filled(said) - filled:
                yield f"{said!r} fills in {', '.join(sorted(strange))}"
        except ValueError as fault:
            yield f"{said!r}: {fault}"


def _filled(text: str) -> set[str]:
    """What is filled into the text, each with how it is to be written."""
    fields = (found[1:] for found in Formatter().parse(text) if found[1] is not None)
    named = {f"{name}{'!' + how if how else ''}{':' + form if form else ''}" for name, form, how in fields}
    return named | set(re.findall(r"%\(\w+\).", text))


def _each(texts: object) -> tuple[str, ...]:
    return tuple(texts) if isinstance(texts, tuple | list) else (str(texts),)
