"""What a month of single effects costs, beside the monthly fee of the same product."""

from collections.abc import Collection, Sequence

from leadlag import formats
from leadlag.charts.amounts import Figure, amount_section
from leadlag.charts.chart import Chart
from leadlag.charts.money import ticks
from leadlag.charts.spec import ChartSpec
from leadlag.findings import effects as findings
from leadlag.layout import Amount, Blocks, Section
from leadlag.render_options import RenderOptions
from leadlag.rows import Effects, Figures
from leadlag.words import translate

USES = 10  # single effects a month, where the reader has not said how many


def effects(rows: Sequence[Effects], options: RenderOptions, *, uses: int, vague: Collection[str] = ()) -> Chart:
    """`vague` are the statements out of which nothing exact can be worked out."""
    finding = findings.finding(rows, options, uses, vague)
    return Chart(
        title=finding,
        subtitle=translate(options.lang, "effects.subtitle"),
        kind=translate(options.lang, "effects.kind"),
        blocks=Blocks(tuple(_section(row, options, uses, vague) for row in rows)),
        options=options,
        statements=tuple(dict.fromkeys(i for row in rows for i in (row.fee_id, row.use_id, row.credits_id))),
    )


def _section(row: Effects, options: RenderOptions, uses: int, vague: Collection[str]) -> Section:
    each = formats.exact(row.use_lower, row.use_upper, options.lang, row.currency)
    exactly = formats.exact(row.cost_lower, row.cost_upper, options.lang, row.currency)
    cost = Figure(
        translate(options.lang, "effects.cost", uses=uses, item=options.names.about(row.use_id)),
        "",
        findings.cost(row, options, vague),
        Amount(row.cost_lower, row.cost_upper, row.side_rank, inputs=(row.use_id, row.credits_id)),
        translate(options.lang, "effects.sum", uses=uses, each=each, total=exactly),
    )
    fee = Figure(
        translate(options.lang, "effects.fee"),
        findings.bought(row, options),
        findings.fee_text(row.fee_lower, row.fee_upper, row, options),
        Amount(row.fee_lower, row.fee_upper, row.side_rank, row.fee_id),
    )
    definition = translate(options.lang, "effects.definition", currency=row.currency)
    product = options.names.product(row.product)
    return amount_section(options, product, definition, [cost, fee], ticks(row.currency, options))


SPEC = ChartSpec(
    "effects",
    "prices",
    effects,
    50,
    defaults=lambda _: {"uses": USES},
    draw_params=("uses",),
    context={"vague": lambda data: {row.id for row in data.ask(Figures) if row.qualifier in formats.VAGUE}},
    control="uses",
)
