"""What a creator pays, stated and derived: a panel per unit, in one currency or in each, and "no price stated"."""

from collections.abc import Collection, Sequence
from functools import partial
from itertools import groupby, product

from leadlag import formats
from leadlag.contract import PRICE_UNITS
from leadlag.figures import money, ranges
from leadlag.figures.canvas import Canvas
from leadlag.figures.chart import Chart
from leadlag.figures.common import join_list, other_side_name, side_names, silent_sides, statements, with_dates
from leadlag.figures.render_options import RenderOptions
from leadlag.figures.spec import ChartSpec, sides, weak_statements
from leadlag.rows import Prices, Quotas, Sides
from leadlag.words import translate

#: Units with a panel of their own: what money buys in credits is shown as a credit’s price, and a price of tokens
#: as that of a minute.
UNITS = (*(unit for unit in PRICE_UNITS if unit not in ("currency_unit", "million_tokens")), "credit")

SMALLEST_FIRST = ("use", "clip", "minute", "month", "year")


def prices(
    rows: Sequence[Prices],
    options: RenderOptions,
    *,
    sides: Sequence[Sides],
    quotas: Sequence[Quotas] = (),
    currency: str | None = None,
    weak: Collection[str] = (),
) -> Chart:
    """`weak` are the statements of a copy, a wiki or a blog: the row says so, and of the title the subtitle does."""
    paid = [row for row in rows if row.currency != "credit" and row.per in UNITS]
    canvas = Canvas(options)
    quotas = [] if options.picked else sorted(quotas, key=lambda row: row.measure)
    panels = money.panels(
        canvas,
        paid,
        options,
        every=rows,
        units=UNITS,
        family="prices",
        label=_label,
        detail=partial(_asked, weak=weak),
        currency=currency,
        absent=lambda per: (
            [] if per == "credit" else silent_sides(sides, [row for row in paid if row.per == per], options)
        ),
        further=quotas,
    )
    panels += _quota_panels(canvas, quotas, sides, options)
    compared = _alike([row for row in paid if row.is_compared], currency, weak)
    listed = money.listing(canvas.part(paid), options, _label, currency)
    finding = formats.as_title(_finding(paid, compared, sides, options, currency), options.lang)
    subtitle = money.subtitle(
        translate(options.lang, f"prices.subtitle.{'many' if panels > 1 else 'one'}"), currency, options
    )
    second_hand = [options.names.product(row.product) for row in compared if row.id in weak]
    if second_hand:
        subtitle += " · " + translate(options.lang, "prices.second_hand", products=join_list(second_hand, options))
    money.add_rate_footnotes(canvas, rows, currency, options)
    return Chart(
        title=finding,
        subtitle=subtitle,
        alt=translate(
            options.lang,
            "prices.alt",
            finding=finding,
            list=listed,
        ),
        canvas=canvas,
        statements=(*statements(canvas.part(rows)), *(row.id for row in canvas.part(quotas))),
        panels=max(1, panels),
    )


def _quota_panels(canvas: Canvas, quotas: Sequence[Quotas], sides: Sequence[Sides], options: RenderOptions) -> int:
    """A panel per kind of thing that is free: how much of it a user may have. Returns how many there are."""
    drawn = {row.id for row in canvas.part(quotas)}
    measures = dict.fromkeys(row.measure for row in quotas)
    for measure in measures:
        every = [row for row in quotas if row.measure == measure]
        amounts = [_quota(row, options) for row in every if row.id in drawn]
        if every[-1].id in drawn:
            none = translate(options.lang, "prices.no_quota")
            amounts += [
                ranges.absent(options.names.side(side.id), none, side.side_rank)
                for side in silent_sides(sides, every, options)
            ]
        if not amounts:
            continue
        title = options.names.measure(measure)
        title = title[:1].upper() + title[1:]
        ranges.panel(
            canvas,
            options,
            title,
            translate(options.lang, "prices.quota"),
            amounts,
            lambda value: formats.number(value, options.lang),
        )
    return len(measures)


def _quota(row: Quotas, options: RenderOptions) -> ranges.Amount:
    value = formats.extent(row.lower, row.upper, row.qualifier, options.lang)
    date = formats.when(row.year, row.month, row.day, row.part, options.lang)
    label = options.names.product(row.product)
    return ranges.Amount(label, date, value, row.lower, row.upper, row.side_rank, row.id)


def _asked(row: Prices, options: RenderOptions, weak: Collection[str]) -> str:
    """When a price was asked, until when, and whether that is known at second hand: `7 Oct 2025, until 24 Sep 2026`."""
    date = formats.when(row.year, row.month, row.day, row.part, options.lang) if row.year else ""
    until = formats.when(row.until_year, row.until_month, row.until_day, None, options.lang) if row.until_year else ""
    until = translate(options.lang, "prices.until", date=until) if until else ""
    return join_list([date, until, translate(options.lang, "prices.weak") if row.id in weak else ""], options, "clause")


def _label(row: Prices, options: RenderOptions) -> str:
    """`Jianying, VIP membership`; an item that begins with the product's name needs it no second time."""
    product, item = options.names.product(row.product), options.names.about(row.statement)
    return item if item.startswith(product) else translate(options.lang, "prices.label", product=product, item=item)


def _finding(
    paid: Sequence[Prices], both: Sequence[Prices], sides: Sequence[Sides], options: RenderOptions, currency: str | None
) -> str:
    """Both sides' cheapest price of one thing that both sell, dated where of two times; or one side's, and that the
    other states none."""
    names = side_names(sides, options)
    paid = [row for row in paid if row.lower is not None or row.upper is not None]
    if both:
        compared = currency if both[0].currency != both[1].currency else None
        key = "prices.offer" if len({(row.year, row.month) for row in both}) == 1 else "prices.dated"
        a, b = with_dates(both, [_offer(row, options, compared, key) for row in both], options)
        return translate(options.lang, "prices.both", a=a, b=b)
    own = [row for rank in names for per in SMALLEST_FIRST for row in paid if (row.side_rank, row.per) == (rank, per)]
    if not own:
        return translate(options.lang, "prices.neither")
    first = own[0].side_rank
    key = "prices.one" if all(row.side_rank == first for row in own) else "prices.unlike"
    return translate(options.lang, key, a=_offer(own[0], options), other=other_side_name(first, names))


def _alike(paid: Sequence[Prices], currency: str | None, weak: Collection[str]) -> tuple[Prices, ...]:
    """Each side's cheapest price of the smallest unit that both state in one currency; failing that, in any. A weak
    statement stands for a side that has no other."""
    paid = [row for row in paid if row.lower is not None or row.upper is not None]
    monies = sorted({_money(row, currency) for row in paid})
    for per, one in [*product(SMALLEST_FIRST, monies), *((per, "") for per in SMALLEST_FIRST)]:
        alike = [row for row in paid if row.per == per and one in ("", _money(row, currency))]
        own = [_firm(list(rows), weak) for _, rows in groupby(alike, key=lambda row: row.side_rank)]
        if len(own) > 1:
            return (_cheapest(own[0]), _cheapest(own[1])) if one else (own[0][0], own[1][0])
    return ()


def _firm(rows: Sequence[Prices], weak: Collection[str]) -> Sequence[Prices]:
    """Those that are not weak, if there are any."""
    return [row for row in rows if row.id not in weak] or rows


def _money(row: Prices, currency: str | None) -> str:
    """The currency a row stands in: the one chosen, where it could be converted."""
    return currency if currency and row.rate is not None else str(row.currency)


def _cheapest(rows: Sequence[Prices]) -> Prices:
    """The first of those with the lowest price, all in one currency."""
    return min(rows, key=lambda row: min(end for end in money.drawn_ends(row) if end is not None))


def _offer(row: Prices, options: RenderOptions, currency: str | None = None, key: str = "prices.offer") -> str:
    """`Editor charged $0.50 a clip`, or where it is set beside one in another currency, what that comes to."""
    named, per = options.names.product(row.product), formats.per(row.per, options.lang)
    return translate(options.lang, key, product=named, per=per, amount=money.titled(row, options, currency))


SPEC = ChartSpec(
    "prices",
    "prices",
    prices,
    40,
    table="prices",
    defaults=lambda _: {"currency": None},
    draw_params=("currency",),
    context={"sides": sides, "quotas": lambda data: data.ask(Quotas), "weak": weak_statements},
    row_names=lambda rows, options: [_label(row, options) for row in rows],
)
