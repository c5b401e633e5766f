"""The server's log says what broke and where, and never what somebody wrote."""

import logging
import traceback


def keep_words_out_of_the_log() -> None:
    """From now on whatever is logged about an error, by whomever, is told by `traceback_without_words`."""
    as_before = logging.getLogRecordFactory()

    def discreet(*args: object, **more: object) -> logging.LogRecord:
        record = as_before(*args, **more)
        if record.exc_info and record.exc_info[1]:
            record.exc_text, record.exc_info = traceback_without_words(record.exc_info[1]), None
        return record

    logging.setLogRecordFactory(discreet)


def traceback_without_words(error: BaseException) -> str:
    """The lines of code that led to the error, and its kind: its message may quote an act or a name."""
    lines = (
        [*traceback.format_tb(each.__traceback__), type(each).__qualname__]
        for each in reversed(_chain(error))
    )
    return "\n".join(map("".join, lines))


def _chain(error: BaseException | None) -> list[BaseException]:
    """The error, what it came from, what that came from."""
    chain: list[BaseException] = []
    while error and error not in chain:
        chain.append(error)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return chain
