"""Checked rows become DuckDB tables, and `queries/model/*.sql` become the views every question stands on."""

import csv
import re
import tempfile
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Literal, get_args

import duckdb

from leadlag import paths
from leadlag.store.cells import Cell
from leadlag.store.checks import Rows
from leadlag.tables import SQL_TYPES, TABLES

#: Which statements every other view uses; the first is the model's own (`queries/model/reading.sql`).
Reading = Literal["article", "checked", "latest"]
READINGS: tuple[Reading, ...] = get_args(Reading)


def create(
    connection: duckdb.DuckDBPyConnection,
    rows: Rows,
    model: Literal["VIEW", "TABLE"] = "VIEW",
    reading: Reading = "article",
) -> None:
    """The tables of the contract, under its names and columns, then the views of the model in one reading.

    A file for others to read gets views. A snapshot, which cannot change, keeps each view's rows as a table:
    a question then reads them instead of unfolding the whole model again (about ten times faster).
    """
    with tempfile.TemporaryDirectory() as folder:
        for table in TABLES:
            columns = ", ".join(f'"{column.name}" {SQL_TYPES[column.kind]}' for column in table.columns)
            connection.execute(f'CREATE TABLE "{table.name}" ({columns})')
            _copy(connection, table.name, rows[table.name], Path(folder) / table.file)
    for view in views():
        sql = f"SELECT '{reading}' AS name" if view.stem == "reading" else view.read_text(encoding="utf-8")
        connection.execute(f"CREATE {model} {view.stem} AS {sql}")


def _copy(connection: duckdb.DuckDBPyConnection, table: str, rows: list[tuple[Cell, ...]], through: Path) -> None:
    """Hand checked rows over as a file: DuckDB imports pandas to look at bound values, at 100 MB and half a second."""
    with through.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    path = str(through).replace("'", "''")
    options = "AUTO_DETECT false, HEADER false, DELIM ',', QUOTE '\"', ESCAPE '\"', NULLSTR '', PARALLEL false"
    connection.execute(f"COPY \"{table}\" FROM '{path}' (FORMAT csv, {options})")


def views() -> list[Path]:
    """The model's SQL files, each after the ones its `-- uses:` line names."""
    files = {path.stem: path for path in sorted(paths.MODEL.glob("*.sql"))}
    order = TopologicalSorter({name: sorted(_uses(path) & set(files)) for name, path in files.items()})
    return [files[name] for name in order.static_order()]


def _uses(path: Path) -> set[str]:
    line = re.search(r"^-- uses:(.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {name.strip() for name in line.group(1).split(",")} if line else set()
