"""A line written at the end of a journal's file, first safely, then visibly."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from ripple.domain.errors import StoreReadOnly
from ripple.store.disk import File, reason_of
from ripple.store.lines import Change
from ripple.store.reading import Reading


def append(line: bytes, reading: Reading, check: Callable[[File], object]) -> Change:
    """Write ``line`` where ``reading`` ends, durably, and return what all will read there, or raise.

    ``check`` is given the file, and raises what speaks against it that comes up meanwhile. Raises
    `StoreReadOnly`.
    """
    file, at = reading.file, reading.end
    try:
        file.make_room(at + len(line) + 1)
        file.write(line, at)
        file.begin_sync(at, len(line))
        # This and the next cost nothing: the disk takes longer.
        said: Change = reading.decode(b"[%s]" % line[9:])[0]
        check(file)
        file.sync()
        file.write(b"\n", at + len(line))
    except Exception as error:
        # After a failed sync nobody knows what the disk holds: take it back, never retry.
        with suppress(OSError):  # then the next writer takes it back
            file.write(bytes(len(line)), at)
            file.sync()
        if isinstance(error, OSError):
            raise StoreReadOnly(reason_of(error)) from error
        raise
    return said
