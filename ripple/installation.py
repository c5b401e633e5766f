"""How the app came to this machine: as a checkout, or installed as a program.

What follows from that: by which command it is called, where the groups are kept, and where its server runs.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from ripple.environment import CHECKOUT, INSTALLED, PACKED

PROGRAM = "kindness-ripple"
METRICS_PORT = "RIPPLE_METRICS_PORT"  # names the port on which Prometheus may read figures
JSON_LOGS = "RIPPLE_JSON_LOGS"  # says, if anything, that the log is to be lines of JSON
CALLED = "RIPPLE_CALLED"  # tells the server, which is a program of its own, by which command it was started
DOOR = (PACKED if INSTALLED else CHECKOUT) / "streamlit_app.py"  # Streamlit's settings lie beside it


def called(arguments: str = "") -> str:
    """What to type to have the app do something else, in the way it was called this time."""
    as_program = Path(sys.argv[0]).stem == PROGRAM
    command = os.environ.get(CALLED) or (PROGRAM if as_program else "python3 -m ripple")
    return f"{command} {arguments}".rstrip()


def home() -> Path:
    """The folder that is the app's own, and outlives the program: the checkout, or one of the user's data."""
    if not INSTALLED:
        return CHECKOUT
    from platformdirs import user_data_dir  # a checkout does without

    return Path(user_data_dir(PROGRAM, appauthor=False))


def store_folder() -> Path:
    """Where the groups are kept when nobody says otherwise."""
    return home() / "groups" if INSTALLED else home() / "data" / "ripple"


def store_at_home() -> str:
    """The address of the store in `store_folder`."""
    return f"tinydb:{store_folder()}"


def store_url() -> str:
    """The address of the store that the environment names in ``RIPPLE_STORE``, or else of the one at home."""
    return os.environ.get("RIPPLE_STORE") or store_at_home()


def who_file() -> tuple[Path, bool]:
    """Where the keeper says who they are, and whether they named it themselves, in ``RIPPLE_WHO``.

    Otherwise it lies beside the folder of the groups, or beside the one at home where they are elsewhere.
    """
    if named := os.environ.get("RIPPLE_WHO"):
        return Path(named), True
    technology, _, folder = store_url().partition(":")
    groups = Path(folder) if technology == "tinydb" and folder else store_folder()
    return groups.absolute().parent / "who.toml", False


def left_elsewhere() -> Iterator[Path]:
    """Where groups lie that the app kept as a checkout, or before it knew the folder of the user's data.

    In the folder that the program is started in, and beside the package.
    """
    if INSTALLED:
        folders = {(beside / "data" / "ripple").resolve() for beside in (Path.cwd(), CHECKOUT)}
        yield from sorted(folder for folder in folders if any(folder.glob("*.journal")))


def workplace() -> Path:
    """The folder that the server runs in: never the one it was started from, which may be another program's,
    with settings for Streamlit of its own. Its keeper's are in `home`; without one, there are none."""
    with suppress(OSError):  # of a user who has no such folder, say, and named another store
        home().mkdir(mode=0o700, parents=True, exist_ok=True)
    return home() if home().is_dir() else DOOR.parent
