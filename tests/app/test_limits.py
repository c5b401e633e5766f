"""Whoever is too quick is asked to wait, and loses nothing of what they typed."""

import pytest

from ripple.actions import rate_limits
from ripple.actions.joining import start_group
from ripple.actions.members import renew_code
from ripple.actions.rate_limits import RateLimit
from ripple.app import session
from ripple.domain.errors import UnknownCode
from tests.app.acts.test_heard import in_another_browser, posts
from tests.app.conftest import Visitor

ONCE = "1/hour"  # longer than any test takes


def once(monkeypatch: pytest.MonkeyPatch, *modules: str) -> None:
    """Let each of these be done once an hour (``module.NAME``), and all visitors sit in one school."""
    monkeypatch.setattr(session, "asker", lambda: "school")
    for name in modules:
        monkeypatch.setattr(f"ripple.{name}", RateLimit(name, one=ONCE, address="9/hour"))


def test_act_after_act_is_slowed_down_and_the_words_stay(
    ada: Visitor, ben: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    once(monkeypatch, "app.acts.form.SHARING")
    ada.writes("Held the door").press("Share")
    ada.writes("And the next one").press("Share")
    assert "That was a lot in a short time" in ada.sees
    assert ada.tab.text_area[0].value == "And the next one"
    assert "And the next one" not in ben.look().sees
    ben.writes("Mended a bike").press("Share")
    assert "That was a lot" not in ben.sees
    rate_limits._limiter.storage.reset()  # the hour is over
    ada.press("Share")
    assert "And the next one" in ben.look().sees


def test_what_is_left_unsigned_counts_in_its_browser_alone(
    ada: Visitor, ben: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a host who signs in as a member is told by having to wait that they shared something, and when."""
    once(monkeypatch, "app.acts.form.SHARING", "app.acts.form.CHANGING")
    elsewhere = in_another_browser(ben)
    posts(ben, "Left flowers", unsigned=True)
    ben.choose("more ", "edit").tab.text_area[0].set_value("Left tulips")
    ben.look().press("Save")
    act = posts(elsewhere, "Held the door")
    elsewhere.choose(f"more {act}", "edit").tab.text_area[0].set_value("Held two doors")
    assert "That was a lot" not in elsewhere.look().press("Save").sees
    ben.opens_form().writes("And once more").press("Share")
    assert "That was a lot in a short time" in ben.sees


def test_coming_in_too_often_keeps_the_name(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    once(monkeypatch, "actions.rate_limits.JOINING")
    for name in ("Ben", "Cleo"):
        visitor = Visitor().new_tab(code=code)
        visitor.tab.text_input[0].set_value(name)
        visitor.press("Join the group")
    assert "That was a lot in a short time" in visitor.sees
    assert visitor.sent_to is None
    assert visitor.tab.text_input[0].value == "Cleo"


def comes(code: str, name: str) -> Visitor:
    visitor = Visitor().new_tab(code=code)
    visitor.tab.text_input[0].set_value(name)
    return visitor.press("Join the group")


def test_a_group_of_ones_own_uses_up_nothing_of_a_class_next_door(
    ada: Visitor, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "asker", lambda: "school")
    for name in ("actions.rate_limits.JOINING", "app.acts.form.SHARING"):
        monkeypatch.setattr(f"ripple.{name}", RateLimit(name, one="9/hour", address=ONCE))
    stranger = Visitor().starts("A flood", "Zoe")
    assert stranger.sent_to
    stranger.follow(stranger.sent_to)
    own = stranger.group.live.history.code
    assert comes(own, "One").sent_to
    assert not comes(own, "Two").sent_to
    stranger.writes("Much").press("Share").writes("Much more").press("Share")
    assert "That was a lot in a short time" in stranger.sees
    assert comes(code, "Ben").sent_to
    assert "That was a lot" not in ada.writes("Held the door").press("Share").sees


def test_a_new_invitation_lets_in_whom_a_flood_kept_out(
    ada: Visitor, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    once(monkeypatch, "actions.rate_limits.JOINING")
    assert comes(code, "Flood").sent_to
    assert not comes(code, "Ben").sent_to
    live, host = ada.group.live, ada.group.member.id
    assert comes(renew_code(session.groups(), live, host, now=session.now()), "Ben").sent_to


def test_a_right_invitation_after_many_wrong_ones_is_not_called_wrong(
    code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "asker", lambda: "school")
    for _ in range(rate_limits.ONE_ASKER.amount):
        with pytest.raises(UnknownCode), rate_limits.guessing("school", lambda _word: None):
            raise UnknownCode
    ben = Visitor().new_tab(code=code)
    assert "That was a lot in a short time" in ben.sees
    assert "No group has that code" not in ben.sees
    rate_limits._limiter.storage.reset()  # the minute is over
    assert "Maple Street" in ben.look().sees
    assert "That was a lot" not in ben.sees


def test_a_wrong_invitation_is_one_guess_however_often_it_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "asker", lambda: "school")
    ben = Visitor().new_tab(code="WRONG-ONE")
    for _ in range(rate_limits.ONE_ASKER.amount + 1):
        assert "No group has that code" in ben.look().sees


def test_starting_group_after_group_is_slowed_down(monkeypatch: pytest.MonkeyPatch) -> None:
    once(monkeypatch, "actions.rate_limits.STARTING")
    assert Visitor().starts("Maple Street", "Ada").sent_to
    late = Visitor().starts("Elm Street", "Ben")
    assert "That was a lot in a short time" in late.sees
    assert late.sent_to is None
    assert late.tab.text_input[0].value == "Elm Street"


def test_making_links_without_end_is_slowed_down(ada: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    once(monkeypatch, "app.you.devices.LINKING")
    ada.open("you").press("Make the link")
    assert "That was a lot" not in ada.sees
    ada.press("Make the link")
    assert "That was a lot in a short time" in ada.sees


def test_too_many_names_are_counted_before_they_are_read(ada: Visitor) -> None:
    ada.writes("Held the door")
    ada.tab.text_input[1].set_value("a," * 200_000)
    ada.press("Share")
    assert "The list of people it was for can have" in ada.sees
    assert ada.tab.text_area[0].value == "Held the door"


def test_the_same_id_in_another_group_uses_up_nothing(ada: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    """A group's file says by which ids its members go."""
    once(monkeypatch, "app.acts.form.SHARING")
    here, now = ada.group, session.now()
    link = start_group(session.groups(), "A copy", "Zoe", nonce="copy", founder=here.member.id, now=now)
    zoe = Visitor().follow(link.path)
    assert "That was a lot" in zoe.writes("Much").press("Share").writes("More").press("Share").sees
    assert "That was a lot" not in ada.writes("Held the door").press("Share").sees


def test_of_an_invitation_that_is_none_nothing_is_kept() -> None:
    stranger = Visitor().new_tab(code="x" * 100_000)
    assert "No group has that code" in stranger.sees
    assert stranger.tab.session_state["visit"].invitations == {}
