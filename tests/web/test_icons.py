"""The icons' font that stands in for Streamlit's has all icons that a page can show."""

from fontTools.ttLib import TTFont

from ripple.web.assets import LIGHTER
from tests.web.icons import icons, named, whole


def test_the_lighter_font_has_every_icon_that_a_page_can_show() -> None:
    """When this fails after an update of Streamlit or for a new icon: `python -m tests.web.icons`."""
    all_of_it, lighter = TTFont(whole()), TTFont(LIGHTER / whole().name)
    kept, drawn = icons(lighter), icons(all_of_it)
    assert kept.keys() >= drawn.keys() & named()
    assert {"water_drop", "diversity_3", "close", "more_horiz"} <= kept.keys()
    for name, glyph in kept.items():
        assert lighter["glyf"][glyph] == all_of_it["glyf"][drawn[name]], name


def test_it_is_a_small_part_of_the_whole() -> None:
    assert (LIGHTER / whole().name).stat().st_size < whole().stat().st_size / 6
