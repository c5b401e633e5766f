"""The desk of who looks after several groups: what waits in the others, and the way there."""

from tests.app.conftest import Visitor
from tests.app.test_moderating import choose_settings


def hosts_of_two() -> Visitor:
    """Cleo, who has started two groups, in the second of them."""
    cleo = Visitor().starts("Class 4b", "Cleo")
    assert cleo.sent_to
    cleo.follow(cleo.sent_to)
    other = Visitor().starts("Choir", "Cleo")
    assert other.sent_to
    other.follow(other.sent_to)
    other.cookies |= cleo.cookies
    return other.new_tab()


def cards(visitor: Visitor) -> list[str]:
    return [button.label for button in visitor.tab.button if (button.key or "").startswith("go ")]


def test_a_host_sees_what_waits_in_another_group_and_goes_there() -> None:
    cleo = hosts_of_two()
    assert "Waiting for you" not in cleo.open("group").sees
    choose_settings(cleo, approve_newcomers=True)
    waits = Visitor().new_tab(code=cleo.group.live.history.code)
    waits.tab.text_input[0].set_value("Wanda")
    waits.press("Join the group")
    here = cleo.group.live.history.name
    other = next(name for name in ("Class 4b", "Choir") if name != here)
    cleo.open("group").press(next(label for label in cards(cleo) if other in label))
    assert cleo.group.live.history.name == other
    assert "Waiting for you: 1" in cleo.open("group").sees
    assert here in cards(cleo)[0]


def test_who_is_in_one_group_sees_no_desk(ada: Visitor) -> None:
    assert cards(ada.open("group")) == []


def test_a_member_who_is_no_host_reads_no_code_of_another_group(ben: Visitor) -> None:
    host = Visitor().starts("Class 4b", "Cleo")
    assert host.sent_to
    host.follow(host.sent_to)
    host.cookies |= ben.cookies
    host.new_tab()
    assert host.group.live.history.name == "Class 4b"
    assert len(cards(host.open("group"))) == 1
    assert "The code to come in" not in host.sees
