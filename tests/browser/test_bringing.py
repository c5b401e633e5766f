"""A host brings in last year's answers, in a real browser."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import Visitor, turns_to

ROWS = 12_000  # a bar is to be seen while they are read, also by a browser that first has to load it
REMEMBERS_BARS = """() => {
  window.bars = []
  new MutationObserver(() => document.querySelectorAll("[data-testid=stProgress]")
    .forEach(bar => bars.push(bar.innerText)))
    .observe(document, {childList: true, subtree: true, characterData: true})
}"""
ANSWERS = Path(__file__).parents[1] / "actions/files/foreign/written/03_excel_csv_utf8.csv"


def test_a_table_is_looked_at_and_brought_in(new_visitor: Callable[..., Visitor]) -> None:
    page = new_visitor().starts()
    turns_to(page, "Group")
    page.get_by_text("Bring in acts from elsewhere").click()
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(ANSWERS)
    expect(page.get_by_text("Marek shared his lunch with me")).to_be_visible()
    page.get_by_role("button", name="Bring in 5 acts").click()
    expect(page.get_by_text("5 acts came in.")).to_be_visible()
    page.get_by_role("button", name="Take back …").click()
    page.get_by_role("button", name="Take all of it back").click()
    expect(page.get_by_text("5 acts were taken back.")).to_be_visible()


def test_a_bar_says_how_far_a_long_file_is(new_visitor: Callable[..., Visitor]) -> None:
    page = new_visitor().starts()
    turns_to(page, "Group")
    page.get_by_text("Bring in acts from elsewhere").click()
    page.evaluate(REMEMBERS_BARS)
    rows = "".join(f"2026-11-03,kindness {number}\n" for number in range(ROWS))
    file = {"name": "long.csv", "mimeType": "text/csv", "buffer": f"Date,Kindness\n{rows}".encode()}
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(file)  # type: ignore[arg-type]
    page.get_by_role("button", name=f"Bring in {ROWS:,} acts").click()
    expect(page.get_by_text(f"{ROWS:,} acts came in.")).to_be_visible()
    seen = "\n".join(page.evaluate("bars"))
    assert f"of {ROWS:,} rows" in seen
    assert re.search(rf"Brought in: [\d,]+ of {ROWS:,}", seen)
    expect(page.get_by_test_id("stProgress")).to_have_count(0)
