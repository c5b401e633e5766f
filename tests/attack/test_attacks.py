"""The shorter half of the table against a running app; `python -m tests.attack` tries all of it."""

from collections.abc import Iterator

import pytest

from tests.attack.families import FAMILIES, every_attack
from tests.attack.table import Attack, GotThrough, stopped
from tests.attack.world import World, world_in

# Each family is tried, of each but some: the whole table takes minutes.
EVERY = {"words": 60}
EVERY_OTHER = 12


def some() -> Iterator[Attack]:
    for family in FAMILIES:
        yield from list(family.attacks())[:: EVERY.get(family.FAMILY, EVERY_OTHER)]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with world_in(tmp_path_factory.mktemp("street")) as made:
        yield made


@pytest.mark.parametrize("attack", list(some()), ids=lambda attack: f"{attack.family}: {attack.name}")
def test_the_attack_is_stopped(world: World, attack: Attack) -> None:
    assert attack.outcome(world) is None


def test_the_table_is_long_and_names_nothing_twice() -> None:
    names = [(attack.family, attack.name) for attack in every_attack()]
    assert len(set(names)) == len(names) >= 300


def test_an_attack_that_gets_through_or_cannot_be_tried_is_told(world: World) -> None:
    def through(_world: World) -> None:
        stopped(False, "the door was open")

    def broken(_world: World) -> None:
        raise ConnectionError("no answer")

    assert Attack("doors", "push", through).outcome(world) == "doors: push: the door was open"
    assert "could not be tried" in str(Attack("doors", "push", broken).outcome(world))
    with pytest.raises(GotThrough):
        stopped([], "nothing holds")
