"""The line of a number, week by week."""

import pytest

from ripple.charts.sparklines import line_chart, line_spec
from ripple.charts.theme import LOOKS


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_what_is_sent_of_a_line_is_a_chart_that_altair_approves_of(look):
    assert line_spec(look, "Acts") == line_chart(look, "Acts").to_dict()  # which checks it
