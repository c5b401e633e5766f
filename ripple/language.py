"""The language of all texts for people, found once.

Python's own `gettext.gettext` looks for its files at every text, and a page has hundreds.
"""

from gettext import GNUTranslations, bindtextdomain, translation
from pathlib import Path

_spoken = translation("messages", fallback=True)  # without one, texts stay as they are written: English
gettext, ngettext = _spoken.gettext, _spoken.ngettext


def in_every_language(text: str) -> set[str]:
    """The text as it is written and in each language that there is a translation to."""
    return {text, *(language.gettext(text) for language in _languages)}


def _translation(file: Path) -> GNUTranslations:
    with file.open("rb") as translated:
        return GNUTranslations(translated)


_languages = [
    _translation(file) for file in Path(bindtextdomain("messages")).glob("*/LC_MESSAGES/messages.mo")
]
