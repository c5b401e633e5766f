"""Texts are told in the language of who reads them: each visitor, each request, each thread their own."""

import ast
import importlib
import json
import logging
import pkgutil
import subprocess
import sys
import threading
from contextvars import copy_context
from pathlib import Path

import pytest

import ripple
from ripple import catalogues, language
from ripple.environment import CHECKOUT
from ripple.language import (
    COOKIE,
    Texts,
    accepted,
    by_language,
    fitting,
    gettext,
    ngettext,
    of_the_browser,
    of_the_environment,
    speaking,
    spoken,
)
from tests.catalogues import CALLS
from tests.tongues import looked_for_anew

GERMAN = """
msgid ""
msgstr ""
"Language: de\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Shared"
msgstr "Geteilt"

msgid "{count} act"
msgid_plural "{count} acts"
msgstr[0] "{count} Tat"
msgstr[1] "{count} Taten"

msgid "{name} (not a member)"
msgstr "{nmae} (nicht dabei)"

#, fuzzy
msgid "Saved"
msgstr "Gerettet"
"""


@pytest.fixture
def german(tmp_path, monkeypatch):
    """A catalogue of a few texts, where the app looks for catalogues."""
    monkeypatch.setattr(catalogues, "LOCALE", tmp_path)
    return written("de", GERMAN)


def written(tongue: str, catalogue: str) -> Path:
    file = catalogues.LOCALE / tongue / "LC_MESSAGES" / "messages.po"
    file.parent.mkdir(parents=True)
    file.write_text(catalogue, encoding="utf-8")
    return file


@pytest.fixture(autouse=True)
def each_has_its_own():
    """Each test has the catalogues that it makes, and the next one the app's."""
    looked_for_anew()
    yield
    looked_for_anew()


def test_a_text_is_told_in_the_language_that_is_spoken(german):
    assert gettext("Shared") == "Shared"
    with speaking("de"):
        assert gettext("Shared") == "Geteilt"
        assert [ngettext("{count} act", "{count} acts", n) for n in (1, 2)] == [
            "{count} Tat",
            "{count} Taten",
        ]
        with speaking("en"):
            assert gettext("Shared") == "Shared"
        assert gettext("Shared") == "Geteilt"
    assert gettext("Shared") == "Shared"


def test_what_a_translator_left_out_or_was_unsure_of_stays_english(german):
    with speaking("de"):
        assert (gettext("Saved"), gettext("Never mind")) == ("Saved", "Never mind")


def test_a_language_that_there_is_not_is_english(german):
    for strange in ("xx", "../../etc", "", "DE"):
        with speaking(strange):
            assert spoken() == "en"


def test_a_text_that_fills_in_what_is_not_there_stays_english(german, caplog):
    with speaking("de"):
        assert gettext("{name} (not a member)") == "{name} (not a member)"
    assert "{name} (not a member)" in caplog.text


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(GERMAN.replace('msgid "Shared"', "<<<<<<< HEAD"), id="a merge that was left"),
        pytest.param(GERMAN.replace("(n != 1)", "__import__('os')"), id="a rule that is none"),
        pytest.param("\0" + GERMAN, id="not text"),
    ],
)
def test_a_damaged_catalogue_says_so_and_english_is_spoken(tmp_path, monkeypatch, caplog, damage):
    monkeypatch.setattr(catalogues, "LOCALE", tmp_path)
    written("de", damage)
    with caplog.at_level(logging.ERROR), speaking("de"):
        assert gettext("Shared") == "Shared"
    assert "messages.po" in caplog.text


def test_a_catalogue_is_read_once_and_when_it_is_first_spoken(german, monkeypatch):
    reads = []
    monkeypatch.setattr(
        catalogues, "opened", lambda *asked, read=catalogues.opened: reads.append(1) or read(*asked)
    )
    assert (gettext("Shared"), reads) == ("Shared", [])
    for _twice in range(2):
        with speaking("de"):
            assert (gettext("Shared"), reads) == ("Geteilt", [1])


def test_threads_speak_what_is_spoken_where_they_were_begun_from(german):
    said = []
    with speaking("de"):
        begun = threading.Thread(target=copy_context().run, args=(lambda: said.append(gettext("Shared")),))
        alone = threading.Thread(target=lambda: said.append(gettext("Shared")))
        for thread in (begun, alone):
            thread.start()
            thread.join()
    assert sorted(said) == ["Geteilt", "Shared"]


def test_what_is_written_at_import_waits_for_who_reads(german):
    texts = Texts({"shared": "Shared"})
    assert (texts["shared"], texts.get("nothing"), dict(texts)) == ("Shared", None, {"shared": "Shared"})
    with speaking("de"):
        assert (texts["shared"], dict(texts)) == ("Geteilt", {"shared": "Geteilt"})


def test_what_is_made_once_is_made_once_for_each_language(german):
    made = []
    picture = by_language(lambda look: made.append(look) or f"{look} {gettext('Shared')}")
    for _twice in range(2):
        assert picture("dark") == "dark Shared"
        with speaking("de"):
            assert picture("dark") == "dark Geteilt"
    assert made == ["dark", "dark"]


def test_what_is_made_once_is_made_anew_from_another_catalogue(german):
    picture = by_language(lambda: gettext("Shared"))
    with speaking("de"):
        assert picture() == "Geteilt"
        german.write_text(GERMAN.replace("Geteilt", "Erzählt"), encoding="utf-8")
        looked_for_anew()
        assert picture() == "Erzählt"


def test_the_list_of_languages_is_the_files_that_are_there(german):
    written("zh_Hans", GERMAN.replace("Language: de", "Language: zh_Hans"))
    assert language.languages() == {"en": "English", "de": "Deutsch", "zh_Hans": "简体中文"}


@pytest.mark.parametrize(
    ("asked", "spoken_then"),
    [
        ("de-AT,de;q=0.9,en;q=0.8", "de"),
        ("en-GB,de;q=0.9", "en"),
        ("ja,de;q=0.1,en;q=0.5", "en"),
        ("zh-CN", "zh_Hans"),
        ("zh", "zh_Hans"),
        ("zh-TW", "en"),
        ("ja;q=x, de;q=0, *;q=1", "en"),
        ("", "en"),
        ("," * 5_000 + "de", "en"),
        ("\x00;;q=;,-,_,de", "de"),
    ],
)
def test_a_browser_gets_the_first_of_its_languages_that_there_is(german, asked, spoken_then):
    written("zh_Hans", GERMAN)
    assert fitting(accepted(asked)) == spoken_then


def test_what_somebody_chose_comes_before_what_their_browser_asks_for(german):
    assert of_the_browser({COOKIE: "en"}, "de") == "en"
    assert of_the_browser({COOKIE: "de"}, "en") == "de"
    assert of_the_browser({COOKIE: "xx"}, "de") == "de"


@pytest.mark.parametrize(
    ("said", "spoken_then"), [("de_DE.UTF-8", "de"), ("C", "en"), ("?", "en"), ("", "en")]
)
def test_commands_speak_the_language_of_the_environment(german, monkeypatch, said, spoken_then):
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LC_CTYPE", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", said)
    assert of_the_environment() == spoken_then


def test_no_text_is_made_at_import():
    """In a process of its own, in which everything that is looked up at import is heard."""
    program = f"""
import importlib, json, sys
from ripple import language
heard = []
language._catalogue = lambda spoken: type("Ear", (), {{
    "gettext": lambda self, text: heard.append(text) or text,
    "ngettext": lambda self, one, many, count: heard.append(one) or one,
}})()
for name in {modules()!r}:
    importlib.import_module(name)
print(json.dumps(heard))
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=CHECKOUT, check=True
    )
    assert json.loads(done.stdout) == []


def modules() -> list[str]:
    """Every module of the app but those that are scripts: pages, which each visit runs anew."""
    found = [found.name for found in pkgutil.walk_packages(ripple.__path__, "ripple.")]
    scripts = ("ripple.app.main", "ripple.app.views.", "ripple.__main__")
    return [name for name in found if not f"{name}.".startswith(scripts)]


def test_no_text_is_looked_up_inside_another():
    """Translators' tools read no text that stands in the braces of an f-string."""
    hidden = [
        f"{file.name}:{call.lineno}"
        for file in Path(ripple.__file__).parent.rglob("*.py")
        for string in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(string, ast.JoinedStr)
        for call in ast.walk(string)
        if isinstance(call, ast.Call) and ast.unparse(call.func) in CALLS
    ]
    assert hidden == []


def test_counts_are_written_as_the_language_writes_numbers() -> None:
    """What chooses a plural form is filled in as a `Number`: 1,234 acts are 1 234 in Polish."""
    plain = [
        f"{file.name}:{filled.lineno}"
        for file in Path(ripple.__file__).parent.rglob("*.py")
        for function in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(function, ast.FunctionDef)
        for filled in counts_as_they_are(function)
    ]
    assert plain == []


def counts_as_they_are(function: ast.FunctionDef) -> list[ast.expr]:
    """What a text of the function is filled in with and chooses the plural form by, too."""
    calls = [call for call in ast.walk(function) if isinstance(call, ast.Call)]
    plurals = [call for call in calls if ast.unparse(call.func) == "ngettext" and len(call.args) == 3]
    counts = {ast.unparse(call.args[2]) for call in plurals}
    filled = [each.value for call in calls for each in call.keywords if is_format(call)]
    return [value for value in filled if ast.unparse(value) in counts]


def is_format(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and call.func.attr == "format"


def test_modules_are_found():
    assert "ripple.words" in modules()
    assert importlib.import_module("ripple.kinds").NAMES


def test_an_arrow_leads_on_as_one_reads() -> None:
    for tongue, arrow in {"en": "↳", "ar": "↲"}.items():
        with speaking(tongue):
            for text in ("{who}, “{words}”", "{words}", "an act that is no longer here"):
                assert gettext(f"↳ {{how}}: {text}").startswith(arrow)
