"""Checked rows become DuckDB tables, and `queries/model/*.sql` become the views every question stands on."""

import re
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Literal

import duckdb

from leadlag import paths
from leadlag.store.checks import Rows
from leadlag.tables import SQL_TYPES, TABLES, Table


def create(connection: duckdb.DuckDBPyConnection, rows: Rows, model: Literal["VIEW", "TABLE"] = "VIEW") -> None:
    """The tables of the contract, under its names and columns, then the views of the model.

    A file for others to read gets views. A snapshot, which cannot change, keeps each view's rows as a table:
    a question then reads them instead of unfolding the whole model again (about ten times faster).
    """
    for table in TABLES:
        columns = ", ".join(f'"{column.name}" {SQL_TYPES[column.kind]}' for column in table.columns)
        connection.execute(f'CREATE TABLE "{table.name}" ({columns})')
        if rows[table.name]:
            _insert(connection, table, rows)
    for view in views():
        connection.execute(f"CREATE {model} {view.stem} AS {view.read_text(encoding='utf-8')}")


def _insert(connection: duckdb.DuckDBPyConnection, table: Table, rows: Rows) -> None:
    """One statement per table: a list per column, unnested side by side, is far faster than a row at a time."""
    lists = [f"unnest(${place}::{SQL_TYPES[column.kind]}[])" for place, column in enumerate(table.columns, start=1)]
    connection.execute(
        f'INSERT INTO "{table.name}" SELECT {", ".join(lists)}',
        [list(column) for column in zip(*rows[table.name], strict=True)],
    )


def views() -> list[Path]:
    """The model's SQL files, each after the ones its `-- uses:` line names."""
    files = {path.stem: path for path in sorted(paths.MODEL.glob("*.sql"))}
    order = TopologicalSorter({name: sorted(_uses(path) & set(files)) for name, path in files.items()})
    return [files[name] for name in order.static_order()]


def _uses(path: Path) -> set[str]:
    line = re.search(r"^-- uses:(.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {name.strip() for name in line.group(1).split(",")} if line else set()
