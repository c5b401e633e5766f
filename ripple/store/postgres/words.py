"""Words that processes tell each other on the way on which they tell of news."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from secrets import token_hex

_IS_A_WORD = "!"  # so begins no id of a group


class Words:
    """Those of this process: it does not hear its own, and says none twice that is told twice."""

    def __init__(self) -> None:
        self._whose = f"{_IS_A_WORD}{token_hex(8)}"
        self._number = count()

    def carrying(self, word: str) -> str:
        """What is told, so that others hear the ``word``."""
        return f"{self._whose} {next(self._number)} {word}"

    def for_(self, listener: Callable[[str], None]) -> Callable[[str], None]:
        """Gives the ``listener`` the words in what others tell."""

        def hear(told: str) -> None:
            whose, _number, word = [*told.split(" ", 2), "", ""][:3]
            if whose.startswith(_IS_A_WORD) and whose != self._whose:
                listener(word)

        return hear
