"""The first start: on a Python that has nothing, in a small project of its own."""

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from ripple import environment
from ripple.environment import CHECKOUT, has

HELLO = """
import sys
from ripple.environment import CHECKOUT, enter
enter("hello", CHECKOUT / "requirements.txt")
print(sys.prefix, *sys.argv[1:])
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A checkout in small: a program that enters its environment and says where it is."""
    for room in ("ripple", "hello", "elsewhere"):
        (tmp_path / room).mkdir()
    shutil.copy(environment.__file__, tmp_path / "ripple")
    (tmp_path / "hello" / "__main__.py").write_text(HELLO)
    return tmp_path


def start(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Start the program from another folder, with a pip that knows only what the test offers."""
    return subprocess.run(
        [sys.executable, "-m", "hello", *arguments],
        cwd=project / "elsewhere",
        env={
            **os.environ,
            "PYTHONPATH": str(project),
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": str(project / "offered"),
            "PIP_CONFIG_FILE": os.devnull,
        },
        capture_output=True,
        text=True,
    )


def ask_for(project: Path, *packages: str) -> None:
    (project / "requirements.txt").write_text("\n".join(packages))


def offer(project: Path, name: str, version: str) -> None:
    """Put a release where pip looks without a network: an empty wheel."""
    info = f"{name}-{version}.dist-info"
    (project / "offered").mkdir(exist_ok=True)
    with ZipFile(project / "offered" / f"{name}-{version}-py3-none-any.whl", "w") as wheel:
        wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{info}/RECORD", "")


def test_a_python_that_has_everything_is_used_as_it_is(project):
    ask_for(project, "# the test runner", "pytest  # is here", "-r more.txt")
    (project / "more.txt").write_text("hypothesis")
    done = start(project, "one", "two three")
    assert done.stdout.split() == [sys.prefix, "one", "two", "three"]
    assert not (project / ".venv").exists()


@pytest.mark.parametrize(
    ("asked", "fits"),
    [
        ("pytest", True),
        ("pytest~=0.1", False),
        (f"pytest~={pytest.__version__}", True),
        ("pytest~=" + ".".join(map(str, (*pytest.version_tuple[:2], 99))), False),
        (f"pytest~={pytest.version_tuple[0]}.{int(pytest.version_tuple[1]) + 1}", False),
        ("a-package-that-nobody-made", False),
        ('a-package-that-nobody-made ; sys_platform == "another"  # is for another system', True),
        (f'a-package-that-nobody-made ; sys_platform == "{sys.platform}"', False),
    ],
)
def test_only_a_compatible_release_counts(tmp_path, asked, fits):
    (tmp_path / "requirements.txt").write_text(asked)
    assert has(tmp_path / "requirements.txt") is fits


def test_an_environment_is_made_once_and_follows_what_is_asked_for(project):
    (project / ".venv" / "bin").mkdir(parents=True)  # what is left when a Python was removed
    (project / ".venv" / "bin" / "python").symlink_to("/nowhere/python3.9")
    offer(project, "kindness", "1.0")
    ask_for(project, "kindness~=1.0")
    first = start(project, "one", "two")
    assert first.stdout.split() == [str(project / ".venv"), "one", "two"], first.stderr
    assert "Setting up" in first.stderr

    (project / "offered" / "kindness-1.0-py3-none-any.whl").unlink()
    assert start(project).stderr == ""

    ask_for(project, "kindness~=2.0")
    failed = start(project)
    assert failed.returncode == 1
    assert "pip says above why" in failed.stderr

    offer(project, "kindness", "2.1")
    assert start(project).returncode == 0
    listed = subprocess.run(
        [project / ".venv/bin/python", "-m", "pip", "list"], capture_output=True, text=True
    )
    assert "kindness 2.1" in " ".join(listed.stdout.split())


def test_a_python_that_is_too_old_is_told_so(monkeypatch, tmp_path):
    monkeypatch.setattr(environment, "OLDEST", (99, 1))
    with pytest.raises(SystemExit, match=r"needs Python 99\.1 or newer, and this is Python 3\."):
        environment.enter("ripple", tmp_path / "never read")


@pytest.mark.parametrize("room", ["ripple", "tests"])
def test_an_old_python_can_read_as_far_as_it_is_told_so(room):
    for file in (
        CHECKOUT / room / "__init__.py",
        CHECKOUT / room / "__main__.py",
        Path(environment.__file__),
    ):
        ast.parse(file.read_text(), feature_version=(3, 7))


@pytest.mark.parametrize("lacking", ["venv", "ensurepip"])
def test_a_python_without_venv_is_told_what_to_install(monkeypatch, tmp_path, lacking):
    monkeypatch.setattr(environment, "CHECKOUT", tmp_path)
    monkeypatch.setattr(environment, "HOME", tmp_path / ".venv")
    monkeypatch.setattr(environment, "PYTHON", tmp_path / ".venv" / "python")
    monkeypatch.setattr(environment, "find_spec", lambda name: None if name == lacking else object())
    (tmp_path / "requirements.txt").write_text("a-package-that-nobody-made")
    with pytest.raises(SystemExit, match="sudo apt install python3-venv"):
        environment.enter("ripple", tmp_path / "requirements.txt")


def wants(project: Path, *arguments: str, store: str = "") -> str:
    """Which requirements the app in the project has, when it is asked for this."""
    say = "from ripple.environment import requirements; print(*(file.name for file in requirements()))"
    environ = {**os.environ, "PYTHONPATH": str(project), "RIPPLE_STORE": store}
    done = subprocess.run(
        [sys.executable, "-c", say, *arguments], cwd=project, env=environ, capture_output=True, text=True
    )
    return done.stdout.strip()


def test_an_organisation_s_sign_in_is_installed_where_it_is_on(project: Path) -> None:
    assert wants(project) == "requirements.txt"
    (project / ".streamlit").mkdir()
    secrets = project / ".streamlit" / "secrets.toml"
    secrets.write_text('# [auth]\n[organisation]\nname = "[auth]"\n')
    assert wants(project) == "requirements.txt"
    secrets.write_text(
        '[organisation]\nname = "Schule am Süd"\n\n  [auth]\nclient_id = "x"\n', encoding="utf-8"
    )
    assert wants(project) == "requirements-openid.txt"
    assert wants(project, store="postgresql://db/x") == "requirements-openid.txt requirements-postgresql.txt"


def test_what_postgresql_needs_is_installed_where_it_is_named(project: Path) -> None:
    assert wants(project, "list", "--store", "tinydb:postgresql") == "requirements.txt"
    for asked in (
        ["list", "--store", "postgresql://db/x"],
        ["--store=postgres://db"],
        ["move", "tinydb:x", "postgresql://db"],
    ):
        assert wants(project, *asked) == "requirements-postgresql.txt"


@pytest.mark.parametrize(
    ("part", "brings"),
    [("openid", {"Authlib", "httpx2"}), ("postgresql", {"psycopg[binary]", "psycopg-pool"})],
)
def test_the_base_install_does_without_it(part: str, brings: set[str]) -> None:
    base, more = (
        {line.partition("~")[0] for line in environment._lines(CHECKOUT / name)}
        for name in ("requirements.txt", f"requirements-{part}.txt")
    )
    assert more - base == brings
