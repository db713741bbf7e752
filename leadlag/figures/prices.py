"""What a creator pays, stated and derived: a panel per unit and currency, and the words "no price stated"."""

from collections.abc import Sequence

from leadlag import formats
from leadlag.figures import ranges
from leadlag.figures.canvas import Canvas
from leadlag.figures.chart import Chart, Look
from leadlag.figures.common import Row, converted, hover, listed, rates, statements
from leadlag.tables import PRICE_UNITS
from leadlag.words import name, pick, say

#: Units with a panel of their own; the price of credits only serves the sum of a price per use.
UNITS = tuple(unit for unit in PRICE_UNITS if unit != "currency_unit")


def prices(rows: Sequence[Row], look: Look, *, sides: Sequence[Row], currency: str | None = None) -> Chart:
    money = [row for row in rows if row.currency != "credit" and row.per in UNITS]
    canvas = Canvas(look.colors)
    for per, unit in sorted({(row.per, row.currency) for row in money}, key=lambda key: (UNITS.index(key[0]), key[1])):
        shown = [row for row in money if (row.per, row.currency) == (per, unit)]
        amounts = [_amount(row, rows, look, currency) for row in shown] + _absent(shown, money, sides, per, look)
        title = say(look.lang, "panel.money", per=name(look.lang, "per.title", per), currency=unit)
        ranges.panel(canvas, look, title, name(look.lang, "prices.per", per), amounts, _tick(unit, look))
    finding = _finding(money, sides, look)
    return Chart(
        title=finding,
        subtitle=say(look.lang, "prices.subtitle"),
        alt=say(look.lang, "prices.alt", finding=finding, list=_listing(money, look)),
        plot=canvas.figure(),
        statements=statements(rows),
        note=rates(rows, currency, look),
    )


def _amount(row: Row, rows: Sequence[Row], look: Look, currency: str | None) -> ranges.Amount:
    value = formats.extent(row.lower, row.upper, row.qualifier, look.lang, row.currency)
    label = listed([pick(row, "product_name", look.lang), pick(row, "item", look.lang)], look)
    also, total = converted(row, currency, look), arithmetic(row, rows, look)
    return ranges.Amount(label, also, value, row.lower, row.upper, row.place, hover(row, look), sum=total)


def _absent(shown: Sequence[Row], money: Sequence[Row], sides: Sequence[Row], per: str, look: Look) -> list[ranges.Amount]:
    """A row of words for a compared side that states no price of this kind, in any currency."""
    there = {row.place for row in money if row.per == per}
    missing = [side for side in sides if side.place <= 2 and side.place not in there and shown[0].place != side.place]
    none = say(look.lang, "prices.none")
    return [ranges.Amount(pick(side, "name", look.lang), "", none, None, None, side.place, absent=True) for side in missing]


def arithmetic(row: Row, rows: Sequence[Row], look: Look) -> str:
    """The sum behind a derived price: `480 credits ÷ 100 credits per ¥1 = ¥4.80`."""
    if not row.rule:
        return ""
    inputs = {other.id: other for other in rows}
    first = inputs[row.input_a]
    a = formats.extent(first.lower, first.upper, None, look.lang, first.currency)
    result = formats.extent(row.lower, row.upper, None, look.lang, row.currency)
    b = ""
    if row.input_b:
        second = inputs[row.input_b]
        b = formats.extent(second.lower, second.upper, None, look.lang, second.currency)
    return say(look.lang, f"sum.{row.rule}", a=a, b=b, result=result, one=formats.money(1, row.currency, look.lang))


def _tick(unit: str, look: Look):  # type: ignore[no-untyped-def]
    return lambda value: formats.money(value, unit, look.lang)


def _finding(money: Sequence[Row], sides: Sequence[Row], look: Look) -> str:
    """What each side asks for one use or, failing that, a month; or that a side states nothing."""
    offers = {
        side.place: next((row for per in ("use", "clip", "month") for row in money if (row.per, row.place) == (per, side.place)), None)
        for side in sides
        if side.place <= 2
    }
    names = {side.place: pick(side, "name", look.lang) for side in sides}
    stated = {place: row for place, row in offers.items() if row is not None}
    if not stated:
        return say(look.lang, "prices.nobody")
    texts = {
        place: say(look.lang, "prices.offer", product=pick(row, "product_name", look.lang), per=formats.per(row.per, look.lang),
                   amount=formats.extent(row.lower, row.upper, row.qualifier, look.lang, row.currency))
        for place, row in stated.items()
    }  # fmt: skip
    if len(stated) == 2:
        return say(look.lang, "prices.both", a=texts[1], b=texts[2])
    place = next(iter(stated))
    other = next(side for side in names if side != place and side <= 2)
    return say(look.lang, "prices.one", a=texts[place], other=names[other])


def _listing(money: Sequence[Row], look: Look) -> str:
    parts = [
        f"{pick(row, 'product_name', look.lang)} {pick(row, 'item', look.lang)}: "
        f"{formats.extent(row.lower, row.upper, row.qualifier, look.lang, row.currency)} {formats.per(row.per, look.lang)}"
        for row in money
    ]
    return listed(parts, look)
