"""Papers as PDF, in the languages whose letters the two fonts beside this have: those of Latin and Cyrillic.

Arabic and Chinese would need fonts of megabytes, and Arabic letters that join; for them there is the page to
print (`as_html`), which any browser makes a PDF of.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ripple.language import tag
from ripple.privacy.papers.paper import Block, Heading, Lines, Paper, Points, Table

FONTS = Path(__file__).parent / "fonts"
NOT_DRAWN = {"ar", "zh"}
FONT, SIZE, SMALL = "paper", 10.5, 8.5  # the sizes in points
MARGIN_MM = 18
HEADED_MM = 24  # what has to have room below a heading, or it goes over to the next page


def can_be_drawn() -> bool:
    """Whether the fonts have the letters of the language that is spoken."""
    return tag().partition("-")[0] not in NOT_DRAWN


def as_pdf(paper: Paper) -> bytes:
    """The paper as a PDF of A4 pages. Letters that no font here has (in a name) are drawn as a box."""
    from fpdf import FPDF  # not before somebody asks for papers: it takes a fifth of a second

    class Pages(FPDF):
        """With the number of each page at its foot."""

        def footer(self) -> None:
            self.set_y(-14)
            self.set_font(FONT, size=SMALL)
            self.cell(0, 8, f"{self.page_no()} / {{nb}}", align="R")

    pages = Pages(format="A4")
    for style, weight in {"": "regular", "B": "bold"}.items():
        pages.add_font(FONT, style, FONTS / f"{weight}.ttf")
    pages.set_margin(MARGIN_MM)
    pages.set_auto_page_break(True, MARGIN_MM)
    pages.set_title(paper.title)
    pages.set_lang(tag())
    pages.add_page()
    _say(pages, paper.title, size=18, style="B", after=2)
    for block in paper.blocks:
        _draw(pages, block)
    return bytes(pages.output())


def _draw(pages: Any, block: Block) -> None:
    match block:
        case Heading(text):
            _begin_section(pages, text)
        case Lines(said):
            for one in said:
                _say(pages, one)
        case Points(said):
            for one in said:
                _say(pages, f"–  {one}", after=0.6)
            pages.ln(1)
        case Table(head, rows, widths):
            _lay_out(pages, (head, *rows), widths)


def _begin_section(pages: Any, title: str) -> None:
    if pages.will_page_break(HEADED_MM):
        pages.add_page()
    pages.ln(3)
    _say(pages, title, size=12.5, style="B")


def _lay_out(pages: Any, lines: Sequence[Sequence[str]], widths: Sequence[int]) -> None:
    """A table, whose head stands on every page that it goes over."""
    pages.set_font(FONT, size=SMALL)
    pages.set_draw_color(150)
    with pages.table(
        col_widths=widths, text_align="LEFT", v_align="TOP", line_height=4.2, padding=1
    ) as table:
        for line in lines:
            table.row(line)
    pages.ln(2)


def _say(pages: Any, text: str, *, size: float = SIZE, style: str = "", after: float = 1.4) -> None:
    pages.set_font(FONT, style, size)
    pages.multi_cell(0, size * 0.5, text, align="LEFT", new_x="LMARGIN", new_y="NEXT")
    pages.ln(after)
