"""What people typed, as HTML: the one place that makes it, for pages and for files that are taken along."""

from html import escape

from ripple.domain.model import Act


def typed(text: str) -> str:
    """What somebody typed, as HTML that shows just that, in its own writing direction."""
    return f'<bdi dir="auto">{escape(text)}</bdi>'


def words_of(act: Act, words: str) -> str:
    """The ``words`` of an act, all of them or some, as HTML: as `typed`, and in the language that they were
    written in, so that a screen reader speaks them as it sounds. Of words of which nobody knows it, ``lang``
    is empty: they are not in the language of the page because somebody reads them there."""
    return f'<bdi lang="{act.language}" dir="auto">{escape(words)}</bdi>'
