"""The pond: every ripple of the group in one growing picture."""

from gettext import gettext as _

import streamlit as st

st.header(_("Pond"), anchor=False)
