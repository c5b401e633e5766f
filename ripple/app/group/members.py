"""The people of a group, as its page shows them: how others come in, who waits, who is here."""

from __future__ import annotations

import streamlit as st

from ripple.actions.leaving import erase_member
from ripple.actions.members import link_for, name_host, remove, renew_code
from ripple.actions.rate_limits import CHANGING, LINKING
from ripple.app.entry.organisation import by_the_organisation_alone
from ripple.app.group.invitation import ways_in
from ripple.app.session import Here, check_rate_here, groups, here, now, visit
from ripple.app.ui import markup
from ripple.app.ui.choices import day, told_apart
from ripple.app.ui.widgets import (
    close_dialogs,
    confirmed,
    dialog,
    link_and_square,
    literal,
    opens,
    opens_chosen,
    showing_errors,
)
from ripple.domain.model import Member
from ripple.formats import Number
from ripple.language import N_
from ripple.language import gettext as _

FIND_FORMER = "find_former"
AT_A_GLANCE = 50  # members; of a larger group one looks for somebody by name


# --- How others come in ---


def invite() -> None:
    """The link, the QR code and the code that lead in; hosts can make new ones."""
    group = here()
    st.header(_("Invite somebody"), anchor=False)
    ways_in(group)
    if group.member.host:
        st.button(
            _("Make a new invitation …"),
            type="tertiary",
            icon=":material/autorenew:",
            key="make_new_invitation",
            on_click=opens,
            args=("renew",),
        )


@dialog(N_("Make a new invitation?"))
def renew_dialog() -> None:
    """The old one may hang on a wall."""
    st.write(
        _(
            "The link, the QR code and the code that you have now stop working at once, wherever they "
            "were sent or hang on a wall. Everybody who is here stays."
        )
    )
    beside = st.container()
    if confirmed(_("Make a new one"), "renew"):
        with showing_errors(beside):
            check_rate_here(CHANGING, here().member.id)
            renew_code(groups(), here().live, here().member.id, now=now())
            close_dialogs()
            st.rerun()


# --- Who is here ---


def who_is_here() -> None:
    """Everybody in the group, in the order they came; for hosts each with what they can do about them."""
    group = here()
    members = list(group.live.history.members.values())
    st.header(_("Who is here"), anchor=False)
    if len(members) > AT_A_GLANCE:
        found = _find(members, key="find_member")
        _people(group, [found] if found else [])
        with st.expander(literal(_("All {count:,}").format(count=Number(len(members))))):
            st.html(markup.members(members, me=group.member))
    else:
        _people(group, members)


def _find(members: list[Member], *, key: str) -> Member | None:
    """Whom somebody chose by name."""
    by_id = {member.id: member for member in members}
    names = told_apart(
        {member.id: member.name for member in members},
        lambda member: _("came {day}").format(day=day(by_id[member].joined_at)),
    )
    found = st.selectbox(
        _("Find somebody"),
        list(names),
        index=None,
        format_func=lambda member: names.get(member, member),
        placeholder=_("Type a name"),
        key=key,
    )
    return by_id.get(found) if found else None


def _people(group: Here, members: list[Member]) -> None:
    """Their names; a host opens a menu at each."""
    if not group.member.host:
        st.html(markup.members(members, me=group.member))
        return
    beside = st.container()
    with st.container(horizontal=True, gap="small", key="people_here"):
        for member in members:
            if (choice := _menu(group, member)) and choice != "remove":
                with showing_errors(beside):
                    _do(group, member, choice)


def _menu(group: Here, member: Member) -> str | None:
    """The member's name as a button that opens what a host can do; what was chosen."""
    notes = markup.notes(member, me=group.member)
    choices = {
        "host": _("Make host"),
        "no host": _("No longer host"),
        "link": _("Make a sign-in link for them"),
        "remove": _("Remove …"),
    }
    me = member.id == group.member.id
    if me and len(group.live.history.hosts) == 1:  # a group always has a host
        st.html(markup.one_member(member, me=member), width="content")
        return None
    others = ["remove"] if by_the_organisation_alone(group.live, member) else ["link", "remove"]
    offered = ["no host" if member.host else "host", *([] if me else others)]
    return st.menu_button(
        literal(" · ".join([member.name, *notes])),
        offered,
        format_func=choices.__getitem__,
        key=(key := f"member {member.id}"),
        on_click=opens_chosen,
        args=(key, ["remove"], member.id),
    )


def _do(group: Here, member: Member, choice: str) -> None:
    check_rate_here(CHANGING, group.member.id)
    if choice == "link":
        check_rate_here(LINKING, group.member.id)
        visit().links[member.id] = link_for(group.live, group.member.id, member.id, now=now()).path
        opens("hand over", member.id)
    else:
        name_host(group.live, group.member.id, member.id, host=choice == "host", now=now())
    st.rerun()


@dialog(N_("Remove somebody?"))
def remove_dialog(member: Member) -> None:
    """Ask once more; and see to it that they do not come in again by the invitation they know."""
    st.html(markup.who(member))
    st.write(
        _(
            "They cannot come in any more, on any device. What they shared stays, under their "
            "name; each act can be taken away on its card, and all of it under *Who was here*."
        )
    )
    st.write(_("It cannot be undone; with an invitation they can come in again."))
    renews = st.toggle(
        _("Make a new invitation too: they know the old one"), value=True, key=f"renews {member.id}"
    )
    beside = st.container()
    if confirmed(_("Remove"), "remove"):
        with showing_errors(beside):
            group = here()
            check_rate_here(CHANGING, group.member.id)
            remove(group.live, group.member.id, member.id, now=now())
            if renews:
                renew_code(groups(), group.live, group.member.id, now=now())
            close_dialogs()
            st.rerun()


# --- Who was here ---


def who_was_here() -> None:
    """Those who left or were removed and whose name is here still, for hosts: it and the words can go too."""
    group = here()
    gone = [member for member in list(group.live.history.former.values()) if member.name]
    if not (group.member.host and gone):
        return
    with st.expander(_("Who was here"), icon=":material/history:"):
        st.write(_("What they shared stays under their name until they, or you, wish it gone."))
        chosen = _find(gone, key=FIND_FORMER)
        st.button(
            _("Take their words and name away …"),
            icon=":material/ink_eraser:",
            key="erase_former",
            disabled=chosen is None,
            on_click=_ask_to_erase,
        )


def _ask_to_erase() -> None:
    """Of whom the list shows now, though the button may have been drawn for who was chosen before."""
    opens("erase", st.session_state[FIND_FORMER] or "")


@dialog(N_("Take words and name away for good?"))
def erase_dialog(member: Member) -> None:
    """Of somebody who is not here any more: ask once more, for nothing brings it back."""
    st.html(markup.who(member))
    st.write(
        _(
            "All that they shared under their name will be gone for good, and so will the name: acts of "
            "others do not list it any more, though they may still say it in their words. What grew from "
            "theirs stays, around unnamed drops. What they shared unsigned stays too: nobody knows that it "
            "is theirs."
        )
    )
    if any(one.member == member.id for one in list(here().live.history.sign_ins.removed.values())):
        st.write(_("That they were removed is forgotten too: with an invitation they come in like anybody."))
    beside = st.container()
    if confirmed(_("Take it away for good"), "erase"):
        with showing_errors(beside):
            check_rate_here(CHANGING, here().member.id)
            erase_member(here().live, here().member.id, member.id, now=now())
            close_dialogs()
            st.rerun()


def forget_link() -> None:
    """A link made for somebody else is shown once."""
    visit().links.clear()
    close_dialogs()


@dialog(N_("A link for somebody"), on_dismiss=forget_link)
def hand_over_dialog(member: Member) -> None:
    """The link that a host made for somebody who is signed in nowhere any more."""
    st.html(markup.who(member))
    st.write(
        _(
            "Give it to them and to nobody else: whoever opens it comes in as them. It works "
            "once, within a day, and is shown only now."
        )
    )
    path = visit().links.get(member.id)
    if path and here().member.host:
        link_and_square(path)
