"""Rules over a whole row, by the name the contract gives them. A rule is silent about a cell already refused."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from typing import Any

from leadlag.contract import Table
from leadlag.store.cells import CURRENCY, Cell
from leadlag.store.files import Sheet
from leadlag.store.remedies import currency_code, is_sign_of_money, moved, swapped, web_address, write

Finding = tuple[str, str, str, dict[str, object]]  # column, code, found, details
NUMBERS = ("low", "value", "high")
LONGEST_LAG = {"days": 73_050, "weeks": 10_436, "months": 2_400, "years": 200}  # 200 years; no chart can mean more


@dataclass(frozen=True)
class Record:
    """One row: where it stands, its cells as written, and the cells that passed, typed.

    A refused cell whose remedy is plain is held as that remedy writes it, so that what it hid is told with it: `mended`
    are these texts. `unread_columns` are columns that the file does not have, and those whose text did not pass.
    """

    sheet: Sheet
    row: int
    written: tuple[str, ...]
    cells: tuple[Cell, ...]
    unread_columns: frozenset[str] = frozenset()
    mended: tuple[tuple[str, str], ...] = ()

    @property
    def table(self) -> Table:
        return self.sheet.table

    @property
    def text(self) -> dict[str, str]:
        """Every cell as it is written; made when it is asked for, which few rows are."""
        given = zip(self.sheet.header, self.written, strict=True)
        return dict.fromkeys(self.table.indexes, "") | dict(given) | dict(self.mended)

    def __contains__(self, column: str) -> bool:
        return column in self.sheet.table.indexes

    def __getitem__(self, column: str) -> Any:
        index = self.sheet.table.indexes.get(column)
        return None if index is None else self.cells[index]

    def of(self, *columns: str) -> tuple[Any, ...]:
        """The cells of several columns."""
        indexes, cells = self.sheet.table.indexes, self.cells
        return tuple([cells[indexes[column]] if column in indexes else None for column in columns])

    def refused(self, *columns: str) -> bool:
        """True where one of these columns is not there, or holds text that did not pass."""
        return not self.unread_columns.isdisjoint(columns)


def _value(record: Record) -> Iterator[Finding]:
    """`low`, `value`, `high` and `qualifier` must say one thing: see the codebook, "Values are honest"."""
    if record.refused(*NUMBERS, "qualifier"):
        return
    low, value, high, qualifier = record.of(*NUMBERS, "qualifier")
    ends = {name: cell for name, cell in zip(NUMBERS, (low, value, high), strict=True) if cell is not None}
    given = list(ends.values())
    if given and qualifier is None:
        yield "qualifier", "qualifier_needed", "", {}
    if qualifier is not None and not given:
        yield "value", "number_needed", "", {"qualifier": qualifier}
    elif qualifier in ("exactly", "about") and value is None:
        yield "value", "needs_value", "", {"qualifier": qualifier, **moved(ends, record.text, "value")}
    elif qualifier in ("exactly", "about") and (low is None) != (high is None):
        yield "low" if low is None else "high", "half_range", "", {"qualifier": qualifier}
    elif qualifier == "at least" and (low is None or len(given) > 1):
        yield "low", "needs_low", record.text["value"] or record.text["high"], moved(ends, record.text, "low")
    elif qualifier == "at most" and (high is None or len(given) > 1):
        yield "high", "needs_high", record.text["value"] or record.text["low"], moved(ends, record.text, "high")
    elif qualifier in ("between", "several") and (low is None or high is None):
        yield "low" if low is None else "high", "needs_range", "", {"qualifier": qualifier}
    if given != sorted(given):
        found = ", ".join(f"{name} {number:.15g}" for name, number in ends.items())
        yield "low", "order", found, swapped(ends, record.text)


def _date(record: Record, prefix: str = "") -> Iterator[Finding]:
    """`year`, `month`, `day`, `part`: each finer column needs the coarser one, and the day must exist."""
    names = (f"{prefix}year", f"{prefix}month", f"{prefix}day", f"{prefix}part")
    if record.refused(*names):
        return
    year, month, day, part = record.of(*names)
    if month is not None and year is None:
        yield names[0], "month_needs_year", "", {}
    if day is not None and month is None:
        yield names[1], "day_needs_month", "", {}
    if part is not None and day is not None:
        yield "part", "part_with_day", part, {}
    elif part is not None and year is None:
        yield "year", "part_needs_year", "", {"part": part}
    if None not in (year, month, day):
        try:
            date(year, month, day)
        except ValueError:
            yield names[2], "no_such_date", f"{year}-{month:02}-{day:02}", {}


def _until(record: Record) -> Iterator[Finding]:
    """`until_year` and the two after it: a date of their own, not before the price's."""
    yield from _date(record, "until_")
    ends = [[record[f"{prefix}{name}"] for name in ("year", "month", "day")] for prefix in ("", "until_")]
    known = list(takewhile(lambda pair: None not in pair, zip(*ends, strict=True)))
    if known and [last for _, last in known] < [first for first, _ in known]:
        yield "until_year", "until_before", str(ends[1][0]), {}


def _document(record: Record) -> Iterator[Finding]:
    """A document is known by its id, its title or its address: one of them is enough to make the others."""
    if record["id"] is None and not record.refused("id"):
        yield "id", "required", "", {"column": "id"}


def _currency(record: Record) -> Iterator[Finding]:
    """A code of ISO 4217, not another sign or word for one: RMB would be a currency of its own, without a rate."""
    column = "currency" if "currency" in record else "unit"
    text = record[column] or ""
    code = currency_code(text) if text and (column == "currency" or is_sign_of_money(text)) else ""
    if (code and code != text) or (text and column == "currency" and not CURRENCY.fullmatch(text)):
        yield column, "not_currency", text, write(code)


def _lag(record: Record) -> Iterator[Finding]:
    stated = any(number is not None for number in record.of(*NUMBERS))
    if stated and record["unit"] is None and not record.refused("unit"):
        yield "unit", "unit_needed", "", {}
    limit = LONGEST_LAG.get(record["unit"])
    long = [name for name in NUMBERS if limit and (record[name] or 0) > limit]
    if long:
        yield long[0], "lag_too_long", record.text[long[0]][:60], {"limit": limit, "unit": record["unit"]}
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
        yield "url", "not_url", record["url"][:60], write(web_address(record["url"]))


def _value_kind(low: Cell, value: Cell, high: Cell, qualifier: Cell) -> tuple[object, ...]:
    """Of numbers, which are there and whether they ascend."""
    given = [number for number in (low, value, high) if number is not None]
    return low is None, value is None, high is None, qualifier, len(given) < 2 or given == sorted(given)


@dataclass(frozen=True)
class Rule:
    """What a rule finds in a row. Rows that hold the same in these `columns`, or are of one `kind` by them, are alike
    to it."""

    findings: Callable[[Record], Iterator[Finding]]
    columns: tuple[str, ...]
    kind: Callable[..., tuple[object, ...]] | None = None


DATE = ("year", "month", "day")
UNTIL = tuple(f"until_{name}" for name in DATE)
RULES = {
    "value": Rule(_value, (*NUMBERS, "qualifier"), _value_kind),
    "date": Rule(_date, (*DATE, "part")),
    "currency": Rule(_currency, ("currency", "unit")),
    "lag": Rule(_lag, (*NUMBERS, "unit", "leader", "follower")),
    "pair": Rule(_pair, ("statement_a", "statement_b")),
    "rate": Rule(_rate, ("units_per_usd", "currency")),
    "url": Rule(_url, ("url",)),
    "until": Rule(_until, (*DATE, *UNTIL)),
    "document": Rule(_document, ("id",)),
}
