"""Chats that were saved: a messenger's text, one message a line, and a day of a team's chat as JSON."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec

from ripple.actions.files.foreign.tables import Table, TableRow, refused
from ripple.language import gettext as _

# "03/11/2026, 08:15 - Ada: words" and "[03.11.26, 08:15:07] Ada: words". A line with neither goes on with the
# message above it; one without a name is the messenger's own.
_TIME = r"\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp]\.?\s?[Mm]\.?)?"
_DAY = r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}"
_MESSAGE = re.compile(
    rf"[\u200e\u200f]?\[?(?P<when>{_DAY},?\s{_TIME})(?:\]| -)\s(?:(?P<who>[^:\n]{{1,80}}): )?(?P<said>.*)"
)
_NO_WORDS = re.compile(r"[\u200e\u200f]?<[^<>]+>")  # "<Media omitted>", in whatever language
_TELEPHONE = re.compile(r"[\u2066-\u2069\u202a-\u202c]?\+?[\d\s().\u00a0-]{6,}[\u2066-\u2069\u202c]?")
_MENTION = re.compile(r"<@(\w+)(?:\|([^>]*))?>")
_LINK = re.compile(r"<(?:https?://[^|>]*|mailto:[^|>]*)(?:\|([^>]*))?>")


class Profile(msgspec.Struct):
    """What a team's chat tells of who wrote."""

    real_name: str | None = None
    display_name: str | None = None


class ChatMessage(msgspec.Struct):
    """A message of a team's chat; ``ts``, in s since 1970, is its id too."""

    ts: str
    text: str | None = None
    user: str | None = None
    user_profile: Profile | None = None
    thread_ts: str | None = None
    subtype: str | None = None


def from_lines(text: str) -> Table | None:
    """The messages of a chat that was saved as text; None where it is no chat."""
    lines = text.splitlines()
    if not any(_MESSAGE.match(line) for line in lines[:2]):
        return None
    messages: list[tuple[int, list[str]]] = []
    for number, line in enumerate(lines, 1):
        if found := _MESSAGE.match(line):
            who = found["who"] or ""
            said = found["said"] if who and not _NO_WORDS.fullmatch(found["said"]) else ""
            messages.append((number, [found["when"], "" if _TELEPHONE.fullmatch(who) else who, said]))
        elif messages and messages[-1][1][2]:
            messages[-1][1][2] += "\n" + line
    rows = tuple(TableRow(line, tuple(cells)) for line, cells in messages if cells[2])
    return Table((_("Time"), _("Name"), _("Message")), rows, known=("posted_at", "told_by", "text"))


def from_json(text: str) -> Table | None:
    """The messages, or other things with names and values, of a JSON list; None where it is none.

    Raises `ImportRefused` for one that is broken, or holds something else.
    """
    if not text.lstrip().startswith(("[", "{")) or _MESSAGE.match(text):
        return None
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as problem:
        raise refused(_("no JSON: {reason}").format(reason=problem)) from problem
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise refused(_("a JSON file holds its acts in a list: [{...}, {...}]"))
    try:
        return _team_chat(msgspec.convert(found, list[ChatMessage]))
    except msgspec.ValidationError:
        return _objects(found)


def _objects(found: list[dict[str, Any]]) -> Table:
    columns = tuple(dict.fromkeys(name for one in found for name in one))
    rows = (tuple(_flat(one.get(name)) for name in columns) for one in found)
    return Table(columns, tuple(TableRow(number, cells) for number, cells in enumerate(rows, 1)))


def _flat(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(map(_flat, value))
    return "" if value is None or isinstance(value, dict) else str(value).strip()


def _team_chat(messages: Sequence[ChatMessage]) -> Table:
    """What people wrote, and what each answers; who came and went is left out."""
    names = {one.user: _called(one.user_profile) for one in messages if one.user}
    rows = []
    for number, one in enumerate(messages, 1):
        if one.subtype or not one.text:
            continue
        answers = one.thread_ts if one.thread_ts and one.thread_ts != one.ts else ""
        name = names.get(one.user or "", "")
        rows.append(TableRow(number, (one.ts, _moment(one.ts), name, _plain(one.text, names), answers)))
    columns = ("", _("Time"), _("Name"), _("Message"), _("In reply to"))
    return Table(columns, tuple(rows), known=("id", "posted_at", "told_by", "text", "inspired_by"))


def _moment(seconds: str) -> str:
    """When that was, as text; what is no moment stays as it is, for who reads days to refuse it."""
    try:
        return datetime.fromtimestamp(float(seconds), UTC).isoformat()
    except (ValueError, OverflowError, OSError):
        return seconds


def _called(profile: Profile | None) -> str:
    return (profile.real_name or profile.display_name or "") if profile else ""


def _plain(words: str, names: Mapping[str, str]) -> str:
    """A message as it was read: people and links by their names, signs as themselves."""
    words = _MENTION.sub(lambda found: found[2] or names.get(found[1]) or "…", words)
    return html.unescape(_LINK.sub(lambda found: found[1] or found[0][1:-1], words))
