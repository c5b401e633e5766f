"""`python3 -m ripple`, or from another folder `python3 path/to/ripple`; installed, `kindness-ripple`."""

import sys
from pathlib import Path

if not __package__:  # started by path: only this folder is on the path, not the one above
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

from ripple.environment import enter, requirements


def main() -> int:
    """Do what the command line asks."""
    enter("ripple", *requirements())
    from ripple.cli import commands

    return commands.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
