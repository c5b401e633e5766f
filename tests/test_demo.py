"""Maple Street: believable, whole, and the same for whoever looks around in it."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from ripple.demo import start_demo
from ripple.domain.model import How, Kind, Voice
from ripple.live import Groups, LiveGroup
from ripple.network.numbers import ripple_numbers
from ripple.store import open_store

NOW = datetime(2026, 11, 23, 0, 5, tzinfo=UTC)  # early in the day: nothing may lie ahead


@pytest.fixture(scope="module")
def street() -> LiveGroup:
    groups = Groups(open_store("memory:"))
    return groups.group(start_demo(groups, now=NOW).group)


def test_twelve_neighbours_did_some_sixty_acts_in_four_months(street):
    times = [act.posted_at for act in street.history.acts.values()]
    assert len(street.history.members) == 12
    assert len(times) == 64
    assert timedelta(days=110) < NOW - times[0] < timedelta(days=125)
    assert times == sorted(times)
    assert timedelta(0) < NOW - times[-1] < timedelta(days=1)


def test_its_ripples_have_many_shapes(street):
    pond = street.pond
    assert pond.adrift == {}
    roots = [pond.acts[i].id for i in range(len(pond)) if pond.parent[i] < 0]
    shapes = [ripple_numbers(pond, root, NOW) for root in roots]
    sizes = Counter(shape.size for shape in shapes)
    assert sizes[1] > len(shapes) / 2  # most ripples are one act long, and welcome
    assert max(sizes) >= 14
    assert max(shape.longest_path for shape in shapes) == 6
    assert any(shape.longest_path == shape.size - 1 >= 6 for shape in shapes)  # a chain
    assert any(shape.widest_ring >= 6 for shape in shapes)  # a star


def test_every_kind_voice_and_way_on_is_there_and_some_are_unsigned(street):
    acts = street.history.acts.values()
    assert {act.kind for act in acts} == {*Kind, None}
    assert {act.voice for act in acts} == set(Voice)
    assert {act.how for act in acts} == {*How, None}
    assert 5 <= sum(not act.signed for act in acts) <= 20
    assert sum(act.face_to_face is True for act in acts) >= 5


def test_acts_name_members_as_members_once_they_are_here(street):
    members = street.history.members
    for act in street.history.acts.values():
        people = act.people
        assert all(members[person.member].name == person.name for person in people if person.member)
        assert not {person.name for person in people if not person.member} & {
            m.name for m in members.values()
        }
        named = {*filter(None, [act.author, *(person.member for person in people)])}
        assert all(members[member].joined_at < act.posted_at for member in named)


def test_two_streets_in_one_store_are_two_groups():
    groups = Groups(open_store("memory:"))
    first, second = start_demo(groups, now=NOW), start_demo(groups, now=NOW)
    assert first.group != second.group
    assert len(groups.group(first.group).history.acts) == 64
