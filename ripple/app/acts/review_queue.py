"""For hosts: the acts that wait to be read first, and those that somebody asks them to look at."""

from __future__ import annotations

import streamlit as st

from ripple.actions.moderating import approve_act, approve_all, restore_act, restore_all
from ripple.actions.rate_limits import CHANGING
from ripple.app.acts.card import named, read_as, take_away
from ripple.app.session import Here, check_rate_here, now, visit, zone
from ripple.app.tab_state import ONE_BY_ONE
from ripple.app.ui import markup
from ripple.app.ui.widgets import literal, opens_over_all, showing_errors
from ripple.domain.model import Act
from ripple.domain.moderation import Case, asked_by, is_hidden, longest_here_first, posted, to_decide
from ripple.formats import Number
from ripple.language import N_, Texts, ngettext
from ripple.language import gettext as _

YES = Texts(
    {
        "approved": N_("Let it through"),
        "shown": N_("Show it again"),
        "stands": N_("Leave it as it is"),
        "seen": N_("I have seen it"),
    }
)
REASONS = 5  # to read about the same words; a crowd that asks buries no other
AT_ONCE = 5  # acts to look at on one page; the others follow


def to_look_at(group: Here) -> None:
    """Everything that a host has to decide about; nothing for others, and where there is nothing."""
    history = group.live.history
    if not history.is_host(group.member.id) or visit().is_one_by_one:
        return
    cases = list(to_decide(history, group.asker))
    if not cases:
        return
    st.header(_("To look at"), anchor=False)
    st.html(what_cannot_be_had_back())
    for case in cases[:AT_ONCE]:
        with st.container(border=True, gap="small", key=f"review {case.act.id}"):
            st.html(said_of(group, case))
            decide(group, case)
            _decide_all(group, case)
    if len(cases) > AT_ONCE:
        more = len(cases) - AT_ONCE
        st.html(markup.quiet(_more(more)))
    _approve_all(group, [case for case in cases[:AT_ONCE] if case.waits and not case.reports])


def _more(count: int) -> str:
    return ngettext("… and {count} more", "… and {count} more", count).format(count=Number(count))


def what_cannot_be_had_back() -> str:
    """Said before an answer is given."""
    return markup.quiet(
        _(
            "What you decline or take away is deleted for good. While this page is open, you can undo the "
            "last one."
        )
    )


def said_of(group: Here, case: Case) -> str:
    """Why there is something to decide, what was asked about which words, and the act as it is now."""
    history, act = group.live.history, case.act
    said = [markup.quiet(_("Nobody else sees it before you let it through."))] if case.waits else []
    if not case.reports and not case.waits:
        said.append(markup.quiet(_("A host took it out of sight.")))
    for words in dict.fromkeys(report.words for report in case.reports):
        own = posted(group.asker(act.id), words)
        asked = longest_here_first(history, [one for one in case.reports if one.words == words])
        said += [
            markup.reported(history, report.asked, named=report.asked.named and not own)
            for report in asked[:REASONS]
        ]
        if (more := len(asked) - REASONS) > 0:
            said.append(markup.quiet(_more(more)))
        if words != act:
            said.append(markup.recalled(words, history))
    if case.reports:
        said.append(markup.quiet(_what_became_of_it(group, case)))
    if not act.erased:
        said.append(markup.card(act, history, now=now(), zone=zone()))
    return "".join(said)


def _what_became_of_it(group: Here, case: Case) -> str:
    """Of the words that were asked about, and who sees them."""
    history, act, last = group.live.history, case.act, case.reports[-1]
    if act.erased:
        return _("It was taken back since. What it said is kept for the hosts alone, until one has seen it.")
    if last.words != act:
        return _("It was changed since. What it said then is kept for the hosts alone; now it says:")
    if last.held_by != history.held_by[act.id]:
        return _("It was taken back since, and brought back.")
    return _("It is out of sight until you decide.") if is_hidden(case, history) else _("Everybody sees it.")


def decide(group: Here, case: Case) -> None:
    """Two buttons. Once what is above them changes they are others: a press is about what was read."""
    act, waits = case.act, case.waits
    read = f"{read_as(act)} {len(case.reports)}"
    beside = st.container()
    with st.container(horizontal=True, gap="small", key=f"answers {act.id}"):
        yes = st.button(
            f"{YES[_outcome(group, case)]} *{literal(named(_words(case)))}*",
            key=f"approve {read}" if waits else f"restore {read}",
            icon=":material/check:",
        )
        declines = not act.erased and _decline_button(act, read, waits=waits)
    with showing_errors(beside):
        if yes:
            check_rate_here(CHANGING, group.member.id)
            (approve_act if waits else restore_act)(group.live, group.asker(act.id), case, now=now())
            st.rerun()
        if declines:
            take_away(group, act)
            visit().done = "declined"
            st.rerun()


def _decline_button(act: Act, read: str, *, waits: bool) -> bool:
    """Whether an act that ``waits`` is declined. Another is taken away, which is asked once more."""
    does = _("Decline") if waits else _("Take it away for good")
    label = f"{does} *{literal(named(act))}*"
    if waits:
        return st.button(label, key=f"decline {read}", type="tertiary")
    st.button(
        label,
        key=f"away {read}",
        type="tertiary",
        on_click=opens_over_all,
        args=("take away", act.id, ONE_BY_ONE if visit().is_one_by_one else ""),
    )
    return False


def _approve_all(group: Here, read: list[Case]) -> None:
    """Where several acts wait that nobody asked about: one answer to those that were read above it."""
    if len(read) < 2:
        return
    say = ngettext(
        "Let the {count} act above through", "Let all {count} acts above through", len(read)
    ).format(count=Number(len(read)))
    key = " ".join(["all", *(read_as(case.act) for case in read)])  # a press is about what was read
    if st.button(literal(say), key=key, icon=":material/check:"):
        with showing_errors(st.container()):
            check_rate_here(CHANGING, group.member.id)
            approve_all(group.live, group.asker, read, now=now())
            st.rerun()


def _decide_all(group: Here, case: Case) -> None:
    """Where the same person asked about other acts as well: one answer to all of it."""
    history = group.live.history
    asked = case.reports[0].asked if case.reports else None
    all_of_it = asked_by(history, group.asker, asked) if asked else []
    if asked is None or len(all_of_it) < 2 or case not in all_of_it:
        return
    say = ngettext(
        "Show the {count} act again that this person asked about",
        "Show all {count} acts again that this person asked about",
        len(all_of_it),
    ).format(count=Number(len(all_of_it)))
    if st.button(literal(say), key=f"all {case.act.id}", type="tertiary"):
        with showing_errors(st.container()):
            check_rate_here(CHANGING, group.member.id)
            restore_all(group.live, group.asker, asked, now=now())
            st.rerun()


def _outcome(group: Here, case: Case) -> str:
    """What comes of the first button: one of `YES`."""
    if case.waits:
        return "approved"
    if case.act.erased:
        return "seen"
    return "shown" if is_hidden(case, group.live.history) else "stands"


def _words(case: Case) -> Act:
    """The act by whose words a button is named."""
    return case.reports[-1].words if case.act.erased else case.act
