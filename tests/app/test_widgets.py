"""Pieces that stand on several pages."""

from streamlit.testing.v1 import AppTest


def test_the_browser_can_be_sent_to_a_link_whatever_its_secret() -> None:
    def page() -> None:
        from ripple.app.widgets import leave_for

        leave_for("enter/maple/-__secret__with__lines__")

    assert not AppTest.from_function(page).run().exception
