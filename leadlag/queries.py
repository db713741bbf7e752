"""A question is a SQL file of `queries/`; asking it gives one typed row per row, with the fields its header declares.

The header is part of the contract and is checked when a file is first read::

    -- question: How far behind is each follower?
    -- params:   side VARCHAR (a side's id, or NULL for all)
    -- columns:  lag_low INTEGER NULL (days) | lag_high INTEGER NULL (days)

Values reach SQL as variables of the cursor that asks: `getvariable('side')`. The rows' classes are those of
`leadlag.rows`, which is written from the headers. Rows carry ids and numbers; what things are called is looked up after
the question, by id and language (`leadlag.names.Names`).
"""

import difflib
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from leadlag import paths
from leadlag.contract import BY_NAME
from leadlag.errors import QuestionError
from leadlag.rows import ROWS
from leadlag.store import Snapshot, without_collection

Row = TypeVar("Row", bound=tuple[Any, ...])

#: What a declared parameter may be in Python. NULL says "none" where a question allows it.
PYTHON_TYPES: dict[str, tuple[type, ...]] = {"VARCHAR": (str, type(None)), "INTEGER": (int,), "DOUBLE": (int, float)}


@dataclass(frozen=True)
class Column:
    """A declared parameter or column: its type in SQL, and whether it may be NULL."""

    kind: str
    optional: bool


@dataclass(frozen=True)
class Question:
    """One SQL file: its name, the question in words, declared parameters and columns, and the SQL."""

    name: str
    text: str
    params: dict[str, Column]
    columns: dict[str, Column]
    sql: str


def names() -> list[str]:
    return sorted(path.stem for path in paths.QUERIES.glob("*.sql"))


@cache
def question(name: str) -> Question:
    """Read one question, or say which ones there are."""
    if name not in names():
        known = ", ".join(names())
        if near := difflib.get_close_matches(name, names(), n=1):
            raise QuestionError("no_question_near", name=name, near=near[0], known=known)
        raise QuestionError("no_question", name=name, known=known)
    sql = (paths.QUERIES / f"{name}.sql").read_text(encoding="utf-8")
    return Question(
        name, _header(sql, "question"), _declared(_header(sql, "params")), _declared(_header(sql, "columns")), sql
    )


def ask(snapshot: Snapshot, asked: type[Row], **params: object) -> list[Row]:
    """The rows of the question whose rows are of this class."""
    return answer(snapshot, _named(asked), **params)


def answer(snapshot: Snapshot, name: str, **params: object) -> list[Any]:
    """The rows of one question. Answers are kept with the snapshot, because neither can change."""
    asked = question(name)
    if set(params) != set(asked.params):
        raise QuestionError("params", name=name, given=", ".join(params) or "–", wanted=", ".join(asked.params) or "–")
    for param, value in params.items():
        finite, kind = not isinstance(value, float) or math.isfinite(value), asked.params[param].kind
        if not (finite and isinstance(value, PYTHON_TYPES[kind])):
            raise QuestionError("param_value", name=name, param=param, kind=kind, value=value)
    return list(snapshot.cached((name, *sorted(params.items())), lambda: _answer(snapshot, asked, params)))


def article(snapshot: Snapshot) -> str | None:
    """The id of the document all began with, if there is one."""
    column = BY_NAME["sources"].indexes
    articles = (row for row in snapshot.tables["sources"] if row[column["kind"]] == "article")
    return next((str(row[column["id"]]) for row in articles), None)


def has_article(snapshot: Snapshot) -> bool:
    """Whether there is one; readings have other names without it."""
    return article(snapshot) is not None


def _answer(snapshot: Snapshot, asked: Question, params: Mapping[str, Any]) -> list[Any]:
    with without_collection():
        return list(map(ROWS[asked.name]._make, snapshot.rows(asked.sql, **params)[1]))


@cache
def _named(asked: type) -> str:
    return next(name for name, row in ROWS.items() if row is asked)


def _header(sql: str, name: str) -> str:
    """One header field; it may run over several comment lines, indented below the first."""
    found = re.search(rf"^-- {name}:[ \t]*(.*(?:\n--\s{{6,}}.*)*)", sql, re.MULTILINE)
    return re.sub(r"\s*\n--\s*", " ", found.group(1)).strip() if found else ""


def _declared(text: str) -> dict[str, Column]:
    """`low BIGINT NULL (people) | high BIGINT` → the columns `low`, which may be NULL, and `high`."""
    words = (part.split() for part in text.split("|") if part.strip())
    return {name: Column(kind, more[:1] == ["NULL"]) for name, kind, *more in words}
