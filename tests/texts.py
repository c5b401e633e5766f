"""What tests look for in texts."""

import re


def found(pattern: str, text: str) -> re.Match[str]:
    """The first place in the text that the pattern fits; fails with the whole text where there is none."""
    place = re.search(pattern, text)
    assert place, f"no “{pattern}” in: {text}"
    return place
