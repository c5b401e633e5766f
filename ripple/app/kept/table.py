"""Everything that is kept, one by one."""

from __future__ import annotations

from collections.abc import Iterable

from ripple.language import gettext as _
from ripple.privacy.categories import Kept, row_in_words


def one_by_one(rows: Iterable[Kept]) -> str:
    """The rows as Markdown, in our own words alone: what is kept and, below it, what is said of it."""
    return "\n\n".join(map(_one, rows))


def _one(row: Kept) -> str:
    said = row_in_words(row)
    facts = (
        _("Whose: {answer}").format(answer=said.whose),
        _("Why: {answer}").format(answer=said.why),
        _("How long: {answer}").format(answer=said.until),
        _("Who sees it: {answer}").format(answer=said.seen_by),
    )
    return "\n".join((f"**{said.what}**", *(f"- {fact}" for fact in facts)))
