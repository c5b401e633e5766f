"""A request is answered in its visitor's language, beside others in theirs."""

import asyncio

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from ripple.language import COOKIE, gettext, spoken
from ripple.web.language_negotiation import LanguageNegotiation
from ripple.web.server_pages import lost
from tests.tongues import speaking_only


async def at_leisure(request: Request) -> Response:
    await asyncio.sleep(0)
    return PlainTextResponse(gettext("Nothing here"))


def in_a_thread(request: Request) -> Response:
    return PlainTextResponse(gettext("Nothing here"))


def whole_page(request: Request) -> Response:
    return HTMLResponse(lost())


@pytest.fixture
def client(tmp_path) -> TestClient:
    routes = [Route("/leisure", at_leisure), Route("/thread", in_a_thread), Route("/page", whole_page)]
    with speaking_only(tmp_path, {"de": {"Nothing here": "Hier ist nichts"}, "ar": {}}):
        yield TestClient(Starlette(routes=routes, middleware=[Middleware(LanguageNegotiation)]))


@pytest.mark.parametrize("path", ["/leisure", "/thread"])
def test_what_is_said_is_in_the_language_of_the_request(client, path):
    assert client.get(path, headers={"Accept-Language": "de-CH, en;q=0.5"}).text == "Hier ist nichts"
    assert client.get(path, headers={"Accept-Language": "en"}).text == "Nothing here"
    assert client.get(path, headers={"Cookie": f"{COOKIE}=de"}).text == "Hier ist nichts"
    assert client.get(path, headers={"Cookie": f"{COOKIE}=../de"}).text == "Nothing here"
    assert spoken() == "en"


def test_a_button_of_ours_has_a_line_in_forced_colours(client):
    assert "@media (forced-colors: active) { button, .button { border: 1px" in client.get("/page").text


def test_a_page_of_ours_says_so(client):
    assert '<html lang="ar" dir="rtl">' in client.get("/page", headers={"Cookie": f"{COOKIE}=ar"}).text
