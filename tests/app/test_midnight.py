"""At the reader's midnight a page is drawn anew: what was today is yesterday then."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest

from ripple.app import session
from ripple.app.ui import keeping_up
from tests.app.conftest import Visitor

LATE = datetime(2026, 11, 23, 23, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "old"), [("UTC", True), ("Pacific/Auckland", False), ("Europe/Paris", False)]
)
def test_a_page_is_out_of_date_at_midnight_where_its_reader_is(ada: Visitor, zone: str, old: bool) -> None:
    with patch.object(session, "zone", lambda: ZoneInfo(zone)), patch.object(session, "now", lambda: LATE):
        ada.open("home")
    visit = ada.tab.session_state["visit"]
    with (
        patch.object(session, "zone", lambda: ZoneInfo(zone)),
        patch.object(keeping_up, "visit", lambda: visit),
        patch.object(session, "now", lambda: LATE + timedelta(minutes=2)),
    ):
        assert keeping_up.is_out_of_date(ada.group) is old
