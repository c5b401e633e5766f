"""Words that are being typed outlive a reload, in this tab alone, and nobody else finds them."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Locator, Page, expect

from ripple.actions.posting import share_act
from ripple.domain.model import Act, Kind, Voice
from tests.browser.conftest import Visitor, groups_of, looks_for
from tests.browser.test_main_job import WORDS, NewVisitor, card, opens_form, shares

TYPED = "Somebody carried my bag up four floors"


def types(place: Page | Locator, words: str = TYPED) -> None:
    """Type, and stay in the field: nothing of it is on the server yet. On a page the form is opened first."""
    field = opens_form(place) if isinstance(place, Page) else place.get_by_placeholder(WORDS)
    field.press_sequentially(words)


def kept(page: Page) -> str:
    """All that the browser keeps in this tab and beyond it."""
    return str(page.evaluate("JSON.stringify([{...sessionStorage}, {...localStorage}, document.cookie])"))


def keeps(page: Page, said: str) -> None:
    """Wait until the browser keeps this for the form of this tab."""
    page.wait_for_function(
        "said => JSON.stringify(Object.values(sessionStorage)).replaceAll('\\\\', '').includes(said)",
        arg=said,
    )


def reload(visitor: Visitor) -> Page:
    visitor.page.reload()
    return visitor.settled().page


def test_half_typed_words_survive_a_reload_and_are_shared_as_they_are(
    new_visitor: NewVisitor,
) -> None:
    visitor = new_visitor()
    ada = visitor.starts()
    shares(ada, "The first drop")  # its form was another than the one after the reload
    types(ada)
    ada.get_by_role("textbox", name="To whom?").press_sequentially("Ben")
    reload(visitor)
    expect(opens_form(ada)).to_have_value(TYPED)
    expect(ada.get_by_role("textbox", name="To whom?")).to_have_value("Ben")
    ada.get_by_role("dialog").get_by_role("button", name="Share").click()
    expect(card(ada, TYPED)).to_be_visible()
    expect(ada.locator(".st-key-feed").get_by_text("Ada tells what was done for Ben")).to_be_visible()
    assert TYPED not in kept(ada)
    reload(visitor)
    expect(opens_form(ada)).to_have_value("")
    assert visitor.errors == []


def test_who_leaves_their_name_out_does_not_sign_after_a_reload(new_visitor: NewVisitor) -> None:
    visitor = new_visitor()
    ada = visitor.starts()
    shares(ada, "The first drop")
    types(ada)
    ada.get_by_text("Leave my name out").click()
    unsigned = ada.get_by_role("dialog").get_by_role("button", name="Share unsigned")
    expect(unsigned).to_be_visible()
    for comes_back in (lambda: ada.keyboard.press("Escape"), lambda: reload(visitor)):
        comes_back()
        expect(ada.get_by_role("dialog")).to_have_count(0)
        expect(opens_form(ada)).to_have_value(TYPED)
        expect(unsigned).to_be_visible()
    unsigned.click()
    expect(card(ada, TYPED)).to_be_visible()
    expect(ada.locator(".st-key-feed").get_by_text("Unsigned ·")).to_be_visible()
    assert "unsigned-" not in kept(ada)
    assert visitor.errors == []


def test_words_to_pass_on_are_there_when_the_dialog_opens_again(new_visitor: NewVisitor) -> None:
    visitor = new_visitor()
    ada = visitor.starts()
    shares(ada, "The first drop")
    ada.get_by_role("button", name="Pass it on").click()
    types(ada.get_by_role("dialog"))
    reload(visitor)
    expect(opens_form(ada)).to_have_value("")
    ada.keyboard.press("Escape")
    expect(ada.get_by_role("dialog")).to_have_count(0)
    ada.get_by_role("button", name="Pass it on").click()
    dialog = ada.get_by_role("dialog")
    expect(dialog.get_by_placeholder(WORDS)).to_have_value(TYPED)
    dialog.get_by_role("button", name="Share").click()
    expect(card(ada, TYPED)).to_be_visible()
    assert TYPED not in kept(ada)
    assert visitor.errors == []


def test_another_tab_knows_nothing_of_them(new_visitor: NewVisitor) -> None:
    visitor = new_visitor()
    ada = visitor.starts()
    types(ada)
    tab = ada.context.new_page()
    tab.goto(visitor.server.url)
    expect(opens_form(tab)).to_have_value("")
    assert TYPED not in kept(tab)


@pytest.mark.parametrize("touch", [False, True], ids=["click", "tap"])
def test_who_looks_at_another_page_comes_back_to_the_typed_words(
    new_visitor: NewVisitor, touch: bool
) -> None:
    visitor = new_visitor(touch=touch)
    ada = visitor.starts()
    types(ada)
    ada.keyboard.press("Escape")
    expect(ada.get_by_role("dialog")).to_have_count(0)
    way = ada.get_by_role("link", name="You", exact=True)
    (way.tap if touch else way.click)()
    expect(ada.get_by_role("heading", name="You", exact=True)).to_be_visible()
    ada.get_by_role("link", name="Pond", exact=True).click()
    expect(opens_form(ada)).to_have_value(TYPED)
    assert visitor.errors == []


def test_who_leaves_this_computer_leaves_none_of_them(new_visitor: NewVisitor) -> None:
    visitor = new_visitor()
    ada = visitor.starts()
    types(ada)
    assert TYPED in kept(ada)
    ada.keyboard.press("Escape")
    expect(ada.get_by_role("dialog")).to_have_count(0)
    visitor.settled()
    ada.get_by_role("link", name="You", exact=True).click()
    ada.get_by_role("button", name="Sign out here").click()
    ada.get_by_role("dialog").get_by_role("button", name="Sign out", exact=True).click()
    expect(ada.get_by_role("button", name="Start a group")).to_be_visible()
    expect(ada.get_by_role("link", name="About kindness")).to_be_visible()
    visitor.settled()
    assert TYPED not in kept(ada)
    assert visitor.errors == []


def test_they_are_there_when_the_app_was_started_anew(new_visitor: NewVisitor) -> None:
    visitor = new_visitor()
    ada = visitor.starts()
    shares(ada, "The first drop")
    types(ada)
    visitor.server.stop()
    with groups_of(visitor.server) as groups:
        live, now = groups.group(visitor.group), datetime.now(UTC)
        (member,) = live.history.members
        share_act(live, member, Act(id="meanwhile", text="Meanwhile", posted_at=now, author=member), now=now)
    visitor.server.start()
    expect(card(ada, "Meanwhile")).to_be_visible()  # by the new one: a click before is for the old
    visitor.settled()
    expect(opens_form(ada)).to_have_value(TYPED)


def test_what_was_chosen_survives_a_reload_as_the_words_do(new_visitor: NewVisitor) -> None:
    visitor = new_visitor()
    ada = visitor.starts()
    shares(ada, "The first drop")  # an act begins as the last one was told, until there is a reload
    visitor.settled()
    types(ada)
    form = ada.get_by_role("dialog")
    form.get_by_role("radio", name="I saw").click()
    form.get_by_role("radio", name="A smile").click()
    form.get_by_text("More about it").click()
    form.get_by_text("Face to face").click()
    form.get_by_role("radio", name="Yesterday").click()
    keeps(ada, '"on":"')
    visitor.settled()  # no list would stay open while the form is drawn again
    looks_for("Deutsch", form.get_by_role("combobox", name="Written in"))
    ada.get_by_role("option", name="Deutsch").click()
    keeps(ada, '"language":"de"')
    for _again in range(2):
        reload(visitor)
        expect(opens_form(ada)).to_have_value(TYPED)
        expect(form.get_by_role("radio", name="I saw")).to_be_checked()
        expect(form.get_by_role("radio", name="A smile")).to_be_checked()
        form.get_by_text("More about it").click()
        expect(form.get_by_role("switch", name="Face to face")).to_be_checked()
        expect(form.get_by_role("radio", name="Yesterday")).to_be_checked()
        expect(form.get_by_role("combobox", name="Written in")).to_have_value("Deutsch")
    form.get_by_role("button", name="Share").click()
    expect(card(ada, TYPED)).to_be_visible()
    with groups_of(visitor.server) as groups:
        acts = groups.group(visitor.group).history.acts.values()
        act = next(act for act in acts if act.text == TYPED)
    assert (act.voice, act.kind, act.face_to_face, act.language) == (Voice.SAW, Kind.SMILE, True, "de")
    assert act.happened_on
    assert "choices-" not in kept(ada)
    assert visitor.errors == []
