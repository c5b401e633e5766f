"""Other names: nobody can be mistaken for another, and an old name is in no file any more."""

from __future__ import annotations

import pytest

from ripple.actions.files.group_archive import export_group, import_group
from ripple.actions.joining import join_group
from ripple.actions.leaving import erase_member, leave_group
from ripple.actions.members import remove, rename_group, rename_member
from ripple.actions.posting import share_act
from ripple.domain.errors import NameTaken, NotAllowed, TextMissing, TextTooLong
from ripple.domain.events.members import MemberRenamed
from ripple.domain.history import History
from ripple.domain.model import Act, Person
from ripple.domain.moderation import Asker
from ripple.live import Groups, LiveGroup
from tests.actions.conftest import NOON, Files, come_in, cut_off_after, losing_to

BEN = Person("Ben", "ben")


def share(live: LiveGroup, act: str, *, author: str, to: Person) -> None:
    share_act(
        live, author, Act(id=act, text="Held", posted_at=NOON, author=author, receivers=(to,)), now=NOON
    )


def read_anew(live: LiveGroup) -> History:
    """The group as a process finds it that opens it now."""
    return Groups(live.log).group(live.id).history


def test_a_new_name_holds_also_in_what_was_told_before(in_files: LiveGroup, files: Files) -> None:
    share(in_files, "before", author="ada", to=BEN)
    rename_member(in_files, "ben", "Benno", now=NOON)
    share(in_files, "after", author="ada", to=Person("Benno", "ben"))
    for history in (in_files.history, read_anew(in_files)):
        assert history.name_of("ben") == "Benno"
        assert [act.receivers for act in history.acts.values()] == [(Person("Benno", "ben"),)] * 2
    assert '"Ben"' not in files()
    assert '"Benno"' in files()


def test_of_many_names_the_last_holds_and_leaves_with_its_bearer(in_files: LiveGroup, files: Files) -> None:
    share(in_files, "one", author="ada", to=BEN)
    for name in ("Benno", "Benedict", "Bee"):
        rename_member(in_files, "ben", name, now=NOON)
    leave_group(in_files, lambda _act: Asker("ben"), erase=False, now=NOON)
    assert read_anew(in_files).name_of("ben") == "Bee"
    erase_member(in_files, "ada", "ben", now=NOON)
    for history in (in_files.history, read_anew(in_files)):
        assert history.name_of("ben") == ""
        assert history.acts["one"].receivers == ()
    assert not [name for name in ("Ben", "Benno", "Benedict", "Bee") if f'"{name}"' in files()]


def test_nobody_takes_a_name_that_looks_like_another_s(groups: Groups, live: LiveGroup) -> None:
    come_in(groups, live, "Cleo")
    share(live, "soup", author="cleo", to=BEN)  # who left nothing keeps nobody from their name
    remove(live, "ada", "cleo", now=NOON)
    for name in ("Ada", "АDA", "cleo"):
        with pytest.raises(NameTaken):
            rename_member(live, "ben", name, now=NOON)
    rename_member(live, "ben", "BEN", now=NOON)  # one's own, written otherwise
    assert live.history.name_of("ben") == "BEN"


def test_of_two_who_want_one_name_at_once_the_first_has_it(groups: Groups, live: LiveGroup) -> None:
    come_in(groups, live, "Cleo")
    rival = MemberRenamed(id="rename cleo", at=NOON, member="cleo", name="Kim")
    with losing_to(live, rival), pytest.raises(NameTaken):
        rename_member(live, "ben", "Kim", now=NOON)
    assert live.history.name_of("ben") == "Ben"


def test_a_name_that_was_given_up_is_free(groups: Groups, live: LiveGroup) -> None:
    rename_member(live, "ben", "Benno", now=NOON)
    join_group(groups, live.history.code, "Ben", asker="b", nonce="another ben", now=NOON)
    assert live.history.name_of("another ben") == "Ben"


@pytest.mark.parametrize(("name", "error"), [("  ", TextMissing), ("x" * 61, TextTooLong)])
def test_a_name_has_to_be_one(live: LiveGroup, name: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        rename_member(live, "ben", name, now=NOON)
    with pytest.raises(error):
        rename_group(live, "ada", name, now=NOON)
    assert (live.history.name_of("ben"), live.history.name) == ("Ben", "Class 4b")


def test_only_a_host_renames_the_group_and_only_a_member_themselves(live: LiveGroup) -> None:
    with pytest.raises(NotAllowed):
        rename_group(live, "ben", "Class 5b", now=NOON)
    remove(live, "ada", "ben", now=NOON)
    with pytest.raises(NotAllowed):
        rename_member(live, "ben", "Benno", now=NOON)


def test_the_same_name_again_is_no_news(live: LiveGroup) -> None:
    before = live.version
    rename_member(live, "ben", " Ben ", now=NOON)
    rename_group(live, "ada", "Class 4b", now=NOON)
    assert live.version == before


def test_a_group_s_earlier_name_is_in_no_file(in_files: LiveGroup, files: Files) -> None:
    rename_group(in_files, "ada", "Class 5b", now=NOON)
    assert in_files.history.name == read_anew(in_files).name == "Class 5b"
    assert "Class 4b" not in files()


def test_a_renamed_group_can_be_taken_along_and_brought_back(groups: Groups, live: LiveGroup) -> None:
    rename_group(live, "ada", "Class 5b", now=NOON)
    rename_member(live, "ben", "Benno", now=NOON)
    file = export_group(live, "ada")
    import_group(groups, file, nonce="again", now=NOON)
    history = groups.group("again").history
    assert history.name == "Class 5b"
    assert [member.name for member in history.members.values()] == ["Ada", "Benno"]


@pytest.mark.parametrize("steps", [0, 1])
def test_what_a_crash_left_of_an_old_name_goes_at_the_next_opening(
    in_files: LiveGroup, files: Files, steps: int
) -> None:
    with cut_off_after(steps, in_files), pytest.raises(ConnectionAbortedError):
        rename_member(in_files, "ben", "Benno", now=NOON)
    name = read_anew(in_files).name_of("ben")
    assert name == ("Benno" if steps else "Ben")
    assert [one for one in ("Ben", "Benno") if f'"{one}"' in files()] == [name]


def test_who_is_gone_when_their_new_name_comes_keeps_the_old_one(in_files: LiveGroup, files: Files) -> None:
    remove(in_files, "ada", "ben", now=NOON)
    late = MemberRenamed(id="rename late", at=NOON, member="ben", name="Benno")
    in_files.log.append(in_files.id, late)
    assert read_anew(in_files).name_of("ben") == "Ben"
    assert '"Benno"' not in files()
