"""Floods are slowed down; a class of thirty behind one address is not."""

from collections.abc import Callable
from contextlib import suppress
from threading import Barrier, Event, Thread

import pytest
from limits import parse_many

from ripple.actions import rate_limits
from ripple.actions.rate_limits import (
    JOINING,
    LINKING,
    ONE_ASKER,
    SHARING,
    STARTING,
    WRONG,
    RateLimit,
    asker_at,
    check_rate,
    guessed_elsewhere,
    guessing,
)
from ripple.domain.errors import SlowDown, UnknownCode
from tests.conftest import forget_limits

THREE = RateLimit("three", one="3/minute", address="5/minute")


def tries(times: int, at: RateLimit = THREE, one: str = "ada", asker: str = "school") -> None:
    for _ in range(times):
        check_rate(at, one=one, asker=asker)


def test_one_person_is_slowed_down_and_nobody_else() -> None:
    tries(3)
    with pytest.raises(SlowDown) as wait:
        tries(1)
    assert 1 <= wait.value.seconds <= 60
    tries(1, one="ben")
    tries(1, at=RateLimit("something else", one="3/minute", address="5/minute"))


def test_many_persons_of_one_address_are_slowed_down_together() -> None:
    tries(3)
    tries(2, one="ben")
    with pytest.raises(SlowDown):
        tries(1, one="cleo")
    tries(1, one="cleo", asker="home")


def test_being_refused_makes_nobody_wait_longer() -> None:
    tries(3)
    for _ in range(10):
        with pytest.raises(SlowDown):
            tries(1)
    tries(2, one="ben")  # the refused tries took nothing of what the address may do


def shares_one() -> bool:
    check_rate(SHARING, one="ada", asker="school")
    return True


def guesses_wrong() -> bool:
    try:
        with guessing("school", lambda _word: None):
            raise UnknownCode
    except UnknownCode:
        return True


@pytest.mark.usefixtures("often")
@pytest.mark.parametrize(
    ("does", "limit"), [(shares_one, 20), (guesses_wrong, ONE_ASKER.amount)], ids=["sharing", "guessing"]
)
def test_of_many_at_once_no_more_come_through_than_one_by_one(does: Callable[[], bool], limit: int) -> None:
    for _ in range(20):
        forget_limits()
        came, begins = list[bool](), Barrier(2 * limit)

        def tries_at_once(came: list[bool] = came, begins: Barrier = begins) -> None:
            begins.wait()
            with suppress(SlowDown):
                came.append(does())

        crowd = [Thread(target=tries_at_once) for _ in range(2 * limit)]
        for one in crowd:
            one.start()
        for one in crowd:
            one.join()
        assert len(came) == limit


def test_a_slow_look_up_of_one_code_holds_up_nobody_else() -> None:
    looks, may_end, came = Event(), Event(), list[str]()

    def looks_long() -> None:
        with guessing("school", lambda _word: None):
            looks.set()
            may_end.wait()
            came.append("school")

    def looks_meanwhile() -> None:
        guessed_elsewhere(f"{WRONG} somebody")
        for asker in ("home", "school"):
            with guessing(asker, lambda _word: None):
                came.append(f"{asker} meanwhile")

    slow, quick = Thread(target=looks_long), Thread(target=looks_meanwhile)
    slow.start()
    looks.wait()
    quick.start()
    quick.join(timeout=5)
    may_end.set()
    slow.join()
    quick.join()
    assert came == ["home meanwhile", "school meanwhile", "school"]


def test_a_class_of_thirty_can_come_in_and_write_at_once() -> None:
    for child in range(30):
        tries(3, SHARING, one=f"child {child}")
        tries(1, LINKING, one=f"child {child}")
    tries(60, JOINING, one="class 4b")
    tries(30, STARTING, one="a course of teachers")


@pytest.mark.parametrize(
    "name", [name for name in vars(rate_limits) if isinstance(getattr(rate_limits, name), RateLimit)]
)
def test_an_address_may_do_at_least_what_a_person_may(name: str) -> None:
    chosen: RateLimit = getattr(rate_limits, name)
    for one, address in zip(parse_many(chosen.one), parse_many(chosen.address), strict=True):
        assert one.get_expiry() == address.get_expiry()
        assert one.amount <= address.amount


@pytest.mark.parametrize(
    ("address", "asker"),
    [
        (None, "this machine"),
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("fe80::1%eth0", "fe80::/64"),
        ("unix socket", "unix socket"),
    ],
)
def test_an_address_is_what_one_household_has(address: str | None, asker: str) -> None:
    assert asker_at(address) == asker


def test_wrong_guesses_count_in_every_process_that_hears_of_them() -> None:
    told = list[str]()
    for _ in range(ONE_ASKER.amount):
        with suppress(UnknownCode), guessing("203.0.113.7", told.append):
            raise UnknownCode
    forget_limits()  # as in another process
    assert not [word for word in told if "203.0.113.7" in word], "no address goes through a database"
    for word in [*told, "something else", ""]:
        guessed_elsewhere(word)
    with pytest.raises(SlowDown), guessing("203.0.113.7", told.append):
        pass
    with guessing("203.0.113.8", told.append):
        pass
