"""A question is a SQL file of `queries/`; asking it gives one object per row, with the fields its header declares.

The header is part of the contract and is checked when a file is first read::

    -- question: How far behind is each follower?
    -- params:   side VARCHAR (a side's id, or '' for all)
    -- columns:  lag_low INTEGER (days) | lag_high INTEGER (days)

Values reach SQL as variables of the cursor that asks: `getvariable('side')`.
"""

import difflib
import math
import re
from collections import namedtuple
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from leadlag import paths
from leadlag.contract import BY_NAME
from leadlag.errors import QuestionError
from leadlag.store import Snapshot

Row = Any
"""A named tuple of one query row; its fields are the query's declared columns."""


#: What a declared parameter may be in Python. NULL says "none" where a question allows it.
PYTHON_TYPES: dict[str, tuple[type, ...]] = {"VARCHAR": (str, type(None)), "INTEGER": (int,), "DOUBLE": (int, float)}


@dataclass(frozen=True)
class Question:
    """One SQL file: its name, the question in words, declared parameters and columns (name → type), and the SQL."""

    name: str
    text: str
    params: dict[str, str]
    columns: dict[str, str]
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


def ask(snapshot: Snapshot, name: str, **params: object) -> list[Row]:
    """The rows of one question. Answers are kept with the snapshot, because neither can change."""
    asked = question(name)
    if set(params) != set(asked.params):
        raise QuestionError("params", name=name, given=", ".join(params) or "–", wanted=", ".join(asked.params) or "–")
    for param, value in params.items():
        finite = not isinstance(value, float) or math.isfinite(value)
        if not (finite and isinstance(value, PYTHON_TYPES[asked.params[param]])):
            kind = asked.params[param]
            raise QuestionError("param_value", name=name, param=param, kind=kind, value=value)
    return list(snapshot.kept((name, *sorted(params.items())), lambda: _answer(snapshot, asked, params)))


def has_article(snapshot: Snapshot) -> bool:
    """Whether one of the documents is the article all began with; readings have other names without one."""
    place = [column.name for column in BY_NAME["sources"].columns].index("kind")
    return any(row[place] == "article" for row in snapshot.tables["sources"])


def _answer(snapshot: Snapshot, asked: Question, params: Mapping[str, Any]) -> list[Row]:
    columns, rows = snapshot.rows(asked.sql, **params)
    row = namedtuple(asked.name, [name for name, _ in columns])  # type: ignore[misc]  # one class per question, made from its own columns
    return [row(*values) for values in rows]


def _header(sql: str, name: str) -> str:
    """One header field; it may run over several comment lines, indented below the first."""
    found = re.search(rf"^-- {name}:[ \t]*(.*(?:\n--\s{{6,}}.*)*)", sql, re.MULTILINE)
    return re.sub(r"\s*\n--\s*", " ", found.group(1)).strip() if found else ""


def _declared(text: str) -> dict[str, str]:
    """`low BIGINT (people) | high BIGINT` → `{"low": "BIGINT", "high": "BIGINT"}`."""
    words = (part.split() for part in text.split("|") if part.strip())
    return {name: kind for name, kind, *_ in words}
