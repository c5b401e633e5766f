"""Pieces that stand on several pages."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from ripple.app.tab_state import Asking, Visit
from ripple.app.ui import widgets
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


@pytest.fixture
def visit(monkeypatch: pytest.MonkeyPatch) -> Visit:
    """A tab in which the form for a fresh act is open."""
    tab = Visit()
    monkeypatch.setattr(widgets, "visit", lambda: tab)
    widgets.opens("share")
    tab.opened = tab.dialog
    return tab


@pytest.mark.parametrize("heard", [(widgets.dismissed, widgets.opens), (widgets.opens, widgets.dismissed)])
def test_a_dialog_that_is_asked_for_as_another_closes_opens(
    visit: Visit, heard: tuple[Callable[..., None], ...]
) -> None:
    for deed in heard:  # in which order Streamlit hears of both is not told
        deed(*["share"] * (deed is widgets.opens))
    assert visit.dialog == Asking("share")
    assert visit.dialog is not visit.opened


def test_a_dialog_that_is_closed_is_gone(visit: Visit) -> None:
    widgets.dismissed()
    assert visit.dialog is visit.opened is None
