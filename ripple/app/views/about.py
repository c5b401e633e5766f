"""About kindness and oxytocin: the article's ideas in our own words, with what research supports."""

import streamlit as st

from ripple.app.kept.in_short import way_to_what_is_kept
from ripple.language import gettext as _

st.title(_("About kindness"), anchor=False)
st.write(
    _(
        "This page began with a counsellor’s article on oxytocin and kindness. It names eight "
        "everyday ways to feel connected: being inspired, saying what one feels, massage, "
        "supporting a loved one, hugs, stroking a pet, music and dance, eye contact and a smile. "
        "Here they are prompts to notice something, never tasks. Touch and long looks are kind "
        "only where they are welcome."
    )
)
st.header(_("What research supports"), anchor=False)
st.write(
    _(
        "- Cooperation spread from person to person to person in laboratory games (Fowler & "
        "Christakis 2010).\n"
        "- Seeing somebody help raises helping: a middling effect over 88 studies (Jung et al. "
        "2020).\n"
        "- Doing kind acts raises one’s own well-being a little (Curry et al. 2018).\n"
        "- In a workplace trial, everyday kindness was passed on (Chancellor, Margolis & "
        "Lyubomirsky 2018)."
    )
)
st.header(_("What is less clear"), anchor=False)
st.write(
    _(
        "- Oxytocin is a hormone that the body makes when we feel close to others, among many "
        "other times. Whether it makes people more trusting is in doubt: a large registered study "
        "found no effect (Declerck et al. 2020).\n"
        "- What is measured in blood is not what happens in the brain (Leng & Ludwig 2016).\n"
        "- A study of massage often quoted found more oxytocin only when the touch was followed "
        "by a show of trust (Morhenn et al. 2008)."
    )
)
st.header(_("What the pond cannot tell"), anchor=False)
st.write(
    _(
        "An act counts as inspired by another only because somebody said so. Kindness that nobody "
        "posted is not in the pond, and a drop that nobody answered here may have gone on "
        "elsewhere. Nothing on these pages ranks people, and nothing here is medical advice."
    )
)
way_to_what_is_kept(st.query_params.get("code", ""))
