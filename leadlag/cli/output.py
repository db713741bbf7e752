"""What the command line prints: tables side by side, problems, JSON."""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, is_dataclass
from datetime import date
from typing import Any, TextIO
from unicodedata import east_asian_width

from leadlag.errors import DataError, LeadlagError, Problem
from leadlag.store.files import Notice
from leadlag.words import Language


def table(rows: Sequence[dict[str, str]], stream: TextIO) -> None:
    """Columns side by side, as wide as their widest cell; Chinese characters take two places."""
    if not rows:
        return
    heads = list(rows[0])
    widths = [max(_width(text) for text in (head, *(row[head] for row in rows))) for head in heads]
    for cells in (heads, ["─" * width for width in widths], *([row[head] for head in heads] for row in rows)):
        padded = (cell + " " * (width - _width(cell)) for cell, width in zip(cells, widths, strict=True))
        print("  ".join(padded).rstrip(), file=stream)


def as_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2, default=_plain))


def error(error: LeadlagError, lang: Language, form: str) -> None:
    """To standard error as text, or to standard output as JSON."""
    problems = error.problems if isinstance(error, DataError) else ()
    if form == "json":
        message = {"error": error.code, "message": error.says(lang)}
        as_json(message | ({"problems": [problem(one, lang) for one in problems]} if problems else {}))
        return
    print(error.says(lang), file=sys.stderr)
    table([one.cells(lang) for one in problems], sys.stderr)


def notices(found: Sequence[Notice], lang: Language) -> list[dict[str, object]]:
    """Notices as a program reads them."""
    fields = ("file", "row", "column", "code")
    return [{**{name: getattr(notice, name) for name in fields}, "says": notice.says(lang)} for notice in found]


def problem(one: Problem, lang: Language) -> dict[str, object]:
    fields = {name: getattr(one, name) for name in ("file", "row", "column", "code", "found")}
    return {**fields, "expected": one.expected(lang), "fix": one.fix(lang)}


def _width(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def _plain(value: object) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    return value.isoformat() if isinstance(value, date) else str(value)
