"""Pieces that stand on several pages."""

import pytest
from streamlit.testing.v1 import AppTest

from ripple.app.ui.widgets import literal


@pytest.mark.parametrize(
    ("typed", "escaped"),
    [
        ("*bold*", r"\*bold\*"),
        (r"\*bold\*", r"\\\*bold\\\*"),  # else the backslashes would use up ours
        ("www.a.example", "www\u2060.a.example"),
        ("1. Ada", "\u20601. Ada"),
    ],
)
def test_typed_signs_are_told_to_be_no_more_than_signs(typed: str, escaped: str) -> None:
    assert literal(typed) == escaped


def test_the_browser_can_be_sent_to_a_link_whatever_its_secret() -> None:
    def page() -> None:
        from ripple.app.ui.widgets import leave_for

        leave_for("enter/maple/-__secret__with__lines__")

    assert not AppTest.from_function(page).run().exception
