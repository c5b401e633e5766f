"""The form that an act is shared with: one field is needed, everything else is folded away."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from gettext import gettext as _

import streamlit as st

from ripple.actions.pace import SHARING
from ripple.actions.posting import share_act
from ripple.app import look
from ripple.app.session import at_ease, here, now, visit, zone
from ripple.app.widgets import close_dialogs, showing_errors
from ripple.domain.errors import TextTooLong
from ripple.domain.history import History
from ripple.domain.model import NAME_LIMIT, RECEIVERS_LIMIT, Act, How, Kind, Person, Voice
from ripple.kinds import ICONS, NAMES, PROMPTS, VOICES, WAYS_ON

BETWEEN_NAMES = re.compile(r"[,;\n]")
NAMES_LIMIT = RECEIVERS_LIMIT * (NAME_LIMIT + 2)  # characters of a field with all the names it may hold


@dataclass(frozen=True, slots=True)
class Details:
    """What the folded part of the form holds."""

    voice: Voice | None
    giver: str
    receivers: str
    face_to_face: bool
    happened_on: date | None


def act_form(parent: Act | None = None) -> None:
    """Draw the form for a fresh act, or for one that ``parent`` inspired, and post what it holds.

    All keys belong to the draft: posting begins a new one and with it empty fields, and a second
    click on the old button sends the same act again, which posts nothing.
    """
    draft = visit().draft(parent.id if parent else "")
    form = draft.form
    how = _how(form) if parent else None
    text = st.text_area(
        _("What kindness happened?"),
        label_visibility="collapsed",
        placeholder=_("Something you received, saw or did. A few words are enough."),
        key=f"text {form}",
        persist_state="session",
    )
    beside = st.container()
    kind = _kind(form)
    details = _details(form)
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        shared = st.button(_("Share"), type="primary", icon=":material/water_drop:", key=f"share {form}")
        unsigned = _unsigned(form)
    if shared:
        with showing_errors(beside):
            _share(_act(draft.nonce, text or "", kind, how, parent, details, unsigned))
            visit().voice, visit().unsigned = details.voice, unsigned
            st.rerun()


@st.dialog(_("Pass it on"), icon=":material/redo:", on_dismiss=close_dialogs)
def pass_on_dialog(parent: Act) -> None:
    """The form with ``parent`` named as what inspired it, over whichever page one is on."""
    st.html(look.recalled(parent, here().live.history))
    act_form(parent)


def _act(
    nonce: str,
    text: str,
    kind: Kind | None,
    how: How | None,
    parent: Act | None,
    details: Details,
    unsigned: bool,
) -> Act:
    history = here().live.history
    return Act(
        id=nonce,
        text=text,
        posted_at=now(),
        author=None if unsigned else here().member.id,
        claim=here().asker(nonce).claim if unsigned else "",
        voice=details.voice,
        giver=next(iter(_people(details.giver, history)), None),
        receivers=_people(details.receivers, history),
        kind=kind,
        face_to_face=details.face_to_face or None,
        happened_on=details.happened_on,
        inspired_by=parent.id if parent else None,
        how=how,
    )


def _share(act: Act) -> None:
    at_ease(SHARING, here().member.id)
    share_act(here().live, here().member.id, act, now=now())
    visit().forget(act.inspired_by or "")
    close_dialogs()


def _unsigned(form: str) -> bool:
    """Beside the button, so that nobody signs, or leaves unsigned, without knowing."""
    unsigned = st.toggle(
        _("Leave my name out"), value=visit().unsigned, key=f"unsigned {form}", persist_state="session"
    )
    if unsigned:
        st.html(
            look.quiet(
                _(
                    "No name is kept with it. This browser remembers that it is yours: here you can edit it, "
                    "take it back and hear what grew from it, until you leave this computer."
                )
            )
        )
    return unsigned


def _how(form: str) -> How | None:
    how: How | None = st.pills(
        _("How did it lead to yours?"),
        [How.PASSED_ON, How.READING],  # there are no cards to hand over yet
        default=How.PASSED_ON,
        format_func=WAYS_ON.__getitem__,
        key=f"how {form}",
        persist_state="session",
        wrap=True,
    )
    return how


def _kind(form: str) -> Kind | None:
    kind = st.pills(
        _("Stuck? One of these may remind you (optional)"),
        list(Kind),
        format_func=lambda kind: f"{ICONS[kind]} {NAMES[kind]}",
        key=f"kind {form}",
        persist_state="session",
        wrap=True,
    )
    if kind:
        st.html(look.quiet(PROMPTS[kind]))
    return kind


def _details(form: str) -> Details:
    with st.expander(_("More about it (all optional)")):
        voice = st.pills(
            _("How do you know?"),
            list(Voice),
            default=visit().voice,
            format_func=VOICES.__getitem__,
            key=f"voice {form}",
            wrap=True,
            persist_state="session",
        )
        giver, receivers = st.columns(2)
        return Details(
            voice=voice,
            giver=giver.text_input(_("Who was kind?"), key=f"giver {form}", persist_state="session"),
            receivers=receivers.text_input(
                _("To whom?"),
                help=_("Several names with commas between them."),
                key=f"receivers {form}",
                persist_state="session",
            ),
            face_to_face=st.toggle(_("Face to face"), key=f"face {form}", persist_state="session"),
            happened_on=_day(form),
        )


def _day(form: str) -> date | None:
    """The day it happened: two taps for the usual answers, a calendar for the others."""
    today = now().astimezone(zone()).date()
    days = {_("Today"): today, _("Yesterday"): today - timedelta(days=1), _("Earlier"): None}
    said = st.pills(_("When did it happen?"), list(days), key=f"day {form}", persist_state="session")
    if said == _("Earlier"):
        picked: date | None = st.date_input(
            _("Which day?"), value=None, max_value=today, key=f"date {form}", persist_state="session"
        )
        return picked
    return days[said] if said else None


def _people(names: str, history: History) -> tuple[Person, ...]:
    """The people that a field names; who is a member by that name is meant as that member."""
    if len(names) > NAMES_LIMIT:
        raise TextTooLong("receivers", NAMES_LIMIT, len(names))
    members = {member.name.casefold(): member.id for member in history.members.values()}
    said = [" ".join(name.split()) for name in BETWEEN_NAMES.split(names)]
    return tuple(Person(name, members.get(name.casefold())) for name in said if name)
