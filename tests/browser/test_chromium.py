"""The browser of the tests: it loads what it is told to, nothing of its own, and leaves no trace."""

import subprocess
import sys

from playwright.sync_api import Browser

from ripple.environment import CHECKOUT
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


def test_after_the_browsers_other_tests_have_the_event_loop() -> None:
    browsers = f"{__file__}::{test_what_playwright_switches_off_stays_off.__name__}"
    others = "tests/web/test_run_queue.py"
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", browsers, others]
    ran = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout
