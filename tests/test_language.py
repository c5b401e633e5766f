"""Texts for people are found once, not looked for."""

import os

import pytest

from ripple.language import gettext, ngettext


def test_a_text_is_found_without_a_look_at_the_disk(monkeypatch):
    monkeypatch.setattr(os.path, "exists", lambda path: pytest.fail(f"it looked for {path}"))
    assert gettext("Shared") == "Shared"
    assert [ngettext("{count} act", "{count} acts", count) for count in (1, 2)] == [
        "{count} act",
        "{count} acts",
    ]
