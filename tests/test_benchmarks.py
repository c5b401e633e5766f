"""Every benchmark still runs, in a size of seconds, and its JSON has the figures that it promises."""

import json
import subprocess
import sys
from typing import Any

import pytest

from benchmarks.crowd import Found
from benchmarks.layouts import seated
from benchmarks.load import EVERY_S, Search, Side, two_over_one
from benchmarks.ponds import DATA, START
from ripple.domain.model import Act, Person, Voice, replace
from ripple.environment import CHECKOUT
from ripple.network.people import MEMBERS_DRAWN, People
from ripple.network.seats import backbone
from tests.browser.chromium import find


def small(name: str) -> dict[str, Any]:
    """What the benchmark finds when it is asked for a size of seconds."""
    command = [sys.executable, "-m", f"benchmarks.{name}", "--json", "--small"]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_a_post_and_an_edit_stand_beside_their_peers() -> None:
    found = small("posting")
    peers = ("ours", "append", "sqlite", "sqlite_log", "tinydb")
    assert [one["acts"] for one in found["post"]] == [one["acts"] for one in found["edit"]] == [10, 100]
    assert all(one[f"{peer}_p50_ms"] > 0 for one in found["post"] for peer in peers)
    assert all(one["ours_p50_ms"] > 0 < one["sqlite_secure_delete_p50_ms"] for one in found["edit"])
    for together in (found["threads"], found["processes"]):
        assert together["lost_or_doubled"] == 0
        assert together["follower_saw_each_once"]


def test_a_post_to_a_database_stands_beside_its_peers(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--without-postgresql"):
        pytest.skip("--without-postgresql")
    found = small("database")
    assert found["post"].keys() == {"ours_p50_ms", "embedded_p50_ms", "psycopg_p50_ms"}
    assert found["pg_post_ratio"] > 0 < found["pg_visible_p95_s"]


def test_a_crowd_grows_on_one_process_and_on_two(request: pytest.FixtureRequest) -> None:
    for option in ("--without-postgresql", "--without-nginx"):
        if request.config.getoption(option):
            pytest.skip(option)
    found = small("load")
    for people in (found["people_at_1s"], found["two_processes"]):
        assert people.keys() == {"30", "300"}
    for figure in ("cpu_per_person_two_over_one", "idle_cpu_ms_per_s", "pg_post_ratio"):
        assert found[figure] > 0
    assert isinstance(found["rss_mb_per_session"], float)  # of so few people it says nothing
    assert found["visible_p95_s"] >= 0 <= found["pg_visible_p95_s"]
    for side in ("one", "two"):
        tried = [one for every in ("30", "300") for one in found["details"][side][every]["tried"]]
        assert any(one["acts"] > 0 < one["press_p95_s"] for one in tried)
        assert all(one["failed"] == 0 for one in tried)


def test_a_person_s_cost_is_compared_over_all_crowds_of_a_size() -> None:
    def side(*costs: tuple[int, float]) -> Side:
        tried = [Found(people, 5, 0.1, 0.1, 0.1, {"app": ms}, 0.1, 0, {}) for people, ms in costs]
        return Side({every: Search(tried) for every in EVERY_S}, tried[0], 0.4)

    one, two = side((50, 1.0), (50, 3.0), (75, 2.0)), side((50, 2.0), (75, 3.0), (100, 9.0))
    assert two_over_one(one, two) == {"30": 1.25, "300": 1.25}


def test_a_file_that_is_brought_in_stands_beside_reading_it() -> None:
    found = small("importing")
    assert found.keys() >= {"rows_20k_s", "peak_mb", "others_p95_ms_meanwhile"}
    assert {one["rows"] for one in found["files"].values()} == {200}
    assert all(one["take_in_s"] > 0 < one["peer_s"] for one in found["files"].values())
    assert found["files_read"] == "13 of 13"
    assert found["hints"]["false_alarms"] <= 0.02
    assert found["hints"]["found"] >= 0.95


def test_every_shape_of_a_group_is_opened() -> None:
    shapes = {one["shape"]: one for one in small("opening")["open"]}
    assert {"forest", "chain", "star", "arabic", "edits"} <= shapes.keys()
    figures = ("s", "wall_s", "peer_s", "peer_wall_s")
    assert all(one[figure] > 0 for one in shapes.values() for figure in figures)
    assert all(one["round_s"] > 0 < one["next_round_s"] for one in shapes.values())


@pytest.mark.skipif(not DATA.exists(), reason="the real trees are not on this machine")
def test_every_shape_of_a_ripple_is_laid_out() -> None:
    found = small("network")
    assert {"chain", "star", "ternary", "binary", "random_parent", "real_trees"} <= found["shapes"].keys()
    assert all(shape.keys() == {"first_us", "last_us", "numbers_ms"} for shape in found["shapes"].values())
    assert found["moved"] == found["overlaps"] == 0
    assert found["decode_us"] > 0
    assert found["people"]["people"] > 1


def test_those_people_are_measured_who_are_drawn() -> None:
    circle = People()
    for pair in range(MEMBERS_DRAWN // 2 + 1):
        giver, receiver = f"{pair} gives", Person("", f"{pair} gets")
        act = Act(id=giver, text="kindness", posted_at=START, author=giver, voice=Voice.DID)
        circle.add(replace(act, receivers=(receiver,)))
    met = seated(circle)
    assert len(met) == MEMBERS_DRAWN // 2
    assert backbone(met, MEMBERS_DRAWN)


def test_every_page_is_drawn_anew_after_another_s_act() -> None:
    assert all(ms > 0 for ms in small("pages")["50"].values())


@pytest.mark.skipif(find() is None, reason="no Chromium here; `python3 -m tests` installs one")
def test_the_pages_stand_beside_an_empty_one() -> None:
    found = small("page")
    assert found["ratio"].keys() == {"dot", "acts", "pond", "chart"}
    assert found["seconds"]["empty"] > 0


@pytest.mark.skipif(find() is None, reason="no Chromium here; `python3 -m tests` installs one")
def test_the_pond_is_played_clicked_and_looked_at() -> None:
    found = small("picture")
    for name in ("fps", "first_picture_ratio", "click_ms", "idle_cpu_pct", "new_act_bytes", "bytes"):
        assert found[name].keys() == {"100"}
    assert found["fps"]["100"] > 0
    assert not found["view_rebuilt"]
    assert found["filled"].keys() == {"landscape", "portrait"}


@pytest.mark.skipif(find() is None, reason="no Chromium here; `python3 -m tests` installs one")
def test_the_first_act_is_shared_in_few_taps() -> None:
    found = small("firstminute")
    assert found["taps"] <= 6
    assert found["untranslated"] == 0
