"""The files by which the app becomes a service or a container: they name what is there."""

import json
import re
import tomllib

import pytest

from ripple.cli import commands as cli
from ripple.environment import CHECKOUT
from ripple.installation import PROGRAM

UNIT = (CHECKOUT / "deploy" / "kindness-ripple.service").read_text()
CONTAINERFILE = (CHECKOUT / "deploy" / "Containerfile").read_text()
PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())


def lines(instruction: str) -> list[str]:
    """What follows each such instruction of the Containerfile."""
    return re.findall(rf"^{instruction} (.+)$", CONTAINERFILE, re.MULTILINE)


def test_the_service_runs_a_command_that_the_app_has():
    [(program, arguments)] = re.findall(r"^ExecStart=\S*/(\S+) (.+)$", UNIT, re.MULTILINE)
    assert program == PROGRAM
    assert callable(cli.understood(arguments.split()).run)


def test_the_service_keeps_its_groups_where_systemd_makes_it_a_folder():
    [state] = re.findall(r"^StateDirectory=(.+)$", UNIT, re.MULTILINE)
    assert "XDG_DATA_HOME=/var/lib " in UNIT
    assert state == PROGRAM


def test_the_container_runs_a_command_that_the_app_has():
    [program], [arguments] = ([json.loads(line) for line in lines(said)] for said in ("ENTRYPOINT", "CMD"))
    assert program == [PROGRAM]
    asked = cli.understood(arguments)
    assert str(asked.port) in lines("EXPOSE")
    assert f":{asked.port}/_stcore/health" in lines("HEALTHCHECK CMD")[0]


@pytest.mark.parametrize(
    "part",
    ["requirements.txt", "requirements-openid.txt", "requirements-postgresql.txt", ".gitignore", "ripple"],
)
def test_the_container_gets_what_the_package_is_made_of(part):
    wheel = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]
    copied = [name for line in lines("COPY") if "--from" not in line for name in line.split()[:-1]]
    assert part in copied
    assert {PROJECT["project"]["readme"], *PROJECT["project"]["license-files"]} <= set(copied)
    assert {*wheel["force-include"], *wheel["packages"]} <= set(copied)
    assert [name for name in copied if not (CHECKOUT / name).exists()] == []
