"""The script that every visit runs: which pages there are for this visitor, then the page."""

from gettext import gettext as _
from pathlib import Path

import streamlit as st

from ripple.app import session
from ripple.app.session import Here

VIEWS = Path(__file__).parent / "views"


def main() -> None:
    """Choose the pages, then run the one that was asked for."""
    st.set_page_config(page_title=_("Kindness Ripple"), page_icon="💧", layout="centered")
    group = _group_asked_for(session.memberships())
    if group:
        session.look_at(group)
    pages = _pages(member=group is not None)
    page = st.navigation(pages, position="top" if group else "hidden")
    page.run()


def _pages(*, member: bool) -> list[st.Page]:
    welcome = st.Page(
        VIEWS / "welcome.py",
        title=_("Join or start a group"),
        icon=":material/waving_hand:",
        url_path="welcome",
        default=not member,
        visibility="hidden" if member else "visible",
    )
    about = st.Page(
        VIEWS / "about.py", title=_("About kindness"), icon=":material/menu_book:", url_path="about"
    )
    if not member:
        return [welcome, about]
    return [
        st.Page(
            VIEWS / "acts.py", title=_("Acts"), icon=":material/favorite:", url_path="acts", default=True
        ),
        st.Page(VIEWS / "pond.py", title=_("Pond"), icon=":material/water_drop:", url_path="pond"),
        st.Page(VIEWS / "group.py", title=_("Group"), icon=":material/groups:", url_path="group"),
        about,
        welcome,
    ]


def _group_asked_for(memberships: list[Here]) -> Here | None:
    """The group this visitor wants to see; None for somebody who is on the way into one."""
    by_id = {here.live.id: here for here in memberships}
    if code := st.query_params.get("code"):
        return by_id.get(session.invitation(code) or "")
    if len(by_id) < 2:
        return memberships[0] if memberships else None
    return by_id[_chosen(by_id)]


def _chosen(by_id: dict[str, Here]) -> str:
    """Which of several groups, kept in the address so that a reload stays there."""
    ids = list(by_id)
    asked = st.query_params.get("group", "")
    chosen = st.sidebar.selectbox(
        _("Group"),
        ids,
        index=ids.index(asked) if asked in by_id else len(ids) - 1,
        format_func=lambda group: by_id[group].live.history.name,
    )
    st.query_params["group"] = chosen
    return chosen


main()
