"""The app as a program of its own: how a page comes to it after a restart, and how it is ended."""

import re
import signal
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

import pytest
from websockets.exceptions import ConnectionClosed

from ripple.actions.joining import COOKIE, enter, start_group
from ripple.store.disk import File
from tests.attack.tab import Tab
from tests.attack.world import FIELD, OPENS
from tests.browser.conftest import Server, groups_of, running, server_in

FEW_SECONDS = 15  # on a busy machine
GROUP = "street"
NOW = datetime.now(UTC)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(server_in(tmp_path_factory.mktemp("ends"), RIPPLE_JSON_LOGS="1")) as server:
        yield server


def tab_of_a_host(server: Server, group: str = GROUP) -> Tab:
    """A page of the group's host."""
    with groups_of(server) as groups:
        link = start_group(groups, "Maple Street", "Ada", nonce=group, now=NOW)
        cookie = f"{COOKIE}{group}={enter(groups, link, now=NOW)}"
    return Tab(server.url, headers={"Cookie": cookie}, origin=server.url.rstrip("/"))


def waits_for(file: Path) -> bool:
    """Whether somebody waits to lock the file."""
    inode = re.compile(rf"-> FLOCK .*:{file.stat().st_ino} ")
    return bool(inode.search(Path("/proc/locks").read_text()))


def test_what_is_pressed_while_a_page_is_first_drawn_is_heard(server: Server) -> None:
    stood = tab_of_a_host(server, "lane").run()
    back = Tab(server.url, headers=stood.headers, origin=server.url.rstrip("/"))
    back.typed = stood.typed  # as a browser that still shows the page of before
    back.ask().ask(stood.pressing(OPENS))
    assert back.listen().listen().has(FIELD)


def test_ended_by_sigterm_it_finishes_what_is_being_posted(server: Server) -> None:
    assert server.process
    process, tab = server.process, tab_of_a_host(server).run()
    journal = File(Path(server.store.partition(":")[2]) / f"{GROUP}.journal")
    tab.press(OPENS).type(FIELD, "Held the door")
    journal.lock()
    with ThreadPoolExecutor() as threads:
        pressed = threads.submit(tab.press, "Share")
        while not waits_for(Path(server.store.partition(":")[2]) / f"{GROUP}.journal"):
            assert not pressed.done(), pressed.result().says
        process.send_signal(signal.SIGTERM)
        began = monotonic()
        with pytest.raises(ConnectionClosed):  # pages are told at once, and try to come back
            pressed.result()
        with pytest.raises(subprocess.TimeoutExpired):  # it waits for the post, and not for ever
            process.wait(timeout=2)
    journal.unlock()
    assert process.wait(FEW_SECONDS) == 0
    assert monotonic() - began < FEW_SECONDS
    with pytest.raises(OSError, match="refused"):
        Tab(server.url, headers={}, origin=None)
    with groups_of(server) as groups:
        assert [act.text for act in groups.group(GROUP).history.acts.values()] == ["Held the door"]
