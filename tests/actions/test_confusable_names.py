"""Nobody can come in under a name that others read as somebody else's."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ripple import reserved_names
from ripple.actions.confusable_names import check_free, look_alike
from ripple.actions.joining import start_group
from ripple.domain.errors import NameMisleads, NameTaken, TextMissing
from ripple.domain.history import History
from ripple.domain.model import Act, Member, Voice, replace
from ripple.language import gettext, languages, speaking
from ripple.live import Groups
from ripple.tellers import name_under, told_together
from ripple.words import in_words
from tests.actions.conftest import NOON

AS_ADA = {
    "the same": "Ada",
    "small": "ada",
    "capitals": "ADA",
    "Cyrillic": "\u0410d\u0430",
    "Greek": "\u0391da",
    "Cherokee": "\u13aada",
    "full width": "\uff21\uff44\uff41",
    "mathematical": "\U0001d400\U0001d41d\U0001d41a",
    "circled": "\u24b6\u24d3\u24d0",
    "zero width space": "A\u200bda",
    "zero width joiner": "Ad\u200da",
    "byte order mark": "\ufeffAda",
    "soft hyphen": "A\u00adda",
    "Hangul filler": "Ada\u3164",
    "empty Braille cell": "Ada\u2800",
    "variation selector": "Ada\ufe0f",
    "tag": "Ada\U000e0061",
    "grapheme joiner": "A\u034fda",
    "annotation": "\ufff9A\ufffad\ufffba",
    "place for an object": "Ada\ufffc",
    "Egyptian blank": "Ada\U00013441",
    "direction mark": "\u200eAda\u200f",
    "accent": "Ad\u00e1",
    "mark below": "A\u0323da",
    "overlay": "Ad\u0338a",
    "three spaces": "  Ada ",
    "no-break space": "Ada\u00a0",
}
APART = [
    *(("Ada", other) for other in ("Ida", "Adam", "Ad", "A da", "Eda", "阿達", "Аня")),
    *(
        ("Ella", "Elia"),
        ("Ben", "Bea"),
        ("Anna 1", "Anna 2"),
        ("राम", "रमा"),
        ("かな", "がな"),
        ("Ali", "Alp"),
        ("Ian", "Lan"),
        ("Ida", "Lda"),
    ),
    ("👩\u200d👧", "👨\u200d👧"),
]


@pytest.mark.parametrize("name", AS_ADA.values(), ids=AS_ADA)
def test_what_people_read_as_ada_is_ada(name: str) -> None:
    assert look_alike(name, "Ada")
    assert look_alike("Ada", name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("AIice", "Alice"),
        ("Armin", "Arrnin"),
        ("B0b", "BOB"),
        ("Weiß", "WEISS"),
        ("EIIA", "Ella"),
        ("Iisa", "lisa"),
        ("Anna-Iena", "Anna-lena"),
    ],
)
def test_letters_that_stand_for_others_are_found(one: str, other: str) -> None:
    assert look_alike(one, other)


@pytest.mark.parametrize(("one", "other"), APART)
def test_names_that_people_tell_apart_are_apart(one: str, other: str) -> None:
    assert not look_alike(one, other)


@given(st.text(max_size=20))
def test_every_text_looks_like_itself_in_every_form(name: str) -> None:
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        assert look_alike(name, unicodedata.normalize(form, name))


# --- Names that are no name ---

OURS = [
    *(
        "Unsigned",
        "UNSIGNED",
        "Un\u200bsigned",
        "\uff35nsigned",
        "Unsigned\ufffc",
        "“Unsigned”",
        "Unsigned, about what Ada did",
    ),
    *(
        "Somebody",
        "A host",
        "Nobody",
        "You",
        "No longer here",
        "Not shown now",
        "An unnamed drop",
        "From a file: Ada",
    ),
]
ROLES = [
    *(
        "Host",
        "Ada · host",
        "Ada (host)",
        "host Ada",
        "Ada, the HOST",
        "Ada • h\u043est",
        "Hosts",
        "[host] Ada",
        "Ada h\u00f6st",
    ),
    *("Ada · you", "Ada (you)", "Ada | you", "Ben (not a member)"),
]
NAMES = [
    "Ada",
    "Youssef",
    "Anna Hosten",
    "Thomas",
    "Hostetter",
    "Unsignedly",
    "Ghost",
    "Bo",
    "Li You",
    "Sam",
    "Noor",
]


@pytest.mark.parametrize("name", OURS + ROLES)
def test_a_name_that_reads_like_the_app_or_a_role_is_refused(name: str) -> None:
    with pytest.raises(NameMisleads) as refused:
        check_free(History(), name, by="me")
    assert name in in_words(refused.value)


@pytest.mark.parametrize("name", NAMES)
def test_other_names_are_free(name: str) -> None:
    check_free(History(), name, by="me")


@pytest.mark.parametrize("name", ["\ufffc", "\U00013441 \ufffc"])
def test_a_name_of_which_nothing_is_drawn_is_missing(name: str) -> None:
    with pytest.raises(TextMissing):
        check_free(History(), name, by="me")


def test_a_first_host_may_be_called_host_but_not_like_the_app(groups: Groups) -> None:
    start_group(groups, "Class 4b", "Host", nonce="first", now=NOON)
    with pytest.raises(NameMisleads):
        start_group(groups, "Class 4b", "Unsigned", nonce="second", now=NOON)


def test_all_that_stands_where_a_name_would_is_the_apps_own() -> None:
    act = Act(id="1", text="Sang", posted_at=NOON)
    said = [told_together(act, givers, to) for givers in (True, False) for to in (True, False)]
    for words in (*said, name_under(act, History())):
        with pytest.raises(NameMisleads):
            check_free(History(), words.format(givers="Ada", receivers="Ben"), by="me")


def test_the_apps_words_are_refused_in_each_of_its_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reserved_names, "before_a_name", lambda: frozenset({"Unsigned", "Ohne Namen"}))
    with pytest.raises(NameMisleads):
        check_free(History(), "ohne Namen, über Ada", by="me")


IN_MANY_SCRIPTS = [
    *(
        "Noël",
        "Ángel",
        "João",
        "Jürgen",
        "Łukasz",
        "Żaneta",
        "Zofia K.",
        "Mitja",
        "Hatice",
        "Conny",
        "Consuelo",
    ),
    *("Надія", "Віра", "Любов", "Ірина", "Тихон", "Оля З.", "Ганна", "Παύλος", "Ֆելիքս", "დავითი"),
    *("أحمد", "إيمان", "نور", "نور الهدى", "أم علي", "أمل", "رجاء", "إلهام", "عبد الله", "משה", "آرش"),
    *("有", "有美", "小明", "善意", "静", "和平", "为民", "王芳", "さくら", "ケン", "지우", "राम", "ทิพย์"),
]


@pytest.mark.parametrize("name", IN_MANY_SCRIPTS)
def test_names_are_free_whatever_languages_the_app_speaks(name: str) -> None:
    check_free(History(members={"ada": Member("ada", "Ada", NOON)}), name, by="me")


@pytest.mark.parametrize(
    "name",
    [
        *("管理员", "小明管理员", "管理员 小明", "小明（不是成员）", "来自文件小明", "有人", "未署名"),
        *(
            "إشراف",
            "المشرف نور",
            "نور · إشراف",
            "المشرفة نور",
            "نور (ليس في المجموعة)",
            "من ملف نور",
            "أحدهم",
        ),
        *(
            "Оля ведуча",
            "Оля (веде групу)",
            "Ania prowadząca",
            "Leitung Ada",
            "Ada, responsable",
            "Bez imienia",
        ),
    ],
)
def test_a_role_is_refused_in_whatever_language(name: str) -> None:
    with pytest.raises(NameMisleads):
        check_free(History(), name, by="me")


@pytest.mark.parametrize("tongue", languages())
def test_what_the_app_says_of_an_act_is_nobodys_name_in_any_language(tongue: str) -> None:
    history = History(members={"ada": Member("ada", "Ada", NOON)})
    act = Act(id="1", text="Sang", posted_at=NOON)
    both = [(givers, to) for givers in (True, False) for to in (True, False)]
    with speaking(tongue):
        unsigned = [told_together(act, *people) for people in both]
        signed = [
            told_together(replace(act, author="ada", voice=voice), *people)
            for voice in (*Voice, None)
            for people in both
        ]
        asked = gettext("{who} asks you to look.")
    for told, refusal in ((unsigned, NameMisleads), ([*signed, asked], NameTaken)):
        for sentence in told:
            with pytest.raises(refusal):
                check_free(history, sentence.format(who="Ada", givers="Zoe", receivers="Ben"), by="me")


@pytest.mark.parametrize(
    "name",
    [
        *("Ada, Zoe", "Zoe & ADA", "Zoe (Ada)", "Ada: yes"),
        *("Ada saw this", "\u0410da received this from Zoe", "ada, for Zoe", "Ada with Zoe"),
        *("ada did this", "Ada tells what Zoe did"),
    ],
)
def test_nobody_is_called_as_if_another_spoke_in_it(name: str) -> None:
    with pytest.raises(NameTaken) as refused:
        check_free(History(members={"ada": Member("ada", "Ada", NOON)}), name, by="me")
    assert refused.value.other == "Ada"


@pytest.mark.parametrize(
    "name", ["Ada Maria", "Adalbert, Zoe", "Zoe saw Ada", "Ada-Lena", "Ada Withold", "Ada B.", "A. Da"]
)
def test_a_name_may_have_anothers_in_it(name: str) -> None:
    check_free(History(members={"ada": Member("ada", "Ada", NOON)}), name, by="me")


def test_the_refusal_names_who_is_there() -> None:
    lan = History(members={"lan": Member("lan", "S\u01a1n", NOON)})
    for name, said in (
        ("Son", "called “S\u01a1n”, and “Son” could"),
        ("S\u01a1n", "called “S\u01a1n” already"),
    ):
        with pytest.raises(NameTaken) as refused:
            check_free(lan, name, by="me")
        assert said in in_words(refused.value)
