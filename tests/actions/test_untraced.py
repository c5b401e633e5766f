"""Nothing in the log ties an unsigned act to who posted it, as far as a log can hide it."""

from __future__ import annotations

from datetime import UTC, timedelta

from ripple.actions.files.group_archive import export_group
from ripple.actions.joining import claim_of, enter, issue_link, sign_out
from ripple.actions.leaving import export_mine, leave_group
from ripple.actions.posting import edit_act, share_act, withdraw_act
from ripple.app.ui import markup
from ripple.app.ui.markup import Branch
from ripple.charts.export.keepsake import as_html, group_keepsake
from ripple.charts.pond.captions import what_came
from ripple.domain.events.acts import ActErased, ActPosted
from ripple.domain.events.log import Stored
from ripple.domain.events.members import MemberErased, MemberGone
from ripple.domain.events.sign_in import SignedIn, SignedOut
from ripple.domain.model import Act, How, Person, Voice
from ripple.domain.moderation import Asker
from ripple.domain.times import by_day, by_minute
from ripple.live import Groups, LiveGroup
from ripple.store.codec import to_json
from tests.actions.conftest import NOON

BROWSER = "what Ben’s browser holds"
JUST_THEN = NOON + timedelta(seconds=31, microseconds=4_711)


def ben(act: str) -> Asker:
    return Asker("ben", claim_of(BROWSER, act))


def shares_unsigned(live: LiveGroup, *ids: str) -> None:
    for id in ids:
        act = Act(id=id, text=f"words of {id}", posted_at=JUST_THEN, claim=ben(id).claim)
        share_act(live, "ben", act, now=JUST_THEN)


def entries(live: LiveGroup) -> list[Stored]:
    return [entry for _version, entry in live.log.since(live.id, 0)]


def about(live: LiveGroup, act: str) -> list[bytes]:
    return [said for entry in entries(live) if act.encode() in (said := to_json(entry))]


def test_who_leaves_with_their_words_is_in_no_entry_of_unsigned_acts(live: LiveGroup) -> None:
    shares_unsigned(live, "aaaa", "bbbb")
    leave_group(live, ben, erase=True, now=JUST_THEN)
    assert live.history.acts["aaaa"].erased
    assert not [said for act in ("aaaa", "bbbb") for said in about(live, act) if b"ben" in said]


def test_their_unsigned_acts_go_as_if_they_were_withdrawn_on_that_day(live: LiveGroup) -> None:
    shares_unsigned(live, "cccc", "aaaa", "bbbb")
    withdraw_act(live, ben("cccc"), "cccc", now=JUST_THEN)
    leave_group(live, ben, erase=True, now=JUST_THEN)
    kinds = [type(entry) for entry in entries(live)]
    gone = [entry for entry in entries(live) if isinstance(entry, ActErased)]
    assert kinds[-5:] == [ActErased, ActErased, ActErased, MemberGone, MemberErased]
    assert [entry.act for entry in gone] == ["cccc", "aaaa", "bbbb"]
    assert {entry.at for entry in gone} == {by_day(NOON)}
    assert {entry.id.replace(entry.act, "an act")[:-16] for entry in gone} == {"erase an act "}


def test_acts_are_kept_by_the_minute_and_edits_are_told_apart_still(live: LiveGroup) -> None:
    shares_unsigned(live, "aaaa")
    assert live.history.acts["aaaa"].posted_at == by_minute(JUST_THEN)
    edited = [
        edit_act(live, ben("aaaa"), Act(id="aaaa", text=text, posted_at=NOON), now=JUST_THEN).edited_at
        for text in ("once", "twice", "and again")
    ]
    assert sorted({at for at in edited if at}) == edited
    assert len(edited) == 3
    assert not [said for said in about(live, "aaaa") if b"004711" in said or b":31" in said]


def test_no_act_comes_to_stand_before_one_that_was_there(live: LiveGroup) -> None:
    share_act(live, "ada", Act(id="1", text="first", posted_at=NOON, author="ada"), now=NOON)
    exact = Act(id="2", text="of a file", posted_at=NOON + timedelta(seconds=20))
    live.log.append(live.id, ActPosted(at=NOON, act=exact))
    shares_unsigned(live, "3", "4")
    assert [act.id for act in live.pond.newest()] == ["4", "3", "2", "1"]
    assert [act.id for act in sorted(live.history.acts.values(), key=lambda act: act.posted_at)] == [*"1234"]


def test_of_coming_in_by_a_link_the_day_alone_is_kept(groups: Groups, live: LiveGroup) -> None:
    token = enter(groups, issue_link(live, "ben", now=JUST_THEN), now=JUST_THEN)
    sign_out(groups, live.id, token, now=JUST_THEN)
    kept = [entry for entry in entries(live) if isinstance(entry, SignedIn | SignedOut)]
    assert {entry.at for entry in kept} == {by_day(NOON)}


def test_two_claims_of_one_browser_have_nothing_in_common(live: LiveGroup) -> None:
    shares_unsigned(live, "aaaa", "bbbb")
    claims = [live.history.acts[act].claim for act in ("aaaa", "bbbb")]
    assert len(set(claims)) == 2
    assert not [said for claim in claims for said in about(live, claim) if b"ben" in said]


def test_how_one_knows_of_an_unsigned_act_is_in_one_s_own_copy_alone(live: LiveGroup) -> None:
    claim, adas = ben("aaaa").claim, (Person("Ada", "ada"),)
    act = Act(id="aaaa", text="a lift", posted_at=NOON, claim=claim, voice=Voice.RECEIVED, givers=adas)
    share_act(live, "ben", act, now=NOON)
    adas_copy, bens_copy = export_mine(live, lambda _act: Asker("ada")), export_mine(live, ben)
    assert b'"aaaa"' in adas_copy
    for copy in (adas_copy, export_group(live, "ada")):
        assert b"received" not in copy
    assert b'"voice": "received"' in bens_copy


def test_how_it_came_is_kept_of_no_unsigned_act(live: LiveGroup) -> None:
    """Who passes on what one other received is known by that."""
    bens = (Person("Ben", "ben"),)
    share_act(live, "ada", Act(id="1", text="a lift", posted_at=NOON, author="ada", receivers=bens), now=NOON)
    for how in How:
        id, claim = f"by {how}", ben(f"by {how}").claim
        act = Act(id=id, text="soup", posted_at=NOON, claim=claim, inspired_by="1", how=how)
        share_act(live, "ben", act, now=NOON)
        written = live.history.written(id)
        assert written
        assert written.how is (how if how is How.CARD else None)
    assert not [said for said in about(live, "by ") if b"passed on" in said.replace(b"by passed on", b"")]


def test_how_an_unsigned_act_of_before_came_is_told_to_nobody(live: LiveGroup) -> None:
    share_act(live, "ada", Act(id="1", text="a lift", posted_at=NOON, author="ada"), now=NOON)
    claim = ben("aaaa").claim
    act = Act(id="aaaa", text="soup", posted_at=NOON, claim=claim, inspired_by="1", how=How.PASSED_ON)
    live.log.append(live.id, ActPosted(at=NOON, act=act))
    group, adas = export_group(live, "ada"), export_mine(live, lambda _act: Asker("ada"))
    kept = live.history.acts["aaaa"]
    said = [
        markup.inspired_by(kept, live.history.acts["1"], live.history),
        markup.nested(Branch(kept, []), live.history, picked="", now=NOON, zone=UTC),
        what_came(kept),
        str(kept.as_drop().how),
        as_html(group_keepsake(live.pond, live.history), UTC).decode(),
    ]
    assert not [one for one in (group.decode(), adas.decode(), *said) if "passed on" in one]


def test_when_an_act_was_edited_is_in_no_copy(live: LiveGroup) -> None:
    shares_unsigned(live, "aaaa")
    later = NOON + timedelta(hours=3)
    edit_act(live, ben("aaaa"), Act(id="aaaa", text="anew", posted_at=NOON), now=later)
    copy = export_group(live, "ada")
    assert b'"edited_at":"2026' in copy
    assert later.strftime("T%H:").encode() not in copy
