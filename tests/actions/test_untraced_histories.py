"""Whatever happens in a group, nothing in its log or in a host's copy joins an unsigned act with a member."""

from __future__ import annotations

import json
import re
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ripple.actions.files.act_files import import_acts
from ripple.actions.files.group_archive import export_group, import_group
from ripple.actions.joining import claim_of, enter, issue_link, new_id
from ripple.actions.leaving import AskerOf, acts_of, leave_group
from ripple.actions.members import name_host
from ripple.actions.moderating import hide_act, report_act, thank
from ripple.actions.posting import Withdrawn, edit_act, share_act, undo_withdrawal, withdraw_act
from ripple.domain.errors import RippleError
from ripple.domain.model import Act, Warmth
from ripple.domain.moderation import Asker
from ripple.live import Groups, LiveGroup
from ripple.store import open_store
from ripple.store.codec import to_json
from tests.actions.conftest import NOON, come_in, with_ada_and_ben

PEOPLE = ("ada", "ben", "cleo", "dora")
STEPS = ("sign", "leave out", "edit", "withdraw", "undo", "report", "thank", "hide", "leave", "go", "file")


@dataclass
class Told:
    """A group, who wrote which unsigned act in it, and what can be undone."""

    live: LiveGroup
    now: datetime = NOON
    wrote: dict[str, str] = field(default_factory=dict)
    gone: list[tuple[str, Withdrawn]] = field(default_factory=list)

    def asker(self, who: str) -> AskerOf:
        return lambda act: Asker(who, claim_of(f"the browser of {who}", act))

    def do(self, step: str, who: str, which: int) -> None:
        acts, mine = list(self.live.history.acts), acts_of(self.live.history, self.asker(who))
        act = acts[which % len(acts)] if acts else ""
        if step in ("sign", "leave out"):
            self.shares(who, act if which % 2 else "", signed=step == "sign")
        elif step in ("edit", "withdraw", "undo"):
            self.with_ones_own(step, who, mine[which % len(mine)].id if mine else act)
        elif step in ("report", "thank", "hide"):
            self.with_any(step, who, act)
        elif step == "file":
            row = {"id": f"row {which}", "text": "of a file", "posted_at": "2026-01-01"}
            import_acts(self.live, json.dumps([row]).encode(), now=self.now)
        else:
            leave_group(self.live, self.asker(who), erase=step == "leave", now=self.now)

    def with_ones_own(self, step: str, who: str, act: str) -> None:
        asker = self.asker(who)(act)
        if step == "edit":
            edit_act(self.live, asker, Act(id=act, text="anew", posted_at=NOON), now=self.now)
        elif step == "withdraw":
            self.gone.append((who, withdraw_act(self.live, asker, act, now=self.now)))
        elif self.gone:
            by, withdrawn = self.gone.pop()
            undo_withdrawal(self.live, self.asker(by)(withdrawn.act.id), withdrawn, now=self.now)

    def with_any(self, step: str, who: str, act: str) -> None:
        if step == "report":
            report_act(self.live, self.asker(who)(act), act, "a reason", now=self.now)
        elif step == "thank":
            thank(self.live, self.asker(who)(act), act, Warmth.MOVED, now=self.now)
        else:
            hide_act(self.live, who, act, now=self.now)

    def shares(self, who: str, parent: str, *, signed: bool) -> None:
        id = new_id()
        claim = "" if signed else self.asker(who)(id).claim
        author = who if signed else None
        act = Act(
            id=id, text="words", posted_at=self.now, author=author, claim=claim, inspired_by=parent or None
        )
        share_act(self.live, who, act, now=self.now)
        if not signed:
            self.wrote[id] = who


steps = st.lists(
    st.tuples(st.sampled_from(STEPS), st.sampled_from(PEOPLE), st.integers(0, 7)), min_size=3, max_size=25
)


@given(steps)
def test_no_history_joins_an_unsigned_act_with_a_member(done: list[tuple[str, str, int]]) -> None:
    groups = Groups(open_store("memory:"))
    live = with_ada_and_ben(groups)
    come_in(groups, live, "Cleo", "Dora")
    name_host(live, "ada", "dora", host=True, now=NOON)
    story = Told(live)
    for step, who, which in done:
        story.now += timedelta(seconds=17, microseconds=4_711)
        with suppress(RippleError):
            story.do(step, who, which)
    enter(groups, issue_link(live, live.history.hosts[0].id, now=story.now), now=story.now)
    the_log_says_nothing(story)
    a_copy_says_nothing(groups, story)


def names(line: str, *people: str) -> bool:
    """Whether a line of JSON has the id of one of these, by itself or within another id."""
    return any(f'"{who}"' in line or f" {who}" in line for who in people)


def the_log_says_nothing(story: Told) -> None:
    said = [to_json(entry).decode() for _version, entry in story.live.log.since(story.live.id, 0)]
    # What somebody signs may say that an unsigned act led to it, whoever wrote that.
    lines = [re.sub('"inspired_by":"[^"]*"', "", line) for line in said]
    for act, who in story.wrote.items():
        assert [line for line in lines if act in line and names(line, who)] == []
    claims = Counter(act.claim for act in story.live.history.acts.values() if act.claim)
    assert set(claims.values()) <= {1}


def a_copy_says_nothing(groups: Groups, story: Told) -> None:
    live = story.live
    data = export_group(live, live.history.hosts[0].id)
    lines = data.decode().splitlines()
    about = [line for line in lines if any(act in line for act in story.wrote) and '"author":null' in line]
    assert [line for line in about if names(line, *PEOPLE) or "a reason" in line] == []
    assert [line for line in lines if '"claim"' in line and '"claim":""' not in line] == []
    copy = groups.group(import_group(groups, data, nonce="copy", now=story.now).group)
    assert [(act.id, act.inspired_by, act.text) for act in copy.history.acts.values()] == [
        (act.id, act.inspired_by, act.text) for act in live.history.acts.values()
    ]
