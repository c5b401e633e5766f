"""What styles and scripts look for by a key is there: the app gives a widget or a container that key."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

RIPPLE = Path(__file__).parents[3] / "ripple"
NAMED = re.compile(r"st-key-([\w-]+)")
TAKE_KEYS = (
    "choice_key",
    "confirmed",
    "draw",
    "_draw_side",
)  # functions that make a key of what they are given
ANY = "\N{FULL BLOCK}"  # for what is known only when the app runs


def as_class(key: str) -> str:
    """As Streamlit writes a key behind `st-key-`."""
    return re.sub(rf"[^a-zA-Z0-9_{ANY}-]", "-", key)


def named() -> dict[str, str]:
    """Each key that a style or a script names, or its beginning, with the file that does."""
    files = [path for path in RIPPLE.rglob("*") if path.suffix in (".css", ".js", ".py")]
    return {key: path.name for path in files for key in NAMED.findall(path.read_text("utf-8"))}


def given() -> set[str]:
    """Every key of the app, with `ANY` in it for what is not in its source."""
    trees = [ast.parse(path.read_text("utf-8")) for path in (RIPPLE / "app").rglob("*.py")]
    return {as_class(key) for tree in trees for node in ast.walk(tree) for key in keys_in(node)}


def keys_in(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.keyword) and node.arg == "key":
        yield from texts(node.value)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TAKE_KEYS:
        for argument in node.args:
            yield from (text for given in texts(argument) for text in (given, f"{given} {ANY}"))
    elif isinstance(node, ast.Assign | ast.Return) and node.value:  # a key with a name
        yield from texts(node.value)


def texts(value: ast.expr) -> Iterator[str]:
    for part in ast.walk(value):
        if isinstance(part, ast.JoinedStr):
            yield "".join(str(one.value) if isinstance(one, ast.Constant) else ANY for one in part.values)
        elif isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value


def test_each_key_that_styles_and_scripts_name_is_one_of_the_app() -> None:
    keys = given()
    pictures = {
        f"{name}{key[1:]}" for name in ("pond", "people", "weeks") for key in keys if key[:2] == f"{ANY}_"
    }
    whole, begun = keys | pictures, tuple(key.split(ANY)[0] for key in keys if not key.startswith(ANY))
    dead = {key: file for key, file in named().items() if not is_one(key, whole, begun)}
    assert dead == {}


def is_one(key: str, whole: set[str], begun: tuple[str, ...]) -> bool:
    """Whether it is a key, or how keys begin that end in what is known only when the app runs."""
    return key in whole or key in begun
