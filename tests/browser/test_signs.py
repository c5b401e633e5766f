"""What a browser draws and where it sees one sign end: what `ripple.domain.signs` says of it is so."""

import unicodedata
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from ripple.domain.signs import INVISIBLE, shortened
from tests.domain.test_signs import FAMILY, LANGUAGES

# Great scripts of signs that are all drawn, and those that no font here has: each takes seconds to look for.
LEFT_OUT = [
    *(range(0x3400, 0xA000), range(0xAC00, 0xF900), range(0x12000, 0x13430), range(0x14400, 0x14680)),
    *(range(0x16800, 0x16A40), range(0x17000, 0x18D80), range(0x1B000, 0x1B300), range(0x1F000, 0xE0000)),
]
NOTHING_DRAWN = """codes => {
    const canvas = document.createElement("canvas").getContext("2d")
    canvas.font = "16px sans-serif"
    return codes.filter((code) => {
        const box = canvas.measureText(String.fromCodePoint(code))
        return box.actualBoundingBoxAscent + box.actualBoundingBoxDescent === 0
            || box.actualBoundingBoxLeft + box.actualBoundingBoxRight === 0
    })
}"""
ENDS = """text => Array.from(new Intl.Segmenter("en", { granularity: "grapheme" }).segment(text))
    .map(({ index, segment }) => Array.from(text.slice(0, index + segment.length)).length)"""


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context()
    yield context.new_page()
    context.close()


def is_written(code: int) -> bool:
    """Whether it is a sign that people could send, and no space."""
    sign = chr(code)
    return unicodedata.category(sign) not in ("Cc", "Cs", "Cn", "Co") and not sign.isspace()


def test_of_every_sign_that_is_drawn_as_nothing_we_know(page: Page) -> None:
    codes = [code for code in range(0xE0200) if is_written(code) and not any(code in out for out in LEFT_OUT)]
    nothing = page.evaluate(NOTHING_DRAWN, codes)
    assert len(nothing) > 300  # tags and the selectors of variations alone
    assert [hex(code) for code in nothing if not INVISIBLE.match(chr(code))] == []


@pytest.mark.parametrize(
    "text",
    [
        *LANGUAGES.values(),
        f"a{FAMILY * 3}",
        "x🇩🇪🇫🇷🇯🇵",
        "👍🏽👋🏿",
        "कृष्णा क्षेत्र ज्ञान",
        "각각",
        "e\u0301o\u0308",
        "ﾊﾞﾝ",
    ],
    ids=[*LANGUAGES, "families", "flags", "skins", "conjuncts", "syllables in parts", "marks", "half-width"],
)
def test_nothing_is_cut_where_a_browser_sees_one_sign(text: str, page: Page) -> None:
    ends = page.evaluate(ENDS, text)
    longest = max(end - start for start, end in zip([0, *ends], ends, strict=False))
    cuts = {len(shortened(text, length).removesuffix("…")) for length in range(longest + 1, len(text) + 1)}
    assert cuts - {0, *ends} == set()
