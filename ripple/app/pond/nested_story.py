"""A ripple's story as a list in reading order, each act under the one that it names; long ones fold."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import streamlit as st

from ripple.app.session import Here, ask_for_act, now, zone
from ripple.app.ui import markup
from ripple.app.ui.markup import Branch
from ripple.charts.player.player import EACH_RUN_JS
from ripple.network.pond import Pond

TOLD = 200  # acts in the list at most; the table has all of them
DEEP = 100  # steps from the start that are told: a list in a list in a list …
NEAR = 20  # acts before the picked one, where that is farther from the start
OPEN = 14  # in a ripple with more acts, what grew from others than the picked act's line is folded
STORY, FOLLOW = "ripple_story", "ripple_follow"  # keys, of what holds the list and of what hears its clicks

FOLLOW_JS = EACH_RUN_JS + Path(__file__).with_name("follow.js").read_text("utf-8")

_follow = st.components.v2.component("follow", js=FOLLOW_JS)


class Gap(NamedTuple):
    """So many ``acts`` of a line are left out, after the act ``before`` and until the act ``near``."""

    before: int
    near: int
    acts: int


@dataclass(frozen=True, slots=True)
class Telling:
    """Which acts of a ripple are told, which lead from its ``root`` to the picked one, and their gap."""

    pond: Pond
    root: int
    told: set[int]
    line: set[int]
    gap: Gap | None

    def branch(self, index: int, after: int = 0) -> Branch:
        """The act and what is told under it; so many acts ``after`` what it stands under."""
        children = self.pond.children(index)
        told = [self.branch(child) for child in children if child in self.told]
        untold = sum(self.pond.size[child] for child in children if child not in self.told)
        if self.gap and index == self.gap.before:
            told.append(self.branch(self.gap.near, after=self.gap.acts))
            untold -= self.gap.acts + self.pond.size[self.gap.near]
        unfolded = len(self.told) <= OPEN or index in self.line
        return Branch(self.pond.acts[index], told, untold, unfolded, after)


def telling(pond: Pond, picked: str) -> Telling:
    """What to tell of the ripple of the ``picked`` act: its beginning, and the line to that act."""
    line = [pond.index[act.id] for act in pond.story(picked)]
    ripple = pond.ripple(pond.acts[line[0]].id)[:TOLD]
    told = {line[0], *(act for act in ripple if pond.generation[act] <= DEEP)}
    first = next((place for place, act in enumerate(line) if act not in told), len(line))
    between = len(line) - NEAR - first
    gap = Gap(line[first - 1], line[-NEAR], between) if between > 0 else None
    told.update(line[-NEAR:] if gap else line[first:])
    return Telling(pond, line[0], told, set(line), gap)


def tell_nested(group: Here, picked: str) -> None:
    """The ripple of the ``picked`` act from its root on; a click on an act of it picks that one."""
    all_of_it = telling(group.live.pond, picked)
    branch = all_of_it.branch(all_of_it.root)
    with st.container(key=STORY):
        st.html(markup.nested(branch, group.live.history, picked=picked, now=now(), zone=zone()))
    _follow(key=FOLLOW, data={"list": STORY}, on_act_change=_take_act)


def _take_act() -> None:
    ask_for_act(st.session_state[FOLLOW]["act"])
