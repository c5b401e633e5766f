"""The app as a program to install: what the wheel holds, and that it runs with nothing of the checkout."""

import os
import subprocess
import sys
from collections.abc import Iterator
from email.message import Message
from email.parser import Parser
from pathlib import Path
from urllib.request import Request, urlopen
from zipfile import ZipFile

import pytest

import ripple
from ripple.environment import CHECKOUT, _lines
from ripple.installation import PROGRAM
from ripple.web.assets import LIGHTER
from tests.browser.conftest import HERE, free_port, quiet, wait_until_healthy

[ICONS] = LIGHTER.iterdir()
PACKED = {"ripple/installed/streamlit_app.py", "ripple/installed/.streamlit/config.toml"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, made of this checkout without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    [made] = folder.glob("*.whl")
    return made


def about(wheel: Path) -> Message:
    """What the wheel tells of itself."""
    with ZipFile(wheel) as files:
        [name] = [name for name in files.namelist() if name.endswith("dist-info/METADATA")]
        return Parser().parsestr(files.read(name).decode())


def test_the_wheel_holds_the_whole_package_and_nothing_else(wheel):
    with ZipFile(wheel) as files:
        held = {name for name in files.namelist() if ".dist-info/" not in name}
    package = {
        path.relative_to(CHECKOUT).as_posix()
        for path in (CHECKOUT / "ripple").rglob("*")
        if path.is_file() and path.parent.name != "__pycache__"
    }
    assert held == package | PACKED
    assert {path.rpartition(".")[2] for path in held} >= {"py", "js", "css", "html", "json", "po", "woff2"}


def test_what_is_packed_besides_is_what_the_checkout_runs_on(wheel):
    with ZipFile(wheel) as files:
        for packed in PACKED:
            assert files.read(packed) == (CHECKOUT / packed.removeprefix("ripple/installed/")).read_bytes()


def test_the_wheel_asks_for_what_the_requirements_do(wheel):
    asked = set(about(wheel).get_all("Requires-Dist", []))
    base = {line.lower() for line in _lines(CHECKOUT / "requirements.txt")}
    more = {
        f"{line.lower()}; extra == '{part}'"
        for part in ("openid", "postgresql")
        for line in _lines(CHECKOUT / f"requirements-{part}.txt")
        if line.lower() not in base
    }
    assert asked == base | more | {"filelock~=4.3; sys_platform == 'win32'"}
    assert len(more) == 4


def test_the_wheel_is_of_this_version(wheel):
    assert about(wheel)["Version"] == ripple.__version__
    assert about(wheel)["License-Expression"] == "MIT"


@pytest.fixture
def program(wheel: Path, tmp_path: Path) -> list[str]:
    """The program, installed beside this environment's libraries; started in a folder of somebody else's."""
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*pip, "--target", str(tmp_path / "site"), str(wheel)], check=True)
    (tmp_path / "elsewhere" / ".streamlit").mkdir(parents=True)
    (tmp_path / "elsewhere" / ".streamlit" / "config.toml").write_text('[server]\nbaseUrlPath = "theirs"\n')
    (tmp_path / "elsewhere" / "altair.py").write_text("raise SystemExit('a module of somebody else')\n")
    return [sys.executable, str(tmp_path / "site" / "bin" / PROGRAM)]


@pytest.fixture
def theirs(tmp_path: Path) -> dict[str, str]:
    """The environment of a user who has nothing yet."""
    found = [str(tmp_path / "site"), os.environ.get("PYTHONPATH", "")]
    at_home = {"HOME": str(tmp_path / "user"), "XDG_DATA_HOME": str(tmp_path / "user" / "data")}
    return {**quiet(), **at_home, "PYTHONPATH": os.pathsep.join(filter(None, found))}


@pytest.fixture
def served(program: list[str], theirs: dict[str, str], tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """The address of the installed app, and its log."""
    port, log, folder = free_port(), tmp_path / "log", tmp_path / "elsewhere"
    command = [*program, "--port", str(port)]
    with (
        log.open("w") as out,
        subprocess.Popen(command, cwd=folder, env=theirs, stdout=out, stderr=subprocess.STDOUT) as app,
    ):
        try:
            wait_until_healthy(f"http://{HERE}:{port}/_stcore/health", app)
            yield f"http://{HERE}:{port}/", log
        finally:
            app.terminate()


def asked(url: str, header: str, said: str) -> tuple[bytes, Message]:
    """What is at the address, and its headers, for a browser that says so."""
    with urlopen(Request(url, headers={header: said})) as answer:  # noqa: S310 - our own address
        return answer.read(), answer.headers


def test_an_installed_app_starts_from_any_folder(program, theirs, served, tmp_path):
    url, log = served
    page, sent = asked(url, "Accept-Language", "de")
    assert b"#FBFAF6" in page  # the theme
    assert b'lang="de"' in page  # the catalogues
    assert "default-src 'none'" in sent["Content-Security-Policy"]  # the headers
    assert asked(f"{url}static/media/{ICONS.name}", "Accept-Encoding", "gzip")[0] == ICONS.read_bytes()
    home = next((tmp_path / "user").rglob(PROGRAM))
    assert f"The groups are kept in {home / 'groups'}." in log.read_text()

    demo = subprocess.run(
        [*program, "demo"], cwd=tmp_path / "elsewhere", env=theirs, capture_output=True, text=True
    )
    assert f"The links work while the app runs: {PROGRAM}\n" in demo.stdout, demo.stderr
    assert len(list((home / "groups").glob("*.journal"))) == 2
    assert sorted(path.name for path in (tmp_path / "elsewhere").iterdir()) == [".streamlit", "altair.py"]
