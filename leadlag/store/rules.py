"""Rules over a whole row, by the name the contract gives them. A rule is silent about a cell already refused."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from leadlag.store.cells import CURRENCY, Cell
from leadlag.store.remedies import currency_code, moved, swapped, web_address, write
from leadlag.tables import Table

Finding = tuple[str, str, str, dict[str, object]]  # column, code, found, details


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
        yield "currency", "not_currency", record["currency"], write(currency_code(record["currency"]))


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
        yield "url", "not_url", record["url"][:60], write(web_address(record["url"]))


RULES: dict[str, Callable[[Record], Iterator[Finding]]] = {
    "value": _value,
    "date": _date,
    "currency": _currency,
    "lag": _lag,
    "pair": _pair,
    "rate": _rate,
    "url": _url,
}
