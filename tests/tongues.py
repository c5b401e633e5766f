"""Catalogues that tests make, in place of the app's."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from ripple import catalogues, language, reserved_names
from ripple.actions import confusable_names


@contextmanager
def speaking_only(folder: Path, texts: Mapping[str, Mapping[str, str]]) -> Iterator[None]:
    """Meanwhile the app has these ``texts`` alone, by their language, and English."""
    for tongue, said in texts.items():
        catalogue = Catalog(tongue)
        for text, translation in said.items():
            catalogue.add(text, translation)
        file = folder / tongue / "LC_MESSAGES" / "messages.po"
        file.parent.mkdir(parents=True)
        with file.open("wb") as written:
            write_po(written, catalogue)
    with patch.object(catalogues, "LOCALE", folder):
        looked_for_anew()
        try:
            yield
        finally:
            looked_for_anew()


def looked_for_anew() -> None:
    """Nothing is known any more of the catalogues that there were."""
    language.languages.cache_clear()
    language._catalogue.cache_clear()
    for made in (vars(reserved_names) | vars(confusable_names)).values():
        if hasattr(made, "cache_clear"):
            made.cache_clear()
