"""A log per group, behind one small protocol; the address says which technology keeps it."""

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from ripple.domain.database_errors import DriverMissing
from ripple.domain.errors import StoreUnknown
from ripple.domain.events.log import Stored
from ripple.store.addresses import POSTGRESQL, without_password


class Log(Protocol):
    """What every store does. Versions are 1, 2, 3, ... per group, in commit order, without gaps.

    Safe for many threads; a store that is kept in files or by a server is safe for several
    processes too. Entries handed out are frozen.
    """

    def append(self, group: str, *entries: Stored, after: int | None = None) -> int:
        """Store the entries, all or none, durably before returning; return the group's version.

        An entry whose id the group has already is passed over: a retry changes nothing. With ``after``
        they are stored only right after that version: not once anybody, in any process, was quicker.
        Raises `StoreReadOnly` when nothing can be written, `StoreDamaged` on damaged files.
        """
        ...

    def since(self, group: str, version: int) -> Sequence[tuple[int, Stored]]:
        """The entries after ``version``, oldest first, each with its own version.

        Empty for a group that has none. Raises `StoreDamaged` rather than hand out damaged entries.
        """
        ...

    def walk(self, group: str, version: int) -> Iterator[tuple[int, Stored]]:
        """As `since`, but each entry is read when its turn comes, and told then if it is damaged."""
        ...

    def version(self, group: str) -> int:
        """The version of the newest entry, 0 for a group that has none. Cheap: asked every second."""
        ...

    def glance(self, group: str) -> int:
        """As `version`, but what another process stored may be missing for a second: for the many looks that
        come every second."""
        ...

    def erase(self, group: str, *entry_ids: str) -> None:
        """Leave of the entries only what `without_words` leaves; their versions stay.

        When this returns, no byte of the words is left in the store's files. A database tells them to nobody
        any more, and keeps the bytes for a while (docs/postgresql.md says where).
        Ids that the group has not change nothing.
        """
        ...

    def forget(self, group: str) -> None:
        """Leave nothing of the group: its version is 0 from now on, for good.

        When this returns, no byte of it is left in the store's files (in a database as for `erase`). A later
        `append` to it raises `UnknownGroup`.
        """
        ...

    def replaced(self, group: str) -> int:
        """How often another state was found in the place of the group's, since this log was opened.

        An earlier one that was brought back, say, also if it has grown since. As cheap as `version`.
        """
        ...

    def stamp(self, group: str) -> str:
        """Another once the group's entries changed; empty where nobody can tell.

        It costs the same however many entries there are.
        """
        ...

    def remember(self, note: str) -> None:
        """Keep the ``note`` in the place of the last one. It holds nobody's words, and may be lost.

        Raises `StoreReadOnly`.
        """
        ...

    def remembered(self) -> str:
        """The last note; empty where there is none, or it was lost."""
        ...

    def tell(self, word: str) -> None:
        """Let the other processes on this store hear the ``word``, about a second later at most.

        It is kept nowhere, and does not arrive where the store cannot carry it: a database can, files cannot.
        """
        ...

    def hear(self, listener: Callable[[str], None]) -> None:
        """Have the ``listener`` called with each word that other processes `tell` from now on."""
        ...

    def groups(self) -> Sequence[str]:
        """The ids of all that have entries, or may have, in order; the directory is one of them."""
        ...

    def release(self, group: str) -> None:
        """Nobody uses the group for now: keep nothing of it in memory."""
        ...

    def close(self) -> None:
        """Let go of files and connections. Closing twice is harmless."""
        ...


def open_store(url: str) -> Log:
    """The store at ``url``: ``memory:``, ``tinydb:FOLDER`` or ``postgresql://…``.

    Raises `StoreUnknown` for any other address, and for a database what `ripple.store.postgres` raises. Each
    technology is imported only when asked for.
    """
    scheme, _, place = url.partition(":")
    if scheme in POSTGRESQL and place.startswith("//"):
        return _in_postgresql(url)
    match scheme:
        case "memory":
            from ripple.store.memory import MemoryLog

            return MemoryLog()
        case "tinydb" if place:
            from ripple.store.tiny import TinyLog

            return TinyLog(place)
        case _:
            raise StoreUnknown(without_password(url))


def _in_postgresql(url: str) -> Log:
    try:
        from ripple.store.postgres.log import PostgresLog
    except ImportError as missing:
        raise DriverMissing from missing
    return PostgresLog(url)
