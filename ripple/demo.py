"""A made-up group to look around in: Maple Street, twelve neighbours and their last four months.

The people and their acts are in ``demo.json``, written for this; nobody in it is real.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from ripple.actions.groups import SignInLink, issue_link, new_id, start_group
from ripple.actions.rows import read_act
from ripple.domain.model import Act, ActPosted, MemberJoined, Person
from ripple.live import Groups

STORY = Path(__file__).with_suffix(".json")


def start_demo(groups: Groups, *, now: datetime) -> SignInLink:
    """Start Maple Street with everybody and everything in it, up to ``now``; the link signs its host in."""
    story = json.loads(STORY.read_text(encoding="utf-8"))
    came = {name: now - timedelta(days=days) for name, days in story["members_days_ago"].items()}
    host = min(came, key=lambda name: came[name])
    link = start_group(groups, story["name"], host, nonce=new_id(), now=came[host])
    live = groups.group(link.group)
    members = {name: new_id() for name in came} | {host: link.group}
    entries: list[MemberJoined | ActPosted] = [
        MemberJoined(id=f"join {members[name]}", at=at, member=members[name], name=name)
        for name, at in came.items()
        if name != host
    ]
    for told in story["acts"]:
        act = _act(told, members, now)
        entries.append(ActPosted(at=act.posted_at, act=act))
    live.log.append(live.id, *sorted(entries, key=lambda entry: entry.at))
    return issue_link(live, members[host], now=now)


def _act(told: Mapping[str, object], members: Mapping[str, str], now: datetime) -> Act:
    """One act of the story, with whoever is a member standing in it as one."""
    posted_at = now - timedelta(days=float(str(told["days_ago"])))
    act = read_act({**told, "posted_at": posted_at.isoformat()}, now)
    return replace(
        act,
        author=members.get(str(told.get("author"))),
        giver=act.giver and _as_member(act.giver, members),
        receivers=tuple(_as_member(person, members) for person in act.receivers),
    )


def _as_member(person: Person, members: Mapping[str, str]) -> Person:
    return replace(person, member=members.get(person.name))
