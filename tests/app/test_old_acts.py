"""What a file brought: it stands where it belongs in time, and is found."""

from datetime import timedelta

import pytest

from ripple.app import session
from ripple.app.pond import story
from ripple.app.pond.story import LISTED
from ripple.domain.events.acts import ActPosted
from ripple.domain.model import Act
from ripple.domain.signs import as_sought
from tests.app.conftest import Visitor


def brought(visitor: Visitor, *texts: str) -> None:
    """Acts of a year ago come in now."""
    live, now = visitor.group.live, session.now()
    acts = [
        Act(id=f"old {n}", text=text, posted_at=now - timedelta(days=365)) for n, text in enumerate(texts)
    ]
    live.log.append(live.id, *(ActPosted(at=now, act=act) for act in acts))


def test_what_is_older_stands_below_what_came_before_it(ada: Visitor) -> None:
    ada.writes("Held the door today").press("Share")
    brought(ada, "Made soup a year ago")
    said = ada.look().sees
    assert said.index("Held the door today") < said.index("Made soup a year ago")


def test_a_search_says_how_much_there_is_and_accents_hide_nothing(ada: Visitor) -> None:
    brought(ada, *["A puppy in the Café"] * (LISTED + 30), "Soup")
    ada.open("home")
    [listed] = [one for one in ada.tab.selectbox if one.label == "Find an act"]
    assert f"the newest {LISTED}" in listed.proto.placeholder
    [search] = [one for one in ada.tab.text_input if one.label == "Search all acts"]
    search.set_value("cafe")
    assert f"The newest {LISTED} of {LISTED + 30} acts are in the list." in ada.look().sees


def test_what_is_looked_through_is_read_once_however_often_one_looks(
    ada: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    brought(ada, *["A puppy"] * (LISTED + 5), "Soup")
    ada.open("home")
    read: list[str] = []
    monkeypatch.setattr(story, "as_sought", lambda text: (read.append(text), as_sought(text))[1])
    for words, there in (("puppy", LISTED + 5), ("soup", 1), ("puppy", LISTED + 5)):
        assert len(story.found(ada.group, words)) == there
    assert sum("A puppy" in text for text in read) == LISTED + 5
    brought_since = Act(id="new", text="A puppy again", posted_at=session.now())
    ada.group.live.log.append(ada.group.live.id, ActPosted(at=session.now(), act=brought_since))
    ada.group.live.catch_up()
    assert len(story.found(ada.group, "again")) == 1
