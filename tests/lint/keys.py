"""Keys in code: what is said has words, and what has words is said."""

import ast
import re
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from leadlag import paths, words
from tests.lint import sources

#: Said otherwise: problems by their code, which `codes` looks after, the one error that knows its own, and all that
#: Streamlit says itself, at once.
SAID_OTHERWISE = ("problem.", "error.data", "streamlit.")
#: What is raised with a code: its words are `error.<code>`.
ERRORS = ("QuestionError", "OutputError", "SwapError")


class Key(NamedTuple):
    """A key as code writes it: a literal, or an f-string as a pattern; `place` is `leadlag/ui/view.py:12`."""

    text: str
    literal: bool
    place: str

    def matches(self, key: str) -> bool:
        return key == self.text if self.literal else re.fullmatch(self.text, key) is not None


def said(name: str, source: str) -> Iterator[Key]:
    """The keys that a module says, each with its line."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and node.args:
            yield from _given(node, f"{name}:{node.lineno}")


def _given(call: ast.Call, place: str) -> Iterator[Key]:
    """Keys given to `translate(lang, key)`, `here.translate(key)`, `aside(key)`; families given to
    `enum_label(lang, family, value)`."""
    function, alone = _called(call), isinstance(call.func, ast.Name)
    if function == "partial" and isinstance(call.args[0], ast.Name) and call.args[0].id == "enum_label":
        yield from _written(call.args[2], place, tail=r"\..+")
    elif function == "enum_label" and len(call.args) == 3:
        yield from _written(call.args[1], place, tail=r"\..+")
    elif function in ("translate", "aside"):
        yield from _written(call.args[1 if alone and function == "translate" else 0], place)
    elif function in ERRORS and isinstance(call.args[0], ast.Constant):
        yield Key(f"error.{call.args[0].value!s}", True, place)


def _called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def _written(node: ast.expr, place: str, tail: str = "") -> Iterator[Key]:
    """The keys an expression may be; `{…}` stands for one segment. A key that is only placeholders says nothing."""
    if isinstance(node, ast.IfExp):
        yield from (*_written(node.body, place, tail), *_written(node.orelse, place, tail))
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield Key(re.escape(node.value) + tail if tail else node.value, not tail, place)
    elif isinstance(node, ast.JoinedStr):
        parts = [re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"\w+" for part in node.values]
        if any(isinstance(part, ast.Constant) and re.search("[a-z]", str(part.value)) for part in node.values):
            yield Key("".join(parts) + tail, False, place)


def strings(name: str, source: str) -> Iterator[Key]:
    """Every literal string of a module, with its line."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield Key(node.value, True, f"{name}:{node.lineno}")


def unknown(keys: Iterable[Key], known: Collection[str]) -> Iterator[str]:
    for key in keys:
        if not any(key.matches(one) for one in known):
            yield f"{key.place}: says {key.text}, which has no words"


def lookalikes(literals: Iterable[Key], known: Collection[str]) -> Iterator[str]:
    """Strings that look like a key of a family there is, and are neither a key nor the beginning of one."""
    families = {key.split(".")[0] for key in known}
    for text, _, place in literals:
        shaped = re.fullmatch(r"[a-z_]+(\.[a-z_]+)+", text) and text.split(".")[0] in families
        if shaped and text not in known and not any(key.startswith(f"{text}.") for key in known):
            yield f"{place}: “{text}” looks like a key and has no words"


def unused(known: Iterable[str], keys: Collection[Key], literals: Collection[str]) -> Iterator[str]:
    """Keys that are said neither by name, nor through an f-string or family, nor through a string they begin with."""
    beginnings = tuple(f"{text}." for text in literals if "." in text)
    for key in known:
        if key not in literals and not key.startswith(beginnings) and not any(one.matches(key) for one in keys):
            yield f"{key}: nothing says it"


def code() -> list[tuple[str, str]]:
    package = (paths.ROOT / "leadlag").rglob("*.py")
    return sources.named([*package, *paths.PAGES.glob("*.py"), sources.LAUNCHER])


def failures() -> list[str]:
    keys = [key for module in code() for key in said(*module)]
    literals = [text for module in code() for text in strings(*module)]
    by_name = [key for key in words.text_keys() if not key.startswith(SAID_OTHERWISE)]
    return [
        *unknown(keys, words.text_keys()),
        *lookalikes(literals, words.text_keys()),
        *unused(by_name, keys, {text for text, _, _ in literals}),
    ]
