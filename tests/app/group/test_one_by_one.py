"""What waits for a host is answered one after the other, in one dialog."""

from tests.app.conftest import Visitor, joined
from tests.app.group.test_decisions import plain
from tests.app.test_moderating import HELD, choose_settings

BEGIN = "Look at them one by one"


def labels(visitor: Visitor) -> list[str]:
    return [one.label.split(" *")[0] for one in visitor.tab.button]


def waits_much(ada: Visitor, ben: Visitor, code: str) -> Visitor:
    """Wanda is before the door, one act of Ben's waits, and one of Cleo's was asked about; the host."""
    joined(code, "Cleo").writes("Made soup").press("Share")
    ben.look().choose("more", "report")
    ben.press("Ask a host to look", nth=-1)
    choose_settings(ada, approve_acts=True, approve_newcomers=True)
    joined(code, "Wanda")
    ben.open("home").writes(HELD).press("Share")
    return ada.open("group")


def test_people_come_first_then_acts_then_what_was_asked(ada: Visitor, ben: Visitor, code: str) -> None:
    waits_much(ada, ben, code).press(BEGIN)
    assert "Waiting for you: 3" in ada.sees
    assert "Wanda" in plain(ada)
    assert HELD not in ada.sees
    ada.press("Let Wanda in")
    assert "Waiting for you: 2" in ada.sees
    assert HELD in ada.sees
    ada.press("Let it through")
    assert "Made soup" in ada.sees
    ada.press("Show it again")
    assert "That was all." in ada.sees
    ada.press("All right")
    assert BEGIN not in labels(ada)


def test_who_takes_an_act_away_comes_back_to_the_next(ada: Visitor, ben: Visitor, code: str) -> None:
    waits_much(ada, ben, code).press(BEGIN).press("Not now").press("Decline")
    assert "Made soup" in ada.sees
    assert "The act is gone, before everybody saw it." in ada.sees
    ada.press("Take it away for good").press("Take it away for good")
    assert "That was all." in ada.sees
    assert "Made soup" not in [act.text for act in ada.group.live.history.acts.values()]
    ada.press("Undo")
    assert "Made soup" in ada.sees


def test_a_newcomer_who_was_sent_away_by_mistake_is_the_next_again(
    ada: Visitor, ben: Visitor, code: str
) -> None:
    waits_much(ada, ben, code).press(BEGIN).press("Not now")
    assert "Wanda" not in plain(ada)
    ada.press("Undo")
    assert "Let Wanda in" in labels(ada)


def test_nothing_is_offered_where_nothing_waits_nor_to_members(ada: Visitor, ben: Visitor) -> None:
    assert BEGIN not in labels(ada.open("group"))
    choose_settings(ada, approve_acts=True)
    ben.look().writes(HELD).press("Share")
    assert BEGIN in labels(ada.open("group"))
    assert BEGIN not in labels(ben.open("group"))
