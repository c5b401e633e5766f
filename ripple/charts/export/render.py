"""Charts become files in a process of their own.

vl-convert holds Python's lock for as long as it draws, and keeps its memory afterwards: half a
gigabyte after ten thousand acts. Here it holds up nobody, and its memory goes with it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from contextvars import ContextVar
from functools import cache
from threading import Lock
from typing import Any, Literal

PATIENCE_S = 300
SHARPNESS = 2  # a PNG's pixels for each of the chart's
LOOK_EVERY_S = 0.2
# Raises when nobody waits for the file any more; asked while it is drawn.
go_on: ContextVar[Callable[[], object]] = ContextVar("go_on", default=lambda: None)
_one_at_a_time = Lock()  # two at once would need the memory of two


def pressed(chart: dict[str, Any], form: Literal["png", "svg"]) -> bytes:
    """The chart, with its data in it, as a file."""
    return _run(form, json.dumps(chart).encode())


@cache
def library() -> str:
    """The script that draws charts in a page which asks the network for nothing: `vegaEmbed`."""
    return _run("library", b"{}").decode()


def _run(what: str, chart: bytes) -> bytes:
    command = [sys.executable, "-P", __file__, what]  # -P: with no other modules than Python's and libraries'
    with (
        _one_at_a_time,
        subprocess.Popen(  # noqa: S603 - our own command
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # a complaint may quote the chart, and so what people wrote
        ) as drawing,
    ):
        made = _awaited(drawing, chart)
    if drawing.returncode:
        raise subprocess.CalledProcessError(drawing.returncode, command)
    return made


def _awaited(drawing: subprocess.Popen[bytes], chart: bytes) -> bytes:
    """What it draws; it is ended where nobody waits for that any more.

    In a thread of its own, because `communicate` may not be begun a second time while it still writes.
    """
    with ThreadPoolExecutor(max_workers=1) as writer:
        drawn = writer.submit(drawing.communicate, chart)
        try:
            for _look in range(int(PATIENCE_S / LOOK_EVERY_S)):
                go_on.get()()
                with suppress(TimeoutError):
                    return drawn.result(timeout=LOOK_EVERY_S)[0]
            raise subprocess.TimeoutExpired(drawing.args, PATIENCE_S)
        except BaseException:
            drawing.kill()
            raise


def main(what: str) -> None:
    """Read a chart, write the file."""
    import vl_convert  # only here, not in the process of the app

    chart = json.load(sys.stdin)
    if what == "library":
        made = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed").encode()
    elif what == "png":
        made = vl_convert.vegalite_to_png(chart, scale=SHARPNESS, allowed_base_urls=[])
    else:
        made = vl_convert.vegalite_to_svg(chart, allowed_base_urls=[]).encode()
    sys.stdout.buffer.write(made)


if __name__ == "__main__":
    main(sys.argv[1])
