"""Rows and examples as CSV: UTF-8 with its mark, so that spreadsheets know it, and never the beginning of a formula."""

import codecs
import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

from leadlag.contract import Column, Table
from leadlag.store.cells import Cell
from leadlag.store.files.cell_cleaner import guard_formula

#: Cells of a template's one row. A choice not named here is the first of its column.
EXAMPLES = {
    "id": "example_1",
    "side": "example_side",
    "organization": "example_organization",
    "product": "example_product",
    "metric": "mau",
    "material": "news",
    "buyer": "example_buyer",
    "milestone": "example_launch",
    "leader": "example_launch",
    "follower": "example_answer",
    "subject": "example_product",
    "measure": "example_measure",
    "source": "https://example.org/page",
    "statement_a": "example_1",
    "statement_b": "example_2",
    "url": "https://example.org/page",
    "value": "100",
    "currency": "EUR",
    "units_per_usd": "0.92",
    "year": "2024",
    "month": "2",
    "day": "29",
}
#: The columns a reader added to a table, and what stands in them row by row.
Own = tuple[Sequence[str], Sequence[Sequence[str]]]
NO_OWN: Own = ((), ())
#: What an example gives although a row may lack it; nothing that would change how other rows are read.
GIVEN = ("name", "title", "url", "value", "year")


def exported(table: Table, rows: Iterable[Sequence[Cell]], own: Own = NO_OWN) -> bytes:
    """Typed rows, in the contract's column order, as a CSV that reads back as the same rows; `own` stands behind."""
    names, cells = own
    header = [*(column.name for column in table.columns), *names]
    lines = ([*map(_text, row), *(cells[at] if names else ())] for at, row in enumerate(rows))
    return to_csv([header, *lines])


def template(table: Table) -> bytes:
    """The header, required columns first, and one example row that gives these and the number alone."""
    columns = sorted(table.columns, key=lambda column: not _is_given(column))
    return to_csv([[column.name for column in columns], [_example(column) for column in columns]])


def to_csv(rows: Iterable[Iterable[str]]) -> bytes:
    """Rows of cells as UTF-8 with a byte order mark. Lines end in CR LF, so that either sign in a cell is quoted."""
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator="\r\n").writerows([guard_formula(cell) for cell in row] for row in rows)
    return codecs.BOM_UTF8 + file.getvalue().encode()


def _text(cell: Cell) -> str:
    if isinstance(cell, float):
        number = f"{Decimal(repr(cell)):f}"
        return number.removesuffix(".0")
    return "" if cell is None else str(cell)


def _is_given(column: Column) -> bool:
    """True for what an example gives; with a lag's number, its unit."""
    return column.required or column.name in GIVEN or (column.name == "unit" and bool(column.choices))


def _example(column: Column) -> str:
    if not _is_given(column):
        return ""
    return EXAMPLES.get(column.name) or (column.choices[0] if column.choices else "Example")
