"""`python3 -m tests.privacy.paper_fonts`: the two fonts of papers, from the one that Streamlit brings along.

Source Sans (c) Adobe, SIL Open Font License 1.1: cut to the signs of Latin and Cyrillic, once regular and
once bold, and under a name of its own, as its license asks of what was changed.
"""

from __future__ import annotations

from pathlib import Path

import streamlit
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from ripple.privacy.papers.as_pdf import FONTS

MEDIA = Path(streamlit.__file__).parent / "static/static/media"
WEIGHTS = {"regular": 400, "bold": 700}
NAME = "Ripple Paper"
LETTERS = (range(0x20, 0x250), range(0x400, 0x530), range(0x2010, 0x2040), [0x20AC, 0x2116, 0x2610, 0x2192])


def made(weight: str) -> TTFont:
    """The font of that weight, with the letters of papers alone."""
    (source,) = MEDIA.glob("SourceSansVF-Upright*.woff2")
    font = instantiateVariableFont(TTFont(source), {"wght": WEIGHTS[weight]})
    options = Options(
        layout_features=["kern", "mark", "ccmp", "locl"], name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14]
    )
    cut = Subsetter(options)
    cut.populate(unicodes=[letter for letters in LETTERS for letter in letters])
    cut.subset(font)
    for record in font["name"].names:
        if record.nameID in {1, 3, 4, 6}:
            record.string = f"{NAME} {weight}".replace(" ", "" if record.nameID == 6 else " ")
    font.flavor = None
    return font


if __name__ == "__main__":
    for each in WEIGHTS:
        made(each).save(FONTS / f"{each}.ttf")
