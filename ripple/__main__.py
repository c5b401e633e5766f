"""`python3 -m ripple`, or from another folder `python3 path/to/ripple`."""

import sys
from pathlib import Path

if not __package__:  # started by path: only this folder is on the path, not the one above
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

from ripple.environment import enter, requirements

if __name__ == "__main__":
    enter("ripple", requirements())
    from ripple.cli.commands import main

    sys.exit(main(sys.argv[1:]))
