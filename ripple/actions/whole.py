"""A whole group as one file, to be kept elsewhere or moved: a line of JSON for each thing that happened.

Everything is in it that hosts may read, but what signs people in: no links, no browsers, no identities.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from ripple.actions.groups import SignInLink, issue_link
from ripple.actions.invitations import list_under_its_code, new_code, new_secret
from ripple.actions.sheets import refusal
from ripple.domain.entries import CodeRenewed, Entry, GroupStarted
from ripple.domain.errors import NotAllowed, Problem, RippleError
from ripple.domain.history import History
from ripple.domain.rules import broken_rule
from ripple.domain.signing import IdentityLinked, IdentityUnlinked, LinkIssued, SignedIn, SignedOut
from ripple.language import gettext as _
from ripple.live import Groups, LiveGroup
from ripple.network.pond import Pond
from ripple.store.codec import from_document, read_document, to_json
from ripple.words import in_words

BYTES_LIMIT = 50_000_000
_SIGNING_IN = (LinkIssued, SignedIn, SignedOut, IdentityLinked, IdentityUnlinked)


def export_group(live: LiveGroup, host: str) -> bytes:
    """The group as a file that `import_group` takes. Raises `NotAllowed` unless ``host`` is one."""
    live.catch_up()
    if not live.history.is_host(host):
        raise NotAllowed(host, "export_group")
    entries = [entry for _, entry in live.log.since(live.id, 0)]
    return b"".join(to_json(one) + b"\n" for one in entries if not isinstance(one, _SIGNING_IN))


def import_group(groups: Groups, data: bytes, *, nonce: str, now: datetime) -> SignInLink:
    """Make of a file from `export_group` the new group ``nonce``, with a code of its own.

    The link signs in its first host; they can make links for the others. All or nothing: raises
    `ImportRefused`, naming the first line that cannot be. The same nonce makes one group.
    """
    if len(data) > BYTES_LIMIT:
        reason = _("the file is larger than {limit} MB").format(limit=BYTES_LIMIT // 1_000_000)
        raise refusal([Problem(1, reason)])
    entries, history = [], History()
    for entry in _replayed(data, history):
        entries.append(entry)
    if not history.hosts:
        raise refusal([Problem(1 + len(entries), _("a host is missing"))])
    host = history.hosts[0].id
    renewed = CodeRenewed(id=f"renew {nonce}", at=now, by=host, code=new_code(), secret=new_secret())
    groups.log.append(nonce, *entries, renewed)
    live = groups.group(nonce)
    list_under_its_code(groups, live, now=now)
    return issue_link(live, host, now=now)


def _read(line: bytes) -> dict[str, Any]:
    try:
        return read_document(line)
    except (ValueError, RecursionError) as error:
        raise ValueError(_("this is no line of a group’s file")) from error


def _replayed(data: bytes, history: History) -> Iterator[Entry]:
    """Each line as an entry, once `History` and a pond took it in. Raises `ImportRefused`."""
    pond, ids = Pond(), set[str]()
    for line, text in enumerate(data.splitlines(), 1):
        try:
            entry = from_document(_read(text))
            if (line == 1) != isinstance(entry, GroupStarted) or isinstance(entry, _SIGNING_IN):
                raise ValueError(_("this cannot stand here"))
            if broken := broken_rule(entry, ids):
                raise ValueError(broken)
            for act in history.apply(history.version + 1, entry):
                pond.put(history.acts[act])
        except RippleError as error:
            raise refusal([Problem(line, in_words(error))]) from error
        except (ValueError, TypeError, OverflowError) as error:  # OverflowError: a time that no calendar has
            raise refusal([Problem(line, str(error)[:200])]) from error
        ids.add(entry.id)
        yield entry
