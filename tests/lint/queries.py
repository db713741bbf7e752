"""SQL files: short, ordered where rows are answered, and written so that other engines can run them later."""

import re
from collections.abc import Iterator

from leadlag import paths
from tests.lint import sources

#: Lines of a file: one or two looks.
LONGEST = 100
#: What only DuckDB understands.
DUCKDB_ONLY = {
    "FROM first": r"(?:\A|[(;]|\b(?:ALL|UNION)\b)\s*FROM\b",
    "a cast by ::": r"::",
    "a list, struct or lambda": r"\[|\{|->|\blambda\b",
    "a list function": r"\b(?:list|array|struct|map|unnest|string_agg|first|arg_max|arg_min)(?:_\w+)?\s*\(",
    "a clause": r"\b(?:QUALIFY|PIVOT|UNPIVOT|ASOF|POSITIONAL|SAMPLE|EXCLUDE|SEMI|ANTI)\b|\bBY\s+ALL\b|\bBY\s+NAME\b",
    "a star with changes": r"\*\s*(?:REPLACE|RENAME|EXCEPT)?\s*\(\s*\w+\s*\)(?=\s*FROM)|\bCOLUMNS\s*\(",
    "a function on dates": r"\b(?:strftime|strptime|epoch\w*|date_?diff|date_?sub|date_?add|date_?part|age)\s*\(",
    "a file as a table": r"\b(?:FROM|JOIN)\s+'|\bread_\w+\s*\(",
    "a reserved type": r"\b(?:HUGEINT|UBIGINT|UINTEGER|UHUGEINT)\b",
}
ORDERED = re.compile(r"\bORDER BY [^()]*(?:\([^()]*\)[^()]*)*\Z")
#: The question that answers in one row.
ONE_ROW = "queries/as_of.sql"


def statement(source: str) -> str:
    """The SQL without comments and without what stands in quotes, except an opening quote."""
    return re.sub(r"'[^']*'", "'", re.sub(r"--[^\n]*", "", source)).strip()


def faults(name: str, source: str) -> Iterator[str]:
    """What is wrong with one file. A view's order is nobody's; a question's last line says it."""
    if (lines := len(source.splitlines())) > LONGEST:
        yield f"{name}: has {lines} lines, at most {LONGEST}"
    for rule, pattern in DUCKDB_ONLY.items():
        if found := re.search(pattern, statement(source), re.IGNORECASE):
            yield f"{name}: holds what only DuckDB understands, {rule}: {' '.join(found[0].split())}"
    view, ordered = name.startswith("queries/model/"), ORDERED.search(statement(source))
    if view and ordered:
        yield f"{name}: a view that orders its rows"
    if not view and not ordered and name != ONE_ROW:
        yield f"{name}: a question that does not end by ordering its rows"


def failures() -> list[str]:
    return [fault for file in sources.named(paths.QUERIES.rglob("*.sql")) for fault in faults(*file)]
