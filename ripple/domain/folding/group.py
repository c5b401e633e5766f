"""What an event about the group itself changes."""

from typing import assert_never

from ripple.domain.events.group import (
    CodeRenewed,
    EndAsked,
    EndStopped,
    GroupRenamed,
    GroupStarted,
    SettingsChanged,
)
from ripple.domain.events.log import OwnEvent
from ripple.domain.model import Group, replace
from ripple.domain.state import GroupState


def fold(state: GroupState, event: OwnEvent) -> None:
    """Take in the event."""
    match event:
        case GroupStarted():
            _group_started(state, event)
        case GroupRenamed():
            _group_renamed(state, event)
        case CodeRenewed():
            _code_renewed(state, event)
        case SettingsChanged():
            _settings_changed(state, event)
        case EndAsked():
            _end_asked(state, event)
        case EndStopped():
            state.ending = None
        case _:
            assert_never(event)


def _group_started(state: GroupState, event: GroupStarted) -> None:
    if not state.group:
        state.group = Group(event.name, event.code, event.at, event.secret)
        state.settings = replace(state.settings, language=event.language, ask_private=event.ask_private)
        state.names.take("", event.id, event.name)


def _group_renamed(state: GroupState, event: GroupRenamed) -> None:
    state.names.take("", event.id, event.name)
    if state.group and event.name:
        state.group = replace(state.group, name=event.name)


def _code_renewed(state: GroupState, event: CodeRenewed) -> None:
    if state.group:
        state.group = replace(state.group, code=event.code, secret=event.secret)


def _settings_changed(state: GroupState, event: SettingsChanged) -> None:
    state.settings = event.applied_to(state.settings)


def _end_asked(state: GroupState, event: EndAsked) -> None:
    if not state.ending and state.is_host(event.by):
        state.ending = event
