"""`python -m ripple.web.server`: `streamlit run` on our door, by servers that no connection holds up."""

import sys

from streamlit.web.cli import main

from ripple.installation import DOOR
from ripple.web.connections import be_hasty

if __name__ == "__main__":
    be_hasty()
    main(["run", str(DOOR), *sys.argv[1:]])
