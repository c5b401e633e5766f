"""Papers as a page to print: in every language of the app, from the right too, with the reader's fonts."""

from __future__ import annotations

from html import escape

from ripple.language import direction, tag
from ripple.privacy.papers.paper import Block, Heading, Lines, Paper, Points, Table

STYLE = """
body { font: 11pt/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6em; line-height: 1.25; }
h2 { font-size: 1.15em; margin: 1.6em 0 .4em; break-after: avoid; }
table { border-collapse: collapse; width: 100%; font-size: .85em; overflow-wrap: anywhere; }
th, td { border: 1px solid #888; padding: .3em .5em; text-align: start; vertical-align: top; }
tr { break-inside: avoid; } thead { display: table-header-group; }
@page { margin: 18mm; } @media print { body { margin: 0; max-width: none; padding: 0; } }
""".strip()


def as_html(paper: Paper) -> bytes:
    """The paper as one HTML file without a script, which asks nobody for anything."""
    body = "\n".join([f"<h1>{escape(paper.title)}</h1>", *map(_block, paper.blocks)])
    return (
        f'<!doctype html>\n<html lang="{tag()}" dir="{direction()}">\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width">\n<title>{escape(paper.title)}</title>\n'
        f"<style>\n{STYLE}\n</style>\n<main>\n{body}\n</main>\n</html>\n"
    ).encode()


def _block(block: Block) -> str:
    match block:
        case Heading(text):
            return f"<h2>{escape(text)}</h2>"
        case Lines(said):
            return "\n".join(f'<p dir="auto">{_text(one)}</p>' for one in said)
        case Points(said):
            return f"<ul>\n{''.join(f'<li>{_text(one)}</li>' for one in said)}\n</ul>"
        case Table(head, rows, widths):
            heads = "".join(
                f'<th scope="col" style="width:{width}%">{escape(one)}</th>'
                for one, width in zip(head, widths, strict=True)
            )
            lines = "\n".join(
                f"<tr>{''.join(f'<td>{_text(cell)}</td>' for cell in row)}</tr>" for row in rows
            )
            return f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{lines}\n</tbody>\n</table>"


def _text(text: str) -> str:
    return "<br>".join(escape(line) for line in text.splitlines())
