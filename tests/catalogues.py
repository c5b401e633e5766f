"""`python3 -m tests.catalogues`: every catalogue of `ripple/locale` as the texts are now.

What is new stands in it without a translation, what was changed with its old one as *fuzzy* (and is English
in the app until somebody looked), and what is gone is gone. `python3 -m tests.catalogues it` begins Italian.
"""

from __future__ import annotations

import sys
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from ripple import catalogues
from ripple.environment import CHECKOUT

CALLS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2), "in_every_language": None}


def template() -> Catalog:
    """Every text of the app, with where it is told."""
    found = Catalog(project="Kindness Ripple", charset="utf-8")
    for file, line, text, notes, context in extract_from_dir(
        CHECKOUT / "ripple",
        method_map=[("**.py", "python")],
        keywords=CALLS,
        comment_tags=("For translators:",),
    ):
        found.add(text, locations=[(f"ripple/{file}", line)], auto_comments=notes, context=context)
    return found


def texts_of(message: Message) -> tuple[str, ...]:
    """Its text in English, and the one for many if it has one."""
    return message.id if isinstance(message.id, tuple) else (str(message.id),)


def updated(language: str, file: Path, texts: Catalog) -> Catalog:
    """The catalogue in the file with these texts, or a new one."""
    catalogue = catalogues.opened(language, file) if file.exists() else Catalog(language, charset="utf-8")
    catalogue.update(texts, update_creation_date=False)
    catalogue.obsolete.clear()
    return catalogue


def main(begun: list[str]) -> None:
    """Update what there is, and begin the languages ``begun``."""
    texts = template()
    named = {language: catalogues.LOCALE / language / "LC_MESSAGES" / "messages.po" for language in begun}
    for language, file in (catalogues.files() | named).items():
        catalogue = updated(language, file, texts)
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("wb") as written:
            write_po(written, catalogue, width=110, include_lineno=False)  # a line moves with every change
        left = [one for one in catalogue if one.id and (one.fuzzy or not all(said(one)))]
        print(f"{language}: {len(catalogue)} texts, {len(left)} to translate or to look at")


def said(message: Message) -> tuple[str, ...]:
    """The translation, for each number that the language tells apart."""
    return tuple(message.string) if isinstance(message.string, tuple | list) else (str(message.string or ""),)


if __name__ == "__main__":
    main(sys.argv[1:])
