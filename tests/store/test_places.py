"""Where a document lies: found as by reading all, in few reads, and again by who finishes an edit."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from math import log2
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ripple.store import places
from ripple.store.disk import open_file
from ripple.store.in_place import cut_short, erased_by
from ripple.store.journal import Journal
from ripple.store.lines import body_of, json_of, line_of
from ripple.store.places import BLOCK, GUESSES, places_of
from tests.store.conftest import MEMORY

Documents = dict[str, dict[str, Any]]

BARE = {"k": 0}  # what is left of every document when it is edited
TABLES = st.sampled_from(["t", "1", 't{"1', "a long name " * 9])


def documents(names: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, Any]]:
    """Documents short and long, in which others stand under such names."""
    plain = st.text(max_size=9) | st.integers() | st.integers(0, 900).map("y }{,".__mul__)
    return st.dictionaries(
        names,
        st.recursive(plain, lambda inner: st.dictionaries(names, inner, max_size=3), max_leaves=5),
        max_size=4,
    )


WORDS = st.sampled_from(["", "a", "t", '"', "2\\", ' },"'])
ANY = documents(WORDS | st.sampled_from("123456789"))


@st.composite
def written(draw: st.DrawFn, any_document: st.SearchStrategy[dict[str, Any]]) -> list[Documents]:
    """What one line after the other puts in: one document or several, under ids that grow, with gaps."""
    steps, lines, last = st.sampled_from([1, 1, 1, 2, 999, 10**9]), list[Documents](), 0
    for count in draw(st.lists(st.sampled_from([1, 1, 1, 2, 9]), min_size=1, max_size=9)):
        ids = [last := last + draw(steps) for _ in range(count)]
        lines.append({str(one): {**draw(any_document), **BARE} for one in ids})
    return lines


@contextmanager
def journal_of(table: str, lines: Sequence[Documents], erased: Sequence[str] = ()) -> Iterator[Journal]:
    with TemporaryDirectory(dir=MEMORY) as folder:
        journal = Journal(Path(folder) / "a.journal")
        for number, docs in enumerate(lines):
            journal.commit({table: docs})
            for key in erased[number : number + 1]:
                if key in journal.reading.tables[table]:
                    journal.erase({table: {key: BARE}})
        yield journal


@contextmanager
def blocks_of(size: int) -> Iterator[None]:
    """Reading so many bytes at once: in blocks of few, a small file is as a large one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(places, "BLOCK", size)
        yield


BLOCKS = st.sampled_from([64, 200, 1000, BLOCK])


def lie(table: str, file: bytes) -> dict[str, int]:
    """Where each document begins, as its JSON says, read from the first to the last."""
    found, line_at, value = dict[str, int](), 0, json.JSONDecoder().raw_decode
    for line in file.rstrip(b"\0").split(b"\n"):
        text, at = line.decode("latin-1"), 9 + len(b"{%s:{" % json_of(table))
        while text[9:10] == "{" and text[at] == '"':
            key, at = value(text, at)
            found[key] = line_at + at + 1
            _, at = value(text, at + 1)
            at += text[at] == ","
        line_at += len(line) + 1
    return found


@settings(max_examples=50)
@given(TABLES, written(ANY), st.lists(st.integers(0, 30).map(str), max_size=4), BLOCKS, st.randoms())
def test_it_is_found_where_it_lies_whatever_else_there_is(
    table: str, lines: list[Documents], erased: list[str], block: int, chance: Random
) -> None:
    with journal_of(table, lines, erased) as journal, blocks_of(block):
        reading = journal.refresh()
        expected = lie(table, journal.path.read_bytes())
        ids = chance.sample(list(expected), len(expected))
        assert list(expected) == [key for docs in lines for key in docs]
        assert [*places_of(reading.read, reading.end, table, ids)] == [expected[key] for key in ids]
        for key in ids:
            assert [*places_of(reading.read, reading.end, table, [key])] == [expected[key]]


def test_what_is_not_there_is_not_found() -> None:
    with journal_of("t", [{"7": {"8": {"9": {}}}}, {"20": {}, "30": {"21": {}}}]) as journal:
        reading = journal.reading
        for key in ("8", "9", "1", "21", "25", "31", "07", "x", "", "-7", "0", "٧", "9" * 30):
            with pytest.raises(LookupError):
                next(places_of(reading.read, reading.end, "t", [key]))


def recovered(journal: Journal, change: Documents, table: str, mixed: Any) -> None:
    """An edit that was cut off is finished at the places where it began, whatever was written until then."""
    reading = journal.refresh()
    body, begun = reading.in_place({table: change})
    data, end = bytearray(journal.path.read_bytes()), reading.end
    for at, new in begun.items():
        data[at : at + len(new)] = mixed(bytes(data[at : at + len(new)]), new)
    for newline in (b"\n", b""):
        data[end:] = line_of(body, reading.crc) + newline + bytes(200)
        journal.path.write_bytes(data)
        file = open_file(journal.path)
        assert erased_by(file.read, end, body) == begun
        assert cut_short(file) == begun


def some_of(chance: Random, lines: list[Documents]) -> Documents:
    ids = [key for docs in lines for key in docs]
    return dict.fromkeys(chance.sample(ids, chance.randint(1, len(ids))), BARE)


@settings(max_examples=50)
@given(TABLES, written(ANY), BLOCKS, st.randoms())
def test_an_edit_is_finished_where_it_began(
    table: str, lines: list[Documents], block: int, chance: Random
) -> None:
    with journal_of(table, lines) as journal, blocks_of(block):
        recovered(journal, some_of(chance, lines), table, lambda *both: chance.choice(both))


@settings(max_examples=50)
@given(written(documents(WORDS)), BLOCKS, st.sampled_from([1, 5, 40, 512]), st.randoms())
def test_an_edit_is_finished_where_it_began_though_half_is_written(
    lines: list[Documents], block: int, sector: int, chance: Random
) -> None:
    def mixed(old: bytes, new: bytes) -> bytes:
        parts = range(0, len(old), sector)
        return b"".join(chance.choice((old, new))[at : at + sector] for at in parts)

    with journal_of("t", lines) as journal, blocks_of(block):
        recovered(journal, some_of(chance, lines), "t", mixed)


def reads_for(lengths: Mapping[int, int], at_once: int = 1) -> list[int]:
    """How often it is read to find each of a hundred documents, where these ids have texts so long."""
    file, docs = bytearray(), [*lengths.items()]
    for first in range(0, len(docs), at_once):
        said = {str(key): {"text": "y" * long} for key, long in docs[first : first + at_once]}
        file += line_of(body_of({"t": said}), 0) + b"\n"
    expected, data, reads = lie("t", bytes(file[:-1])), bytes(file), 0

    def read(size: int, at: int) -> bytes:
        nonlocal reads
        reads += 1
        return data[at : at + size]

    counts = []
    for key in Random(1).sample(list(expected), 100):
        reads = 0
        assert [*places_of(read, len(data), "t", [key])] == [expected[key]]
        counts.append(reads)
    blocks_each = 1 + max(lengths.values()) // BLOCK
    assert max(counts) <= blocks_each * (GUESSES + log2(len(data) / BLOCK) + 3)
    return sorted(counts)


def test_a_few_reads_find_it_among_many_alike() -> None:
    chance = Random(1)
    for at_once in (1, 9, 20_000):
        reads = reads_for({key: chance.randint(20, 900) for key in range(1, 20_001)}, at_once)
        assert reads[50] <= 3, "half of them"
        assert reads[-1] <= 6, "each"


@pytest.mark.parametrize(
    "lengths",
    [
        {key: 1 if key < 9000 else 9000 for key in range(1, 10_001)},
        {key: 9000 if key < 1000 else 1 for key in range(1, 10_001)},
        {key: 50_000 if key % 50 == 0 else 1 for key in range(1, 10_001)},
        {key * key * key: 40 for key in range(1, 10_001)},
        {key if key < 5000 else 10**9 + key: 40 for key in range(1, 10_001)},
    ],
    ids=["long ones last", "long ones first", "a long one now and then", "growing gaps", "one gap"],
)
def test_however_long_they_are_it_is_not_read_often(lengths: dict[int, int]) -> None:
    reads_for(lengths)
