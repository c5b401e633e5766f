"""Who is known by their cookies, and whose closed pages are kept."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest

from ripple.actions.joining import COOKIE, SECURE_COOKIE, enter, issue_link, join_group, start_group
from ripple.actions.members import remove
from ripple.app import session, visitors
from ripple.app.visitors import OF_A_MEMBER, OF_STRANGERS, SleepingPages, member_of, still_in
from ripple.domain.errors import UnknownGroup
from ripple.live import KEPT_OPEN_S


@pytest.fixture
def token() -> str:
    """Ada's browser, in the group ``g``."""
    link = start_group(session.groups(), "Maple Street", "Ada", nonce="g", now=session.now(), founder="ada")
    return enter(session.groups(), link, now=session.now())


@pytest.mark.parametrize("name", [COOKIE, SECURE_COOKIE])
def test_a_member_is_known_by_their_cookie(token: str, name: str) -> None:
    assert member_of({"other": "x", f"{COOKIE}nowhere": "x", f"{name}g": token}) == "g ada"


def test_nobody_else_is(token: str) -> None:
    live = session.groups().group("g")
    ben = join_group(session.groups(), live.secret, "Ben", asker="b", nonce="ben", now=session.now())
    bens = enter(session.groups(), ben, now=session.now())
    assert member_of({f"{COOKIE}g": bens}) == "g ben"
    remove(live, "ada", "ben", now=session.now())
    for cookies in ({}, {f"{COOKIE}g": "made up"}, {f"{COOKIE}../x": token}, {f"{COOKIE}g": bens}):
        assert member_of(cookies) == ""
    many = {f"{COOKIE}{n}": "x" for n in range(1_000)}
    assert member_of(many | {f"{COOKIE}g": token}) == "", "a thousand groups are nobody's"


def test_good_are_the_tokens_of_members_in_groups_that_are_open(token: str) -> None:
    shown = {f"{COOKIE}g": token, f"{COOKIE}nowhere": "x"}
    assert still_in(shown) == {"g": token}
    assert still_in({f"{COOKIE}g": "made up"}) == {}
    session.groups().group("g").looked_at -= 2 * KEPT_OPEN_S
    with suppress(UnknownGroup):
        session.groups().group("another")  # which closes those that nobody looked at for long
    assert still_in(shown) == {}


def test_a_link_alone_makes_nobody_known(token: str) -> None:
    link = issue_link(session.groups().group("g"), "ada", now=session.now())
    assert member_of({f"{COOKIE}g": link.secret}) == ""


@dataclass(eq=False)
class Page:
    """What Streamlit calls a session."""

    id: str
    session_state: dict[str, Any] = field(default_factory=dict)
    ended: bool = False

    def shutdown(self) -> None:
        self.ended = True


def page(number: int, member: str = "") -> Page:
    here = SimpleNamespace(live=SimpleNamespace(id="g"), member=SimpleNamespace(id=member))
    return Page(f"{member} {number}", {"here": here} if member else {})


@pytest.fixture
def asleep(monkeypatch: pytest.MonkeyPatch) -> SleepingPages:
    freed: list[str] = []
    manager = SimpleNamespace(remove_session_files=freed.append)
    monkeypatch.setattr(visitors, "get_instance", lambda: SimpleNamespace(uploaded_file_mgr=manager))
    pages = SleepingPages(60)
    pages.freed = freed  # type: ignore[attr-defined]
    return pages


def closes(pages: SleepingPages, *closed: Page) -> None:
    for each in closed:
        pages.save(SimpleNamespace(session=each))  # type: ignore[arg-type]


def test_no_stranger_and_no_other_member_throws_a_sleeping_page_out(asleep: SleepingPages) -> None:
    mine = page(0, "ada")
    strangers, bens = [page(n) for n in range(500)], [page(n, "ben") for n in range(500)]
    closes(asleep, mine, *strangers, *bens)
    assert asleep.get(mine.id)
    assert not mine.ended
    assert sum(not each.ended for each in strangers) == OF_STRANGERS
    assert sum(not each.ended for each in bens) == OF_A_MEMBER
    assert asleep.get(bens[-1].id)


def test_what_was_uploaded_goes_when_a_page_is_closed(asleep: SleepingPages) -> None:
    closes(asleep, page(1), page(2, "ada"))
    assert asleep.freed == [" 1", "ada 2"]  # type: ignore[attr-defined]


def test_a_page_that_came_back_and_closed_again_counts_once(asleep: SleepingPages) -> None:
    mine = [page(n, "ada") for n in range(OF_A_MEMBER)]
    closes(asleep, *mine)
    for _ in range(3):
        asleep.delete(mine[0].id)
        closes(asleep, mine[0])
    assert not any(each.ended for each in mine)
