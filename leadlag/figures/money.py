"""What prices and data costs draw the same way: a panel per unit and currency, sums of derived rows, conversions."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from leadlag import formats
from leadlag.figures import ranges
from leadlag.figures.canvas import Canvas
from leadlag.figures.common import Row, listed, statement
from leadlag.figures.look import Look
from leadlag.words import labelled, name, pick, say

Label = Callable[[Row, Look], str]


def panels(
    canvas: Canvas,
    rows: Sequence[Row],
    look: Look,
    *,
    every: Sequence[Row],
    units: Sequence[str],
    family: str,
    label: Label,
    detail: Label,
    currency: str | None,
    absent: Callable[[str], Sequence[Row]],
) -> int:
    """One panel per unit, in the order of `units`, and currency; `absent` names the sides silent on a unit.

    Returns how many there are.
    """
    keys = {(row.per, row.currency) for row in rows}
    for per, money in sorted(keys, key=lambda key: (units.index(key[0]), key[1])):
        shown = [row for row in rows if (row.per, row.currency) == (per, money)]
        amounts = [_amount(row, every, look, label, detail, currency) for row in shown]
        if per not in [other for other, earlier in keys if earlier < money]:
            none = say(look.lang, f"{family}.none")
            amounts += [ranges.absent(pick(side, "name", look.lang), none, side.place) for side in absent(per)]
        title = say(look.lang, "panel.money", per=name(look.lang, "per.title", per), currency=money)
        ranges.panel(canvas, look, title, name(look.lang, f"{family}.per", per), amounts, ticks(money, look))
    return len(keys)


def ticks(currency: str, look: Look) -> Callable[[float], str]:
    return lambda value: formats.money(value, currency, look.lang)


def amount(row: Row, look: Look) -> str:
    """A row's amount in its own currency: `¥20–30`, `about $3`; worked out of a vague one, to two digits."""
    if row.rule:
        vague = row.qualifier in formats.VAGUE
        return formats.worked_out(row.lower, row.upper, look.lang, row.currency, vague=vague)
    return formats.extent(row.lower, row.upper, row.qualifier, look.lang, row.currency)


def priced(row: Row, look: Look) -> str:
    """A row's amount and what it buys: `¥20–30 a month`."""
    return say(look.lang, "value.priced", amount=amount(row, look), per=formats.per(row.per, look.lang))


def arithmetic(row: Row, rows: Iterable[Row], look: Look) -> str:
    """The sum behind a derived row: `480 credits ÷ 100 credits per ¥1 = ¥4.80`; empty for a stated one,
    and where what it is derived from is not among the rows."""
    if not row.rule:
        return ""
    inputs = {other.id: other for other in rows}
    if any(i and i not in inputs for i in (row.input_a, getattr(row, "input_b", None))):
        return ""
    a, b = (_plain(inputs[i], look) if i else "" for i in (row.input_a, getattr(row, "input_b", None)))
    one = formats.money(1, row.currency, look.lang)
    return say(look.lang, f"sum.{row.rule}", a=a, b=b, result=_plain(row, look), one=one)


def remark_rates(canvas: Canvas, rows: Iterable[Row], currency: str | None, look: Look) -> None:
    """Say every rate used to convert, with its day, and whether it is later than what it converts."""
    used = {(row.currency, row.rate, row.rate_day, row.rate_is_later) for row in rows if currency and row.rate}
    for rate in sorted(used, key=str):
        canvas.remark(_rate(*rate, currency or "", look))


def listing(rows: Iterable[Row], look: Look, label: Label) -> str:
    """All amounts in one sentence, for the alternative text."""
    return listed([labelled(look.lang, label(row, look), priced(row, look)) for row in rows], look)


def _amount(
    row: Row, every: Sequence[Row], look: Look, label: Label, detail: Label, currency: str | None
) -> ranges.Amount:
    beside = " · ".join(part for part in (detail(row, look), _converted(row, currency, look)) if part)
    return ranges.Amount(
        label(row, look),
        beside,
        amount(row, look),
        row.lower,
        row.upper,
        row.place,
        statement(row),
        sum=arithmetic(row, every, look),
    )


def _converted(row: Row, currency: str | None, look: Look) -> str:
    """`≈ $2.82–4.23`; empty where nothing was asked for. The rate and its day stand in the note: see `rates`."""
    if not currency or row.currency in (currency, "credit"):
        return ""
    if row.rate is None:
        return say(look.lang, "money.not_converted", currency=currency)
    return formats.CONVERTED + formats.extent(row.converted_lower, row.converted_upper, None, look.lang, currency)


def _plain(row: Row, look: Look) -> str:
    return formats.exact(row.lower, row.upper, look.lang, row.currency)


def _rate(source: str, rate: float, day: date | None, later: bool, target: str, look: Look) -> str:
    pair, quoted = (f"{source}/{target}", 1 / rate) if rate < 1 else (f"{target}/{source}", rate)
    key = "money.rate_later" if later else "money.rate"
    return say(
        look.lang, key, rate=f"{quoted:.4f}", pair=pair, day=formats.calendar_day(day, look.lang) if day else "–"
    )
