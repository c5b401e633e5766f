"""A pond to take along: title, dates and counts in every form, and what people typed is text."""

import json
import re
from dataclasses import replace
from datetime import UTC
from html import escape
from html.parser import HTMLParser
from io import BytesIO
from subprocess import CalledProcessError
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest
from PIL import Image, ImageColor

from ripple.charts.export.keepsake import FORMS, as_html, as_png, as_svg, keepsake_of
from ripple.charts.export.paper import COLOURS, HEAD, SHAPES, Paper, paper_called
from ripple.charts.export.render import SHARPNESS, library, pressed
from ripple.charts.player import player
from ripple.charts.theme import LOOKS
from ripple.domain.model import How, Kind
from tests.network.ponds import act, pond_of, pond_under, random_parents
from tests.texts import found

HOSTILE = (
    "</script><script>alert(1)</script><!-- ]]> &lt; \u2028 \ufffe <img src=x onerror=alert(1)> {{7*7}} $&"
)
SVG = "{http://www.w3.org/2000/svg}"


def told(one):
    return one.author or "Unsigned"


def pond():
    """Three acts over a month, in two ripples."""
    acts = [act(0, author="Ada"), act(1, parent=0, hours=30), act(2, hours=24 * 30, author="Ben")]
    return pond_of(acts)


def kept(title="Maple Street", of=None):
    return keepsake_of(pond() if of is None else of, title, told)


def texts(svg):
    """What is written in a picture."""
    return ["".join(text.itertext()) for text in elements(svg) if text.tag == f"{SVG}text"]


def elements(svg):
    return list(ElementTree.fromstring(svg).iter())  # noqa: S314 - our own picture


class Page(HTMLParser):
    """What a browser would find in a page: its elements, and its text without the scripts."""

    def __init__(self, html):
        super().__init__()
        self.elements, self.text, self.inside = [], "", []
        self.feed(html.decode())

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self.inside.append(tag)

    def handle_endtag(self, tag):
        if tag in self.inside:
            while self.inside.pop() != tag:
                pass

    def handle_data(self, data):
        if not {"script", "style"} & set(self.inside):
            self.text += data


def given(html):
    """What the page's script reads."""
    return json.loads(found(r'<script type="application/json" id="pond">(.*?)</script>', html.decode())[1])


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("shape", SHAPES)
def test_the_png_is_a_picture_on_paper(shape, look):
    made = as_png(replace(kept(), paper=Paper(shape, look)), UTC)
    picture = Image.open(BytesIO(made)).convert("RGB")
    assert picture.size == tuple(side * SHARPNESS for side in SHAPES[shape])
    assert picture.getpixel((1, 1)) == ImageColor.getrgb(COLOURS[look])
    title = picture.convert("L").crop((0, 0, picture.width, HEAD * SHARPNESS))
    shades = title.tobytes()
    assert max(shades) - min(shades) > 180  # ink on paper


def test_a_picture_has_the_shape_asked_for_whatever_stands_below_it():
    signs = pond_of(act(n, kind=kind) for n, kind in enumerate([*Kind, None]))
    for of in (pond(), signs, pond_of([])):
        for shape, (width, height) in SHAPES.items():
            svg = elements(as_svg(replace(kept(of=of), paper=Paper(shape)), UTC))[0]
            assert (svg.attrib["width"], svg.attrib["height"]) == (str(width), str(height))


def test_the_pictures_quote_the_words_that_the_app_grew_from():
    written = texts(as_svg(kept(), UTC))
    assert "Every act creates a ripple with no logical end.”" in " ".join(written)
    assert "Scott Adams" in written


def test_words_stand_beside_the_drops_where_they_are_wished():
    assert {"Ada", "Ben"} <= set(texts(as_svg(kept(), UTC)))
    written = set(texts(as_svg(replace(kept(), paper=Paper(words=True)), UTC)))
    assert {"kindness 0", "kindness 1", "kindness 2"} <= written
    assert not {"Ada", "Ben"} & written


def test_of_a_paper_that_is_not_known_it_is_the_plain_one():
    assert paper_called("round", "sepia", "perhaps") == paper_called(None, None, None) == Paper()
    assert paper_called("portrait", "dark", "yes") == Paper("portrait", "dark", words=True)
    assert (
        len({Paper(shape, look, words).name for shape in SHAPES for look in LOOKS for words in (False, True)})
        == 12
    )


def test_the_svg_says_title_dates_and_counts():
    written = texts(as_svg(kept(), UTC))
    assert "Maple Street" in written
    assert "5 January 2026 – 4 February 2026 · 3 acts of kindness in 2 ripples" in written


def test_the_html_says_title_dates_counts_and_every_word():
    page = Page(as_html(kept(), UTC))
    assert "Maple Street" in page.text
    assert "5 January 2026 – 4 February 2026 · 3 acts of kindness in 2 ripples" in page.text
    for words in ("kindness 0", "kindness 1", "kindness 2"):
        assert words in page.text
    assert ("a", {"href": "#act-0"}) in page.elements  # what led to the second act


def test_days_are_those_of_whoever_takes_it_along():
    late = pond_of([act(0, hours=15.5)])  # 23:30 in London, the next day in Berlin
    assert "5 January 2026 · 1 act of kindness" in Page(as_html(kept(of=late), UTC)).text
    assert "6 January 2026 · 1 act" in Page(as_html(kept(of=late), ZoneInfo("Europe/Berlin"))).text


@pytest.mark.parametrize("form", FORMS)
def test_a_still_pond_can_be_taken_along_too(form):
    assert FORMS[form][1](kept(of=pond_of([])), UTC)


def test_of_a_very_large_ripple_it_says_how_much_is_not_in_it(monkeypatch):
    monkeypatch.setattr("ripple.charts.export.keepsake.RIPPLE_DRAWN", 2)
    chain = keepsake_of(pond_under([-1, -1, 0, 2, 3]), "Us", told, "a0")
    said = Page(as_html(chain, UTC)).text
    assert "2 acts of kindness in 1 ripple; 2 later ones are not in it" in said
    assert "kindness 2" in said
    assert "kindness 3" not in said


def test_a_long_name_is_written_smaller_instead_of_cut():
    for name in ("W" * 60, "水" * 60):
        assert name in texts(as_svg(kept(name), UTC))


def test_hostile_names_and_words_stay_text_in_the_page():
    hostile = pond_of([act(0, author=HOSTILE), act(1, parent=0)])
    plain, html = Page(as_html(kept(), UTC)), as_html(kept(HOSTILE, hostile), UTC)
    page = Page(html)
    assert html.count(b"<script") == as_html(kept(), UTC).count(b"<script")
    assert {tag for tag, _ in page.elements} <= {tag for tag, _ in plain.elements}
    assert page.text.count(HOSTILE) == 3  # in the title, above the page, and as the name
    assert given(html)["acts"]["who"][0] == HOSTILE


def test_hostile_names_and_words_stay_text_in_the_pictures():
    hostile = pond_of([act(0, author=HOSTILE)])
    svg = as_svg(kept(HOSTILE, hostile), UTC)
    assert HOSTILE.replace("\ufffe", "") in texts(svg)
    plain = as_svg(kept(of=pond_of([act(0, author="Ada")])), UTC)
    assert [each.tag for each in elements(svg)] == [each.tag for each in elements(plain)]
    assert as_png(kept(HOSTILE, hostile), UTC).startswith(b"\x89PNG")


def test_what_was_taken_back_is_in_no_form():
    forgotten = "a word to forget"
    acts = pond_of([act(0, author=forgotten), act(1, parent=0), act(2, author=forgotten)])
    for erased in ("a0", "a2"):
        acts.erase(erased)
    mine = keepsake_of(acts, "Maple Street", lambda one: "" if one.erased else told(one))
    html = as_html(mine, UTC)
    assert "An unnamed drop: its words are not shown." in Page(html).text
    for made in (html, *(as_svg(replace(mine, paper=Paper(words=words)), UTC) for words in (False, True))):
        assert forgotten.encode() not in made
        assert b"kindness 0" not in made
        assert b"kindness 2" not in made
    assert "1 act of kindness" not in Page(html).text  # the drop between is still counted
    assert "2 acts of kindness in 1 ripple" in Page(html).text


def test_the_policy_allows_these_scripts_and_no_network():
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', as_html(kept(), UTC).decode())
    assert policy.startswith("default-src 'none'; ")
    assert re.search(r"script-src 'sha256-[^ ]+' 'sha256-[^ ]+';", policy)
    assert not re.search(r"https?:|\*|data:|'self'|unsafe-eval", policy)


def test_nothing_in_the_library_ends_its_script():
    assert not re.search(r"</script|<!--", library(), re.IGNORECASE)
    assert escape("window.vegaEmbed") in library()


def test_in_a_large_pond_every_story_has_a_row_that_lights():
    html = as_html(kept(of=pond_under(random_parents(1_500))), UTC)
    told = Page(html).elements
    page = given(html)
    drawn = set(page["acts"]["i"])
    assert len(drawn) < 1_500
    for i in range(1_500):
        assert ("button", {"type": "button", "data-act": str(i)}) in told
        fold = page["folds"].get(str(i), i)
        assert fold in drawn
        opened = page["opened"].get(str(fold))
        assert not opened or f"\u001e{i}\u001f" in opened["news"]
    assert page["opened"]


def test_a_chart_that_cannot_be_drawn_tells_nothing_of_what_is_in_it(capfd):
    quoted = "http://words.of.somebody/"  # vl-convert's complaint has it
    with pytest.raises(CalledProcessError) as failed:
        pressed({"mark": "point", "data": {"url": quoted}}, "svg")
    said = capfd.readouterr()
    assert quoted not in said.out + said.err + str(failed.value)


def test_the_pictures_explain_every_sign_that_the_page_does():
    large = pond_of(
        act(
            number,
            parent,
            author="Ada",  # how one came to an unsigned act is not told
            kind=[*Kind, None][number % 9],
            how=list(How)[number % 3] if parent >= 0 else None,
        )
        for number, parent in enumerate(random_parents(1_500))
    )
    large.erase(next(one.id for one in large.acts if len(large.ripple(one.id)) > 5))
    mine = kept(of=large)
    signs = player.signs(mine.scene)
    explained = [sign["name"] for what in ("kinds", "ways", "others") for sign in signs[what]]
    written = texts(as_svg(mine, UTC))
    assert len(explained) == 9 + 3 + 4
    assert [name for name in explained if name not in written] == []
