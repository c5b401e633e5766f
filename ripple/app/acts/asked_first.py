"""What is asked before an act is shared or edited, and never refused: whether it is kind, and whether
everybody shall read what looks private. Whoever presses the button again has thought about it."""

from __future__ import annotations

from ripple.app.acts.fields import Fields
from ripple.app.session import here, visit
from ripple.app.tab_state import Draft
from ripple.app.ui.widgets import literal
from ripple.domain.kindly import might_hurt
from ripple.domain.signs import FIRST_STRONG, POP
from ripple.hints import Hint, Private, hints_in
from ripple.language import N_, Texts
from ripple.language import gettext as _

KIND = "kind"  # what was asked, of words that might hurt; of a hint it is what was found
SHOWN = 5  # hints at a time: enough to see what it is about
LOOKS_LIKE: Texts[Private] = Texts(
    {
        Private.TELEPHONE: N_("This looks like a telephone number: {words}"),
        Private.EMAIL: N_("This looks like an e-mail address: {words}"),
        Private.ADDRESS: N_("This looks like an address where somebody lives: {words}"),
        Private.NAME: N_("This looks like somebody’s full name: {words}"),
    }
)


def has_to_ask(draft: Draft, fields: Fields, *, sends: bool) -> bool:
    """Ask what is to be asked of the words, once it ``sends`` them, and say whether there was anything new.

    What was asked stays in sight as long as it is in the words: others' news may draw the page anew while
    somebody still reads. What was found is in nothing but this tab's memory.
    """
    asked = visit().asked.setdefault(draft.nonce, set())
    if not sends and not asked:
        return False
    kind = here().live.history.settings.ask_kindly and might_hurt(fields.text)
    hints = _hints(fields.text)
    found = {KIND} if kind else set()
    found |= {hint.words for hint in hints}
    new = found - asked if sends else set()
    asked |= new
    if KIND in found & asked:
        _ask_whether_it_is_kind(fields)
    if shown := [hint for hint in hints if hint.words in asked]:
        _ask_whether_all_may_read(fields, shown[:SHOWN])
    return bool(new)


def _hints(text: str) -> list[Hint]:
    history = here().live.history
    if not history.settings.ask_private:
        return []
    people = [*list(history.members.values()), *list(history.former.values())]
    return hints_in(text, [history.name, *(person.name for person in people)])


def _ask_whether_it_is_kind(fields: Fields) -> None:
    fields.beside.info(
        _("Is this kind to everybody it names? If it is, press the button once more."),
        icon=":material/favorite:",
    )


def _ask_whether_all_may_read(fields: Fields, hints: list[Hint]) -> None:
    found = [LOOKS_LIKE[hint.like].format(words=f"{FIRST_STRONG}{hint.words}{POP}") for hint in hints]
    question = _(
        "Everybody in the group will read it. Change it, or press the button once more to share it as it is."
    )
    fields.beside.info(literal("\n\n".join([*found, question])), icon=":material/visibility:")
