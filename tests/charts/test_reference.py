"""Every state of a picture looks as it did when somebody last looked at it and said yes."""

import numpy as np
import pytest
from PIL import Image, ImageChops

from ripple.charts.theme import LOOKS
from tests.charts import reference
from tests.charts.reference import KEPT, STATES, State, differing, draw, looked_different, picture, strays

RENEW = "If this is meant, look at it, then run: python3 -m tests.charts.reference"


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
def test_the_picture_looks_as_it_did(state):
    told = looked_different(state)
    assert told is None, f"{told}\n{RENEW}"


def test_what_is_kept_is_small_and_all_of_it_is_used():
    assert list(strays()) == []
    assert sum(file.stat().st_size for file in KEPT.iterdir()) < 1_800_000


def test_every_theme_has_its_pictures():
    assert {state.look for state in STATES} == set(LOOKS)


def test_a_smoother_line_is_no_difference_and_a_moved_one_is():
    drawn = draw(State(2))
    noise = np.random.default_rng(1).integers(-9, 10, (drawn.height, drawn.width, 3))
    rougher = Image.fromarray((np.asarray(drawn) + noise).clip(0, 255).astype("uint8"))
    assert differing(drawn, rougher) == 0
    assert differing(drawn, ImageChops.offset(drawn, 1, 0)) > 0
    assert differing(drawn, draw(State(2, width=990))) == 1


@pytest.mark.parametrize(("column", "other"), [("x", 0.08), ("kind", "pet"), ("how", "card")])
def test_one_act_that_looks_different_is_seen(column, other, monkeypatch):
    before, scene = draw(State(30)), reference.scene(30)
    linked = max(i for i, root in enumerate(scene.acts["root"]) if not root)
    values = list(scene.acts[column])
    values[linked] = values[linked] + other if column == "x" else other
    assert values != scene.acts[column]
    monkeypatch.setitem(scene.acts, column, values)
    assert differing(before, draw(State(30))) > 0


def test_a_difference_can_be_looked_at(tmp_path, monkeypatch):
    monkeypatch.setattr(reference, "KEPT", tmp_path)
    monkeypatch.setattr(reference, "OUT", tmp_path / "out")
    monkeypatch.setattr(reference, "STATES", STATES[2:4])
    (tmp_path / "of-no-state.png").touch()
    reference.renew()
    assert looked_different(State(1)) is None
    assert {file.name for file in tmp_path.iterdir()} == {"001-light.png", "001-dark.png"}
    draw(State(2)).save(State(1).file)
    assert "of “001-light” looks different" in (looked_different(State(1)) or "")
    assert picture(tmp_path / "out" / "001-light.png").size == (3_000, 620)
