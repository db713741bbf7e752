"""Rows and examples as CSV: UTF-8 with its mark, so that spreadsheets know it, and never the beginning of a formula."""

import codecs
import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

from leadlag.store.cells import Cell
from leadlag.store.files.cleaning import guarded
from leadlag.tables import Column, Table

#: One row that passes every check of its own cells. A choice not named here is the first of its column; a cell that
#: may be empty and is not named here is empty.
EXAMPLES = {
    "id": "example_1",
    "side": "example_side",
    "organization": "example_organization",
    "product": "example_product",
    "buyer": "example_buyer",
    "milestone": "example_launch",
    "leader": "example_launch",
    "follower": "example_answer",
    "subject": "example_product",
    "source": "example_source",
    "kind": "launch",
    "statement_a": "example_1",
    "statement_b": "example_2",
    "url": "https://example.org/page",
    "language": "en",
    "value": "100",
    "qualifier": "about",
    "unit": "people",
    "currency": "EUR",
    "units_per_usd": "0.92",
    "year": "2024",
    "month": "2",
    "day": "29",
    "rank": "normal",
    "as_written": "100",
    "locator": "p. 1",
}
#: Where a choice has a better example than the first: a source that is the article would hide all others' statements.
CHOSEN = {"kind": "news"}


def exported(table: Table, rows: Iterable[Sequence[Cell]]) -> bytes:
    """Typed rows, in the contract's column order, as a CSV that reads back as the same rows."""
    return to_csv([[column.name for column in table.columns], *([_text(cell) for cell in row] for row in rows)])


def template(table: Table) -> bytes:
    """The header and one example row."""
    return to_csv([[column.name for column in table.columns], [_example(column) for column in table.columns]])


def to_csv(rows: Iterable[Iterable[str]]) -> bytes:
    """Rows of cells as UTF-8 with a byte order mark. Lines end in CR LF, so that either sign in a cell is quoted."""
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator="\r\n").writerows([guarded(cell) for cell in row] for row in rows)
    return codecs.BOM_UTF8 + file.getvalue().encode()


def _text(cell: Cell) -> str:
    if isinstance(cell, float):
        number = f"{Decimal(repr(cell)):f}"
        return number.removesuffix(".0")
    return "" if cell is None else str(cell)


def _example(column: Column) -> str:
    example = EXAMPLES.get(column.name, "")
    if column.choices:
        first = CHOSEN.get(column.name, column.choices[0]) if column.required or example else ""
        return example if example in column.choices else first
    if example or not column.required:
        return example
    return "示例" if column.name.endswith("_zh") else "Example"
