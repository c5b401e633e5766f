"""A made-up group to look around in: Maple Street, twelve neighbours and their last four months.

The people and their acts are in ``demo.json``, written for this; nobody in it is real.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from ripple.actions.files.act_rows import read_act
from ripple.actions.joining import SignInLink, founder_of, issue_link, new_id, start_group
from ripple.domain.events.acts import ActPosted
from ripple.domain.events.members import MemberJoined
from ripple.domain.model import Act, Person, replace
from ripple.live import Groups

STORY = Path(__file__).with_suffix(".json")


def start_demo(groups: Groups, *, now: datetime) -> SignInLink:
    """Start Maple Street with everybody and everything in it, up to ``now``; the link signs its host in."""
    story = json.loads(STORY.read_text(encoding="utf-8"))
    host, *others = story["members"]
    link = start_group(groups, story["name"], host["name"], nonce=new_id(), now=_moment(host, now))
    live = groups.group(link.group)
    members = {host["name"]: founder_of(live)}
    entries: list[MemberJoined | ActPosted] = []
    for other in others:
        member = members[other["name"]] = new_id()
        entries.append(
            MemberJoined(id=f"join {member}", at=_moment(other, now), member=member, name=other["name"])
        )
    for told in story["acts"]:
        act = _act(told, members, now)
        entries.append(ActPosted(at=act.posted_at, act=act))
    live.append(*sorted(entries, key=lambda entry: entry.at))
    return issue_link(live, members[host["name"]], now=now)


def first_acts(count: int, *, now: datetime) -> list[Act]:
    """How Maple Street began: its first acts, oldest first, outside any group."""
    told = json.loads(STORY.read_text(encoding="utf-8"))["acts"]
    return sorted((_act(one, {}, now) for one in told), key=lambda act: act.posted_at)[:count]


def _moment(told: Mapping[str, Any], now: datetime) -> datetime:
    """When it happened, counted back from ``now``."""
    clock = time.fromisoformat(told["at"])
    return datetime.combine(now.date() - timedelta(days=told["days_ago"]), clock, now.tzinfo)


def _act(told: Mapping[str, Any], members: Mapping[str, str], now: datetime) -> Act:
    """One act of the story, with whoever is a member standing in it as one."""
    act = read_act({"language": "en", **told, "posted_at": _moment(told, now).isoformat()}, now)
    return replace(
        act,
        author=members.get(told.get("author", "")),
        givers=tuple(_as_member(person, members) for person in act.givers),
        receivers=tuple(_as_member(person, members) for person in act.receivers),
    )


def _as_member(person: Person, members: Mapping[str, str]) -> Person:
    return replace(person, member=members.get(person.name))
