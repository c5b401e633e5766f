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
OPEN = 14  # in a ripple with more acts, what grew from others than the picked act's line is folded
STORY, FOLLOW = "ripple_story", "ripple_follow"  # keys, of what holds the list and of what hears its clicks

_follow = st.components.v2.component("follow", js=Path(__file__).with_name("follow.js").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Telling:
    """Which acts of a ripple are told, and which of them lead to the picked one."""

    pond: Pond
    told: set[int]
    line: set[int]

    def branch(self, index: int) -> Branch:
        """The act and what is told under it."""
        children = self.pond.children(index)
        told = [child for child in children if child in self.told]
        untold = sum(self.pond.size[child] for child in children if child not in self.told)
        unfolded = len(self.told) <= OPEN or index in self.line
        return Branch(self.pond.acts[index], [self.branch(child) for child in told], untold, unfolded)


def tell_nested(group: Here, picked: str) -> None:
    """The ripple of the ``picked`` act from its root on; a click on an act of it picks that one."""
    pond = group.live.pond
    line = [pond.index[act.id] for act in pond.story(picked)]
    ripple = pond.ripple(pond.acts[line[0]].id)
    told = set(ripple) if len(ripple) <= TOLD else {*ripple[:TOLD], *line}
    branch = Telling(pond, told, set(line)).branch(line[0])
    with st.container(key=STORY):
        st.html(look.nested(branch, group.live.history, picked=picked, now=now(), zone=zone()))
    _follow(key=FOLLOW, data={"list": STORY}, on_act_change=_take_act)


def _take_act() -> None:
    ask_for_act(st.session_state[FOLLOW]["act"])
