"""Checked rows become DuckDB tables, and `queries/model/*.sql` become the views every question stands on."""

import csv
import re
import tempfile
import threading
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Literal, get_args

import duckdb

from leadlag import paths
from leadlag.contract import SQL_TYPES, TABLES
from leadlag.store.cells import Cell
from leadlag.store.checks import Rows

#: Which statements every other view uses; the first is the model's own (`queries/model/reading.sql`).
Reading = Literal["article", "checked", "latest"]
READINGS: tuple[Reading, ...] = get_args(Reading)


def create(connection: duckdb.DuckDBPyConnection, rows: Rows) -> None:
    """The tables of the contract, and the views of the model over them: a file for others to read."""
    lay_out(connection)
    fill(connection, rows)
    for view in views():
        connection.execute(f"CREATE VIEW {view.stem} AS {view.read_text(encoding='utf-8')}")


def lay_out(connection: duckdb.DuckDBPyConnection) -> None:
    """The tables of the contract, under its names and columns, without rows."""
    for table in TABLES:
        columns = ", ".join(f'"{column.name}" {SQL_TYPES[column.kind]}' for column in table.columns)
        connection.execute(f'CREATE TABLE "{table.name}" ({columns})')


def fill(connection: duckdb.DuckDBPyConnection, rows: Rows, held: Rows | None = None) -> None:
    """Rows into the tables, which are empty or hold the rows of another set."""
    with tempfile.TemporaryDirectory() as folder:
        for table in TABLES:
            before = held[table.name] if held else []
            if before != rows[table.name]:
                if before:
                    connection.execute(f'DELETE FROM "{table.name}"')
                _copy(connection, table.name, rows[table.name], Path(folder) / table.file)


class Model:
    """The views of the model over tables that cannot change, in one reading; each is a table made when first needed.

    A question then reads rows instead of unfolding the whole model again (about ten times faster), and the first one
    waits for no view that it does not use.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, reading: Reading) -> None:
        self._connection = connection
        self._sql = {view.stem: view.read_text(encoding="utf-8") for view in views()}
        self._sql["reading"] = f"SELECT '{reading}' AS name"
        self._locks = {name: threading.Lock() for name in self._sql}
        self._made: set[str] = set()

    def provide(self, sql: str) -> None:
        """Make the views this statement reads, and those they stand on. Two threads may ask for one at a time."""
        for name in re.findall(r"\w+", re.sub(r"--.*", "", sql)):
            if name in self._sql and name not in self._made:
                self._make(name)

    def _make(self, name: str) -> None:
        self.provide(self._sql[name])
        with self._locks[name]:
            if name not in self._made:
                with self._connection.cursor() as cursor:
                    cursor.execute(f"CREATE TABLE {name} AS {self._sql[name]}")
                self._made.add(name)


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


def views() -> list[Path]:
    """The model's SQL files, each after the ones its `-- uses:` line names."""
    files = {path.stem: path for path in sorted(paths.MODEL.glob("*.sql"))}
    order = TopologicalSorter({name: sorted(_uses(path) & set(files)) for name, path in files.items()})
    return [files[name] for name in order.static_order()]


def _uses(path: Path) -> set[str]:
    line = re.search(r"^-- uses:(.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {name.strip() for name in line.group(1).split(",")} if line else set()
