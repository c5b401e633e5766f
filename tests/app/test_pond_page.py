"""The pond page, without a browser: what it says, what it sends, and what it keeps."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pyarrow as pa
import pytest

from ripple.app import session
from ripple.app.pond import filters
from ripple.app.tab_state import Asking
from ripple.charts.player import player
from ripple.charts.pond.news import CELL, ROW
from ripple.charts.pond.rows import COLUMNS
from ripple.charts.pond.view import BY_STEPS
from ripple.domain.events.acts import ActPosted
from ripple.domain.model import Act
from tests.app.conftest import Visitor


@pytest.fixture(autouse=True)
def a_group_is_soon_old(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a few acts are enough to choose from."""
    monkeypatch.setattr(filters, "YOUNG", 2)


def chart(visitor: Visitor) -> Any:
    """The pond's chart as it was sent."""
    return visitor.tab.get("vega_lite_chart")[0].proto


def data(visitor: Visitor, name: str) -> list[dict[str, Any]]:
    """One of the chart's datasets as it was sent."""
    sent = next(dataset for dataset in chart(visitor).datasets if dataset.name == name)
    rows: list[dict[str, Any]] = pa.ipc.open_stream(BytesIO(sent.data.data)).read_all().to_pylist()
    return rows


def acts(visitor: Visitor) -> list[dict[str, str]]:
    """The rows of the picture as they were sent."""
    rows = data(visitor, "acts")[0]["rows"].split(ROW)
    return [dict(zip(COLUMNS, row.split(CELL), strict=True)) for row in rows if row]


def news(visitor: Visitor) -> dict[str, Any]:
    """What the picture was told since it was sent."""
    told = [json.loads(part.proto.json) for part in visitor.tab.get("bidi_component") if part.proto.json]
    return next(each for each in told if "news" in each)


def parts(visitor: Visitor) -> list[Any]:
    """The picture and its player as they were sent, without the news."""
    told = [part.proto for part in visitor.tab.get("bidi_component") if '"beats"' in part.proto.json]
    return [chart(visitor), *told]


def choice(visitor: Visitor, label: str) -> Any:
    """The list with this label."""
    return next(box for box in visitor.tab.selectbox if box.label == label)


def tells_a_story(visitor: Visitor) -> bool:
    """Whether an act's story stands beside the picture."""
    return any(button.label == "Close" for button in visitor.tab.button)


def choose(visitor: Visitor, nth: int) -> None:
    """Choose the nth act of the list beside the picture, newest first."""
    choice(visitor, "Find an act").select_index(nth)
    visitor.look()


def a_pond_with_a_ripple(ada: Visitor, ben: Visitor) -> None:
    ada.writes("Ben carried my shopping").press("Share")
    ben.look().press("Pass it on")
    ben.tab.text_area[-1].set_value("So I watered the plants")
    ben.press("Share")
    ada.writes("The bus driver waited").press("Share")
    ada.new_tab()  # to which the whole picture is sent


def blocks(block: Any) -> Iterator[Any]:
    """A container and all containers in it."""
    yield block
    for child in getattr(block, "children", {}).values():
        yield from blocks(child)


def glimpse(visitor: Visitor) -> tuple[str, bool]:
    """The still that is sent to be seen before the chart, and whether it may be."""
    under = {
        block.proto.id.split("-")[-1]: block
        for block in blocks(visitor.tab.main)
        if hasattr(block.proto, "id")
    }
    seen = "pond_glimpse" in under
    (still,) = under["pond_glimpse" if seen else "pond_unseen"].children.values()
    return still.proto.body, seen


def test_an_empty_pond_invites(ada: Visitor) -> None:
    ada.open("home")
    assert acts(ada) == []
    assert not ada.tab.metric
    assert "Share a kindness" in [button.label for button in ada.tab.button]


def test_a_pond_of_one_act_is_complete(ada: Visitor) -> None:
    ada.writes("Held a door").press("Share").open("home")
    assert [act["words"] for act in acts(ada)] == ["Held a door"]
    assert "Held a door" in ada.sees


def test_the_numbers_are_those_of_the_group(ada: Visitor, ben: Visitor) -> None:
    a_pond_with_a_ripple(ada, ben)
    ada.open("home")
    assert data(ada, "view")[0]["drops"] == 3
    assert [metric.value for metric in ada.tab.metric] == ["3", "2", "1", "1"]


def test_no_number_falls_when_somebody_tells_a_kindness(ada: Visitor, ben: Visitor) -> None:
    a_pond_with_a_ripple(ada, ben)
    before = [int(metric.value) for metric in ada.open("home").tab.metric]
    ben.look().writes("A kindness that nobody inspired").press("Share")
    after = [int(metric.value) for metric in ada.look().tab.metric]
    assert all(now >= then for then, now in zip(before, after, strict=True))


def test_choosing_an_act_lights_its_ripple_and_tells_its_story(ada: Visitor, ben: Visitor) -> None:
    a_pond_with_a_ripple(ada, ben)
    ada.open("home")
    assert news(ada)["lit"] is news(ada)["chosen"] is None
    assert [option.split(": ")[1] for option in choice(ada, "Find an act").options] == [
        "The bus driver waited",
        "So I watered the plants",
        "Ben carried my shopping",
    ]
    choose(ada, 1)
    assert news(ada)["lit"]["i"] == 1
    assert news(ada)["chosen"]["words"] == "So I watered the plants"
    told = ["So I watered the plants", "What led to it", "Ben carried my shopping"]
    assert sorted(told, key=ada.sees.index) == told
    assert "One act so far" not in ada.sees


def test_the_list_tells_the_day_that_it_was_where_the_visitor_is(ada: Visitor) -> None:
    live, late = ada.group.live, datetime(2026, 3, 12, 22, 30, tzinfo=UTC)
    for id in ("late", "too"):
        live.log.append(live.id, ActPosted(at=late, act=Act(id=id, text=f"Sang {id}", posted_at=late)))
    with patch("ripple.app.ui.choices.zone", lambda: ZoneInfo("Asia/Tokyo")):
        ada.open("home")
    assert choice(ada, "Find an act").options == [
        "Unsigned, 13 Mar 2026: Sang too",
        "Unsigned, 13 Mar 2026: Sang late",
    ]


def test_the_story_of_a_root_says_what_grew_from_it(ada: Visitor, ben: Visitor) -> None:
    a_pond_with_a_ripple(ada, ben)
    ada.open("home")
    choose(ada, 2)
    assert "1 act grew from it." in ada.sees
    ada.press("Pass it on")
    assert len(ada.tab.text_area) == 1


def test_what_is_picked_stays_picked_while_others_post(ada: Visitor, ben: Visitor) -> None:
    a_pond_with_a_ripple(ada, ben)
    ada.open("home")
    choose(ada, 0)
    ben.writes("A long hug").press("Share")
    ada.look()
    assert "A long hug" in news(ada)["news"]
    assert news(ada)["lit"]["i"] == 2


def test_a_closed_story_stays_closed_for_a_browser_that_heard_late(ada: Visitor, ben: Visitor) -> None:
    a_pond_with_a_ripple(ada, ben)
    ada.open("home")
    choose(ada, 0)
    asked = ada.tab.query_params["act"]
    ada.press("Close")
    ada.tab.query_params["act"] = asked  # the browser goes on to say so until it hears
    ada.look()
    assert not tells_a_story(ada)
    assert "act" not in ada.tab.query_params


def test_forward_opens_the_story_again_and_back_closes_it(ada: Visitor, ben: Visitor) -> None:
    a_pond_with_a_ripple(ada, ben)
    ada.open("home")
    choose(ada, 0)
    asked = ada.tab.query_params.pop("act")
    with patch.object(session, "get_script_run_ctx", lambda: SimpleNamespace(is_history_navigation=True)):
        ada.look()
        assert not tells_a_story(ada)
        ada.tab.query_params["act"] = asked
        ada.look()
        assert tells_a_story(ada)


def test_another_s_act_leaves_the_chart_and_is_told_in_a_few_bytes(ada: Visitor, ben: Visitor) -> None:
    """The chart is sent once, with its data: a browser that has it already is not sent it again."""
    a_pond_with_a_ripple(ada, ben)
    ada.open("home")
    sent = chart(ada).SerializeToString()
    ben.writes("A long hug").press("Share")
    ada.look()
    assert chart(ada).SerializeToString() == sent
    assert news(ada)["summary"] == "4 acts of kindness in 3 ripples"
    assert [caption["words"] for caption in news(ada)["newCaptions"]] == ["A long hug"]
    assert len(json.dumps(news(ada))) < 2_000


def test_what_is_new_is_found_once_for_all_who_were_sent_the_same(ada: Visitor, ben: Visitor) -> None:
    ada.writes("Held a door").press("Share").open("home")
    ben.open("home")
    ada.group.live.append(of_another("Carried my shopping", ada))
    with patch.object(player, "told_since", wraps=player.told_since) as found:
        told = news(ada.look())
        assert news(ben.look()) == told
    assert told["newTold"]["words"] == "Carried my shopping"
    assert found.call_count == 1


def of_another(text: str, host: Visitor) -> ActPosted:
    """An act that is shared in another process."""
    now = datetime.now(UTC)
    act = Act(id=text, text=text, posted_at=now, author=host.group.member.id)
    return ActPosted(at=now, act=act)


def test_the_picture_is_sent_anew_when_words_in_it_were_taken_back(ada: Visitor, ben: Visitor) -> None:
    a_pond_with_a_ripple(ada, ben)
    ada.open("home")
    act = next(iter(ada.tab.session_state["here"].live.history.acts))
    ada.tab.session_state["visit"].dialog = Asking("take back", act)
    ada.look().press("Take it back")
    ada.look()
    assert "" in [row["words"] for row in acts(ada)]
    assert "Ben carried my shopping" not in str(acts(ada)) + str(news(ada))


def test_one_time_stands_out_and_the_others_are_pale(ada: Visitor, ben: Visitor) -> None:
    a_pond_with_a_ripple(ada, ben)
    ada.open("home")
    assert news(ada)["reading"] == ""
    sent = [each.SerializeToString() for each in parts(ada)]
    assert "the others are pale" not in ada.sees
    choice(ada, "Highlight acts from").select("The last week")
    ada.look()
    since, until = map(float, news(ada)["reading"].split())
    assert 0 < since <= float(acts(ada)[0]["at"]) < until
    assert [each.SerializeToString() for each in parts(ada)] == sent
    assert "3 of 3 acts are from that time" in ada.sees
    choice(ada, "Highlight acts from").select_index(4)  # the only week there was
    ada.look().open("you").open("home")
    since, until = map(float, news(ada)["reading"].split())
    assert until - since == 7 * 24 * 3600 * 1000
    assert since <= float(acts(ada)[0]["at"]) < until


def folds(visitor: Visitor) -> list[Any]:
    return [one for one in visitor.tab.toggle if one.label == "Find and filter"]


def test_the_switch_for_the_ways_to_find_stays_as_it_was_left(ada: Visitor, ben: Visitor) -> None:
    a_pond_with_a_ripple(ada, ben)
    [folded] = folds(ada.open("home"))
    assert not folded.value
    folded.set_value(True)
    [folded] = folds(ada.look().open("you").open("home"))
    assert folded.value


def test_a_week_that_is_no_longer_there_gives_way_to_all_the_time(ada: Visitor) -> None:
    ada.writes("Held a door").press("Share")
    ada.tab.session_state["visit"].period = "2001-01-01"
    ada.open("home")
    assert choice(ada, "Highlight acts from").value == "always"


def test_colours_tell_the_ripple_the_kind_or_the_step_and_stay_so(ada: Visitor, ben: Visitor) -> None:
    a_pond_with_a_ripple(ada, ben)
    ada.open("home")
    assert news(ada)["colours"] == ""
    ada.tab.button_group(key="pond_colours").set_value(BY_STEPS)
    ada.look().open("you").open("home")
    assert news(ada)["colours"] == BY_STEPS
    assert news(ada)["reading"].endswith(f" {BY_STEPS}")
    assert [act["generation"] for act in acts(ada)] == ["0", "1", "0"]


def test_the_table_holds_the_same_acts(ada: Visitor, ben: Visitor) -> None:
    a_pond_with_a_ripple(ada, ben)
    ada.open("home")
    assert not ada.tab.dataframe
    ada.tab.session_state["pond_table"] = True
    table = ada.look().tab.dataframe[0].value
    assert list(table["What happened"]) == [
        "The bus driver waited",
        "So I watered the plants",
        "Ben carried my shopping",
    ]
    assert list(table["From"]) == ["", "Ben carried my shopping", ""]


def test_an_act_that_was_taken_back_is_in_no_part_of_the_page(ada: Visitor) -> None:
    ada.writes("Something to forget").press("Share")
    act = next(iter(ada.tab.session_state["here"].live.history.acts))
    ada.tab.session_state["visit"].dialog = Asking("take back", act)
    ada.look().press("Take it back").open("home")
    assert acts(ada) == []
    assert data(ada, "view")[0]["drops"] == 0
    assert not ada.tab.selectbox


def weeks_ago(visitor: Visitor, words: str, weeks: int) -> None:
    """Have ``words`` shared so many weeks ago."""
    live = visitor.tab.session_state["here"].live
    at = datetime.now(UTC) - timedelta(weeks=weeks)
    act = Act(id=f"ago{weeks}", text=words, posted_at=at)
    live.log.append(live.id, ActPosted(at=at, act=act))


def test_a_strip_of_weeks_appears_once_there_are_two(ada: Visitor) -> None:
    ada.writes("Held a door").press("Share").open("home")
    assert "Week by week" not in [heading.value for heading in ada.tab.header]
    weeks_ago(ada, "Long ago", 2)
    ada.look()
    assert "Week by week" in [heading.value for heading in ada.tab.header]
    assert ": 1, 1 acts." in ada.sees


def test_a_clicked_week_stands_out_and_a_second_click_lets_it_go(ada: Visitor) -> None:
    ada.writes("Held a door").press("Share").open("home")
    weeks_ago(ada, "Long ago", 2)
    ada.look()
    chart = ada.tab.get("vega_lite_chart")[1].proto
    sent = next(dataset for dataset in chart.datasets if dataset.name == "weeks")
    monday = pa.ipc.open_stream(BytesIO(sent.data.data)).read_all().to_pylist()[0]["monday"]
    for clicks, period in enumerate((monday, "always", monday)):
        ada.tab.session_state["weeks_chart"] = {"selection": {"week": [{"monday": monday, "clicks": clicks}]}}
        assert choice(ada.look(), "Highlight acts from").value == period
        assert choice(ada.look(), "Highlight acts from").value == period


def test_older_weeks_can_be_leafed_to(ada: Visitor) -> None:
    ada.writes("Held a door").press("Share").open("home")
    for weeks in range(9, 0, -1):
        weeks_ago(ada, "Earlier", weeks)
    ada.look()
    assert ": 1, 1, 1, 1, 1, 1, 1, 1 acts." in ada.sees
    ada.press("Earlier weeks")
    assert ": 1, 1 acts." in ada.sees
    ada.press("Later weeks")
    assert ": 1, 1, 1, 1, 1, 1, 1, 1 acts." in ada.sees


def lines(visitor: Visitor) -> list[list[float]]:
    """What the small lines beside the numbers tell."""
    charts = [part.proto for part in visitor.tab.get("vega_lite_chart") if "week by week" in part.proto.alt]
    sent = [pa.ipc.open_stream(BytesIO(chart.datasets[0].data.data)).read_all() for chart in charts]
    return [table["value"].to_pylist() for table in sent]


def test_the_numbers_tell_how_they_came_as_lines_and_as_a_table(ada: Visitor) -> None:
    ada.writes("First").press("Share").open("home")
    assert lines(ada) == []
    live, now = ada.group.live, datetime.now(UTC)
    monday = now - timedelta(weeks=2, days=now.weekday())
    for number, (week, parent) in enumerate([(0, None), (0, "old 0"), (2, "old 1")]):
        posted = monday + timedelta(weeks=week)
        act = Act(id=f"old {number}", text="Waved", posted_at=posted, inspired_by=parent)
        live.log.append(live.id, ActPosted(at=now, act=act))
    ada.open("you").open("home")
    assert lines(ada) == [[2, 2, 4], [1, 1, 2], [1, 1, 2], [1, 1, 2]]
    ada.tab.session_state["numbers_table"] = True
    table = ada.look().tab.dataframe[0].value.to_numpy().tolist()
    assert [row[1:] for row in table] == [[2, 2, 1, 1, 1], [0, 2, 1, 1, 1], [2, 4, 2, 2, 2]]


def test_a_glimpse_of_the_pond_is_sent_before_its_chart(ada: Visitor, ben: Visitor) -> None:
    a_pond_with_a_ripple(ada, ben)
    ada.open("home")
    still, seen = glimpse(ada)
    assert seen
    assert still.count("<img") == 1
    assert "watered" not in still


def test_the_glimpse_is_hidden_where_the_chart_begins_otherwise(ada: Visitor, ben: Visitor) -> None:
    a_pond_with_a_ripple(ada, ben)
    ada.open("home")
    still, _seen = glimpse(ada)
    choose(ada, 1)
    assert glimpse(ada) == (still, False)
    choose(ada, 1)
    visitor = ada.new_tab().open("home")
    choice(visitor, "Highlight acts from").select_index(1)
    assert glimpse(visitor.look()) == (still, False)


def test_a_still_pond_has_water_alone_before_its_chart(ada: Visitor) -> None:
    still, seen = glimpse(ada.open("home"))
    assert seen
    assert "<img" not in still


def test_what_is_not_the_picture_is_sent_once_that_is_drawn(ada: Visitor, ben: Visitor) -> None:
    a_pond_with_a_ripple(ada, ben)
    ada.has_drawn = False
    ada.open("home")
    assert chart(ada)
    assert "The newest acts" in ada.sees
    assert not ada.tab.selectbox
    assert not ada.tab.metric
    ada.has_drawn = True
    ada.look()
    assert choice(ada, "Find an act")
    assert choice(ada, "Highlight acts from")
    assert ada.tab.metric
    assert "Download the pond" in [each.label for each in ada.tab.expander]


def test_on_a_first_day_nothing_is_shown_that_says_nothing(
    ada: Visitor, ben: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filters, "YOUNG", 6)
    for words in ("Held the door", "Sang with Ben"):
        ada.open("home").writes(words).press("Share")
    assert [one.label for one in ada.tab.selectbox] == ["Find an act"]
    assert not folds(ada)
    assert not ada.tab.metric  # the picture says how many
    ben.look().press("Pass it on").writes("So I watered the plants").press("Share")
    assert [metric.value for metric in ada.look().tab.metric] == ["3", "2", "1", "1"]
