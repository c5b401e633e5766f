"""The two vocabularies: all that a group's log may hold, and all that the directory's may.

They are closed. Whoever folds a log matches every member of its union and ends with `assert_never`, so that
mypy names each place that does not know a new event yet.
"""

from ripple.domain.events.acts import (
    ActApproved,
    ActEdited,
    ActErased,
    ActHidden,
    ActPosted,
    ActReported,
    ActRestored,
    ActThanked,
)
from ripple.domain.events.directory import GroupListed, GroupUnlisted, IdentityListed
from ripple.domain.events.group import (
    CodeRenewed,
    EndAsked,
    EndStopped,
    GroupRenamed,
    GroupStarted,
    SettingsChanged,
)
from ripple.domain.events.imports import ImportBegun, ImportUndone
from ripple.domain.events.members import (
    HostNamed,
    MemberAdmitted,
    MemberErased,
    MemberGone,
    MemberJoined,
    MemberRenamed,
    MemberWaits,
)
from ripple.domain.events.sign_in import SignInEvent
from ripple.domain.events.unknown import UnknownEvent

# Each is folded by a module of `ripple.domain.folding`.
OwnEvent = GroupStarted | GroupRenamed | CodeRenewed | SettingsChanged | EndAsked | EndStopped
MemberEvent = (
    MemberJoined | MemberAdmitted | MemberWaits | MemberGone | MemberErased | MemberRenamed | HostNamed
)
ActEvent = ActPosted | ActEdited | ActErased | ActThanked
ReviewEvent = ActApproved | ActReported | ActHidden | ActRestored
ImportEvent = ImportBegun | ImportUndone

GroupEvent = OwnEvent | MemberEvent | SignInEvent | ActEvent | ReviewEvent | ImportEvent
DirectoryEvent = GroupListed | GroupUnlisted | IdentityListed

LogEvent = GroupEvent | DirectoryEvent
Stored = LogEvent | UnknownEvent  # what is read back may be from a newer version of the app
