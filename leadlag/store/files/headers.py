"""The row that names the columns: found however it was written, and read as the contract spells it.

A first line `sep=;`, titles above the header, capitals and blanks in it are read and said. What is missing, twice or
misspelled is a problem; the rows below are read as if it were mended, so that all problems are told at once.
"""

import csv
import io
import re
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from itertools import islice

from leadlag.contract import FORMER, Table
from leadlag.errors import Problem
from leadlag.paths import LANGUAGES
from leadlag.store.cells import passes
from leadlag.store.files.cell_cleaner import trimmed
from leadlag.store.files.sheet import ADDED, Notice, RejectedError

MARKS = {",": ",", ";": ";", "\t": "Tab", "，": "，", "|": "|"}  # what may stand between columns, and how it is said
SEP = re.compile(r'"?sep=([^\r\n"])"?[,;\t|]*(?:\r\n|\r|\n|$)', re.IGNORECASE)
BETWEEN_WORDS = re.compile(r"[\s-]+")
ALIKE, SPELLED_ALIKE = 0.75, 0.8  # from which a name is one the table lacks: one it requires, and another
LOOKED_AT = 20  # rows in which a header is looked for that does not name every column
TITLE = 2  # cells at most; a row with more above the header is no title
Record = tuple[int, list[str]]


@dataclass(frozen=True)
class Heading:
    """The columns' names, as the contract spells them where they are its own, and the rows below."""

    mark: str
    names: list[str]
    width: int
    records: list[Record]
    notices: list[Notice]
    problems: list[Problem]


def heading(file: str, text: str, table: Table, *, part: bool = False) -> Heading:
    """The heading of one table's file; `RejectedError` where no row can be it."""
    wanted = [column.name for column in table.columns]
    body, mark, notices = separated(file, text, wanted)
    records = split(body, mark)
    index = header_index(records, table)
    if index is None:
        return _without_header(file, records, mark, table, notices)
    above, (row, first), below = records[:index], records[index], records[index + 1 :]
    names, problems = _names(file, row, first, table, part)
    notices += _spelled_otherwise(file, first, names)
    written_above = [cells for _, cells in above if any(cells)]
    if any(sum(map(bool, cells)) > TITLE for cells in written_above):
        details: dict[str, object] = {"remedy": "header_below", "row": row}
        found = ",".join(records[0][1])[:60]
        problems = [Problem(file, 1, "", "no_header", found, details), *problems]
        below = above + below
    elif written_above:
        notices.append(Notice(file, "above_header", {"count": len(written_above)}))
    return Heading(mark, names, len(first), below, notices, problems)


def separated(file: str, text: str, wanted: Collection[str]) -> tuple[str, str, list[Notice]]:
    """The text without a line that only says what separates its cells, the mark that does, and what to tell of it."""
    line = SEP.match(text)
    body = text[line.end() :] if line else text
    if not body.strip():
        raise RejectedError("empty_file")
    mark = line[1] if line else delimiter(body, wanted)
    notices = [Notice(file, "sep_line", {"line": f"sep={mark}"})] if line else []
    if mark != "," and not line:
        notices.append(Notice(file, "delimiter", {"mark": MARKS[mark]}))
    return body, mark, notices


def delimiter(text: str, wanted: Collection[str]) -> str:
    """What separates the header's cells: the mark that gives most of the wanted columns, a comma if none does."""
    known = set(wanted)

    def named(mark: str) -> int:
        return max((len(known & set(map(contract_name, cells))) for cells in first_rows(text, mark)), default=0)

    return "," if named(",") == len(known) else max(MARKS, key=named)


def first_rows(text: str, mark: str) -> list[list[str]]:
    """The first rows' cells, trimmed, if this mark separates them."""
    reader = csv.reader(io.StringIO(text[:20_000], newline=""), delimiter=mark)
    rows: list[list[str]] = []
    with suppress(csv.Error):
        rows += ([trimmed(cell) for cell in cells] for cells in islice(reader, LOOKED_AT))
    return rows


def split(text: str, mark: str) -> list[Record]:
    """Every row with its number, cells as they are written; strict about quotation marks."""
    records: list[Record] = []
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True):
            records.append((len(records) + 1, cells))
    except csv.Error as error:
        raise RejectedError("bad_csv", len(records) + 1, str(error)) from None
    return records


def header_index(records: list[Record], table: Table) -> int | None:
    """Where the row stands that names every column; else, near the top, the one that names most of them."""
    known = {column.name for column in table.columns}

    def named(cells: list[str]) -> int:
        return len(known & {contract_name(trimmed(cell)) for cell in cells})

    whole = (at for at, (_, cells) in enumerate(records) if len(cells) >= len(known) and named(cells) == len(known))
    if (index := next(whole, None)) is not None:
        return index
    counts = [named(cells) for _, cells in records[:LOOKED_AT]]
    best = counts.index(max(counts))
    first = not any(any(cells) for _, cells in records[:best])
    if 2 * counts[best] >= len(known) or (counts[best] and first and not _would_pass(table, records[best][1])):
        return best
    return None


def _without_header(file: str, records: list[Record], mark: str, table: Table, notices: list[Notice]) -> Heading:
    """Rows without a header: read as if it stood above them, where the first row would pass below it."""
    wanted = [column.name for column in table.columns]
    first = next([trimmed(cell) for cell in cells] for _, cells in records if any(map(trimmed, cells)))
    found = ",".join(first)[:60]
    if len(first) == 1 and any(name in first[0].casefold() for name in wanted):
        raise RejectedError("delimiter", 1, found)
    columns = ",".join(wanted)
    if not _would_pass(table, first):
        raise RejectedError("no_header", 1, found, columns=columns, remedy="header")
    problem = Problem(file, 1, "", "no_header", found, {"columns": columns})
    return Heading(mark, wanted, len(wanted), records, notices, [problem])


def _would_pass(table: Table, cells: list[str]) -> bool:
    """True where these cells, in the contract's order, are a row of the table."""
    bare = [trimmed(cell) for cell in cells]
    return len(bare) == len(table.columns) and all(
        passes(column, cell) if cell else not column.required for column, cell in zip(table.columns, bare, strict=True)
    )


def _names(file: str, row: int, first: list[str], table: Table, part: bool) -> tuple[list[str], list[Problem]]:
    """The header's names without blank ones at its end, those misspelled as they should be; and what is wrong."""
    wanted = [column.name for column in table.columns]
    names = contract_names([trimmed(cell) for cell in first], wanted)
    while names and not names[-1]:
        names.pop()
    columns: dict[str, object] = {"columns": ", ".join(wanted)}
    problems = []
    known = {*wanted, *ADDED, *FORMER.get(table.name, ())}
    for name in sorted((name for name in wanted if name not in names), key=lambda name: name not in table.required):
        needed = name in table.required
        near = _renamed(name, [other for other in names if other and other not in known], needed)
        if not near and (not needed or (part and "id" in names)):
            continue
        details = {**columns, "remedy": "rename", "there": near, "here": name} if near else columns
        problems.append(Problem(file, row, name, "missing_column", near, details))
        if near:
            names[names.index(near)] = name
    twice = sorted({name for name in names if names.count(name) > 1 and name in wanted})
    return names, problems + [Problem(file, row, name, "duplicate_column", name, columns) for name in twice]


def contract_names(names: list[str], wanted: Collection[str]) -> list[str]:
    """Names as the contract spells them where they differ from it in capitals, blanks and hyphens alone."""
    plain = [contract_name(name) for name in names]
    return [
        other if other in wanted and name != other and other not in names else name
        for name, other in zip(names, plain, strict=True)
    ]


@lru_cache(maxsize=10_000)  # whatever separates the cells, most are tried again and again
def contract_name(name: str) -> str:
    return BETWEEN_WORDS.sub("_", name.casefold())


def _renamed(name: str, unknown: list[str], needed: bool) -> str:
    """The unknown column that is most like a missing one, however it spells capitals and blanks; where a row can do
    without it, only one in the same language, for `title_en` may be a column of the reader's own."""
    plain = {contract_name(other): other for other in unknown}
    alike = [other for other in plain if needed or _language(other) == _language(name)]
    return next((plain[near] for near in get_close_matches(name, alike, 1, ALIKE if needed else SPELLED_ALIKE)), "")


def _language(name: str) -> str:
    return next((lang for lang in LANGUAGES if name.endswith(f"_{lang}")), "")


def _spelled_otherwise(file: str, first: list[str], names: list[str]) -> list[Notice]:
    written = [trimmed(cell) for cell in first]
    other = [cell for cell, name in zip(written, names, strict=False) if cell != name and contract_name(cell) == name]
    return [Notice(file, "heading", {"columns": ", ".join(other)})] if other else []
