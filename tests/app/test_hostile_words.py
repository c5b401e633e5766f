"""Whatever people type is shown to the letter, or refused with a clear sentence."""

from contextlib import suppress
from datetime import UTC, datetime
from html import escape

import pytest

from ripple.actions.posting import share_act
from ripple.domain.errors import RippleError, TextMissing, TextTooLong
from ripple.domain.model import Act, Person, replace
from ripple.domain.texts import NAME_LIMIT
from tests.app.conftest import Visitor
from tests.naughty import naughty_strings


def test_every_naughty_string_is_posted_and_shown_to_the_letter(ada: Visitor) -> None:
    here = ada.tab.session_state["here"]
    posted = []
    for number, words in enumerate(naughty_strings()):
        try:
            act = Act(id=str(number), text=words, posted_at=datetime.now(UTC))
        except TextMissing:  # nothing visible in it: `test_words` has the sentence
            continue
        with suppress(RippleError):
            act = replace(act, givers=(Person(words[:NAME_LIMIT]),))
        posted.append(share_act(here.live, here.member.id, act, now=datetime.now(UTC)))
    assert len(posted) >= len(naughty_strings()) * 0.95
    ada.tab.session_state["visit"].shown = len(posted)
    ada.look()
    shown = ada.sees
    for act in posted:
        assert f'<bdi lang="" dir="auto">{escape(act.text)}</bdi>' in shown
        if act.givers:
            assert escape(act.givers[0].name) in shown


@pytest.mark.parametrize("page", ["home", "people", "group"])
def test_no_naughty_name_breaks_a_page(ada: Visitor, page: str) -> None:
    here = ada.tab.session_state["here"]
    for number, words in enumerate(naughty_strings()):
        with suppress(TextMissing, TextTooLong):
            giver, act_id = Person(words[:NAME_LIMIT]), f"{number} {words[:20]}"
            author = here.member.id
            act = Act(id=act_id, text=words, posted_at=datetime.now(UTC), author=author, givers=(giver,))
            share_act(here.live, here.member.id, act, now=datetime.now(UTC))
    ada.open(page)
