"""Below the pond, and below one ripple: take it along, as a picture or as a page that plays."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from ripple.app.session import Here, address, zone
from ripple.language import gettext as _

# Each is made by `ripple.web.taking` once somebody asks for it, and lies nowhere before or after.
FORMS = {
    "html": _("A page that plays"),
    "png": _("A picture (PNG)"),
    "svg": _("A drawing (SVG)"),
}
ICONS = {"html": ":material/play_circle:", "png": ":material/image:", "svg": ":material/draw:"}


def offer_keepsake(group: Here, root: str | None = None) -> None:
    """Three ways to take the pond along, or the ripple that starts with ``root``, and whom to give it to."""
    asked = {"zone": str(zone())} | ({"act": root} if root else {})
    with st.expander(_("Take it along"), icon=":material/redeem:"):
        st.write(
            _(
                "The page plays in every browser, without the internet, and holds all the words; the "
                "pictures show the drops and who told them. Please give them only to people of this group, "
                "or ask first. What is taken back here later stays in files that were made before."
            )
        )
        with st.container(horizontal=True):
            for form in FORMS:
                path = f"keepsake/{group.live.id}/{form}?{urlencode(asked)}"
                st.link_button(FORMS[form], address(path), icon=ICONS[form], key=f"take_{form}")
