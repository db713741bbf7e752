"""A rejected file, handed back to be mended: its own rows, and beside them what is wrong and what to write."""

import csv
import io
from collections.abc import Sequence

from leadlag.errors import Problem
from leadlag.store.files.cleaning import trimmed
from leadlag.store.files.decoding import decode_somehow
from leadlag.store.files.reading import delimiter, split
from leadlag.store.files.sheet import ADDED, RejectedError
from leadlag.store.files.writing import to_csv
from leadlag.tables import Table
from leadlag.words import Language, labelled, say

BETWEEN = " | "


def repair(table: Table, raw: bytes, problems: Sequence[Problem], lang: Language) -> bytes:
    """The file with the columns `error` and `suggestion`, given the problems of this file.

    A problem of the whole file stands in its first row of data, or in a row of its own where there is none.
    """
    header, *rows = _rows_as_sent(raw, table)
    rows = rows if any(map(any, rows)) else [[]]
    first = next(place for place, row in enumerate(rows) if any(row) or len(rows) == 1)
    width = max(map(len, (header, *rows)))
    told: list[list[Problem]] = [[] for _ in rows]
    for problem in problems:
        told[min(problem.row - 2, len(rows) - 1) if problem.row > 1 else first].append(problem)
    lines = [[*header, *[""] * (width - len(header)), *ADDED]]
    for row, of_row in zip(rows, told, strict=True):
        errors = BETWEEN.join(_error(problem, lang) for problem in of_row)
        fixes = BETWEEN.join(_suggestion(problem, lang) for problem in of_row)
        lines.append([*row, *[""] * (width - len(row)), errors, fixes])
    return to_csv(lines)


def _error(problem: Problem, lang: Language) -> str:
    expected = problem.expected(lang)
    if not problem.column:
        return say(lang, "repair.expected", expected=expected)
    return say(lang, "repair.expected_in", column=problem.column, expected=expected)


def _suggestion(problem: Problem, lang: Language) -> str:
    fix = problem.fix(lang)
    return labelled(lang, problem.column, fix) if problem.column else fix


def _rows_as_sent(raw: bytes, table: Table) -> list[list[str]]:
    """Every row as well as it can be read, the header first, without the columns of an earlier repair."""
    names = [column.name for column in table.columns]
    text = decode_somehow(raw)
    mark = delimiter(text, names)
    try:
        rows = [row for _, row in split(text, mark)]
    except RejectedError:
        rows = [_cells_of_line(line, mark) for line in text.splitlines()]
    rows = [_without_end([trimmed(cell) for cell in row]) for row in rows] or [names]
    added = {place for place, name in enumerate(rows[0]) if name in ADDED}
    return [_without_end([cell for place, cell in enumerate(row) if place not in added]) for row in rows]


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
