"""What a creator pays, stated and derived: a panel per unit and currency, and the words "no price stated"."""

from collections.abc import Sequence

from leadlag import formats
from leadlag.figures import money
from leadlag.figures.canvas import Canvas
from leadlag.figures.chart import Chart, Look
from leadlag.figures.common import Row, listed, statements
from leadlag.tables import PRICE_UNITS
from leadlag.words import pick, say

#: Units with a panel of their own; the price of credits only serves the sum of a price per use.
UNITS = tuple(unit for unit in PRICE_UNITS if unit != "currency_unit")


def prices(rows: Sequence[Row], look: Look, *, sides: Sequence[Row], currency: str | None = None) -> Chart:
    paid = [row for row in rows if row.currency != "credit" and row.per in UNITS]
    canvas = Canvas(look.colors)
    money.panels(
        canvas,
        paid,
        look,
        every=rows,
        units=UNITS,
        family="prices",
        label=_label,
        detail=lambda row, look: "",
        currency=currency,
        absent=lambda per: [
            s for s in sides if s.place <= 2 and s.place not in {r.place for r in paid if r.per == per}
        ],
    )
    finding = _finding(paid, sides, look)
    return Chart(
        title=finding,
        subtitle=say(look.lang, "prices.subtitle"),
        alt=say(look.lang, "prices.alt", finding=finding, list=money.listing(paid, look, _label)),
        plot=canvas.figure(),
        statements=statements(rows),
        note=money.rates(rows, currency, look),
    )


def _label(row: Row, look: Look) -> str:
    return listed([pick(row, "product_name", look.lang), pick(row, "item", look.lang)], look)


def _finding(paid: Sequence[Row], sides: Sequence[Row], look: Look) -> str:
    """What each side asks for one use or, failing that, a month; or that a side states nothing."""
    names = {side.place: pick(side, "name", look.lang) for side in sides if side.place <= 2}
    offers = {place: offer for place in names if (offer := _offer(paid, place, look))}
    if not offers:
        return say(look.lang, "prices.nobody")
    if len(offers) == 2:
        return say(look.lang, "prices.both", a=offers[1], b=offers[2])
    place = next(iter(offers))
    return say(look.lang, "prices.one", a=offers[place], other=names[3 - place])


def _offer(paid: Sequence[Row], place: int, look: Look) -> str:
    """`Jianying charged ¥4.80 an effect`: a side's price of the smallest unit it states."""
    own = [
        row
        for per in ("use", "clip", "minute", "month", "year")
        for row in paid
        if (row.per, row.place) == (per, place)
    ]
    if not own:
        return ""
    product, per = pick(own[0], "product_name", look.lang), formats.per(own[0].per, look.lang)
    return say(look.lang, "prices.offer", product=product, per=per, amount=money.amount(own[0], look))
