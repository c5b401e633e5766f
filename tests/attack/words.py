"""Words that would like to be more than words, in every field that people can fill."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from functools import cache, partial
from html import escape

from ripple.actions.files.act_files import export_csv
from ripple.actions.joining import COOKIE
from ripple.app.ui.widgets import WORD_JOINER
from ripple.domain.model import ACT_LIMIT
from ripple.domain.texts import clean_text
from tests.attack.rendered import Rendered, rendered
from tests.attack.table import Attack, stopped
from tests.attack.world import Person, World

FAMILY = "words"

# Each at most 40 signs, so that it fits into a name with a number before it.
PAYLOADS = {
    "a script": "<script>parent.got=1</script>",
    "an image that fails": "<img src=x onerror=parent.got=1>",
    "an image from elsewhere": "<img src=//evil.example/a.png>",
    "a drawing": "<svg/onload=parent.got=1>",
    "a frame": "<iframe srcdoc='<b>x'>",
    "a style": "<style>*{display:none}</style>",
    "a style from elsewhere": "<link rel=stylesheet href=//evil.example>",
    "a form": "<form action=//evil.example><input>",
    "a base": "<base href=//evil.example/>",
    "a refresh": "<meta http-equiv=refresh content=0>",
    "an end of the element": "</bdi></div><h1>Head</h1>",
    "an end of an attribute": '" onmouseover=parent.got=1 x="',
    "another end of an attribute": "' style='position:fixed",
    "a comment": "<!-- the rest is gone",
    "an entity": "&lt;b&gt;&amp;&#60;i&#62;",
    "a link of JavaScript": "[a](javascript:parent.got=1)",
    "a link": "[bank](https://evil.example)",
    "a picture": "![x](https://evil.example/p.png)",
    "a bare link": "https://evil.example/x",
    "a barer link": "www.evil.example",
    "a letter": "me@evil.example",
    "a link behind backslashes": r"\[a\](https\://evil.example)",
    "a badge behind backslashes": r"\:green-badge\[Verified\]",
    "a formula behind backslashes": r"\$\frac{1}{2}\$",
    "code behind backslashes": r"\`code\` \~\~gone\~\~",
    "bold": "**bold** and __more__",
    "a heading": "# Heads up",
    "a list": "- one\n- two",
    "code": "`code` ```more```",
    "struck out": "~~gone~~",
    "a table": "|a|b|\n|-|-|\n|1|2|",
    "a badge": ":green-badge[Verified]",
    "a colour": ":red[alarm] :blue-background[x]",
    "an icon": ":material/verified:",
    "an emoji by name": ":tada: :rocket:",
    "a small text": ":small[tiny] :streamlit:",
    "a formula": "$\\frac{1}{2}$ $$x^2$$",
    "a formula with a link": "$\\href{javascript:x}{y}$",
    "a template": "{{7*7}} ${7*7} #{7*7} <%= 7*7 %>",
    "a format": "{0.__class__} %s %(x)s {name}",
    "SQL": "'; DROP TABLE acts; --",
    "a path": "../../../../etc/passwd",
    "a spreadsheet's formula": '=HYPERLINK("//evil.example")',
    "another formula": "@SUM(1+1)*cmd|' /C calc'!A0",
    "a command": "$(reboot) `reboot` ; reboot",
    "a log line": "x\r\nERROR forged",
    "an expression of Vega": "datum.x + 1'];alert(1)//",
    "JSON": '","boss":true,"x":"',
    "right to left": "\u202egnihtyna\u202c",
    "an isolate": "\u2066\u2067abc\u2069",
    "a null": "nul\x00l",
    "an escape": "\x1b[31mred\x07",
    "marks without end": "Z" + "\u0336" * 30,
    "a separator": "one\u2028two\u2029three",
    "a prototype": "__proto__",
    "a closing script": "</script><script>parent.got=1//",
}
ONE_SIGN = re.compile(r"\\[!-/:-@\[-`{-~]|.", re.DOTALL)  # escaped, or as it is
# What it finds also in signs that are escaped; see tests/browser/test_hostile_words.py.
AN_ADDRESS_OR_ICON = re.compile(r"://|www\.|@\w|:[\w+-]+:|^(?:[-+=]|\d+[.)])", re.IGNORECASE)
FIELDS = ("the group's name", "a member's name", "the words", "who was kind", "for whom")
MARKED = (
    "markdown",
    "heading",
    "alert",
    "toast",
    "button",
    "menubutton",
    "linkbutton",
    "checkbox",
    "metric",
    "expander",
    "pagelink",
    "textinput.help",
)


def kept(payload: str) -> str:
    """The payload as it is kept: on one line, without what only disturbs others."""
    return " ".join(clean_text(payload, "text", ACT_LIMIT).split())


def numbered(payload: str, field: str) -> str:
    """The payload with a sign of the field that it was written into, so that it is found again."""
    if field in ("who was kind", "for whom"):  # what stands between names makes two of one
        payload_there = re.sub(r"[,;\r\n]+", " ", payload)
        return f"{payload_there} {sign_of(payload, field)}"
    return f"{payload} {sign_of(payload, field)}"


def sign_of(payload: str, field: str) -> str:
    return f"q{list(PAYLOADS.values()).index(payload)}{chr(97 + FIELDS.index(field))}"


@cache
def street(world: World) -> Person:
    """The host of a group in which every word is an attack."""
    host = world.stranger("Hildegard")
    host.starts("Payload Street")
    return host


@cache
def written(name: str, world: World) -> list[tuple[str, str]]:
    """Write the payload into every field; every text that any page then sends."""
    in_field = {field: numbered(PAYLOADS[name], field) for field in FIELDS}
    writer = Person(world, in_field["a member's name"])
    writer.joins(world.code_of(street(world)))
    names = {"givers": in_field["who was kind"], "receivers": in_field["for whom"]}
    writer.shares(in_field["the words"], unsigned=True, **names)
    starter = Person(world, "Hildegard")
    starter.starts(in_field["the group's name"])
    return [*texts_of(starter, ("", "group")), *texts_of(writer, ("", "people", "you", "group"))]


def texts_of(reader: Person, pages: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    with reader.tab() as tab:
        for page in pages:
            yield from tab.open(page).texts()


def stays_words(name: str, field: str, world: World) -> None:
    """It is there to be read, and nowhere as something that Streamlit makes more of."""
    words = kept(numbered(PAYLOADS[name], field))
    texts = written(name, world)
    shown = [where for where, text in texts if escape(words) in " ".join(text.split())]
    stopped(shown, "it is shown nowhere, so nothing was tried")
    nowhere_more_than_words(words, texts)


def nowhere_more_than_words(words: str, texts: list[tuple[str, str]]) -> None:
    """In none of the ``texts``, each with where it stands, does Streamlit make more of the words."""
    for where, text in texts:
        one_line = " ".join(text.split())
        if where.startswith("html."):
            raw = escape(words) != words and words in one_line
        else:
            raw = where.startswith(MARKED) and makes_more_of(words, one_line)
        stopped(not raw, f"{where}: {text[:200]}")


def makes_more_of(words: str, markdown: str) -> bool:
    """Whether Streamlit's Markdown reads something else than the ``words`` where they stand in it."""
    signs = [one for one in ONE_SIGN.findall(markdown) if one != WORD_JOINER]
    plain = "".join(one[-1] for one in signs)
    at = plain.find(words)
    if at < 0:  # not there, or not as they were written
        return words in markdown
    if any(one in set("\\`*_[]<>$~#|&") for one in signs[at : at + len(words)]):
        return True
    joined = "".join(one[-1] for one in ONE_SIGN.findall(markdown))
    return any(found[0] in words for found in AN_ADDRESS_OR_ICON.finditer(joined))


def renders_as_words(name: str, check: Callable[[Rendered], object], world: World) -> None:
    came = check(rendered(street(world)))
    stopped(not came, f"{came} in a browser")


def no_formula_in_a_file(world: World) -> None:
    written("a spreadsheet's formula", world)
    with world.group(next(iter(street(world).cookies)).removeprefix(COOKIE)) as live:
        table = export_csv(live.history.acts.values(), live.history.name_of).decode("utf-8-sig")
    for separator in ",;\t|":
        rows = csv.reader(io.StringIO(table, newline=""), delimiter=separator)
        cells = [cell for row in rows for cell in row]
        runs = [cell for cell in cells if cell[:1] in tuple("=+-@\t\r＝＋－＠")]
        stopped(not runs, f"a cell begins like a formula where {separator!r} separates")
    stopped("HYPERLINK" in table, "the payload is not in the file, so nothing was tried")


def attacks() -> Iterator[Attack]:
    for name in PAYLOADS:
        for field in FIELDS:
            yield Attack(FAMILY, f"{name} as {field}", partial(stays_words, name, field))
    for name, check in Rendered.checks().items():
        yield Attack(FAMILY, f"all of it in a browser: {name}", partial(renders_as_words, name, check))
    yield Attack(FAMILY, "all of it in a spreadsheet", no_formula_in_a_file)
