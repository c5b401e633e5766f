"""An organisation that signs people in, on this machine: `python -m tests.browser.provider PORT`.

Its page asks for nothing but who one is; those in `NAMES` are a button each.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tests.browser.conftest import CHECKOUT, HERE, free_port, quiet, wait_until_healthy

NAMES = {"ada@school.example": "Ada Lovelace", "ben@school.example": "Ben Bitdiddle"}
KEY = "a secret of the tests, and long enough"  # by which the app knows people again
PLAIN = (
    "<!doctype html><html lang=en><title>Maple School</title><main>{% block content %}{% endblock %}</main>"
)


def main(port: int) -> None:
    """Answer until somebody ends it."""
    import jinja2
    from oidc_provider_mock import User, app  # it warns of a part of Authlib that will move
    from werkzeug.serving import run_simple

    school = app(
        require_nonce=True,
        user_claims=[User(sub=sub, claims={"name": name, "email": sub}) for sub, name in NAMES.items()],
    )
    # Its own frame of every page loads a stylesheet from afar.
    school.jinja_loader = jinja2.ChoiceLoader([jinja2.DictLoader({"_base.html": PLAIN}), school.jinja_loader])
    run_simple(HERE, port, school, threaded=True)


@contextmanager
def school() -> Iterator[str]:
    """Its address, while it answers."""
    port = free_port()
    command = [sys.executable, "-m", "tests.browser.provider", str(port)]
    with subprocess.Popen(command, cwd=CHECKOUT, env=quiet(), stderr=subprocess.DEVNULL) as process:
        try:
            address = f"http://{HERE}:{port}"
            wait_until_healthy(f"{address}/.well-known/openid-configuration", process)
            yield address
        finally:
            process.terminate()


def secrets(app: str, school: str) -> str:
    """What the keeper of the ``app`` writes into `.streamlit/secrets.toml`."""
    return f"""
[auth]
redirect_uri = "{app}oauth2callback"
cookie_secret = "{KEY}"
client_id = "ripple"
client_secret = "what the school knows the app by"
server_metadata_url = "{school}/.well-known/openid-configuration"
client_kwargs = {{ scope = "openid profile" }}

[organisation]
name = "Maple School"
"""


if __name__ == "__main__":
    main(int(sys.argv[1]))
