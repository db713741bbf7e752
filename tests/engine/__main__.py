"""Every question asked of another engine: `python -m tests.engine FILE.duckdb`, in the environment of `.ci/engine`.

The SQL of `queries/` is DuckDB's. Translated by sqlglot it runs on Spark Connect, here Sail with a driver and workers
of its own: first the model over the same tables, each of its tables once, and then every question in every reading.
Every row must be the one that DuckDB gives.
"""

import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import duckdb
import sqlglot
from pysail.spark import SparkConnectServer
from pyspark.sql import SparkSession
from sqlglot import exp

from tests.params import params

QUERIES = Path(__file__).resolve().parents[2] / "queries"
READINGS = ("article", "checked", "latest")
Values = Mapping[str, str | int | float]


def main(file: str) -> int:
    """Print what differs; exit code 1 where anything does."""
    os.environ.setdefault("SAIL_MODE", "local-cluster")
    server = SparkConnectServer(port=0)
    server.start(background=True)
    spark = SparkSession.builder.remote(f"sc://localhost:{server.listening_address[1]}").getOrCreate()
    try:
        with duckdb.connect(file, read_only=True) as known, tempfile.TemporaryDirectory() as folder:
            failures = list(differences(spark, known, Path(folder)))
    finally:
        spark.stop()
        server.stop()
    print(*failures or ["Every table of the model and every answer is the same."], sep="\n")
    return min(len(failures), 1)


def differences(spark: Any, known: duckdb.DuckDBPyConnection, folder: Path) -> Iterator[str]:
    """What the other engine answers otherwise."""
    model = {path.stem: path.read_text(encoding="utf-8") for path in (QUERIES / "model").glob("*.sql")}
    for name in given(known) - set(model):
        known.execute(f"COPY {name} TO '{folder / name}.parquet' (FORMAT parquet)")
        spark.read.parquet(f"{folder / name}.parquet").createOrReplaceTempView(name)
    order = list(TopologicalSorter({name: uses(sql) & set(model) for name, sql in model.items()}).static_order())
    for name in order:
        if model[name].startswith("-- table:"):  # made once: a view would be worked out anew at each mention
            made = spark.sql(translated(model[name], {}))
            if rows(known, f"SELECT * FROM {name} LIMIT 1"):  # a file without rows has lost its columns
                made.write.parquet(str(folder / name))
                made = spark.read.parquet(str(folder / name))
            made.createOrReplaceTempView(name)
            every = f"SELECT * FROM {name}"
            yield from compared(name, sorted(rows(known, every), key=str), sorted(asked(spark, every, {}), key=str))
    for reading in READINGS:
        for name in order:
            if model[name].startswith("-- view:"):
                spark.sql(f"CREATE OR REPLACE TEMP VIEW {name} AS {translated(model[name], {'reading': reading})}")
        for path in sorted(QUERIES.glob("*.sql")):
            sql, values = path.read_text(encoding="utf-8"), {"reading": reading, **params(path.stem)}
            yield from compared(f"{path.stem}, {reading}", rows(known, sql, values), asked(spark, sql, values))


def given(known: duckdb.DuckDBPyConnection) -> set[str]:
    sql = "SELECT table_name FROM information_schema.tables WHERE table_type = 'BASE TABLE'"
    return {name for (name,) in known.execute(sql).fetchall()}


def uses(sql: str) -> set[str]:
    """The tables that a statement reads."""
    return {table.name for table in sqlglot.parse_one(sql, read="duckdb").find_all(exp.Table)}


def translated(sql: str, values: Values) -> str:
    """The statement as Spark reads it, with its variables' values."""

    def as_spark(node: exp.Expression) -> exp.Expression:
        if isinstance(node, exp.Anonymous) and node.name.lower() == "getvariable":
            value = values.get(node.expressions[0].name)
            return exp.null() if value is None else exp.convert(value)
        if isinstance(node, exp.CTE):
            node.set("materialized", None)
        return node

    return str(sqlglot.parse_one(sql, read="duckdb").transform(as_spark).sql(dialect="spark"))


def rows(known: duckdb.DuckDBPyConnection, sql: str, values: Values | None = None) -> list[tuple[Any, ...]]:
    with known.cursor() as cursor:
        for name, value in (values or {}).items():
            cursor.execute(f"SET VARIABLE {name} = {exp.convert(value).sql(dialect='duckdb')}")
        return [tuple(map(plain, row)) for row in cursor.execute(sql).fetchall()]


def asked(spark: Any, sql: str, values: Values) -> list[tuple[Any, ...]]:
    return [tuple(map(plain, row)) for row in spark.sql(translated(sql, values)).collect()]


def plain(value: object) -> object:
    """A cell without the type an engine gives it: numbers to nine digits."""
    if isinstance(value, Decimal | float):
        return float(f"{value:.9g}")
    return value.isoformat() if isinstance(value, date) else value


def compared(what: str, wanted: list[tuple[Any, ...]], found: list[tuple[Any, ...]]) -> Iterator[str]:
    if wanted != found:
        first = next((pair for pair in zip(wanted, found, strict=False) if pair[0] != pair[1]), (None, None))
        yield f"{what}: {len(wanted)} rows, {len(found)} there; first difference: {first[0]} / {first[1]}"


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
