"""A whole group goes into one file and comes back exactly, as a group of its own."""

import json
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from ripple.actions.files.group_archive import export_group, import_group
from ripple.actions.joining import enter, signed_in
from ripple.actions.posting import share_act, withdraw_act
from ripple.demo import start_demo
from ripple.domain.errors import ImportRefused, NotAllowed
from ripple.domain.events.acts import ActHidden, ActReported, ActThanked
from ripple.domain.events.group import SettingsChanged
from ripple.domain.history import History
from ripple.domain.model import Act, Person, Settings, Warmth
from ripple.domain.moderation import Asker
from ripple.live import Groups, LiveGroup
from ripple.store import open_store
from ripple.store.backup import backup, restore
from ripple.store.upkeep import check
from tests.actions.conftest import NOON

LATER = NOON + timedelta(days=1)


def host_of(live: LiveGroup) -> str:
    return live.history.hosts[0].id


@pytest.fixture
def street(groups: Groups) -> LiveGroup:
    """Maple Street, after a good deal has happened in it."""
    live = groups.group(start_demo(groups, now=NOON).group)
    host = host_of(live)
    first, second, third, *_ = live.history.acts
    live.log.append(
        live.id,
        SettingsChanged(id="set", at=NOON, by=host, settings=Settings(approve_acts=True, keep_days=30)),
        ActReported(id="r", at=NOON, by=host, act=first, why="not kind"),
        ActHidden(id="h", at=NOON, by=host, act=second),
        ActThanked(id="t", at=NOON, by=host, act=third, warmth=Warmth.MOVED),
    )
    share_act(live, host, Act(id="gone", text="Secret", posted_at=NOON, author=host), now=NOON)
    withdraw_act(live, Asker(host), "gone", now=NOON)
    return live


def test_everything_comes_back_as_it_was_but_for_the_code(groups: Groups, street: LiveGroup) -> None:
    link = import_group(groups, export_group(street, host_of(street)), nonce="copy", now=LATER)
    copy, was = groups.group("copy").history, street.history
    for field in ("name", "settings", "former", "awaiting"):
        assert getattr(copy, field) == getattr(was, field), field
    assert copy.acts == {id: act.for_others() for id, act in was.acts.items()}
    assert copy.hidden.keys() == was.hidden.keys()
    assert [(one.name, one.host) for one in copy.members.values()] == [
        (one.name, one.host) for one in was.members.values()
    ]
    assert (copy.reports, copy.thanks) == (History().reports, {})
    assert groups.group("copy").pond.x == street.pond.x
    assert [act.id for act in groups.group("copy").pond.acts] == [act.id for act in street.pond.acts]
    assert copy.code != was.code
    assert groups.by_code(copy.code) == "copy"
    assert groups.by_code(was.code) == street.id
    member = signed_in(groups.group("copy"), enter(groups, link, now=LATER))
    assert member is not None
    assert member.host


def test_a_second_copy_says_the_same(groups: Groups, street: LiveGroup) -> None:
    first = export_group(street, host_of(street))
    import_group(groups, first, nonce="copy", now=LATER)
    again = export_group(groups.group("copy"), host_of(street))
    assert again == first


def test_the_file_signs_nobody_in_and_holds_nothing_that_was_erased(street: LiveGroup) -> None:
    data = export_group(street, host_of(street))
    assert b"hash" not in data
    assert b"Secret" not in data


def test_the_same_nonce_makes_one_group(groups: Groups, street: LiveGroup) -> None:
    data = export_group(street, host_of(street))
    for _ in range(2):
        import_group(groups, data, nonce="copy", now=LATER)
    assert groups.listed().count("copy") == 1
    assert len(groups.group("copy").history.acts) == len(street.history.acts)


@pytest.mark.parametrize("who", ["ben", "nobody", ""])
def test_only_a_host_takes_the_whole_group(live: LiveGroup, who: str) -> None:
    with pytest.raises(NotAllowed):
        export_group(live, who)


AT_THE_END_OF_TIME = b"""{"entry": "ActPosted", "id": "act a1", "at": "2026-01-01T00:00:00Z", "act": {
 "id": "a1", "text": "x", "posted_at": "9999-12-31T12:00:00Z", "happened_on": "2026-01-01"}}
""".replace(b",\n", b",")


def changed(data: bytes, line: int, **fields: object) -> bytes:
    lines = data.splitlines()
    lines[line - 1] = json.dumps(json.loads(lines[line - 1]) | fields).encode()
    return b"\n".join(lines)


@pytest.mark.parametrize(
    ("spoil", "line"),
    [
        (lambda data: b"", 1),
        (lambda data: b"{", 1),
        (lambda data: b"[" * 100_000, 1),
        (lambda data: b"\xff\xfe\x00", 1),
        (lambda data: b"\n".join(data.splitlines()[1:]), 1),
        (lambda data: data + data.splitlines()[1] + b"\n", 4),
        (lambda data: data + b"7\n", 4),
        (lambda data: changed(data, 2, entry="SignedIn"), 2),
        (lambda data: changed(data, 2, entry="GroupListed", group="ada", code="X"), 2),
        (lambda data: changed(data, 2, name="x" * 61), 2),
        (lambda data: changed(data, 2, name=7), 2),
        (lambda data: changed(data, 2, host=False), 4),
        (lambda data: changed(data, 1, at="0001-01-01T00:00:00+14:00"), 1),
        (lambda data: changed(data, 2, member="\ud800"), 2),
        (lambda data: data + AT_THE_END_OF_TIME, 4),
        (lambda data: changed(data, 2, at="1026-01-01T00:00:00Z"), 2),
        (lambda data: changed(data, 2, at=(LATER + timedelta(days=2)).isoformat()), 2),
    ],
)
def test_what_is_no_group_is_refused_with_its_line_and_leaves_nothing(
    groups: Groups, live: LiveGroup, spoil, line: int
) -> None:
    with pytest.raises(ImportRefused) as refused:
        import_group(groups, spoil(export_group(live, "ada")), nonce="copy", now=LATER)
    assert refused.value.problems[0].line == line
    assert groups.log.version("copy") == 0


@pytest.mark.parametrize("data", [b"\xff\xfe noise", b"words", b"[" * 100_000, b"7", b'["a list"]', b"NaN"])
def test_a_file_of_something_else_is_refused_in_plain_words(groups: Groups, data: bytes) -> None:
    with pytest.raises(ImportRefused) as refused:
        import_group(groups, data, nonce="copy", now=LATER)
    (problem,) = refused.value.problems
    assert (problem.line, problem.reason) == (1, "this is no line of a group’s file")


def test_an_act_before_its_parent_is_refused(groups: Groups, live: LiveGroup) -> None:
    share_act(live, "ben", Act(id="1", text="first", posted_at=NOON), now=NOON)
    share_act(live, "ben", Act(id="2", text="then", posted_at=NOON, inspired_by="1"), now=NOON)
    data = export_group(live, "ada")
    act = json.loads(data.splitlines()[-1])["act"] | {"posted_at": "2020-01-01T00:00:00Z"}
    with pytest.raises(ImportRefused, match="came later"):
        import_group(groups, changed(data, 5, act=act), nonce="copy", now=LATER)


def test_a_file_from_before_several_could_be_kind_is_taken_in(groups: Groups, live: LiveGroup) -> None:
    ben = (Person("Ben", "ben"),)
    share_act(live, "ada", Act(id="1", text="Made soup", posted_at=NOON, author="ada", givers=ben), now=NOON)
    share_act(live, "ada", Act(id="2", text="Ate soup", posted_at=NOON, author="ada"), now=NOON)
    lines = [json.loads(line) for line in export_group(live, "ada").splitlines()]
    for line in lines:
        if "act" in line:
            line["act"]["giver"] = next(iter(line["act"].pop("givers")), None)
    link = import_group(groups, "\n".join(map(json.dumps, lines)).encode(), nonce="copy", now=LATER)
    acts = groups.group(link.group).history.acts
    assert (acts["1"].givers, acts["2"].givers) == (ben, ())


# --- What is taken in can be kept: checked, copied and brought back ---


def spoken(at: int, entry: str, **fields: object) -> dict[str, object]:
    """A line of a group's file, ``at`` so many minutes after noon."""
    moment = (NOON + timedelta(minutes=at)).isoformat()
    return {"entry": entry, "at": moment, **fields}


PEOPLE = st.sampled_from(["ada", "ben", "cy", "nobody"])
ABOUT_ACTS = st.sampled_from(["ActErased", "ActHidden", "ActRestored", "ActApproved", "ActThanked"])
ABOUT_PEOPLE = st.sampled_from(["MemberJoined", "MemberGone", "MemberErased", "HostNamed"])
AN_ACT = st.fixed_dictionaries(
    {
        "text": st.sampled_from(["Held the door", "e\u0301" * 40, "\u202dx\u2028\n\n \n\ny"]),
        "posted_at": st.integers(0, 1).map(lambda n: (NOON + timedelta(minutes=n)).isoformat()),
        "author": st.none() | PEOPLE,
        "givers": st.lists(PEOPLE.map(lambda who: {"name": "", "member": who}), max_size=2),
    },
    optional={"erased": st.booleans(), "claim": st.just("c"), "edited_at": st.just(NOON.isoformat())},
)


@st.composite
def histories(draw: st.DrawFn) -> list[dict[str, object]]:
    """What happens in a group, and sometimes cannot: each line of about four acts."""
    told = []
    for n in range(draw(st.integers(1, 12))):
        act, id, what = draw(AN_ACT), draw(st.integers(0, n)), draw(st.integers(0, 9))
        if what < 6:
            parent = {"inspired_by": str(id)} if what < 2 else {}
            told.append(spoken(n, "ActPosted", act=act | parent | {"id": str(n)}, waits=what == 5))
        elif what == 6:
            told.append(spoken(n, "ActEdited", id=f"{n}", act=act | {"id": str(id)}, revives=True))
        elif what < 9:
            told.append(spoken(n, draw(ABOUT_ACTS), id=f"{n}", act=str(id), by="ada", warmth="moved"))
        else:
            who = draw(PEOPLE)
            told.append(spoken(n, draw(ABOUT_PEOPLE), id=f"{n}", member=who, by="ada", host=True, name="Cy"))
    return told


@given(histories(), st.data())
def test_what_is_taken_in_is_sound_and_comes_back_from_a_backup(
    lines: list[Any], data: st.DataObject
) -> None:
    head = [
        spoken(0, "GroupStarted", id="start", name="Elm Street", code="CODE"),
        spoken(0, "MemberJoined", id="join ada", member="ada", name="Ada", host=True),
    ]
    told = [json.dumps(line).encode() for line in [*head, *lines]]
    if data.draw(st.integers(0, 3)) == 0:  # a line out of place, or twice
        told.insert(data.draw(st.integers(2, len(told))), data.draw(st.sampled_from(told)))
    with TemporaryDirectory() as folder:
        store = Path(folder, "store")
        with closing(open_store(f"tinydb:{store}")) as log:
            groups = Groups(log)
            try:
                import_group(groups, b"\n".join(told), nonce="copy", now=LATER)
            except ImportRefused:
                event("refused")
                return
            event("taken in")
            acts = groups.group("copy").history.acts
        assert check(store).damage == ()
        backup(store, Path(folder, "backup"))
        assert restore(Path(folder, "backup"), Path(folder, "back")).wrong == []
        with closing(open_store(f"tinydb:{folder}/back")) as log:
            assert Groups(log).group("copy").history.acts == acts


def test_an_act_from_nowhere_is_refused_by_its_line(groups: Groups, live: LiveGroup) -> None:
    orphan = spoken(
        1, "ActPosted", act={"id": "x", "text": "x", "posted_at": NOON.isoformat(), "inspired_by": "nowhere"}
    )
    with pytest.raises(ImportRefused) as refused:
        import_group(groups, export_group(live, "ada") + json.dumps(orphan).encode(), nonce="copy", now=LATER)
    [problem] = refused.value.problems
    assert (problem.line, "'nowhere'" in problem.reason) == (4, True)
