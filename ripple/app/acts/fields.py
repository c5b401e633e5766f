"""The fields that tell an act: one is needed, with the way to send it right below; all else may follow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ripple.app.acts.choices import begins_with, choice_key
from ripple.app.acts.date_field import draw_day
from ripple.app.acts.people_fields import Named, draw_people
from ripple.app.session import here, visit, zone
from ripple.app.tab_state import Day
from ripple.app.ui import markup
from ripple.domain.model import Act, Kind, Voice, replace
from ripple.kinds import ICONS, NAMES, PROMPTS, VOICES
from ripple.language import gettext as _


@dataclass(frozen=True, slots=True)
class Fields:
    """What the fields hold, as it was typed and chosen; ``beside`` is where to say what is amiss.

    ``send`` is the place for the button: in sight also above the keyboard of a phone. ``more`` is where all
    that is optional stands, also the ``language`` (`ripple.app.acts.written_in`).
    """

    beside: DeltaGenerator
    send: DeltaGenerator
    more: DeltaGenerator
    text: str
    kind: Kind | None
    voice: Voice | None
    named: Named
    face_to_face: bool
    day: Day
    language: str = ""

    def filled_in(self, act: Act) -> Act:
        """The ``act`` saying what the fields hold. Raises what an act refuses."""
        return replace(
            self.named.filled_in(act),
            text=self.text,
            kind=self.kind,
            voice=self.voice,
            face_to_face=self.face_to_face or None,
            happened_on=_day(act, self.day.on),
            language=self.language,
        )


def _day(act: Act, on: date | None) -> date | None:
    """The day ``on`` which it happened. Of an unsigned act it is left out where it is the one of posting, by
    the clock of who posts: others may have another day then, and would know who is far from them."""
    return None if act.unsigned and on == act.posted_at.astimezone(zone()).date() else on


def draw_fields(form: str, act: Act | None = None, *, voice_before: Voice | None = None) -> Fields:
    """Draw the fields of ``form`` with what ``act`` says, or empty but for how the one before was known."""
    voice = st.segmented_control(
        _("How do you know?"),
        list(Voice),
        default=begins_with("voice", form, act.voice if act else voice_before),
        format_func=VOICES.__getitem__,
        key=choice_key("voice", form),
        width="stretch",
        label_visibility="collapsed",
        persist_state="session",
    )
    text = st.text_area(
        _("What kindness happened?"),
        value=act.text if act else "",
        label_visibility="collapsed",
        placeholder=_("Something you received, saw or did. A few words are enough."),
        key=f"text {form}",
        persist_state="session",
    )
    beside, send = st.container(key=f"beside {form}"), st.container(key=f"send {form}")
    with st.container():  # what comes and goes in it leaves open what was opened below
        named = draw_people(form, act)
        kind = _kind(form, act)
    more = st.expander(_("More about it (all optional)"), expanded=form in visit().days_missed)
    with more:
        face_to_face = st.toggle(
            _("Face to face"),
            value=bool(begins_with("face", form, act and act.face_to_face)),
            key=choice_key("face", form),
            persist_state="session",
        )
        day = draw_day(form, act)
    return Fields(beside, send, more, text or "", kind, voice, named, face_to_face, day)


def _kind(form: str, act: Act | None) -> Kind | None:
    given = act.kind if act else None
    offered = [kind for kind in Kind if kind in here().live.history.settings.kinds or kind is given]
    if not offered:
        return None
    kind = st.pills(
        _("What was it about? (optional)") if act else _("Stuck? One of these may remind you (optional)"),
        offered,
        default=begun if (begun := begins_with("kind", form, given)) in offered else None,
        format_func=lambda kind: f"{ICONS[kind]} {NAMES[kind]}",
        key=choice_key("kind", form),
        persist_state="session",
        wrap=True,
    )
    if kind:
        st.html(markup.quiet(PROMPTS[kind]))
    return kind
