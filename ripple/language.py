"""The language of all texts for people, found once.

Python's own `gettext.gettext` looks for its files at every text, and a page has hundreds.
"""

from gettext import translation

_spoken = translation("messages", fallback=True)  # without one, texts stay as they are written: English
gettext, ngettext = _spoken.gettext, _spoken.ngettext
