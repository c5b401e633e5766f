"""What a file brought: it stands where it belongs in time, and is found."""

from datetime import timedelta

from ripple.app import session
from ripple.app.story import LISTED
from ripple.domain.events.acts import ActPosted
from ripple.domain.model import Act
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


def test_what_is_sought_says_how_much_there_is_and_accents_do_not_hide_it(ada: Visitor) -> None:
    brought(ada, *["A puppy in the Café"] * (LISTED + 30), "Soup")
    ada.open("home")
    [listed] = [one for one in ada.tab.selectbox if one.label == "Find an act"]
    assert f"the newest {LISTED}" in listed.proto.placeholder
    [search] = [one for one in ada.tab.text_input if one.label == "Search all acts"]
    search.set_value("cafe")
    assert f"The newest {LISTED} of {LISTED + 30} acts are in the list." in ada.look().sees
