"""What holds the house together: its floors, the size of its rooms, and no typed text as markup."""

import ast
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from ripple.cli import commands as cli
from ripple.domain.history import History
from ripple.environment import CHECKOUT
from tests.__main__ import SLOW

LONGEST_FILE, LONGEST_CLASS, LONGEST_FUNCTION, LONGEST_NAME = 300, 150, 40, 65
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)

# A room: what of the house it may import, and what from outside besides the standard library.
# A room's rule is the one with the longest name that fits; a trailing dot stands for its parts.
FLOORS = {
    "ripple": ("", ""),
    "ripple.domain": ("ripple.domain.", ""),
    "ripple.domain.checked": ("ripple.domain.", "msgspec"),
    "ripple.domain.model": ("ripple.domain.", "msgspec"),
    "ripple.domain.events.base": ("ripple.domain.", "msgspec"),
    "ripple.reserved_names": ("", ""),
    "ripple.pseudo": ("", "gettext"),
    "ripple.language": (
        "ripple.catalogues ripple.pseudo",
        "gettext babel",
    ),  # elsewhere it would not be the visitor's
    "ripple.catalogues": ("", "gettext babel"),
    "ripple.formats": ("", "babel"),
    "ripple.words": ("ripple.domain.", ""),
    "ripple.kinds": ("ripple.domain.", ""),
    "ripple.tellers": ("ripple.domain.", ""),
    "ripple.typed": ("ripple.domain.", ""),
    "ripple.privacy": ("ripple.domain. ripple.words ripple.privacy.", ""),
    "ripple.privacy.papers.paper": ("ripple.domain. ripple.privacy. ripple.__version__", ""),
    "ripple.privacy.papers.as_pdf": ("ripple.privacy.", "fpdf"),
    "ripple.hints": ("ripple.domain. ripple.hints.", ""),
    "ripple.hints.telephone": ("", "phonenumbers"),
    "ripple.network": ("ripple.domain. ripple.network.", "numpy"),
    "ripple.store": ("ripple.domain. ripple.store.", ""),
    "ripple.store.codec": ("ripple.domain.", "msgspec"),
    "ripple.store.lines": ("ripple.store.", "msgspec"),
    "ripple.store.locks": ("ripple.domain.", "filelock"),
    "ripple.store.in_place": ("ripple.store.", "msgspec"),
    "ripple.store.durable": ("ripple.domain. ripple.store.", "tinydb"),
    "ripple.store.group_db": ("ripple.domain. ripple.store.", "tinydb"),
    "ripple.store.postgres": ("ripple.domain. ripple.store.", "psycopg psycopg_pool"),
    "ripple.directory": ("ripple.domain. ripple.store.Log", ""),
    "ripple.live": (
        "ripple.domain. ripple.network. ripple.directory ripple.late_pond ripple.once ripple.recent "
        "ripple.store.Log ripple.store.garbage.",
        "",
    ),
    "ripple.late_pond": ("ripple.domain. ripple.network. ripple.store.garbage.", ""),
    "ripple.once": ("", ""),
    "ripple.recent": ("ripple.domain.", ""),
    "ripple.actions": ("ripple.domain. ripple.reserved_names ripple.words ripple.live ripple.actions.", ""),
    "ripple.actions.files.foreign.moments": ("ripple.language", "dateparser"),
    "ripple.actions.files.foreign.chats": (
        "ripple.domain. ripple.language ripple.actions.files.foreign.",
        "msgspec",
    ),
    "ripple.actions.files.foreign.workbooks": (
        "ripple.domain. ripple.language ripple.actions.files.foreign. ripple.actions.files.limits.",
        "openpyxl",
    ),
    "ripple.actions.files.group_archive": (
        "ripple.domain. ripple.network. ripple.words ripple.live ripple.actions. ripple.store.codec",
        "",
    ),
    "ripple.actions.rate_limits": ("ripple.domain.", "limits"),
    "ripple.charts": ("ripple.domain. ripple.network. ripple.charts.", "altair numpy"),
    "ripple.charts.player.player": ("ripple.domain. ripple.charts. ripple.kinds", ""),
    "ripple.charts.export.keepsake": (
        "ripple.domain. ripple.network. ripple.charts. ripple.kinds ripple.tellers ripple.typed",
        "",
    ),
    "ripple.charts.export.render": ("", "vl_convert"),
    "ripple.web": (
        "ripple.domain. ripple.words ripple.actions. ripple.live ripple.charts. ripple.web.",
        "starlette",
    ),
    "ripple.web.counted_pages": ("ripple.metrics ripple.web.", "starlette"),
    "ripple.web.routes": (
        "ripple.domain. ripple.words ripple.actions. ripple.live ripple.privacy.keeper. ripple.web.",
        "starlette",
    ),
    "ripple.web.run_queue": ("", ""),
    "ripple.web.server_pages": ("ripple.domain. ripple.words ripple.typed", ""),
    "ripple.web.connections": ("ripple.actions.rate_limits ripple.web.", "uvicorn"),
    "ripple.web.token_bucket": ("", "anyio"),
    "ripple.web.open_pages": ("", "anyio"),
    "ripple.web.render_queue": ("ripple.charts.export.render", "starlette anyio"),
    "ripple.web.downloads": (
        "ripple.domain. ripple.actions. ripple.live ripple.charts. ripple.privacy. ripple.web.",
        "starlette anyio",
    ),
    "ripple.web.news": ("ripple.domain. ripple.actions. ripple.live ripple.web.", "starlette anyio"),
    "ripple.web.first_picture": ("ripple.domain. ripple.actions. ripple.live ripple.web.", "starlette anyio"),
    "ripple.web.server": ("ripple.web.connections ripple.installation", "streamlit"),
    "ripple.web.websocket_limits": ("ripple.actions.rate_limits ripple.web.", "starlette anyio"),
    "ripple.web.websocket_filter": ("", "starlette streamlit google"),  # reads what browsers tell Streamlit
    "ripple.web.websocket_interceptors": ("", "starlette streamlit google"),
    "ripple.web.left_pages": ("", "streamlit"),
    "ripple.web.heard_out": ("", "anyio streamlit"),
    "ripple.app": (
        "ripple.domain. ripple.words ripple.kinds ripple.tellers ripple.network. ripple.live ripple.actions. "
        "ripple.charts. ripple.hints. ripple.app. ripple.installation ripple.privacy.",
        "streamlit",
    ),
    "ripple.app.tab_state": ("ripple.domain. ripple.actions.", ""),
    "ripple.app.entry.sample_pond": (
        "ripple.demo ripple.network. ripple.charts. ripple.app. ripple.language",
        "streamlit",
    ),
    "ripple.app.session": (
        "ripple.domain. ripple.live ripple.actions. ripple.app.tab_state "
        "ripple.store.open_store ripple.installation.store_url",
        "streamlit",
    ),
    "ripple.app.ui.markup": (
        "ripple.domain. ripple.kinds ripple.tellers ripple.typed ripple.charts.",
        "segno",
    ),
    "ripple.app.ui.chart_view": ("ripple.charts. ripple.app.ui.markup", "streamlit pyarrow"),
    "ripple.app.pond.picture": (
        "ripple.domain. ripple.network. ripple.charts. ripple.app.ui.markup ripple.app.ui.chart_view",
        "pyarrow",
    ),
    "ripple.environment": ("", ""),
    "ripple.installation": ("ripple.environment", "platformdirs"),
    "ripple.metrics": ("ripple.domain. ripple.store.Log", "prometheus_client"),
    "ripple.cli.serve": ("ripple.environment ripple.installation ripple.store.addresses", ""),
    "ripple.cli.move": (
        "ripple.domain. ripple.words ripple.installation ripple.store. ripple.cli.console",
        "",
    ),
    "ripple.cli.papers": (
        "ripple.domain. ripple.privacy. ripple.installation.who_file ripple.cli.console",
        "",
    ),
    "ripple.demo": ("ripple.domain. ripple.live ripple.actions.", ""),
    "ripple.cli.console": (
        "ripple.domain. ripple.words ripple.live ripple.actions. ripple.store. ripple.installation",
        "",
    ),
    "ripple.cli.store": (
        "ripple.domain. ripple.words ripple.live ripple.actions. ripple.store. ripple.cli.console",
        "",
    ),
    "ripple.cli.import_acts": ("ripple.domain. ripple.live ripple.actions. ripple.cli.console", ""),
    "ripple.cli.commands": (
        "ripple.domain. ripple.words ripple.live ripple.actions. ripple.store. "
        "ripple.charts.export.keepsake ripple.installation ripple.__version__ ripple.demo ripple.cli.serve "
        "ripple.cli.console ripple.cli.store ripple.cli.move ripple.cli.import_acts ripple.cli.papers",
        "",
    ),
    "ripple.__main__": ("ripple.environment ripple.cli.commands", ""),
    "ripple.door": ("ripple.app. ripple.web. ripple.installation ripple.metrics", "streamlit starlette"),
    "streamlit_app": ("ripple.door.", "streamlit"),
}


def sources(*below: str) -> list[Path]:
    """Every file of the product, or those in some of its folders."""
    rooms = [CHECKOUT / room for room in below] or [CHECKOUT / "ripple", CHECKOUT / "streamlit_app.py"]
    return sorted(path for room in rooms for path in ([room] if room.is_file() else room.rglob("*.py")))


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def name_of(path: Path) -> str:
    """The module's name: ripple.store.tiny."""
    return ".".join(path.relative_to(CHECKOUT).with_suffix("").parts).removesuffix(".__init__")


def imported(path: Path) -> Iterator[str]:
    """The modules that a file imports, and of `ripple` packages the very things."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: {ast.unparse(node)}"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def breaches(path: Path) -> list[str]:
    """What the file imports although its floor may not."""
    room = max((room for room in FLOORS if f"{name_of(path)}.".startswith(f"{room}.")), key=len)
    house, outside = (rule.split() for rule in FLOORS[room])
    house += ["ripple.language", "ripple.formats"]  # every floor may have words for people
    return [
        name
        for name in imported(path)
        if not any(
            f"{name}.".startswith(allowed if allowed[-1] == "." else f"{allowed}.") for allowed in house
        )
        and name.partition(".")[0] not in {*(sys.stdlib_module_names - {"gettext"}), *outside}
    ]


@pytest.mark.parametrize("path", sources(), ids=name_of)
def test_each_floor_imports_only_from_floors_below_it(path):
    assert breaches(path) == []


def test_every_rule_is_about_a_room_that_is_there():
    names = {name_of(path) for path in sources()}
    assert [room for room in FLOORS if room not in names] == []


def test_nothing_below_the_roof_reads_the_clock_or_throws_dice():
    for path in sources("ripple/domain", "ripple/network"):
        chance = {"time", "random", "secrets", "uuid"}
        assert not chance & {name.partition(".")[0] for name in imported(path)}, path
        assert not re.search(r"\.(now|today|utcnow)\(", path.read_text()), path


def written(path: Path) -> list[str]:
    """Where a file writes into a log itself: by ``log.append``, or by ``log.erase`` in a group's."""
    calls = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]
    said = [ast.unparse(call) for call in calls]
    return [one for one in said if re.match(r"[\w.()]*\blog\.(append\(|erase\((?!DIRECTORY))", one)]


def test_what_is_stored_passes_one_of_the_typed_doors():
    assert {
        path.name: said
        for path in sources("ripple/actions", "ripple/app", "ripple/web", "ripple/demo.py")
        if (said := written(path))
    } == {}
    assert written(CHECKOUT / "ripple" / "live.py") != []


@pytest.mark.parametrize("path", sources(), ids=name_of)
def test_rooms_classes_and_functions_stay_small(path):
    assert len(path.read_text().splitlines()) <= LONGEST_FILE
    assert longer(path, ast.ClassDef, LONGEST_CLASS) == []
    assert longer(path, FUNCTIONS, LONGEST_FUNCTION) == []


def test_benchmarks_stay_small():
    long = [path for path in sources("benchmarks") if len(path.read_text().splitlines()) > LONGEST_FILE]
    assert long == []


@pytest.mark.parametrize("path", sorted((CHECKOUT / "ripple").rglob("*.js")), ids=lambda path: path.name)
def test_scripts_stay_small(path):
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_FILE


def longer(path: Path, kinds: type[ast.AST] | tuple[type[ast.AST], ...], most: int) -> list[str]:
    """The names of the file's classes or functions that have more lines."""
    nodes: list[Any] = [node for node in ast.walk(tree(path)) if isinstance(node, kinds)]
    return [node.name for node in nodes if node.end_lineno - node.lineno >= most]


@pytest.mark.parametrize("path", sources("tests"), ids=name_of)
def test_the_name_of_a_test_is_a_short_sentence(path):
    functions = [node.name for node in ast.walk(tree(path)) if isinstance(node, FUNCTIONS)]
    assert [name for name in functions if name.startswith("test_") and len(name) > LONGEST_NAME] == []


GROWING = "|".join(
    each.name
    for state in (History(), History().sign_ins)
    for each in fields(state)
    if isinstance(getattr(state, each.name), dict | set)
)
WALKED = re.compile(rf"\b((history|sign_ins)\.({GROWING})|thanks)(\.(values|items|keys)\(\))?$")
ALONE = "ripple/domain/folding"  # one thread at a time folds a group's log


def walks(path: Path) -> list[str]:
    """Where a file walks right through a dict of a group, which grows when somebody posts meanwhile."""
    of = [node.iter for node in ast.walk(tree(path)) if isinstance(node, ast.For | ast.comprehension)]
    return [walked for node in of if WALKED.search(walked := ast.unparse(node))]


def test_all_walk_through_a_list_of_what_others_change_meanwhile():
    rooms = [path for path in sources() if path.parent != CHECKOUT / ALONE]
    assert {name_of(path): found for path in rooms if (found := walks(path))} == {}


# --- Nothing that people typed becomes Markdown or HTML ---

# Where Streamlit reads Markdown: in the first argument and by these names; the options of radio
# buttons and the like too, those of select boxes not.
MARKDOWN = {
    *("markdown", "write", "write_stream", "caption", "title", "header", "subheader", "latex", "badge"),
    *("info", "warning", "error", "success", "exception", "toast", "spinner", "status", "metric", "dialog"),
    *("button", "form_submit_button", "download_button", "link_button", "page_link", "checkbox", "toggle"),
    *("text_input", "text_area", "number_input", "date_input", "time_input", "slider", "file_uploader"),
    *("selectbox", "multiselect", "expander", "popover", "table"),
}
CHOICES = {"radio", "pills", "segmented_control", "select_slider", "tabs", "menu_button"}
READ_AS_MARKDOWN = {"label", "body", "help", "title"}
CHOICES_READ = {"options", "captions", "format_func"}

# What no rule below can see to be ours, and why it holds nothing that people typed.
OURS = {
    "ripple.app.acts.card: choices": "names of dialogs; `format_func` writes them",
    "ripple.app.acts.card: _thanks": "the words of a way to thank",
    "ripple.app.acts.card: ways": "ways to thank; `format_func` writes them",
    "ripple.app.group.bringing: _said_of(brought.came)": "how many acts came in",
    "ripple.app.group.bringing: label.format(count=Number(count))": "how many acts would come in",
    "ripple.app.group.bringing: _gone(brought.went)": "how many acts were taken back",
    "ripple.app.group.columns: list(days)": "orders of days; `format_func` writes them",
    "ripple.app.group.columns: lambda order: day(days[order])": "a day, as the language writes it",
    "ripple.app.group.columns: both": "names, which `format_func` makes `literal`",
    "ripple.app.group.imports: said.format(count=Number(count))": "how many acts would go",
    "ripple.app.group.bringing: said_of_rows(sifted)": "our sentences, with what they quote made `literal`",
    "ripple.app.acts.date_field: offered": "names of days; `format_func` writes them",
    "ripple.app.acts.fields: offered": "kinds; `format_func` writes them",
    "ripple.app.acts.people_fields: label": "which side of a kindness it is",
    "ripple.app.acts.people_fields: list(names)": "members, by id; `format_func` writes them",
    "ripple.app.acts.people_fields: list(mere.values())": "names, which `format_func` makes `literal`",
    "ripple.app.entry.presets: [meaning.format(day=ends) for meaning in MEANINGS.values()]": (
        "what each kind of group means, with a day"
    ),
    "ripple.app.views.kept: title": "a heading of ours",
    "ripple.app.views.kept: one_by_one(IN_THE_LOG)": "the table of what is kept, in our words",
    "ripple.app.views.kept: one_by_one(OUTSIDE)": "the table of what is kept, in our words",
    "ripple.app.main: each": "a page of ours, which carries its own title",
    "ripple.app.main: page": "a page of ours, which carries its own title",
    "ripple.app.main: label": "the name of our page, with a number",
    "ripple.app.group.members: choices.__getitem__": "what a host can do about somebody",
    "ripple.app.group.members: offered": "what a host can do about somebody",
    "ripple.app.pond.filters: [*TELLING]": "what the colours can tell; `format_func` writes it",
    **{
        f"ripple.app.pond.downloads: [*{name}]": "how a picture is wanted"
        for name in ("BESIDE", "LOOKS", "SHAPES")
    },
    "ripple.app.group.renaming: button": "what is to be done",
    "ripple.app.group.renaming: label": "whose name it is",
    "ripple.app.ui.widgets: label": "what a dialog asks to be confirmed",
    "ripple.app.spoken_here: f'{languages()[spoken()]} *{language}*'": "a language's own name",
    "ripple.app.spoken_here: languages().__getitem__": "their own names",
    "ripple.app.pond.downloads: [group_s, tag()]": "languages; `format_func` writes them",
    "ripple.app.pond.downloads: named": "their own names",
    "ripple.app.spoken_here: list(languages())": "languages; `format_func` writes them",
    "ripple.app.ui.widgets: _(title)": "what a dialog is called",
    "ripple.app.group.settings: label": "what the hosts can choose",
    "ripple.app.pond.figures: name": "what the number is called",
    "ripple.app.pond.ripple_link: way_to_ripple(acts)": "how many acts the ripple has",
}


def read_as_markdown(node: ast.Call) -> Iterator[ast.expr]:
    """The arguments of the call that Streamlit reads as Markdown, if it is such a call."""
    if not isinstance(node.func, ast.Attribute) or ast.unparse(node.func) == "pa.table":
        return
    called = node.func.attr
    names = READ_AS_MARKDOWN | CHOICES_READ if called in CHOICES else READ_AS_MARKDOWN
    if called in MARKDOWN | CHOICES:
        yield from node.args[: 2 if called in CHOICES else 1]
        yield from (keyword.value for keyword in node.keywords if keyword.arg in names)


def is_ours(text: ast.expr, named: dict[str, list[ast.expr]]) -> bool:
    """Whether we wrote it: a literal, one in gettext, a constant, or made of such (``named`` before)."""
    match text:
        case ast.Constant():
            return True
        case ast.Call(func=ast.Name(id="_" | "ngettext")):
            return all(isinstance(arg, ast.Constant) for arg in text.args[:2])
        case ast.Call(func=ast.Name(id="literal" | "called")):
            return True  # escaped, or our own command line
        case ast.Call(func=ast.Name(id="list"), args=[ast.Name(id=name)]) if name.istitle():
            return True  # the members of an enumeration
        case ast.Name(id=name) | ast.Attribute(attr=name) if name.isupper():
            return True
    parts = named[text.id] if isinstance(text, ast.Name) else parts_of(text)
    return bool(parts) and all(is_ours(part, named) for part in parts)


def parts_of(text: ast.expr) -> list[ast.expr]:
    """What the expression makes its text of; nothing for one that is not known to make it of its parts."""
    match text:
        case ast.Subscript(value=part) | ast.Attribute(value=part, attr="__getitem__" | "get"):
            return [part]
        case ast.Lambda(body=part) | ast.FormattedValue(value=part):
            return [part]
        case ast.Call(func=ast.Attribute(value=part, attr="format"), args=[], keywords=filled):
            return [part, *(each.value for each in filled)]
        case ast.IfExp(body=left, orelse=right) | ast.BinOp(left=left, right=right):
            return [left, right]
        case ast.List(elts=parts) | ast.BoolOp(values=parts) | ast.JoinedStr(values=parts):
            return parts
    return []


def strange_texts(path: Path) -> Iterator[str]:
    """What the file has Streamlit read as Markdown although no rule says that it is ours."""
    nodes = list(ast.walk(tree(path)))
    named: dict[str, list[ast.expr]] = defaultdict(list)
    for node in nodes:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            named[node.targets[0].id].append(node.value)
    for call in (node for node in nodes if isinstance(node, ast.Call)):
        texts = [text for text in read_as_markdown(call) if not is_ours(text, named)]
        yield from (f"{name_of(path)}: {ast.unparse(text)}" for text in texts)


def test_no_typed_text_is_read_as_markdown():
    found = {text for path in sources("ripple/app", "streamlit_app.py") for text in strange_texts(path)}
    assert found - set(OURS) == set(), "draw it by `markup.typed` in st.html, or say in OURS why it is ours"
    assert set(OURS) - found == set(), "no longer there"


def test_only_one_room_makes_html_and_it_escapes():
    rooms = {path.name for path in sources("ripple/app") if re.search(r"</\w+>", path.read_text())}
    assert rooms == {"markup.py"}
    for path in sources("ripple/app", "streamlit_app.py"):
        assert "unsafe_allow_html" not in path.read_text()


WAYS_IN = ("join_dialog", "start_dialog")  # for whoever is in no group yet


def drawn_alone(path: Path) -> Iterator[ast.FunctionDef]:
    """The functions that Streamlit runs again without the rest of their page."""
    for function in (node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef)):
        if any(re.match(r"(st\.fragment|dialog)\b", ast.unparse(by)) for by in function.decorator_list):
            yield function


def test_every_fragment_of_a_page_asks_who_is_still_in():
    parts = [part for path in sources("ripple/app") for part in drawn_alone(path)]
    assert len(parts) > 3
    parts = [part for part in parts if part.name not in WAYS_IN]
    assert [part.name for part in parts if not re.search(r"\bhere\(\)|\.holds\b", ast.unparse(part))] == []


def test_every_question_of_a_page_has_the_same_way_back():
    """A dialog that asks ends with `confirmed`, beside which *Cancel* stands."""
    parts = [part for path in sources("ripple/app") for part in drawn_alone(path)]
    asking = [part for part in parts if "?'" in ast.unparse(part.decorator_list[0])]
    assert len(asking) > 10
    assert [part.name for part in asking if "confirmed(" not in ast.unparse(part)] == []


BUTTONS = {"button", "menu_button", "form_submit_button", "link_button", "download_button"}


def keyless(path: Path) -> list[str]:
    """The buttons of the file that have no key."""
    calls = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]
    buttons = [one for one in calls if isinstance(one.func, ast.Attribute) and one.func.attr in BUTTONS]
    return [ast.unparse(one) for one in buttons if "key" not in {keyword.arg for keyword in one.keywords}]


def test_every_button_has_a_key():
    """`ripple.web.heard_out` takes what is pressed and has none for the cross of a dialog."""
    assert {name_of(path): found for path in sources("ripple/app") if (found := keyless(path))} == {}


def test_a_dialog_is_asked_for_on_the_click():
    """By `opens` and its like: what a page asks for as it is drawn is lost where its run is cut off."""
    asking = [path for path in sources("ripple/app") if "visit().dialog = " in path.read_text()]
    assert {path.name for path in asking} == {"widgets.py"}


# --- What README and the other pages promise ---


def readme() -> str:
    return (CHECKOUT / "README.md").read_text(encoding="utf-8")


def pages() -> list[Path]:
    return [*CHECKOUT.glob("*.md"), *(CHECKOUT / "docs").glob("*.md")]


def commands() -> list[str]:
    """What the pages write after `python3 -m ripple` or `kindness-ripple`, and in the table of commands."""
    written = "\n".join(page.read_text(encoding="utf-8") for page in pages())
    in_text = re.findall(r"python3 -m ripple\b *([^`\n…|#]*)", written)
    in_text += re.findall(r"(?:^ {4}|`)kindness-ripple\b(?![-/]) *([^`\n…|#]*)", written, re.MULTILINE)
    table = re.findall(
        r"^\| (`[^|]+) \|", written.partition("python3 -m ripple …")[2].partition("\n\n")[0], re.MULTILINE
    )
    return [*in_text, *re.findall(r"`([^`]+)`", " ".join(table))]


def test_readme_begins_with_the_two_commands_that_do_everything():
    assert re.findall(r"^    (.+)$", readme(), re.MULTILINE)[:2] == ["python3 -m ripple", "python3 -m tests"]


def test_readme_is_read_in_a_minute():
    assert readme().count("\n") < 120


@pytest.mark.parametrize("written", commands())
def test_the_command_line_understands_what_the_pages_write(written):
    assert callable(cli.understood(written.split()).run)


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_the_links_of_a_page_lead_somewhere(page):
    links = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_ci_runs_the_second_command():
    assert (CHECKOUT / ".ci" / "run").read_text().rstrip().endswith('exec python3 -m tests "$@"')


def test_what_a_quick_run_of_the_tests_leaves_out_is_there():
    assert all((CHECKOUT / slow).exists() for slow in SLOW)
