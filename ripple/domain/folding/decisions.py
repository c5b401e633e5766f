"""Which events are decisions of a host's, in a group as it was before they changed it."""

from ripple.domain.decisions import Decision, Deed
from ripple.domain.events.acts import ActApproved, ActErased, ActHidden, ActPosted, ActRestored
from ripple.domain.events.group import CodeRenewed, EndAsked, EndStopped, GroupRenamed, SettingsChanged
from ripple.domain.events.imports import ImportBegun, ImportUndone
from ripple.domain.events.log import GroupEvent
from ripple.domain.events.members import HostNamed, MemberAdmitted, MemberGone, MemberWaits
from ripple.domain.state import GroupState


def decision_in(state: GroupState, event: GroupEvent) -> Decision | None:
    """What a host decided by the event; None where it is no decision, or changes nothing."""
    match event:
        case ActPosted():  # nearly all that a log holds
            return None
        case ActApproved() | ActHidden() | ActRestored() | ActErased():
            return _about_an_act(state, event)
        case MemberAdmitted() | MemberWaits() | MemberGone() | HostNamed():
            return _about_somebody(state, event)
        case CodeRenewed() | SettingsChanged() | GroupRenamed() | EndAsked() | EndStopped() if event.by:
            return _about_the_group(state, event)
        case ImportBegun():
            return Decision(event.at, Deed.BROUGHT_IN, event.by)
        case ImportUndone():
            taken = state.imports.find(event.brought)
            return Decision(event.at, Deed.IMPORT_UNDONE, event.by) if taken and not taken.undone else None
    return None


def _about_the_group(
    state: GroupState, event: CodeRenewed | SettingsChanged | GroupRenamed | EndAsked | EndStopped
) -> Decision | None:
    match event:
        case CodeRenewed():
            return Decision(event.at, Deed.INVITATION, event.by)
        case SettingsChanged():
            return Decision(event.at, Deed.SETTINGS, event.by)
        case GroupRenamed():
            return Decision(event.at, Deed.RENAMED, event.by)
        case EndAsked():
            return None if state.ending else Decision(event.at, Deed.END_ASKED, event.by)
        case EndStopped():
            return Decision(event.at, Deed.END_STOPPED, event.by) if state.ending else None


def _about_an_act(
    state: GroupState, event: ActApproved | ActHidden | ActRestored | ActErased
) -> Decision | None:
    act = event.act
    if act in state.erased or state.written(act) is None:
        return None
    match event:
        case ActApproved() if act in state.awaiting:
            return Decision(event.at, Deed.APPROVED, event.by, act)
        case ActHidden() if act not in state.hidden:
            return Decision(event.at, Deed.HIDDEN, event.by, act)
        case ActRestored() if act in state.hidden or state.reports.about(act):
            return Decision(event.at, Deed.RESTORED, event.by, act)
        case ActErased() if event.declined:
            return Decision(event.at, Deed.DECLINED, about=act)
        case ActErased() if event.answers:
            return Decision(event.at, Deed.TAKEN_AWAY, about=act)
    return None


def _about_somebody(
    state: GroupState, event: MemberAdmitted | MemberWaits | MemberGone | HostNamed
) -> Decision | None:
    who, by = event.member, event.by
    match event:
        case MemberAdmitted() if who in state.waiting:
            return Decision(event.at, Deed.ADMITTED, by, who)
        case MemberWaits() if who in state.members and not state.is_host(who):
            return Decision(event.at, Deed.WAITS_AGAIN, by, who)
        case MemberGone() if by != who and who in state.waiting:
            return Decision(event.at, Deed.TURNED_AWAY, by)  # not even their name is kept
        case MemberGone() if by != who and who in state.members and not state.is_only_host(who):
            return Decision(event.at, Deed.REMOVED, by, who)
        case HostNamed() if by != who and who in state.members and state.is_host(who) != event.host:
            named = Deed.HOST_NAMED if event.host else Deed.HOST_NO_MORE
            return None if state.is_only_host(who) else Decision(event.at, named, by, who)
    return None
