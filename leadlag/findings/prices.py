"""What prices say: both sides' cheapest offer of one thing, or that only one side states any."""

from collections.abc import Collection, Sequence
from itertools import groupby, product

from leadlag import formats
from leadlag.findings import money
from leadlag.findings.common import join_list, other_side_name, side_names, with_dates
from leadlag.render_options import RenderOptions
from leadlag.rows import Prices, Sides
from leadlag.words import translate

SMALLEST_FIRST = ("use", "clip", "minute", "month", "year")


def finding(
    paid: Sequence[Prices],
    both: Sequence[Prices],
    sides: Sequence[Sides],
    options: RenderOptions,
    currency: str | None,
) -> str:
    """Both sides' cheapest price of one thing that both sell, dated where of two times; or one side's, and that the
    other states none."""
    names = side_names(sides, options)
    paid = [row for row in paid if row.lower is not None or row.upper is not None]
    if both:
        compared = currency if both[0].currency != both[1].currency else None
        key = "prices.offer" if len({(row.year, row.month) for row in both}) == 1 else "prices.dated"
        a, b = with_dates(both, [_offer(row, options, compared, key) for row in both], options)
        return formats.as_title(translate(options.lang, "prices.both", a=a, b=b), options.lang)
    own = [row for rank in names for per in SMALLEST_FIRST for row in paid if (row.side_rank, row.per) == (rank, per)]
    if not own:
        return translate(options.lang, "prices.neither")
    first = own[0].side_rank
    key = "prices.one" if all(row.side_rank == first for row in own) else "prices.unlike"
    said = translate(options.lang, key, a=_offer(own[0], options), other=other_side_name(first, names))
    return formats.as_title(said, options.lang)


def compared(paid: Sequence[Prices], currency: str | None, weak: Collection[str]) -> tuple[Prices, ...]:
    """Each side's cheapest price of the smallest unit that both state in one currency; failing that, in any. A weak
    statement stands for a side that has no other."""
    paid = [row for row in paid if row.is_compared and (row.lower is not None or row.upper is not None)]
    monies = sorted({_money(row, currency) for row in paid})
    for per, one in [*product(SMALLEST_FIRST, monies), *((per, "") for per in SMALLEST_FIRST)]:
        alike = [row for row in paid if row.per == per and one in ("", _money(row, currency))]
        own = [_firm(list(rows), weak) for _, rows in groupby(alike, key=lambda row: row.side_rank)]
        if len(own) > 1:
            return (_cheapest(own[0]), _cheapest(own[1])) if one else (own[0][0], own[1][0])
    return ()


def label(row: Prices, options: RenderOptions) -> str:
    """`Jianying, VIP membership`; an item that begins with the product's name needs it no second time."""
    product, item = options.names.product(row.product), options.names.about(row.statement)
    return item if item.startswith(product) else translate(options.lang, "prices.label", product=product, item=item)


def asked(row: Prices, options: RenderOptions, weak: Collection[str]) -> str:
    """When a price was asked, until when, and whether that is known at second hand: `7 Oct 2025, until 24 Sep 2026`."""
    date = formats.when(row.year, row.month, row.day, row.part, options.lang) if row.year else ""
    until = formats.when(row.until_year, row.until_month, row.until_day, None, options.lang) if row.until_year else ""
    until = translate(options.lang, "prices.until", date=until) if until else ""
    return join_list([date, until, translate(options.lang, "prices.weak") if row.id in weak else ""], options, "clause")


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
