"""Each entry of a list leads to what it stands for, also beside others of the same words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.elements.lib.options_selector_utils import create_mappings

from ripple.actions.confusable_names import skeleton
from ripple.actions.posting import share_act
from ripple.app.acts import card
from ripple.app.group import how_long
from ripple.app.pond import filters
from ripple.app.ui.choices import told_apart
from ripple.domain.events.members import MemberGone, MemberJoined
from ripple.domain.model import Act, Kind, Warmth
from ripple.kinds import ICONS, NAMES, VOICES, WAYS_ON
from tests.app.conftest import Visitor

WORDS = st.dictionaries(st.integers(), st.sampled_from(["Ann", "ann", "Ann (1)", "Ann (2)", "Ben", "Bеn"]))


@given(WORDS)
def test_no_two_entries_look_the_same(words: dict[int, str]) -> None:
    told = told_apart(words, lambda entry: str(entry % 2))
    assert list(told) == list(words)
    assert len({skeleton(said).casefold() for said in told.values()}) == len(words)
    assert all(told[entry].startswith(said) for entry, said in words.items())


@given(st.dictionaries(st.integers(), st.text(st.sampled_from("Ab(1)2 "), max_size=6)))
def test_a_list_finds_each_entry_by_what_it_says(words: dict[int, str]) -> None:
    entries = list(words)
    said, found = create_mappings(entries, told_apart(words).__getitem__)
    assert [entries[found[each]] for each in said] == entries


def test_what_is_alone_of_its_kind_keeps_its_words() -> None:
    assert told_apart({1: "Ann", 2: "Ben", 3: "Ben"}, str) == {1: "Ann", 2: "Ben (2)", 3: "Ben (3)"}


FIXED = {
    "kinds": [f"{ICONS[kind]} {NAMES[kind]}" for kind in Kind],
    "voices": VOICES.values(),
    "ways on": WAYS_ON.values(),
    "thanks": [card._thanks(way) for way in (*map(str, Warmth), card.NO_MORE)],
    "more": card.MORE.values(),
    "periods": filters.NAMES.values(),
    "colours": filters.TELLING.values(),
    "days": [how_long._said(days, None) for days in how_long.DAYS],
}


@pytest.mark.parametrize("entries", FIXED.values(), ids=FIXED)
def test_no_entry_of_a_fixed_list_reads_like_another(entries: list[str]) -> None:
    assert len({each.casefold() for each in entries}) == len(list(entries))


def test_of_two_groups_of_one_name_each_can_be_chosen(ada: Visitor) -> None:
    other = Visitor().starts("Maple Street", "Ada")
    assert other.sent_to
    other.follow(other.sent_to)
    first, second = ada.group.live.id, other.group.live.id
    ada.cookies |= other.cookies
    groups = ada.new_tab().tab.sidebar.selectbox[0]
    assert len(set(groups.options)) == 2
    assert all(name.startswith("Maple Street (you came ") for name in groups.options)
    for nth, group in ((0, first), (1, second), (0, first)):
        ada.tab.sidebar.selectbox[0].select_index(nth)
        assert ada.look().group.live.id == group, nth
    ada.tab.query_params.clear()  # as a link to another page does
    assert ada.open("home").group.live.id == first


def test_of_two_acts_of_the_same_words_each_can_be_chosen(ada: Visitor) -> None:
    now = datetime.now(UTC)
    for act, minutes in (("older", 1), ("newer", 0), ("of the same minute", 0)):
        posted_at, author = now - timedelta(minutes=minutes), ada.group.member.id
        told = Act(id=act, text="Held the door", posted_at=posted_at, author=author)
        share_act(ada.group.live, ada.group.member.id, told, now=now)
    ada.open("home")
    for nth, newest in enumerate(ada.group.live.pond.newest()):
        next(one for one in ada.tab.selectbox if one.label == "Find an act").select_index(nth)
        ada.look()
        assert ada.tab.query_params["act"] == newest.id


def test_of_two_former_members_of_one_name_each_can_be_chosen(ada: Visitor) -> None:
    live = ada.group.live
    for member, days in (("first", 2), ("second", 1)):
        came = datetime.now(UTC) - timedelta(days=days)
        joined = MemberJoined(id=f"join {member}", at=came, member=member, name="Tom")
        live.log.append(live.id, joined, MemberGone(id=f"gone {member}", at=came, by=member, member=member))
    live.catch_up()
    ada.open("group")
    for nth, member in enumerate(["first", "second"]):
        ada.tab.selectbox(key="find_former").select_index(nth)
        ada.look().press("Take their words and name away …")
        dialog = ada.tab.session_state["visit"].dialog
        assert (dialog.dialog, dialog.about) == ("erase", member)
        ada.tab.session_state["visit"].dialog = None
