"""Two at once: what one chose or wrote is not overwritten by another who had not read it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from itertools import pairwise

from ripple.actions.joining import join_group, new_id
from ripple.actions.members import change_settings, name_host, rename_group, rename_member, turn_away
from ripple.actions.moderating import approve_act, report_act, restore_act, thank
from ripple.actions.posting import edit_act, share_act, undo_withdrawal, withdraw_act
from ripple.domain.errors import (
    AnsweredAlready,
    GoneForGood,
    NameTaken,
    NoOtherHost,
    NotAllowed,
    Overtaken,
    RippleError,
    UnknownAct,
)
from ripple.domain.events.group import GroupRenamed
from ripple.domain.model import Act, Kind, Warmth, replace
from ripple.domain.moderation import Asker, case_of
from ripple.live import Groups, LiveGroup
from tests.attack.stage import Stage, now, stage
from tests.attack.table import Attack, stopped
from tests.attack.world import World

FAMILY = "updates"
CHOICES: dict[str, tuple[str, object]] = {
    "the door": ("approve_newcomers", True),
    "reading first": ("approve_acts", True),
    "no unsigned acts": ("unsigned", False),
    "no page People": ("people_page", False),
    "asking kindly": ("ask_kindly", True),
    "asking nothing": ("ask_private", False),
    "a month": ("keep_days", 30),
    "quiet hours": ("quiet_from", 20),
    "a rest": ("rests_until", now().date() + timedelta(days=3)),
    "seven kinds": ("kinds", tuple(Kind)[1:]),
}


def chooses_over(mine: str, theirs: str, world: World) -> None:
    """Two hosts have the settings before them; the second does not put back what the first chose."""
    at = stage(world)

    def both(_groups: Groups, live: LiveGroup) -> None:
        read = live.history.settings
        for name, value in (CHOICES[theirs], CHOICES[mine]):
            chosen = replace(read, **{name: value})
            change_settings(live, at.host_id, chosen, now=now(), read=read)
        for name, value in (CHOICES[theirs], CHOICES[mine]):
            stopped(getattr(live.history.settings, name) == value, f"“{name}” is as it was")

    at.does(both)


def words(live: LiveGroup, act: str) -> str:
    written = live.history.written(act)
    return written.text if written else ""


def edits(live: LiveGroup, at: Stage, text: str, read: Act | None = None) -> None:
    wanted = replace(live.history.acts[at.act], text=text)
    edit_act(live, Asker(at.writer_id), wanted, now=now(), read=read)


def edit_over(live: LiveGroup, at: Stage) -> None:
    read = live.history.acts[at.act]
    edits(live, at, "first")
    fails(lambda: edits(live, at, "second", read), Overtaken)
    stopped(words(live, at.act) == "first", "the second overwrote the first unread")


def take_away_over(live: LiveGroup, at: Stage) -> None:
    read = live.history.acts[at.act]
    edits(live, at, "other words")
    fails(lambda: withdraw_act(live, Asker(at.host_id), at.act, now=now(), read=read), Overtaken)
    stopped(words(live, at.act) == "other words", "words that the host had not read are gone")


def edit_what_is_gone(live: LiveGroup, at: Stage) -> None:
    read = live.history.acts[at.act]
    withdraw_act(live, Asker(at.host_id), at.act, now=now(), read=read)
    again = replace(read, text="again")
    fails(lambda: edit_act(live, Asker(at.writer_id), again, now=now(), read=read), UnknownAct)
    stopped(live.history.acts[at.act].erased, "it is back")


def undo_over(live: LiveGroup, at: Stage) -> None:
    """One tab undoes and edits; another still offers to undo."""
    poster = Asker(at.writer_id)
    first = withdraw_act(live, poster, at.act, now=now())
    undo_withdrawal(live, poster, first, now=now())
    edits(live, at, "newer words")
    fails(lambda: undo_withdrawal(live, poster, first, now=now()), UnknownAct, GoneForGood)
    stopped(words(live, at.act) == "newer words", "older words are back")


def share_twice(live: LiveGroup, at: Stage) -> None:
    act = Act(id=new_id(), text="once", posted_at=now(), author=at.member_id)
    share_act(live, at.member_id, act, now=now())
    share_act(live, at.member_id, replace(act, text="twice"), now=now())
    stopped(words(live, act.id) == "once", "the second send overwrote the first")


def thank_twice(live: LiveGroup, at: Stage) -> None:
    for warmth in (Warmth.MOVED, Warmth.MOVED, Warmth.SMILED):
        thank(live, Asker(at.member_id), at.act, warmth, now=now())
    stopped(live.history.thanks[at.act] == {at.member_id: Warmth.SMILED}, "they thanked more than once")


def report_twice(live: LiveGroup, at: Stage) -> None:
    report_act(live, Asker(at.member_id), at.act, "one", now=now())
    fails(
        lambda: report_act(live, Asker(at.member_id), at.act, "two", now=now()), UnknownAct, AnsweredAlready
    )
    stopped(len(live.history.reports.about(at.act)) == 1, "it stands there twice")


def decide_twice(live: LiveGroup, at: Stage) -> None:
    """One host has let an act stand, and it was asked about again; the other's page shows the first."""
    report_act(live, Asker(at.member_id), at.act, "one", now=now())
    case = case_of(live.history, at.act)
    assert case
    restore_act(live, Asker(at.host_id), case, now=now())
    report_act(live, Asker(at.host_id), at.act, "still", now=now())
    fails(lambda: restore_act(live, Asker(at.host_id), case, now=now()), Overtaken)
    stopped(live.history.reports.about(at.act), "what was asked since was answered unread")


def approve_what_was_hidden(live: LiveGroup, at: Stage) -> None:
    report_act(live, Asker(at.member_id), at.act, "one", now=now())
    case = case_of(live.history, at.act)
    assert case
    fails(lambda: approve_act(live, Asker(at.host_id), case, now=now()), Overtaken)
    stopped(live.history.acts[at.act].erased, "it is in sight")


def rename_alike(live: LiveGroup, at: Stage) -> None:
    rename_member(live, at.member_id, "Winifred", now=now())
    fails(lambda: rename_member(live, at.writer_id, "winifred", now=now()), NameTaken)


def rename_back(live: LiveGroup, at: Stage) -> None:
    for name in ("One", "Two"):
        rename_group(live, at.host_id, name, now=now())
    names = [entry.name for _version, entry in live.log.since(live.id, 0) if isinstance(entry, GroupRenamed)]
    stopped(live.history.name == "Two" and names == ["", "Two"], f"{names} are kept")


def leave_no_host(live: LiveGroup, at: Stage) -> None:
    name_host(live, at.host_id, at.member_id, host=True, now=now())
    name_host(live, at.member_id, at.host_id, host=False, now=now())
    fails(lambda: name_host(live, at.member_id, at.member_id, host=False, now=now()), NoOtherHost)
    fails(lambda: name_host(live, at.host_id, at.member_id, host=False, now=now()), NotAllowed)


def let_in_and_sent_away(live: LiveGroup, at: Stage) -> None:
    """One host lets somebody in, the other says *Not now* a moment later: who is in stays in."""
    came = new_id()
    join_group(Groups(live.log), live.secret, "Ulrike", asker="x", nonce=came, now=now())
    turn_away(live, at.host_id, came, now=now())
    stopped(came in live.history.members, "a member was sent away as if they waited")


def fails(do: Callable[[], object], *errors: type[RippleError]) -> None:
    try:
        do()
    except errors:
        return
    stopped(False, "it was done")


DEEDS: dict[str, Callable[[LiveGroup, Stage], object]] = {
    "edit what another tab edited": edit_over,
    "take away what was edited since": take_away_over,
    "edit what was taken away since": edit_what_is_gone,
    "undo what was edited since": undo_over,
    "share once more with other words": share_twice,
    "thank again and otherwise": thank_twice,
    "ask twice about the same words": report_twice,
    "decide by what was asked before": decide_twice,
    "let through what was hidden": approve_what_was_hidden,
    "take the name that another just took": rename_alike,
    "rename the group over another's name": rename_back,
    "leave the group without a host": leave_no_host,
    "send away who was let in": let_in_and_sent_away,
}


def tries(deed: Callable[[LiveGroup, Stage], object], world: World) -> None:
    at = stage(world)
    at.does(lambda _groups, live: deed(live, at))


def attacks() -> Iterator[Attack]:
    for mine, theirs in pairwise([*CHOICES, next(iter(CHOICES))]):
        yield Attack(FAMILY, f"choose “{mine}” over “{theirs}”", partial(chooses_over, mine, theirs))
    for name, deed in DEEDS.items():
        yield Attack(FAMILY, name, partial(tries, deed))
