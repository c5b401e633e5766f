"""Who was kind and to whom: members as chips, any other name typed, and which of these is not one person."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ripple.actions.naming import people_in
from ripple.app.acts.choices import begins_with, choice_key
from ripple.app.session import here, visit
from ripple.app.ui.choices import day, told_apart
from ripple.app.ui.widgets import literal
from ripple.domain.errors import RippleError
from ripple.domain.model import Act, Person, replace
from ripple.domain.signs import as_read
from ripple.language import gettext as _

TAPPED = 10  # members, besides who writes, who are all in sight to be tapped; of more one chooses in a list

People = tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """Who was chosen on one side of a kindness, by id, and the names that were typed.

    ``role`` is theirs in an act, and ``before`` are those that it had.
    """

    role: str
    chosen: tuple[str, ...]
    typed: str
    before: People

    def people(self) -> People:
        """All of them; the very same as ``before`` while they are those. Raises what a name refuses."""
        if {*self.chosen} == {*_members(self.before)} and self.typed == _names(self.before):
            return self.before
        history = here().live.history
        members = [Person(name, who) for who in self.chosen if (name := history.name_of(who))]
        named = people_in(history, self.role, self.typed, self.before)
        return (*members, *(one for one in named if one.member not in self.chosen))


@dataclass(frozen=True, slots=True)
class Named:
    """The people of a form; the names that are ``uncounted``, as they are read, are not one person's."""

    givers: Side
    receivers: Side
    uncounted: frozenset[str] = field(default_factory=frozenset)

    def filled_in(self, act: Act) -> Act:
        """The ``act`` with these people. Raises what a name or an act refuses."""
        return replace(act, givers=self._marked(self.givers), receivers=self._marked(self.receivers))

    def _marked(self, side: Side) -> People:
        return tuple(replace(one, counts=as_read(one.name) not in self.uncounted) for one in side.people())


def draw_people(form: str, act: Act | None) -> Named:
    """Draw the fields for those who were kind and for whom they were, with the people of ``act`` in them."""
    left, right = st.columns(2)
    givers = _draw_side(left, "givers", _("Who was kind?"), form, act.givers if act else ())
    receivers = _draw_side(right, "receivers", _("To whom?"), form, act.receivers if act else ())
    return Named(givers, receivers, _draw_uncounted(form, act, (givers, receivers)))


def _draw_side(column: DeltaGenerator, role: str, label: str, form: str, before: People) -> Side:
    with column.container(key=f"named {role} {form}", gap="xsmall"):
        chosen = _draw_members(f"members {role} {form}", label, form, before)
        typed = st.text_input(
            label,
            value=_names(before),
            placeholder=_("Any names, with commas"),
            label_visibility="visible" if chosen is None else "collapsed",
            key=f"{role} {form}",
            persist_state="session",
        )
    return Side(role, tuple(chosen or ()), typed or "", before)


def _draw_members(key: str, label: str, form: str, before: People) -> list[str] | None:
    """Who of the group was chosen, by id; None where nobody else is in it."""
    names = _to_choose(_members(before), st.session_state.get(key) or ())
    if not names:
        return None
    named = [who for who in _members(before) if who in names]
    taps = visit().tapped.setdefault(form, len(names) <= TAPPED)  # as it began: one more may come meanwhile
    if taps:
        return st.pills(
            label,
            list(names),
            selection_mode="multi",
            default=named,
            format_func=lambda who: literal(names.get(str(who), "")),
            key=key,
            persist_state="session",
            wrap=True,
        )
    return st.multiselect(
        label,
        list(names),
        default=named,
        format_func=lambda who: names.get(who, ""),
        key=key,
        placeholder=_("Choose from the group"),
        filter_mode="contains",
        select_all=False,
        persist_state="session",
        wrap=True,
    )


def _to_choose(*named: Iterable[str]) -> dict[str, str]:
    """The names of all members but who writes, in their order, and of those ``named`` already, who may have
    left meanwhile."""
    history, me = here().live.history, here().member.id
    known = dict.fromkeys(
        [*(who for who in list(history.members) if who != me), *(who for side in named for who in side)]
    )
    names = {who: name for who in known if (name := history.name_of(who))}
    joined = {one.id: one.joined_at for one in (*history.members.values(), *history.former.values())}
    told = told_apart(names, lambda who: day(joined[who]))
    return dict(sorted(told.items(), key=lambda each: each[1].casefold()))


def _draw_uncounted(form: str, act: Act | None, sides: tuple[Side, Side]) -> frozenset[str]:
    """Ask which of the names that no member has are not one person's; those, as they are read."""
    mere: dict[str, str] = {}
    for side in sides:
        with suppress(RippleError):  # it is said when the act is sent
            mere |= {as_read(one.name): one.name for one in side.people() if not one.member}
    if not mere:
        return frozenset()
    before = [one.name for one in act.people if not one.counts] if act else []
    was = {as_read(name) for name in begins_with("uncounted", form, before) or ()}
    uncounted = st.pills(
        _("Which of these is not one person, but a pet or several people? (optional)"),
        list(mere.values()),
        selection_mode="multi",
        default=[name for read, name in mere.items() if read in was],
        format_func=lambda name: literal(str(name)),
        key=choice_key("uncounted", form),
        persist_state="session",
        wrap=True,
    )
    return frozenset(map(as_read, uncounted))


def _members(people: People) -> tuple[str, ...]:
    return tuple(one.member for one in people if one.member)


def _names(people: People) -> str:
    return ", ".join(one.name for one in people if not one.member)
