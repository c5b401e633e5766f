"""What things cost, measured; each file is one command with ``--json`` for machines."""

from __future__ import annotations

import argparse


def for_machines(about: str) -> bool:
    """Whether this was started with ``--json``; ``--help`` tells what it is ``about``, and ends it."""
    usage, _, rest = about.partition("\n\n")
    parser = argparse.ArgumentParser(description=usage, epilog=rest)
    parser.add_argument("--json", action="store_true", help="print one line of JSON")
    return bool(parser.parse_args().json)
