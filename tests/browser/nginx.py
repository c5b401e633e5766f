"""A real nginx, with the configuration that is in `deploy`: the system's, or Debian's package, unpacked."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import httpx2

from ripple.actions.joining import SECURE_COOKIE, new_id
from tests.browser.conftest import CHECKOUT, HERE, free_port, quiet, wait_until_healthy

SITE = CHECKOUT / "deploy" / "nginx.conf"
ADDRESSES = ("172.30.85.11:8501", "172.30.85.12:8501")  # of the app's processes there
SECRETS = "/run/secrets/"
WAY = "kindness_way"  # the cookie that says which process a browser is meant for, and with which it is
AROUND = """
daemon off; {user} worker_processes 1; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 4096; }}
http {{
    access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


def program() -> str:
    """An nginx that can be run here. Raises AssertionError where there is none."""
    places = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])
    found = shutil.which("nginx", path=places) or _unpacked(Path(tempfile.gettempdir(), "ripple-nginx"))
    assert found, "no nginx for the tests: install it, or run them --without-nginx"
    return found


def _unpacked(folder: Path) -> str | None:
    """Debian's package, without installing it."""
    unpacked = folder / "usr" / "sbin" / "nginx"
    if not unpacked.exists() and shutil.which("apt-get"):
        folder.mkdir(exist_ok=True)
        download = ["apt-get", "download", "nginx"]
        if subprocess.run(download, cwd=folder, capture_output=True).returncode != 0:
            subprocess.run(["apt-get", "update"], capture_output=True)  # it knew of no packages yet
            subprocess.run(download, cwd=folder, capture_output=True)
        for package in folder.glob("nginx_*.deb"):
            subprocess.run(["dpkg", "-x", package, folder], check=True)
    return str(unpacked) if unpacked.exists() else None


@contextmanager
def in_front_of(apps: Sequence[str], folder: Path) -> Iterator[str]:
    """The address, over TLS, of an nginx in front of the two apps at these addresses."""
    port = free_port()
    _configure(folder, port, [urlsplit(app).netloc for app in apps])
    command = [program(), "-p", str(folder), "-c", str(folder / "nginx.conf")]
    tested = subprocess.run([*command, "-t"], capture_output=True, text=True)
    assert tested.returncode == 0, tested.stderr
    nginx = subprocess.Popen(command, env=quiet())
    try:
        wait_until_healthy(f"https://{HERE}:{port}/healthz", nginx)
        yield f"https://{HERE}:{port}/"
    finally:
        nginx.terminate()
        nginx.wait()


def new_group_of(process: str, url: str) -> str:
    """An id for a group whose people that nginx sends to the process."""
    return next(group for group in iter(new_id, "") if _meant(group, url) == process)


def _meant(group: str, url: str) -> str:
    page = {"Cookie": f"{SECURE_COOKIE}{group}=anything", "Accept": "text/html"}
    return httpx2.get(url, headers=page, verify=False).cookies[WAY][0]


def _configure(folder: Path, port: int, apps: list[str]) -> None:
    """Write the file that is in `deploy`, with these addresses, and a certificate that nobody vouches for."""
    names = {"-out": "certificate", "-keyout": "certificate-key"}
    made = [word for option, name in names.items() for word in (option, str(folder / name))]
    how = ["-x509", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={HERE}", "-days", "2"]
    subprocess.run(["openssl", "req", *how, *made], check=True, capture_output=True)
    site = SITE.read_text()
    changes = {
        "listen 80;": f"listen {HERE}:{free_port()};",
        "listen 443 ssl;": f"listen {HERE}:{port} ssl;",
        SECRETS: f"{folder}/",
        **dict(zip(ADDRESSES, apps, strict=True)),
    }
    for old, new in changes.items():
        assert old in site
        site = site.replace(old, new)
    (folder / "site.conf").write_text(site)
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder, user=user))
