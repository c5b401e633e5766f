"""Signing in with an organisation, on the pages: it brings people back, and mixes up nobody."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import parse_qs, urlsplit

import pytest
import streamlit as st
from streamlit.errors import StreamlitAuthError
from streamlit.runtime.secrets import AttrDict

from ripple.actions.joining import COOKIE, SignInLink, enter, sign_out
from ripple.actions.members import change_settings, remove
from ripple.app import session
from ripple.app.entry.organisation import organisation
from ripple.domain.model import Settings
from tests.app.conftest import Visitor

AUTH = {
    "redirect_uri": "https://ripple.example/oauth2callback",
    "cookie_secret": "a secret",
    "client_id": "ripple",
    "client_secret": "another secret",
    "server_metadata_url": "https://school.example/.well-known/openid-configuration",
}
CHECKOUT = Path(__file__).parents[3]
SIGN_IN = "Sign in with Maple School"


class Secrets(dict[str, Any]):
    """What the keeper wrote into `.streamlit/secrets.toml`."""

    def load_if_toml_exists(self) -> bool:
        return bool(self)


@pytest.fixture
def school(monkeypatch: pytest.MonkeyPatch) -> Iterator[Secrets]:
    """Maple School signs people in."""
    secrets = Secrets(auth=AttrDict(AUTH), organisation={"name": "Maple School"})
    monkeypatch.setattr(st, "secrets", secrets)
    organisation.cache_clear()
    yield secrets
    organisation.cache_clear()


@pytest.fixture
def required(code: str, school: Secrets) -> Secrets:
    """Nobody comes in without it; Ada did before."""
    school["organisation"]["required"] = True
    return school


@pytest.fixture
def logins() -> Iterator[list[None]]:
    """How often somebody was sent to the organisation's page."""
    found: list[None] = []
    with patch.object(st, "login", lambda: found.append(None)):
        yield found


class Pupil(Visitor):
    """Somebody whom the school signs in as ``sub``, on a browser of their own."""

    def __init__(self, sub: str, name: str = "", **query: str) -> None:
        self.sub, self.name = sub, name
        super().__init__()
        self.signs_in(**query)

    def signs_in(self, **query: str) -> Pupil:
        now = session.now().timestamp()
        self.claims = {"iss": "https://school.example", "sub": self.sub, "iat": now, "nonce": str(now)}
        if self.name:
            self.claims["name"] = self.name
        self.new_tab(**query)
        return self

    def goes_on(self) -> Pupil:
        """Do what the route does to which the page sends the browser."""
        assert self.sent_to
        asked = parse_qs(urlsplit(self.sent_to).query)
        assert self.sent_to.startswith("arrive?")
        for group in asked.get("out", []):
            sign_out(session.groups(), group, self.cookies.pop(COOKIE + group), now=session.now())
        for path in asked.get("in", []):
            group, _, secret = path.partition("/")
            link = SignInLink(group, secret)
            self.cookies[COOKIE + group] = enter(session.groups(), link, now=session.now())
        if "stay" not in asked:
            self.claims = {}
        self.new_tab(**({"code": asked["code"][0]} if "code" in asked else {}))
        return self

    def joins(self, name: str = "") -> Pupil:
        if name:
            self.field("Your name in this group").set_value(name)
        self.press("Join the group")
        return self.goes_on()

    def field(self, label: str) -> Any:
        return next(field for field in self.tab.text_input if field.label == label)

    def has(self, label: str) -> bool:
        return label in [button.label for button in self.tab.button]


def test_without_secrets_nobody_hears_of_it(ada: Visitor) -> None:
    for visitor in (Visitor(), ada.open("you")):
        assert "organisation" not in visitor.sees
        assert not any("Sign in" in button.label for button in visitor.tab.button)


def test_what_a_visitor_says_of_themselves_alone_counts_for_nothing(code: str) -> None:
    forger = Pupil("ben", "Ben", code=code)
    assert "Signed in" not in forger.sees
    assert forger.field("Your name in this group").value == ""


def test_secrets_that_lack_something_are_named(school: Secrets) -> None:
    school["auth"] = AttrDict({**AUTH, "client_id": ""})
    with pytest.raises(ValueError, match="lacks client_id"):
        organisation()


def test_an_installed_app_says_how_to_get_what_signs_people_in(
    school: Secrets, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ripple.app.entry.organisation.find_spec", lambda _name: None)
    with pytest.raises(ValueError, match=r'pip install "kindness-ripple\[openid\]"'):
        organisation()


@pytest.mark.parametrize(
    ("secrets", "said"),
    [('[auth]\nclient_id = "x"\n', "lacks redirect_uri"), ("[auth\n", "cannot be read")],
)
def test_with_secrets_that_are_amiss_the_app_ends_with_one_sentence(
    tmp_path: Path, secrets: str, said: str
) -> None:
    written = tmp_path / ".streamlit" / "secrets.toml"
    written.parent.mkdir()
    written.write_text(secrets)
    command = [sys.executable, "-c", "import streamlit_app"]
    found = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    done = subprocess.run(command, cwd=tmp_path, env=found, capture_output=True, text=True)
    assert done.returncode == 1
    assert said in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr


def test_an_organisation_without_a_name_is_yours(school: Secrets) -> None:
    del school["organisation"]
    assert "Sign in with your organisation" in [button.label for button in Visitor().tab.button]


def test_a_stranger_is_offered_it_beside_the_other_ways(school: Secrets, logins: list[None]) -> None:
    visitor = Visitor()
    assert "Maple School can sign you in" in visitor.sees
    assert [button.label for button in visitor.tab.button].count("I have an invitation") == 1
    visitor.press(SIGN_IN)
    assert len(logins) == 1


def test_when_nothing_came_of_it_one_sentence_says_so(school: Secrets) -> None:
    assert "Maple School did not sign you in this time" in Visitor().new_tab(sign_in="failed").sees
    assert "did not sign you in" not in Visitor().sees


def test_secrets_that_cannot_be_read_any_more_are_said_kindly(
    school: Secrets, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise StreamlitAuthError("no credentials")

    monkeypatch.setattr(st, "login", broken)
    visitor = Visitor()
    visitor.press(SIGN_IN)
    assert "Maple School did not sign you in this time" in visitor.sees
    assert "Something went wrong" not in visitor.sees


def test_who_was_invited_comes_in_and_comes_back_on_another_device(school: Secrets, code: str) -> None:
    ben = Pupil("ben", "Ben Bitdiddle", code=code)
    assert "Signed in with Maple School as Ben Bitdiddle" in ben.sees
    assert ben.field("Your name in this group").value == "Ben Bitdiddle"
    ben.joins("Ben")
    assert ben.group.member.name == "Ben"
    phone = Pupil("ben", "Ben Bitdiddle")
    assert "You belong to Maple Street (as Ben)" in phone.sees
    phone.press("Come in")
    phone.goes_on()
    assert phone.group.member == ben.group.member


def test_it_lets_nobody_in_by_itself(school: Secrets, ada: Visitor) -> None:
    ada.writes("Held the door").press("Share")
    eve = Pupil("eve", "Ada")
    assert "An invitation lets you in" in eve.sees
    assert not eve.has("Come in")
    for page in ("home", "people", "you", "group"):
        eve.open(page)
        assert "Held the door" not in eve.sees
        assert "Maple Street" not in eve.sees


def test_a_host_s_approval_holds(school: Secrets, ada: Visitor, code: str) -> None:
    change_settings(ada.group.live, ada.group.member.id, Settings(approve_newcomers=True), now=session.now())
    assert "You have asked to come into" in Pupil("ben", "Ben", code=code).joins().sees
    assert "Maple Street (as Ben, not let in yet)" in Pupil("ben").sees


def test_who_starts_a_group_comes_back_to_it(school: Secrets) -> None:
    ben = Pupil("ben", "Ben")
    ben.press("Start a group")
    ben.field("Name of the group").set_value("Class 4b")
    ben.press("Start the group")
    ben.goes_on()
    assert ben.group.member.host
    assert "You belong to Class 4b (as Ben)" in Pupil("ben").sees


def test_a_name_may_be_hostile(school: Secrets, code: str) -> None:
    eve = Pupil("eve", "**Eve** <b>" + "y" * 100, code=code)
    assert "as **Eve** <b>" in eve.sees
    assert "**Eve**" not in eve.tab.success[0].value
    assert len(eve.field("Your name in this group").value) == 60


def test_who_was_removed_stays_out(school: Secrets, ada: Visitor, code: str) -> None:
    ben = Pupil("ben", "Ben", code=code).joins()
    remove(ada.group.live, ada.group.member.id, ben.group.member.id, now=session.now())
    ben.signs_in()
    assert "You belong to" not in ben.sees
    assert "You have asked to come into" in Pupil("ben", "Benjamin", code=code).joins().sees


def test_who_erases_somebody_removed_reads_that_this_is_forgotten_too(
    school: Secrets, ada: Visitor, code: str
) -> None:
    ben = Pupil("ben", "Ben", code=code).joins()
    remove(ada.group.live, ada.group.member.id, ben.group.member.id, now=session.now())
    ada.open("group").tab.selectbox(key="find_former").select(ben.group.member.id)
    ada.look().press("Take their words and name away …")
    assert "That they were removed is forgotten too" in ada.sees
    ada.press("Take it away for good")
    assert ada.group.live.history.sign_ins.removed == {}


def test_an_open_tab_is_no_second_way_in(school: Secrets, code: str) -> None:
    """Somebody came in, and left; what their other tab still shows signs nobody in."""
    Pupil("ben", "Ben", code=code).joins()
    tab = Pupil("ben")
    other = Pupil("ben")
    other.claims = tab.claims
    other.new_tab()
    tab.press("Come in")
    tab.goes_on()
    other.press("Come in")
    assert "Please sign in once more" in other.sees
    assert other.sent_to is None


# --- Two at one browser ---


def test_a_member_who_never_used_it_is_asked_and_linked(school: Secrets, ada: Visitor) -> None:
    pupil = Pupil("ada", "Ada Lovelace")
    pupil.cookies = dict(ada.cookies)
    pupil.signs_in()
    assert "This browser is signed in to Maple Street as Ada." in pupil.sees
    assert not pupil.has("I have an invitation")
    pupil.press("Yes, that is me")
    pupil.goes_on()
    assert pupil.group.member == ada.group.member
    assert "Sign in with Maple School there, and it brings you back." in pupil.open("you").sees
    assert "You belong to Maple Street (as Ada)" in Pupil("ada").sees


def test_somebody_else_does_not_get_what_is_the_other_s(school: Secrets, ada: Visitor, code: str) -> None:
    ben = Pupil("ben", "Ben")
    ben.cookies = dict(ada.cookies)
    ben.signs_in(code=code)
    ben.press("No, sign them out here")
    ben.goes_on()
    assert ben.cookies == {}
    assert "was signed out of Maple Street" in ada.look().sees
    assert "Signed in with Maple School as Ben" in ben.sees
    ben.joins()
    assert ben.group.member.name == "Ben"


def test_who_is_linked_is_nobody_else(school: Secrets, code: str) -> None:
    """On the browser that Ada left open, Ben can sign her out, and not become her."""
    ada = Pupil("ada", "Ada L.", code=code).joins()
    ben = Pupil("ben", "Ben")
    ben.cookies = dict(ada.cookies)
    ben.signs_in()
    assert not ben.has("Yes, that is me")
    ben.press("Sign them out here")
    assert ben.goes_on().cookies == {}


def test_who_does_not_want_it_after_all_goes_on_as_before(school: Secrets, ada: Visitor) -> None:
    pupil = Pupil("ben", "Ben")
    pupil.cookies = dict(ada.cookies)
    pupil.signs_in().press("Cancel")
    pupil.goes_on()
    assert pupil.group.member == ada.group.member
    assert Pupil("ben").has("I have an invitation")


# --- On the page You ---


def test_a_member_can_do_without_it_again(school: Secrets, code: str) -> None:
    ben = Pupil("ben", "Ben", code=code).joins()
    ben.open("you").press("Stop signing in with Maple School")
    assert "Sign in with Maple School once" in ben.sees
    assert "You belong to" not in Pupil("ben").sees


def test_signing_out_elsewhere_says_what_it_does_not_do(school: Secrets, code: str) -> None:
    ben, stolen = Pupil("ben", "Ben", code=code).joins(), Pupil("ben")
    ben.open("you").press("Sign out everywhere else")
    assert "Whoever can sign in to Maple School as you comes in again" in ben.sees
    ben.press("Sign out")
    stolen.press("Come in")
    assert "Please sign in once more" in stolen.sees
    assert Pupil("ben").has("Come in")


def test_signing_out_elsewhere_can_end_it_too(school: Secrets, code: str) -> None:
    ben = Pupil("ben", "Ben", code=code).joins()
    ben.open("you").press("Sign out everywhere else")
    ben.tab.toggle(key="forgets_organisation").set_value(True)
    ben.press("Sign out")
    assert not Pupil("ben").has("Come in")


def test_leaving_a_computer_says_what_else_to_leave(school: Secrets, code: str, cleo: Visitor) -> None:
    ben = Pupil("ben", "Ben", code=code).joins()
    ben.open("you").press("Sign out here")
    assert "sign out of Maple School too" in ben.sees
    cleo.open("you").press("Sign out here")
    assert "you need a link for another device" in cleo.sees


# --- Where it is required ---


def test_nobody_joins_or_starts_without_it(required: Secrets, code: str) -> None:
    for visitor in (Visitor(), Visitor().new_tab(code=code)):
        assert "first sign in with Maple School" in visitor.sees
        assert [button.label for button in visitor.tab.button] == [SIGN_IN]
        assert not visitor.tab.text_input


def test_with_it_they_do_and_no_link_is_needed_any_more(required: Secrets, ada: Visitor, code: str) -> None:
    ben = Pupil("ben", "Ben", code=code).joins()
    ben.open("you")
    assert "Sign in with Maple School there, and it brings you back." in ben.sees
    assert not ben.has("Make the link")
    assert not ben.has("Stop signing in with Maple School")
    assert ada.open("group").can_choose("member ") == [["Make host", "Remove …"]]


def test_who_came_before_it_was_required_stays_and_can_be_helped(required: Secrets, ada: Visitor) -> None:
    assert SIGN_IN in [button.label for button in ada.open("you").tab.button]
    assert "Make the link" in [button.label for button in ada.tab.button]
