"""`python3 -m benchmarks.firstminute [--json]`: from opening the address to the first act shared, on a phone.

A real Chromium of 360x740 that knows fingers only starts a group and shares an act: how often it is tapped,
and for how many seconds it shows nothing new, on this machine's own line. On slow 3G (2 s until an answer
begins, 50 kB/s; no browser slows its WebSocket down) it follows an invitation: until the group's name stands
and until the field for one's own, beside the one word of an empty Streamlit page. What came in kB, WebSocket
and all, at the first visit and the second. And how many languages there are, with all texts that they lack.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from benchmarks import Asked, asked
from ripple.environment import CHECKOUT, enter

Line = Mapping[str, int]  # ms until an answer begins, bytes a second each way

PHONE: dict[str, Any] = {
    "viewport": {"width": 360, "height": 740},
    "has_touch": True,
    "is_mobile": True,
    "device_scale_factor": 2,
}
SLOW_3G: Line = {"latency": 2_000, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
FAST: Line = {"latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}  # as this machine's own
MOST_TAPS = 6
AIM = 1.3  # times the empty page's word, on the same line
WAITS_MS = 180_000


@dataclass
class Phone:
    """Whoever holds it: how often they tapped, and how long they waited for what that brings."""

    page: Any
    taps: int = 0
    waited: float = 0.0

    def opens(self, url: str, brings: Any) -> None:
        start = time.perf_counter()
        self.page.goto(url, wait_until="commit")
        self._waits_for(brings, start)

    def taps_on(self, what: Any, brings: Any = None) -> None:
        start = time.perf_counter()
        what.tap()
        self.taps += 1
        if brings:
            self._waits_for(brings, start)

    def _waits_for(self, what: Any, start: float) -> None:
        what.wait_for(timeout=WAITS_MS)
        self.waited += time.perf_counter() - start


def first_act(browser: Any, url: str) -> dict[str, float]:
    """Start a group and share an act in it."""
    with browser.new_context(**PHONE) as context:
        phone = Phone(context.new_page())
        page = phone.page
        start, name = page.get_by_role("button", name="Start a group"), page.get_by_label("Name of the group")
        phone.opens(url, start)
        phone.taps_on(start, name)
        page.wait_for_function("() => document.activeElement.matches('input')")  # one can type at once
        page.keyboard.type("Class 4b")
        phone.taps_on(page.get_by_role("textbox", name="Your name"))
        page.keyboard.type("Ada")
        share = page.get_by_role("button", name="Share a kindness")
        phone.taps_on(page.get_by_role("button", name="Start the group"), share)
        field = page.get_by_placeholder("Something you received")
        phone.taps_on(share, field)
        phone.taps_on(field)
        page.keyboard.type("Ben held the door")
        shared = page.get_by_text("is in the pond, and it is yours")
        phone.taps_on(page.get_by_role("dialog").get_by_role("button", name="Share"), shared)
        return {"taps": phone.taps, "seconds_of_waiting": round(phone.waited, 2)}


@contextmanager
def slow(context: Any, kind: Line) -> Iterator[tuple[Any, list[float]]]:
    """A page on a line of this ``kind``, and the bytes of each thing that comes."""
    page, came = context.new_page(), list[float]()
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", {"offline": False, **kind})
    line.on("Network.loadingFinished", lambda told: came.append(told["encodedDataLength"]))
    page.on("websocket", lambda socket: socket.on("framereceived", lambda data: came.append(len(data))))
    yield page, came
    page.close()


def stands(page: Any, url: str, *shown: str) -> list[float]:
    """The seconds until each of these selectors is in sight."""
    start, moments = time.perf_counter(), []
    page.goto(url, wait_until="commit", timeout=WAITS_MS)
    for selector in shown:
        page.locator(selector).first.wait_for(timeout=WAITS_MS)
        moments.append(round(time.perf_counter() - start, 2))
    return moments


def invited(browser: Any, url: str, line: Line) -> dict[str, float]:
    """Follow an invitation on this line, twice in one browser."""
    with browser.new_context(**PHONE) as context:
        with slow(context, line) as (page, came):
            words, form = stands(page, url, "text=You are invited to", "input[type=text]")
            page.wait_for_load_state("networkidle", timeout=WAITS_MS)
            first = sum(came)
        with slow(context, line) as (page, came):
            stands(page, url, "input[type=text]")
            page.wait_for_load_state("networkidle", timeout=WAITS_MS)
            return {
                "first_words_slow_3g_s": words,
                "form_ready_slow_3g_s": form,
                "first_visit_kb": round(first / 1_000),
                "revisit_kb": round(sum(came) / 1_000),
            }


def languages() -> dict[str, int]:
    """How many there are, English among them, and how many texts the others lack."""
    from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir

    from ripple.catalogues import files, opened

    found = extract_from_dir(CHECKOUT / "ripple", keywords=DEFAULT_KEYWORDS | {"N_": None})
    texts = {text[0] if isinstance(text, tuple) else text for _file, _line, text, *_more in found}
    lacking = 0
    for language, file in files().items():
        catalogue = opened(language, file)
        told = [catalogue.get(text) for text in texts]
        lacking += sum(not (one and one.string and all([*one.string])) for one in told)
    return {"languages": 1 + len(files()), "untranslated": lacking}


def figures(line: Line) -> dict[str, float]:
    """All of it."""
    from benchmarks.browsing import WORD, chromium, invitation_to, serving, serving_page

    with chromium() as browser, serving_page(WORD) as word, serving(5) as app:
        with browser.new_context(**PHONE) as context, slow(context, line) as (page, _came):
            (empty,) = stands(page, word, "[data-testid=stText]")
        return {
            **first_act(browser, app.url),
            **invited(browser, invitation_to(app), line),
            "empty_slow_3g_s": empty,
            **languages(),
        }


def main(wanted: Asked) -> None:
    """Measure and print."""
    found = figures(FAST if wanted.small else SLOW_3G)
    if wanted.for_machines:
        print(json.dumps(found))
        return
    for name, value in found.items():
        print(f"{name:24} {value}")
    times = found["first_words_slow_3g_s"] / found["empty_slow_3g_s"]
    print(f"{times:.2f} times the empty page, the aim is {AIM}; {found['taps']} taps, at most {MOST_TAPS}")


if __name__ == "__main__":
    wanted = asked(__doc__)
    enter("benchmarks.firstminute", CHECKOUT / "tests" / "requirements.txt")
    main(wanted)
