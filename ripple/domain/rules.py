"""The rules between the entries of a log: what an entry may not do after those before it."""

from __future__ import annotations

from collections.abc import Set

from ripple.domain.entries import ActPosted, Entry
from ripple.language import gettext as _


def broken_rule(entry: Entry, ids: Set[str]) -> str:
    """What of the rules ``entry`` breaks after entries with these ``ids``; empty for nothing.

    An id comes once, and an act comes after the one that inspired it. A file that is brought in is held
    to the same rules as a store that is checked, or what was taken in could not be restored.
    """
    if entry.id in ids:
        return _("the id {id!r} is there twice").format(id=entry.id)
    parent = entry.act.inspired_by if isinstance(entry, ActPosted) else None
    if parent is not None and f"act {parent}" not in ids:
        return _("the act {parent!r} that inspired it is not there before it").format(parent=parent)
    return ""
