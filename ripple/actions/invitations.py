"""What invites to a group: a secret in the link and the square, and a short code to read out.

The secret cannot be guessed, so that whoever has it comes in whatever others do. The code can be, if
slowly: who types wrong ones has to wait.
"""

from __future__ import annotations

import re
import secrets
from datetime import datetime

from ripple.actions.rate_limits import guessing
from ripple.domain.errors import UnknownCode, UnknownGroup
from ripple.domain.events.directory import GroupListed
from ripple.domain.events.group import CodeRenewed
from ripple.live import Groups, LiveGroup, enlist

# Crockford's base 32 leaves out letters that are read as digits. Without the signs `-` and `_`, which
# programs that look for links in a text leave out at its end.
_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans("OIL", "011", "-\u2010\u2011\u2013")
CODE_LENGTH = 8  # signs of five bits each: 40
SECRET_LENGTH = 26  # 130 bits
LOOKED_AT = 2_000  # characters of what somebody pasted

_IN_LINK = re.compile(r"(?:\bjoin/|[?&]code=)([^\s/?&#]+)", re.IGNORECASE)
_CODE = re.compile(f"[{_SIGNS}]{{{CODE_LENGTH}}}|[{_SIGNS}]{{{SECRET_LENGTH}}}")


def new_code() -> str:
    """A fresh code to read out."""
    return _signs(CODE_LENGTH)


def new_secret() -> str:
    """A fresh secret for the link and the square."""
    return _signs(SECRET_LENGTH)


def _signs(count: int) -> str:
    return "".join(secrets.choice(_SIGNS) for _ in range(count))


def parse_code(said: str) -> str:
    """The code or the secret in what was typed or pasted, as it is kept; empty where there is none.

    A whole link may be there, words around it, and whatever signs a chat puts behind.
    """
    said = said[:LOOKED_AT]
    linked = _IN_LINK.search(said)
    said = linked[1] if linked else said
    words = said.split()
    found = [code for one in ("".join(words), *words) if (code := _code_in(one))]
    # Of several words that could be one, the code is rather what no word looks like.
    return max(found, key=lambda code: any(sign.isdigit() for sign in code), default="")


def _code_in(word: str) -> str:
    bare = re.sub(r"^\W+|[\W_]+$", "", word).upper().translate(_READ_AS)
    return bare if _CODE.fullmatch(bare) else ""


def format_code(code: str) -> str:
    """The code as people read it out: ``ABCD-2345``."""
    return f"{code[:4]}-{code[4:]}"


def invited_to(groups: Groups, said: str, *, asker: str) -> LiveGroup:
    """The group that what was ``said`` invites to: a link, its secret or a code, however it was typed.

    Raises `UnknownCode`, and for a code `SlowDown` when ``asker`` (an address) was wrong too often.
    """
    code = parse_code(said)
    group = _guessed(groups, code, asker) if len(code) == CODE_LENGTH else groups.by_code(code)
    if group is None:
        raise UnknownCode
    # No guess any more: to read a large group takes a while, and others look up their codes meanwhile.
    try:
        live = groups.group(group)
    except UnknownGroup:  # deleted, and still in the directory
        raise UnknownCode from None
    if code not in (live.history.code, live.secret):  # renewed, and the directory does not know yet
        raise UnknownCode
    return live


def _guessed(groups: Groups, code: str, asker: str) -> str:
    with guessing(asker, groups.log.tell):
        group = groups.by_code(code)
        if group is None:
            raise UnknownCode
        return group


def list_under_its_code(groups: Groups, live: LiveGroup, *, now: datetime) -> str:
    """See to it that the group's code and secret lead to it, and no earlier ones; return the code.

    Whoever looks at the invitation does this too: a crash may have come between group and directory, and
    a group from before there were secrets gets one. Where a newer version of the app changed the group, what
    is listed stays: that version knows better.
    Raises `UnknownGroup` where the entry is lost with which the group was started: nothing can lead into it.
    """
    if live.history.group is None:
        raise UnknownGroup(live.id)
    if live.history.newer and live.id in groups.listed():
        return live.history.code
    while not (live.secret or live.history.newer):
        code = live.history.code
        renewed = CodeRenewed(id=f"secret {_signs(16)}", at=now, by="", code=code, secret=new_secret())
        live.append(renewed, after=live.version)  # a code that was renewed meanwhile holds
        live.catch_up()
    code, secret = live.history.code, live.secret
    if {groups.by_code(code), groups.by_code(secret)} != {live.id}:
        listed = GroupListed(id=f"list {_signs(16)}", at=now, group=live.id, code=code, secret=secret)
        enlist(groups.log, listed)
    return code
