"""What things cost, measured; each file is one command with ``--json`` for machines.

With ``--small`` it takes seconds and its figures say nothing: it is for seeing that a benchmark still runs.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Asked:
    """What is asked of a benchmark: one line of JSON ``for_machines``, and a size that takes seconds."""

    for_machines: bool
    small: bool


def asked(about: str) -> Asked:
    """What the command line asks for; ``--help`` tells what the benchmark is ``about``, and ends it."""
    options = parser_of(about).parse_args()
    return Asked(options.json, options.small)


def parser_of(about: str) -> argparse.ArgumentParser:
    """A command line that has what every benchmark can be asked."""
    usage, _, rest = about.partition("\n\n")
    parser = argparse.ArgumentParser(description=usage, epilog=rest)
    parser.add_argument("--json", action="store_true", help="print one line of JSON")
    parser.add_argument("--small", action="store_true", help="a size of seconds, to see that it runs")
    return parser


def cpu_seconds(work: Callable[[], Any]) -> float:
    """Seconds of processor time that the work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start
