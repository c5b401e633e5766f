"""The script for `streamlit run`, which looks for a line like the last; the rest is in ripple/door.py."""

import streamlit as st

from ripple.door import MAIN, behind

app = st.App(MAIN, **behind())
