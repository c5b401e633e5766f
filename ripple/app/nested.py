"""A ripple's story as a list in reading order, each act under the one that it names; long ones fold."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from ripple.app import look
from ripple.app.look import Branch
from ripple.app.session import Here, ask_for_act, now, zone
from ripple.network.pond import Pond

TOLD = 200  # acts in the list at most; the table has all of them
DEEP = 100  # steps from the start that are told: a list in a list in a list …
NEAR = 20  # acts before the picked one, where that is farther from the start
OPEN = 14  # in a ripple with more acts, what grew from others than the picked act's line is folded
STORY, FOLLOW = "ripple_story", "ripple_follow"  # keys, of what holds the list and of what hears its clicks

_follow = st.components.v2.component("follow", js=Path(__file__).with_name("follow.js").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Telling:
    """Which acts of a ripple are told, and the ``line`` from its root to the picked one.

    Of a long line some are left out: from the act ``cut`` on, as many as ``between``.
    """

    pond: Pond
    told: set[int]
    line: list[int]
    cut: int | None = None
    between: int = 0

    def branch(self, index: int, after: int = 0) -> Branch:
        """The act and what is told under it; so many acts ``after`` what it stands under."""
        children = self.pond.children(index)
        told = [self.branch(child) for child in children if child in self.told]
        untold = sum(self.pond.size[child] for child in children if child not in self.told)
        if index == self.cut:
            near = self.line[-NEAR]
            told.append(self.branch(near, after=self.between))
            untold -= self.between + self.pond.size[near]
        unfolded = len(self.told) <= OPEN or index in self.line
        return Branch(self.pond.acts[index], told, untold, unfolded, after)


def telling(pond: Pond, picked: str) -> Telling:
    """What to tell of the ripple of the ``picked`` act: its beginning, and the line to that act."""
    line = [pond.index[act.id] for act in pond.story(picked)]
    ripple = pond.ripple(pond.acts[line[0]].id)[:TOLD]
    told = {line[0], *(act for act in ripple if pond.generation[act] <= DEEP)}
    first = next((place for place, act in enumerate(line) if act not in told), len(line))
    between = len(line) - NEAR - first
    told.update(line[first:] if between <= 0 else line[-NEAR:])
    return Telling(pond, told, line, line[first - 1], between) if between > 0 else Telling(pond, told, line)


def tell_nested(group: Here, picked: str) -> None:
    """The ripple of the ``picked`` act from its root on; a click on an act of it picks that one."""
    all_of_it = telling(group.live.pond, picked)
    branch = all_of_it.branch(all_of_it.line[0])
    with st.container(key=STORY):
        st.html(look.nested(branch, group.live.history, picked=picked, now=now(), zone=zone()))
    _follow(key=FOLLOW, data={"list": STORY}, on_act_change=_take_act)


def _take_act() -> None:
    ask_for_act(st.session_state[FOLLOW]["act"])
