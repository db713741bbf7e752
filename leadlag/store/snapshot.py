"""The dataset as one immutable thing: CSV folder → fingerprint → checked tables, published by one reference change."""

import gc
import hashlib
import json
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from json.encoder import encode_basestring_ascii as as_json
from pathlib import Path
from typing import Any, TypeVar

import duckdb

from leadlag.contract import BUILT_IN, BY_NAME, TABLES, Column, Table
from leadlag.errors import DataError, OutputError, Problem, QuestionError
from leadlag.store import checks, completion, data_warnings, database, files, upgrades
from leadlag.store.cells import Cell
from leadlag.store.database import READINGS, Answer, Database, Reading
from leadlag.store.folder import Stored, read, unread_files
from leadlag.store.parties import first_two, pair

Cached = TypeVar("Cached")
SELECT_ROWS, SELECT_SECONDS = 10_000, 5.0  # a reader's own question has at most
CACHE_LIMIT = 400  # answers and charts per reading; a slider dragged for hours must not fill the memory


@dataclass(frozen=True, eq=False)
class Snapshot:
    """One state of the data, in one reading. `stored` are the files it was made from, `tables` their typed rows,
    `row_numbers` statements' spreadsheet rows, `made` the tables that lack ids or rows that were made, `own` what
    stands in columns of the reader's own, `ignored` files beside them that are no tables, `notices` what was read
    otherwise than written, and what a person should look at.

    Answers are cached with it, because they cannot change either. All readings share one database, which is made when
    it is first asked: who only compares tables, or wants the warnings, does without.
    """

    folder: Path
    fingerprint: str
    stored: Stored = field(repr=False)
    tables: checks.Rows = field(repr=False)
    database: Database = field(repr=False)
    row_numbers: dict[str, int] = field(repr=False)
    made: frozenset[str] = frozenset()
    own: Mapping[str, files.Own] = field(default_factory=dict, repr=False)
    ignored: tuple[str, ...] = ()
    notices: tuple[files.Notice, ...] = ()
    reading: Reading = "article"
    parties: tuple[str, str] | None = None
    _caches: dict[Any, dict[Any, Any]] = field(default_factory=dict, repr=False)

    @property
    def counts(self) -> dict[str, int]:
        """Rows of each table."""
        return {name: len(rows) for name, rows in self.tables.items()}

    @property
    def modified(self) -> datetime:
        """When a file of the set last changed, in local time."""
        return datetime.fromtimestamp(self.stored.modified)

    def read_as(self, reading: Reading) -> "Snapshot":
        """The same data in another reading."""
        return self if reading == self.reading else replace(self, reading=reading)

    def comparing(self, wanted: str | None) -> "Snapshot":
        """The same data with two others compared, `A,B`: ids of sides or organizations; None leaves it as it is.
        Raises `QuestionError` for two that do not compare."""
        if wanted is None:
            return self
        found = pair(wanted, self.tables)
        return replace(self, parties=None if found == first_two(self.tables) else found)

    def compares(self, wanted: str) -> bool:
        """Whether `comparing` takes these two."""
        with suppress(QuestionError):
            return bool(pair(wanted, self.tables))
        return False

    @property
    def compared(self) -> str:
        """The two that are compared, as `comparing` takes them."""
        return ",".join(self.parties or first_two(self.tables))

    @property
    def link_params(self) -> dict[str, str]:
        """What a link says of the reading and of the two compared, where they are not the first."""
        reading = {"reading": self.reading} if self.reading != READINGS[0] else {}
        return {**reading, **({"compare": self.compared} if self.parties else {})}

    def prepared(self) -> "Snapshot":
        """The same with its database made: nobody waits for it, and what no database takes is never shown."""
        self.database.connection.execute("SELECT 1")
        return self

    def rows(self, sql: str, **params: Cell) -> Answer:
        """Names and types of the columns, and rows, of one statement, which reads `params` as variables."""
        return self.database.rows(sql, {**self._variables, **params})

    def select(self, sql: str, limit: int = SELECT_ROWS, seconds: float = SELECT_SECONDS) -> Answer:
        """The same of a reader's own SELECT over tables and model, in this reading: at most `limit` rows, within
        `seconds`. Raises `QuestionError` for any other statement, and for what DuckDB says of it."""
        return self.database.select(sql, self._variables, limit, seconds)

    @property
    def _variables(self) -> dict[str, Cell]:
        first, second = self.parties or (None, None)
        return {"reading": self.reading, "first_party": first, "second_party": second}

    @property
    def legacy_fingerprint(self) -> str:
        """The fingerprint that version 0.5.0 gave these files; empty where they are of the present schema."""
        given = {
            name: files.parse(BY_NAME[name].file, raw, BY_NAME[name])[0] for name, raw in self.stored.contents.items()
        }
        return upgrades.legacy_fingerprint({name: sheet for name, sheet in given.items() if sheet})

    def exported(self, table: Table) -> bytes:
        """A table as a file: the contract's columns and then the reader's own."""
        return files.exported(table, self.tables[table.name], self.own.get(table.name, files.NO_OWN))

    def cached(self, key: Any, make: Callable[[], Cached], *, all_readings: bool = False) -> Cached:
        """What `make` returned when this key was first asked for in this reading, or in any where it is alike
        `all_readings`; who asks meanwhile waits for it."""
        cache = self._caches.setdefault(None if all_readings else (self.reading, self.parties), {})
        if len(cache) >= CACHE_LIMIT:
            cache.clear()
        answer = cache.setdefault(key, _CacheEntry())
        with answer.lock:
            if not answer.made:
                answer.value, answer.made = make(), True
            return answer.value  # type: ignore[no-any-return]


@dataclass
class _CacheEntry:
    value: Any = None
    made: bool = False
    lock: threading.RLock = field(default_factory=threading.RLock)


@contextmanager
def without_collection(*, freeze: bool = False) -> Iterator[None]:
    """Without a look for objects that refer to each other: rows are many, form no such ring, and would each time be
    looked at again, which took half as long again as all that is done with them. With `freeze` what was just made is
    not looked at afterwards either."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            if freeze:  # all that there is counts as old from now on
                gc.freeze()
                gc.unfreeze()
            gc.enable()


@dataclass(frozen=True)
class CheckedSet:
    """Typed rows by table, and the sheets they come from, whole and of the present schema.

    `made` are the tables whose files lack ids or rows that were made, `schema` the number of the schema the files were
    written in.
    """

    rows: checks.Rows
    sheets: list[files.Sheet]
    made: frozenset[str]
    schema: int


def checked(folder: Path) -> checks.Rows:
    """Typed rows of every table, or `DataError` with all problems of all files."""
    return check(folder, read(folder)).rows


@without_collection(freeze=True)
def check(folder: Path, stored: Stored, sent: Mapping[str, files.Sheet] | None = None) -> CheckedSet:
    """Every table, checked, or `DataError` with all problems of all files; `sent` are sheets that stand in the place of
    a table's file."""
    if not folder.is_dir():
        raise DataError(str(folder), (Problem(str(folder), 0, "", "no_folder"),))
    problems: list[Problem] = list(stored.problems)
    given: dict[str, files.Sheet] = {}
    for table in (table for table in TABLES if table.name in stored.contents and table.name not in (sent or {})):
        sheet, found = files.parse(table.file, stored.contents[table.name], table)
        problems += found
        if sheet is not None:
            given[table.name] = sheet
    before = {**given, **(sent or {})}
    present = upgrades.upgraded(before)
    unreadable = {problem.file for problem in stored.problems}  # a file that should be there is not an empty table
    there = {*stored.contents, *present}
    absent = [t.name for t in TABLES if t.optional and t.name not in there and t.file not in unreadable]
    completed = completion.complete(present, absent)
    made = completed.made
    if "other_figures" in made and present.get("measures") is not before.get("measures"):
        made |= {"measures"}  # to which an earlier schema's figures refer once they are written
    sheets = list(completed.sheets.values())
    rows, found = checks.check(sheets)
    if problems := problems + found:
        order = [table.file for table in TABLES]
        raise DataError(str(folder), tuple(sorted(problems, key=lambda one: (order.index(one.file), one.row))))
    return CheckedSet(rows, sheets, made, upgrades.schema(given))


def load(folder: Path) -> Snapshot:
    """Check the folder's CSVs; the database made of them reads nothing from outside afterwards."""
    stored = read(folder)
    return snapshot(folder, stored, check(folder, stored))


@without_collection(freeze=True)
def snapshot(folder: Path, stored: Stored, found: CheckedSet) -> Snapshot:
    """The snapshot of checked files."""
    rows, sheets = found.rows, found.sheets
    statements = [sheet for sheet in sheets if sheet.table.is_statement]
    return Snapshot(
        folder=folder,
        fingerprint=fingerprint(rows),
        stored=stored,
        tables=rows,
        database=Database(rows),
        row_numbers={cells[at]: row for sheet in statements for at in [sheet.at("id")] for row, cells in sheet.rows},
        made=found.made,
        own={sheet.table.name: (sheet.own, sheet.own_cells) for sheet in sheets if sheet.own},
        ignored=unread_files(folder),
        notices=(*(notice for sheet in sheets for notice in sheet.notices), *data_warnings.find(sheets)),
    )


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
    """12 hex digits over the checked contents. Line ends, quoting, the columns' order and a cell that says what a blank
    one stands for do not change it, nor does a column or a table that a later schema adds."""
    texts = {table.name: _row_texts(table, rows[table.name]) for table in TABLES if rows.get(table.name)}
    texts["measures"] = (row for row in texts.get("measures", ()) if row not in _BUILT_IN)
    whole = hashlib.sha256()
    for number, name in enumerate(sorted(texts)):
        whole.update(f"{', ' if number else '{'}{json.dumps(name)}: [{', '.join(texts[name])}]".encode())
    whole.update(b"}")
    return whole.hexdigest()[:12]


def _row_texts(table: Table, rows: Sequence[tuple[Cell, ...]]) -> Iterator[str]:
    """Each row as JSON, with the cells that say more than a blank would, by the columns' names."""
    columns = sorted(zip(table.columns, zip(*rows, strict=True), strict=True), key=lambda pair: pair[0].name)
    pairs = [_pairs(column, cells) for column, cells in columns if not {None, column.default}.issuperset(cells)]
    return (f"{{{', '.join(filter(None, row))}}}" for row in zip(*pairs, strict=True))


def _pairs(column: Column, cells: Sequence[Cell]) -> Iterator[str | None]:
    """A column's name with each of its cells; None for what a blank would say. A text is written once, a number each
    time: zero and minus zero are equal."""
    name = json.dumps(column.name)
    if column.kind not in ("slug", "text"):
        return (None if cell is None else f"{name}: {cell!r}" for cell in cells)
    written = {text: f"{name}: {as_json(str(text))}" for text in set(cells).difference((None, column.default))}
    return map(written.get, cells)


_BUILT_IN = {
    json.dumps(
        {name: cell for name, cell in row.items() if cell != BY_NAME["measures"].column(name).default}, sort_keys=True
    )
    for row in BUILT_IN
}
