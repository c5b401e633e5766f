"""The log as lines of JSON, for programs that collect logs."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime


def write_json_lines() -> None:
    """From now on whatever is logged is one JSON object on one line, by whomever and however it is formatted.

    What `keep_words_out_of_the_log` left out stays out: it has to come first. Streamlit's loggers that are
    made later have to write nothing but the message (``logger.messageFormat``).
    """
    as_before = logging.getLogRecordFactory()

    def in_one_line(*args: object, **more: object) -> logging.LogRecord:
        record = as_before(*args, **more)
        record.msg, record.args = line(record), ()
        record.exc_info = record.exc_text = record.stack_info = None
        return record

    logging.setLogRecordFactory(in_one_line)
    bare = logging.Formatter("%(message)s")
    for logger in (logging.getLogger(), *map(logging.getLogger, logging.root.manager.loggerDict)):
        for handler in logger.handlers:
            handler.setFormatter(bare)


def line(record: logging.LogRecord) -> str:
    """The record as JSON: ``time`` (ISO 8601, UTC), ``level``, ``logger``, ``message``, and the lines of code
    that led to an ``error``, if there is one."""
    told = {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname.lower(),
        "logger": record.name,
        "message": _message(record),
    }
    if record.exc_text:
        told["error"] = record.exc_text
    return json.dumps(told, ensure_ascii=False)


def _message(record: logging.LogRecord) -> str:
    """What it says; where that does not fit together, what it would have said. To log breaks nothing."""
    try:
        return record.getMessage()
    except Exception:
        return str(record.msg)
