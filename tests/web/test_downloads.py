"""Files of a group: for those who may have them and ask for them, kept nowhere."""

import asyncio
import io
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import Any
from urllib.parse import quote

import httpx2
import pytest
from anyio import CapacityLimiter, create_task_group, run, to_thread, wait_all_tasks_blocked
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.testclient import TestClient

from ripple.actions.files.group_archive import import_group
from ripple.actions.joining import COOKIE, claim_of, enter, join_group, start_group
from ripple.actions.leaving import leave_group
from ripple.actions.members import change_settings
from ripple.actions.posting import share_act, withdraw_act
from ripple.actions.rate_limits import TAKING, RateLimit
from ripple.app.kept import who
from ripple.charts.export.keepsake import Keepsake, ripple_keepsake
from ripple.domain.errors import StoreDamaged
from ripple.domain.model import Act, Person, Settings, Voice, replace
from ripple.domain.moderation import Asker
from ripple.language import gettext, speaking
from ripple.live import Groups, LiveGroup
from ripple.network.pond import Pond
from ripple.privacy.keeper import Keeper
from ripple.store import open_store
from ripple.web import downloads
from ripple.web.downloads import COPIES, in_turn
from ripple.web.language_negotiation import LanguageNegotiation
from ripple.web.routes import routes

LATE = datetime(2026, 5, 4, 23, 30, tzinfo=UTC)
NAME = 'Class "4b" / Füchse'


@pytest.fixture
def groups() -> Groups:
    groups = Groups(open_store("memory:"))
    start_group(groups, NAME, "Ada", nonce="fox", founder="fox", now=LATE)
    act = Act(id="a", text="Held the door", posted_at=LATE)
    share_act(groups.group("fox"), "fox", act, now=LATE)
    return groups


def anybody(groups: Groups, keeper: Callable[[], Keeper] = Keeper) -> TestClient:
    doors = routes(lambda: groups, keeper=keeper)
    return TestClient(LanguageNegotiation(Starlette(routes=doors)), follow_redirects=False)


@pytest.fixture
def ada(groups: Groups) -> TestClient:
    return signed_in_as_ada(groups)


def signed_in_as_ada(groups: Groups, keeper: Callable[[], Keeper] = Keeper) -> TestClient:
    client = anybody(groups, keeper)
    link = start_group(groups, NAME, "Ada", nonce="fox", founder="fox", now=datetime.now(UTC))
    client.cookies[COOKIE + "fox"] = enter(groups, link, now=datetime.now(UTC))
    return client


def taken(client: TestClient, form: str = "html", zone: str = "Europe/Berlin") -> httpx2.Response:
    return client.get(f"/keepsake/fox/{form}?zone={quote(zone)}")


def test_who_wants_a_copy_of_a_damaged_group_is_led_where_it_says_so(
    ada: TestClient, groups: Groups, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(_group: str) -> LiveGroup:
        raise StoreDamaged("fox.journal", 60, "a line does not match its checksum")

    monkeypatch.setattr(groups, "group", damaged)
    assert [ada.get(path).status_code for path in ("/copy/fox/mine", "/keepsake/fox/html")] == [303, 303]


@pytest.mark.parametrize(
    ("form", "mime", "begins"),
    [
        ("html", "text/html; charset=utf-8", b"<!doctype html>"),
        ("svg", "image/svg+xml", b"<svg"),
        ("png", "image/png", b"\x89PNG"),
    ],
)
def test_a_member_takes_the_pond_along(ada: TestClient, form: str, mime: str, begins: bytes) -> None:
    answer = taken(ada, form)
    assert answer.content.startswith(begins)
    assert answer.headers["content-type"] == mime
    assert answer.headers["cache-control"] == "no-store"
    on = "" if form == "html" else " landscape-light"
    assert answer.headers["content-disposition"] == (
        f'attachment; filename="pond{on}.{form}"; '
        f"filename*=UTF-8''Class%20%224b%22%20%2F%20F%C3%BCchse{quote(on)}.{form}"
    )


def test_a_picture_is_on_the_paper_asked_for_and_its_name_says_so(ada: TestClient) -> None:
    answer = ada.get("/keepsake/fox/svg?shape=portrait&look=dark&words=yes")
    assert 'filename="pond portrait-dark-words.svg"' in answer.headers["content-disposition"]
    assert 'width="1000" height="1500"' in answer.text
    assert 'width="1500"' in ada.get("/keepsake/fox/svg?shape=round").text


def test_the_days_in_it_are_those_where_the_member_is(ada: TestClient) -> None:
    assert "5 May 2026 · 1 act of kindness" in taken(ada).text
    assert "4 May 2026 · 1 act of kindness" in taken(ada, zone="no such zone").text


def test_it_is_as_new_as_the_pond(ada: TestClient, groups: Groups) -> None:
    assert "1 act of kindness" in taken(ada).text
    act = Act(id="b", text="Held it again", posted_at=LATE)
    share_act(groups.group("fox"), "fox", act, now=LATE)
    assert "2 acts of kindness" in taken(ada).text


def test_nobody_else_learns_even_that_the_group_is_there(ada: TestClient, groups: Groups) -> None:
    stranger = anybody(groups)
    for path in ("fox/html", "fox/exe", "none/html"):
        answer = stranger.get(f"/keepsake/{path}")
        assert (answer.status_code, answer.headers["location"]) == (303, "../../"), path
    assert ada.get("/keepsake/fox/exe").status_code == 303


@pytest.fixture
def two_ripples(groups: Groups) -> LiveGroup:
    """One act more that passed the first on, and another ripple."""
    live = groups.group("fox")
    for act in (
        Act(id="b", text="Passed it on", posted_at=LATE, inspired_by="a"),
        Act(id="c", text="Something else", posted_at=LATE),
    ):
        share_act(live, "fox", act, now=LATE)
    return live


@pytest.mark.parametrize("form", ["html", "svg", "png"])
def test_one_ripple_can_be_taken_along(ada: TestClient, two_ripples: LiveGroup, form: str) -> None:
    answer = ada.get(f"/keepsake/fox/{form}?act=b&zone=Europe/Berlin")
    on = "" if form == "html" else " landscape-light"
    assert answer.headers["content-disposition"].startswith(f'attachment; filename="ripple{on}.{form}"')
    assert answer.headers["content-disposition"].endswith(f"%20ripple{quote(on)}.{form}")
    if form != "png":
        assert "A ripple in Class" in answer.text
        assert "5 May 2026 · 2 acts of kindness in 1 ripple" in answer.text
        assert "Something else" not in answer.text
    if form == "html":
        assert "Held the door" in answer.text
        assert "Passed it on" in answer.text


def test_the_ripple_of_an_act_that_is_not_here_is_told_to_nobody(
    ada: TestClient, groups: Groups, two_ripples: LiveGroup
) -> None:
    withdraw_act(two_ripples, Asker("fox"), "c", now=LATE)
    for act in ("c", "none", ""):
        answer = ada.get("/keepsake/fox/html", params={"act": act})
        assert (answer.status_code, answer.headers["location"]) == (303, "../../"), act
    assert anybody(groups).get("/keepsake/fox/html?act=a").status_code == 303


def test_a_pond_is_laid_out_beside_what_answers_all_others(
    ada: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def shows(_pond: Pond, _act: str) -> bool:
        with pytest.raises(RuntimeError, match="no running event loop"):
            asyncio.get_running_loop()
        return False

    monkeypatch.setattr(Pond, "shows", shows)
    assert ada.get("/keepsake/fox/svg?act=a").status_code == 303


def test_a_preview_makes_nothing(ada: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ripple.web.downloads.group_keepsake", None)
    answer = ada.head("/keepsake/fox/png")
    assert (answer.status_code, answer.content) == (200, b"")


def test_who_asks_again_and_again_is_asked_to_wait(ada: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ripple.web.downloads.FORMS", {"html": ("text/html", lambda kept, zone: b"")})
    answers = [taken(ada) for _ in range(int(TAKING.one.split("/")[0]) + 1)]
    assert answers[0].status_code == 200
    assert answers[-1].status_code == 429
    assert 0 < int(answers[-1].headers["retry-after"]) <= 60
    assert "That was a lot in a short time." in answers[-1].text
    assert '<html lang="en" dir="ltr">' in answers[-1].text


@pytest.fixture
def ben(groups: Groups) -> TestClient:
    """A member who is no host, and posted something unsigned."""
    client, now = anybody(groups), datetime.now(UTC)
    live = groups.group("fox")
    link = join_group(groups, live.history.code, "Ben", asker="ben", nonce="ben", now=now)
    token = client.cookies[COOKIE + "fox"] = enter(groups, link, now=now)
    act = Act(id="b", text="Waved from afar", posted_at=now, claim=claim_of(token, "b"))
    share_act(live, "ben", act, now=now)
    return client


def test_a_copy_of_ones_own_has_what_this_browser_can_claim(ada: TestClient, ben: TestClient) -> None:
    answer = ben.get("/copy/fox/mine")
    assert [act["text"] for act in answer.json()["acts"]] == ["Waved from afar"]
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-disposition"].startswith('attachment; filename="my-acts-of-kindness.json"')
    assert "Waved" not in ada.get("/copy/fox/mine").text


def test_a_copy_of_the_group_is_for_hosts_and_makes_the_group_again(ada: TestClient, ben: TestClient) -> None:
    answer = ada.get("/copy/fox/all")
    elsewhere = Groups(open_store("memory:"))
    import_group(elsewhere, answer.content, nonce="copy", now=datetime.now(UTC))
    assert elsewhere.group("copy").history.name == NAME
    assert f"filename*=UTF-8''{quote(NAME, safe='')}.jsonl" in answer.headers["content-disposition"]
    assert answer.headers["cache-control"] == "no-store"
    assert ben.get("/copy/fox/all").status_code == 303


def test_who_goes_while_the_file_is_made_gets_none(
    ben: TestClient, groups: Groups, monkeypatch: pytest.MonkeyPatch
) -> None:
    def goes(*_: object) -> None:
        live = groups.group("fox")
        leave_group(live, lambda _act: Asker("ben"), erase=False, now=datetime.now(UTC))

    monkeypatch.setattr("ripple.web.downloads.check_rate", lambda *_args, **_more: goes())
    assert ben.get("/copy/fox/mine").status_code == 303


def test_a_member_takes_the_people_s_table_and_no_spreadsheet_runs_it(
    ben: TestClient, groups: Groups
) -> None:
    def shares(act: str, *givers: Person) -> None:
        told = Act(id=act, text="Soup", posted_at=LATE, author="ben", voice=Voice.RECEIVED, givers=givers)
        share_act(groups.group("fox"), "ben", told, now=LATE)

    shares("c", Person("Ada", "fox"), Person("=Zoe"))
    answer = ben.get("/copy/fox/people")
    assert [line.split(",", 1)[0] for line in answer.text.splitlines()] == [
        '\ufeff"Name"',
        '"\'=Zoe"',
        '"Ada"',
        '"Ben"',
    ]
    assert answer.text.splitlines()[-1] == '"Ben","","=Zoe (1), Ada (1)"'.replace('"=', "\"'=")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"


GERMAN = {"Accept-Language": "de"}


def begins(answer: httpx2.Response) -> str:
    return answer.content.decode("utf-8-sig")[:400]


def test_a_file_of_the_group_is_in_its_language_whoever_takes_it(ada: TestClient, groups: Groups) -> None:
    live, zoe = groups.group("fox"), (Person("Zoe"),)
    act = Act(id="b", text="Soup", posted_at=LATE, author="fox", voice=Voice.RECEIVED, givers=zoe)
    share_act(live, "fox", act, now=LATE)
    for language, page in (("en", "en"), ("pl", "pl"), ("", "de")):
        change_settings(live, "fox", replace(live.history.settings, language=language), now=LATE)
        with speaking(page):
            head = gettext("Was kind to (how often)")
        assert f'<html lang="{page}"' in begins(ada.get("/keepsake/fox/html?zone=UTC", headers=GERMAN))
        assert head in begins(ada.get("/copy/fox/people", headers=GERMAN))


def test_who_takes_a_keepsake_can_wish_for_it_in_another_language(ada: TestClient) -> None:
    for wished, page in (("de", "de"), ("zh-Hans", "zh-Hans"), ("en", "en"), ("xx", "en"), ("../de", "en")):
        answer = ada.get(f"/keepsake/fox/html?zone=UTC&language={quote(wished)}")
        assert f'<html lang="{page}"' in begins(answer), wished


def test_each_act_s_words_are_in_its_own_language_in_every_file(ada: TestClient, groups: Groups) -> None:
    act = Act(id="b", text="Suppe", posted_at=LATE, author="fox", language="de", inspired_by="a")
    after = Act(id="c", text="soup", posted_at=LATE, author="fox", inspired_by="b")
    for one in (act, after):
        share_act(groups.group("fox"), "fox", one, now=LATE)
    page = taken(ada).text
    for told in ('<p class="words"><bdi lang="de" dir="auto">Suppe', '“<bdi lang="de" dir="auto">Suppe'):
        assert told in page
    assert '<bdi lang="" dir="auto">soup' in page
    assert '"language": "de"' in ada.get("/copy/fox/mine").text
    assert '"language":"de"' in ada.get("/copy/fox/all").text
    assert '<svg xml:lang="en"' in taken(ada, "svg").text


def test_where_hosts_did_without_the_page_nobody_takes_the_people(ada: TestClient, groups: Groups) -> None:
    assert ada.get("/copy/fox/people").status_code == 200
    change_settings(groups.group("fox"), "fox", Settings(people_page=False), now=LATE)
    assert ada.get("/copy/fox/people").status_code == 303


@pytest.mark.parametrize("what", ["mine", "all", "people"])
def test_nobody_else_gets_a_copy(ada: TestClient, groups: Groups, what: str) -> None:
    stranger = anybody(groups)
    for path in (f"/copy/fox/{what}", f"/copy/none/{what}"):
        answer = stranger.get(path)
        assert (answer.status_code, answer.headers["location"]) == (303, "../../"), path
    assert ada.head(f"/copy/fox/{what}").content == b""


def test_copies_again_and_again_are_asked_to_wait(ben: TestClient) -> None:
    answers = [ben.get("/copy/fox/mine") for _ in range(int(TAKING.one.split("/")[0]) + 1)]
    assert [answers[0].status_code, answers[-1].status_code] == [200, 429]


def test_news_that_come_while_a_ripple_is_taken_along_wait(
    ada: TestClient, groups: Groups, monkeypatch: pytest.MonkeyPatch
) -> None:
    live, held = groups.group("fox"), []

    def made(*ripple: Any) -> Keepsake:
        with ThreadPoolExecutor(1) as another:
            held.append(not another.submit(live._lock.acquire, blocking=False).result())
        return ripple_keepsake(*ripple)

    monkeypatch.setattr(downloads, "ripple_keepsake", made)
    assert ada.get("/keepsake/fox/svg?act=a").status_code == 200
    assert held == [True]


def test_the_same_id_in_another_group_uses_up_nothing(
    ada: TestClient, groups: Groups, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A group's file says by which ids its members go."""
    monkeypatch.setattr(downloads, "TAKING", RateLimit("take along", one="1/hour", address="9/hour"))
    zoe, now = anybody(groups), datetime.now(UTC)
    link = start_group(groups, "A copy", "Zoe", nonce="copy", founder="fox", now=now)
    zoe.cookies[COOKIE + "copy"] = enter(groups, link, now=now)
    assert [zoe.get("/copy/copy/mine").status_code for _ in range(2)] == [200, 429]
    assert ada.get("/copy/fox/mine").status_code == 200


def test_copies_that_take_long_take_no_thread_of_the_others() -> None:
    release = Event()

    def take(_request: Request) -> Response:
        assert release.wait(60)
        return PlainTextResponse("a copy")

    async def scenario() -> None:
        answer: Callable[..., Any] = in_turn(take, CapacityLimiter(COPIES))
        async with create_task_group() as group:
            for _ in range(40):
                group.start_soon(answer, Request({"type": "http"}))
            await wait_all_tasks_blocked()
            assert to_thread.current_default_thread_limiter().borrowed_tokens == 0
            release.set()

    run(scenario)


def test_the_papers_are_for_hosts_and_in_the_group_s_language(ada: TestClient, ben: TestClient) -> None:
    answer = ada.get("/copy/fox/papers")
    assert answer.headers["content-type"] == "application/zip"
    assert answer.headers["cache-control"] == "no-store"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        letter = archive.read("letter-to-parents.md").decode()
    assert "Dear parents," in letter
    assert ben.get("/copy/fox/papers").status_code == 303


def test_papers_name_the_keeper_as_said_at_the_start(
    groups: Groups, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "who.toml"
    file.write_text('who = "Maple School"')
    monkeypatch.setenv("RIPPLE_WHO", str(file))
    who.keeper.cache_clear()
    assert who.keeper().who == "Maple School"  # as the door does when the app starts
    file.write_text("who = Maple")  # edited wrongly while the app runs
    ada = signed_in_as_ada(groups, keeper=who.keeper)
    with zipfile.ZipFile(io.BytesIO(ada.get("/copy/fox/papers").content)) as archive:
        assert "Maple School" in archive.read("letter-to-parents.md").decode()
    who.keeper.cache_clear()
