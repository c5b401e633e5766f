"""Below the pond, and below one ripple: take it along, as a picture or as a page that plays."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from ripple.app.session import Here, address, here, zone
from ripple.language import N_, Texts, named, tag
from ripple.language import gettext as _

# Each is made by `ripple.web.downloads` once somebody asks for it, and lies nowhere before or after.
FORMS = Texts(
    {
        "html": N_("A page that plays"),
        "png": N_("A picture (PNG)"),
        "svg": N_("A drawing (SVG)"),
    }
)
ICONS = {"html": ":material/play_circle:", "png": ":material/image:", "svg": ":material/draw:"}
SHAPES = Texts({"landscape": N_("Landscape"), "square": N_("Square"), "portrait": N_("Portrait")})
LOOKS = Texts({"light": N_("Light"), "dark": N_("Dark")})
BESIDE = Texts({"no": N_("Names"), "yes": N_("Words")})


@st.fragment
def offer_keepsake(root: str | None = None) -> None:
    """Three ways to take the pond along, or the ripple that starts with ``root``, and whom to give it to."""
    group = here()
    asked = {"zone": str(zone())} | ({"act": root} if root else {})
    with st.expander(
        _("Download this ripple") if root else _("Download the pond"), icon=":material/download:"
    ):
        st.write(
            _(
                "The page plays in every browser, without the internet, and holds all the words; the "
                "pictures show the drops and who told them, or how their words begin. Please give them only "
                "to people of this group, or ask first. What is taken back here later stays in files that "
                "were made before."
            )
        )
        asked |= _choose_language(group.live.history.settings.language)
        _link(group, "html", asked)
        with st.container(horizontal=True, gap="medium"):
            paper = _choose_paper()
        with st.container(horizontal=True):
            for form in ("png", "svg"):
                _link(group, form, asked | paper)


def _choose_language(group_s: str) -> dict[str, str]:
    """In which language the file is wanted, as its address says it. It is the group's, for whom the file is
    made, unless whoever takes it along has another one and wants that; where these are the same, nothing is
    asked."""
    if group_s in ("", tag()):
        return {}
    chosen = st.segmented_control(
        _("Written in"),
        [group_s, tag()],
        format_func=named,
        default=group_s,
        required=True,
        key="file_language",
    )
    return {"language": chosen or group_s}


def _choose_paper() -> dict[str, str]:
    """How a picture is wanted, as its address says it."""
    shape = st.segmented_control(
        _("Shape"), [*SHAPES], format_func=SHAPES.__getitem__, default="landscape", required=True, key="shape"
    )
    look = st.segmented_control(
        _("Look"), [*LOOKS], format_func=LOOKS.__getitem__, default="light", required=True, key="paper"
    )
    words = st.segmented_control(
        _("Beside the drops"),
        [*BESIDE],
        format_func=BESIDE.__getitem__,
        default="no",
        required=True,
        key="words_too",
    )
    return {"shape": shape or "landscape", "look": look or "light", "words": words or "no"}


def _link(group: Here, form: str, asked: dict[str, str]) -> None:
    path = f"keepsake/{group.live.id}/{form}?{urlencode(asked)}"
    st.link_button(FORMS[form], address(path), icon=ICONS[form], key=f"take_{form}")
