"""All papers of a group, in every form that its language can have."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from ripple.privacy.papers.as_html import as_html
from ripple.privacy.papers.as_markdown import as_markdown
from ripple.privacy.papers.as_pdf import as_pdf, can_be_drawn
from ripple.privacy.papers.assessment import impact_assessment
from ripple.privacy.papers.conformance import conformance_report
from ripple.privacy.papers.letter import letter_to_parents
from ripple.privacy.papers.paper import About
from ripple.privacy.papers.record import record_of_processing
from ripple.privacy.papers.retention import retention_policy

PAPERS = (record_of_processing, impact_assessment, retention_policy, letter_to_parents, conformance_report)


def every_paper(about: About) -> Iterator[tuple[str, bytes]]:
    """Each file's name and content, in the language that is spoken."""
    forms = {"md": as_markdown, "html": as_html} | ({"pdf": as_pdf} if can_be_drawn() else {})
    for make in PAPERS:
        paper = make(about)
        for ending, write in forms.items():
            yield f"{paper.name}.{ending}", write(paper)


def in_one_file(about: About) -> bytes:
    """All of them as a ZIP archive."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in every_paper(about):
            archive.writestr(name, content)
    return kept.getvalue()
