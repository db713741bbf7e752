"""The dataset as one immutable thing: CSV folder → fingerprint → checked tables, published by one reference change."""

import hashlib
import json
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

import duckdb

from leadlag.errors import DataError, OutputError, Problem
from leadlag.store import checks, database, files, remarks
from leadlag.store.database import Reading
from leadlag.store.folder import Stored, read, unread
from leadlag.tables import TABLES

Kept = TypeVar("Kept")
#: One thread: the tables are small, and handing them around costs more than it saves. Memory freed while the tables
#: are made goes back to the system at once: 28 MB a database instead of 42, for a fortieth of a second.
CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "threads": 1,
    "allocator_bulk_deallocation_flush_threshold": "1MB",
}
#: A database that nothing stands on yet, and the rows in its tables.
_SPARE: SimpleQueue[tuple[duckdb.DuckDBPyConnection, checks.Rows]] = SimpleQueue()
#: A reading's database, its views, and the answers kept with it.
_InReading = tuple[duckdb.DuckDBPyConnection, database.Model, dict[Any, Any]]
MEMO_LIMIT = 400  # answers and charts kept per snapshot; a slider dragged for hours must not fill the memory


@dataclass(frozen=True, eq=False)
class Snapshot:
    """One state of the data, in one reading. `stored` are the files it was made from, `tables` their typed rows,
    `places` statements' spreadsheet rows, `ignored` files beside them that are no tables, `notices` what was read
    otherwise than written, and what a person should look at.

    Answers are kept with it, because they cannot change either.
    """

    folder: Path
    fingerprint: str
    stored: Stored = field(repr=False)
    tables: checks.Rows = field(repr=False)
    places: dict[str, int] = field(repr=False)
    connection: duckdb.DuckDBPyConnection = field(repr=False)
    model: database.Model = field(repr=False)
    ignored: tuple[str, ...] = ()
    notices: tuple[files.Notice, ...] = ()
    reading: Reading = "article"
    _memo: dict[Any, Any] = field(default_factory=dict, repr=False)
    _readings: dict[Reading, _InReading] = field(default_factory=dict, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    @property
    def counts(self) -> dict[str, int]:
        """Rows of each table."""
        return {name: len(rows) for name, rows in self.tables.items()}

    @property
    def modified(self) -> datetime:
        """When a file of the set last changed, in local time."""
        return datetime.fromtimestamp(self.stored.modified)

    def read_as(self, reading: Reading) -> "Snapshot":
        """The same data in another reading, with a database of its own that is built when it is first asked for.

        What the readings share refers to none of them: a snapshot that referred to itself would keep its databases in
        memory until Python looks for such rings, which was 800 MB after 40 swaps.
        """
        if reading == self.reading:
            return self
        with self._lock:
            self._readings.setdefault(self.reading, (self.connection, self.model, self._memo))
            if reading not in self._readings:
                self._readings[reading] = (*_database(self.tables, reading), {})
            connection, model, memo = self._readings[reading]
        return replace(self, reading=reading, connection=connection, model=model, _memo=memo)

    def rows(self, sql: str, **params: object) -> tuple[list[str], list[tuple[Any, ...]]]:
        """Column names and rows of one statement, on a cursor of its own: a shared one would mix threads' rows."""
        self.model.provide(sql)
        with self.connection.cursor() as cursor:
            result = cursor.execute(sql, params or None)
            return [column[0] for column in result.description or ()], result.fetchall()

    def kept(self, key: Any, make: Callable[[], Kept]) -> Kept:
        """What `make` returned when this key was first asked for; who asks meanwhile waits for it."""
        if len(self._memo) >= MEMO_LIMIT:
            self._memo.clear()
        answer = self._memo.setdefault(key, _Answer())
        with answer.lock:
            if not answer.made:
                answer.value, answer.made = make(), True
            return answer.value  # type: ignore[no-any-return]


@dataclass
class _Answer:
    value: Any = None
    made: bool = False
    lock: threading.RLock = field(default_factory=threading.RLock)


def checked(folder: Path) -> checks.Rows:
    """Typed rows of every table, or `DataError` with all problems of all files."""
    return check(folder, read(folder))[0]


def check(folder: Path, stored: Stored) -> tuple[checks.Rows, list[files.Sheet]]:
    """Typed rows of every table and the sheets they come from, or `DataError` with all problems of all files."""
    if not folder.is_dir():
        raise DataError(str(folder), (Problem(str(folder), 0, "", "no_folder"),))
    problems: list[Problem] = list(stored.problems)
    sheets: list[files.Sheet] = []
    for table in (table for table in TABLES if table.name in stored.contents):
        sheet, found = files.parse(table.file, stored.contents[table.name], table)
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
    stored = read(folder)
    return snapshot(folder, stored, *check(folder, stored))


def snapshot(folder: Path, stored: Stored, rows: checks.Rows, sheets: list[files.Sheet]) -> Snapshot:
    """The snapshot of checked files."""
    connection, model = _database(rows, "article")
    statements = [sheet for sheet in sheets if sheet.table.is_statement]
    return Snapshot(
        folder=folder,
        fingerprint=fingerprint(rows),
        stored=stored,
        tables=rows,
        places={cells[sheet.header.index("id")]: row for sheet in statements for row, cells in sheet.rows},
        connection=connection,
        model=model,
        ignored=unread(folder),
        notices=(*(notice for sheet in sheets for notice in sheet.notices), *remarks.remarks(sheets, rows)),
    )


def _database(rows: checks.Rows, reading: Reading) -> tuple[duckdb.DuckDBPyConnection, database.Model]:
    try:
        connection, held = _SPARE.get_nowait()
        database.fill(connection, rows, held)
    except Empty:
        connection = _filled(rows)
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection, database.Model(connection, reading)


def _filled(rows: checks.Rows) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(":memory:", config=CONFIG)
    database.lay_out(connection)
    database.fill(connection, rows)
    return connection


def keep_spare(rows: checks.Rows) -> None:
    """Have a database with these rows ready: the next snapshot differs from it in few tables, and waits for these."""
    if _SPARE.empty():
        _SPARE.put((_filled(rows), rows))


def build(folder: Path, target: Path) -> checks.Rows:
    """Write tables and views to a plain DuckDB file; the file appears whole or not at all.

    Raises `OutputError` where that would replace a table's file, or anything else that is no such database.
    """
    if target.name in {table.file for table in TABLES} or not _is_replaceable(target):
        raise OutputError("no_database", path=target)
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


def _is_replaceable(target: Path) -> bool:
    """Nothing, an empty file, or a DuckDB file, which says so in its ninth to twelfth byte."""
    try:
        with target.open("rb") as file:
            begun = file.read(12)
    except FileNotFoundError:
        return True
    except OSError:  # told when it is written
        return True
    return not begun or begun[8:] == b"DUCK"


def fingerprint(rows: checks.Rows) -> str:
    """12 hex digits over the checked contents: line ends, quoting and column order do not change it."""
    return hashlib.sha256(json.dumps(rows, sort_keys=True).encode()).hexdigest()[:12]
