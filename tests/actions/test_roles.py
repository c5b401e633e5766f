"""Who may do what: every action, tried by everybody from an outsider to the host.

An action that is new in `ripple.actions` fails here until it has its row.
"""

import dataclasses
import inspect
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module

import pytest

import ripple.actions
from ripple.actions.ending import agree_to_end, ask_to_end, stop_end
from ripple.actions.files.bringing import bring_in
from ripple.actions.files.group_archive import export_group
from ripple.actions.files.importing import undo_import
from ripple.actions.files.sifting import Sifted
from ripple.actions.handing_on import hand_over, start_like
from ripple.actions.host_check import must_be_host
from ripple.actions.joining import sign_out_elsewhere, start_group
from ripple.actions.leaving import erase_member, export_mine, leave_group
from ripple.actions.members import (
    admit,
    admit_all,
    change_settings,
    link_for,
    name_host,
    remove,
    rename_group,
    rename_member,
    renew_code,
    turn_away,
)
from ripple.actions.moderating import (
    approve_act,
    approve_all,
    hide_act,
    report_act,
    restore_act,
    restore_all,
    thank,
)
from ripple.actions.organisation_identity import Identity, link_identity, unlink_identity
from ripple.actions.posting import Withdrawn, edit_act, share_act, undo_withdrawal, withdraw_act
from ripple.actions.undoing import SentAway, let_wait_again, undo_decision
from ripple.domain.decisions import Decision, Deed
from ripple.domain.errors import NotAllowed, UnknownMember
from ripple.domain.events.acts import ActErased, ActPosted, ActReported
from ripple.domain.events.group import EndAsked
from ripple.domain.model import Act, Settings, Warmth, replace
from ripple.domain.moderation import Asker, Case
from ripple.live import Groups, LiveGroup
from tests.actions.conftest import NOON, come_before_the_door, come_in, token_of

# Everybody there is, by what they are to the group; `live` of conftest with some more people in it.
OUTSIDER, OTHER_HOST, REMOVED, WAITING, MEMBER, HOST = EVERYBODY = (
    *("an outsider", "a host of another group", "somebody removed", "somebody who waits"),
    *("a member", "a host"),
)
IDS = dict(zip(EVERYBODY, ("nobody", "zoe", "gone", "wanda", "ben", "ada"), strict=True))

MEMBERS = {MEMBER, HOST}
HOSTS = {HOST}
LATER = NOON + timedelta(minutes=1)


def an_act(act_id: str, author: str | None) -> Act:
    return Act(id=act_id, text="Held the door", posted_at=NOON, author=author)


def changed(act_id: str) -> Act:
    return replace(an_act(act_id, None), text="Held two doors")


ASKED = ActReported(id="asked", at=NOON, by="cleo", act="1")
HIDDEN, WAITS = an_act("hidden", "cleo"), an_act("waits", "cleo")
BENS = Withdrawn(an_act("taken", "ben"), "erase taken", 0, seen=True)
IDENTITY = Identity("hash", "Ben", NOON, "once")
ADAS = Withdrawn(an_act("gone too", "ada"), "erase gone too", 0, seen=True)


NAMED = Decision(NOON, Deed.HOST_NAMED, "ada", "dora")
SENT_AWAY = SentAway("ada", "Xenia", ())
BROUGHT = Sifted([an_act("brought", None)], 0, [])


def imported(live: LiveGroup) -> str:
    """The id of what was brought in before."""
    return next(live.history.imports.undoable(NOON)).id


@dataclass(frozen=True)
class Stage:
    """Two groups, the one it is about, and a browser of everybody who can be signed in there."""

    groups: Groups
    live: LiveGroup
    tokens: dict[str, str]


Do = Callable[[Stage, str], object]

# What somebody (`who`) does, and which of everybody may. Ben's act is "1", Ada's is "2", Cleo's is "3";
# another of hers is hidden and one waits, and of Ben's and of Ada's one was taken back.
# Dora asked for the end of the group.
TABLE: dict[str, tuple[Do, set[str]]] = {
    "admit": (lambda s, who: admit(s.live, who, "wanda", now=LATER), HOSTS),
    "admit_all": (lambda s, who: admit_all(s.live, who, "wanda", now=LATER), HOSTS),
    "remove": (lambda s, who: remove(s.live, who, "cleo", now=LATER), HOSTS),
    "remove, who waits": (lambda s, who: remove(s.live, who, "wanda", now=LATER), HOSTS),
    "turn_away": (lambda s, who: turn_away(s.live, who, "wanda", now=LATER), HOSTS),
    "name_host": (lambda s, who: name_host(s.live, who, "cleo", host=True, now=LATER), HOSTS),
    "name_host, oneself": (lambda s, who: name_host(s.live, who, who, host=True, now=LATER), HOSTS),
    "name_host, no longer": (lambda s, who: name_host(s.live, who, "dora", host=False, now=LATER), HOSTS),
    "renew_code": (lambda s, who: renew_code(s.groups, s.live, who, now=LATER), HOSTS),
    "change_settings": (
        lambda s, who: change_settings(s.live, who, Settings(unsigned=False), now=LATER),
        HOSTS,
    ),
    "rename_group": (lambda s, who: rename_group(s.live, who, "Class 5b", now=LATER), HOSTS),
    "rename_member": (lambda s, who: rename_member(s.live, who, "Kim", now=LATER), MEMBERS),
    "link_for": (lambda s, who: link_for(s.live, who, "cleo", now=LATER), HOSTS),
    "link_for, oneself": (lambda s, who: link_for(s.live, who, who, now=LATER), MEMBERS),
    "sign_out_elsewhere": (
        lambda s, who: sign_out_elsewhere(s.live, s.tokens.get(who, "made up"), now=LATER),
        MEMBERS,
    ),
    "link_identity": (
        lambda s, who: link_identity(s.live, who, IDENTITY, now=LATER),
        {WAITING, *MEMBERS},
    ),
    "unlink_identity": (lambda s, who: unlink_identity(s.live, who, now=LATER), {WAITING, *MEMBERS}),
    "share_act": (lambda s, who: share_act(s.live, who, an_act("new", who), now=LATER), MEMBERS),
    "share_act, unsigned": (
        lambda s, who: share_act(s.live, who, an_act("new", None), now=LATER),
        MEMBERS,
    ),
    "share_act, as another": (
        lambda s, who: share_act(s.live, who, an_act("new", "cleo"), now=LATER),
        set(),
    ),
    "edit_act": (lambda s, who: edit_act(s.live, Asker(who), changed("1"), now=LATER), {MEMBER}),
    "withdraw_act": (lambda s, who: withdraw_act(s.live, Asker(who), "1", now=LATER), MEMBERS),
    "withdraw_act, of another": (
        lambda s, who: withdraw_act(s.live, Asker(who), "2", now=LATER),
        HOSTS,
    ),
    "undo_withdrawal": (lambda s, who: undo_withdrawal(s.live, Asker(who), BENS, now=LATER), MEMBERS),
    "undo_withdrawal, of another": (
        lambda s, who: undo_withdrawal(s.live, Asker(who), ADAS, now=LATER),
        HOSTS,
    ),
    "thank": (lambda s, who: thank(s.live, Asker(who), "3", Warmth.MOVED, now=LATER), MEMBERS),
    "thank, oneself": (lambda s, who: thank(s.live, Asker(who), "2", Warmth.MOVED, now=LATER), {MEMBER}),
    "report_act": (lambda s, who: report_act(s.live, Asker(who), "3", "", now=LATER), MEMBERS),
    "report_act, of one's own": (
        lambda s, who: report_act(s.live, Asker(who), "2", "", now=LATER),
        {MEMBER},
    ),
    "hide_act": (lambda s, who: hide_act(s.live, who, "1", now=LATER), HOSTS),
    "restore_act": (
        lambda s, who: restore_act(s.live, Asker(who), Case(HIDDEN, False, ()), now=LATER),
        HOSTS,
    ),
    "approve_act": (
        lambda s, who: approve_act(s.live, Asker(who), Case(WAITS, True, ()), now=LATER),
        HOSTS,
    ),
    "approve_all": (
        lambda s, who: approve_all(s.live, lambda _act: Asker(who), [Case(WAITS, True, ())], now=LATER),
        HOSTS,
    ),
    "restore_all": (
        lambda s, who: restore_all(s.live, lambda _act: Asker(who), ASKED, now=LATER),
        HOSTS,
    ),
    "export_mine": (lambda s, who: export_mine(s.live, lambda _act: Asker(who)), MEMBERS),
    "leave_group": (
        lambda s, who: leave_group(s.live, lambda _act: Asker(who), erase=False, now=LATER),
        {WAITING, *MEMBERS},
    ),
    "erase_member": (lambda s, who: erase_member(s.live, who, "gone", now=LATER), HOSTS),
    "bring_in": (lambda s, who: bring_in(s.live, who, BROUGHT, now=LATER), HOSTS),
    "start_like": (
        lambda s, who: start_like(s.groups, s.live, who, "Class 5b", nonce="like", now=LATER),
        HOSTS,
    ),
    "hand_over": (lambda s, who: hand_over(s.live, who, "cleo", now=LATER), HOSTS),
    "undo_decision": (lambda s, who: undo_decision(s.live, lambda _act: Asker(who), NAMED, now=LATER), HOSTS),
    "let_wait_again": (lambda s, who: let_wait_again(s.live, who, [SENT_AWAY], now=LATER), HOSTS),
    "undo_import": (lambda s, who: undo_import(s.live, who, imported(s.live), now=LATER), HOSTS),
    "must_be_host": (lambda s, who: must_be_host(s.live, who, "look after it"), HOSTS),
    "export_group": (lambda s, who: export_group(s.live, who), HOSTS),
    "ask_to_end": (lambda s, who: ask_to_end(s.groups, s.live, who, now=LATER), HOSTS),
    "stop_end": (lambda s, who: stop_end(s.live, who, now=LATER), HOSTS),
    "agree_to_end": (
        lambda s, who: agree_to_end(s.groups, s.live, who, now=NOON + timedelta(days=8)),
        HOSTS,
    ),
}

# What asks for no right of its own, and why.
NEEDS_NONE = {
    "issue_link": "whoever calls it has checked, or let the member in just now",
    "founder_of": "reads who was the first",
    "list_under_its_code": "says no more than the group's own log",
    "signed_in": "reads who holds a token",
    "waiting_with": "reads who holds a token",
    "hides_at_once": "says no more than the rule",
    "can_be_used": "reads whether a link is good",
    "home_in": "reads who an identity is",
    "erase_identity": "erases what nobody needs any more, after actions that have checked",
    "erase_identities_of_the_gone": "done by the app itself: it erases what a crash left",
    "erase_listing": "erases what nobody needs any more, after actions that have checked",
    "end_when_due": "done by the app itself, once a host asked for it and none stopped it",
    "let_old_words_go": "done by the app itself, as the hosts' settings say",
    "erase_spent": "erases what nobody needs any more, after actions that have checked",
    "end_ways_in": "done by the keeper of the machine, on the command line",
    "import_acts": "done by the keeper of the machine, on the command line",
    "take_in": "whoever calls it has checked, or is the keeper of the machine",
    "link_as_there": "done with the group that a host has just started",
    "as_sent_away": "reads who waits, for an action that checks",
    "look": "says what a file holds to whoever has it",
}


@pytest.fixture
def stage(groups: Groups, live: LiveGroup) -> Stage:
    """Ada and Dora (hosts), Ben and Cleo in one group, Wanda before its door, and one who was removed."""
    start_group(groups, "Maple Street", "Zoe", nonce="zoe", founder="zoe", now=NOON)
    come_in(groups, live, "Cleo", "Dora", "Gone")
    tokens = {who: token_of(groups, live, who) for who in ("ada", "ben", "gone")}
    tokens["wanda"] = come_before_the_door(groups, live, "Wanda")
    name_host(live, "ada", "dora", host=True, now=NOON)
    remove(live, "ada", "gone", now=NOON)
    acts = {"1": "ben", "2": "ada", "3": "cleo", "hidden": "cleo", "taken": "ben", "gone too": "ada"}
    for act, author in acts.items():
        share_act(live, author, an_act(act, author), now=NOON)
    hide_act(live, "ada", "hidden", now=NOON)
    bring_in(live, "ada", Sifted([an_act("imported", None)], 0, []), now=NOON)
    live.log.append(
        live.id,
        *(ActErased(id=back.by, at=NOON, act=back.act.id) for back in (BENS, ADAS)),
        ActPosted(at=NOON, act=WAITS, waits=True),
        EndAsked(id="end", at=NOON, by="dora"),
    )
    live.catch_up()
    return Stage(groups, live, tokens)


@pytest.mark.parametrize("role", EVERYBODY)
@pytest.mark.parametrize("action", TABLE)
def test_everybody_may_do_just_what_is_theirs_to_do(stage: Stage, action: str, role: str) -> None:
    do, allowed = TABLE[action]
    version = stage.live.version
    if role in allowed:
        do(stage, IDS[role])
    else:
        with pytest.raises(NotAllowed):
            do(stage, IDS[role])
        assert stage.live.log.version(stage.live.id) == version


@pytest.mark.parametrize(
    "action", [row for row in TABLE if "cleo" in (TABLE[row][0].__code__.co_consts or ())]
)
def test_a_host_reaches_nobody_in_another_group(stage: Stage, action: str) -> None:
    theirs = dataclasses.replace(stage, live=stage.groups.group("zoe"))
    with pytest.raises((UnknownMember, NotAllowed)):
        TABLE[action][0](theirs, "zoe")
    assert "cleo" not in theirs.live.history.members


def on_a_group() -> set[str]:
    """Every public function of `ripple.actions` that takes a group."""
    names = [room.name for room in pkgutil.walk_packages(ripple.actions.__path__, "ripple.actions.")]
    rooms = [import_module(name) for name in names]
    return {
        name
        for room in rooms
        for name, function in inspect.getmembers(room, inspect.isfunction)
        if function.__module__ == room.__name__ and not name.startswith("_")
        if any("LiveGroup" in str(of.annotation) for of in inspect.signature(function).parameters.values())
    }


def test_no_action_goes_without_a_row() -> None:
    assert on_a_group() == {row.partition(",")[0] for row in TABLE} | set(NEEDS_NONE)
