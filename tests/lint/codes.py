"""Codes of problems: each that the store writes has words, and each that has words is written by the store."""

import ast
import re
from collections.abc import Collection, Iterator
from typing import get_args

from leadlag import paths, words
from leadlag.contract import Kind
from tests.lint import sources

#: Where a code stands among the arguments of what is called with one.
PLACES = {"RejectedError": 0, "Problem": 3}


def written(source: str) -> set[str]:
    """Codes as the store writes them: `RejectedError(code, …)`, `Problem(file, row, column, code, …)`,
    `(column, code, found, details)` of a rule and `(code, details)` of a cell."""
    nodes = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call | ast.Tuple))
    return {code for node in nodes for code in _strings(_given(node) if isinstance(node, ast.Call) else _told(node))}


def _given(call: ast.Call) -> ast.expr | None:
    place = PLACES.get(call.func.id) if isinstance(call.func, ast.Name) else None
    return call.args[place] if place is not None and place < len(call.args) else None


def _told(node: ast.Tuple) -> ast.expr | None:
    match node.elts:
        case [_, code, _, ast.Dict() | ast.Name() | ast.Call()]:
            return code
        case [code, ast.Dict() | ast.Name()]:
            return code
    return None


def _strings(node: ast.expr | None) -> set[str]:
    """The literal strings an expression may be; `not_{kind}` is spelled out for every kind but text."""
    if isinstance(node, ast.IfExp):
        return _strings(node.body) | _strings(node.orelse)
    if isinstance(node, ast.JoinedStr):
        return {f"not_{kind}" for kind in get_args(Kind) if kind != "text"}
    return {node.value} if isinstance(node, ast.Constant) and isinstance(node.value, str) else set()


def with_words() -> set[str]:
    return {key.split(".")[1] for key in words.text_keys() if re.fullmatch(r"problem\.\w+\.(expected|fix)", key)}


def faults(codes: Collection[str], known: Collection[str]) -> Iterator[str]:
    yield from (f"leadlag/store: writes the code {code}, which has no words" for code in sorted({*codes} - {*known}))
    yield from (f"problem.{code}: the store never writes this code" for code in sorted({*known} - {*codes}))


def failures() -> list[str]:
    store = sources.named((paths.ROOT / "leadlag" / "store").rglob("*.py"))
    return [*faults({code for _, source in store for code in written(source)}, with_words())]
