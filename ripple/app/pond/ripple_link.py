"""The way to the page of one ripple."""

from __future__ import annotations

import streamlit as st

from ripple.app.navigation import RIPPLE_PAGE
from ripple.app.pond.sentences import way_to_ripple
from ripple.app.session import Here


def see_ripple(group: Here, act: str) -> None:
    """A link to the ripple that the act is in, with how many acts that has; none while it is alone."""
    acts = group.live.pond.ripple_size(act)
    if acts > 1:
        st.page_link(
            RIPPLE_PAGE, label=way_to_ripple(acts), icon=":material/water:", query_params={"act": act}
        )
