"""`python -m tests.attack`: every attack of the table against an app of its own; `--json` for machines."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

from ripple.environment import CHECKOUT, enter


def main(arguments: list[str]) -> int:
    """Try every attack; 0 when all of them were stopped."""
    from tests.attack.families import every_attack  # which need what `enter` installs
    from tests.attack.table import tried
    from tests.attack.world import world_in

    parser = argparse.ArgumentParser("python -m tests.attack", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print nothing but the figures, as JSON")
    parser.add_argument("--family", help="only this family")
    args = parser.parse_args(arguments)
    table = [attack for attack in every_attack() if args.family in (None, attack.family)]

    def tell(line: str) -> None:
        print(line, file=sys.stderr if args.json else sys.stdout, flush=True)

    with tempfile.TemporaryDirectory() as folder, world_in(Path(folder)) as world:
        through = list(tried(table, world, tell))
    figures = {"tried": len(table), "stopped": len(table) - len(through), "got_through": through}
    print(json.dumps(figures, indent=2, ensure_ascii=False))
    return 1 if through else 0


if __name__ == "__main__":
    enter("tests.attack", CHECKOUT / "tests" / "requirements.txt")
    sys.exit(main(sys.argv[1:]))
