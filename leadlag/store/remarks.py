"""What a set passes with and a person should still look at: cells that hardly say what their source says, things that
are nearly the same, amounts that are not converted, a reading that shows next to nothing.

A remark never blocks. It is made only where it is sure, because one that is wrong teaches to read none.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from leadlag.contract import BY_NAME, STATEMENT_TABLES, TABLES, Table
from leadlag.store import as_written
from leadlag.store.cells import Cell, picker
from leadlag.store.files import Notice, Sheet

Day = tuple[int, int, int]  # year, month, day
Rows = Mapping[str, Sequence[tuple[Cell, ...]]]
#: What two rows must share to be about the same thing, where people type a part of it; see `data/README.md`.
THINGS = {
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
ENDS = ("low", "value", "high")
NEAR = Decimal("0.005")  # of a number: rounding is no other figure
#: "In millions" stands above the table, not in the cell.
SCALES = tuple(Decimal(10) ** power for power in (3, 4, 6, 8, 9))
HOURS, MONTHS = ("minute", "hour"), tuple(Decimal(number) for number in (4, 12, 52, 365))
FEW = 10  # the article's reading shows less than one statement in so many


#: What decides instead of a label whether two rows are about the same thing.
KEYS = {"item": "item_key"}


@dataclass(frozen=True)
class Entry:
    """One row of one table: where it stands, and its cells by column."""

    table: Table
    row: int
    cells: tuple[Cell, ...]

    def __contains__(self, column: str) -> bool:
        return column in self.table.places

    def __getitem__(self, column: str) -> Cell:
        return self.cells[self.table.places[column]]

    def text(self, column: str) -> str:
        return str(self[column] or "")

    def notice(self, column: str, code: str, **details: object) -> Notice:
        return Notice(self.table.file, code, details, self.row, column)


@dataclass(frozen=True)
class _Alone:
    """What there is to say about one sheet without a look at others."""

    entries: tuple[Entry, ...]
    written: tuple[Notice, ...]
    nearly_same: tuple[Notice, ...]


def remarks(sheets: Sequence[Sheet], rows: Rows) -> tuple[Notice, ...]:
    """Every remark about a set that passed; `sheets` say where its rows stand."""
    alone = {sheet.table.name: _alone(sheet, tuple(rows[sheet.table.name])) for sheet in sheets}
    entries = {name: one.entries for name, one in alone.items()}
    published = {source["id"]: _ends(source)[1] for source in entries["sources"]}
    found: list[Notice] = []
    for table in STATEMENT_TABLES:
        found += alone[table.name].written
        found += _after_source(entries[table.name], published)
        found += alone[table.name].nearly_same
    return (*found, *_without_rate(entries), *_few_of_the_article(entries))


def rewritten(sheets: Sequence[Sheet], rows: Rows, before: Rows) -> tuple[Notice, ...]:
    """The cells of `as_written` that a spreadsheet rewrote since an earlier set, each with its text before."""
    found = []
    for sheet in sheets:
        names = [column.name for column in sheet.table.columns]
        if "as_written" in names:
            place = names.index("as_written")
            old = {row[0]: str(row[place] or "") for row in before.get(sheet.table.name, ())}
            for entry in _entries(sheet, rows[sheet.table.name]):
                was, now = old.get(entry["id"], ""), entry.text("as_written")
                if as_written.rewritten(was, now):
                    found.append(entry.notice("as_written", "rewritten", now=now, was=was))
    return tuple(found)


@lru_cache(maxsize=2 * len(TABLES))
def _alone(sheet: Sheet, rows: tuple[tuple[Cell, ...], ...]) -> _Alone:
    """Kept, because of a changed set most files are the same."""
    entries = tuple(_entries(sheet, rows))
    if sheet.table not in STATEMENT_TABLES:
        return _Alone(entries, (), ())
    return _Alone(entries, tuple(_written(entries)), tuple(_nearly_same(sheet.table, entries)))


def _entries(sheet: Sheet, rows: Sequence[tuple[Cell, ...]]) -> Iterator[Entry]:
    return (Entry(sheet.table, row, cells) for (row, _), cells in zip(sheet.rows, rows, strict=True))


def _written(entries: Sequence[Entry]) -> Iterator[Notice]:
    """`as_written` beside the figure or the date it should be; days in digits are believed unless one cannot be."""
    numeric = []
    for entry in entries:
        text = entry.text("as_written")
        if not text:
            continue
        if as_written.looks_rewritten(text):
            yield entry.notice("as_written", "rewritten_day", now=text)
        elif as_written.is_numeric_day(text):
            numeric.append(entry)
        elif "year" in entry and "value" not in entry:
            if _is_other_day(entry):
                yield entry.notice("as_written", "other_date", now=text)
        else:
            yield from _number(entry)
    if any("value" in entry or _is_other_day(entry) for entry in numeric):
        for entry in numeric:
            yield entry.notice("as_written", "rewritten_day", now=entry.text("as_written"))


def _is_other_day(entry: Entry) -> bool:
    """True where no reading of `as_written` as a day agrees with the row's own date."""
    year, month, day = (entry[name] for name in ("year", "month", "day"))
    own = tuple(int(part) if isinstance(part, int) else None for part in (year, month, day))
    named = as_written.days(entry.text("as_written"))
    return (
        own[0] is not None and bool(named) and not any(as_written.agree(one, (own[0], own[1], own[2])) for one in named)
    )


def _number(entry: Entry) -> Iterator[Notice]:
    text = entry.text("as_written")
    stated = {end: Decimal(repr(cell)) for end in ENDS if (cell := entry[end]) is not None}
    printed = as_written.numbers(text) if stated else set()
    if printed and not any(_same(entry, one, two) for one in printed for two in stated.values()):
        figure = ", ".join([f"{end} {entry[end]:.15g}" for end in stated])
        yield entry.notice("as_written", "other_number", now=text, figure=figure)
    elif as_written.BARE.fullmatch(text) and _is_money(entry):
        yield entry.notice("as_written", "bare_amount", now=text)


def _same(entry: Entry, printed: Decimal, stated: Decimal) -> bool:
    """True where the two may be one figure: rounded, counted in millions above the table, or in another unit."""
    if printed == stated or 0 in (printed, stated):
        return printed == stated
    by_the_hour = entry.table.name in COUNTED and entry[COUNTED[entry.table.name]] in HOURS
    ratio = max(printed, stated) / min(printed, stated)
    rounded = NEAR * ratio
    if by_the_hour and abs(ratio - round(ratio)) <= rounded:
        return True
    factors = _factors(entry.table.name, by_the_hour, as_written.has_unit(entry.text("as_written")))
    return any(abs(ratio - factor) <= rounded for factor in factors)


@cache
def _factors(table: str, by_the_hour: bool, has_unit: bool) -> tuple[Decimal, ...]:
    """By how much one figure may be greater than the other, and both the same."""
    scales = () if has_unit else SCALES
    units = () if table == "users" else (Decimal(100), *(() if by_the_hour else MONTHS))
    return (Decimal(1), *scales, *units)


def _is_money(entry: Entry) -> bool:
    column = CURRENCIES.get(entry.table.name, "")
    return bool(re.fullmatch("[A-Z]{3}", entry.text(column))) if column else False


def _after_source(entries: Sequence[Entry], published: Mapping[Cell, Day | None]) -> Iterator[Notice]:
    """Figures of a time after their own source was published. An event may be announced, a whole year be foretold."""
    for entry in entries:
        if "value" not in entry or "year" not in entry:
            continue
        first, latest = _ends(entry)[0], published.get(entry["source"])
        counted = entry.table.name == "users" or entry["month"] is not None
        if counted and first and latest and first > latest:
            yield entry.notice("year", "after_source", date=_iso(entry), source=entry.text("source"))


def _ends(entry: Entry) -> tuple[Day | None, Day | None]:
    """The first and the last day that year, month and day of a row leave open, as numbers that can be compared."""
    year, month, day = entry["year"], entry["month"], entry["day"]
    if not isinstance(year, int):
        return None, None
    first = (year, int(month or 1), int(day or 1))
    return first, (year, int(month or 12), int(day or 31))


def _iso(entry: Entry) -> str:
    parts = [entry[name] for name in ("year", "month", "day")]
    return "-".join(f"{int(part):02}" for part in parts if part)


def _nearly_same(table: Table, entries: Sequence[Entry]) -> Iterator[Notice]:
    """Rows that would be about the same thing but for capitals and blanks, told once for each spelling."""
    columns = THINGS.get(table.name, ())
    thing = picker([table.places[name] for name in columns])
    spelled: dict[tuple[Cell, ...], Entry] = {}
    for entry in entries:
        spelled.setdefault(thing(entry.cells), entry)
    seen: dict[tuple[str, ...], Entry] = {}
    for key, entry in spelled.items():
        other = seen.setdefault(tuple(_plain(str(cell or "")) for cell in key), entry)
        if other is not entry:
            column = next(name for name in columns if entry.text(name) != other.text(name))
            key_column = KEYS.get(column, column)
            if entry.text(key_column) != other.text(key_column):
                here, there = entry.text(column), other.text(column)
                yield entry.notice(column, "nearly_same", here=here, there=there, other=other.row)


def _plain(text: str) -> str:
    visible = "".join(sign for sign in unicodedata.normalize("NFKC", text) if unicodedata.category(sign) != "Cf")
    return " ".join(visible.casefold().split())


def _without_rate(entries: Mapping[str, Sequence[Entry]]) -> Iterator[Notice]:
    rated = {entry.text("currency") for entry in entries["exchange_rates"]}
    used = {
        entry.text(column): None
        for table, column in CURRENCIES.items()
        for entry in entries[table]
        if _is_money(entry) and entry.text("rank") != "deprecated"  # no reading would convert it
    }
    for currency in used:
        if currency not in rated and currency not in WITHOUT_RATE:
            yield Notice(BY_NAME["exchange_rates"].file, "no_rate", {"currency": currency})


def _few_of_the_article(entries: Mapping[str, Sequence[Entry]]) -> Iterator[Notice]:
    """Where a source is the article, one reading shows its statements alone, which may be next to none."""
    articles = {source["id"] for source in entries["sources"] if source["kind"] == "article"}
    every = [entry["source"] for table in STATEMENT_TABLES for entry in entries[table.name]]
    own = sum(source in articles for source in every)
    if articles and FEW * own < len(every):
        row = next(source.row for source in entries["sources"] if source["kind"] == "article")
        yield Notice(BY_NAME["sources"].file, "few_of_article", {"own": own, "count": len(every)}, row, "kind")
