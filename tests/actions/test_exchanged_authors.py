"""Whoever of two wrote an unsigned act: all that others can come by is the same, to the letter.

The same history is played twice, and the second time the unsigned acts are of another member. What differs
then tells who it was, whatever it is.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ripple.actions import rate_limits
from ripple.actions.files.group_archive import export_group
from ripple.actions.joining import claim_of, new_id
from ripple.actions.leaving import AskerOf, erase_member, export_mine, leave_group
from ripple.actions.members import change_settings, name_host, remove
from ripple.actions.moderating import approve_act, hide_act, report_act, restore_act, thank
from ripple.actions.posting import Withdrawn, edit_act, share_act, undo_withdrawal, withdraw_act
from ripple.domain.errors import RippleError
from ripple.domain.model import Act, How, Person, Voice, Warmth, replace
from ripple.domain.moderation import Asker, case_of, to_decide, waits_for
from ripple.live import Groups, LiveGroup
from ripple.store import open_store
from ripple.store.codec import to_json
from tests.actions.conftest import NOON, come_in, with_ada_and_ben

HOSTS, MEMBERS = ("ada", "dora"), ("ben", "cleo", "emil")
PAIRS = (("ben", "cleo"), ("dora", "ben"), ("cleo", "dora"))  # who wrote what is unsigned, or might have
TONGUES = {"ada": "en", "dora": "ar", "ben": "de", "cleo": "pl", "emil": "uk"}  # of their pages
OWN = ("leave out", "edit", "withdraw", "undo")  # what the one whom nobody knows does
BY_NAME = ("sign", "go", "remove", "erase", "approval")
OTHERS = (*BY_NAME, "thank", "report", "hide", "take away", "bring back", "decide")


@dataclass
class Played:
    """A group in which ``author`` writes all that is unsigned, and nobody of ``pair`` does with that what its
    author could not: that they did not write it would show."""

    author: str
    pair: tuple[str, str]
    live: LiveGroup
    now: datetime = NOON
    unsigned: list[str] = field(default_factory=list)
    taken_back: list[Withdrawn] = field(default_factory=list)
    taken_away: list[tuple[str, Withdrawn]] = field(default_factory=list)

    def asker(self, who: str, browser: str = "own") -> AskerOf:
        return lambda act: Asker(who, claim_of(f"the {browser} browser of {who}", act))

    def do(self, step: str, who: str, which: int) -> None:
        acts = [*self.live.history.acts, *self.live.history.awaiting]
        act = acts[which % len(acts)] if acts else ""
        if step in OWN:
            if all(one in self.live.history.members for one in self.pair):
                self.by_the_author(step, act, which)
        elif step in BY_NAME:
            self.by_name(step, who, act, which)
        elif not (act in self.unsigned and who in self.pair):
            self.by_another(step, who, act)

    def by_the_author(self, step: str, act: str, which: int) -> None:
        me = self.asker(self.author)
        if step == "leave out":
            self.unsigned.append(self.shares(act if which % 2 else "", which, author=None))
        elif step == "undo" and self.taken_back:
            withdrawn = self.taken_back.pop()
            undo_withdrawal(self.live, me(withdrawn.act.id), withdrawn, now=self.now)
        elif step == "edit" and act in self.unsigned:
            anew = Act(id=act, text=f"anew {which}", posted_at=NOON, voice=Voice.SAW)
            edit_act(self.live, me(act), anew, now=self.now)
        elif step == "withdraw" and act in self.unsigned:
            self.taken_back.append(withdraw_act(self.live, me(act), act, now=self.now))

    def by_name(self, step: str, who: str, act: str, which: int) -> None:
        settings = self.live.history.settings
        if step == "sign":
            self.shares(act if which % 2 else "", which, author=who)
        elif step == "approval":
            change_settings(self.live, "ada", replace(settings, approve_acts=bool(which % 2)), now=self.now)
        elif step == "go":  # with the words or without; in a browser that wrote nothing of what is unsigned
            leave_group(self.live, self.asker(who, "other"), erase=bool(which % 2), now=self.now)
        else:
            (remove if step == "remove" else erase_member)(self.live, "ada", who, now=self.now)

    def by_another(self, step: str, who: str, act: str) -> None:
        live, asker, now = self.live, self.asker(who)(act), self.now
        if step == "thank":
            thank(live, asker, act, Warmth.MOVED, now=now)
        elif step == "report":
            report_act(live, asker, act, "a reason", now=now)
        elif step == "hide":
            hide_act(live, who, act, now=now)
        elif step == "take away" and who in HOSTS:
            self.taken_away.append((who, withdraw_act(live, asker, act, now=now)))
        elif step == "bring back" and self.taken_away:
            host, withdrawn = self.taken_away.pop()
            undo_withdrawal(live, self.asker(host)(withdrawn.act.id), withdrawn, now=now)
        elif step == "decide" and (case := case_of(live.history, act)):
            (approve_act if case.waits else restore_act)(live, asker, case, now=now)

    def shares(self, parent: str, which: int, *, author: str | None) -> str:
        id, me = new_id(), author or self.author
        act = Act(
            id=id,
            text=f"words {which}",
            posted_at=self.now,
            author=author,
            claim="" if author else self.asker(me)(id).claim,
            voice=[*Voice][which % 3],
            receivers=(Person("Emil", "emil"),) if which % 2 else (),
            inspired_by=parent or None,
            how=How.PASSED_ON if parent else None,
            language=TONGUES[author] if author else ["", "fr"][which % 2],  # unsigned: chosen, or not said
        )
        share_act(self.live, me, act, now=self.now)
        return id

    def seen(self) -> dict[str, object]:
        """All that others can come by, and a host who signs in as somebody with a link."""
        live, history = self.live, self.live.history
        log = [to_json(entry).decode() for _version, entry in live.log.since(live.id, 0)]
        found: dict[str, object] = {"the log": [without_chance(line) for line in log]}
        browsers = [(who, "own") for who in history.members if who not in self.pair]
        for who, browser in [*browsers, *((who, "other") for who in self.pair if who in history.members)]:
            asker, whose = self.asker(who, browser), f"of {who} in their {browser} browser"
            found[f"the copy {whose}"] = export_mine(live, asker)
            found[f"what waits {whose}"] = waits_for(history, asker)
            if history.is_host(who):
                found[f"the group's file {whose}"] = export_group(live, who)
                found[f"to look at {whose}"] = without_chance(repr([*to_decide(history, asker)]))
        return found


def without_chance(said: str) -> str:
    """Without claims, which lead to nobody, and the ways in."""
    return re.sub("\\b([0-9a-f]{64}|[0-9A-Z]{8}|[0-9A-Z]{26})\\b", "by chance", said)


def played(pair: tuple[str, str], author: str, steps: list[tuple[str, str, int]]) -> dict[str, object]:
    nth = count()
    rate_limits._limiter.storage.reset()

    def drawn(_size: int = 0) -> str:
        return hashlib.sha256(b"%d" % next(nth)).hexdigest()[:16]

    with patch.object(secrets, "token_hex", drawn), patch.object(secrets, "token_urlsafe", drawn):
        groups = Groups(open_store("memory:"))
        live = with_ada_and_ben(groups)
        come_in(groups, live, "Cleo", "Dora", "Emil")
        name_host(live, "ada", "dora", host=True, now=NOON)
        story = Played(author, pair, live)
        for step, who, which in steps:
            story.now += timedelta(seconds=17, microseconds=4_711)
            with suppress(RippleError):
                story.do(step, who, which)
        return story.seen()


steps = st.lists(
    st.tuples(st.sampled_from(OWN + OTHERS), st.sampled_from(HOSTS + MEMBERS), st.integers(0, 7)),
    min_size=3,
    max_size=25,
)


@pytest.mark.parametrize("pair", PAIRS)
@given(steps=steps)
def test_nothing_differs_when_another_wrote_what_is_unsigned(
    pair: tuple[str, str], steps: list[tuple[str, str, int]]
) -> None:
    one, other = (played(pair, author, steps) for author in pair)
    for what, seen in one.items():
        assert seen == other[what], what
    assert one.keys() == other.keys()
