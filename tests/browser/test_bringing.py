"""A host brings in last year's answers, in a real browser."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import Visitor

ANSWERS = Path(__file__).parents[1] / "actions/files/foreign/written/03_excel_csv_utf8.csv"


def test_a_table_is_looked_at_and_brought_in(new_visitor: Callable[..., Visitor]) -> None:
    host = new_visitor()
    host.starts()
    page = host.goes_to("group").page
    page.get_by_text("Bring in acts from elsewhere").click()
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(ANSWERS)
    expect(page.get_by_text("Marek shared his lunch with me")).to_be_visible()
    page.get_by_role("button", name="Bring in 5 acts").click()
    expect(page.get_by_text("5 acts came in.")).to_be_visible()
