"""`python -m ripple.web.server`: `streamlit run` on our door, by servers that no connection holds up."""

import signal
import sys

from streamlit.web.cli import main

from ripple.installation import DOOR
from ripple.web.connections import install_protocols


def end_in_order() -> None:
    """Whoever ends the program by SIGTERM, as services and containers do, is told that all went well.

    The server stops first, and then lets this handler know; before it runs there is nothing to stop.
    """
    signal.signal(signal.SIGTERM, lambda *_what: sys.exit(0))


if __name__ == "__main__":
    end_in_order()
    install_protocols()
    main(["run", str(DOOR), *sys.argv[1:]])
