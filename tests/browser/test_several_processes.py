"""Two app processes on one database behind a real nginx, with the configuration that is in `deploy`."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime

import httpx2
import pytest
from playwright.sync_api import expect

from ripple.actions.joining import SECURE_COOKIE, new_id, start_group
from tests.browser.conftest import Server, groups_of, running, server_in
from tests.browser.nginx import in_front_of
from tests.browser.test_main_job import NewVisitor, card, opens_form, shares
from tests.store.postgresql import Server as Database

WAY = "kindness_way"  # the cookie that says which process a browser is with


@pytest.fixture(scope="module")
def processes(tmp_path_factory, request) -> Iterator[list[Server]]:
    """Two of them; a test may kill the first."""
    if request.config.getoption("--without-nginx"):
        pytest.skip("--without-nginx")
    database: Database = request.getfixturevalue("postgresql")
    store = database.new_store()
    apps = [server_in(tmp_path_factory.mktemp(name)) for name in ("first", "second")]
    with ExitStack() as there:
        for app in apps:
            app.store = store
            there.enter_context(running(app))
        yield apps


@pytest.fixture(scope="module")
def server(processes: list[Server], tmp_path_factory) -> Iterator[Server]:
    """Both, as a browser sees them."""
    folder = tmp_path_factory.mktemp("nginx")
    with in_front_of([app.url for app in processes], folder) as url:
        yield Server(url, processes[0].store, folder / "error.log")
    print((folder / "error.log").read_text(), *(app.said_after(0) for app in processes))


def browser(server: Server, **headers: str) -> httpx2.Client:
    """Somebody who is not a real browser, and keeps cookies as one."""
    origin = {"Origin": server.url.rstrip("/")}
    return httpx2.Client(base_url=server.url, headers=origin | headers, verify=False)


def test_the_app_knows_that_the_way_to_the_browser_is_encrypted(server: Server) -> None:
    with groups_of(server) as groups:
        link = start_group(groups, "Maple Street", "Ada", nonce=new_id(), now=datetime.now(UTC))
    with browser(server) as ada:
        answer = ada.post(link.path)
    assert any(name.startswith(SECURE_COOKIE) for name in answer.cookies)
    assert answer.headers["strict-transport-security"]


def test_a_browser_stays_with_the_process_that_answered(server: Server) -> None:
    ways = set()
    for _browser in range(12):
        with browser(server) as somebody:
            way = somebody.get("healthz").cookies[WAY]
            assert WAY not in somebody.get("healthz").cookies  # known already
            assert somebody.cookies[WAY] == way
        ways.add(way)
    assert ways == {"1", "2"}


def test_nobody_says_to_come_from_another_address(server: Server) -> None:
    with browser(server) as somebody:
        for number in range(100):
            forged = {"X-Forwarded-For": f"192.0.2.{number}"}
            answer = somebody.put("_stcore/upload_file/a/b", content=b"x", headers=forged)
            if answer.status_code == 429:
                return
    pytest.fail("a hundred files in a minute, and nobody was slowed down")


def test_a_page_of_another_site_is_refused(server: Server) -> None:
    with browser(server, Origin="https://elsewhere.example") as page:
        assert page.post("leave/street").status_code == 403


def test_who_was_on_a_process_that_is_killed_goes_on_on_another(
    new_visitor: NewVisitor, server: Server, processes: list[Server]
) -> None:
    visitors = {"Ada": new_visitor(), "Ben": new_visitor(), "Cleo": new_visitor()}
    for visitor, way in zip(visitors.values(), "112", strict=True):
        visitor.page.context.add_cookies([{"name": WAY, "value": way, "url": server.url}])
    host = visitors["Ada"]
    ada = host.starts()
    ben, cleo = (visitors[name].joins(host, name) for name in ("Ben", "Cleo"))
    shares(ada, "Held the door")
    expect(card(cleo, "Held the door")).to_be_visible()  # which the other process tells
    for name, visitor in visitors.items():
        opens_form(visitor.settled().page).press_sequentially(f"{name} was just about to say")
    killed = processes[0].process
    assert killed
    killed.kill()
    killed.wait()
    processes[0].process = None
    for name in ("Ada", "Ben"):
        page = visitors[name].page
        expect(page.get_by_role("dialog")).to_have_count(0)  # a new page
        visitors[name].settled()
        assert {each["value"] for each in page.context.cookies() if each["name"] == WAY} == {"2"}
        expect(opens_form(page)).to_have_value(f"{name} was just about to say")
        page.get_by_role("dialog").get_by_role("button", name="Share").click()
        expect(card(page, f"{name} was just about to say")).to_be_visible()
    cleo.get_by_role("dialog").get_by_role("button", name="Share").click()  # who noticed nothing
    for page in (ada, ben, cleo):
        for words in ("Held the door", *(f"{name} was just about to say" for name in visitors)):
            expect(card(page, words)).to_be_visible()
