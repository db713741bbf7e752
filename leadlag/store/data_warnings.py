"""What a set passes with and a person should still look at: cells that hardly say what their source says, things that
are nearly the same, amounts that are not converted, a reading that shows next to nothing.

A warning never blocks. It is given only where it is sure, because one that is wrong teaches to read none.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from leadlag.contract import BY_NAME, STATEMENT_TABLES, TABLES, Table
from leadlag.store import as_written, checks
from leadlag.store.cells import Cell
from leadlag.store.files import Notice, Sheet

Day = tuple[int, int, int]  # year, month, day
#: What two rows must share to be about the same thing, where people type a part of it; see `data/README.md`.
FACT_KEYS = {
    "users": ("product", "metric", "provider"),
    "prices": ("product", "item", "currency", "per"),
    "data_costs": ("buyer", "material", "currency", "per"),
    "other_figures": ("subject", "measure", "unit"),
}
#: Columns that hold a currency, by table. US dollars need no rate and credits have none.
CURRENCIES = {"prices": "currency", "data_costs": "currency", "other_figures": "unit"}
WITHOUT_RATE = ("USD", "credit")
#: Columns that say per what, or in what, the figure is counted, by table.
COUNTED = {"prices": "per", "data_costs": "per", "gaps": "unit", "other_figures": "unit"}
ENDS, DATE = ("low", "value", "high"), ("year", "month", "day")
CODE = re.compile("[A-Z]{3}")
NEAR = Decimal("0.005")  # of a number: rounding is no other figure
#: "In millions" stands above the table, not in the cell.
SCALES = tuple(Decimal(10) ** power for power in (3, 4, 6, 8, 9))
HOURS, MONTHS = ("minute", "hour"), tuple(Decimal(number) for number in (4, 12, 52, 365))
FEW = 10  # the article's reading shows less than one statement in so many


#: What decides instead of a label whether two rows are about the same thing.
KEYS = {"item": "item_key"}


@dataclass(frozen=True)
class _Rows:
    """The rows of one table: where each stands, and their cells by column."""

    sheet: Sheet
    columns: Mapping[str, Sequence[Any]]

    @property
    def table(self) -> Table:
        return self.sheet.table

    def number(self, at: int) -> int:
        return self.sheet.rows[at][0]

    def column(self, name: str) -> Sequence[Any]:
        """Its cells; as many blank ones where the table has no such column."""
        return self.columns[name] if name in self.columns else [None] * len(self.sheet.rows)

    def notice(self, at: int, column: str, code: str, **details: object) -> Notice:
        return Notice(self.table.file, code, details, self.number(at), column)


@dataclass(frozen=True)
class _SheetWarnings:
    """What there is to say about one sheet without a look at others."""

    written: tuple[Notice, ...]
    nearly_same: tuple[Notice, ...]


def find(sheets: Sequence[Sheet]) -> tuple[Notice, ...]:
    """Every warning about a set that passed."""
    rows = {sheet.table.name: _typed_rows(sheet) for sheet in sheets}
    published = {name: _last(*date) for name, *date in _cells(rows["sources"], "id", *DATE)}
    found: list[Notice] = []
    for table in STATEMENT_TABLES:
        alone = _sheet_warnings(rows[table.name].sheet)
        found += (*alone.written, *_after_source_warnings(rows[table.name], published), *alone.nearly_same)
    return (*found, *_missing_rate_warnings(rows), *_few_of_article_warnings(rows))


def rewritten(sheets: Sequence[Sheet], before: Mapping[str, Sequence[tuple[Cell, ...]]]) -> tuple[Notice, ...]:
    """The cells of `as_written` that a spreadsheet rewrote since an earlier set, each with its text before."""
    found = []
    for rows in (_typed_rows(sheet) for sheet in sheets if sheet.table.is_statement):
        index = rows.table.indexes["as_written"]
        old = {row[0]: row[index] or "" for row in before.get(rows.table.name, ())}
        for at, (name, now) in enumerate(_cells(rows, "id", "as_written")):
            if as_written.rewritten(was := str(old.get(name, "")), now or ""):
                found.append(rows.notice(at, "as_written", "rewritten", now=now, was=was))
    return tuple(found)


def _typed_rows(sheet: Sheet) -> _Rows:
    return _Rows(sheet, checks.columns(sheet))


def _cells(rows: _Rows, *columns: str) -> Iterator[tuple[Any, ...]]:
    return zip(*map(rows.column, columns), strict=True)


@lru_cache(maxsize=2 * len(TABLES))
def _sheet_warnings(sheet: Sheet) -> _SheetWarnings:
    """Kept, because of a changed set most files are the same."""
    rows = _typed_rows(sheet)
    return _SheetWarnings(tuple(_as_written_warnings(rows)), tuple(_nearly_same_warnings(rows)))


def _as_written_warnings(rows: _Rows) -> Iterator[Notice]:
    """`as_written` beside the figure or the date it should be; days in digits are believed unless one cannot be."""
    numeric = []
    of_days = "value" not in rows.columns
    for at, text in enumerate(rows.columns["as_written"]):
        if not text:
            continue
        if as_written.looks_rewritten(text):
            yield rows.notice(at, "as_written", "rewritten_day", now=text)
        elif as_written.is_numeric_day(text):
            numeric.append(at)
        elif of_days:
            if _is_other_day(rows, at):
                yield rows.notice(at, "as_written", "other_date", now=text)
        elif doubtful := _number_warning(rows, at, text):
            yield doubtful
    if any(not of_days or _is_other_day(rows, at) for at in numeric):
        for at in numeric:
            yield rows.notice(at, "as_written", "rewritten_day", now=rows.columns["as_written"][at])


def _is_other_day(rows: _Rows, at: int) -> bool:
    """True where no reading of `as_written` as a day agrees with the row's own date."""
    year, month, day = (rows.columns[name][at] for name in DATE)
    named = as_written.days(rows.columns["as_written"][at]) if year is not None else []
    return bool(named) and not any(as_written.agree(one, (year, month, day)) for one in named)


def _number_warning(rows: _Rows, at: int, text: str) -> Notice | None:
    stated = {end: cell for end in ENDS if (cell := rows.columns[end][at]) is not None}
    printed = as_written.numbers(text) if stated else set()
    numbers = [Decimal(repr(cell)) for cell in stated.values()]
    name = rows.table.name
    unit = rows.columns[COUNTED[name]][at] if name in COUNTED else None
    if printed and not any(_same(name, unit, text, one, two) for one in printed for two in numbers):
        figure = ", ".join([f"{end} {cell:.15g}" for end, cell in stated.items()])
        return rows.notice(at, "as_written", "other_number", now=text, figure=figure)
    if as_written.BARE.fullmatch(text) and name in CURRENCIES and _is_money(rows.columns[CURRENCIES[name]][at]):
        return rows.notice(at, "as_written", "bare_amount", now=text)
    return None


def _same(table: str, unit: str | None, text: str, printed: Decimal, stated: Decimal) -> bool:
    """True where the two may be one figure: rounded, counted in millions above the table, or in another unit."""
    if printed == stated or 0 in (printed, stated):
        return printed == stated
    by_the_hour = unit in HOURS
    ratio = max(printed, stated) / min(printed, stated)
    rounded = NEAR * ratio
    if by_the_hour and abs(ratio - round(ratio)) <= rounded:
        return True
    factors = _factors(table, by_the_hour, as_written.has_unit(text))
    above = bisect_left(factors, ratio)
    return any(abs(ratio - factor) <= rounded for factor in factors[max(above - 1, 0) : above + 1])


@cache
def _factors(table: str, by_the_hour: bool, has_unit: bool) -> tuple[Decimal, ...]:
    """By how much one figure may be greater than the other, and both the same, in ascending order."""
    scales = () if has_unit else SCALES
    units = () if table == "users" else (Decimal(100), *(() if by_the_hour else MONTHS))
    return tuple(sorted((Decimal(1), *scales, *units)))


def _is_money(unit: str | None) -> bool:
    return bool(unit and CODE.fullmatch(unit))


def _after_source_warnings(rows: _Rows, published: Mapping[str, Day | None]) -> Iterator[Notice]:
    """Figures of a time after their own source was published. An event may be announced, a whole year be foretold."""
    if "value" not in rows.columns or "year" not in rows.columns:
        return
    by_the_year = rows.table.name == "users"
    for at, (source, year, month, day) in enumerate(_cells(rows, "source", *DATE)):
        latest = published.get(source)
        counted = year is not None and (by_the_year or month is not None)
        if counted and latest and (year, month or 1, day or 1) > latest:
            date = "-".join([f"{part:02}" for part in (year, month, day) if part])
            yield rows.notice(at, "year", "after_source", date=date, source=source)


def _last(year: int | None, month: int | None, day: int | None) -> Day | None:
    """The last day that year, month and day of a row leave open, as numbers that can be compared."""
    return None if year is None else (year, month or 12, day or 31)


def _nearly_same_warnings(rows: _Rows) -> Iterator[Notice]:
    """Rows that would be about the same thing but for capitals and blanks, told once for each spelling."""
    columns = FACT_KEYS.get(rows.table.name, ())

    def text(at: int, column: str) -> str:
        return rows.columns[column][at] or ""

    spelled: dict[tuple[Cell, ...], int] = {}
    for at, key in enumerate(_cells(rows, *columns)):
        spelled.setdefault(key, at)
    seen: dict[tuple[str, ...], int] = {}
    for key, at in spelled.items():
        other = seen.setdefault(tuple([_plain(cell or "") for cell in key]), at)
        if other != at:
            column = next(name for name in columns if text(at, name) != text(other, name))
            key_column = KEYS.get(column, column)
            if text(at, key_column) != text(other, key_column):
                details = {"here": text(at, column), "there": text(other, column), "other": rows.number(other)}
                yield rows.notice(at, column, "nearly_same", **details)


@lru_cache(maxsize=10_000)
def _plain(text: str) -> str:
    visible = text
    if not text.isascii():
        visible = "".join(sign for sign in unicodedata.normalize("NFKC", text) if unicodedata.category(sign) != "Cf")
    return " ".join(visible.casefold().split())


def _missing_rate_warnings(rows: Mapping[str, _Rows]) -> Iterator[Notice]:
    rated = set(rows["exchange_rates"].columns["currency"])
    used = {
        currency: None
        for table, column in CURRENCIES.items()
        for currency, rank in _cells(rows[table], column, "rank")
        if rank != "deprecated"  # no reading would convert it
    }
    for currency in filter(_is_money, used):
        if currency not in rated and currency not in WITHOUT_RATE:
            yield Notice(BY_NAME["exchange_rates"].file, "no_rate", {"currency": currency})


def _few_of_article_warnings(rows: Mapping[str, _Rows]) -> Iterator[Notice]:
    """Where a source is the article, one reading shows its statements alone, which may be next to none."""
    kinds = rows["sources"].columns["kind"]
    articles = {name for name, kind in zip(rows["sources"].columns["id"], kinds, strict=True) if kind == "article"}
    every = [source for table in STATEMENT_TABLES for source in rows[table.name].columns["source"]]
    own = sum(source in articles for source in every)
    if articles and FEW * own < len(every):
        details = {"own": own, "count": len(every)}
        yield rows["sources"].notice(kinds.index("article"), "kind", "few_of_article", **details)
