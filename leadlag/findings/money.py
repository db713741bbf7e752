"""Amounts of money in words: as stated, as converted, as worked out, and by which rate."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TypeVar

from leadlag import formats
from leadlag.findings.common import join_first
from leadlag.render_options import RenderOptions
from leadlag.rows import DataCosts, Prices
from leadlag.words import labelled, translate

Row = TypeVar("Row", Prices, DataCosts)
Label = Callable[[Row, RenderOptions], str]


def drawn_ends(row: Row) -> tuple[float | None, float | None]:
    """Where a row stands on its axis: converted, where it could be."""
    return (row.lower, row.upper) if row.rate is None else (row.converted_lower, row.converted_upper)


def amount(row: Row, options: RenderOptions) -> str:
    """A row's amount in its own currency: `¥20–30`, `about $3`; worked out of a vague one, to two digits."""
    if row.rule:
        vague = row.qualifier in formats.VAGUE
        return formats.worked_out(row.lower, row.upper, options.lang, row.currency, vague=vague)
    return formats.extent(row.lower, row.upper, row.qualifier, options.lang, row.currency)


def value(row: Row, options: RenderOptions, currency: str | None) -> str:
    """What was stated and what that comes to: `¥20–30 ≈ $2.82–4.23`."""
    return " ".join(part for part in (amount(row, options), converted(row, currency, options)) if part)


def converted(row: Row, currency: str | None, options: RenderOptions, *, rounded: bool = False) -> str:
    """`≈ $2.82–4.23`; empty where nothing was or can be converted. The rate and its day stand in the note."""
    if not currency or row.rate is None:
        return ""
    vague = rounded or row.qualifier in formats.VAGUE
    return formats.converted(row.converted_lower, row.converted_upper, options.lang, currency, vague=vague)


def titled(row: Row, options: RenderOptions, currency: str | None) -> str:
    """The same in a title, where words stand for signs: `¥20–30 (about $2.82–4.23)`; what is worked out is good for two
    digits there."""
    if row.rate is None or not currency:
        return amount(row, options)
    said = amount(row, options)
    if row.rule:
        said = formats.worked_out(row.lower, row.upper, options.lang, row.currency, vague=True)
    other = converted(row, currency, options, rounded=bool(row.rule)).removeprefix(formats.CONVERTED)
    return translate(options.lang, "money.titled", amount=said, converted=other)


def priced(row: Row, options: RenderOptions, currency: str | None) -> str:
    """A row's amount and what it buys: `¥20–30 a month`."""
    per = formats.per(row.per, options.lang)
    return translate(options.lang, "value.priced", amount=value(row, options, currency), per=per)


def subtitle(line: str, currency: str | None, options: RenderOptions) -> str:
    """A subtitle that says what amounts are converted to, if to anything."""
    return f"{line} · {translate(options.lang, 'money.in', currency=currency)}" if currency else line


def arithmetic(row: Row, by_id: Mapping[str, Row], options: RenderOptions) -> str:
    """The sum behind a derived row: `480 credits ÷ 100 credits per ¥1 = ¥4.80`; empty for a stated one,
    and where what it is derived from is not among the rows."""
    if not row.rule:
        return ""
    if any(i and i not in by_id for i in (row.input_a, row.input_b)):
        return ""
    a, b = (_plain(by_id[i], options) if i else "" for i in (row.input_a, row.input_b))
    one, stated = formats.money(1, row.currency, options.lang), by_id.get(row.input_a or "")
    ends = (row.lower or row.upper, (stated.lower or stated.upper) if stated else None)
    times = f"{ends[0] / ends[1]:.6g}" if ends[0] and ends[1] else ""
    return translate(options.lang, f"sum.{row.rule}", a=a, b=b, result=_plain(row, options), one=one, times=times)


def rate_notes(rows: Iterable[Row], currency: str | None, options: RenderOptions) -> list[str]:
    """Every rate used to convert, with its day, and whether it is later than what it converts."""
    used = {(row.currency, row.rate, row.rate_day, bool(row.rate_is_later)) for row in rows if currency and row.rate}
    return [_rate(*rate, currency or "", options) for rate in sorted(used, key=str)]


def listing(rows: Iterable[Row], options: RenderOptions, label: Label[Row], currency: str | None) -> str:
    """Amounts in one sentence, for the alternative text."""
    said = [labelled(options.lang, label(row, options), priced(row, options, currency)) for row in rows]
    return join_first(said, options, "group")


def _plain(row: Row, options: RenderOptions) -> str:
    return formats.exact(row.lower, row.upper, options.lang, row.currency)


def _rate(source: str, rate: float, day: date | None, later: bool, target: str, options: RenderOptions) -> str:
    pair, quoted = (f"{source}/{target}", 1 / rate) if rate < 1 else (f"{target}/{source}", rate)
    key = "money.rate_later" if later else "money.rate"
    return translate(
        options.lang, key, rate=f"{quoted:.4f}", pair=pair, day=formats.calendar_day(day, options.lang) if day else "–"
    )
