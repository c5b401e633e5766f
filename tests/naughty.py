"""Strings that break things, for tests of everything that people can type."""

import json
from pathlib import Path

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data" / "naughty_strings.json"

# A few of every sort, for a checkout that stands alone.
SAMPLES = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1) />",
    "javascript:alert(1)",
    "**bold** _it_ `code` ~~gone~~ # head",
    "[a](https://example.com) ![b](https://example.com/b.png) https://example.com",
    ":tada: :material/home: :red[red] :green-badge[Verified]",
    "$x^2$ $$\\frac{1}{2}$$",
    "{0} {name} %s %(name)s ${HOME}",
    "'; DROP TABLE acts; --",
    "=1+1",
    "ثم نفس سقطت וְאֶת שָׁמַיִם",
    "田中さんにあげて下さい 👩\u200d👩\u200d👧\u200d👦 🇺🇸",
    "Z̮̞̠͙͔ͅḀ̗̞͈̻̗Ḷ͙͎̯̹̞͓G̻O̭̗̮",
    "\u202etest\u202c \u2066test\u2067",
    "\ufeff\u200b\u2028line\u2029separators",
    "\x00\x07\x1b[31mred",
    "\x01\x02\x1f\x7f",
    "&lt;not escaped twice&gt; &amp;",
    "   leading and trailing   ",
    "../../../etc/passwd",
]


def naughty_strings() -> list[str]:
    """The whole list where it lies beside the checkout, the samples always."""
    if not SHARED.exists():
        return SAMPLES
    shared: list[str] = json.loads(SHARED.read_text("utf-8"))
    return SAMPLES + shared
