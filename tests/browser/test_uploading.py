"""A file that is refused before the page hears of it is told of all the same."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from ripple.actions.files.sandbox import BYTES_LIMIT
from tests.browser.conftest import Visitor


def test_a_file_that_did_not_come_in_is_told_in_a_sentence(
    new_visitor: Callable[..., Visitor], tmp_path: Path
) -> None:
    large, other = tmp_path / "large.jsonl", tmp_path / "acts.csv"
    large.write_bytes(b" " * (BYTES_LIMIT * 2))
    other.write_text("id,text\n1,Held the door\n")
    page = new_visitor().goes_to().page
    page.get_by_role("button", name="Start a group").click()
    page.get_by_text("Bring a group from a file").click()
    field, said = page.get_by_test_id("stFileUploaderDropzoneInput"), page.get_by_text("did not come in")
    remove = page.get_by_test_id("stFileChipDeleteBtn").get_by_role("button")
    expect(said).to_be_hidden()

    field.set_input_files(large)
    expect(said).to_be_visible()
    remove.click()
    expect(said).to_be_hidden()

    page.route("**/upload_file/**", lambda route: route.fulfill(status=429), times=1)  # `UploadLimits`
    field.set_input_files(other)
    expect(said).to_be_visible()
    remove.click()
    expect(said).to_be_hidden()

    with page.expect_file_chooser() as chosen:
        page.get_by_test_id("stFileUploaderDropzone").locator("button").click()
    chosen.value.set_files(other)
    page.get_by_role("button", name="Bring it here").click()
    expect(page.get_by_text("this is no line of a group’s file")).to_be_visible()
    expect(said).to_be_hidden()
