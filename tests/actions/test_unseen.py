"""What is drawn as nothing comes in nowhere new: not as a group's name, an act's words or a name in it."""

import pytest

from ripple.actions.joining import start_group
from ripple.actions.members import rename_group
from ripple.actions.posting import edit_act, share_act
from ripple.domain.errors import TextMissing
from ripple.domain.model import Act, Person, replace
from ripple.domain.moderation import Asker
from ripple.live import Groups, LiveGroup
from tests.actions.conftest import NOON

NOTHING = ("\ufffc", "\U00013441", "\ufffc \U00013442")  # a log from before may hold these
SAID = Act(id="1", text="Held the door", posted_at=NOON, author="ben")
UNSEEN = [
    less
    for nothing in NOTHING
    for less in (
        replace(SAID, text=nothing),
        replace(SAID, givers=(Person(nothing),)),
        replace(SAID, receivers=(Person("Cleo"), Person(nothing))),
    )
]


@pytest.mark.parametrize("name", NOTHING)
def test_no_group_is_called_so(name: str, groups: Groups, live: LiveGroup) -> None:
    with pytest.raises(TextMissing):
        start_group(groups, name, "Ada", nonce="unseen", now=NOON)
    assert "unseen" not in groups.listed()
    with pytest.raises(TextMissing):
        rename_group(live, "ada", name, now=NOON)
    assert live.history.name == "Class 4b"


@pytest.mark.parametrize("act", UNSEEN, ids=repr)
def test_no_act_is_told_so_at_first_or_anew(act: Act, live: LiveGroup) -> None:
    with pytest.raises(TextMissing):
        share_act(live, "ben", act, now=NOON)
    assert not live.history.acts
    share_act(live, "ben", SAID, now=NOON)
    with pytest.raises(TextMissing):
        edit_act(live, Asker("ben"), act, now=NOON)
    assert live.history.acts["1"].text == "Held the door"
