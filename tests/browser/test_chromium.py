"""The browser of the tests: it loads what it is told to, and nothing of its own."""

from playwright.sync_api import Browser

from tests.browser.chromium import switched_off


def test_a_new_window_loads_no_page_of_the_browsers_own(chromium: Browser) -> None:
    context = chromium.new_context()
    context.new_page()
    targets = chromium.new_browser_cdp_session().send("Target.getTargets")["targetInfos"]
    context.close()
    assert [target["url"] for target in targets if target["url"].startswith("chrome:")] == []


def test_what_playwright_switches_off_stays_off(chromium: Browser) -> None:
    playwrights, ours = (set(told.split(",")) for told in switched_off(chromium))
    assert playwrights < ours
