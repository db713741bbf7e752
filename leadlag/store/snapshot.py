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
#: A reading's database and its views.
_Database = tuple[duckdb.DuckDBPyConnection, database.Model]
MEMO_LIMIT = 400  # answers and charts kept per snapshot; a slider dragged for hours must not fill the memory


@dataclass(frozen=True, eq=False)
class Snapshot:
    """One state of the data, in one reading. `stored` are the files it was made from, `tables` their typed rows,
    `places` statements' spreadsheet rows, `ignored` files beside them that are no tables, `notices` what was read
    otherwise than written, and what a person should look at.

    Answers are kept with it, because they cannot change either. A reading's database is made when it is first asked:
    who only compares tables, or wants the remarks, does without.
    """

    folder: Path
    fingerprint: str
    stored: Stored = field(repr=False)
    tables: checks.Rows = field(repr=False)
    places: dict[str, int] = field(repr=False)
    ignored: tuple[str, ...] = ()
    notices: tuple[files.Notice, ...] = ()
    reading: Reading = "article"
    _databases: dict[Reading, _Database] = field(default_factory=dict, repr=False)
    _memos: dict[Reading, dict[Any, Any]] = field(default_factory=dict, repr=False)
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
        """The same data in another reading, which has a database of its own.

        What the readings share refers to none of them: a snapshot that referred to itself would keep its databases in
        memory until Python looks for such rings, which was 800 MB after 40 swaps.
        """
        return self if reading == self.reading else replace(self, reading=reading)

    def prepared(self) -> "Snapshot":
        """The same with its database made: nobody waits for it, and what no database takes is never shown."""
        self._database()
        return self

    @property
    def connection(self) -> duckdb.DuckDBPyConnection:
        return self._database()[0]

    @property
    def model(self) -> database.Model:
        return self._database()[1]

    def _database(self) -> _Database:
        """Made once, whoever asks; who asks another reading meanwhile does not wait."""
        if self.reading not in self._databases:
            with self._lock:
                if self.reading not in self._databases:
                    self._databases[self.reading] = _database(self.tables, self.reading)
        return self._databases[self.reading]

    def rows(self, sql: str, **params: object) -> tuple[list[str], list[tuple[Any, ...]]]:
        """Column names and rows of one statement, on a cursor of its own: a shared one would mix threads' rows."""
        connection, model = self._database()
        model.provide(sql)
        with connection.cursor() as cursor:
            result = cursor.execute(sql, params or None)
            return [column[0] for column in result.description or ()], result.fetchall()

    def kept(self, key: Any, make: Callable[[], Kept]) -> Kept:
        """What `make` returned when this key was first asked for; who asks meanwhile waits for it."""
        memo = self._memos.setdefault(self.reading, {})
        if len(memo) >= MEMO_LIMIT:
            memo.clear()
        answer = memo.setdefault(key, _Answer())
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
    """Check the folder's CSVs; the databases made of them read nothing from outside afterwards."""
    stored = read(folder)
    return snapshot(folder, stored, *check(folder, stored))


def snapshot(folder: Path, stored: Stored, rows: checks.Rows, sheets: list[files.Sheet]) -> Snapshot:
    """The snapshot of checked files."""
    statements = [sheet for sheet in sheets if sheet.table.is_statement]
    return Snapshot(
        folder=folder,
        fingerprint=fingerprint(rows),
        stored=stored,
        tables=rows,
        places={cells[sheet.header.index("id")]: row for sheet in statements for row, cells in sheet.rows},
        ignored=unread(folder),
        notices=(*(notice for sheet in sheets for notice in sheet.notices), *remarks.remarks(sheets, rows)),
    )


def _database(rows: checks.Rows, reading: Reading) -> _Database:
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
