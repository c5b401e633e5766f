"""The legend of a picture on paper: signs in rows, each with its words."""

import pytest

from ripple.charts.export.legend import FONT_SIZE, SIGN, legend
from ripple.charts.theme import LOOKS

LETTER = 0.4  # of the font's size, and of a Chinese sign all of it


def written(*names):
    """Where the words of each sign begin."""
    kinds = [{"name": name, "sign": ""} for name in names]
    layers, _high = legend({"kinds": kinds, "ways": [], "others": []}, LOOKS["light"], 1_420, 0)
    return [(row["x"], row["y"]) for row in layers[1]["data"]["values"]]


@pytest.mark.parametrize(
    ("name", "sign"),
    [("one ripple, a ring for each step from its start", LETTER), ("一个涟漪，从起点开始每一步一环", 1)],
    ids=["English", "Chinese"],
)
def test_no_sign_stands_in_the_words_of_the_one_before(name, sign):
    (left, row), (right, same) = written(name, "x")
    assert row == same
    assert left + FONT_SIZE * sign * len(name) < right - SIGN


def test_what_has_no_room_in_a_row_begins_the_next():
    rows = [y for _x, y in written(*["善意" * 12] * 9)]
    assert len(set(rows)) > 1
    assert rows == sorted(rows)
