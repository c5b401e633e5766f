"""Every answer tells the browser to trust this app alone."""

import re
from pathlib import Path

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from ripple.app.ui.styles import STYLE
from ripple.web.index_page import first_page
from ripple.web.security_headers import SecurityHeaders, hashes_of_scripts

PAGE = first_page(Path(streamlit.__file__).parent / "static", STYLE)


async def greet(request: Request) -> Response:
    return PlainTextResponse("hello")


@pytest.fixture
def client() -> TestClient:
    middleware = [Middleware(SecurityHeaders, page=PAGE)]
    return TestClient(Starlette(routes=[Route("/", greet)], middleware=middleware))


def policy(client: TestClient, path: str = "/") -> dict[str, list[str]]:
    said = client.get(path).headers["content-security-policy"].split("; ")
    return {name: values for name, *values in map(str.split, said)}


@pytest.mark.parametrize("path", ["/", "/nowhere"])
def test_no_answer_lets_anything_in_from_elsewhere(client: TestClient, path: str) -> None:
    sources = {source for values in policy(client, path).values() for source in values}
    hashed = {source for source in sources if source.startswith("'sha256-")}
    assert sources - hashed == {"'none'", "'self'", "'unsafe-inline'", "blob:", "data:"}
    assert policy(client, path)["frame-ancestors"] == ["'none'"]
    assert "'unsafe-inline'" not in policy(client, path)["script-src"]


@pytest.mark.parametrize("path", ["/", "/nowhere"])
def test_nothing_is_kept_anywhere_that_does_not_say_how_long(client: TestClient, path: str) -> None:
    assert client.get(path).headers["cache-control"] == "no-store"


def test_what_the_policy_does_not_name_is_forbidden(client: TestClient) -> None:
    assert policy(client)["default-src"] == ["'none'"]


def test_the_page_s_own_script_may_run_whatever_streamlit_s_release(client: TestClient) -> None:
    inline = re.findall(r"<script(?![^>]*\bsrc=)", PAGE)
    assert len(hashes_of_scripts(PAGE)) == len(inline) > 1
    assert set(hashes_of_scripts(PAGE)) <= set(policy(client)["script-src"])


def test_a_hash_is_the_one_that_browsers_compute() -> None:
    # The example of the specification: https://www.w3.org/TR/CSP3/#external-hash
    script = "alert('Hello, world.');"
    assert hashes_of_scripts(f"<script>{script}</script>") == [
        "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"
    ]


def test_nothing_is_guessed_framed_or_told_to_others(client: TestClient) -> None:
    headers = client.get("/").headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "microphone=()" in headers["permissions-policy"]


def test_who_came_over_https_stays_there() -> None:
    app = Starlette(routes=[Route("/", greet)], middleware=[Middleware(SecurityHeaders, page=PAGE)])
    safe, plain = (
        TestClient(app, base_url=f"{scheme}://testserver").get("/") for scheme in ("https", "http")
    )
    assert "max-age=" in safe.headers["strict-transport-security"]
    assert "strict-transport-security" not in plain.headers
