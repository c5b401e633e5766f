"""A ripple's story as a list: every act of it is told or counted, however long and deep it is."""

from unittest.mock import patch

from hypothesis import example, given
from hypothesis import strategies as st

from ripple.app.pond import nested_story
from ripple.app.pond.nested_story import DEEP, NEAR, telling
from ripple.app.ui.markup import Branch
from ripple.domain.events.acts import ActPosted
from ripple.network.pond import Pond
from tests.app.conftest import Visitor
from tests.app.test_ripple_page import comes_to
from tests.network.ponds import acts_under, forests, pond_under

CHAIN = 400  # acts, each inspired by the one before


def told(branch: Branch) -> list[str]:
    """The acts that are told, in reading order."""
    return [branch.act.id, *(act for under in branch.under for act in told(under))]


def counted(branch: Branch) -> int:
    """How many acts are told, or said to be there."""
    return 1 + branch.more + branch.after + sum(counted(under) for under in branch.under)


def tree(pond: Pond, picked: str) -> Branch:
    chosen = telling(pond, picked)
    return chosen.branch(chosen.root)


@given(forests(40).filter(bool), st.data())
@example([*range(-1, 19)], None)
def test_every_act_of_a_ripple_is_told_or_counted_once(
    parents: list[int], data: st.DataObject | None
) -> None:
    pond = pond_under(parents)
    picked = data.draw(st.sampled_from(pond.acts)).id if data else pond.acts[-1].id
    with patch.multiple(nested_story, TOLD=8, DEEP=3, NEAR=2):
        branch = tree(pond, picked)
    assert counted(branch) == len(pond.ripple(branch.act.id))
    assert picked in told(branch)
    assert len(set(told(branch))) == len(told(branch)) <= 8 + 2 + 1


def test_of_a_long_chain_its_start_and_the_way_to_the_act_are_told() -> None:
    pond = pond_under(range(-1, CHAIN - 1))
    branch = tree(pond, pond.acts[-1].id)
    assert told(branch) == [f"a{n}" for n in (*range(DEEP + 1), *range(CHAIN - NEAR, CHAIN))]


def test_the_page_of_a_long_chain_says_how_many_acts_lie_between(ada: Visitor) -> None:
    live = ada.group.live
    live.log.append(
        live.id, *(ActPosted(at=act.posted_at, act=act) for act in acts_under(range(-1, CHAIN - 1)))
    )
    comes_to(ada, f"a{CHAIN - 1}")
    assert f"… {CHAIN - NEAR - DEEP - 1} acts between …" in ada.sees
    assert f'data-act="a{CHAIN - 1}" aria-current="true"' in ada.sees
