"""Kind sentences, and private words: to count what hints mistake and what they find."""

from __future__ import annotations

import json
import re
from pathlib import Path
from random import Random

from ripple.demo import STORY

HERE = Path(__file__).parent
OF_ONE = 5  # different digits for one way to write a number
_SLOT = re.compile(r"\{([^{}]*)\}")


def sections(file: str) -> dict[str, list[str]]:
    """The lines of a file, by the heading they stand under."""
    read: dict[str, list[str]] = {}
    for line in (HERE / file).read_text("utf-8").splitlines():
        if line.startswith("["):
            read[line.strip("[]")] = under = []
        elif line and not line.startswith("#"):
            under.append(line)
    return read


def kind_sentences() -> list[tuple[str, str]]:
    """Each with its language; those of Maple Street too, which say who lives there and nothing more."""
    told = json.loads(STORY.read_text("utf-8"))["acts"]
    made = [
        (language, each)
        for language, lines in sections("kind_sentences.txt").items()
        for line in lines
        for each in each_way(line)
    ]
    return [*made, *(("demo", act["text"]) for act in told)]


def each_way(line: str) -> list[str]:
    """The line with what stands in its slots, each at least once, and once more beside others."""
    first, *parts = _SLOT.split(line)
    slots, after = [slot.split("|") for slot in parts[::2]], parts[1::2]
    turns = range(max(map(len, slots), default=1))
    return list(
        dict.fromkeys(
            first
            + "".join(
                slot[(nth + on * at) % len(slot)] + said
                for at, (slot, said) in enumerate(zip(slots, after, strict=True))
            )
            for on in (0, 1)
            for nth in turns
        )
    )


def private_sentences(like: str) -> list[tuple[str, str]]:
    """The private words of one sort, each with a sentence that holds them."""
    read, dice = sections("private_words.txt"), Random(17)
    words = [
        re.sub("#", lambda _: str(dice.randrange(10)), line)
        for line in read[like]
        for _ in range(OF_ONE if "#" in line else 1)
    ]
    said = read["sentences"]
    return [(one, said[nth % len(said)].format(one)) for nth, one in enumerate(words)]
