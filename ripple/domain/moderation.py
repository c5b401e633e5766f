"""Who may do what with an act: pure yes or no, for the pages that offer it and the actions that do it."""

from dataclasses import dataclass

from ripple.domain.history import History
from ripple.domain.model import Act


@dataclass(frozen=True, slots=True)
class Asker:
    """Somebody who asks for something: a member, and what proves that an unsigned act is theirs.

    ``claim`` is about the one act that is asked about, empty where nothing is known of it.
    """

    member: str
    claim: str = ""


def posted(asker: Asker, act: Act) -> bool:
    """Whether the asker posted the act, signed or not."""
    return act.author == asker.member or bool(act.claim and act.claim == asker.claim)


def may_see(history: History, asker: Asker, act: str) -> bool:
    """Whether they may read the words: everybody what is shown, hosts and its poster what is not."""
    written = history.written(act)
    if written is None or written.erased or asker.member not in history.members:
        return False
    return history.acts.get(act) is written or history.is_host(asker.member) or posted(asker, written)


def may_edit(history: History, asker: Asker, act: str) -> bool:
    """Only who posted it, while its words are there."""
    written = history.written(act)
    if written is None or written.erased or asker.member not in history.members:
        return False
    return posted(asker, written)


def may_withdraw(history: History, asker: Asker, act: str) -> bool:
    """Who posted it, and hosts."""
    written = history.written(act)
    if written is None or written.erased or asker.member not in history.members:
        return False
    return posted(asker, written) or history.is_host(asker.member)


def may_thank(history: History, asker: Asker, act: str) -> bool:
    """Every member for what is shown, but nobody for their own."""
    shown = history.acts.get(act)
    return bool(shown and not shown.erased and asker.member in history.members and not posted(asker, shown))


def may_report(history: History, asker: Asker, act: str) -> bool:
    """Every member what is shown, but nobody their own: that can be taken back."""
    return may_thank(history, asker, act)
