"""The pages: the script of each, its name, its icon and its address. `main` chooses who has which."""

from pathlib import Path

import streamlit as st

from ripple.language import gettext as _

VIEWS = Path(__file__).parent / "views"
WELCOME_PAGE = VIEWS / "welcome.py"
ABOUT_PAGE = VIEWS / "about.py"
KEPT_PAGE = VIEWS / "kept.py"
WAITING_PAGE = VIEWS / "waiting.py"
HOME_PAGE = VIEWS / "home.py"
PEOPLE_PAGE = VIEWS / "people.py"
YOU_PAGE = VIEWS / "you.py"
GROUP_PAGE = VIEWS / "group.py"
RIPPLE_PAGE = VIEWS / "ripple.py"


def pages_for_all(*, first: bool) -> list[st.Page]:
    """The pages for everybody; the first is where strangers arrive."""
    return [
        st.Page(WELCOME_PAGE, title=_("Welcome"), url_path="welcome", default=first),
        st.Page(ABOUT_PAGE, title=_("About kindness"), icon=":material/menu_book:", url_path="about"),
        st.Page(KEPT_PAGE, title=_("What is kept here"), icon=":material/info:", url_path="kept"),
    ]


def waiting_page(*, first: bool) -> st.Page:
    """Where who is not let in yet arrives."""
    return st.Page(WAITING_PAGE, title=_("Almost there"), url_path="waiting", default=first)


def pages_of_a_group(*, first: bool) -> list[st.Page]:
    """The row of pages that a group has; the first is where its members arrive."""
    return [
        st.Page(HOME_PAGE, title=_("Pond"), icon=":material/water_drop:", url_path="home", default=first),
        st.Page(PEOPLE_PAGE, title=_("People"), icon=":material/diversity_3:", url_path="people"),
        st.Page(YOU_PAGE, title=_("You"), icon=":material/person:", url_path="you"),
        st.Page(GROUP_PAGE, title=_("Group"), icon=":material/groups:", url_path="group"),
    ]


def ripple_page() -> st.Page:
    """The page of one ripple, which its address names; it stands in no row."""
    return st.Page(RIPPLE_PAGE, title=_("One ripple"), icon=":material/water:", url_path="ripple")
