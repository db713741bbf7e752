"""The dataset as one immutable thing: CSV folder → fingerprint → checked tables, published by one reference change."""

import hashlib
import json
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import duckdb

from leadlag.errors import DataError, OutputError, Problem
from leadlag.store import checks, database, files
from leadlag.store.database import Reading
from leadlag.tables import TABLES

Signature = tuple[tuple[str, int, int], ...]
Kept = TypeVar("Kept")
#: One thread: the tables are small, and handing them around costs more than it saves. Memory freed while the tables
#: are made goes back to the system at once: 28 MB a database instead of 42, for a fortieth of a second.
CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "threads": 1,
    "allocator_bulk_deallocation_flush_threshold": "1MB",
}
MEMO_LIMIT = 400  # answers and charts kept per snapshot; a slider dragged for hours must not fill the memory


@dataclass(frozen=True, eq=False)
class Snapshot:
    """One state of the data, in one reading. `modified` is local time; `places` are statements' spreadsheet rows,
    `notices` what was read otherwise than written.

    Answers are kept with it, because they cannot change either.
    """

    folder: Path
    fingerprint: str
    counts: dict[str, int]
    modified: datetime
    ignored: tuple[str, ...]
    places: dict[str, int] = field(repr=False)
    connection: duckdb.DuckDBPyConnection = field(repr=False)
    notices: tuple[files.Notice, ...] = ()
    reading: Reading = "article"
    _rows: checks.Rows = field(default_factory=dict, repr=False)
    _memo: dict[Any, Any] = field(default_factory=dict, repr=False)
    _others: "dict[Reading, Snapshot]" = field(default_factory=dict, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def read_as(self, reading: Reading) -> "Snapshot":
        """The same data in another reading, with a database of its own that is built when it is first asked for."""
        if reading == self.reading:
            return self
        with self._lock:
            self._others.setdefault(self.reading, self)
            if reading not in self._others:
                connection = _database(self._rows, reading)
                self._others[reading] = replace(self, reading=reading, connection=connection, _memo={})
            return self._others[reading]

    def rows(self, sql: str, **params: object) -> tuple[list[str], list[tuple[Any, ...]]]:
        """Column names and rows of one statement, on a cursor of its own: a shared one would mix threads' rows."""
        with self.connection.cursor() as cursor:
            result = cursor.execute(sql, params or None)
            return [column[0] for column in result.description or ()], result.fetchall()

    def kept(self, key: Any, make: Callable[[], Kept]) -> Kept:
        """What `make` returned when this key was first asked for. Two threads may make it twice; both are right."""
        if key in self._memo:
            return self._memo[key]  # type: ignore[no-any-return]
        if len(self._memo) >= MEMO_LIMIT:
            self._memo.clear()
        return self._memo.setdefault(key, make())  # type: ignore[no-any-return]


def checked(folder: Path) -> checks.Rows:
    """Typed rows of every table, or `DataError` with all problems of all files."""
    return _checked(folder)[0]


def _checked(folder: Path) -> tuple[checks.Rows, list[files.Sheet]]:
    """Typed rows, and the sheets they come from."""
    problems: list[Problem] = []
    sheets: list[files.Sheet] = []
    for table in TABLES:
        sheet, found = files.read(folder, table)
        problems += found
        if sheet is not None:
            sheets.append(sheet)
    rows, found = checks.check(sheets)
    if problems := problems + found:
        order = [table.file for table in TABLES]
        raise DataError(str(folder), tuple(sorted(problems, key=lambda one: (order.index(one.file), one.row))))
    return rows, sheets


def load(folder: Path) -> Snapshot:
    """Check the folder's CSVs and build an in-memory database that reads nothing from outside afterwards."""
    rows, sheets = _checked(folder)
    statements = [sheet for sheet in sheets if sheet.table.is_statement]
    wanted = {table.file for table in TABLES}
    return Snapshot(
        folder=folder,
        fingerprint=fingerprint(rows),
        counts={name: len(table) for name, table in rows.items()},
        modified=datetime.fromtimestamp(max((folder / name).stat().st_mtime for name in wanted)),
        ignored=tuple(sorted(path.name for path in folder.glob("*.csv") if path.name not in wanted)),
        places={cells[sheet.header.index("id")]: row for sheet in statements for row, cells in sheet.rows},
        notices=tuple(notice for sheet in sheets for notice in sheet.notices),
        connection=_database(rows, "article"),
        _rows=rows,
    )


def _database(rows: checks.Rows, reading: Reading) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(":memory:", config=CONFIG)
    database.create(connection, rows, model="TABLE", reading=reading)
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def build(folder: Path, target: Path) -> checks.Rows:
    """Write tables and views to a plain DuckDB file; the file appears whole or not at all."""
    rows = checked(folder)
    beside = target.with_name(f".{target.name}.part")
    try:
        beside.unlink(missing_ok=True)
        with duckdb.connect(str(beside)) as connection:
            database.create(connection, rows)
        beside.replace(target)
    except (OSError, duckdb.IOException) as error:
        raise OutputError("output", path=target, why=str(error).splitlines()[0]) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
    return rows


def fingerprint(rows: checks.Rows) -> str:
    """12 hex digits over the checked contents: line ends, quoting and column order do not change it."""
    return hashlib.sha256(json.dumps(rows, sort_keys=True).encode()).hexdigest()[:12]


class Live:
    """The snapshot on show. A folder whose CSVs no longer pass leaves the last good snapshot in place."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._seen: Signature | None = None
        self._snapshot: Snapshot | None = None
        self._error: DataError | None = None

    def look(self) -> tuple[Snapshot | None, DataError | None]:
        """The last good snapshot, and what is wrong with the folder now. Rebuilds only when a file changed."""
        with self._lock:
            signature = _signature(self.folder)
            if signature != self._seen:
                self._rebuild()
                self._seen = signature
            return self._snapshot, self._error

    def _rebuild(self) -> None:
        try:
            self._snapshot, self._error = load(self.folder), None
        except DataError as error:
            self._error = error


def _signature(folder: Path) -> Signature:
    """Name, size in bytes and modification time in ns of every table's file that is there."""
    seen = []
    for table in TABLES:
        with suppress(OSError):
            stat = (folder / table.file).stat()
            seen.append((table.file, stat.st_size, stat.st_mtime_ns))
    return tuple(seen)


@cache
def live(folder: Path) -> Live:
    """The process' one `Live` per folder."""
    return Live(folder)
