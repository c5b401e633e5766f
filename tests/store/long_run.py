"""The long runs, which are no part of every test run.

    python -m tests.store.long_run [--kills 1000] [--crowds 200] [--flips 1000] [--cuts 1000]

Kills (SIGKILL at random moments) one writer that posts, erases and compacts; kills crowds of
four writers beside one who compacts; flips bits; cuts the power. After each: nothing that
was acknowledged is lost, and what was not is wholly there or not at all.
"""

import argparse
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from itertools import count
from pathlib import Path
from random import Random

import pytest

from ripple.domain.errors import NoStoreThere, StoreDamaged
from ripple.domain.events.log import Stored
from ripple.store import Log
from ripple.store.memory import MemoryLog
from ripple.store.tiny import TinyLog
from ripple.store.upkeep import check, compact
from tests.store.entries import posted
from tests.store.machine import Killed, dies, running_on

MOST_DEEDS = 8  # that a victim is let finish,
LONGEST_S = 0.004  # and how long it then lives at most

Deed = Callable[[Log], object]


def deeds(seed: int, compacting: Deed) -> Iterator[Deed]:
    """An endless stream of what one writer does; the same seed, the same stream."""
    for number in count():
        chance = Random(f"{seed} {number}")
        kind = chance.random()
        if kind < 0.7:
            text = "word " * chance.choice([1, 20, 300])
            entries = [posted(f"{number} {n}", text) for n in range(chance.randint(1, 3))]
            yield lambda log, entries=entries: log.append("g", *entries)
        elif kind < 0.85:
            act = f"act {chance.randrange(number + 1)} 0"
            yield lambda log, act=act: log.erase("g", act)
        else:
            yield compacting


def kill_a_writer(kills: int, folder: Path) -> None:
    """Kill it ``kills`` times; each time its successor goes on where it was, a hundred times in one store."""
    deeds_done = acts = 0
    for seed, first in enumerate(range(0, kills, 100)):
        done, found = _kill_it(min(100, kills - first), folder / str(seed), seed)
        deeds_done, acts = deeds_done + done, acts + found
    _report("kills of a writer", kills, f"{deeds_done} deeds, {acts} acts")


def _kill_it(kills: int, folder: Path, seed: int) -> tuple[int, int]:
    chance, model, done = Random(seed), MemoryLog(), 0
    to_model, to_store = deeds(seed, lambda _: None), lambda: deeds(seed, lambda _: _compact(folder))
    for number in range(kills):
        victim = Victim(lambda done=done: _go_on(folder, to_store(), done))
        for _ in range(victim.killed(chance)):
            next(to_model)(model)
            done += 1
        held = _held(folder)
        if held != [entry for _, entry in model.since("g", 0)]:
            next(to_model)(model)
            done += 1
        assert held == [entry for _, entry in model.since("g", 0)], f"kill {number}, deed {done}"
    return done, model.version("g")


def _go_on(folder: Path, stream: Iterator[Deed], done: int) -> Iterator[None]:
    with closing(TinyLog(folder)) as log:
        for number, deed in enumerate(stream):
            if number >= done:
                deed(log)
                yield


def kill_crowds(crowds: int, folder: Path) -> None:
    """Four writers and one who compacts, all killed, ``crowds`` times, twenty times in one store."""
    acts = 0
    for seed, first in enumerate(range(0, crowds, 20)):
        acts += _kill_them(min(20, crowds - first), folder / str(seed), seed)
    _report("kills of crowds of five", crowds, f"{acts} acts")


def _kill_them(crowds: int, folder: Path, seed: int) -> int:
    chance, stored = Random(seed), [0, 0, 0, 0]
    for number in range(crowds):
        victims = [Victim(lambda n=n: _post(folder, n, stored[n])) for n in range(4)]
        victims.append(Victim(lambda: _compact_on(folder)))
        acknowledged = [victim.killed(chance) for victim in victims]
        held = [entry.id for entry in _held(folder)]
        for writer in range(4):
            own = [entry for entry in held if entry.startswith(f"act {writer} ")]
            assert own == [f"act {writer} {n}" for n in range(len(own))], "in order, none twice"
            assert 0 <= len(own) - stored[writer] - acknowledged[writer] <= 1, f"crowd {number}"
            stored[writer] = len(own)
        assert check(folder).sound
    return sum(stored)


def _post(folder: Path, writer: int, first: int) -> Iterator[None]:
    with closing(TinyLog(folder)) as log:
        for number in count(first):
            log.append("g", posted(f"{writer} {number}"))
            yield


def _compact_on(folder: Path) -> Iterator[None]:
    while True:
        _compact(folder)
        yield


def _compact(folder: Path) -> None:
    with suppress(NoStoreThere):  # nothing was posted yet
        compact(folder)


class Victim:
    """A process that does one thing after the other, acknowledging each through a pipe."""

    def __init__(self, life: Callable[[], Iterator[None]]) -> None:
        self._pipe, told = os.pipe()
        self._pid = os.fork()
        if self._pid:
            os.close(told)
            return
        try:
            for _ in life():
                os.write(told, b".")
        except BaseException as error:
            os.write(sys.stderr.fileno(), f"{error!r}\n".encode())
            os._exit(1)

    def killed(self, chance: Random) -> int:
        """Kill it some moment after a few deeds; how many it had acknowledged."""
        wanted, acknowledged = chance.randrange(MOST_DEEDS), 0
        while acknowledged < wanted and (part := os.read(self._pipe, 1)):
            acknowledged += len(part)
        time.sleep(chance.random() * LONGEST_S)
        os.kill(self._pid, signal.SIGKILL)
        _, status = os.waitpid(self._pid, 0)
        assert os.WIFSIGNALED(status), "it had ended by itself"
        while part := os.read(self._pipe, 65536):
            acknowledged += len(part)
        os.close(self._pipe)
        return acknowledged


def _held(folder: Path) -> list[Stored]:
    with closing(TinyLog(folder)) as log:
        return [entry for _, entry in log.since("g", 0)]


def flip_bits(flips: int, folder: Path, seed: int = 1) -> None:
    """Flip one bit anywhere in a file with a hundred acts, ``flips`` times."""
    chance = Random(seed)
    with closing(TinyLog(folder)) as log:
        for n in range(100):
            log.append("g", posted(str(n), "word " * chance.randrange(1, 60)))
    file = folder / "g.journal"
    whole = file.read_bytes()
    end = len(whole.rstrip(b"\0"))
    for _ in range(flips):
        byte = chance.randrange(end)
        file.write_bytes(whole[:byte] + bytes([whole[byte] ^ 1 << chance.randrange(8)]) + whole[byte + 1 :])
        with pytest.raises(StoreDamaged) as damage:
            _held(folder)
        assert damage.value.byte <= byte
        assert [found.byte for found in check(folder).damage] == [damage.value.byte]
    _report("flipped bits", flips, "all named")


def cut_power(cuts: int, folder: Path, seed: int = 1) -> None:
    """Post, erase and compact until the power fails at a random call to the system, ``cuts`` times."""
    chance, lost = Random(seed), 0
    for number in range(cuts):
        place, model = folder / str(number), MemoryLog()
        machine = dies(chance.randrange(1, 80))
        stream = deeds(seed + number, lambda _, place=place: _compact(place))
        to_model = deeds(seed + number, lambda _: None)
        with running_on(machine), suppress(Killed):
            log = TinyLog(place)
            for deed, again in zip(stream, to_model, strict=False):
                pending = again
                deed(log)
                again(model)
        if place.exists():
            place = machine.cut_power(place, chance, folder / f"{number} cut")
        if _held(place) != [entry for _, entry in model.since("g", 0)]:
            pending(model)
            lost += 1
        assert _held(place) == [entry for _, entry in model.since("g", 0)], f"cut {number}"
        with suppress(NoStoreThere):
            assert check(place).sound
    _report("power cuts", cuts, f"in {lost} the deed that was cut short is there")


def _report(what: str, times: int, more: str) -> None:
    print(f"{times} {what}: nothing acknowledged lost; {more}", flush=True)


def main() -> None:
    """Run them all."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--crowds", type=int, default=200)
    parser.add_argument("--flips", type=int, default=1000)
    parser.add_argument("--cuts", type=int, default=1000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        kill_a_writer(options.kills, Path(folder) / "one")
        kill_crowds(options.crowds, Path(folder) / "four")
        flip_bits(options.flips, Path(folder) / "bits")
        cut_power(options.cuts, Path(folder) / "power")


if __name__ == "__main__":
    main()
