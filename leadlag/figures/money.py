"""What prices and data costs draw the same way: a panel per unit, in one currency or in each; sums, conversions."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TypeVar

from leadlag import formats
from leadlag.figures import ranges
from leadlag.figures.canvas import Canvas
from leadlag.figures.common import inputs, listed, sentences, statement
from leadlag.figures.render_options import Look
from leadlag.rows import DataCosts, Prices, Sides
from leadlag.words import enum_label, labelled, translate

Row = TypeVar("Row", Prices, DataCosts)
Label = Callable[[Row, Look], str]


def panels(
    canvas: Canvas,
    rows: Sequence[Row],
    look: Look,
    *,
    every: Sequence[Row],
    units: Sequence[str],
    family: str,
    label: Label[Row],
    detail: Label[Row],
    currency: str | None,
    absent: Callable[[str], Sequence[Sides]],
    dearest_first: bool = False,
) -> int:
    """One panel per unit, in the order of `units`: in the currency the reader chose, sorted by what amounts come to in
    it; as stated, or for want of a rate, one per currency. `absent` names the sides silent on a unit.

    Returns how many there are.
    """
    count = 0
    for per in units:
        axes = _axes([row for row in rows if row.per == per], currency, dearest_first)
        for money, shown in axes:
            amounts = [_amount(row, every, look, label, detail, currency) for row in shown]
            if money == axes[0][0]:
                none = translate(look.lang, f"{family}.none")
                amounts += [ranges.absent(look.names.side(side.id), none, side.side_rank) for side in absent(per)]
            title = translate(look.lang, "panel.money", per=enum_label(look.lang, "per.title", per), currency=money)
            definition = sentences([enum_label(look.lang, f"{family}.per", per), _unconverted(money, currency, look)])
            ranges.panel(canvas, look, title, definition, amounts, ticks(money, look))
        count += len(axes)
    return count


def _unconverted(money: str, currency: str | None, look: Look) -> str:
    """Why an axis is not in the currency that was chosen; empty where it is, or none was."""
    if not currency or money == currency:
        return ""
    return translate(look.lang, "money.not_converted", stated=money, currency=currency)


def _axes(rows: Sequence[Row], currency: str | None, dearest_first: bool) -> list[tuple[str, list[Row]]]:
    """The currency of each axis and the rows on it: first the one chosen, with all that can be converted to it."""
    known = [row for row in rows if currency and (row.currency == currency or row.rate is not None)]
    known.sort(key=lambda row: _worth(row, dearest_first), reverse=dearest_first)
    others = [row for row in rows if row not in known]
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


def ticks(currency: str, look: Look) -> Callable[[float], str]:
    return lambda value: formats.money(value, currency, look.lang)


def amount(row: Row, look: Look) -> str:
    """A row's amount in its own currency: `¥20–30`, `about $3`; worked out of a vague one, to two digits."""
    if row.rule:
        vague = row.qualifier in formats.VAGUE
        return formats.worked_out(row.lower, row.upper, look.lang, row.currency, vague=vague)
    return formats.extent(row.lower, row.upper, row.qualifier, look.lang, row.currency)


def titled(row: Row, look: Look, currency: str | None) -> str:
    """The same in a title, where words stand for signs: `¥20–30 (about $2.82–4.23)`."""
    if row.rate is None or not currency:
        return amount(row, look)
    converted = _converted(row, currency, look).removeprefix(formats.CONVERTED)
    return translate(look.lang, "money.titled", amount=amount(row, look), converted=converted)


def subtitle(line: str, currency: str | None, look: Look) -> str:
    """A subtitle that says what amounts are converted to, if to anything."""
    return f"{line} · {translate(look.lang, 'money.in', currency=currency)}" if currency else line


def arithmetic(row: Row, rows: Iterable[Row], look: Look) -> str:
    """The sum behind a derived row: `480 credits ÷ 100 credits per ¥1 = ¥4.80`; empty for a stated one,
    and where what it is derived from is not among the rows."""
    if not row.rule:
        return ""
    inputs = {other.id: other for other in rows}
    if any(i and i not in inputs for i in (row.input_a, row.input_b)):
        return ""
    a, b = (_plain(inputs[i], look) if i else "" for i in (row.input_a, row.input_b))
    one, stated = formats.money(1, row.currency, look.lang), inputs.get(row.input_a or "")
    ends = (row.lower or row.upper, (stated.lower or stated.upper) if stated else None)
    times = f"{ends[0] / ends[1]:.6g}" if ends[0] and ends[1] else ""
    return translate(look.lang, f"sum.{row.rule}", a=a, b=b, result=_plain(row, look), one=one, times=times)


def remark_rates(canvas: Canvas, rows: Iterable[Row], currency: str | None, look: Look) -> None:
    """Say every rate used to convert, with its day, and whether it is later than what it converts."""
    used = {(row.currency, row.rate, row.rate_day, bool(row.rate_is_later)) for row in rows if currency and row.rate}
    for rate in sorted(used, key=str):
        canvas.remark(_rate(*rate, currency or "", look))


def listing(rows: Iterable[Row], look: Look, label: Label[Row], currency: str | None) -> str:
    """All amounts in one sentence, for the alternative text."""
    return listed([labelled(look.lang, label(row, look), _priced(row, look, currency)) for row in rows], look, "group")


def _priced(row: Row, look: Look, currency: str | None) -> str:
    """A row's amount and what it buys: `¥20–30 a month`."""
    return translate(look.lang, "value.priced", amount=_value(row, look, currency), per=formats.per(row.per, look.lang))


def _amount(
    row: Row, every: Sequence[Row], look: Look, label: Label[Row], detail: Label[Row], currency: str | None
) -> ranges.Amount:
    return ranges.Amount(
        label(row, look),
        detail(row, look),
        _value(row, look, currency),
        *drawn_ends(row),
        row.side_rank,
        statement(row),
        sum=arithmetic(row, every, look),
        inputs=inputs(row),
    )


def _value(row: Row, look: Look, currency: str | None) -> str:
    """What was stated and what that comes to: `¥20–30 ≈ $2.82–4.23`."""
    return " ".join(part for part in (amount(row, look), _converted(row, currency, look)) if part)


def _converted(row: Row, currency: str | None, look: Look) -> str:
    """`≈ $2.82–4.23`; empty where nothing was or can be converted. The rate and its day stand in the note."""
    if not currency or row.rate is None:
        return ""
    vague = row.qualifier in formats.VAGUE
    return formats.converted(row.converted_lower, row.converted_upper, look.lang, currency, vague=vague)


def _plain(row: Row, look: Look) -> str:
    return formats.exact(row.lower, row.upper, look.lang, row.currency)


def _rate(source: str, rate: float, day: date | None, later: bool, target: str, look: Look) -> str:
    pair, quoted = (f"{source}/{target}", 1 / rate) if rate < 1 else (f"{target}/{source}", rate)
    key = "money.rate_later" if later else "money.rate"
    return translate(
        look.lang, key, rate=f"{quoted:.4f}", pair=pair, day=formats.calendar_day(day, look.lang) if day else "–"
    )
