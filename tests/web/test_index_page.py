"""The first page knows where the app is, so that it asks once."""

import re
import tomllib
from pathlib import Path

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

import ripple.app
from ripple.actions.joining import COOKIE
from ripple.app.ui.styles import STYLE
from ripple.environment import CHECKOUT
from ripple.language import speaking
from ripple.web.first_picture import FIRST_DROP
from ripple.web.index_page import (
    ADDRESSES,
    COPYING,
    ENGLISH,
    ICON,
    LEFT,
    OURS,
    PAGES,
    PARTS,
    PUT_AWAY,
    TOLD,
    IndexPage,
    first_page,
    in_the_language,
    needed,
    with_its_picture,
)
from ripple.web.routes import AT_THE_ROOT
from tests.tongues import speaking_only

FOLDER = Path(streamlit.__file__).parent / "static"
STREAMLITS = (FOLDER / "index.html").read_text(encoding="utf-8")
SCRIPTS = re.compile(r'<link rel="modulepreload" crossorigin href="\./static/js/([^"]+)">')
APP = Path(ripple.app.__file__).parent


async def from_streamlit(request: Request) -> Response:
    return PlainTextResponse(f"Streamlit's own {request.url.path}")


@pytest.fixture
def client() -> TestClient:
    routes = [Route("/{path:path}", from_streamlit, methods=["GET", "HEAD", "POST"])]
    middleware = [Middleware(IndexPage, page=first_page(FOLDER, STYLE))]
    return TestClient(Starlette(routes=routes, middleware=middleware))


def test_a_browser_without_scripts_is_told_so_in_its_language(client, tmp_path) -> None:
    says = "This page needs JavaScript. Please allow it in your browser, then load the page again."
    with speaking_only(tmp_path, {"de": {says: "Diese Seite braucht JavaScript."}}):
        for spoken, told in {"en": says, "de": "Diese Seite braucht JavaScript."}.items():
            with speaking(spoken):
                page = client.get("/").text
                assert re.findall("<noscript>(.*?)</noscript>", page, re.DOTALL) == [f"<p>{told}</p>"]
                assert re.findall("<title>(.*?)</title>", page) == ["Kindness Ripple"]


def test_home_begins_with_the_pond_of_who_is_in_a_group(client) -> None:
    cookie = {"cookie": f"{COOKIE}fox=token"}
    stranger, member = client.get("/").text, client.get("/", headers=cookie).text
    assert "first-picture" not in stranger
    assert "./first-picture/fox/light" in member
    assert "first-picture" not in client.get("/you", headers=cookie).text


def shown_in_a_chat(page: str) -> dict[str, str]:
    """What the page says of itself to whoever shows a link to it."""
    return dict(re.findall(r'<meta (?:name|property)="([\w:-]+)" content="([^"]*)"', page))


def test_a_link_in_a_chat_shows_the_app_and_nothing_of_a_group(client) -> None:
    asked = {
        path: client.get(path, headers={"host": "kind.school.example"}).text for path in ("/", "/?code=AB")
    }
    assert len(set(asked.values())) == 1
    told = shown_in_a_chat(asked["/"])
    what_it_is = "Share small acts of kindness with your group, and see how one leads to the next."
    assert told["og:title"] == "Kindness Ripple"
    assert told["description"] == told["og:description"] == what_it_is
    assert told["og:image"] == "http://kind.school.example/preview.png"


@pytest.mark.parametrize("host", ['kind"><script>', "kind.example/x", "kind x", "k" * 300])
def test_an_address_that_is_none_is_not_repeated(client, host: str) -> None:
    assert host not in client.get("/", headers={"host": host}).text
    page = in_the_language(first_page(FOLDER, STYLE))
    assert with_its_picture(page, f"http://{host}/") == page


def test_the_answers_to_few_addresses_are_kept() -> None:
    page = IndexPage(Starlette(), first_page(FOLDER, ""))
    for port in range(3 * ADDRESSES):
        page._answer({"type": "http", "method": "GET", "path": "/", "headers": [(b"host", b"a:%d" % port)]})
    assert page._answers.cache_info().currsize == ADDRESSES


def test_the_browser_s_bars_have_our_colours_and_its_tab_our_icon() -> None:
    page = first_page(FOLDER, STYLE)
    themes = tomllib.loads((CHECKOUT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
    bars = dict(re.findall(r'theme-color" content="(#\w+)" media="\(prefers-color-scheme: (\w+)', page))
    assert bars == {themes[look]["backgroundColor"]: look for look in ("light", "dark")}
    assert "favicon.png" not in page
    assert page.count("icon.png") == 2


def test_the_page_says_in_which_language_it_is(client, tmp_path) -> None:
    with speaking_only(tmp_path, {"ar": {}, "zh_Hans": {}}):
        for spoken, says in {"en": ("en", "ltr"), "ar": ("ar", "rtl"), "zh_Hans": ("zh-Hans", "ltr")}.items():
            with speaking(spoken):
                for packed in ("gzip", "identity"):
                    page = client.get("/about", headers={"Accept-Encoding": packed}).text
                    assert '<html lang="{}" dir="{}">'.format(*says) in page


def test_our_script_stands_before_streamlit_s_which_reads_it() -> None:
    page = first_page(FOLDER, STYLE)
    for link in SCRIPTS.finditer(page):
        page = page if link[0] in STREAMLITS else page.replace(link[0], "")
    told = (
        page.replace(ENGLISH, '<html lang="en">')
        .replace(OURS, ICON)
        .replace(TOLD + COPYING + LEFT + PUT_AWAY, "")
    )
    assert told.replace(f"<style>{STYLE}</style>{FIRST_DROP}", "") == STREAMLITS
    assert page.index(TOLD) < page.index(LEFT) < page.index("<script", page.index(LEFT) + 1)
    scripts = "".join(path.read_text("utf-8") for path in _streamlits_scripts())
    assert "window.__streamlit" in scripts
    assert "BACKEND_BASE_URL" in scripts


def _streamlits_scripts() -> list[Path]:
    return [FOLDER / path for path in re.findall(r'src="\./([^"]+\.js)"', STREAMLITS)]


def asked_for_early(page: str) -> list[str]:
    """The scripts that the page asks for besides Streamlit's own list."""
    return [script for script in SCRIPTS.findall(page) if script not in STREAMLITS]


def test_the_scripts_of_every_part_are_asked_for_at_once() -> None:
    early = asked_for_early(first_page(FOLDER, STYLE))
    assert set(PARTS) <= {script.partition(".")[0] for script in early}
    assert len(set(early)) == len(early)
    assert all((FOLDER / "static" / "js" / script).is_file() for script in early)


def test_what_a_part_needs_comes_along(tmp_path: Path) -> None:
    scripts = tmp_path / "static" / "js"
    scripts.mkdir(parents=True)
    for name, says in {
        "Html.1.js": 'import{a as b}from"./purify.2.js";import"./side.3.js";c=()=>import("./late.4.js");',
        "purify.2.js": 'import{a}from"./Html.1.js";',
        "side.3.js": "",
    }.items():
        (scripts / name).write_text(says, encoding="utf-8")
    assert needed(tmp_path, "Html", "Gone") == ["Html.1.js", "purify.2.js", "side.3.js"]


@pytest.mark.parametrize("path", ["/", "/people", "/ripple?act=a1"])
def test_every_page_begins_with_it(client: TestClient, path: str) -> None:
    came = client.get(path)
    assert came.text == with_its_picture(in_the_language(first_page(FOLDER, STYLE)), "http://testserver/")
    assert came.headers["content-type"].startswith("text/html")
    assert came.headers["content-encoding"] == "gzip"
    assert came.headers["cache-control"] == "no-store"


def test_all_pages_that_the_app_has_are_known() -> None:
    said = re.findall(r'url_path="(\w+)"', (APP / "navigation.py").read_text("utf-8"))
    assert {*PAGES, *AT_THE_ROOT} - {""} == set(said)


@pytest.mark.parametrize("path", ["/_stcore/health", "/pond/_stcore/health", "/favicon.png", "/pond/more"])
def test_everything_else_is_streamlit_s(client: TestClient, path: str) -> None:
    assert client.get(path).text.startswith("Streamlit's own")
    assert client.post("/people").text.startswith("Streamlit's own")


def test_who_cannot_unpack_it_gets_the_same(client: TestClient) -> None:
    came = client.get("/people", headers={"accept-encoding": "br"})
    assert came.text == with_its_picture(in_the_language(first_page(FOLDER, STYLE)), "http://testserver/")
    assert "content-encoding" not in came.headers


def test_the_styles_of_all_pages_stand_after_those_of_streamlit() -> None:
    page = first_page(FOLDER, "p { color: red }")
    assert page.index("<style>p { color: red }</style>") > page.rindex("<link")
    styles = [path.read_text("utf-8") for path in APP.rglob("*.css")]
    assert styles
    assert all(style in STYLE for style in styles)
    assert "</style" not in STYLE


def test_a_page_has_its_background_before_it_has_its_theme() -> None:
    themes = tomllib.loads((CHECKOUT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
    (begun,) = re.findall(
        r"html { color-scheme: light dark; background: light-dark\((#\w+), (#\w+)\); }", STYLE
    )
    assert begun == tuple(themes[look]["backgroundColor"] for look in ("light", "dark"))
