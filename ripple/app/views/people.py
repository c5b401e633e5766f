"""The people: who was with whom. Nobody is larger than anybody, and nobody is counted."""

import streamlit as st

from ripple.app.navigation import HOME_PAGE
from ripple.app.people.picture import (
    Company,
    choose_person,
    company_of,
    draw_people,
    explain,
    picked_person,
    show_people_table,
    tell_company,
)
from ripple.app.session import Here, here
from ripple.app.ui.keeping_up import keep_up, mark_seen
from ripple.app.ui.widgets import opens
from ripple.language import gettext as _


@st.fragment
def picture_and_company() -> None:
    """The picture with the words beside it: a click draws these two again and nothing else."""
    group = here()
    company = company_of(group)
    picked = picked_person(company)
    wide, narrow = st.columns([2.2, 1], gap="medium")
    with wide:
        if company.names:  # above the picture, so that on a phone whom one chooses lights in sight
            choose_person(company, picked)
        draw_people(group, company, picked)
    with narrow:
        beside_the_picture(group, company, picked)


def beside_the_picture(group: Here, company: Company, picked: int | None) -> None:
    """Whom the picked one was with, or what the picture means."""
    if not company.names:
        invite()
    elif picked is None:
        explain(company)
    else:
        tell_company(group, company, picked)


def invite() -> None:
    """What the page says while nobody is in it."""
    st.write(_("Who was kind, and to whom? The first act that names somebody brings them here."))
    if st.button(
        _("Share a kindness"),
        type="primary",
        icon=":material/water_drop:",
        key="share_first",
        on_click=opens,
        args=("share",),
    ):
        st.switch_page(HOME_PAGE)


mark_seen()
group = here()
keep_up(group)

with st.container(key="people_page"):
    st.title(_("People"), anchor=False)
    picture_and_company()
    company = company_of(group)
    if company.names:
        show_people_table(group, company)
