"""Charts become files in a process of their own."""

import pytest

from ripple.charts.export import render

MORE_THAN_A_PIPE_HOLDS = [{"x": number, "y": number} for number in range(20_000)]


def test_a_large_chart_is_drawn_however_late_the_process_reads_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(render, "LOOK_EVERY_S", 0.01)  # so that we look many times before it reads
    encoding = {axis: {"field": axis, "type": "quantitative"} for axis in "xy"}
    chart = {"data": {"values": MORE_THAN_A_PIPE_HOLDS}, "mark": "tick", "encoding": encoding}
    assert render.pressed(chart, "svg").startswith(b"<svg")
