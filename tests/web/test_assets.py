"""What Streamlit's pages are made of comes packed, and only that."""

from pathlib import Path

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from ripple.web.assets import LIGHTER, CompressedAssets

SCRIPT = "export const pond = 1;\n" * 200
FONT = b"wOF2" + bytes(range(256))


async def from_streamlit(request: Request) -> Response:
    return PlainTextResponse(f"Streamlit's own {request.url.path}")


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    (tmp_path / "index.html").write_text("the page")
    (tmp_path / "static" / "js").mkdir(parents=True)
    (tmp_path / "static" / "js" / "pond.x1.js").write_text(SCRIPT)
    (tmp_path / "static" / "drop.x2.woff2").write_bytes(FONT)
    routes = [Route("/{path:path}", from_streamlit, methods=["GET", "HEAD", "POST"])]
    return TestClient(Starlette(routes=routes, middleware=[Middleware(CompressedAssets, folder=tmp_path)]))


def test_a_script_comes_packed_to_be_kept(client: TestClient) -> None:
    came = client.get("/static/js/pond.x1.js")
    assert came.text == SCRIPT
    assert came.headers["content-encoding"] == "gzip"
    assert int(came.headers["content-length"]) < len(SCRIPT) / 10
    assert came.headers["content-type"].startswith("text/javascript")
    assert "immutable" in came.headers["cache-control"]
    assert came.headers["vary"] == "Accept-Encoding"


def test_a_font_is_packed_already(client: TestClient) -> None:
    came = client.get("/static/drop.x2.woff2")
    assert came.content == FONT
    assert "content-encoding" not in came.headers


def test_the_icons_come_from_the_lighter_font_and_expire_some_day(client: TestClient, tmp_path: Path) -> None:
    lighter = next(LIGHTER.glob("*.woff2"))
    (tmp_path / "static" / lighter.name).write_bytes(FONT)
    came = client.get(f"/static/{lighter.name}")
    assert came.content == lighter.read_bytes()
    assert "immutable" not in came.headers["cache-control"]


@pytest.mark.parametrize("headers", [{"accept-encoding": "br"}, {"range": "bytes=0-9"}])
def test_who_cannot_take_it_so_is_left_to_streamlit(client: TestClient, headers: dict[str, str]) -> None:
    assert client.get("/static/js/pond.x1.js", headers=headers).text.startswith("Streamlit's own")


@pytest.mark.parametrize(
    "path", ["/", "/index.html", "/static/js", "/static/js/other.js", "/static/%2e%2e/index.html"]
)
def test_everything_else_is_streamlit_s(client: TestClient, path: str) -> None:
    assert client.get(path).text.startswith("Streamlit's own")
    assert client.post("/static/js/pond.x1.js").text.startswith("Streamlit's own")


def test_the_installed_streamlit_has_its_scripts_where_we_look() -> None:
    """And every name holds a hash, so that a browser may keep them for ever."""
    assets = CompressedAssets(Starlette(), folder=Path(streamlit.__file__).parent / "static")
    scripts = [path for path in assets.files if path.endswith(".js")]
    assert len(scripts) > 100
    assert all(len(path.rsplit("/", 1)[-1].split(".")) >= 3 for path in assets.files)
