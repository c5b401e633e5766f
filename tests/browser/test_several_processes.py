"""Two app processes on one database behind a real nginx, with the configuration that is in `deploy`."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime

import httpx2
import pytest
from playwright.sync_api import expect

from ripple.actions.joining import COOKIE, SECURE_COOKIE, new_id, start_group
from tests.browser.conftest import HERE, Server, Visitor, groups_of, running, server_in
from tests.browser.nginx import WAY, in_front_of, new_group_of
from tests.browser.test_main_job import NewVisitor, card, opens_form, shares
from tests.store.postgresql import Server as Database

PAGE = {"Accept": "text/html"}  # as browsers ask for one


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


def test_a_stranger_stays_with_the_process_that_answered(server: Server) -> None:
    ways = set()
    for _browser in range(12):
        with browser(server, **PAGE) as somebody:
            way = somebody.get("").cookies[WAY]
            assert somebody.get("about").cookies[WAY] == way
        ways.add(way)
    assert ways == {"01", "02"}


@pytest.mark.parametrize("process", ["1", "2"])
@pytest.mark.parametrize("before", ["", "01", "02", "12", "21"])
def test_all_of_a_group_come_to_one_process(process: str, before: str, server: Server) -> None:
    group, now = new_group_of(process, server.url), datetime.now(UTC)
    with groups_of(server) as groups:
        link = start_group(groups, "Maple Street", "Ada", nonce=group, now=now)
    with browser(server, **PAGE) as ada:
        ada.cookies.set(WAY, before, domain=HERE)
        ada.get("")
        ada.post(link.path, follow_redirects=True)
        assert [each.value for each in ada.cookies.jar if each.name == WAY] == [process * 2]


@pytest.mark.parametrize("names", [(SECURE_COOKIE, SECURE_COOKIE), (COOKIE, SECURE_COOKIE), (COOKIE, COOKIE)])
def test_who_is_in_two_groups_goes_where_the_later_one_does(names: tuple[str, str], server: Server) -> None:
    street, choir = (new_group_of(process, server.url) for process in "12")
    for first, last in ((street, choir), (choir, street)):
        shown = f"a=b; {names[0]}{first}=x; {names[1]}{last}=y; c=ripple_{first}=z"
        with browser(server, Cookie=shown, **PAGE) as ada:
            assert ada.get("").cookies[WAY] == ("22" if last == choir else "11")


def test_what_is_no_page_and_no_socket_moves_nobody(server: Server) -> None:
    group = new_group_of("1", server.url)
    for before in ("", "01", "02", "11", "22", "21"):
        with browser(server, Cookie=f"{SECURE_COOKIE}{group}=x; {WAY}={before}") as ada:
            assert WAY not in ada.get("healthz").cookies


def test_who_was_sent_on_stays_there_as_long_as_they_ask(server: Server) -> None:
    group = new_group_of("1", server.url)
    for asked in ("", "about", "healthz"):
        with browser(server, Cookie=f"{SECURE_COOKIE}{group}=x; {WAY}=12", **PAGE) as ada:
            assert "kindness_way=12; Max-Age=14400;" in ada.get(asked).headers["set-cookie"]


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
    host, cleo = visitors["Ada"], visitors["Cleo"]
    ada = host.starts(id=new_group_of("1", server.url))
    visitors["Ben"].joins(host, "Ben")
    cleo.joins(host, "Cleo")
    is_at(cleo, "12", server)  # as if the first had been away then
    cleo.goes_to()
    assert [way_of(each) for each in visitors.values()] == ["11", "11", "12"]
    shares(ada, "Held the door")
    expect(card(cleo.page, "Held the door")).to_be_visible()  # which the other process tells
    for name, visitor in visitors.items():
        opens_form(visitor.settled().page).press_sequentially(f"{name} was just about to say")
    kills(processes[0])
    for name in ("Ada", "Ben"):
        page = visitors[name].page
        expect(page.get_by_role("dialog")).to_have_count(0)  # a new page
        visitors[name].settled()
        assert way_of(visitors[name]) == "12"
        expect(opens_form(page)).to_have_value(f"{name} was just about to say")
        page.get_by_role("dialog").get_by_role("button", name="Share").click()
        expect(card(page, f"{name} was just about to say")).to_be_visible()
    cleo.page.get_by_role("dialog").get_by_role("button", name="Share").click()  # who noticed nothing
    told = ["Held the door", *(f"{name} was just about to say" for name in visitors)]
    are_on_every_page(told, visitors)
    # The first is back: pages go on where they are, and whoever comes anew is there.
    opens_form(ada).press_sequentially("It is open again")
    processes[0].start()
    visitors["Dora"] = new_visitor()
    visitors["Dora"].joins(host, "Dora")
    host.page.get_by_role("dialog").get_by_role("button", name="Share").click()
    are_on_every_page([*told, "It is open again"], visitors)
    assert [way_of(each) for each in visitors.values()] == ["12", "12", "12", "11"]


def is_at(visitor: Visitor, way: str, server: Server) -> None:
    visitor.page.context.add_cookies([{"name": WAY, "value": way, "url": server.url}])


def way_of(visitor: Visitor) -> str:
    """Which process their browser is meant for, and with which it is."""
    [way] = [each["value"] for each in visitor.page.context.cookies() if each["name"] == WAY]
    return way


def kills(app: Server) -> None:
    assert app.process
    app.process.kill()
    app.process.wait()
    app.process = None


def are_on_every_page(told: list[str], visitors: dict[str, Visitor]) -> None:
    for visitor in visitors.values():
        for words in told:
            expect(card(visitor.page, words)).to_be_visible()
