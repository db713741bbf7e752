"""Checked rows become DuckDB tables, and `queries/model/*.sql` the tables and views every question stands on."""

import csv
import re
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any, Literal, get_args

import duckdb

from leadlag import paths
from leadlag.contract import SQL_TYPES, TABLES
from leadlag.errors import QuestionError
from leadlag.store.cells import Cell
from leadlag.store.checks import Rows

#: Which statements every other view uses; the first is the model's own (`queries/model/reading.sql`).
Reading = Literal["article", "checked", "latest"]
READINGS: tuple[Reading, ...] = get_args(Reading)
#: Names and types of the columns, and rows.
Answer = tuple[list[tuple[str, str]], list[tuple[Any, ...]]]

#: One thread: the tables are small, and handing them around costs more than it saves. Memory freed while the tables
#: are made goes back to the system at once: 28 MB a database instead of 42, for a fortieth of a second.
CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "threads": 1,
    "allocator_bulk_deallocation_flush_threshold": "1MB",
}


class Database:
    """Checked rows as tables, and the model over them: one for all readings, made when it is first asked.

    What a reading is asked of stands in variables of the cursor that asks, and the views of the model see them. A file
    of the model that begins with `-- table:` depends on no variable: it is worked out once, when it is first needed, so
    that a question reads rows instead of unfolding the whole model again, and the first one waits for no table that it
    does not use.
    """

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._model = model(paths.MODEL)
        self._locks = {name: threading.Lock() for name in self._model}
        self._made: set[str] = set()
        self._lock = threading.Lock()
        self._connection: duckdb.DuckDBPyConnection | None = None

    @property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """Made once, whoever asks; it reads nothing from outside."""
        with self._lock:
            if self._connection is None:
                connection = duckdb.connect(":memory:", config=CONFIG)
                _tables(connection, self._rows)
                connection.execute("SET enable_external_access = false")
                connection.execute("SET lock_configuration = true")
                self._connection = connection
            return self._connection

    def rows(self, sql: str, variables: Mapping[str, Cell]) -> Answer:
        """Names and types of the columns, and rows, of one statement, on a cursor of its own: a shared one would mix
        threads' rows."""
        self.provide(sql)
        with self._cursor(variables) as cursor:
            return _answer(cursor.execute(sql))

    def select(self, sql: str, variables: Mapping[str, Cell], limit: int, seconds: float) -> Answer:
        """The same of a reader's own SELECT: at most `limit` rows, within `seconds`. Raises `QuestionError` for any
        other statement, and for what DuckDB says of it."""
        try:
            query = self._only_select(sql)
            self._provide(self.connection.get_table_names(query))
            with self._cursor(variables) as cursor:
                timer = threading.Timer(seconds, cursor.interrupt)
                timer.start()
                try:
                    return _answer(cursor.execute(f"SELECT * FROM (\n{query}\n) LIMIT {limit}"))
                finally:
                    timer.cancel()
        except duckdb.InterruptException as error:
            raise QuestionError("sql_time", seconds=f"{seconds:g}") from error
        except duckdb.Error as error:
            raise QuestionError("sql", why=str(error).strip().split("\n\n")[0]) from error

    def _only_select(self, sql: str) -> str:
        """The one statement that is given, as DuckDB reads it."""
        statements = self.connection.extract_statements(sql)
        if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
            raise QuestionError("sql_select", count=len(statements))
        return statements[0].query.rstrip().rstrip(";")

    @contextmanager
    def _cursor(self, variables: Mapping[str, Cell]) -> Iterator[duckdb.DuckDBPyConnection]:
        with self.connection.cursor() as cursor:
            for name, value in variables.items():
                cursor.execute(f"SET VARIABLE {name} = {_literal(value)}")
            yield cursor

    def provide(self, sql: str) -> None:
        """Make what this statement reads of the model, and what that stands on. Two threads may ask for one at a
        time."""
        self._provide(re.findall(r"\b(?:FROM|JOIN)\s+(\w+)", re.sub(r"--.*", "", sql), re.IGNORECASE))

    def _provide(self, names: Iterable[str]) -> None:
        for name in names:
            if name in self._model and name not in self._made:
                self._make(name)

    def _make(self, name: str) -> None:
        sql = self._model[name]
        self.provide(sql)
        with self._locks[name]:
            if name not in self._made:
                with self.connection.cursor() as cursor:
                    cursor.execute(_relation(name, sql))
                self._made.add(name)


def _answer(result: duckdb.DuckDBPyConnection) -> Answer:
    return [(column[0], str(column[1])) for column in result.description or ()], result.fetchall()


def create(connection: duckdb.DuckDBPyConnection, rows: Rows) -> None:
    """The tables of the contract, and the whole model over them: a file for others to read."""
    _tables(connection, rows)
    for name, sql in model(paths.MODEL).items():
        connection.execute(_relation(name, sql))


def _relation(name: str, sql: str) -> str:
    return f"CREATE {'TABLE' if sql.startswith('-- table:') else 'VIEW'} {name} AS {sql}"


def _tables(connection: duckdb.DuckDBPyConnection, rows: Rows) -> None:
    """The tables of the contract, under its names and columns."""
    with tempfile.TemporaryDirectory() as folder:
        for table in TABLES:
            columns = ", ".join(f'"{column.name}" {SQL_TYPES[column.kind]}' for column in table.columns)
            connection.execute(f'CREATE TABLE "{table.name}" ({columns})')
            _copy(connection, table.name, rows[table.name], Path(folder) / table.file)


def _literal(value: Cell) -> str:
    """A value as SQL writes it. DuckDB would import pandas to look at a bound one, at 100 MB and half a second."""
    if value is None:
        return "NULL"
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    return f"CAST({value!r} AS {'DOUBLE' if isinstance(value, float) else 'BIGINT'})"


def _copy(connection: duckdb.DuckDBPyConnection, table: str, rows: list[tuple[Cell, ...]], through: Path) -> None:
    """Hand checked rows over as a file: DuckDB imports pandas to look at bound values, at 100 MB and half a second.

    The line's end is named and every text quoted: DuckDB takes the first line break it meets for the line's end, be it
    inside a cell, and Python leaves a lone carriage return unquoted.
    """
    with through.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC).writerows(rows)
    path = str(through).replace("'", "''")
    options = "AUTO_DETECT false, HEADER false, DELIM ',', QUOTE '\"', ESCAPE '\"', NULLSTR '', PARALLEL false"
    options += ", NEW_LINE '\\n'"
    connection.execute(f"COPY \"{table}\" FROM '{path}' (FORMAT csv, {options})")


@cache
def model(folder: Path) -> Mapping[str, str]:
    """The SQL of the model's files by name, each after the ones its `-- uses:` line names."""
    files = {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.sql"))}
    order = TopologicalSorter({name: sorted(_uses(sql) & set(files)) for name, sql in files.items()})
    return {name: files[name] for name in order.static_order()}


def _uses(sql: str) -> set[str]:
    line = re.search(r"^-- uses:(.*)$", sql, re.MULTILINE)
    return {name.strip() for name in line.group(1).split(",")} if line else set()
