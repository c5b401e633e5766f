"""Two languages that nobody speaks, to see whether a page leaves a text out or cuts a longer one off.

Every text is marked at both ends and a third longer than in English; the second is written from the right.
They are there where `RIPPLE_PSEUDO` is set.
"""

from __future__ import annotations

import os
import re
from gettext import NullTranslations

FROM_THE_LEFT, FROM_THE_RIGHT = "en_XA", "ar_XB"
NAMES = {FROM_THE_LEFT: "⟦Longer⟧", FROM_THE_RIGHT: "⟦اطول⟧"}
ALIKE = {FROM_THE_LEFT: "en_GB", FROM_THE_RIGHT: "ar"}  # whose days and numbers they write
BEGIN, END = "⟦", "⟧"
LONGER = 0.35
_FILLING = {FROM_THE_LEFT: "ëëëë", FROM_THE_RIGHT: "لللل"}
# A line without what Markdown makes of its beginning.
_LINE = re.compile(r"^(\s*(?:[-*#>]+ |\d+\. )?)(\S.*?)(\s*)$", re.MULTILINE)


def wanted() -> tuple[str, ...]:
    """Those that are offered here."""
    return (FROM_THE_LEFT, FROM_THE_RIGHT) if os.environ.get("RIPPLE_PSEUDO") else ()


class Pseudo(NullTranslations):
    """The texts in one of these languages."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._filling = _FILLING[language]

    def gettext(self, text: str) -> str:
        return _LINE.sub(lambda line: f"{line[1]}{self._marked(line[2])}{line[3]}", text)

    def ngettext(self, one: str, many: str, count: int) -> str:
        return self.gettext(one if count == 1 else many)

    def _marked(self, line: str) -> str:
        filling = " ".join([self._filling] * round(len(line) * LONGER / 5))
        return f"{BEGIN}{line} {filling}{END}" if filling else f"{BEGIN}{line}{END}"
