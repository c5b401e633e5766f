"""The group: how others come in, who is here, how it does things; more of it for hosts."""

import streamlit as st

from ripple.app.acts.review_queue import to_look_at
from ripple.app.group.archive import the_whole_group
from ripple.app.group.bringing import bring_acts
from ripple.app.group.decisions import what_was_decided
from ripple.app.group.desk import other_groups
from ripple.app.group.first_steps import CHOOSE, step_done
from ripple.app.group.handing_on import what_is_handed_on
from ripple.app.group.members import invite, who_is_here, who_was_here
from ripple.app.group.newcomers import newcomers
from ripple.app.group.one_by_one import offer_one_by_one
from ripple.app.group.papers import papers_to_take
from ripple.app.group.settings import how_we_do_things
from ripple.app.navigation import ABOUT_PAGE, WELCOME_PAGE
from ripple.app.session import here
from ripple.app.ui.keeping_up import keep_up, mark_seen
from ripple.language import gettext as _

mark_seen()
keep_up(here())
step_done(here(), CHOOSE)

st.title(_("Group"), anchor=False)
# Each section is a function from the file of what it is about, and draws its own heading.
with st.container(key="two_columns"):
    with st.container():
        offer_one_by_one()
        newcomers()
        to_look_at(here())
        invite()
        who_is_here()
        who_was_here()
    with st.container(key="group_ways"):  # which no paper has (print.css)
        with st.container():  # there in every run: what is open below keeps its place, and stays open
            how_we_do_things()
        with st.container():
            what_was_decided()
        bring_acts()
        papers_to_take()
        the_whole_group()
        other_groups()
        what_is_handed_on()
        st.page_link(WELCOME_PAGE, label=_("Join or start another group"), icon=":material/add:")
        st.page_link(ABOUT_PAGE, icon=":material/menu_book:")
