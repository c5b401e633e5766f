"""The Chromium that drives the browser tests: found where there is one, installed where not."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from playwright.sync_api import Browser, BrowserType, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")

# A browser for tests: no sandbox for root, and no word to anybody but the app.
FLAGS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# Lists below Chromium's own address bar: pages that every new window loads in a renderer of their own,
# which takes longer than many a page of the app. Puppeteer switches them off for itself.
LISTS = ("WebUIOmniboxPopup", "WebUIOmniboxAimPopup")
OFF = "--disable-features="


def find() -> str | None:
    """The path of a Chromium that starts: the system's, or playwright's own."""
    return next((path for path in _candidates() if _starts(path)), None)


@contextmanager
def started(path: str) -> Iterator[Browser]:
    """The Chromium at ``path``, whose windows load no page but those that they are sent to."""
    with sync_playwright() as playwright, launched(playwright.chromium, path) as browser:
        yield browser


@contextmanager
def launched(kind: BrowserType, path: str, *, without: Sequence[str] = ()) -> Iterator[Browser]:
    """Another Chromium of a Playwright that runs already (there is one a process), ``without`` these of the
    flags that it gives every browser.

    Of several `--disable-features` it obeys the last alone, and Playwright gives one that differs from
    version to version. So what a first start was told is read from it, and told again with ours.
    """
    start = partial(kind.launch, executable_path=path)
    with start(args=FLAGS) as first:
        told = switched_off(first)
    args = [*FLAGS, OFF + ",".join([*told[-1:], *LISTS])]
    with start(args=args, ignore_default_args=list(without)) as browser:
        yield browser


def switched_off(browser: Browser) -> list[str]:
    """The value of each `--disable-features` that a running browser was started with."""
    line: str = browser.new_browser_cdp_session().send("SystemInfo.getInfo")["commandLine"]
    return re.findall(rf"{OFF}(\S+)", line)


def ensure() -> bool:
    """Install a Chromium, and a font with emoji, where there is none; whether there is one now."""
    if find() is None:
        print("There is no Chromium for the browser tests yet; installing one ...", flush=True)
        for command in _ways_to_install():
            if subprocess.run(command).returncode == 0 and find():
                break
    if not _has_emoji() and (apt := _apt()):
        subprocess.run([*apt, "install", "-y", "fonts-noto-color-emoji"])
    return find() is not None


def _candidates() -> Iterator[str]:
    yield from filter(None, map(shutil.which, NAMES))
    with sync_playwright() as playwright:
        yield playwright.chromium.executable_path


def _starts(path: str) -> bool:
    """Whether it says its version: Ubuntu's `chromium-browser` may be an empty promise."""
    try:
        return subprocess.run([path, "--version", "--no-sandbox"], capture_output=True).returncode == 0
    except OSError:
        return False


def _ways_to_install() -> list[list[str]]:
    playwright = [sys.executable, "-m", "playwright", "install"]
    ways = [[*playwright, "chromium"]]
    if apt := _apt():
        # Debian packs Chromium itself; Ubuntu's package is a snap, which containers cannot run.
        ways = [[*apt, "install", "-y", "chromium"]] if _is_debian() else []
        ways += [[*playwright, "--with-deps", "chromium"]]
    return ways


def _apt() -> list[str] | None:
    """How to call apt-get as root without being asked anything; None where it cannot be done."""
    if not shutil.which("apt-get"):
        return None
    root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if root and subprocess.run([*root, "true"], capture_output=True).returncode != 0:
        return None
    apt = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    subprocess.run([*apt, "update", "-qq"])
    return apt


def _is_debian() -> bool:
    return "\nID=debian\n" in "\n" + Path("/etc/os-release").read_text()


def _has_emoji() -> bool:
    if not shutil.which("fc-list"):
        return False
    listed = subprocess.run(["fc-list", ":charset=1f49b", "family"], capture_output=True, text=True)
    return bool(listed.stdout.strip())
