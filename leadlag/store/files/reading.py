"""From bytes to rows of text cells, without guessing, before anything is interpreted.

A row number is what a spreadsheet shows: the header is row 1, a quoted line break does not start a new row and an
empty row counts. Blanks around a cell are not part of it. What is not of the contract is kept out and said.
"""

import csv
import io
from collections.abc import Collection
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from leadlag.errors import Problem
from leadlag.store.files.cleaning import Cleaner, trimmed
from leadlag.store.files.decoding import decode
from leadlag.store.files.sheet import ADDED, Notice, RejectedError, Sheet
from leadlag.tables import TABLES, Table

SIZE_LIMIT = 50_000_000  # bytes; a hand-kept table is a thousand times smaller, and reading more would stall the page
MARKS = {",": ",", ";": ";", "\t": "Tab", "，": "，"}  # what may stand between columns, and how it is said
Record = tuple[int, list[str]]


def read_bytes(path: Path) -> bytes:
    """A file's bytes; refused, before it is read, where it is no file or too large to be a table."""
    try:
        status = path.stat()
        if S_ISDIR(status.st_mode):
            raise RejectedError("is_directory")
        if not S_ISREG(status.st_mode):
            raise RejectedError("unreadable")
        if status.st_size > SIZE_LIMIT:
            raise RejectedError("too_large", found=f"{status.st_size / 1e6:.0f} MB", limit=SIZE_LIMIT // 1_000_000)
        return path.read_bytes()
    except FileNotFoundError:
        raise RejectedError("missing_file") from None
    except OSError as error:
        raise RejectedError("unreadable", found=error.strerror or "") from None


def parse(name: str, raw: bytes, table: Table) -> tuple[Sheet | None, list[Problem]]:
    """A file's bytes as a sheet; `name` is what its problems and notices call it."""
    sheet, problems = _parsed(name, raw, table)
    return sheet, list(problems)


@lru_cache(maxsize=2 * len(TABLES))
def _parsed(name: str, raw: bytes, table: Table) -> tuple[Sheet | None, list[Problem]]:
    wanted = [column.name for column in table.columns]
    try:
        text, encoding = decode(raw)
        mark = delimiter(text, wanted)
        (_, first), *records = split(text, mark)
        header = _header(first, wanted)
    except RejectedError as why:
        return None, [why.problem(name)]
    if problems := _header_problems(name, header, wanted):
        return None, problems
    notices = [Notice(name, "encoding", {"encoding": encoding})] if encoding else []
    notices += [Notice(name, "delimiter", {"mark": MARKS[mark]})] if mark != "," else []
    notices += _left_out(name, header, wanted, len(first))
    rows, problems, odd = _rows(name, table, header, records)
    if not problems and len(rows) < table.least_rows:
        problems.append(Problem(name, 0, "", "too_few_rows", str(len(rows)), {"want": table.least_rows}))
    kept = tuple(cell for cell in header if cell in wanted)
    return Sheet(table, kept, tuple(rows), tuple(notices + odd)), problems


def delimiter(text: str, wanted: Collection[str]) -> str:
    """What separates the header's cells: the mark that gives most of the wanted columns, a comma if none does."""
    return max(MARKS, key=lambda mark: len(set(wanted) & set(header_of(text, mark))))


def header_of(text: str, mark: str) -> list[str]:
    """The first row's cells, trimmed, if this mark separates them."""
    try:
        reader = csv.reader(io.StringIO(text[:20_000], newline=""), delimiter=mark)
        return [trimmed(cell) for cell in next(reader, [])]
    except csv.Error:
        return []


def split(text: str, mark: str) -> list[Record]:
    """Every row with its number, cells as they are written; strict about quotation marks."""
    records: list[Record] = []
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True):
            records.append((len(records) + 1, cells))
    except csv.Error as error:
        raise RejectedError("bad_csv", len(records) + 1, str(error)) from None
    return records


def _header(first: list[str], wanted: list[str]) -> list[str]:
    """The header's names without blank ones at its end; refused where it is no header of this table at all."""
    header = [trimmed(cell) for cell in first]
    while header and not header[-1]:
        header.pop()
    if not set(header) & set(wanted):
        found = ",".join(header)[:60]
        if len(header) == 1 and any(name in header[0].casefold() for name in wanted):
            raise RejectedError("delimiter", 1, found)
        raise RejectedError("no_header", 1, found, columns=",".join(wanted))
    return header


def _header_problems(file: str, header: list[str], wanted: list[str]) -> list[Problem]:
    columns: dict[str, object] = {"columns": ", ".join(wanted)}
    unknown = [name for name in header if name and name not in wanted and name not in ADDED]
    problems = []
    for name in (name for name in wanted if name not in header):
        near = _renamed(name, unknown)
        details = {**columns, "remedy": "rename", "there": near, "here": name} if near else columns
        problems.append(Problem(file, 1, name, "missing_column", near, details))
    twice = sorted({name for name in header if header.count(name) > 1 and name in wanted})
    return problems + [Problem(file, 1, name, "duplicate_column", name, columns) for name in twice]


def _renamed(name: str, unknown: list[str]) -> str:
    """The unknown column that is most like a missing one, however it spells capitals and blanks."""
    plain = {other.casefold().replace(" ", "_").replace("-", "_"): other for other in unknown}
    return next((plain[near] for near in get_close_matches(name, plain, 1, 0.75)), "")


def _left_out(file: str, header: list[str], wanted: list[str], width: int) -> list[Notice]:
    extra = [name for name in header if name and name not in wanted and name not in ADDED]
    blank = width - sum(map(bool, header))
    notices = [Notice(file, "extra_columns", {"columns": ", ".join(extra)})] if extra else []
    return notices + ([Notice(file, "blank_columns", {"count": blank})] if blank else [])


def _rows(
    file: str, table: Table, header: list[str], records: list[Record]
) -> tuple[list[tuple[int, tuple[str, ...]]], list[Problem], list[Notice]]:
    columns = {column.name: column for column in table.columns}
    cleaner = Cleaner(file, [columns.get(name) for name in header])
    kept = [place for place, name in enumerate(header) if name in columns]
    unnamed = [place for place, name in enumerate(header) if not name]
    rows: list[tuple[int, tuple[str, ...]]] = []
    problems: list[Problem] = []
    for row, written in records:
        cells = cleaner.row(written)
        while len(cells) > len(header) and not cells[-1]:
            cells.pop()
        if len(cells) == len(header):
            problems += [_no_heading(file, row, place, cells[place]) for place in unnamed if cells[place]]
            chosen = tuple(cells) if len(kept) == len(header) else tuple(cells[place] for place in kept)
            if any(chosen):
                rows.append((row, chosen))
        elif any(cells):
            details: dict[str, object] = {"want": len(header), "got": len(cells)}
            problems.append(Problem(file, row, "", "row_length", ",".join(cells)[:60], details))
    return rows, problems, cleaner.notices()


def _no_heading(file: str, row: int, place: int, cell: str) -> Problem:
    letters = chr(ord("A") + place % 26)
    letters = chr(ord("A") + place // 26 - 1) + letters if place >= 26 else letters
    return Problem(file, row, letters, "no_heading", cell[:60], {"letters": letters})
