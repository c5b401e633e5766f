"""The pieces of HTML that the pages draw, and the only place that makes them.

Everything that people typed goes through `typed` or `words_of`: it is shown to the letter, and never
becomes HTML, Markdown, an icon or a link.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from html import escape
from urllib.parse import quote

import segno

from ripple.charts.pond.captions import quotation
from ripple.charts.theme import COLOURS
from ripple.domain.events.acts import ActReported
from ripple.domain.history import History
from ripple.domain.model import Act, Kind, Member, Person
from ripple.domain.signs import shortened
from ripple.formats import Number, day, day_of_the_year, listed, quoted, time_of_day
from ripple.kinds import NAMES, WARMTHS, WAYS_ON
from ripple.language import gettext as _
from ripple.language import ngettext
from ripple.tellers import tells, told_together
from ripple.typed import typed as typed
from ripple.typed import words_of as words_of

_WORDS = "white-space:pre-wrap;overflow-wrap:anywhere;line-height:1.5;margin:.25rem 0 .5rem"
_PALE = "color:color-mix(in srgb,currentColor 75%,transparent)"  # not by opacity: signs in it stay bright
_QUIET = f"font-size:.875rem;{_PALE};overflow-wrap:anywhere"
_RULE = "color-mix(in srgb, currentColor 35%, transparent)"
_QUOTE = f"border-inline-start:3px solid {_RULE};padding-inline-start:.75rem"
_AS_IT_IS = " /:=,()-."  # what of an SVG image may stand in an address
EXCERPT = 160  # characters of an act where it is only recalled


def quiet(html: str) -> str:
    """A small line that stays in the background."""
    return f'<div style="{_QUIET}">{html}</div>'


def image(svg: str) -> str:
    """An SVG image that the words beside it describe; nothing, where there is none."""
    return f'<img alt="" src="data:image/svg+xml,{quote(svg, safe=_AS_IT_IS)}">' if svg else ""


def under(picture: str, water: str) -> str:
    """Open ``water`` and a ``picture`` on it, for as long as a chart is not there to cover it."""
    return f'<div style="background:{water}">{picture}</div>'


def sentence(html: str) -> str:
    """One of several sentences, each on lines of its own."""
    return f'<div style="margin:.15rem 0 .4rem">{html}</div>'


def recalled(act: Act, history: History) -> str:
    """An act in short, as the one another is inspired by."""
    shown = words_of(act, shortened(act.text, EXCERPT)) if act.text else _("An unnamed drop")
    return f'<div style="{_QUOTE}">{quiet(teller(act, history))}<div style="{_WORDS}">{shown}</div></div>'


@dataclass(frozen=True, slots=True)
class Branch:
    """An act in a nested list: what is under it, and how many ``more`` grew from it that are not told.

    While it is not ``unfolded``, what is under it is hidden until somebody wants to see it. So many acts
    are left out that came ``after`` the one it is under, and before it.
    """

    act: Act
    under: list[Branch]
    more: int = 0
    unfolded: bool = True
    after: int = 0


def nested(branch: Branch, history: History, *, picked: str, now: datetime, zone: tzinfo) -> str:
    """A ripple as a list in reading order, each act a link to itself; the act ``picked`` is marked."""

    def item(one: Branch) -> str:
        act = one.act
        words = words_of(act, shortened(act.text, EXCERPT)) if act.text else _("An unnamed drop")
        here = ' aria-current="true"' if act.id == picked else ""
        link = f'<a href="ripple?act={quote(act.id)}" data-act="{escape(act.id)}"{here}>{words}</a>'
        facts = [teller(act, history), when(act.posted_at, now=now, zone=zone)]
        if act.inspired_by:
            facts.append(WAYS_ON[act.way_on] if act.way_on else _("inspired by the act before"))
        return f"<li>{left_out(one.after)}{link}{quiet(' · '.join(facts))}{below(one)}</li>"

    def below(one: Branch) -> str:
        items = "".join(item(each) for each in one.under)
        if one.more:
            items += "<li>" + quiet(_("… and {count} more").format(count=Number(one.more))) + "</li>"
        listed = f"<ul>{items}</ul>" if items else ""
        if one.unfolded or not listed:
            return listed
        grew = _("What grew from it")
        return f"<details><summary>{grew}</summary>{listed}</details>"

    return f"<ul>{item(branch)}</ul>"


def left_out(acts: int) -> str:
    """That so many acts are not told between two that are."""
    gap = ngettext("… {count} act between …", "… {count} acts between …", acts)
    return quiet(gap.format(count=Number(acts))) if acts else ""


def card(act: Act, history: History, *, now: datetime, zone: tzinfo) -> str:
    """An act as a card shows it: its words and, quieter, who tells it and what is known about it."""
    facts = []
    if act.kind:
        facts.append(f"{_drop(act.kind)}{NAMES[act.kind]}")
    if act.face_to_face:
        facts.append(_("face to face"))
    if act.happened_on and act.happened_on != act.posted_at.astimezone(zone).date():
        facts.append(_("happened on {day}").format(day=day(act.happened_on)))
    if act.edited_at:
        facts.append(_("edited"))
    told = quiet(f"{teller(act, history)} · {when(act.posted_at, now=now, zone=zone)}")
    words = f'<div style="{_WORDS};font-size:1.0625rem">{words_of(act, act.text)}</div>'
    return told + words + (quiet(" · ".join(facts)) if facts else "")


def story(told: str, index: int) -> str:
    """What is ``told`` of an act or of a person, as HTML. By its ``index`` a picture that is walked by keys
    leads here."""
    return f'<div role="article" data-told="{index}">{told}</div>'


def thanked(act: Act, history: History) -> str:
    """Who thanks for an act, and how, for whoever posted it; nobody counts."""
    thanks = history.thanks.get(act.id, {})
    said = []
    for warmth, words in WARMTHS.items():
        names = [typed(history.name_of(who)) for who, how in list(thanks.items()) if how is warmth]
        if names:
            said.append(_("“{words}” says {names}").format(words=words, names=listed(names)))
    return f'<div class="thanked">{quiet("♥ " + " · ".join(said))}</div>' if said else ""


def reported(history: History, asked: ActReported, *, named: bool) -> str:
    """Who asks the hosts to look at an act, if they are to be ``named``, and why."""
    name = history.name_of(asked.by) if named else ""
    line = _("{who} asks you to look.") if name else _("Somebody asks you to look.")
    said = line.format(who=f"<strong>{typed(name)}</strong>")
    why = quoted(typed(asked.why)) if asked.why else ""
    return f'<div style="{_WORDS}">{said} {why}</div>'


def _drop(kind: Kind) -> str:
    """A drop in the colour that this kind has in the pond."""
    style = "display:inline-block;width:.7em;height:.7em;border-radius:50%;margin-inline-end:.35em"
    return f'<span class="kind" style="{style};background:{COLOURS[kind]}"></span>'


def inspired_by(act: Act, parent: Act, history: History) -> str:
    """The line above a card that says what led to it."""
    how = WAYS_ON[act.way_on] if act.way_on else _("inspired by")
    if not parent.erased:
        words = words_of(parent, shortened(parent.text, 60))
        return quiet(_("↳ {how}: {who}, “{words}”").format(how=how, who=teller(parent, history), words=words))
    if _may_come_back(parent, history):
        return quiet(_("↳ {how}: an act that is not shown now").format(how=how))
    return quiet(_("↳ {how}: an act that is no longer here").format(how=how))


def _may_come_back(drop: Act, history: History) -> bool:
    """Whether the act behind the unnamed drop is only hidden, or waits for a host since an edit."""
    return drop.id in history.hidden or drop.id in history.awaiting


def teller(act: Act, history: History) -> str:
    """Who tells an act and who was part of it, as one HTML phrase. Strong is the name that stands under it,
    and no other: whoever is called "Ada saw this" is told from Ada."""
    if act.erased:
        return _("Not shown now") if _may_come_back(act, history) else _("No longer here")
    signed = f"<strong>{typed(history.name_of(act.author))}</strong>" if act.author else ""
    names = {
        "who": signed or typed(act.told_by or ""),
        "givers": listed(person(giver, history) for giver in act.givers if not tells(giver, act)),
        "receivers": listed(person(to, history) for to in act.receivers if not tells(to, act)),
    }
    return told_together(act, bool(names["givers"]), bool(names["receivers"])).format(**names)


def person(someone: Person, history: History) -> str:
    """Somebody an act names, under the name they have now."""
    known = history.name_of(someone.member) if someone.member else ""
    return typed(known or someone.name)


def when(moment: datetime, *, now: datetime, zone: tzinfo) -> str:
    """The moment as people say it: a time today and yesterday, then a day."""
    local, today = moment.astimezone(zone), now.astimezone(zone).date()
    match (today - local.date()) // timedelta(days=1):
        case 0:
            return _("today, {time}").format(time=time_of_day(local))
        case 1:
            return _("yesterday, {time}").format(time=time_of_day(local))
        case _days if local.year == today.year:
            return day_of_the_year(local)
        case _:
            return day(local)


def quotation_with_author() -> str:
    """The words the product grew from, with their author."""
    words, author = quotation()
    return (
        '<figure class="quoted">'
        f'<blockquote>{quoted(words)}</blockquote><figcaption style="{_QUIET}">{author}</figcaption></figure>'
    )


def invitation(group: str) -> str:
    """Which group an invitation leads to."""
    line = _("You are invited to {group}").format(group=f"<strong>{typed(group)}</strong>")
    return f'<div style="font-size:1.25rem;overflow-wrap:anywhere">{line}</div>'


def before_the_door(group: str, name: str) -> str:
    """What somebody reads who waits to be let in."""
    line = _("You have asked to come into {group}, {name}.")
    return (
        '<div style="font-size:1.25rem;overflow-wrap:anywhere">'
        f"{line.format(group=f'<strong>{typed(group)}</strong>', name=typed(name))}</div>"
    )


def square(link: str) -> str:
    """The link as a QR code that a telephone's camera reads: an SVG, dark on light in every theme."""
    drawn: str = segno.make(link, micro=False).svg_inline(scale=4, border=2, dark="#20323A", light="#FFFFFF")
    return drawn


def signed_in_as(name: str) -> str:
    """Who this browser stands for."""
    return _("In this browser you are {name}.").format(name=f"<strong>{typed(name)}</strong>")


def members(people: Iterable[Member], *, me: Member) -> str:
    """Everybody in the group, in the order they came; nobody is ranked."""
    rows = [f"<li>{one_member(member, me=me)}</li>" for member in people]
    style = "line-height:1.8;overflow-wrap:anywhere;columns:3 11rem;margin:0"
    return f'<ul style="{style}">{"".join(rows)}</ul>'


def one_member(member: Member, *, me: Member) -> str:
    """A member's name with what is said beside it."""
    return f"{typed(member.name)} <span style='opacity:.7'>{' · '.join(notes(member, me=me))}</span>"


def notes(member: Member, *, me: Member) -> list[str]:
    """What is said beside a member's name."""
    return [note for note, holds in ((_("host"), member.host), (_("you"), member.id == me.id)) if holds]


def who(member: Member) -> str:
    """Whom a dialog is about."""
    return f'<div style="font-weight:600;overflow-wrap:anywhere">{typed(member.name)}</div>'


def newcomer(member: Member, *, now: datetime, zone: tzinfo) -> str:
    """Somebody who would like to come in."""
    return who(member) + quiet(when(member.joined_at, now=now, zone=zone))


def sentences(said: Iterable[str]) -> str:
    """A few sentences, one under the other."""
    return f'<ul style="line-height:1.8;margin:0">{"".join(f"<li>{one}</li>" for one in said)}</ul>'


def company(name: str, kind_to: Sequence[tuple[str, int]], kind_to_them: Sequence[tuple[str, int]]) -> str:
    """Whom somebody was kind to, who was kind to them, and in how many kindnesses."""
    who = f"<strong>{typed(name)}</strong>"
    heads = {_("{who} was kind to"): kind_to, _("Kind to {who}"): kind_to_them}
    told = [_people(head.format(who=who), others) for head, others in heads.items() if others]
    alone = _("{who} is in a kindness that names nobody they were with.").format(who=who)
    return f'<div style="overflow-wrap:anywhere">{"".join(told) or alone}</div>'


def _people(head: str, others: Sequence[tuple[str, int]]) -> str:
    """A list of people under a head, and in how many kindnesses each is."""
    rows = []
    for other, times in others:
        often = ngettext("{n} kindness", "{n} kindnesses", times).format(n=Number(times))
        rows.append(f"<li>{typed(other)}: {often}</li>")
    return f'{head}<ul style="line-height:1.7;margin:.25rem 0 .5rem">{"".join(rows)}</ul>'


def group_name(name: str) -> str:
    """The group's name above every page."""
    return f'<div style="font-weight:600;opacity:.85;overflow-wrap:anywhere">💧 {typed(name)}</div>'
