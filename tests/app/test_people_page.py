"""The people's page, without a browser: who is there, whom they were with, and no ranking."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pyarrow as pa

from ripple.app import session
from ripple.app.tab_state import Asking
from ripple.domain.events.acts import ActPosted
from ripple.domain.events.group import SettingsChanged
from ripple.domain.model import Act, Person, Settings, Voice
from tests.app.conftest import Visitor


def data(visitor: Visitor, name: str) -> list[dict[str, Any]]:
    """One of the chart's datasets as it was sent."""
    sent = next(one for one in chart(visitor).datasets if one.name == name)
    rows: list[dict[str, Any]] = pa.ipc.open_stream(BytesIO(sent.data.data)).read_all().to_pylist()
    return rows


def chart(visitor: Visitor) -> Any:
    return visitor.tab.get("vega_lite_chart")[0].proto


def tells(visitor: Visitor, *names: str) -> None:
    """The visitor tells of a kindness to each of these people in turn."""
    here = visitor.tab.session_state["here"]
    members = {member.name: member.id for member in here.live.history.members.values()}
    for name in names:
        number = here.live.catch_up()
        act = Act(
            id=f"act {number}",
            text="Soup",
            posted_at=session.now(),
            author=here.member.id,
            voice=Voice.DID,
            receivers=(Person(name, members.get(name)),),
        )
        here.live.log.append(here.live.id, ActPosted(at=act.posted_at, act=act))


def test_a_group_without_people_is_invited_to_name_some(ada: Visitor) -> None:
    ada.open("people")
    assert data(ada, "view")[0]["drops"] == 0
    assert not ada.tab.selectbox
    assert not ada.tab.expander
    ada.press("Share a kindness")


def test_somebody_alone_is_complete(ada: Visitor) -> None:
    ada.writes("Held a door").press("Share").open("people")
    assert [person["name"] for person in data(ada, "people")] == ["Ada"]
    assert "a line appears here" in ada.sees
    ada.tab.selectbox[0].select_index(0)
    assert "Ada</bdi></strong> is in a kindness that names nobody" in ada.look().sees


def test_everybody_is_found_by_name_and_told_whom_they_were_with(ada: Visitor, ben: Visitor) -> None:
    tells(ada, "Zoe", "Ben", "Ben", "Cleo")
    ada.open("people")
    assert ada.tab.selectbox[0].options == ["Ada", "Ben", "Cleo", "Zoe"]
    assert data(ada, "view")[0]["picked"] == -1
    ada.tab.selectbox[0].select_index(0)
    ada.look()
    assert data(ada, "view")[0]["picked"] == 0
    assert "Ada</bdi></strong> was kind to" in ada.sees
    assert "Kind to" not in ada.sees
    assert ada.sees.count("Soup") == 3  # the newest of four
    names = [ada.sees.index(f"{name}</bdi>: ") for name in ("Ben", "Cleo", "Zoe")]
    assert names == sorted(names)  # by name, although Ben was there more often
    assert "Ben</bdi>: 2 kindnesses" in ada.sees
    assert sorted(link["said"] for link in data(ada, "links")) == [
        "Ada was kind to Ben 2 times",
        "Ada was kind to Cleo once",
        "Ada was kind to Zoe once",
    ]


def test_a_name_that_a_member_has_too_is_told_apart(ada: Visitor) -> None:
    tells(ada, "ada", "Ada")
    ada.open("people")
    assert ada.tab.selectbox[0].options == ["Ada", "ada (not a member)"]


def test_the_table_holds_the_same_sorted_by_name(ada: Visitor, ben: Visitor) -> None:
    tells(ada, "Zoe", "Ben", "Ben")
    ada.open("people")
    assert not ada.tab.dataframe
    ada.tab.session_state["people_table"] = True
    table = ada.look().tab.dataframe[0].value
    assert table.to_numpy().tolist() == [
        ["Ada", "Ben (2), Zoe (1)", ""],
        ["Ben", "", "Ada (2)"],
        ["Zoe", "", "Ada (1)"],
    ]
    (link,) = [one.proto for one in ada.tab.get("link_button")]
    assert (link.label, link.url) == ("Download the table", f"copy/{ada.group.live.id}/people")


def test_who_was_taken_back_is_nowhere_on_the_page(ada: Visitor, ben: Visitor) -> None:
    tells(ada, "Zoe")
    tells(ben, "Ada")
    ada.open("people")
    ada.tab.selectbox[0].select_index(2)
    assert "Zoe" in ada.look().sees
    act = next(iter(ada.tab.session_state["here"].live.history.acts))
    ada.tab.session_state["visit"].dialog = Asking("take back", act)
    ada.look().press("Take it back").open("people")
    assert ada.tab.selectbox[0].options == ["Ada", "Ben"]
    assert "Zoe" not in ada.sees
    assert "Zoe" not in str(data(ada, "people") + data(ada, "links"))
    assert data(ada, "view")[0]["picked"] == -1


def test_news_does_not_change_the_chart_itself(ada: Visitor) -> None:
    tells(ada, "Zoe")
    ada.open("people")
    spec, alt = chart(ada).spec, chart(ada).alt
    tells(ada, "Cleo")
    ada.look()
    assert len(data(ada, "people")) == 3
    assert (chart(ada).spec, chart(ada).alt) == (spec, alt)


def test_a_host_can_switch_the_page_off(ada: Visitor) -> None:
    tells(ada, "Zoe")
    ada.look()
    assert "People" in pages(ada)
    live = ada.tab.session_state["here"].live
    live.log.append(
        live.id, SettingsChanged(id="off", at=session.now(), by=live.id, settings=Settings(people_page=False))
    )
    assert "People" not in pages(ada.look())
    assert "People" not in [header.value for header in ada.open("people").tab.header]


def pages(visitor: Visitor) -> list[str]:
    """The pages that the row above every page leads to."""
    return [link.proto.label for link in visitor.tab.get("page_link")]


def test_it_says_how_many_acts_are_not_in_it(ada: Visitor) -> None:
    tells(ada, "Zoe")
    assert "not in the picture" not in ada.open("people").sees
    live, now = ada.group.live, datetime.now(UTC)
    for number in range(2):
        act = Act(id=f"brought {number}", text="Waved", posted_at=now, givers=(Person("Cleo"),))
        live.log.append(live.id, ActPosted(at=now, act=act))
    ada.open("home").open("people")
    assert "2 acts are not in the picture" in ada.sees
    assert ada.tab.selectbox[0].options == ["Ada", "Zoe"]
