"""Every family of attacks, in the order in which they are tried."""

from collections.abc import Iterator

from tests.attack import (
    answers,
    apart,
    codes,
    copies,
    crowds,
    doors,
    ending,
    endless,
    figures,
    files,
    floods,
    gone,
    ids,
    keys,
    left_open,
    log,
    names,
    newcomers,
    newer,
    organisation,
    restored,
    rights,
    shy,
    silenced,
    sizes,
    spreadsheets,
    strangers,
    thanks,
    titles,
    traces,
    updates,
    voices,
    waiting,
    words,
)
from tests.attack.table import Attack

FAMILIES = (
    answers,
    doors,
    strangers,
    traces,
    thanks,
    copies,
    shy,
    left_open,
    keys,
    organisation,
    codes,
    ids,
    rights,
    silenced,
    waiting,
    gone,
    ending,
    words,
    names,
    titles,
    voices,
    updates,
    sizes,
    figures,
    files,
    newer,
    restored,
    spreadsheets,
    floods,
    crowds,
    endless,
    newcomers,
    apart,
    log,
)


def every_attack() -> Iterator[Attack]:
    """The whole table."""
    for family in FAMILIES:
        yield from family.attacks()
