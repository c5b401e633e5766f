"""What leaves with a host's copy of the group: what is on the list, as exactly as pages tell it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from ripple.actions.files.group_archive import export_group
from ripple.actions.joining import enter, issue_link
from ripple.actions.leaving import leave_group
from ripple.actions.members import change_settings, remove
from ripple.actions.moderating import hide_act, report_act, thank
from ripple.actions.posting import edit_act, share_act
from ripple.domain.model import Act, Person, Settings, Warmth
from ripple.domain.moderation import Asker
from ripple.live import Groups, LiveGroup
from tests.actions.conftest import NOON, come_before_the_door, come_in

JUST_THEN = NOON + timedelta(seconds=31, microseconds=4_711)

# What hosts read, and where. Whatever is not here, no copy may hold.
READ = {
    "GroupStarted": {"name": "above every page", "language": "Group", "ask_private": "Group"},
    "SettingsChanged": {
        "approve_newcomers": "Group",
        "approve_acts": "Group",
        "unsigned": "Group",
        "people_page": "Group",
        "ask_kindly": "Group",
        "keep_days": "Group",
        "kinds_on": "Group",
        "kinds_off": "Group",
    },
    "MemberJoined": {"member": "none", "name": "Who is here", "host": "Who is here", "waits": "Group"},
    "MemberGone": {"by": "none", "member": "Who was here"},
    "ActPosted": {"act": "Acts", "waits": "To look at"},
    "ActEdited": {"act": "Acts", "waits": "To look at"},
    "ActHidden": {"act": "To look at"},
}
TOLD = {  # of an act
    *("id", "text", "posted_at", "author", "voice", "givers", "receivers", "kind", "face_to_face"),
    *("happened_on", "inspired_by", "how", "language", "edited_at", "erased"),
}
ALWAYS = {"entry", "id", "at"}


@pytest.fixture
def full(groups: Groups, live: LiveGroup) -> LiveGroup:
    """A group in which everything has happened that can."""
    come_in(groups, live, "Cleo", "Dora")
    come_before_the_door(groups, live, "Wanda")
    enter(groups, issue_link(live, "ben", now=JUST_THEN), now=JUST_THEN)
    bens = {"1": "ben", "2": None, "3": None, "4": "ben", "5": None}
    for id, author in bens.items():
        act = Act(
            id=id,
            text=f"words {id}",
            posted_at=JUST_THEN,
            author=author,
            claim="" if author else f"claim {id}",
            receivers=(Person("Cleo", "cleo"),),
            inspired_by="1" if id == "2" else None,
        )
        share_act(live, "ben", act, now=JUST_THEN)
    thank(live, Asker("cleo"), "2", Warmth.MOVED, now=JUST_THEN)
    report_act(live, Asker("cleo"), "3", "this hurts", now=JUST_THEN)
    hide_act(live, "ada", "4", now=JUST_THEN)
    change_settings(live, "ada", Settings(approve_acts=True, keep_days=400), now=JUST_THEN)
    edit_act(live, Asker("ben", "claim 5"), Act(id="5", text="anew", posted_at=NOON), now=JUST_THEN)
    share_act(live, "dora", Act(id="6", text="of Dora", posted_at=JUST_THEN, author="dora"), now=JUST_THEN)
    leave_group(live, lambda _act: Asker("dora"), erase=False, now=JUST_THEN)
    remove(live, "ada", "cleo", now=JUST_THEN)
    return live


def lines(live: LiveGroup) -> list[dict[str, Any]]:
    return [json.loads(line) for line in export_group(live, "ada").splitlines()]


def test_what_leaves_is_on_the_list(full: LiveGroup) -> None:
    for line in lines(full):
        said = {name for name, value in line.items() if value}
        assert said <= {*READ[line["entry"]], *ALWAYS}, line
        if isinstance(line.get("act"), dict):
            assert {name for name, value in line["act"].items() if value} <= TOLD
    assert {line["entry"] for line in lines(full)} == set(READ)


@pytest.mark.parametrize("secret", ["moved", "cleo asks", "this hurts", "claim", "words 5", "hash", "code_"])
def test_what_hosts_do_not_read_of_it_in_the_app_stays_here(full: LiveGroup, secret: str) -> None:
    data = export_group(full, "ada")
    assert secret.encode() not in data.replace(b'"claim":""', b"")
    assert full.history.code.encode() not in data


def test_no_time_in_it_is_more_exact_than_a_page(full: LiveGroup) -> None:
    moments = [at for line in lines(full) for at in times(line)]
    assert moments
    assert [at for at in moments if not at.endswith(":00Z")] == []


def times(told: dict[str, Any]) -> Iterator[str]:
    for name, value in told.items():
        if isinstance(value, dict):
            yield from times(value)
        elif value and (name == "at" or name.endswith("_at")):
            yield value


def test_a_line_about_an_unsigned_act_names_only_whom_it_is_about(full: LiveGroup) -> None:
    for line in lines(full):
        act = line.get("act")
        if isinstance(act, dict) and not act["author"]:
            assert "ben" not in json.dumps(line)
            assert "ada" not in json.dumps(line)
