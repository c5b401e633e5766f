"""`python -m ripple.web.server`: `streamlit run` on our door, by servers that no connection holds up."""

import sys

from streamlit.web.cli import main

from ripple.environment import CHECKOUT
from ripple.web.connections import be_hasty

if __name__ == "__main__":
    be_hasty()
    main(["run", str(CHECKOUT / "streamlit_app.py"), *sys.argv[1:]])
