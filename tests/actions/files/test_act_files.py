"""Files of acts as they come: from other programs, from spreadsheets, from us."""

import csv
import io
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ripple.actions.files.act_files import Imported, export_csv, export_json, import_acts
from ripple.actions.files.row_ids import called, kept_id
from ripple.actions.files.tabular import BYTES_LIMIT, ROWS_LIMIT
from ripple.actions.joining import new_id, start_group
from ripple.actions.posting import withdraw_act
from ripple.demo import start_demo
from ripple.domain.errors import ImportRefused, RippleError
from ripple.domain.events.acts import ActErased, ActPosted
from ripple.domain.events.group import SettingsChanged
from ripple.domain.model import ACT_LIMIT, PEOPLE_LIMIT, Act, How, Kind, Person, Settings, Voice, replace
from ripple.domain.moderation import Asker
from ripple.domain.signs import INVISIBLE, is_visible
from ripple.domain.texts import NAME_LIMIT, clean_name, clean_text
from ripple.live import Groups, LiveGroup
from ripple.store import open_store
from ripple.tellers import name_under
from tests.naughty import naughty_strings

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def a_group() -> LiveGroup:
    groups = Groups(open_store("memory:"))
    return groups.group(start_group(groups, "Maple Street", "June", nonce="g", now=NOW).group)


Row = dict[str, object]


def row(
    id: object = "a", text: str = "held the door", posted_at: object = "2026-11-01", **more: object
) -> Row:
    return {"id": id, "text": text, "posted_at": posted_at, **more}


def as_json(*rows: Row) -> bytes:
    return json.dumps(rows).encode()


def taken_in(data: bytes) -> dict[str, Act]:
    live = a_group()
    import_acts(live, data, now=NOW)
    return live.history.acts


def the(acts: dict[str, Act], row: str) -> Act:
    """The one act that a file called ``row``."""
    [found] = [act for id, act in acts.items() if id.startswith(called(row))]
    return found


def as_kept(acts: list[Act]) -> dict[str, Act]:
    """The acts of a file, by id, as a group that has none of them keeps them."""
    says_who_told = any(act.told_by or act.unsigned for act in acts)
    ids = {act.id: kept_id(act) for act in acts}
    kept = (
        replace(act, id=ids[act.id], inspired_by=act.inspired_by and ids[act.inspired_by]) for act in acts
    )
    return {act.id: replace(act, told_by=act.told_by or _nobody(act, says_who_told)) for act in kept}


def _nobody(act: Act, says_who_told: bool) -> str | None:
    return None if says_who_told or act.erased else ""


def nameless(_member: str) -> str:
    return ""


def problems_of(data: bytes, live: LiveGroup | None = None) -> list[tuple[int, str]]:
    """The problems for which the file was refused; nothing of it may have been stored."""
    live = live or a_group()
    before = live.log.version(live.id)
    with pytest.raises(ImportRefused) as refused:
        import_acts(live, data, now=NOW)
    assert live.log.version(live.id) == before
    return [(problem.line, problem.reason) for problem in refused.value.problems]


# --- What comes in ---


def test_a_csv_with_every_column_becomes_acts():
    acts = taken_in(
        b"id,text,posted_at,inspired_by,how,told_by,by,to,kind,voice,happened_on,face_to_face,language\n"
        b"a,Held the door,2026-11-01T09:30+01:00,,,,,,,,,,\n"
        b"b,Made soup,2026-11-02 10:00Z,a,passed on,Di,Ann,Bob; Cy,support,did,2026-11-01,yes,PT_br\n"
    )
    assert the(acts, "a") == Act(
        id=the(acts, "a").id, text="Held the door", posted_at=datetime(2026, 11, 1, 8, 30, tzinfo=UTC)
    )
    assert the(acts, "b") == Act(
        id=the(acts, "b").id,
        text="Made soup",
        posted_at=datetime(2026, 11, 2, 10, tzinfo=UTC),
        inspired_by=the(acts, "a").id,
        how=How.PASSED_ON,
        told_by="Di",
        givers=(Person("Ann"),),
        receivers=(Person("Bob"), Person("Cy")),
        kind=Kind.SUPPORT,
        voice=Voice.DID,
        happened_on=date(2026, 11, 1),
        face_to_face=True,
        language="pt-BR",
    )


def test_the_day_that_a_file_tells_is_no_other_one_in_greenwich():
    data = as_json(row(posted_at="2026-11-03", happened_on="2026-11-02T00:30+01:00"))
    assert the(taken_in(data), "a").happened_on == date(2026, 11, 2)


def test_a_file_says_which_names_are_not_of_one_person():
    csv_file = b"id,text,posted_at,by,to,not_one_person\na,x,2026-11-01,Ann,Bob; a dog,A  Dog; nobody here\n"
    act = the(taken_in(csv_file), "a")
    assert (act.givers, act.receivers) == ((Person("Ann"),), (Person("Bob"), Person("a dog", counts=False)))
    assert the(taken_in(as_json(row(7, to=["a dog"], not_one_person="a dog"))), "7").people == (
        Person("a dog", counts=False),
    )


def test_json_may_use_numbers_lists_nulls_and_truth():
    acts = taken_in(as_json(row(7, to=["Ann", "Bob"], kind=None, face_to_face=False), row(8, inspired_by=7)))
    assert the(acts, "7").receivers == (Person("Ann"), Person("Bob"))
    assert the(acts, "7").face_to_face is False
    assert the(acts, "8").inspired_by == the(acts, "7").id


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_spreadsheets_save_as_their_country_does(encoding, delimiter, line_end):
    rows = [["ID", "Text", "Posted at"], ["a", "Café – für Zoë, Bo; und mich", "01.11.2026 09:30"]]
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator=line_end).writerows(rows)
    acts = taken_in(out.getvalue().encode(encoding))
    assert the(acts, "a").text == "Café – für Zoë, Bo; und mich"
    assert the(acts, "a").posted_at == datetime(2026, 11, 1, 9, 30, tzinfo=UTC)


def test_what_excel_adds_and_leaves_out_is_no_problem():
    acts = taken_in(b'sep=;\r\nid;text;posted_at;by\r\n\r\na;"one; two";2026-11-01\r\n;;;\r\n')
    assert the(acts, "a").text == "one; two"


@pytest.mark.parametrize("told", ["sep=\r\n", "sep=\r", 'sep="\n'])
def test_what_can_separate_nothing_is_taken_for_a_comma(told: str):
    """Since Python 3.13 `csv` raises a `ValueError` for it."""
    acts = taken_in(f"{told}id,text,posted_at\na,one,2026-11-01\n".encode())
    assert the(acts, "a").text == "one"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026-11-01", datetime(2026, 11, 1, tzinfo=UTC)),
        ("2026-11-01 14:30", datetime(2026, 11, 1, 14, 30, tzinfo=UTC)),
        ("2026-11-01T14:30:15Z", datetime(2026, 11, 1, 14, 30, 15, tzinfo=UTC)),
        ("2026-11-01T14:30:00-05:00", datetime(2026, 11, 1, 19, 30, tzinfo=UTC)),
        ("1.11.2026", datetime(2026, 11, 1, tzinfo=UTC)),
    ],
)
def test_a_time_is_read_with_and_without_clock_and_zone(written, read):
    assert the(taken_in(as_json(row(posted_at=written))), "a").posted_at == read


def test_what_was_taken_for_granted_is_said():
    live = a_group()
    first = import_acts(live, "id,text,posted_at\na,Café,2026-11-01\n".encode("cp1252"), now=NOW)
    assert first == Imported(
        added=1, known=0, zoneless=1, encoding="Windows-1252", example="a,Café,2026-11-01"
    )
    again = import_acts(
        live, as_json(row("a", text="Café"), row("b", posted_at="2026-11-01T09:00Z")), now=NOW
    )
    assert again == Imported(added=1, known=1, zoneless=1, encoding="UTF-8")
    assert the(live.history.acts, "a").text == "Café"


def test_parents_may_stand_below_their_children_at_the_same_moment():
    rows = [
        row("c", inspired_by="b"),
        row("b", inspired_by="a"),
        row("a"),
        row("old", posted_at="2026-10-01"),
    ]
    acts = taken_in(as_json(*rows))
    assert list(acts) == [the(acts, row).id for row in ("old", "a", "b", "c")]


def test_what_inspired_an_act_may_be_in_the_group_already():
    live = a_group()
    import_acts(live, as_json(row("a")), now=NOW)
    import_acts(live, as_json(row("b", inspired_by="a")), now=NOW)
    assert the(live.history.acts, "b").inspired_by == the(live.history.acts, "a").id


def test_no_words_are_left_of_what_a_file_calls_an_act(tmp_path: Path):
    """Ids stay when all else is erased, and a file may have given them in words."""
    groups = Groups(open_store(f"tinydb:{tmp_path}"))
    live = groups.group(start_group(groups, "Maple Street", "June", nonce="g", now=NOW).group)
    rows = as_json(row("Rosa Luxemburgo 12"), row("4915112345678901", inspired_by="Rosa Luxemburgo 12"))
    import_acts(live, rows, now=NOW)
    assert import_acts(live, rows, now=NOW).known == 2
    for act in list(live.history.acts):
        withdraw_act(live, Asker(live.history.hosts[0].id), act, now=NOW)
    left = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"Rosa" not in left
    assert b"49151" not in left


def test_what_went_out_or_came_in_before_is_known_again():
    live = a_group()
    for act in (Act(id="Rosa", text="x", posted_at=NOW), Act(id=new_id(), text="y", posted_at=NOW)):
        live.log.append(live.id, ActPosted(at=NOW, act=act))
    live.catch_up()
    assert (
        import_acts(live, export_json(live.history.acts.values(), live.history.name_of), now=NOW).known == 2
    )
    rows = as_json(row("b", posted_at=NOW.isoformat(), inspired_by="Rosa"))
    import_acts(live, rows, now=NOW)
    assert the(live.history.acts, "b").inspired_by == "Rosa"


def test_words_that_were_withdrawn_do_not_come_back_with_a_file():
    live = a_group()
    import_acts(live, as_json(row("a")), now=NOW)
    live.log.append(live.id, ActErased(id="erase a", at=NOW, act=the(live.history.acts, "a").id))
    assert import_acts(live, as_json(row("a")), now=NOW).known == 1
    assert the(live.history.acts, "a").erased


def test_progress_reaches_the_end():
    read: list[tuple[int, int]] = []
    taken: list[tuple[int, int]] = []
    import_acts(
        a_group(),
        as_json(row("a"), row("b")),
        now=NOW,
        reading=lambda *step: read.append(step),
        taking=lambda *step: taken.append(step),
    )
    assert read == [(1, 2), (2, 2)]
    assert taken[-1] == (2, 2)


# --- What is refused: by line, with a reason, and nothing of it is stored ---


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        (row(text=""), "text is missing"),
        (row(text="\u200b\u202e"), "text is missing"),
        (row(text="x" * 13_000), "13,000"),
        (row(id=None), "id is missing"),
        (row(id="i" * 101), "101"),
        (row(posted_at="soon"), "“soon” is no time"),
        (row(posted_at="11/01/2026"), "2026-11-23T14:30+01:00"),
        (row(posted_at=1_760_000_000), "is no time"),
        (row(posted_at="0001-01-01T00:00+05:00"), "is no time"),
        (row(posted_at="2026-11-24"), "future"),
        (row(happened_on="9999-12-31"), "future"),
        (row(kind="hugs"), "“hugs” is none of inspire, express"),
        (row(voice="heard"), "received, saw, did"),
        (row(how="magic"), "passed on, reading, card"),
        (row(face_to_face="maybe"), "neither yes nor no"),
        (row(face_to_face=[True]), "no text"),
        (row(language="Deutsch"), "“Deutsch” is not the short name of a language"),
        (row(language=["de"]), "no text"),
        (row(by="n" * (NAME_LIMIT + 1)), "61"),
        (row(by={"name": "Ann"}), "no text"),
        (row(to=["Ann", 7]), "no text"),
        (row(to=["Ann"] * (PEOPLE_LIMIT + 1)), "21"),
        (row(inspired_by="a"), "itself"),
        (row(inspired_by="gone"), "neither in the file nor in the group"),
        (row(inspired_by=1.5), "no text"),
        (row(colour="blue"), "“colour”"),
        ([], "no object"),
        ("act", "no object"),
    ],
)
def test_a_bad_row_is_named_with_its_line_and_reason(cells, reason):
    good = json.dumps(row("good"))
    ((line, said),) = problems_of(f"[\n{good},\n{json.dumps(cells)}]".encode())
    assert line == 3
    assert reason in said


def test_every_bad_row_counts_and_the_first_ten_are_named():
    data = "id,text,posted_at\n" + "".join(f"{n},x,never\n" for n in range(12)) + "good,x,2026-11-01\n"
    with pytest.raises(ImportRefused) as refused:
        import_acts(a_group(), data.encode(), now=NOW)
    assert refused.value.count == 12
    assert [problem.line for problem in refused.value.problems] == list(range(2, 12))


def test_a_row_s_line_is_where_it_begins_also_after_line_breaks():
    data = b'id,text,posted_at\na,"one\ntwo\nthree",2026-11-01\n\nb,x,never\n'
    assert problems_of(data)[0][0] == 6


def test_later_parents_are_refused_by_line_and_id():
    rows = [row("a", posted_at="2026-11-02"), row("b", inspired_by="a")]
    ((line, said),) = problems_of(json.dumps(rows, indent=0).encode())
    assert line == 7
    assert "act b" in said
    assert "“a”, which was posted later" in said


def test_a_circle_of_inspiration_is_refused_by_line_and_id():
    rows = [row("a", inspired_by="c"), row("b", inspired_by="a"), row("c", inspired_by="b")]
    ((line, said),) = problems_of(as_json(*rows))
    assert line == 1
    assert "inspired by an act that it inspired" in said


def test_an_id_may_come_once_even_on_one_line():
    ((_line, said),) = problems_of(as_json(row("a"), row("a", text="another")))
    assert "act a: the same id" in said


@pytest.mark.parametrize(
    ("data", "line", "reason"),
    [
        (b"", 1, "lacks: id, posted_at, text"),
        (b"id,words\na,b\n", 1, "lacks: posted_at, text"),
        (b"id,text,posted_at,id\n", 1, "twice"),
        (b"id,text,posted_at,mood\na,b,2026-11-01,glad\n", 2, "“mood”"),
        (b"id,text,posted_at\na,b, c,2026-11-01\n", 2, "4 cells here and 3"),
        (b'id,text,posted_at\na,"b,2026-11-01\nc,d,2026-11-01\n', 2, "no CSV"),
        (b'id,text,posted_at\na,"' + b"x" * 200_000 + b'",2026-11-01\n', 2, "no CSV"),
        (b"id,text,posted_at\na,\x81,2026-11-01\n", 2, "the bytes 81 are no UTF-8"),
        (b"\xff\xfeodd", 1, "no UTF-16"),
        (b"PK\x03\x04 a workbook", 1, "workbook"),
        (b'{"acts": []}', 1, "in a list"),
        (b'[\n{"id": 1', 2, "no JSON"),
        (b'[{"id": 1} {"id": 2}]', 1, "comma"),
        (b"[" * 100_000, 1, "no JSON"),
        (b'[{"id": "\\ud800", "text": "half a character"}]', 1, "no JSON"),
        (b"[" + b"9" * 5_000 + b"]", 1, "no JSON"),
        (b"[]\nand more", 2, "after the list"),
        (b"  ", 1, "lacks"),
        (b" " * (BYTES_LIMIT + 1), 1, "larger than 50 MB"),
        (b"[" + b",\n".join([b"{}"] * (ROWS_LIMIT + 1)) + b"]", ROWS_LIMIT + 1, "more than 200,000 rows"),
    ],
)
def test_what_is_no_file_of_acts_is_refused_in_a_sentence(data, line, reason):
    ((at, said),) = problems_of(data)
    assert (at, reason in said) == (line, True), said


def assert_taken_in_or_refused(data: bytes) -> None:
    """Either every act is there afterwards, or none and the reason is told."""
    live = a_group()
    before = live.version
    try:
        done = import_acts(live, data, now=NOW)
    except ImportRefused as problem:
        refused = problem
    else:
        assert len(live.history.acts) == done.added
        return
    assert refused.problems
    assert live.log.version(live.id) == before


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_taken_in_or_refused(data):
    assert_taken_in_or_refused(data)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=4,
)


@given(st.lists(st.fixed_dictionaries(dict.fromkeys(row(), json_values)), max_size=3))
def test_any_json_is_taken_in_or_refused(rows):
    assert_taken_in_or_refused(as_json(*rows))


# --- What goes out comes back ---


def speakable(text: str) -> bool:
    try:
        return bool(clean_name(text))
    except RippleError:
        return False


@pytest.mark.parametrize("export", [export_json, export_csv])
def test_naughty_strings_travel_to_the_letter(export):
    words = [text for text in naughty_strings() if speakable(text)]
    acts = [
        Act(
            id=f"{n} {text}"[:90],
            text=text,
            posted_at=NOW,
            givers=(Person(text),),
            receivers=(Person(text),) * 2,
        )
        for n, text in enumerate(words)
    ]
    assert len(acts) > 10
    assert taken_in(export(acts, nameless)) == as_kept(acts)


def test_naughty_names_that_cannot_be_said_are_refused_by_line():
    unspeakable = [text for text in naughty_strings() if is_visible(text) and not speakable(text)]
    for text in ["n" * (NAME_LIMIT + 1), *unspeakable]:
        ((line, said),) = problems_of(as_json(row("good"), row(by=[text])))
        assert (line, said.startswith("act a cannot come in. ")) == (1, True)


def told(text: str) -> bool:
    return any(character.isalnum() for character in INVISIBLE.sub("", text))


words = st.text(max_size=80).filter(told)
formulas = st.builds(lambda sign, rest: sign + rest, st.sampled_from("=+-@'\t"), words)
texts = (words | formulas).map(lambda text: clean_text(text, "text", ACT_LIMIT))
names = st.text(max_size=20).filter(told) | st.sampled_from(["Ann; the cook", '"Bo"', "=Cy", "'+Di"])
people = names.map(clean_name).map(Person)
none_of_one = st.sampled_from(["an old dog", "everybody on the stairs", "=the =band"]).map(
    lambda name: Person(name, counts=False)
)
moments = st.datetimes(
    min_value=datetime(1910, 1, 1),  # hypothesis wants bounds without a zone
    max_value=NOW.replace(tzinfo=None),
    timezones=st.just(UTC),
)


@st.composite
def some_acts(draw) -> list[Act]:
    """Acts in the order of their times, each inspired by none or by an earlier one."""
    ids = draw(st.lists(words.map(lambda text: clean_text(text, "id", 100)), unique=True, max_size=6))
    acts: list[Act] = []
    for id, posted_at in zip(ids, sorted(draw(moments) for _ in ids), strict=True):
        parent = draw(st.none() | st.sampled_from(acts).map(lambda act: act.id)) if acts else None
        act = Act(
            id=id,
            text=draw(texts),
            told_by=draw(st.none() | st.just("") | names.map(clean_name)),
            posted_at=posted_at,
            inspired_by=parent,
            how=draw(st.none() | st.sampled_from(How)) if parent else None,
            givers=tuple(draw(st.lists(people | none_of_one, max_size=3))),
            receivers=tuple(draw(st.lists(people | none_of_one, max_size=4))),
            kind=draw(st.none() | st.sampled_from(Kind)),
            voice=draw(st.none() | st.sampled_from(Voice)),
            happened_on=draw(st.none() | st.just(posted_at.date() - timedelta(days=1))),
            face_to_face=draw(st.none() | st.booleans()),
            language=draw(st.sampled_from(("", "de", "pt-BR", "zh-Hans", "es-419"))),
        )
        acts.append(act.as_drop() if draw(st.integers(0, 9)) == 0 else act)
    return acts


@pytest.mark.parametrize("export", [export_json, export_csv])
def test_who_told_an_act_is_kept_in_files_and_signs_nothing(export):
    groups = Groups(open_store("memory:"))
    street = groups.group(start_demo(groups, now=NOW).group)
    file = export(street.history.acts.values(), street.history.name_of)
    other = a_group()
    import_acts(other, file, now=NOW)
    for act in street.history.acts.values():
        came = the(other.history.acts, act.id)
        assert came.author is None
        assert (came.told_by or "") == street.history.name_of(act.author or "")
        assert came.erased or name_under(came, other.history).startswith(("From a file: ", "Unsigned"))
        assert came.unsigned == act.unsigned
    assert len(other.pond.people.here()) == len(street.pond.people.here())
    assert len(other.pond.people.links) == len(street.pond.people.links)


def test_a_file_that_names_tellers_leaves_the_other_acts_unsigned():
    live = a_group()
    import_acts(live, as_json(row("a", by=["June"], to=["Max"])), now=NOW)
    assert the(live.history.acts, "a").told_by == ""
    assert len(live.pond.people.here()) == 2
    rows = as_json(row("b", by=["Zoe"]), row("c", told_by="Mary", by=["Mary"], to=["Ann"]))
    import_acts(live, rows, now=NOW)
    assert the(live.history.acts, "b").unsigned
    assert len(live.pond.people.here()) == 4


def test_what_nobody_signed_says_so_in_a_file_before_it_names_anybody():
    act = Act(id="1", text="Held the door", posted_at=NOW, givers=(Person("Ann"),))
    row = next(csv.DictReader(io.StringIO(export_csv([act], nameless).decode("utf-8-sig"))))
    assert row["told_by"] == "Unsigned"
    assert list(row).index("told_by") < list(row).index("by")
    assert json.loads(export_json([act], nameless))[0]["told_by"] == "Unsigned"


def test_a_file_of_unsigned_acts_alone_brings_them_unsigned():
    assert the(taken_in(as_json(row("a", told_by=" UNSIGNED ", by=["Zoe"]))), "a").unsigned


@given(some_acts(), st.sampled_from([export_json, export_csv]))
def test_what_is_exported_comes_back_exactly(acts, export):
    assert taken_in(export(acts, nameless)) == as_kept(acts)


@given(some_acts())
def test_no_cell_of_an_exported_csv_is_a_formula(acts):
    table = io.StringIO(export_csv(acts, nameless).decode("utf-8-sig"))
    cells = [cell for line in csv.reader(table) for cell in line]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


# --- What is not sure is not guessed ---

TABLE = "id,text,posted_at\n1,{},2026-11-01\n"


@pytest.mark.parametrize(
    ("words", "encoding", "name"),
    [
        ("Für Jörg und José – „schön“, 20 € für alle", "cp1252", "Windows-1252"),
        ("It’s what O’Brien did", "cp1252", "Windows-1252"),
        ("GRÜSSE AUS KÖLN", "cp1252", "Windows-1252"),
        ("Sofía und die Großeltern aßen Äpfel mit O’Brien", "mac_roman", "Mac Roman"),
        ("Ça va, l’été à Paris", "mac_roman", "Mac Roman"),
    ],
)
def test_western_spreadsheets_are_read_and_one_line_is_shown(words: str, encoding: str, name: str) -> None:
    live = a_group()
    done = import_acts(live, TABLE.format(f'"{words}"').encode(encoding), now=NOW)
    assert (done.encoding, words in done.example) == (name, True)
    assert [act.text for act in live.history.acts.values()] == [words]


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        ("Помог соседу", "cp1251"),
        ("zażółć gęślą jaźń", "cp1250"),
        ("příliš žluťoučký kůň", "cp1250"),
        ("καλημέρα κόσμε", "cp1253"),
        ("teşekkür ederim, çok iyi", "cp1254"),
        ("ありがとう", "shift_jis"),
    ],
)
def test_what_is_not_sure_is_asked_for_and_then_read(words: str, encoding: str) -> None:
    data = TABLE.format(f'"{words}"').encode(encoding)
    [(line, reason)] = problems_of(data)
    assert (line, "--encoding" in reason) == (2, True)
    live = a_group()
    import_acts(live, data, now=NOW, encoding=encoding)
    assert [act.text for act in live.history.acts.values()] == [words]


def test_utf8_with_a_broken_byte_is_refused_with_line_and_bytes() -> None:
    data = TABLE.format("für Jörg").encode()
    [(line, reason)] = problems_of(data.replace("ö".encode(), b"\xc3"))
    assert (line, "C3" in reason) == (2, True)


@pytest.mark.parametrize("encoding", ["rot13", "klingon", "idna", "utf-7", "undefined", "ascii", "utf-32"])
def test_an_encoding_that_does_not_fit_is_told(encoding: str) -> None:
    with pytest.raises(ImportRefused):
        import_acts(a_group(), TABLE.format("für Jörg").encode(), now=NOW, encoding=encoding)


@given(st.binary(max_size=60).map(lambda noise: b"id,text,posted_at,by\n1," + noise + b",2026-11-01,x\n"))
def test_any_bytes_in_a_cell_are_taken_in_or_refused(data: bytes) -> None:
    assert_taken_in_or_refused(data)


@given(st.text(st.sampled_from('a;,"\r\n \x00\x85\u2028='), max_size=12))
def test_any_names_are_taken_in_or_refused(names: str) -> None:
    quoted = names.replace('"', '""')
    assert_taken_in_or_refused(f'id,text,posted_at,by\n1,x,2026-11-01,"{quoted}"\n'.encode())


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("Ann\nBen", ["Ann", "Ben"]),
        ('Ann; ""Smith; Sons""', ["Ann", "Smith; Sons"]),
        ("Ann;;Ben;", ["Ann", "Ben"]),
    ],
)
def test_names_stand_on_lines_or_between_semicolons(said: str, names: list[str]) -> None:
    [act] = taken_in(f'id,text,posted_at,by\n1,x,2026-11-01,"{said}"\n'.encode()).values()
    assert [person.name for person in act.givers] == names


# --- Files that people have ---


def test_two_files_with_numbered_rows_each_come_in_once() -> None:
    live = a_group()
    first, second = (
        as_json(row(1, text=f"{name} 1"), row(2, text=f"{name} 2", inspired_by=1)) for name in "ab"
    )
    assert import_acts(live, first, now=NOW).added == 2
    assert import_acts(live, second, now=NOW).added == 2
    assert [import_acts(live, data, now=NOW).known for data in (first, second)] == [2, 2]
    acts = live.history.acts
    told = {act.text: acts[act.inspired_by].text for act in acts.values() if act.inspired_by}
    assert told == {"a 2": "a 1", "b 2": "b 1"}
    [(_line, reason)] = problems_of(as_json(row(3, inspired_by=1)), live)
    assert "several acts" in reason


def test_what_was_wrong_and_taken_away_can_come_in_right() -> None:
    live = a_group()
    import_acts(live, as_json(row(1, text="Gro§e")), now=NOW)
    [wrong] = live.history.acts
    live.log.append(live.id, ActErased(id="erase", at=NOW, act=wrong))
    assert import_acts(live, as_json(row(1, text="Große")), now=NOW).added == 1
    assert import_acts(live, as_json(row(1, text="Gro§e")), now=NOW).known == 1


def test_what_the_group_would_let_go_at_once_is_refused_with_a_word() -> None:
    live = a_group()
    settings = SettingsChanged(id="keep", at=NOW, by=live.id, settings=Settings(keep_days=30))
    live.log.append(live.id, settings)
    old = [row("a", posted_at="2026-09-01"), row("b", posted_at="2026-10-01"), row("c")]
    [(line, reason)] = problems_of(as_json(*old), live)
    assert (line, "2 acts are older than the 30 days" in reason) == (1, True)
    assert import_acts(live, as_json(row("c", posted_at="2026-11-20")), now=NOW).added == 1


def test_a_time_of_another_zone_is_read_as_told() -> None:
    auckland = ZoneInfo("Pacific/Auckland")
    live = a_group()
    import_acts(live, as_json(row("a", posted_at="2026-11-23 14:00")), now=NOW, zone=auckland)
    [act] = live.history.acts.values()
    assert act.posted_at == datetime(2026, 11, 23, 1, tzinfo=UTC)
    [(_line, reason)] = problems_of(as_json(row("b", posted_at="2026-11-23 14:00")))
    assert "was read as UTC and lies in the future" in reason


def test_a_year_that_nobody_remembers_is_refused() -> None:
    [(_line, reason)] = problems_of(as_json(row("a", posted_at="0026-11-01")))
    assert "year 26" in reason


def test_a_cell_of_which_nothing_is_seen_is_empty() -> None:
    zero = "\u200b"
    head = "id,text,posted_at,told_by,by,happened_on,kind,language"
    data = f"{head}\n7,Held the door,2026-11-01{f',{zero}' * 5}\n{','.join([zero] * 8)}\n"
    [act] = taken_in(data.encode()).values()
    assert (act.told_by, act.givers, act.happened_on, act.kind, act.language) == ("", (), None, None, "")
    [act] = taken_in(as_json(row("7", by=["Ben", zero, "\x00"], face_to_face=zero))).values()
    assert [one.name for one in act.givers] == ["Ben"]


def test_an_unknown_column_is_one_sentence_and_equal_ids_are_one() -> None:
    data = "id,text,posted_at,mood,,\n" + "".join(f"{n},x,2026-11-01,fine,,\n" for n in range(50))
    assert problems_of(data.encode()) == [(2, "“mood” is a column or name that means nothing here")]
    twins = "id,text,posted_at\n" + "7,x,2026-11-01\n" * 48
    [(line, reason)] = problems_of(twins.encode())
    assert (line, reason.endswith("3, 4, 5, 6, 7, 8, 9, 10, 11, 12 …")) == (2, True)


def test_columns_behind_the_last_may_be_empty_but_not_filled() -> None:
    assert len(taken_in(b"id,text,posted_at,,\n1,Held the door,2026-11-01,,\n")) == 1
    assert "no name" in problems_of(b"id,text,posted_at,,\n1,Held the door,2026-11-01,,x\n")[0][1]


@pytest.mark.parametrize(
    "begins", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-1.7", b"\x1f\x8b\x08", b"<!DOCTYPE html>"]
)
def test_what_is_another_kind_of_file_is_said_to_be(begins: bytes) -> None:
    [(_line, reason)] = problems_of(begins + b" and more")
    assert "please" in reason


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@given(acts=some_acts(), hidden=st.sampled_from("=+-@＝＋－＠"))
def test_no_spreadsheet_runs_a_cell_whatever_separates_it(separator, acts, hidden) -> None:
    told = [replace(act, text=f"thanks{separator}{hidden}1+1\n{hidden}2") for act in acts if not act.erased]
    data = export_csv(told, nameless)
    assert taken_in(data) == as_kept(told) if not any(act.inspired_by for act in told) else True
    text = data.decode("utf-8-sig")
    for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE):
        lines = text.splitlines() if quoting == csv.QUOTE_NONE else io.StringIO(text, newline="")
        cells = [cell for line in csv.reader(lines, delimiter=separator, quoting=quoting) for cell in line]
        assert not [cell for cell in cells if cell.startswith(tuple("=+-@＝＋－＠\t\r"))]
