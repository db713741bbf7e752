"""What prices and data costs draw the same way: a panel per unit, in one currency or in each; sums, conversions."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from leadlag import formats
from leadlag.figures import ranges
from leadlag.figures.canvas import Canvas
from leadlag.figures.common import inputs, join_first, join_sentences, statement
from leadlag.figures.render_options import RenderOptions
from leadlag.rows import DataCosts, Prices, Sides
from leadlag.words import enum_label, labelled, translate

Row = TypeVar("Row", Prices, DataCosts)
Label = Callable[[Row, RenderOptions], str]


def panels(
    canvas: Canvas,
    rows: Sequence[Row],
    options: RenderOptions,
    *,
    every: Sequence[Row],
    units: Sequence[str],
    family: str,
    label: Label[Row],
    detail: Label[Row],
    currency: str | None,
    absent: Callable[[str], Sequence[Sides]],
    dearest_first: bool = False,
    further: Sequence[Any] = (),
) -> int:
    """One panel per unit, in the order of `units`: in the currency the reader chose, sorted by what amounts come to in
    it; as stated, or for want of a rate, one per currency. `absent` names the sides silent on a unit, `further` are the
    rows of panels that come after these.

    Returns how many there are.
    """
    of_unit = {per: _axes([row for row in rows if row.per == per], currency, dearest_first) for per in units}
    axes: list[tuple[str, str, list[Row]]] = [(per, money, own) for per in units for money, own in of_unit[per]]
    by_id = {row.id: row for row in every}
    drawn = {row.id for row in canvas.limit([*(row for _, _, own in axes for row in own), *further])}
    for per, money, own in axes:
        amounts = [_amount(row, by_id, options, label, detail, currency) for row in own if row.id in drawn]
        if money == of_unit[per][0][0] and own[-1].id in drawn:
            none = translate(options.lang, f"{family}.none")
            amounts += [ranges.absent(options.names.side(side.id), none, side.side_rank) for side in absent(per)]
        if not amounts:
            continue
        title = translate(options.lang, "panel.money", per=enum_label(options.lang, "per.title", per), currency=money)
        definition = join_sentences(
            [enum_label(options.lang, f"{family}.per", per), _unconverted(money, currency, options)]
        )
        ranges.panel(canvas, options, title, definition, amounts, ticks(money, options))
    return len(axes)


def _unconverted(money: str, currency: str | None, options: RenderOptions) -> str:
    """Why an axis is not in the currency that was chosen; empty where it is, or none was."""
    if not currency or money == currency:
        return ""
    return translate(options.lang, "money.not_converted", stated=money, currency=currency)


def _axes(rows: Sequence[Row], currency: str | None, dearest_first: bool) -> list[tuple[str, list[Row]]]:
    """The currency of each axis and the rows on it: first the one chosen, with all that can be converted to it."""
    known = [row for row in rows if currency and (row.currency == currency or row.rate is not None)]
    known.sort(key=lambda row: _worth(row, dearest_first), reverse=dearest_first)
    converted = {row.id for row in known}
    others = [row for row in rows if row.id not in converted]
    monies = sorted({row.currency for row in others})
    axes: list[tuple[str, list[Row]]] = [(currency, known)] if currency and known else []
    return axes + [(money, [row for row in others if row.currency == money]) for money in monies]


def _worth(row: Row, dearest_first: bool) -> float:
    """What a row is sorted by: its lower end, or where the dearest comes first its upper one."""
    ends = drawn_ends(row)
    known = [end for end in (ends[::-1] if dearest_first else ends) if end is not None]
    return known[0] if known else 0.0


def drawn_ends(row: Row) -> tuple[float | None, float | None]:
    """Where a row stands on its axis: converted, where it could be."""
    return (row.lower, row.upper) if row.rate is None else (row.converted_lower, row.converted_upper)


def ticks(currency: str, options: RenderOptions) -> Callable[[float], str]:
    return lambda value: formats.money(value, currency, options.lang)


def amount(row: Row, options: RenderOptions) -> str:
    """A row's amount in its own currency: `¥20–30`, `about $3`; worked out of a vague one, to two digits."""
    if row.rule:
        vague = row.qualifier in formats.VAGUE
        return formats.worked_out(row.lower, row.upper, options.lang, row.currency, vague=vague)
    return formats.extent(row.lower, row.upper, row.qualifier, options.lang, row.currency)


def titled(row: Row, options: RenderOptions, currency: str | None) -> str:
    """The same in a title, where words stand for signs: `¥20–30 (about $2.82–4.23)`."""
    if row.rate is None or not currency:
        return amount(row, options)
    converted = _converted(row, currency, options).removeprefix(formats.CONVERTED)
    return translate(options.lang, "money.titled", amount=amount(row, options), converted=converted)


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


def add_rate_footnotes(canvas: Canvas, rows: Iterable[Row], currency: str | None, options: RenderOptions) -> None:
    """Say every rate used to convert, with its day, and whether it is later than what it converts."""
    used = {(row.currency, row.rate, row.rate_day, bool(row.rate_is_later)) for row in rows if currency and row.rate}
    for rate in sorted(used, key=str):
        canvas.add_footnote(_rate(*rate, currency or "", options))


def listing(rows: Iterable[Row], options: RenderOptions, label: Label[Row], currency: str | None) -> str:
    """Amounts in one sentence, for the alternative text."""
    return join_first(
        [labelled(options.lang, label(row, options), _priced(row, options, currency)) for row in rows], options, "group"
    )


def _priced(row: Row, options: RenderOptions, currency: str | None) -> str:
    """A row's amount and what it buys: `¥20–30 a month`."""
    return translate(
        options.lang, "value.priced", amount=_value(row, options, currency), per=formats.per(row.per, options.lang)
    )


def _amount(
    row: Row,
    by_id: Mapping[str, Row],
    options: RenderOptions,
    label: Label[Row],
    detail: Label[Row],
    currency: str | None,
) -> ranges.Amount:
    return ranges.Amount(
        label(row, options),
        detail(row, options),
        _value(row, options, currency),
        *drawn_ends(row),
        row.side_rank,
        statement(row),
        sum=arithmetic(row, by_id, options),
        inputs=inputs(row),
    )


def _value(row: Row, options: RenderOptions, currency: str | None) -> str:
    """What was stated and what that comes to: `¥20–30 ≈ $2.82–4.23`."""
    return " ".join(part for part in (amount(row, options), _converted(row, currency, options)) if part)


def _converted(row: Row, currency: str | None, options: RenderOptions) -> str:
    """`≈ $2.82–4.23`; empty where nothing was or can be converted. The rate and its day stand in the note."""
    if not currency or row.rate is None:
        return ""
    vague = row.qualifier in formats.VAGUE
    return formats.converted(row.converted_lower, row.converted_upper, options.lang, currency, vague=vague)


def _plain(row: Row, options: RenderOptions) -> str:
    return formats.exact(row.lower, row.upper, options.lang, row.currency)


def _rate(source: str, rate: float, day: date | None, later: bool, target: str, options: RenderOptions) -> str:
    pair, quoted = (f"{source}/{target}", 1 / rate) if rate < 1 else (f"{target}/{source}", rate)
    key = "money.rate_later" if later else "money.rate"
    return translate(
        options.lang, key, rate=f"{quoted:.4f}", pair=pair, day=formats.calendar_day(day, options.lang) if day else "–"
    )
