"""The icons' font without the icons that no page can show: a seventh of the bytes for a first visit.

`python -m tests.web.icons` makes it anew, after an update of Streamlit or when a page gets a new icon. It
takes over every icon whose name is a text in one of Streamlit's scripts or is asked for by a page of ours:
some too many, none too few. The icons are Google's Material Symbols (Apache License 2.0).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import streamlit
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from ripple.environment import CHECKOUT
from ripple.web.assets import LIGHTER

STATIC = Path(streamlit.__file__).parent / "static" / "static"
A_TEXT = re.compile(r"""["'`]([a-z0-9_]+)["'`]""")
ASKED_FOR = re.compile(r":material/([a-z0-9_]+):")


def whole() -> Path:
    """The font that Streamlit brings."""
    return next((STATIC / "media").glob("MaterialSymbols-Rounded.*.woff2"))


def named() -> set[str]:
    """All that could be an icon's name in Streamlit's scripts, and the icons of the app."""
    theirs, ours = _all(STATIC / "js", "*.js"), _all(CHECKOUT / "ripple", "*.py")
    return {*A_TEXT.findall(theirs), *ASKED_FOR.findall(theirs), *ASKED_FOR.findall(ours)}


def _all(folder: Path, kind: str) -> str:
    return "\n".join(path.read_text("utf-8") for path in sorted(folder.rglob(kind)))


def icons(font: TTFont) -> dict[str, str]:
    """The glyph that is drawn for each name, which the font takes for one letter."""
    letters = {glyph: chr(code) for code, glyph in font.getBestCmap().items()}
    return {
        "".join(letters[each] for each in (first, *ligature.Component)).lower(): ligature.LigGlyph
        for first, ligature in _ligatures(font)
    }


def _ligatures(font: TTFont) -> Iterator[tuple[str, Any]]:
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            for first, ligatures in getattr(table, "ExtSubTable", table).ligatures.items():
                yield from ((first, ligature) for ligature in ligatures)


def lighten() -> None:
    """Write the font that stands in for Streamlit's."""
    font, options = TTFont(whole()), Options()
    options.flavor, options.layout_features, options.layout_closure = "woff2", ["*"], False
    names = named() & icons(font).keys()
    lighter = Subsetter(options)
    lighter.populate(glyphs=[icons(font)[name] for name in names], text="".join(names))
    lighter.subset(font)
    font.flavor = "woff2"
    for old in LIGHTER.glob("*.woff2"):
        old.unlink()
    font.save(LIGHTER / whole().name)


if __name__ == "__main__":
    lighten()
