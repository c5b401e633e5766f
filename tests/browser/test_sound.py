"""The sound of a pond: only when somebody asked for it, only while they watch, and never too loud."""

from datetime import UTC
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, Page, expect

from ripple.charts.export.keepsake import as_html, keepsake_of
from ripple.charts.player import player
from ripple.demo import first_acts
from tests.browser.conftest import stops_time
from tests.browser.test_keepsake import Opened, errors, opened, part
from tests.network.ponds import START, pond_of

__all__ = ["errors", "opened"]  # fixtures

# Counts what is asked of the real Web Audio.
COUNTS = """() => {
  globalThis.sounded = { contexts: 0, open: 0, notes: 0 }
  const { AudioContext, OscillatorNode } = globalThis
  globalThis.AudioContext = class extends AudioContext {
    constructor() { super(); sounded.contexts++; sounded.open++ }
    get state() { return "running" } // where there is no loudspeaker too
    close() { sounded.open--; return super.close() }
  }
  globalThis.OscillatorNode = class extends OscillatorNode {
    start(at) { sounded.notes++; super.start(at) }
  }
}"""

# How loud each voice is: one act with its parent, and fifteen of them as fast as they may come.
LOUDEST = """async (code) => {
  const { VOICES, notesOf, masterOf, sing } = await import(code)
  const peak = async (voice, acts) => {
    const context = new OfflineAudioContext(1, 44100 * 3, 44100)
    const { into } = masterOf(context, 1)
    const act = { kind: voice, step: 1, size: 1 }
    for (let nth = 0; nth < acts; nth++)
      for (const note of notesOf(act, act)) sing(context, into, note, nth / 5)
    const samples = (await context.startRendering()).getChannelData(0)
    return samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
  }
  const voices = Object.keys(VOICES)
  return Promise.all(voices.map(async (voice) => [voice, await peak(voice, 1), await peak(voice, 15)]))
}"""


def few() -> bytes:
    return as_html(keepsake_of(pond_of(first_acts(12, now=START)), "Us", lambda one: "Ada"), UTC)


def plays(opened: Opened) -> Page:
    """A pond whose time stands still until it is let pass, and whose notes are counted."""
    page = opened(few())
    expect(part(page, "play")).to_be_visible()
    page.evaluate(COUNTS)
    return page


def sounded(page: Page, what: str = "notes") -> int:
    many: int = page.evaluate(f"sounded.{what}")
    return many


def test_it_sounds_only_when_it_was_asked_to_and_stops_with_the_film(opened: Opened) -> None:
    page = plays(opened)
    lets_pass = stops_time(page)
    part(page, "play").click()
    lets_pass(3_000)
    assert sounded(page, "contexts") == 0  # nobody asked

    sound = page.get_by_role("button", name="Sound", exact=True)
    expect(sound).to_have_attribute("aria-pressed", "false")
    sound.click()
    expect(sound).to_have_attribute("aria-pressed", "true")
    lets_pass(3_000)
    heard = sounded(page)
    assert heard > 0

    part(page, "play").click()
    lets_pass(1_000)
    assert (sounded(page), sounded(page, "open")) == (heard, 0)
    part(page, "play").click()
    lets_pass(2_000)
    assert sounded(page) > heard
    sound.click()
    silent = sounded(page)
    lets_pass(3_000)
    assert (sounded(page), sounded(page, "open")) == (silent, 0)


def test_it_is_silent_while_nobody_sees_it(opened: Opened) -> None:
    page = plays(opened)
    lets_pass = stops_time(page)
    part(page, "sound").click()
    assert sounded(page, "contexts") == 0  # nothing plays
    part(page, "play").click()
    lets_pass(2_000)
    assert sounded(page, "open") == 1
    page.evaluate(
        "() => { Object.defineProperty(document, 'hidden', { value: true, configurable: true });"
        " document.dispatchEvent(new Event('visibilitychange')) }"
    )
    lets_pass(200)
    assert sounded(page, "open") == 0


def test_a_story_sounds_too_and_rests_in_silence(opened: Opened) -> None:
    page = plays(opened)
    lets_pass = stops_time(page)
    part(page, "sound").click()
    part(page, "tell").click()
    lets_pass(2_000)
    assert sounded(page) == 1  # the first act started a ripple
    part(page, "play").click()
    page.keyboard.press("ArrowRight")
    lets_pass(3_000)
    assert (sounded(page), sounded(page, "open")) == (1, 0)


def test_what_was_chosen_is_kept_for_the_visit(chromium: Browser, tmp_path: Path) -> None:
    file = tmp_path / "pond.html"
    file.write_bytes(few())
    page = chromium.new_page(locale="en-GB")
    page.goto(file.as_uri())
    expect(part(page, "sound")).to_be_visible()
    expect(part(page, "volume")).to_be_hidden()
    part(page, "sound").click()
    volume = page.get_by_role("button", name="Volume 2 of 3")
    volume.click()
    expect(part(page, "volume")).to_have_accessible_name("Volume 3 of 3")
    page.reload()
    expect(part(page, "sound")).to_have_attribute("aria-pressed", "true")
    expect(part(page, "volume")).to_have_accessible_name("Volume 3 of 3")
    assert page.evaluate("localStorage.length") == 0
    page.close()


def test_on_a_phone_the_way_to_play_stays_in_sight(opened: Opened) -> None:
    page = opened(few(), viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    part(page, "sound").tap()
    part(page, "play").tap()
    expect(part(page, "today")).to_be_enabled()
    middles = "one => { const { top, bottom } = one.getBoundingClientRect(); return (top + bottom) / 2 }"
    names = ("play", "today", "speed", "scrub", "sound", "volume")
    across = sorted(part(page, name).evaluate(middles) for name in names)
    below = [other - one for one, other in pairwise(across) if other - one > 20]
    assert len(below) == 1, across  # two rows, as without it: nothing is pushed down
    fits = "one => one.scrollWidth <= one.clientWidth"
    assert part(page, "day").evaluate(fits)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_no_voice_is_too_loud_and_none_too_soft(chromium: Browser) -> None:
    folder = Path(player.__file__).parent
    code = "\n".join((folder / name).read_text("utf-8") for name in ("tune.js", "sound.js"))
    page = chromium.new_page()
    exports = "export { VOICES, notesOf, masterOf, sing }"
    found = page.evaluate(LOUDEST, f"data:text/javascript,{quote(code + exports)}")
    page.close()
    assert len(found) == 9
    for _voice, alone, together in found:
        assert alone > 0.05
        assert together < 0.95
