"""Every rule of the contract, applied to every cell and row of every file; all problems are listed at once.

Plain Python rather than SQL over text tables: a complete set of hand-kept tables is checked in a few milliseconds,
and each rule reads as the sentence it enforces. A rule is silent about a cell that another rule already refused.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from leadlag.errors import Problem
from leadlag.store.files import Sheet
from leadlag.tables import BY_NAME, STATEMENT_TABLES, STATEMENTS, Column, Kind, Table

Cell = str | int | float | None
Rows = dict[str, list[tuple[Cell, ...]]]
Finding = tuple[str, str, str, dict[str, object]]  # column, code, found, details

PATTERNS: dict[Kind, re.Pattern[str]] = {
    "slug": re.compile(r"[a-z0-9][a-z0-9_-]*"),
    "text": re.compile(r"[^\x00-\x08\x0b\x0c\x0e-\x1f]*"),
    "integer": re.compile(r"-?[0-9]{1,9}"),
    "count": re.compile(r"-?[0-9]{1,15}"),
    "number": re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,9})?"),
}
CASTS: dict[Kind, Callable[[str], Cell]] = {"slug": str, "text": str, "integer": int, "count": int, "number": float}
CURRENCY = re.compile(r"[A-Z]{3}|credit")


@dataclass(frozen=True)
class Record:
    """One row: where it stands, its cells as written, and the cells that passed, typed."""

    table: Table
    row: int
    text: Mapping[str, str]
    cells: Mapping[str, Cell]

    def __getitem__(self, column: str) -> Any:
        return self.cells.get(column)

    def refused(self, *columns: str) -> bool:
        """True where one of these columns holds text that did not pass."""
        return any(self.text[column] and self.cells[column] is None for column in columns if column in self.text)


def check(sheets: list[Sheet]) -> tuple[Rows, list[Problem]]:
    """Typed rows by table, in the contract's column order, and every problem of the files given."""
    problems: list[Problem] = []
    records: dict[str, list[Record]] = {}
    for sheet in sheets:
        records[sheet.table.name] = [_typed(sheet, row, cells, problems) for row, cells in sheet.rows]
    for name, rows in records.items():
        for record in rows:
            problems += [_problem(record, finding) for rule in record.table.rules for finding in RULES[rule](record)]
        problems += _duplicate_keys(rows)
        problems += _broken_references(name, rows, records)
    problems += _ids_of_two_tables(records)
    typed: Rows = {
        name: [tuple(record.cells[column.name] for column in record.table.columns) for record in rows]
        for name, rows in records.items()
    }
    return typed, problems


def _problem(record: Record, finding: Finding) -> Problem:
    column, code, found, details = finding
    return Problem(record.table.file, record.row, column, code, found, details)


def _typed(sheet: Sheet, row: int, cells: tuple[str, ...], problems: list[Problem]) -> Record:
    text = dict(zip(sheet.header, cells, strict=True))
    typed: dict[str, Cell] = {}
    for column in sheet.table.columns:
        typed[column.name], wrong = _cell(column, text[column.name])
        if wrong:
            code, details = wrong
            problems.append(Problem(sheet.table.file, row, column.name, code, text[column.name][:60], details))
    return Record(sheet.table, row, text, typed)


def _cell(column: Column, text: str) -> tuple[Cell, tuple[str, dict[str, object]] | None]:
    if not text:
        return None, ("required", {"column": column.name}) if column.required else None
    if not PATTERNS[column.kind].fullmatch(text):
        return None, ("control" if column.kind == "text" else f"not_{column.kind}", {"column": column.name})
    if column.choices and text not in column.choices:
        return None, ("not_allowed", {"choices": ", ".join(column.choices)})
    cell = CASTS[column.kind](text)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        if column.minimum is not None and cell < column.minimum:
            return None, ("too_small", {"limit": f"{column.minimum:g}"})
        if column.maximum is not None and cell > column.maximum:
            return None, ("too_great", {"limit": f"{column.maximum:g}"})
    return cell, None


def _value(record: Record) -> Iterator[Finding]:
    """`low`, `value`, `high` and `qualifier` must say one thing: see the codebook, "Values are honest"."""
    if record.refused("low", "value", "high", "qualifier"):
        return
    low, value, high, qualifier = (record[name] for name in ("low", "value", "high", "qualifier"))
    ends = {name: record[name] for name in ("low", "value", "high") if record[name] is not None}
    given = list(ends.values())
    if given and qualifier is None:
        yield "qualifier", "qualifier_needed", "", {}
    if qualifier is not None and not given:
        yield "value", "number_needed", "", {"qualifier": qualifier}
    elif qualifier in ("exactly", "about") and value is None:
        yield "value", "needs_value", "", {"qualifier": qualifier}
    elif qualifier in ("exactly", "about") and (low is None) != (high is None):
        yield "low" if low is None else "high", "half_range", "", {"qualifier": qualifier}
    elif qualifier == "at least" and (low is None or len(given) > 1):
        yield "low", "needs_low", record.text["value"] or record.text["high"], {}
    elif qualifier == "at most" and (high is None or len(given) > 1):
        yield "high", "needs_high", record.text["value"] or record.text["low"], {}
    elif qualifier in ("between", "several") and (low is None or high is None):
        yield "low" if low is None else "high", "needs_range", "", {"qualifier": qualifier}
    if given != sorted(given):
        yield "low", "order", ", ".join(f"{name} {number:.15g}" for name, number in ends.items()), {}


def _date(record: Record) -> Iterator[Finding]:
    """`year`, `month`, `day`, `part`: each finer column needs the coarser one, and the day must exist."""
    if record.refused("year", "month", "day", "part"):
        return
    year, month, day, part = (record[name] for name in ("year", "month", "day", "part"))
    if month is not None and year is None:
        yield "year", "month_needs_year", "", {}
    if day is not None and month is None:
        yield "month", "day_needs_month", "", {}
    if part is not None and day is not None:
        yield "part", "part_with_day", part, {}
    elif part is not None and year is None:
        yield "year", "part_needs_year", "", {"part": part}
    if None not in (year, month, day):
        try:
            date(year, month, day)
        except ValueError:
            yield "day", "no_such_date", f"{year}-{month:02}-{day:02}", {}


def _currency(record: Record) -> Iterator[Finding]:
    if record["currency"] and not CURRENCY.fullmatch(record["currency"]):
        yield "currency", "not_currency", record["currency"], {}


def _lag(record: Record) -> Iterator[Finding]:
    stated = any(record[name] is not None for name in ("low", "value", "high"))
    if stated and record["unit"] is None and not record.refused("unit"):
        yield "unit", "unit_needed", "", {}
    if record["leader"] is not None and record["leader"] == record["follower"]:
        yield "follower", "same_milestone", record["follower"], {}


def _pair(record: Record) -> Iterator[Finding]:
    if record["statement_a"] is not None and record["statement_a"] == record["statement_b"]:
        yield "statement_b", "same_statement", record["statement_b"], {}


def _rate(record: Record) -> Iterator[Finding]:
    if record["units_per_usd"] == 0:
        yield "units_per_usd", "rate_zero", "0", {}
    if record["currency"] == "credit":
        yield "currency", "credit_rate", "credit", {}


def _url(record: Record) -> Iterator[Finding]:
    if record["url"] and not re.fullmatch(r"https?://\S+", record["url"]):
        yield "url", "not_url", record["url"][:60], {}


RULES: dict[str, Callable[[Record], Iterator[Finding]]] = {
    "value": _value,
    "date": _date,
    "currency": _currency,
    "lag": _lag,
    "pair": _pair,
    "rate": _rate,
    "url": _url,
}


def _duplicate_keys(rows: list[Record]) -> Iterator[Problem]:
    first: dict[tuple[Cell, ...], int] = {}
    for record in rows:
        key = tuple(record[name] for name in record.table.key)
        if None in key:
            continue
        if record.table.unordered_key:
            key = tuple(sorted(key))
        if key in first:
            found, column = ", ".join(map(str, key)), record.table.key[0]
            yield _problem(record, (column, "duplicate", found, {"first": first[key]}))
        first.setdefault(key, record.row)


def _ids_of_two_tables(records: dict[str, list[Record]]) -> Iterator[Problem]:
    first: dict[str, Record] = {}
    for record in (record for rows in records.values() for record in rows if record.table.is_statement):
        name = record["id"]
        other = first.setdefault(name, record) if name else record
        if other.table is not record.table:
            details: dict[str, object] = {"file": other.table.file, "first": other.row}
            yield _problem(record, ("id", "id_taken", name, details))


def _broken_references(name: str, rows: list[Record], records: dict[str, list[Record]]) -> Iterator[Problem]:
    for record in rows:
        for column in record.table.columns:
            wanted = record[column.name]
            if wanted is None or not column.references:
                continue
            known = [_known(target, records) for target in column.references]
            if None not in known and not any(wanted in ids for ids in known if ids is not None):
                targets = " / ".join(column.references)
                yield _problem(record, (column.name, "no_such_reference", wanted, {"targets": targets}))


def _known(target: str, records: dict[str, list[Record]]) -> set[str] | None:
    """The ids a reference may name; None where their file has a problem of its own that says enough."""
    if target == STATEMENTS:
        if not all(table.name in records for table in STATEMENT_TABLES):
            return None
        return {record["id"] for table in STATEMENT_TABLES for record in records[table.name]}
    table, _, column = target.partition(".")
    if table not in records or len(records[table]) < BY_NAME[table].least_rows:
        return None
    return {record[column] for record in records[table]}
