"""What Prometheus can read: figures, on this machine alone, and nothing of anybody."""

import re
import socket
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from urllib.request import urlopen

import pytest

from ripple.actions.joining import start_group
from ripple.actions.posting import share_act
from ripple.domain.errors import UnknownGroup
from ripple.domain.model import Act
from ripple.live import Groups
from ripple.metrics import export, measured
from ripple.store import Log, open_store
from tests.browser.conftest import free_port
from tests.store.contract import LogContract
from tests.web.test_counted_pages import figure

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
LABELS = {"append", "since", "version", "erase", "page", "part"}


class TestMeasured(LogContract):
    """A store does all that it did before it was measured."""

    @pytest.fixture
    def url(self, tmp_path: Path) -> str:
        return f"tinydb:{tmp_path / 'store'}"

    @pytest.fixture
    def log(self, url: str) -> Iterator[Log]:
        with closing(measured(open_store(url))) as log:
            yield log


def posts() -> Groups:
    groups = Groups(measured(open_store("memory:")))
    start_group(groups, "Class 4b", "Ada", nonce="class", founder="ada", now=NOON)
    share_act(groups.group("class"), "ada", Act(id="1", text="Held the door", posted_at=NOON), now=NOON)
    return groups


def test_acts_and_how_long_the_store_took_are_counted() -> None:
    before = figure("ripple_acts_shared_total"), figure("ripple_store_seconds_count", operation="append")
    posts()
    assert figure("ripple_acts_shared_total") == before[0] + 1
    assert figure("ripple_store_seconds_count", operation="append") >= before[1] + 2


def test_what_the_store_could_not_do_is_counted_and_told() -> None:
    groups, before = posts(), figure("ripple_store_failures_total", operation="append")
    groups.log.forget("class")
    with pytest.raises(UnknownGroup):
        groups.log.append("class")
    assert figure("ripple_store_failures_total", operation="append") == before + 1


def test_the_figures_hold_no_word_of_anybody_and_are_for_this_machine() -> None:
    posts()
    port = free_port()
    export(port)
    with urlopen(f"http://127.0.0.1:{port}/metrics") as answer:
        said = answer.read().decode()
    assert "ripple_acts_shared_total" in said
    assert not re.search(r"Class 4b|Ada|Held|\bclass\b", said)
    labels = re.findall(r'(\w+)="(.*?)"', "".join(re.findall(r"^ripple_\w+\{(.*)\}", said, re.MULTILINE)))
    assert {value for name, value in labels if name != "le"} <= LABELS
    with pytest.raises(OSError, match="refused"), socket.create_connection(("127.0.0.2", port)):
        pass
    with pytest.raises(OSError, match="in use"):
        export(port)
