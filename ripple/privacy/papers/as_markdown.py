"""Papers as Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ripple.privacy.papers.paper import Block, Heading, Lines, Paper, Points, Table

_SIGNS = re.compile(r"[\\`*_\[\]<>#|~&$]")


def as_markdown(paper: Paper) -> bytes:
    """The paper as a Markdown file, in UTF-8. What people typed stands in it to the letter."""
    return "\n\n".join([f"# {_literal(paper.title)}", *map(_block, paper.blocks), ""]).encode()


def _block(block: Block) -> str:
    match block:
        case Heading(text):
            return f"## {_literal(text)}"
        case Lines(said):
            return "\n\n".join(map(_literal, said))
        case Points(said):
            return "\n".join(f"- {_literal(one)}" for one in said)
        case Table(head, rows):
            return "\n".join(map(_row, (head, ["---"] * len(head), *rows)))


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell if cell == '---' else _literal(cell) for cell in cells)} |"


def _literal(text: str) -> str:
    """On one line, and nothing of it read as Markdown."""
    return "<br>".join(_SIGNS.sub(r"\\\g<0>", line) for line in text.splitlines())
