"""Starting the app: on which port, for whom, and where people find it."""

import os
import socket
import sys
from pathlib import Path

from ripple.environment import become
from ripple.installation import CALLED, JSON_LOGS, METRICS_PORT, called, workplace
from ripple.language import gettext as _
from ripple.store.addresses import without_password

FIRST_PORT = 8501
PORTS_TRIED = 100
THIS_MACHINE = "127.0.0.1"
EVERYWHERE = "0.0.0.0"  # noqa: S104 - only when the keeper asks for it


def serve(
    store: str,
    *,
    lan: bool = False,
    port: int | None = None,
    starting: str | None = None,
    metrics: int | None = None,
    json_logs: bool = False,
) -> None:
    """Become the app on ``store``: for this machine alone, or with ``lan`` for its whole network.

    ``starting`` says who may start groups, ``everybody`` or the ``keeper``, ``metrics`` on which port
    programs of this machine may read figures, and ``json_logs`` that the log is lines of JSON; else the
    environment does.
    Without a ``port`` it takes the first free one. Raises `OSError` when ``port`` is taken.
    """
    address = EVERYWHERE if lan else THIS_MACHINE
    port = _first_free(address) if port is None else port
    _try(address, port)
    sys.stdout.write(_where(port, lan=lan) + "\n" + _kept(store))
    server = [sys.executable, "-P", "-m", "ripple.web.server"]  # -P: no module of the folder it runs in
    options = ["--server.address", address, "--server.port", str(port), "--logger.hideWelcomeMessage", "true"]
    if json_logs or os.environ.get(JSON_LOGS):
        options += ["--logger.messageFormat", "%(message)s"]
    told = {"RIPPLE_STORE": from_anywhere(store), CALLED: called()}
    asked = {
        "RIPPLE_STARTING": starting,
        METRICS_PORT: metrics and str(metrics),
        JSON_LOGS: json_logs and "1",
    }
    told |= {name: said for name, said in asked.items() if said}
    become([*server, *options], workplace(), **told)


def from_anywhere(store: str) -> str:
    """The store's address, for a program that runs in another folder."""
    technology, colon, folder = store.partition(":")
    return f"{technology}{colon}{Path(folder).absolute()}" if folder and technology == "tinydb" else store


def _kept(store: str) -> str:
    """Where the groups are, for whoever looks for them: to copy them, or when the program is gone."""
    folder = without_password(from_anywhere(store)).removeprefix("tinydb:").removeprefix("memory:")
    return _("The groups are kept in {folder}.").format(folder=folder) + "\n" if folder else ""


def _where(port: int, *, lan: bool) -> str:
    """What the keeper reads on the terminal."""
    here = _("Kindness Ripple opens at http://localhost:{port} (Ctrl+C ends it).").format(port=port)
    if not lan:
        alone = _("Only this computer can see it; with --lan, phones in the same network can too.")
        return f"{here}\n{alone}"
    there = _("Others in this network come in at http://{address}:{port}").format(
        address=_lan_address(), port=port
    )
    open_to_all = _("The way there is not encrypted, so use a network that you trust.")
    return f"{here}\n{there}\n{open_to_all}"


def _first_free(address: str) -> int:
    for port in range(FIRST_PORT, FIRST_PORT + PORTS_TRIED):
        try:
            _try(address, port)
        except OSError:  # taken: the next one, then
            continue
        return port
    raise OSError(_("No port from {first} on is free.").format(first=FIRST_PORT))


def _try(address: str, port: int) -> None:
    """Take the port and let it go again. Raises `OSError` when somebody has it."""
    with socket.socket() as probe:
        if sys.platform != "win32":  # as the server does: a port that was just left is free
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as taken:
            sentence = _("Port {port} cannot be used: {reason}. Without --port the first free one is taken.")
            raise OSError(sentence.format(port=port, reason=taken.strerror)) from taken


def _lan_address() -> str:
    """This machine's address in its network. Asks the system for a route and sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # an address for documentation (RFC 5737)
        except OSError:  # no network yet: its name is the next best thing to say
            return socket.gethostname()
        return str(probe.getsockname()[0])
