"""The door: `streamlit run streamlit_app.py` finds `app` here."""

from pathlib import Path

import streamlit as st

from ripple.app.session import groups
from ripple.web.routes import routes

app = st.App(Path(__file__).parent / "ripple" / "app" / "main.py", routes=routes(groups))
