"""What a creator pays, stated and derived: a section per unit, in one currency or in each, and what is free."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import partial

from leadlag import formats
from leadlag.charts import money
from leadlag.charts.amounts import Figure, amount_section, fact_row
from leadlag.charts.chart import Chart
from leadlag.charts.spec import ChartSpec, sides, weak_statements
from leadlag.contract import PRICE_UNITS
from leadlag.findings import prices as findings
from leadlag.findings.common import capital, join_list, silent_sides, statements
from leadlag.findings.money import listing, rate_notes, subtitle
from leadlag.layout import Amount, Blocks, Section, Words
from leadlag.render_options import RenderOptions
from leadlag.row_range import row_range
from leadlag.rows import Prices, Quotas, Sides
from leadlag.words import translate

#: Units with a section of their own: what money buys in credits is shown as a credit’s price, and a price of tokens
#: as that of a minute.
UNITS = (*(unit for unit in PRICE_UNITS if unit not in ("currency_unit", "million_tokens")), "credit")


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
    free = [] if options.picked else sorted(quotas, key=lambda row: row.measure)
    panels = money.panels(paid, UNITS, currency)

    def finding(own: Sequence[Prices]) -> str:
        return findings.finding(own, findings.compared(own, currency, weak), sides, options, currency)

    shown = row_range([*(row for _, _, own in panels for row in own), *free], options.offset, options.limit)
    drawn = {row.id for row in shown.rows}
    found = money.sections(
        [(per, one, part) for per, one, own in panels if (part := [row for row in own if row.id in drawn])],
        options,
        every=rows,
        family="prices",
        label=findings.label,
        detail=partial(findings.asked, weak=weak),
        currency=currency,
        silent={
            per: silent_sides(sides, [row for row in paid if row.per == per], options)
            for per in UNITS
            if per != "credit"
        },
        finding=finding,
    )
    found += _free(free, drawn, options)
    both = findings.compared(paid, currency, weak)
    title = finding(paid)
    second_hand = [options.names.product(row.product) for row in both if row.id in weak]
    said = subtitle(
        translate(options.lang, f"prices.subtitle.{'many' if len(found) > 1 else 'one'}"), currency, options
    )
    if second_hand:
        said += " · " + translate(options.lang, "prices.second_hand", products=join_list(second_hand, options))
    listed = listing([row for row in paid if row.id in drawn], options, findings.label, currency)
    return Chart(
        title=title,
        subtitle=said,
        kind=translate(options.lang, "prices.kind"),
        listed=listed,
        blocks=Blocks(tuple(found), tuple(rate_notes(rows, currency, options))),
        options=options,
        statements=(
            *statements([row for row in rows if row.id in drawn]),
            *(row.id for row in free if row.id in drawn),
        ),
        shown=shown,
    )


def _free(quotas: Sequence[Quotas], drawn: Collection[str], options: RenderOptions) -> list[Section]:
    """How much of something a user may have for nothing: a section per kind that is stated of several products, and
    lines of text for what is stated of one."""
    found, alone = [], []
    for measure in dict.fromkeys(row.measure for row in quotas):
        figures = [_quota(row, options) for row in quotas if row.measure == measure and row.id in drawn]
        title = capital(options.names.measure(measure))
        if len(figures) == 1:
            alone.append(replace(figures[0], detail=f"{title}, {figures[0].detail}"))
        elif figures:
            definition = translate(options.lang, "prices.quota")
            found.append(
                amount_section(options, title, definition, figures, partial(formats.number, lang=options.lang))
            )
    if alone:
        heading = (Words(translate(options.lang, "prices.free"), bold=True),)
        found.append(Section(heading, rows=tuple(map(fact_row, alone))))
    return found


def _quota(row: Quotas, options: RenderOptions) -> Figure:
    value = formats.extent(row.lower, row.upper, row.qualifier, options.lang)
    date = formats.when(row.year, row.month, row.day, row.part, options.lang)
    mark = Amount(row.lower, row.upper, row.side_rank, row.id)
    return Figure(options.names.product(row.product), date, value, mark)


SPEC = ChartSpec(
    "prices",
    "prices",
    prices,
    40,
    table="prices",
    defaults=lambda data: {"currency": money.default_currency(data)},
    draw_params=("currency",),
    context={"sides": sides, "quotas": lambda data: data.ask(Quotas), "weak": weak_statements},
    row_names=lambda rows, options: [findings.label(row, options) for row in rows],
)
