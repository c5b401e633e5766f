"""Who was kind to whom in words."""

import time

from ripple.charts.people.table import table

SOON_S = 5  # of the processor; to look at everybody for everybody takes ten times as long


def test_everybody_stands_with_whom_they_were_kind_to_and_who_to_them() -> None:
    names = {2: "Ada", 0: "Ben", 1: "Cleo"}
    rows = table(names, {(0, 1): 1, (0, 2): 3, (2, 0): 2})
    told = [list(row.values()) for row in rows]
    assert told == [
        ["Ada", "Ben (2)", "Ben (3)"],
        ["Ben", "Ada (3), Cleo (1)", "Ada (2)"],
        ["Cleo", "", "Ben (1)"],
    ]


def test_the_table_of_a_great_many_is_soon_made() -> None:
    names = {person: str(person) for person in range(30_000)}
    gave = {(person, person ^ 1): 1 for person in names}
    began = time.process_time()
    assert len(table(names, gave)) == len(names)
    assert time.process_time() - began < SOON_S
