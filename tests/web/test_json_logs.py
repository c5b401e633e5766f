"""The log for programs: one object a line, and the same words left out."""

import io
import json
import logging
from collections.abc import Iterator
from datetime import datetime

import pytest

from ripple.web.json_logs import write_json_lines
from ripple.web.log_privacy import keep_words_out_of_the_log

WORDS = "Cleo cried on Tuesday"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What a handler writes that had a format of its own."""
    as_before, out = logging.getLogRecordFactory(), io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
    logging.getLogger("somebody").addHandler(handler)
    formatters = {each: each.formatter for each in logging.getLogger().handlers}
    keep_words_out_of_the_log()
    write_json_lines()
    yield out
    logging.setLogRecordFactory(as_before)
    logging.getLogger("somebody").removeHandler(handler)
    for each, formatter in formatters.items():
        each.setFormatter(formatter)


def test_each_entry_is_one_line_of_json(log: io.StringIO) -> None:
    logging.getLogger("somebody").warning("the disk of %s\nis full", "“Mühle”")
    [said] = log.getvalue().splitlines()
    told = json.loads(said)
    assert told["message"] == "the disk of “Mühle”\nis full"
    assert (told["level"], told["logger"]) == ("warning", "somebody")
    assert datetime.fromisoformat(told["time"]).utcoffset() is not None


def test_an_error_is_on_the_same_line_and_its_words_nowhere(log: io.StringIO) -> None:
    try:
        raise KeyError(WORDS)
    except KeyError:
        logging.getLogger("somebody").exception("a page broke", stack_info=True)
    [said] = log.getvalue().splitlines()
    assert json.loads(said)["error"].endswith("KeyError")
    assert WORDS not in said


def test_what_does_not_fit_together_breaks_nothing(log: io.StringIO) -> None:
    logging.getLogger("somebody").warning("%d acts", "no")
    logging.getLogger("somebody").warning("nothing", exc_info=True)
    assert [json.loads(said)["message"] for said in log.getvalue().splitlines()] == ["%d acts", "nothing"]
