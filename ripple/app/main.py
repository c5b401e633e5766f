"""The script that every visit runs: which pages there are for this visitor, then the page."""

from contextlib import suppress

import streamlit as st

from ripple.app import session, widget_state
from ripple.app.acts.card import take_away_dialog, take_back_dialog, undo_line
from ripple.app.acts.form import edit_dialog, pass_on_dialog, share_dialog
from ripple.app.acts.heard import tell_heard
from ripple.app.acts.report_dialog import report_dialog
from ripple.app.acts.reward import tells_fallen
from ripple.app.entry.organisation import arriving
from ripple.app.group.ending import delete_group_dialog, the_end_in_sight
from ripple.app.group.handing_on import hand_on_dialog, start_like_dialog
from ripple.app.group.how_long import keep_dialog
from ripple.app.group.imports import undo_import_dialog
from ripple.app.group.invitation import invite_dialog
from ripple.app.group.members import erase_dialog, hand_over_dialog, remove_dialog, renew_dialog
from ripple.app.group.newcomers import undo_sent_away
from ripple.app.group.one_by_one import one_by_one_dialog
from ripple.app.group.resting import rest_dialog, the_rest_in_sight
from ripple.app.in_the_browser import help_in_the_browser, help_with_places
from ripple.app.navigation import pages_for_all, pages_of_a_group, ripple_page, waiting_page
from ripple.app.session import Here
from ripple.app.spoken_here import offer_languages, speak_here
from ripple.app.tab_state import ONE_BY_ONE, Asking
from ripple.app.ui import markup
from ripple.app.ui.choices import day, time_of_day, told_apart
from ripple.app.ui.widgets import close_dialogs, come_into_sight, literal, load_anew
from ripple.app.you.devices import leave_dialog, sign_out_elsewhere_dialog
from ripple.app.you.leaving import leave_group_dialog
from ripple.domain.errors import NewerVersion, SlowDown, UnknownCode
from ripple.domain.model import Act
from ripple.domain.moderation import may_see, waits_for
from ripple.formats import Number
from ripple.language import N_, Texts, ngettext
from ripple.language import gettext as _
from ripple.words import in_words

GROUPS = "groups"  # the list
NARROW_PX = 200  # what stands beside the pages of who is in several groups: the list and nothing else

DIALOGS_ABOUT_ACTS = {
    "pass on": pass_on_dialog,
    "edit": edit_dialog,
    "take back": take_back_dialog,
    "take away": take_away_dialog,
    "report": report_dialog,
}
DIALOGS_ABOUT_MEMBERS = {"remove": remove_dialog, "hand over": hand_over_dialog}
OTHER_DIALOGS = {
    "share": share_dialog,
    "invite": invite_dialog,
    "leave": leave_dialog,
    "sign out elsewhere": sign_out_elsewhere_dialog,
    "renew": renew_dialog,
    "rest": rest_dialog,
    ONE_BY_ONE: one_by_one_dialog,
    "start like": start_like_dialog,
    "hand on": hand_on_dialog,
    "keep": keep_dialog,
    "leave group": leave_group_dialog,
    "delete group": delete_group_dialog,
}
DONE = Texts(
    {
        "shared": N_("Shared"),
        "waits": N_("Thank you. A host reads it first."),
        "saved": N_("Saved"),
        "undone": N_("Undone"),
        "declined": N_("It was not let through. Whoever shared it is told on their page “You”."),
        "reported": N_("Thank you. It is out of sight until a host has looked."),
        "ends": N_("The group will be deleted in seven days. Until then every host can keep it."),
        "stays": N_("The group stays."),
        "handed over": N_("Handed over. You are still a member."),
        "asked": N_("Thank you. The hosts are asked to look; until then everybody still sees it."),
    }
)


def main() -> None:
    """Choose the pages, run the one that was asked for, and draw the dialog that is open."""
    speak_here()
    st.set_page_config(page_title=_("Kindness Ripple"), page_icon="💧", initial_sidebar_state=NARROW_PX)
    mine = _memberships()
    # Who arrives by their organisation first comes in, or says that it is not them.
    group = None if arriving() else _group_asked_for(mine)
    inside = group if group and not group.waits else None
    for_all = pages_for_all(first=group is None)
    waiting = waiting_page(first=group is not inside)
    row, ripple = pages_of_a_group(first=inside is not None), ripple_page()
    page = st.navigation([*for_all, waiting, *row, ripple], position="hidden")
    if inside and not inside.live.history.settings.people_page:
        row = [each for each in row if each.url_path != "people"]
    theirs = [*row, ripple] if inside else [waiting] if group else for_all[:1]
    if page not in (*theirs, *for_all):  # let in or gone since, or a stranger's bookmark
        st.switch_page(theirs[0])
    waits = waits_for(inside.live.history, inside.asker) if inside else 0
    _name_the_tab(page, group, waits)
    help_in_the_browser(mine, inside)
    # Why a group is not to be found here just now, or not as it is; of a database, once for all.
    for damage in dict.fromkeys(map(in_words, session.visit().damaged.values())):
        st.error(literal(damage), icon=":material/info:")
    if lost := session.lost(mine):
        close_dialogs()
        st.info(literal(_farewell(lost)), icon=":material/waving_hand:")
        come_into_sight()
    if group:
        session.look_at(group)
    if inside:
        _frame(inside, row, page if page is ripple else None, waits)
        _confirm(falls=page is row[0])
        tell_heard(inside, seen=page.url_path == "you")
    _run(page)
    if inside and page is not for_all[0]:  # which opens its own
        _open_dialog(inside)


def _run(page: st.Page) -> None:
    """In one container, so that what stands at its foot is never drawn before it."""
    session.visit().fresh = None  # until the page says that acts can come to it alone
    with st.container(key="page"):
        page.run()
    offer_languages()


def _memberships() -> list[Here]:
    """Where this browser is signed in, if it is whom this tab was drawn for."""
    mine = session.memberships()
    if session.is_of_others(mine):
        load_anew()
    return mine


def _name_the_tab(page: st.Page, group: Here | None, waits: int) -> None:
    """What the browser's tab is called: which page of which group, and how much waits for its host there."""
    if group:
        first = f"({waits}) " if waits else ""
        st.set_page_config(page_title=f"{first}{page.title} · {group.live.history.name}")


def _farewell(lost: Here) -> str:
    """What to say to somebody who is out of a group all of a sudden, or was not let in."""
    history = lost.live.history
    if session.is_gone(lost.live):
        said = _("{group} is no more: one of its hosts closed it, and nothing of it is kept here.")
    elif lost.live.id == session.visit().left:
        said = _("You have left {group}. Thank you for all that you brought to it.")
    elif lost.member.id not in history.former:
        said = _(
            "This browser was signed out of {group}. A link from another device of yours, or from one of "
            "its hosts, brings you back."
        )
    elif lost.waits:
        said = _(
            "{group} could not let you in this time. It may be a mix-up: whoever invited you knows more."
        )
    else:
        said = _(
            "You are not in {group} any more. If that was not your wish, one of its hosts can tell you more."
        )
    return said.format(group=history.name)


def _frame(group: Here, row: list[st.Page], page: st.Page | None, waits: int) -> None:
    """The group's name and the way to every page, in sight on a phone too; beside *Group* how much waits.

    A ``page`` that is not in the ``row`` stands at its end while one is there.
    """
    help_with_places()
    st.html(markup.group_name(group.live.history.name))
    with st.container(horizontal=True, gap="xxsmall", key="pages"):
        for each in row:
            label = _group_label(waits) if waits and each.url_path == "group" else None
            st.page_link(each, label=label)
        if page:
            st.page_link(page, query_params=st.query_params.to_dict())
    if group.live.history.newer:
        st.info(literal(in_words(NewerVersion())), icon=":material/info:")
    the_end_in_sight(group)
    the_rest_in_sight(group)


def _group_label(waits: int) -> str:
    """Of the page on which so much waits for a host; screen readers hear what the number says."""
    said = ngettext("Group **{count}** *waits for you*", "Group **{count}** *wait for you*", waits)
    return said.format(count=Number(waits))


def _confirm(*, falls: bool) -> None:
    """Say what came of what was just done, for it may be out of sight; what was shared is seen where it
    ``falls`` into the pond."""
    done, session.visit().done = session.visit().done, None
    if done and not (falls and done == "shared" and tells_fallen(session.here())):
        st.toast(DONE[done], icon=":material/water_drop:")
    undo_line()
    undo_sent_away()


def _open_dialog(group: Here) -> None:
    """Draw the dialog that a button of the page asked for."""
    asking, history = session.visit().dialog, group.live.history
    session.visit().opened = asking
    if asking is None:
        return
    if dialog := OTHER_DIALOGS.get(asking.dialog):
        dialog()
    elif asking.dialog in DIALOGS_ABOUT_MEMBERS and (member := history.members.get(asking.about)):
        DIALOGS_ABOUT_MEMBERS[asking.dialog](member)
    elif asking.dialog == "erase" and (former := history.former.get(asking.about)):
        erase_dialog(former)
    elif asking.dialog == "undo import":
        undo_import_dialog(asking.about)
    elif asking.dialog in DIALOGS_ABOUT_ACTS and (act := _asked_about(group, asking)):
        DIALOGS_ABOUT_ACTS[asking.dialog](act)
    else:  # gone meanwhile
        close_dialogs()


def _asked_about(group: Here, asking: Asking) -> Act | None:
    """The act that the dialog is about, if its words are there for who asks; what was begun about
    one that is an unnamed drop by now can still be passed on."""
    history = group.live.history
    if may_see(history, group.asker(asking.about), asking.about):
        return history.written(asking.about)
    return history.acts.get(asking.about) if asking.dialog == "pass on" else None


def _group_asked_for(memberships: list[Here]) -> Here | None:
    """The group this visitor wants to see; None for somebody who is on the way into one."""
    by_id = {here.live.id: here for here in memberships}
    if code := st.query_params.get("code"):
        with suppress(UnknownCode, SlowDown):  # the welcome page says so
            return by_id.get(session.invitation(code))
        return None
    if len(by_id) < 2:
        return memberships[0] if memberships else None
    return by_id[_chosen(by_id)]


def _chosen(by_id: dict[str, Here]) -> str:
    """Which of several groups: the one of the address, so that a reload stays there, or that one was in."""
    visit = session.visit()
    asked = st.query_params.get("group") or _group_with(session.act_asked_for(), by_id) or visit.group
    visit.group = chosen = asked if asked in by_id else list(by_id)[-1]
    names = told_apart(
        {group: here.live.history.name for group, here in by_id.items()},
        lambda group: _("you came {day}").format(day=day(by_id[group].member.joined_at)),
        lambda group: time_of_day(by_id[group].member.joined_at),
    )
    key = widget_state.list_of(GROUPS, chosen)
    st.sidebar.selectbox(
        _("Group"),
        list(names),
        format_func=lambda group: names.get(group, group),
        key=key,
        on_change=widget_state.take_choice,
        args=(GROUPS, key, _take_group),
    )
    st.query_params["group"] = chosen
    return chosen


def _take_group(group: str) -> None:
    st.query_params["group"] = group


def _group_with(act: str, by_id: dict[str, Here]) -> str:
    """The group that has ``act``, for an address that was copied by somebody who is in that one alone."""
    return next((group for group, here in by_id.items() if act in here.live.history.acts), "")


main()
