"""You: who you are here, your other devices, and how to go."""

import streamlit as st

from ripple.app.group.renaming import your_name
from ripple.app.kept.in_short import way_to_what_is_kept
from ripple.app.session import here
from ripple.app.ui.keeping_up import keep_up, mark_seen
from ripple.app.you.devices import another_device, this_computer
from ripple.app.you.leaving import leave_for_good, take_mine
from ripple.app.you.my_acts import because_of_you
from ripple.language import gettext as _

mark_seen()
keep_up(here())

st.title(_("You"), anchor=False)
# Each section is a function from the file of what it is about, and draws its own heading.
with st.container(key="two_columns"):
    with st.container():
        because_of_you()
    with st.container(key="your_ways"):  # which no paper has (print.css)
        your_name()
        another_device()
        this_computer()
        take_mine()
        leave_for_good()
        way_to_what_is_kept()
