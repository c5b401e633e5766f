"""Finding out what changes: `Draft` notes what a TinyDB updater does to a table, `difference` compares two
states of all tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, MutableMapping
from typing import Any

from ripple.store.lines import Change, Tables, is_table, opened

Docs = dict[str, Any]  # id as text -> document


class Draft(MutableMapping[Any, Any]):
    """A table as an updater sees it: it may change everything, and what it changed is known."""

    def __init__(self, docs: Docs, id_class: Callable[[str], Any]) -> None:
        self._docs, self._id_class = docs, id_class
        self._drafts: dict[str, Any] = {}  # None: taken out

    def __getitem__(self, doc_id: Any) -> Any:
        key = str(doc_id)
        if key not in self._drafts:
            self._drafts[key] = copy(self._docs[key])
        if self._drafts[key] is None:
            raise KeyError(doc_id)
        return self._drafts[key]

    def __setitem__(self, doc_id: Any, doc: Any) -> None:
        self._drafts[str(doc_id)] = doc

    def __delitem__(self, doc_id: Any) -> None:
        if doc_id not in self:
            raise KeyError(doc_id)
        self._drafts[str(doc_id)] = None

    def __contains__(self, doc_id: object) -> bool:
        key = str(doc_id)
        return self._drafts[key] is not None if key in self._drafts else key in self._docs

    def __iter__(self) -> Iterator[Any]:
        keys = [*self._docs, *(key for key in self._drafts if key not in self._docs)]
        return (self._id_class(key) for key in keys if key in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def clear(self) -> None:
        self._drafts = dict.fromkeys(self._docs)

    def change(self) -> Docs:
        """What is different now: the new documents, None for those that went."""
        return {key: doc for key, doc in self._drafts.items() if not same(doc, opened(self._docs.get(key)))}


def copy(value: Any) -> Any:
    """A deep copy of what JSON can say; of a document that nobody looked into what it says."""
    if isinstance(value, dict):
        return {key: copy(item) for key, item in value.items()}
    if isinstance(value, list):
        return [copy(item) for item in value]
    return opened(value)


def same(one: Any, other: Any) -> bool:
    """Whether a file would hold the same: unlike for Python, 1, 1.0 and True differ there."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(item, other[key]) for key, item in one.items())
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)


def difference(was: Tables, now: Tables) -> Change:
    """The change that leads from ``was`` to ``now``."""
    change: Change = {name: None for name in was if name not in now}
    for name, docs in now.items():
        if not (is_table(docs) and is_table(was.get(name))):
            change[name] = [docs]
            continue
        draft = Draft(was[name], str)
        draft.clear()
        draft.update(docs)
        if part := draft.change():
            change[name] = part
    return change
