"""The project's own Python environment: made when needed, kept up to date, and entered.

This runs before anything is installed, and on Pythons too old for the rest, which it tells
so. Hence only the standard library, and no syntax younger than Python 3.7.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

CHECKOUT = Path(__file__).resolve().parent.parent
HOME = CHECKOUT / ".venv"
PYTHON = HOME / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
OLDEST = (3, 11)
PACKED = Path(__file__).resolve().parent / "installed"  # in no checkout: see the wheel in pyproject.toml
INSTALLED = PACKED.is_dir()


def enter(module: str, *requirements: Path) -> None:
    """Return in a Python that has all ``requirements``; in any other, carry on as ``-m module`` in ours.

    Ends the program with one sentence when the environment cannot be made. Whoever installed the app as a
    program has what it needs.
    """
    if sys.version_info < OLDEST:
        sys.exit(_too_old())
    if INSTALLED or all(map(has, requirements)):
        return
    for asked in requirements:
        if not _up_to_date(asked):
            _set_up(asked)
    if not _inside():
        become([str(PYTHON), "-m", module, *sys.argv[1:]])


def requirements() -> list[Path]:
    """What the app needs: a little more where an organisation signs people in (``[auth]`` in the secrets),
    and where a store in PostgreSQL is named."""
    secrets = CHECKOUT / ".streamlit" / "secrets.toml"
    said = secrets.read_text(encoding="utf-8") if secrets.exists() else ""
    signs_in = re.search(r"^\s*\[auth\]", said, re.MULTILINE)
    named = [os.environ.get("RIPPLE_STORE", ""), *sys.argv[1:]]
    in_postgresql = any(re.match(r"(--store=)?postgres(ql)?://", store) for store in named)
    more = [*["openid"] * bool(signs_in), *["postgresql"] * in_postgresql]
    return [CHECKOUT / f"requirements-{part}.txt" for part in more] or [CHECKOUT / "requirements.txt"]


def become(command: list[str], folder: Path | None = None, **variables: str) -> NoReturn:
    """Carry on as ``command``, in ``folder``, with these environment variables, and find `ripple` there."""
    environment = {**os.environ, **variables}
    if not INSTALLED:
        path = os.pathsep.join(filter(None, [str(CHECKOUT), os.environ.get("PYTHONPATH")]))
        environment["PYTHONPATH"] = path
    sys.stdout.flush()
    if folder:
        os.chdir(folder)
    if os.name == "nt":  # Windows cannot replace a process: the shell would not wait for the new one
        sys.exit(subprocess.call(command, env=environment))  # noqa: S603 - our own command
    os.execve(command[0], command, environment)  # noqa: S606 - our own command


def has(requirements: Path) -> bool:
    """Whether the Python that runs this has everything that ``requirements`` asks for."""
    return all(_has(line) for line in _lines(requirements))


def _lines(requirements: Path) -> list[str]:
    """What the file asks for, without comments, and with the files that it names by ``-r``."""
    lines = []
    for line in requirements.read_text(encoding="utf-8").splitlines():
        asked, _, system = line.partition("#")[0].partition("; sys_platform ==")
        asked = asked.strip()
        if system.strip(" '\"\n") not in ("", sys.platform):
            continue
        if asked.startswith("-r "):
            lines += _lines(requirements.parent / asked[3:].strip())
        elif asked:
            lines.append(asked)
    return lines


def _has(requirement: str) -> bool:
    """Whether a package is here in a release compatible (``~=``) with the one asked for."""
    from importlib import metadata  # not there yet in Python 3.7, which only comes to be told so

    name, _, asked = requirement.partition("~=")
    try:
        installed = _numbers(metadata.version(name.partition("[")[0].strip()))
    except metadata.PackageNotFoundError:
        return False
    least = _numbers(asked)
    kept = least[:-1]  # ~=1.4.2 means at least 1.4.2, and still 1.4
    return installed >= least and installed[: len(kept)] == kept


def _numbers(release: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", release)]


def _stamp(requirements: Path) -> Path:
    """The file that says what was installed; one for each file of requirements."""
    return HOME / "-".join(("installed", *requirements.relative_to(CHECKOUT).parts))


def _state(requirements: Path) -> str:
    """What the stamp holds when all is up to date: which Python, and a hash of what is asked for."""
    asked = hashlib.sha256("\n".join(_lines(requirements)).encode()).hexdigest()
    return "Python {}.{} {}".format(*sys.version_info[:2], asked)


def _up_to_date(requirements: Path) -> bool:
    stamp = _stamp(requirements)
    return PYTHON.exists() and stamp.exists() and stamp.read_text() == _state(requirements)


def _set_up(requirements: Path) -> None:
    if not (find_spec("venv") and find_spec("ensurepip")):
        sys.exit(_venv_missing())
    import venv  # not everywhere: Debian packs it separately

    _say(f"Setting up in {HOME} (once; a minute or two) ...")
    try:
        if not _inside():
            venv.EnvBuilder(with_pip=True, symlinks=os.name != "nt", clear=_outlived()).create(HOME)
        pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "-r", str(requirements)], check=True)  # noqa: S603 - our own command
        _stamp(requirements).write_text(_state(requirements))
    except subprocess.CalledProcessError:
        sys.exit(_not_installed())
    except OSError as problem:
        sys.exit(f"The environment could not be made: {problem}")


def _inside() -> bool:
    return HOME.exists() and Path(sys.prefix).samefile(HOME)


def _outlived() -> bool:
    """Whether an environment is left from another Python, so that nothing in it works any more."""
    if not HOME.exists():
        return False
    try:
        found = subprocess.run([str(PYTHON), "-V"], capture_output=True, text=True)  # noqa: S603
    except OSError:
        return True
    return _numbers(found.stdout)[:2] != list(sys.version_info[:2])


def _say(sentence: str) -> None:
    sys.stderr.write(sentence + "\n")
    sys.stderr.flush()


def _too_old() -> str:
    return (
        "Kindness Ripple needs Python {}.{} or newer, and this is Python {}.{}. "
        "A newer one is at https://www.python.org/downloads/".format(*OLDEST, *sys.version_info[:2])
    )


def _venv_missing() -> str:
    return (
        "This Python comes without its venv and pip. On Debian or Ubuntu, "
        "`sudo apt install python3-venv` brings them; then start again."
    )


def _not_installed() -> str:
    return (
        "What the app needs could not be installed; pip says above why. The first start needs a "
        "connection to the internet; after that it works without one."
    )
