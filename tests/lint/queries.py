"""SQL files: short and narrow, ordered where rows are answered, of ids and numbers alone."""

import re
from collections.abc import Iterator

from leadlag import paths
from tests.lint import sources

#: Lines of a file: one or two looks. Characters of a line: one screen.
LONGEST, WIDEST = 80, 120
#: What has no place in a question: words are looked up after it, sides are rows, meaning is a column's.
FORBIDDEN = {
    "a text of one language": r"\w+_zh\b",
    "a claim or a note": r"\b(?:claim|note|as_written|locator|explanation)\b",
    "a look into a text": r"\b(?:LIKE|SUBSTR|SUBSTRING|REGEXP_\w+)\b",
    "a side by its number": r"\bside_rank\s*<=|\b3\s*-\s*\w*side_rank\b",
    "a value written into it": r"\$\w+",
}
ORDERED = re.compile(r"\bORDER BY [^()]*(?:\([^()]*\)[^()]*)*\Z")
#: The question that answers in one row.
ONE_ROW = "queries/as_of.sql"


def statement(source: str) -> str:
    """The SQL without comments and without what stands in quotes, except an opening quote."""
    return re.sub(r"'[^']*'", "'", re.sub(r"--[^\n]*", "", source)).strip()


def faults(name: str, source: str) -> Iterator[str]:
    """What is wrong with one file. A view's order is nobody's; a question's last line says it."""
    lines = source.splitlines()
    if len(lines) > LONGEST:
        yield f"{name}: has {len(lines)} lines, at most {LONGEST}"
    for number, line in enumerate(lines, start=1):
        if len(line) > WIDEST:
            yield f"{name}:{number}: has {len(line)} characters, at most {WIDEST}"
    for rule, pattern in FORBIDDEN.items():
        if found := re.search(pattern, statement(source), re.IGNORECASE):
            yield f"{name}: holds {rule}: {found[0]}"
    view, ordered = name.startswith("queries/model/"), ORDERED.search(statement(source))
    if view and ordered:
        yield f"{name}: a view that orders its rows"
    if not view and not ordered and name != ONE_ROW:
        yield f"{name}: a question that does not end by ordering its rows"


def failures() -> list[str]:
    return [fault for file in sources.named(paths.QUERIES.rglob("*.sql")) for fault in faults(*file)]
