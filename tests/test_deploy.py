"""The files by which the app becomes a service or a container: they name what is there."""

import json
import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from ripple.cli import commands as cli
from ripple.environment import CHECKOUT
from ripple.installation import PROGRAM

UNIT = (CHECKOUT / "deploy" / "kindness-ripple.service").read_text()
CONTAINERFILE = (CHECKOUT / "deploy" / "Containerfile").read_text()
COMPOSED: dict[str, Any] = yaml.safe_load((CHECKOUT / "deploy" / "compose.yaml").read_text())
SERVICES: dict[str, Any] = COMPOSED["services"]
APPS = [SERVICES["app-1"], SERVICES["app-2"]]
NGINX = (CHECKOUT / "deploy" / "nginx.conf").read_text()
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
    assert f":{asked.port}/healthz" in lines("HEALTHCHECK CMD")[0]


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


# --- Several of them, composed ---


def test_the_composed_apps_run_a_command_that_the_app_has():
    for app in APPS:
        asked = cli.understood(app["command"])
        assert (asked.lan, str(asked.port)) == (True, lines("EXPOSE")[0])


def test_the_composed_apps_get_their_password_from_a_file(tmp_path: Path):
    shell, option, script, name = APPS[0]["entrypoint"]
    (tmp_path / "database-password").write_text("a good one\n")
    program = tmp_path / PROGRAM
    program.write_text('#!/bin/sh\necho "$PGPASSWORD, $*"')
    program.chmod(0o700)
    script = script.replace("$$", "$").replace("/run/secrets", str(tmp_path))
    called = [shell, option, script, name, "serve", "--lan"]
    said = subprocess.run(called, env={"PATH": f"{tmp_path}:/usr/bin:/bin"}, capture_output=True, text=True)
    assert said.stdout == "a good one, serve --lan\n"


@pytest.mark.parametrize(
    ("kind", "used"),
    [
        ("secrets", {secret for each in SERVICES.values() for secret in each.get("secrets", ())}),
        ("networks", {network for each in SERVICES.values() for network in each["networks"]}),
        ("volumes", {each.partition(":")[0] for each in SERVICES["database"]["volumes"]}),
    ],
)
def test_what_the_composed_use_is_there_and_nothing_else(kind, used):
    assert COMPOSED[kind].keys() == used


def test_each_of_the_composed_is_asked_for_its_health():
    waited_for = {name for each in SERVICES.values() for name in each.get("depends_on", ())}
    assert waited_for == SERVICES.keys() - {"proxy"}
    for each in SERVICES.values():
        assert each["healthcheck"]["test"][0] == "CMD"
        assert {one["condition"] for one in each.get("depends_on", {}).values()} <= {"service_healthy"}


def test_nothing_composed_is_of_an_unknown_version():
    images = {each["image"] for each in SERVICES.values() if "build" not in each}
    assert all(re.search(r":\d", image) for image in images)


def test_the_proxy_and_the_composed_apps_know_each_other_s_addresses():
    addresses = [app["networks"]["inside"]["ipv4_address"] for app in APPS]
    assert set(re.findall(r"[\d.]+:8501", NGINX)) == {f"{address}:8501" for address in addresses}
    proxy = SERVICES["proxy"]["networks"]["inside"]["ipv4_address"]
    assert {app["environment"]["FORWARDED_ALLOW_IPS"] for app in APPS} == {proxy}


def test_the_proxy_finds_its_certificate_where_the_composed_have_it():
    named = set(re.findall(r"/run/secrets/([\w-]+)", NGINX))
    assert named == set(SERVICES["proxy"]["secrets"])
