"""People come in by a code or a link, and stay signed in by a token that is nowhere stored."""

import contextlib
import string
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier, Event, Thread

import pytest

from ripple.actions.invitations import format_code, invited_to
from ripple.actions.joining import (
    COOKIE,
    MOST_COOKIES,
    SECURE_COOKIE,
    SignInLink,
    enter,
    issue_link,
    join_group,
    signed_in,
    start_group,
    tokens_in,
)
from ripple.actions.rate_limits import ONE_ASKER
from ripple.domain.errors import LinkSpent, NameTaken, SlowDown, TextMissing, UnknownCode, UnknownGroup
from ripple.domain.events.members import MemberJoined
from ripple.live import DIRECTORY, Groups, LiveGroup
from tests.actions.conftest import NOON, losing_to

PATIENCE_S = 10  # for another thread, on a busy machine


def test_who_starts_a_group_is_its_host_and_signed_in(groups: Groups) -> None:
    link = start_group(groups, " Maple Street ", "Ada", nonce="n1", now=NOON)
    token = enter(groups, link, now=NOON)
    live = groups.group("n1")
    assert live.history.name == "Maple Street"
    member = signed_in(live, token)
    assert member is not None
    assert (member.name, member.host) == ("Ada", True)


def test_starting_twice_with_one_nonce_starts_one_group(groups: Groups) -> None:
    start_group(groups, "Maple Street", "Ada", nonce="n1", now=NOON)
    code = groups.group("n1").history.code
    start_group(groups, "Maple Street", "Ada", nonce="n1", now=NOON)
    assert len(groups.group("n1").history.members) == 1
    assert groups.log.version(DIRECTORY) == 1
    assert groups.by_code(code) == "n1"


def test_a_group_without_a_name_is_not_started(groups: Groups) -> None:
    with pytest.raises(TextMissing):
        start_group(groups, "", "Ada", nonce="n1", now=NOON)
    assert groups.log.version("n1") == 0


def test_a_code_is_read_however_it_was_typed(groups: Groups, live: LiveGroup) -> None:
    code = live.history.code
    sloppy = f" {format_code(code).lower()} ".replace("0", "o").replace("1", "l")
    assert invited_to(groups, sloppy, asker="sloppy").id == live.id


def test_codes_have_forty_bits_without_lookalikes(groups: Groups, live: LiveGroup) -> None:
    assert len(live.history.code) == 8
    assert set(live.history.code) <= set(string.digits + string.ascii_uppercase) - set("ILOU")


def test_joining_makes_a_member_who_is_no_host(live: LiveGroup) -> None:
    assert [(m.name, m.host) for m in live.history.members.values()] == [("Ada", True), ("Ben", False)]


@pytest.mark.parametrize("name", ["Ada", " ADA ", "ada", "\u0410da", "Ada\u200b"])
def test_nobody_can_take_anothers_name(groups: Groups, live: LiveGroup, name: str) -> None:
    with pytest.raises(NameTaken):
        join_group(groups, live.history.code, name, asker="eve", nonce="eve", now=NOON)
    assert "eve" not in live.history.members


def test_of_two_with_one_name_at_once_one_is_asked_for_another(groups: Groups, live: LiveGroup) -> None:
    start, came = Barrier(8), []

    def come(nonce: str) -> None:
        start.wait()
        with contextlib.suppress(NameTaken):
            join_group(groups, live.history.code, "Eve", asker="school", nonce=nonce, now=NOON)
            came.append(nonce)

    threads = [Thread(target=come, args=(f"eve {number}",)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(came) == 1
    assert [member.name for member in live.history.members.values()].count("Eve") == 1


def test_of_two_processes_too_only_one_gives_a_name(groups: Groups, live: LiveGroup) -> None:
    rival = MemberJoined(id="join eva", at=NOON, member="eva", name="eve")
    with losing_to(live, rival), pytest.raises(NameTaken):
        join_group(groups, live.history.code, "Eve", asker="school", nonce="eve", now=NOON)
    assert [member.id for member in live.history.members.values()] == ["ada", "ben", "eva"]


def test_somebody_else_coming_at_the_same_moment_keeps_nobody_out(groups: Groups, live: LiveGroup) -> None:
    rival = MemberJoined(id="join zoe", at=NOON, member="zoe", name="Zoe")
    with losing_to(live, rival):
        join_group(groups, live.history.code, "Eve", asker="school", nonce="eve", now=NOON)
    assert [member.id for member in live.history.members.values()] == ["ada", "ben", "zoe", "eve"]


def test_joining_twice_with_one_nonce_is_joining_once(groups: Groups, live: LiveGroup) -> None:
    join_group(groups, live.history.code, "Ben", asker="ben's phone", nonce="ben", now=NOON)
    assert len(live.history.members) == 2


def test_wrong_codes_are_slowed_down_for_whoever_guesses_only(groups: Groups, live: LiveGroup) -> None:
    for _ in range(ONE_ASKER.amount):
        with pytest.raises(UnknownCode):
            invited_to(groups, "WRONG000", asker="guesser")
    with pytest.raises(SlowDown) as told:
        join_group(groups, live.history.code, "Eve", asker="guesser", nonce="eve", now=NOON)
    assert 1 <= told.value.seconds <= 60
    assert invited_to(groups, live.history.code, asker="somebody else") is live


def test_while_a_large_group_is_read_others_follow_their_invitations(
    groups: Groups, live: LiveGroup, monkeypatch: pytest.MonkeyPatch
) -> None:
    start_group(groups, "The whole school", "Eve", nonce="large", now=NOON)
    others, reading, done, since = Groups(groups.log), Event(), Event(), groups.log.since

    def slow(group: str, version: int) -> object:
        if group == "large":
            reading.set()
            done.wait(PATIENCE_S)
        return since(group, version)

    monkeypatch.setattr(groups.log, "since", slow)
    with ThreadPoolExecutor(2) as pool:
        code = groups.group("large").history.code
        large = pool.submit(invited_to, others, code, asker="hall")
        assert reading.wait(PATIENCE_S)
        small = pool.submit(invited_to, others, live.history.code, asker="library")
        assert small.result(PATIENCE_S).id == live.id
        assert not large.done()
        done.set()


def test_a_link_works_once(groups: Groups, live: LiveGroup) -> None:
    link = issue_link(live, "ben", now=NOON)
    token = enter(groups, link, now=NOON)
    assert signed_in(live, token) == live.history.members["ben"]
    with pytest.raises(LinkSpent):
        enter(groups, link, now=NOON)


def test_a_link_runs_out(groups: Groups, live: LiveGroup) -> None:
    link = issue_link(live, "ben", now=NOON)
    with pytest.raises(LinkSpent):
        enter(groups, link, now=NOON + timedelta(hours=2))


def test_two_browsers_with_one_link_at_once_let_one_in(groups: Groups, live: LiveGroup) -> None:
    link, start, tokens = issue_link(live, "ben", now=NOON), Barrier(8), []

    def come_in() -> None:
        start.wait()
        with contextlib.suppress(LinkSpent):
            tokens.append(enter(groups, link, now=NOON))

    threads = [Thread(target=come_in) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(tokens) == 1


def test_made_up_links_and_tokens_let_nobody_in(groups: Groups, live: LiveGroup) -> None:
    with pytest.raises(LinkSpent):
        enter(groups, SignInLink(live.id, "made up"), now=NOON)
    with pytest.raises(UnknownGroup):
        enter(groups, SignInLink("nowhere", "made up"), now=NOON)
    assert signed_in(live, "made up") is None


def test_neither_token_nor_link_is_stored(groups: Groups, live: LiveGroup) -> None:
    link = issue_link(live, "ben", now=NOON)
    token = enter(groups, link, now=NOON)
    log = repr(list(live.log.since(live.id, 0)))
    assert token not in log
    assert link.secret not in log


def test_of_too_many_cookies_those_that_others_could_set_are_left_out() -> None:
    foreign = {f"{COOKIE}{number}": "x" for number in range(2 * MOST_COOKIES)}
    tokens = tokens_in(foreign | {f"{SECURE_COOKIE}mine": "good", f"{SECURE_COOKIE}7": "good"})
    assert len(tokens) == MOST_COOKIES
    assert list(tokens)[:2] == ["mine", "7"]
    assert tokens["7"] == "good"
