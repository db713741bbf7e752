"""What a creator pays, stated and derived: a panel per unit and currency, and the words "no price stated"."""

from collections.abc import Sequence

from leadlag import formats
from leadlag.figures import money, ranges
from leadlag.figures.canvas import Canvas
from leadlag.figures.chart import Chart
from leadlag.figures.common import Row, listed, statement, statements
from leadlag.figures.look import Look
from leadlag.tables import PRICE_UNITS
from leadlag.words import pick, say

#: Units with a panel of their own: what money buys in credits is shown as the price of one credit.
UNITS = (*(unit for unit in PRICE_UNITS if unit != "currency_unit"), "credit")


def prices(
    rows: Sequence[Row], look: Look, *, sides: Sequence[Row], quotas: Sequence[Row] = (), currency: str | None = None
) -> Chart:
    paid = [row for row in rows if row.currency != "credit" and row.per in UNITS]
    canvas = Canvas(look)
    panels = money.panels(
        canvas,
        paid,
        look,
        every=rows,
        units=UNITS,
        family="prices",
        label=_label,
        detail=lambda row, look: formats.when(row.year, row.month, row.day, row.part, look.lang) if row.year else "",
        currency=currency,
        absent=lambda per: [] if per == "credit" else _silent(sides, [row for row in paid if row.per == per]),
    )
    panels += _quota_panels(canvas, quotas, sides, look)
    finding = formats.as_title(_finding(paid, sides, look), look.lang)
    money.remark_rates(canvas, rows, currency, look)
    return Chart(
        title=finding,
        subtitle=say(look.lang, f"prices.subtitle.{'many' if panels > 1 else 'one'}"),
        alt=say(look.lang, "prices.alt", finding=finding, list=money.listing(paid, look, _label)),
        canvas=canvas,
        statements=(*statements(rows), *(row.id for row in quotas)),
        panels=max(1, panels),
    )


def _silent(sides: Sequence[Row], stated: Sequence[Row]) -> list[Row]:
    """The compared sides that none of these rows belongs to."""
    return [side for side in sides if side.place <= 2 and side.place not in {row.place for row in stated}]


def _quota_panels(canvas: Canvas, quotas: Sequence[Row], sides: Sequence[Row], look: Look) -> int:
    """A panel per kind of thing that is free: how much of it a user may have. Returns how many there are."""
    measures = dict.fromkeys(row.measure for row in quotas)
    for measure in measures:
        shown = [row for row in quotas if row.measure == measure]
        amounts = [_quota(row, look) for row in shown]
        none = say(look.lang, "prices.no_quota")
        amounts += [ranges.absent(pick(side, "name", look.lang), none, side.place) for side in _silent(sides, shown)]
        title = pick(shown[0], "measure", look.lang)
        title = title[:1].upper() + title[1:]
        ranges.panel(
            canvas, look, title, say(look.lang, "prices.quota"), amounts, lambda value: formats.number(value, look.lang)
        )
    return len(measures)


def _quota(row: Row, look: Look) -> ranges.Amount:
    value = formats.extent(row.lower, row.upper, row.qualifier, look.lang)
    date = formats.when(row.year, row.month, row.day, row.part, look.lang)
    label = pick(row, "product_name", look.lang)
    return ranges.Amount(label, date, value, row.lower, row.upper, row.place, statement(row))


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
    """`Editor charged $0.50 a clip`: a side's price of the smallest unit it states."""
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
