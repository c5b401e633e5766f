"""What a crowd is let loose on: the app as one process, as two on PostgreSQL behind nginx, and a bare page.

What their programs use is read from the system: seconds of CPU, and megabytes of memory.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from ssl import SSLContext

import psutil

from benchmarks.browsing import serving_page
from tests.browser.conftest import ANY_CERTIFICATE, running, server_in
from tests.browser.nginx import in_front_of
from tests.store.postgresql import made_server

MB = 1e6
PROGRAMS = {"python": "app", "nginx": "nginx", "postgres": "database"}

# The least that Streamlit can serve to somebody who writes something: the peer.
BARE = """
import streamlit as st

st.text_area("Words")
st.button("Share")
"""


@dataclass(frozen=True)
class Served:
    """Something that runs: its address, where its groups are (nowhere for a bare page), whose certificates
    are good there, and how many ``processes`` of the app there are."""

    url: str
    store: str = ""
    tls: SSLContext | None = None
    processes: int = 1

    def worked(self) -> dict[str, float]:
        """The seconds of CPU that each kind of program has used so far."""
        seconds = dict.fromkeys(PROGRAMS.values(), 0.0)
        for kind, process in _programs():
            with suppress(psutil.NoSuchProcess):  # it ended just now
                used = process.cpu_times()
                seconds[kind] += used.user + used.system + used.children_user + used.children_system
        return seconds

    def memory_mb(self) -> float:
        """The megabytes that the app's processes have in memory."""
        return float(sum(process.memory_info().rss for kind, process in _programs() if kind == "app")) / MB


def _programs() -> Iterator[tuple[str, psutil.Process]]:
    for process in psutil.Process().children(recursive=True):
        with suppress(psutil.NoSuchProcess):
            kind = next((kind for name, kind in PROGRAMS.items() if process.name().startswith(name)), None)
            if kind:
                yield kind, process


@contextmanager
def one_process() -> Iterator[Served]:
    """The app on a folder, as anybody starts it."""
    with tempfile.TemporaryDirectory() as folder, running(server_in(Path(folder))) as app:
        yield Served(app.url, app.store)


@contextmanager
def two_processes() -> Iterator[Served]:
    """Two of them on a database that syncs, behind nginx with the configuration that is in `deploy`."""
    with tempfile.TemporaryDirectory() as place, made_server(durable=True) as database, ExitStack() as there:
        folders = [Path(place, name) for name in ("first", "second", "nginx")]
        for folder in folders:
            folder.mkdir()
        store, apps = database.new_store(), [server_in(folder) for folder in folders[:2]]
        for app in apps:
            app.store = store
            there.enter_context(running(app))
        url = there.enter_context(in_front_of([app.url for app in apps], folders[2]))
        yield Served(url, store, ANY_CERTIFICATE, len(apps))


@contextmanager
def bare_page() -> Iterator[Served]:
    """A page of Streamlit with a field and a button."""
    with serving_page(BARE) as url:
        yield Served(url)
