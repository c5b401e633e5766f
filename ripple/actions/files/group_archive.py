"""A whole group as one file, to be kept elsewhere or moved: a line of JSON for each thing that is so.

What hosts can read in the app is in it, and nothing else (`ripple.actions.files.host_view`). Files from
before have a line for each thing that happened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ripple.actions.files.host_view import readable
from ripple.actions.files.tabular import refusal
from ripple.actions.host_check import must_be_host
from ripple.actions.invitations import list_under_its_code, new_code, new_secret
from ripple.actions.joining import SignInLink, issue_link
from ripple.domain.errors import ImportRefused, Problem, RippleError
from ripple.domain.events.group import CodeRenewed, EndAsked, EndStopped, GroupStarted
from ripple.domain.events.imports import ImportBegun, ImportUndone
from ripple.domain.events.log import DirectoryEvent, GroupEvent
from ripple.domain.events.sign_in import IdentityLinked, IdentityUnlinked, LinkIssued, SignedIn, SignedOut
from ripple.domain.events.unknown import UnknownEvent
from ripple.domain.history import History
from ripple.domain.rules import broken_rule, check_times
from ripple.language import gettext as _
from ripple.live import Groups, LiveGroup
from ripple.network.numbers import numbers_of
from ripple.network.pond import Pond
from ripple.store.codec import from_document, read_document, to_json
from ripple.words import in_words

# What no file brings: nobody signs in by one, no group that comes is to end, and nothing of it goes at once.
_NOT_BROUGHT = (
    *(LinkIssued, SignedIn, SignedOut, IdentityLinked, IdentityUnlinked, EndAsked, EndStopped),
    *(ImportBegun, ImportUndone),
)


def export_group(live: LiveGroup, host: str) -> bytes:
    """The group as a file that `import_group` takes. Raises `NotAllowed` unless ``host`` is one."""
    must_be_host(live, host, "export the group")
    entries = live.as_one(lambda: list(readable(live.history)))
    return b"".join(to_json(entry) + b"\n" for entry in entries)


@dataclass(frozen=True, slots=True)
class Brought:
    """What a group's file holds: its entries, and the id of its first host."""

    entries: Sequence[GroupEvent]
    host: str
    pond: Pond = field(default_factory=Pond)

    def look(self) -> None:
        """Ask for what the pages ask for, and so do the work that waits until somebody looks."""
        self.pond.arrays()
        self.pond.people.places()
        self.pond.tally.weekly()
        numbers_of(self.pond)


def import_group(
    groups: Groups,
    data: bytes,
    *,
    nonce: str,
    now: datetime,
    replay: Callable[[bytes, datetime], Brought] | None = None,
) -> SignInLink:
    """Make of a file from `export_group` the new group ``nonce``, with a code of its own.

    The link signs in its first host; they can make links for the others. All or nothing: raises
    `ImportRefused`, naming the first line that cannot be. The same nonce makes one group. ``replay`` is
    how the file is read; `replayed` where nobody waits for this process.
    """
    brought = (replay or replayed)(data, now)
    host = brought.host
    renewed = CodeRenewed(id=f"renew {nonce}", at=now, by=host, code=new_code(), secret=new_secret())
    live = groups.begin(nonce, *brought.entries, renewed)
    list_under_its_code(groups, live, now=now)
    return issue_link(live, host, now=now)


def entries_of(data: bytes) -> Iterator[tuple[int, GroupEvent]]:
    """Each line of the file by its number, as an entry. Raises `ImportRefused` for one that is none."""
    for line, text in enumerate(data.splitlines(), 1):
        with _refused_at(line):
            entry = from_document(_read(text))
            if isinstance(entry, UnknownEvent):
                raise ValueError(_("a newer version of the app wrote this"))
            if isinstance(entry, DirectoryEvent):
                raise ValueError(_("this cannot stand here"))
            yield line, entry


def replayed(data: bytes, now: datetime) -> Brought:
    """The file's entries, once `History` and a pond took them in. Raises `ImportRefused`."""
    history, pond, entries, ids = History(), Pond(), list[GroupEvent](), set[str]()
    lines: dict[str, int] = {}  # of each act, where it was told first
    for line, entry in entries_of(data):
        with _refused_at(line):
            if (line == 1) != isinstance(entry, GroupStarted) or isinstance(entry, _NOT_BROUGHT):
                raise ValueError(_("this cannot stand here"))
            check_times(entry, now)
            if broken := broken_rule(entry, ids):
                raise ValueError(broken)
            for act in history.apply(line, entry):
                lines.setdefault(act, line)
        ids.add(entry.id)
        entries.append(entry)
    for act, line in lines.items():
        with _refused_at(line):
            pond.put(history.acts[act])
    if not history.hosts:
        raise refusal([Problem(1 + len(entries), _("a host is missing"))])
    if not history.name:
        raise refusal([Problem(1 + len(entries), _("the name of the group is missing"))])
    return Brought(entries, history.hosts[0].id, pond)


@contextmanager
def _refused_at(line: int) -> Iterator[None]:
    """Around what is done with a line: what cannot be is refused, and the line named."""
    try:
        yield
    except ImportRefused:
        raise
    except RippleError as error:
        raise refusal([Problem(line, in_words(error))]) from error
    except (ValueError, TypeError, OverflowError) as error:  # OverflowError: a time that no calendar has
        raise refusal([Problem(line, str(error)[:200])]) from error


def _read(line: bytes) -> dict[str, Any]:
    try:
        return read_document(line)
    except (ValueError, RecursionError) as error:
        raise ValueError(_("this is no line of a group’s file")) from error
