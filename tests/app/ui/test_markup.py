"""What the pages say about an act: who tells it, when it was, and what grew from it."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from ripple.app.ui import markup
from ripple.domain.history import History
from ripple.domain.model import Act, Member, Person, Voice, replace

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
ADA, BEN = Person("Ada", "a"), Person("ben", "b")
CLEO = Person("Cleo <3")
ACT = Act(id="1", text="Held the door", posted_at=NOON, author="a")


@pytest.fixture
def history() -> History:
    members = {id: Member(id, name, NOON) for id, name in (("a", "Ada"), ("b", "Ben"))}
    return History(members=members)


def plain(html: str) -> str:
    return re.sub('<bdi dir="auto">|</bdi>|</?strong>', "", html)


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (ACT, "Ada tells this"),
        (replace(ACT, receivers=(BEN, CLEO)), "Ada tells what was done for Ben, Cleo &lt;3"),
        (replace(ACT, voice=Voice.DID, givers=(ADA,), receivers=(BEN,)), "Ada did this for Ben"),
        (replace(ACT, voice=Voice.DID), "Ada did this"),
        (replace(ACT, voice=Voice.RECEIVED), "Ada received this"),
        (replace(ACT, voice=Voice.RECEIVED, givers=(BEN,), receivers=(ADA,)), "Ada received this from Ben"),
        (replace(ACT, voice=Voice.SAW, givers=(BEN,)), "Ada saw Ben do this"),
        (
            replace(ACT, voice=Voice.SAW, givers=(BEN,), receivers=(CLEO,)),
            "Ada saw Ben do this for Cleo &lt;3",
        ),
        (replace(ACT, voice=Voice.SAW, givers=(BEN, CLEO)), "Ada saw Ben, Cleo &lt;3 do this"),
        (
            replace(ACT, voice=Voice.DID, givers=(ADA, CLEO), receivers=(BEN,)),
            "Ada did this with Cleo &lt;3, for Ben",
        ),
        (replace(ACT, voice=Voice.DID, givers=(BEN,)), "Ada did this with Ben"),
        (replace(ACT, givers=(BEN, ADA)), "Ada did this with Ben"),
        (replace(ACT, givers=(BEN,), receivers=(CLEO,)), "Ada tells what Ben did for Cleo &lt;3"),
        (replace(ACT, givers=(BEN, CLEO)), "Ada tells what Ben, Cleo &lt;3 did"),
        (replace(ACT, voice=Voice.RECEIVED, receivers=(BEN,)), "Ada received this, with Ben"),
        (
            replace(ACT, voice=Voice.RECEIVED, givers=(CLEO,), receivers=(ADA, BEN)),
            "Ada received this from Cleo &lt;3, with Ben",
        ),
        (replace(ACT, voice=Voice.SAW, receivers=(BEN,)), "Ada saw this done for Ben"),
        (replace(ACT, author=None), "Unsigned"),
        (replace(ACT, author=None, givers=(BEN,)), "Unsigned, about what Ben did"),
        (replace(ACT, author=None, receivers=(BEN,)), "Unsigned, about what was done for Ben"),
        (
            replace(ACT, author=None, givers=(CLEO,), receivers=(BEN,)),
            "Unsigned, about what Cleo &lt;3 did for Ben",
        ),
        (ACT.as_drop(), "No longer here"),
    ],
)
def test_who_tells_an_act_is_said_in_one_phrase(act: Act, said: str, history: History) -> None:
    assert plain(markup.teller(act, history)) == said


def test_braces_in_a_name_are_only_braces(history: History) -> None:
    act = replace(ACT, author=None, givers=(Person("{receivers} {0}"),))
    assert plain(markup.teller(act, history)) == "Unsigned, about what {receivers} {0} did"


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (timedelta(minutes=5), "today, 13:55"),
        (timedelta(hours=15), "yesterday, 23:00"),
        (timedelta(days=30), "4 April"),
        (timedelta(days=400), "30 March 2025"),
    ],
)
def test_a_moment_is_said_as_people_say_it_where_they_live(ago: timedelta, said: str) -> None:
    now = datetime(2026, 5, 4, 12, tzinfo=UTC)
    assert markup.when(now - ago, now=now, zone=ZoneInfo("Europe/Berlin")) == said


def test_a_recalled_act_is_cut_between_words_and_says_so(history: History) -> None:
    long = replace(ACT, text="word " * 100)
    assert "word…" in markup.recalled(long, history)
    unbroken = replace(ACT, text="好" * 500)
    assert "好…" in markup.recalled(unbroken, history)
