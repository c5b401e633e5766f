"""A file that strangers may send is read in another process, which has limits."""

import json

import pytest

from ripple.actions.files import limits, sandbox
from ripple.actions.files.group_archive import export_group, import_group, replayed
from ripple.actions.files.sandbox import replayed_apart
from ripple.actions.posting import share_act
from ripple.domain.errors import ImportRefused, SlowDown
from ripple.domain.model import Act
from ripple.live import Groups, LiveGroup
from tests.actions.conftest import NOON


def refused(data: bytes) -> tuple[int, str]:
    with pytest.raises(ImportRefused) as said:
        replayed_apart(data, NOON)
    return said.value.problems[0].line, said.value.problems[0].reason


ZOE = [{"name": "Zoe"}]


def a_chain(live: LiveGroup, acts: int) -> bytes:
    """The group's file with so many acts more, each of Zoe's and inspired by the one before."""
    told = [
        {
            "entry": "ActPosted",
            "at": NOON.isoformat(),
            "act": {"id": f"{n}", "text": "x", "posted_at": NOON.isoformat(), "givers": ZOE}
            | ({"inspired_by": f"{n - 1}"} if n else {}),
        }
        for n in range(acts)
    ]
    return export_group(live, "ada") + "\n".join(map(json.dumps, told)).encode()


def test_it_says_what_is_said_here(groups: Groups, live: LiveGroup) -> None:
    share_act(live, "ben", Act(id="1", text="first", posted_at=NOON), now=NOON)
    data = export_group(live, "ada")
    there, here = replayed_apart(data, NOON), replayed(data, NOON)
    assert (there.entries, there.host) == (here.entries, here.host)
    import_group(groups, data, nonce="copy", now=NOON, replay=replayed_apart)
    assert groups.group("copy").history.acts == live.history.acts


def test_what_is_no_group_is_refused_with_its_line(live: LiveGroup) -> None:
    data = export_group(live, "ada")
    assert refused(data + b"7\n") == (4, "this is no line of a group’s file")
    assert refused(b"")[0] == 1


LIMITS = {
    "too much of the processor": ("CPU_S", 0, "takes too long"),
    "too much memory": ("MEMORY", 10_000_000, "takes too long"),
    "too long by the clock": ("STUCK_S", 0, "takes too long"),
    "too many lines": ("LINES_LIMIT", 1_000, "more than 1,000 lines"),
    "too many names": ("NAMES_LIMIT", 2_000, "more than 2,000 times"),
    "too many bytes": ("BYTES_LIMIT", 1_000, "larger than"),
}


@pytest.mark.parametrize(("limit", "most", "said"), LIMITS.values(), ids=LIMITS)
def test_what_takes_too_much_is_refused_in_a_sentence(
    limit: str, most: int, said: str, live: LiveGroup, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sandbox, "LINES_LIMIT", 20_000)  # what the others are about comes to be tried
    monkeypatch.setattr(sandbox, limit, most)
    assert said in refused(a_chain(live, 19_000))[1]


def test_files_are_read_one_after_the_other(live: LiveGroup, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "WAIT_S", 0)
    with limits._turn, pytest.raises(SlowDown):
        replayed_apart(export_group(live, "ada"), NOON)
