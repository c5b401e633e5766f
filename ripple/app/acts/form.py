"""The form that an act is shared with, and the one that edits it."""

from __future__ import annotations

import streamlit as st

from ripple.actions.leaving import left_name_out
from ripple.actions.posting import edit_act, share_act, waits_for_a_host
from ripple.actions.rate_limits import CHANGING, SHARING
from ripple.app.acts.asked_first import has_to_ask
from ripple.app.acts.choices import begins_with, choice_key, keep_choices
from ripple.app.acts.date_field import misses_day
from ripple.app.acts.fields import Fields, draw_fields
from ripple.app.acts.report_dialog import kept_for_hosts
from ripple.app.acts.sent import close_form, closed, is_closing
from ripple.app.acts.written_in import ask_language, spoken_by_the_writer
from ripple.app.group.resting import say_if_it_rests
from ripple.app.session import check_rate_here, here, now, visit, went_unsigned
from ripple.app.tab_state import Asking, Draft
from ripple.app.ui import markup
from ripple.app.ui.widgets import close_dialogs, dialog, literal, opens, runs_parts, showing_errors
from ripple.domain.errors import Overtaken
from ripple.domain.model import Act, How
from ripple.domain.signs import isolated, shortened
from ripple.kinds import WAYS_ON
from ripple.language import N_
from ripple.language import gettext as _

SIGNED = 24  # characters of one's own name on the button


def act_form(parent: Act | None = None) -> None:
    """Draw the form for a fresh act, or for one that ``parent`` inspired, and post what it holds.

    All keys belong to the draft: posting begins a new one and with it empty fields, and a second
    click on the old button sends the same act again, which posts nothing.
    """
    draft = visit().draft(here().live.id, parent.id if parent else "")
    say_if_it_rests()
    asks_how, how = st.container() if parent else None, None
    fields = draw_fields(draft.form, voice_before=None if parent else visit().voices.get(here().live.id))
    with fields.send, st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        unsigned = _unsigned(draft.form)
        fields = ask_language(fields, draft.form, spoken_by_the_writer(unsigned=unsigned))
        if asks_how and not unsigned:  # of an unsigned one it might tell who it is, and nobody is told
            with asks_how:
                how = _how(draft.form)
        shared = st.button(
            _("Share **unsigned**") if unsigned else _("Share **as {name}**").format(name=literal(_signed())),
            type="primary",
            icon=":material/water_drop:",
            key=f"share {draft.form}",
            shortcut="Ctrl+Enter",
        )
    with fields.send:
        if unsigned:
            _say_what_unsigned_means()
        _say_if_it_waits(None if unsigned else here().member.id, how)
    keep_choices(draft, fields.day.on)
    if _would_sign_unasked(draft.form, fields, unsigned=unsigned, shared=shared):
        return
    if _is_ready(draft, fields, pressed=shared):
        with showing_errors(fields.beside):
            _share(draft, fields, _begun(draft.nonce, parent, how, unsigned))
            visit().went_unsigned[here().live.id] = unsigned
            if not parent:  # what is passed on was mostly done, whatever the act before was
                visit().voices[here().live.id] = fields.voice
            close_form()


@st.fragment(key="offers to share")
def offer_to_share() -> None:
    """The button that opens the form, in reach wherever one is; the page is not drawn anew for it."""
    with st.container(key="share_bar"):
        st.button(
            _("Share a kindness"),
            type="primary",
            icon=":material/add:",
            key="share_kindness",
            on_click=opens,
            args=("share",),
        )
    asked = visit().dialog
    if runs_parts() and asked == Asking("share") and asked is not visit().opened and here().holds:
        visit().opened = asked  # of a page that runs as a whole `main` draws it
        share_dialog()


@dialog(N_("Share a kindness"), icon=":material/water_drop:", on_dismiss=closed)
def share_dialog() -> None:
    """The form for a fresh act, for whoever is still here."""
    if not is_closing() and here().holds:
        act_form()


@dialog(N_("Pass it on"), icon=":material/redo:", on_dismiss=closed)
def pass_on_dialog(parent: Act) -> None:
    """The form with ``parent`` named as what inspired it, over whichever page one is on."""
    if not is_closing():
        st.html(markup.recalled(parent, here().live.history))
        act_form(parent)


@dialog(N_("Edit"), icon=":material/edit:")
def edit_dialog(act: Act) -> None:
    """The fields with what ``act`` says; once it says something else, with that."""
    draft = visit().draft(here().live.id, f"edit {act.id} {act.edited_at or ''}")
    say_if_it_rests()
    fields = ask_language(draw_fields(draft.form, act), draft.form, act.language)
    gone = _("Everybody sees that it was edited; the earlier words are gone.")
    with fields.send:
        st.html(markup.quiet(f"{gone} {kept_for_hosts()}"))
        _say_if_it_waits(act.author, act.how)
        save = st.button(_("Save"), type="primary", key=f"save {draft.form}", shortcut="Ctrl+Enter")
    keep_choices(draft, fields.day.on)
    if _is_ready(draft, fields, pressed=save):
        with showing_errors(fields.beside):
            check_rate_here(CHANGING, here().counted(act))
            edited = _edit(draft, fields, act)
            visit().forget(draft, "saved" if _is_shown(edited) else "waits")
            close_dialogs()
            st.rerun()


def _edit(draft: Draft, fields: Fields, act: Act) -> Act:
    """Keep what the fields hold in the place of what was ``read``. Raises what `edit_act` raises; of what it
    says meanwhile once, with its words: who saves once more has read them."""
    live, read = here().live, visit().read
    try:
        wanted = fields.filled_in(act)
        return edit_act(live, here().asker(act.id), wanted, now=now(), read=read.get(draft.nonce, act))
    except Overtaken:
        if newest := live.history.written(act.id):
            read[draft.nonce] = newest
            fields.beside.html(markup.recalled(newest, live.history))
            fields.beside.html(
                markup.quiet(_("This is what it says now. “Save” replaces it with your words."))
            )
        raise


def _begun(nonce: str, parent: Act | None, how: How | None, unsigned: bool) -> Act:
    """The act before the fields have filled it in; unsigned, only this browser's claim is in it."""
    asker = here().asker(nonce)
    return Act(
        id=nonce,
        text="…",
        posted_at=now(),
        author=None if unsigned else asker.member,
        claim=asker.claim if unsigned else "",
        inspired_by=parent.id if parent else None,
        how=how,
    )


def _share(draft: Draft, fields: Fields, begun: Act) -> None:
    act = fields.filled_in(begun)
    check_rate_here(SHARING, here().counted(act))
    kept = share_act(here().live, here().member.id, act, now=now())
    shown = _is_shown(kept)
    visit().forget(draft, "shared" if shown else "waits")
    visit().fallen = kept.id if shown else ""
    close_dialogs()


def _is_shown(act: Act) -> bool:
    return here().live.history.acts.get(act.id) is act


def _is_ready(draft: Draft, fields: Fields, *, pressed: bool) -> bool:
    """Whether the button was pressed and there is nothing to ask before."""
    if pressed and misses_day(draft.form, fields.day):
        st.rerun()
    return not has_to_ask(draft, fields, sends=pressed) and pressed


def _say_if_it_waits(author: str | None, how: How | None) -> None:
    if waits_for_a_host(here().live.history, author, how):
        st.html(markup.quiet(_("A host reads it first, and then everybody sees it.")))


def _unsigned(form: str) -> bool:
    """Before the button, which says what was chosen: nobody signs, or leaves unsigned, without knowing."""
    if not here().live.history.settings.unsigned:
        return False
    return st.toggle(
        _("Leave my name out"), value=_begins_unsigned(form), key=f"unsigned {form}", persist_state="session"
    )


def _would_sign_unasked(form: str, fields: Fields, *, unsigned: bool, shared: bool) -> bool:
    """Whether the hosts chose that every act carries a name while this form said that its will have none.

    An open form hears of no news: who presses its button may read on it still that nobody signs. So that one
    press shares nothing, and it is said why.
    """
    said = visit().said_unsigned
    if unsigned:
        said.add(form)
    elif here().live.history.settings.unsigned or form not in said:
        said.discard(form)
    else:
        fields.beside.info(_("Every act carries a name."), icon=":material/info:")
        if shared:
            said.remove(form)
        return True
    return False


def _begins_unsigned(form: str) -> bool:
    """As the last act went, which a new tab knows from the group: a choice to be shy holds."""
    begun = visit().begun_unsigned
    if form not in begun:
        begun[form] = went_unsigned() or left_name_out(here().live.history, here().asker)
    return begun[form]


def _signed() -> str:
    return isolated(shortened(here().member.name, SIGNED))


def _say_what_unsigned_means() -> None:
    st.html(
        markup.quiet(
            _(
                "No name is kept with it. This browser remembers that it is yours: here you can edit it, "
                "take it back and hear what grew from it, until you sign out."
            )
        )
    )


def _how(form: str) -> How | None:
    how: How | None = st.pills(
        _("How did it lead to yours?"),
        [How.PASSED_ON, How.READING],  # there are no cards to hand over yet
        default=begins_with("how", form, How.PASSED_ON),
        format_func=WAYS_ON.__getitem__,
        key=choice_key("how", form),
        persist_state="session",
        wrap=True,
    )
    return how
