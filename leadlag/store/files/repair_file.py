"""A rejected file, handed back to be mended: its own rows, and beside them what is wrong and what to write."""

import csv
import io
from collections.abc import Sequence

from leadlag.contract import Table
from leadlag.errors import Problem
from leadlag.store.files.cell_cleaner import trimmed
from leadlag.store.files.csv_writer import to_csv
from leadlag.store.files.encodings import decode_somehow
from leadlag.store.files.headers import TITLE, Record, header_index, separated, split
from leadlag.store.files.sheet import ADDED, RejectedError
from leadlag.words import Language, labelled, translate

BETWEEN = " | "


def repair(table: Table, raw: bytes, problems: Sequence[Problem], lang: Language) -> bytes:
    """The file with the columns `error` and `suggestion`, given the problems of this file.

    A problem of the whole file stands in its first row of data, or in a row of its own where there is none.
    """
    (header_row, header), *rows = _rows_as_sent(raw, table)
    rows = rows if any(cells for _, cells in rows) else [(header_row + 1, [])]
    first = next(row for row, cells in rows if cells or len(rows) == 1)
    width = max(map(len, (header, *(cells for _, cells in rows))))
    problems_by_row: dict[int, list[Problem]] = {row: [] for row, _ in rows}
    for problem in problems:
        row_number = (
            problem.row if problem.row in problems_by_row else rows[-1][0] if problem.row > rows[-1][0] else first
        )
        problems_by_row[row_number].append(problem)
    lines = [[*header, *[""] * (width - len(header)), *ADDED]]
    for row, cells in rows:
        errors = BETWEEN.join(_error(problem, lang) for problem in problems_by_row[row])
        fixes = BETWEEN.join(_suggestion(problem, lang) for problem in problems_by_row[row])
        lines.append([*cells, *[""] * (width - len(cells)), errors, fixes])
    return to_csv(lines)


def _error(problem: Problem, lang: Language) -> str:
    expected = problem.expected(lang)
    if not problem.column:
        return translate(lang, "repair.expected", expected=expected)
    return translate(lang, "repair.expected_in", column=problem.column, expected=expected)


def _suggestion(problem: Problem, lang: Language) -> str:
    fix = problem.fix(lang)
    return labelled(lang, problem.column, fix) if problem.column else fix


def _rows_as_sent(raw: bytes, table: Table) -> list[Record]:
    """Every row as well as it can be read, the header first and titles above it left out, without the columns of an
    earlier repair."""
    names = [column.name for column in table.columns]
    text = decode_somehow(raw)
    if not text.strip():
        return [(1, names)]
    body, mark, _ = separated(table.file, text, names)
    try:
        records = split(body, mark)
    except RejectedError:
        records = [(at, _cells_of_line(line, mark)) for at, line in enumerate(body.splitlines(), start=1)]
    records = [(row, _without_end([trimmed(cell) for cell in cells])) for row, cells in records]
    index = header_index(records, table) or 0
    titles = all(len(list(filter(None, cells))) <= TITLE for _, cells in records[:index])
    records = [records[index], *([] if titles else records[:index]), *records[index + 1 :]]
    added = {at for at, name in enumerate(records[0][1]) if name in ADDED}
    return [(row, _without_end([c for at, c in enumerate(cells) if at not in added])) for row, cells in records]


def _without_end(row: list[str]) -> list[str]:
    while row and not row[-1]:
        row = row[:-1]
    return row


def _cells_of_line(line: str, mark: str) -> list[str]:
    """One line of a file whose quotation marks do not match, taken apart for itself."""
    try:
        return next(csv.reader(io.StringIO(line, newline=""), delimiter=mark), [])
    except csv.Error:
        return [line]
