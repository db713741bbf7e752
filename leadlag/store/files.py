"""From bytes to text cells: strict decoding and strict CSV, before anything is interpreted.

A row number is what a spreadsheet shows: the header is row 1, a quoted line break does not start a new row and an
empty row counts. Surrounding spaces are not part of a cell.
"""

import codecs
import csv
import io
from dataclasses import dataclass
from pathlib import Path

from leadlag.errors import Problem
from leadlag.tables import Table

EXCEL_SIGNATURE = b"PK\x03\x04"
SIZE_LIMIT = 50_000_000  # bytes; a hand-kept table is a thousand times smaller, and reading more would stall the page


@dataclass(frozen=True)
class Sheet:
    """One file's header and its rows as (spreadsheet row, cells); every row is as long as the header."""

    table: Table
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


class _RejectedError(Exception):
    def __init__(self, code: str, row: int = 0, found: str = "", **details: object) -> None:
        self.code, self.row, self.found, self.details = code, row, found, details


def read(folder: Path, table: Table) -> tuple[Sheet | None, list[Problem]]:
    """One table's file, or the problems that keep it from being read as rows of cells."""
    try:
        text = _decode(_bytes(folder / table.file))
        header, records = _records(text)
    except _RejectedError as why:
        return None, [Problem(table.file, why.row, "", why.code, why.found, why.details)]
    if problems := _header_problems(table, header):
        return None, problems
    rows = []
    for row, cells in records:
        if len(cells) == len(header) and any(cells):
            rows.append((row, cells))
        elif any(cells):
            details: dict[str, object] = {"want": len(header), "got": len(cells)}
            problems.append(Problem(table.file, row, "", "row_length", ",".join(cells)[:60], details))
    if not problems and len(rows) < table.least_rows:
        problems.append(Problem(table.file, 0, "", "too_few_rows", str(len(rows)), {"want": table.least_rows}))
    return Sheet(table, header, tuple(rows)), problems


def _bytes(path: Path) -> bytes:
    if path.is_dir():
        raise _RejectedError("is_directory")
    try:
        if path.stat().st_size > SIZE_LIMIT:
            raise _RejectedError(
                "too_large", found=f"{path.stat().st_size / 1e6:.0f} MB", limit=SIZE_LIMIT // 1_000_000
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise _RejectedError("missing_file") from None
    except OSError as error:
        raise _RejectedError("unreadable", found=error.strerror or "") from None


def _decode(raw: bytes) -> str:
    if raw.startswith(EXCEL_SIGNATURE):
        raise _RejectedError("excel")
    try:
        text = raw.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8")
        raise _RejectedError(
            "not_utf8", _row_after(before), error.object[error.start : error.start + 4].hex(" ")
        ) from None
    if "\0" in text:
        raise _RejectedError("not_text", _row_after(text[: text.index("\0")]))
    if not text.strip():
        raise _RejectedError("empty_file")
    return text


def _row_after(text: str) -> int:
    """The spreadsheet row in which the character after `text` stands."""
    return sum(1 for _ in csv.reader(io.StringIO(text + "x", newline="")))


def _records(text: str) -> tuple[tuple[str, ...], list[tuple[int, tuple[str, ...]]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    records: list[tuple[int, tuple[str, ...]]] = []
    try:
        for row, cells in enumerate(reader, start=1):
            records.append((row, tuple(cell.strip() for cell in cells)))
    except csv.Error as error:
        raise _RejectedError("bad_csv", len(records) + 1, str(error)) from None
    header = records[0][1]
    if len(header) == 1 and (mark := next((mark for mark in ";\t，" if mark in header[0]), None)):
        raise _RejectedError("delimiter", 1, repr(mark))
    return header, records[1:]


def _header_problems(table: Table, header: tuple[str, ...]) -> list[Problem]:
    wanted = [column.name for column in table.columns]
    columns: dict[str, object] = {"columns": ", ".join(wanted)}
    return [
        *(Problem(table.file, 1, name, "missing_column", "", columns) for name in wanted if name not in header),
        *(Problem(table.file, 1, name, "unknown_column", name, columns) for name in header if name not in wanted),
        *(
            Problem(table.file, 1, name, "duplicate_column", name, columns)
            for name in sorted({name for name in header if header.count(name) > 1 and name in wanted})
        ),
    ]
