"""How fast things may be done from outside, so that nobody floods a group or guesses its code.

A school class of thirty sits behind one address, so an address may do some ten times what a
person may; what is done in a group, it may do in each: with a group of one's own nobody uses up what a class
may. Each process counts for itself, and begins anew when it starts; only wrong guesses of a code are told to
the others on the same database, and count there too.
"""

import math
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from ipaddress import ip_address, ip_network
from threading import Condition, Lock

from limits import RateLimitItem, RateLimitItemPerMinute, parse_many
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from ripple.domain.errors import SlowDown, UnknownCode


@dataclass(frozen=True, slots=True)
class RateLimit:
    """How often something may be done by ``one`` person (or in one group), and from one ``address``: in each
    group that it is done in, or where there is none yet in all."""

    what: str
    one: str
    address: str


# Nobody types twenty acts a minute; a school that writes at once does six hundred.
SHARING = RateLimit("share", one="20/minute;200/hour", address="600/minute;6000/hour")
# Thirty children come in within a minute, some of them twice; ``one`` is the group with its invitation, so
# that a new one lets a class in whom somebody with the old one kept out.
JOINING = RateLimit("join", one="100/minute;300/hour", address="100/minute;300/hour")
# Where newcomers need approval none is in; a class before the door, from one address, and some mistype.
WAITING = RateLimit("wait", one="40/hour;100/day", address="40/hour;100/day")
# A course of thirty teachers, each of whom tries it out; a group has nobody before it starts.
STARTING = RateLimit("start", one="40/minute;100/hour;200/day", address="40/minute;100/hour;200/day")
# A link for every device of a family, and again for those that were mistyped.
LINKING = RateLimit("link", one="10/minute;50/hour", address="100/minute;500/hour")
# Reading a file of 12,000 lines takes seconds of everybody's time.
IMPORTING = RateLimit("import", one="5/minute;20/hour;60/day", address="10/minute;40/hour;100/day")
UPLOADING = RateLimit("upload", one="10/minute;40/hour", address="10/minute;40/hour")
# A report is always taken; nobody reads and asks faster. What counts as the address is the person.
REPORTING = RateLimit("report", one="30/minute", address="30/minute")
# The first reports of a day put their act out of sight at once: of each member (``address``: of all from one
# address in the group), and of those who came within a week together (``one`` is the group).
HIDING = RateLimit("hide by asking", one="5/day", address="20/day")
HIDING_NEW = RateLimit("hide by asking, as a newcomer", one="5/day", address="5/day")
# Drawing a large pond takes seconds; a class takes its pond along at the end of a year.
TAKING = RateLimit("take along", one="10/minute;60/hour", address="100/minute;600/hour")
# Each asks the organisation's own server; two for a sign-in. What counts is the address alone.
SIGNING_IN = RateLimit("sign in", one="150/minute;1500/hour", address="150/minute;1500/hour")
# Thanks, changed and taken back: each is an entry of the log, for good.
THANKING = RateLimit("thank", one="20/minute;120/hour", address="400/minute;2400/hour")
# Everything else that takes one tap: taking back, settings.
CHANGING = RateLimit("change", one="60/minute", address="600/minute")

# Thirty children mistype in one minute; right codes cost nothing, and links none at all: what they hold is no
# guess. A code has 40 bits: at `ALL_ASKERS` a minute a hit takes some four thousand years.
ONE_ASKER = RateLimitItemPerMinute(30, namespace="code asker")
ALL_ASKERS = RateLimitItemPerMinute(500, namespace="code all")
WRONG = "wrong-code"  # the word for it between processes

# One for the process: what is done counts against whoever does it, whichever session they use.
_limiter = MovingWindowRateLimiter(MemoryStorage())
# What is counted is counted before the next one asks: of many at once no more come through than one by one.
_counting = Lock()
# A look-up may take long where the store is slow, so no lock is held for it: it is open until it is known
# whether the code was right. Told whenever one ends.
_guesses = Condition()
_open = Counter[str]()  # by key

Windows = list[tuple[RateLimitItem, str]]


def check_rate(limit: RateLimit, *, one: str, asker: str) -> None:
    """Count one use of the ``limit``, by ``one`` person and from the address ``asker``.

    Where it is used up by either it raises `SlowDown`, with the seconds to wait, and counts nothing.
    """
    windows = _windows(limit, one, asker)
    with _counting:
        _refuse_if_full(windows)
        _count(windows)


def is_within_rate(limit: RateLimit, *, one: str, asker: str) -> bool:
    """Whether `check_rate` would let them do it now; nothing is counted."""
    return all(_limiter.test(window, key) for window, key in _windows(limit, one, asker))


@contextmanager
def guessing(asker: str, tell: Callable[[str], object]) -> Iterator[None]:
    """Around every look-up of a code that can be guessed: wrong ones count against ``asker``.

    ``tell`` is given a word of each, for `guessed_elsewhere` of other processes. Raises `SlowDown` with the
    seconds to wait once there were too many in a minute.
    """
    known_as = blake2b(str(asker).encode(), digest_size=8).hexdigest()  # no address goes anywhere
    windows = _wrong_by(known_as)
    _open_a_guess(windows)
    wrong = False
    try:
        yield
    except UnknownCode:
        wrong = True
        raise
    finally:
        _end_the_guess(windows, wrong=wrong)
        if wrong:
            tell(f"{WRONG} {known_as}")


def guessed_elsewhere(word: str) -> None:
    """Another process told a ``word``: of a wrong guess there, which counts here too."""
    about, _, known_as = word.partition(" ")
    if about == WRONG:
        with _guesses:
            _count(_wrong_by(known_as))


def _wrong_by(known_as: str) -> Windows:
    return [(ONE_ASKER, known_as), (ALL_ASKERS, "everyone")]


def _open_a_guess(windows: Windows) -> None:
    """Once there is room for it even if all that are open turn out wrong. Raises `SlowDown` where none is."""

    def is_decided() -> bool:
        is_free = all(_limiter.test(window, key, cost=1 + _open[key]) for window, key in windows)
        return is_free or not all(_limiter.test(window, key) for window, key in windows)

    with _guesses:
        _guesses.wait_for(is_decided)
        _refuse_if_full(windows)
        _open.update(key for _window, key in windows)


def _end_the_guess(windows: Windows, *, wrong: bool) -> None:
    with _guesses:
        for _window, key in windows:
            _open[key] -= 1
            if not _open[key]:
                del _open[key]
        if wrong:
            _count(windows)
        _guesses.notify_all()


def asker_at(address: str | None) -> str:
    """What counts as one address: of IPv6 the network, since a household has all of its addresses."""
    if not address:
        return "this machine"
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:  # no address but a socket's name: as good as any to count by
        return address
    if found.version == 6 and found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(found) if found.version == 4 else str(ip_network((found, 64), strict=False))


def asker_in(group: str, asker: str) -> str:
    """What counts as the address ``asker`` for what is done in the group."""
    return f"{asker} in {group}"


def _windows(limit: RateLimit, one: str, asker: str) -> Windows:
    windows = [(window, f"{limit.what} one {one}") for window in parse_many(limit.one)]
    return windows + [(window, f"{limit.what} from {asker}") for window in parse_many(limit.address)]


def _refuse_if_full(windows: Windows) -> None:
    for window, key in windows:
        if not _limiter.test(window, key):
            frees_at = _limiter.get_window_stats(window, key).reset_time
            raise SlowDown(max(1, math.ceil(frees_at - time.time())))


def _count(windows: Windows) -> None:
    for window, key in windows:
        _limiter.hit(window, key)
