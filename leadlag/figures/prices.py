"""What a creator pays, stated and derived: a panel per unit, in one currency or in each, and "no price stated"."""

from collections.abc import Collection, Sequence
from functools import partial
from itertools import product

from leadlag import formats
from leadlag.contract import PRICE_UNITS
from leadlag.figures import money, ranges
from leadlag.figures.canvas import Canvas
from leadlag.figures.chart import Chart
from leadlag.figures.common import Row, beside, listed, statement, statements
from leadlag.figures.look import Look
from leadlag.words import pick, say

#: Units with a panel of their own: what money buys in credits is shown as the price of one credit.
UNITS = (*(unit for unit in PRICE_UNITS if unit != "currency_unit"), "credit")

SMALLEST_FIRST = ("use", "clip", "minute", "month", "year")


def prices(
    rows: Sequence[Row],
    look: Look,
    *,
    sides: Sequence[Row],
    quotas: Sequence[Row] = (),
    currency: str | None = None,
    weak: Collection[str] = (),
) -> Chart:
    """`weak` are the statements of a copy, a wiki or a blog: the row says so, and the title does."""
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
        detail=partial(_asked, weak=weak),
        currency=currency,
        absent=lambda per: [] if per == "credit" else _silent(sides, [row for row in paid if row.per == per]),
    )
    panels += _quota_panels(canvas, quotas, sides, look)
    finding = formats.as_title(_finding(paid, sides, look, currency, weak), look.lang)
    money.remark_rates(canvas, rows, currency, look)
    return Chart(
        title=finding,
        subtitle=money.subtitle(say(look.lang, f"prices.subtitle.{'many' if panels > 1 else 'one'}"), currency, look),
        alt=say(look.lang, "prices.alt", finding=finding, list=money.listing(paid, look, _label, currency)),
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
        title = pick(shown[0], "measure_name", look.lang)
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


def _asked(row: Row, look: Look, weak: Collection[str]) -> str:
    """When a price was asked, until when, and whether that is known at second hand: `7 Oct 2025, until 24 Sep 2026`."""
    date = formats.when(row.year, row.month, row.day, row.part, look.lang) if row.year else ""
    until = formats.when(row.until_year, row.until_month, row.until_day, None, look.lang) if row.until_year else ""
    until = say(look.lang, "prices.until", date=until) if until else ""
    return listed([date, until, say(look.lang, "prices.weak") if row.id in weak else ""], look)


def _label(row: Row, look: Look) -> str:
    """`Jianying, VIP membership`; an item that begins with the product's name needs it no second time."""
    product, item = pick(row, "product_name", look.lang), pick(row, "item", look.lang)
    return item if item.startswith(product) else say(look.lang, "prices.label", product=product, item=item)


def _finding(paid: Sequence[Row], sides: Sequence[Row], look: Look, currency: str | None, weak: Collection[str]) -> str:
    """Both sides' cheapest price of one thing that both sell, dated where of two times; or one side's, and that the
    other states none."""
    names = {side.place: pick(side, "name", look.lang) for side in sides if side.place <= 2}
    paid = [row for row in paid if row.lower is not None or row.upper is not None]
    if both := _alike(paid, currency):
        compared = currency if both[0].currency != both[1].currency else None
        key = "prices.offer" if len({(row.year, row.month) for row in both}) == 1 else "prices.dated"
        offers = beside(both, [_offer(row, look, compared, key) for row in both], look)
        a, b = (
            say(look.lang, "overview.weak", text=text) if row.id in weak else text
            for row, text in zip(both, offers, strict=True)
        )
        return say(look.lang, "prices.both", a=a, b=b)
    own = [row for place in names for per in SMALLEST_FIRST for row in paid if (row.place, row.per) == (place, per)]
    if not own:
        return say(look.lang, "prices.nobody")
    offer, other = _offer(own[0], look), 3 - own[0].place
    key = "prices.unlike" if any(row.place == other for row in own) else "prices.one"
    return say(look.lang, key, a=offer, other=names[other])


def _alike(paid: Sequence[Row], currency: str | None) -> tuple[Row, Row] | None:
    """Each side's cheapest price of the smallest unit that both state in one currency; failing that, in any."""
    monies = sorted({_money(row, currency) for row in paid})
    for per, one in [*product(SMALLEST_FIRST, monies), *((per, "") for per in SMALLEST_FIRST)]:
        alike = [row for row in paid if row.per == per and one in ("", _money(row, currency))]
        own = [[row for row in alike if row.place == place] for place in (1, 2)]
        if all(own):
            return (_cheapest(own[0]), _cheapest(own[1])) if one else (own[0][0], own[1][0])
    return None


def _money(row: Row, currency: str | None) -> str:
    """The currency a row stands in: the one chosen, where it could be converted."""
    return currency if currency and row.rate is not None else str(row.currency)


def _cheapest(rows: Sequence[Row]) -> Row:
    """The first of those with the lowest price, all in one currency."""
    return min(rows, key=lambda row: min(end for end in money.drawn_ends(row) if end is not None))


def _offer(row: Row, look: Look, currency: str | None = None, key: str = "prices.offer") -> str:
    """`Editor charged $0.50 a clip`, or where it is set beside one in another currency, what that comes to."""
    named, per = pick(row, "product_name", look.lang), formats.per(row.per, look.lang)
    return say(look.lang, key, product=named, per=per, amount=money.titled(row, look, currency))
