"""What a month of single effects costs, beside the monthly fee of the same product."""

from collections.abc import Collection, Sequence

from leadlag import formats
from leadlag.figures import money, ranges
from leadlag.figures.canvas import Canvas
from leadlag.figures.chart import Chart
from leadlag.figures.render_options import RenderOptions
from leadlag.figures.spec import ChartSpec
from leadlag.rows import Effects, Figures
from leadlag.words import translate

USES = 10  # single effects a month, where the reader has not said how many


def effects(rows: Sequence[Effects], options: RenderOptions, *, uses: int, vague: Collection[str] = ()) -> Chart:
    """`vague` are the statements out of which nothing exact can be worked out."""
    canvas = Canvas(options)
    for row in rows:
        product, item = options.names.product(row.product), options.names.about(row.use_id)
        each = formats.exact(row.use_lower, row.use_upper, options.lang, row.currency)
        exactly = formats.exact(row.cost_lower, row.cost_upper, options.lang, row.currency)
        total = _cost(row, options, vague)
        amounts = [
            ranges.Amount(
                translate(options.lang, "effects.cost", uses=uses, item=item),
                "",
                total,
                row.cost_lower,
                row.cost_upper,
                row.side_rank,
                sum=translate(options.lang, "effects.sum", uses=uses, each=each, total=exactly),
                inputs=(row.use_id, row.credits_id),
            ),
            ranges.Amount(
                translate(options.lang, "effects.fee"),
                _bought(row, options),
                _money(row.fee_lower, row.fee_upper, row, options),
                row.fee_lower,
                row.fee_upper,
                row.side_rank,
                row.fee_id,
            ),
        ]
        definition = translate(options.lang, "effects.definition", currency=row.currency)
        ranges.panel(canvas, options, product, definition, amounts, money.ticks(row.currency, options))
    finding = formats.as_title(_finding(rows, options, uses, vague), options.lang)
    ids = [i for row in rows for i in (row.fee_id, row.use_id, row.credits_id)]
    return Chart(
        finding,
        translate(options.lang, "effects.subtitle"),
        translate(options.lang, "effects.alt", finding=finding),
        canvas,
        tuple(dict.fromkeys(ids)),
    )


def _money(lower: float | None, upper: float | None, row: Effects, options: RenderOptions) -> str:
    return formats.extent(lower, upper, None, options.lang, row.currency)


def _cost(row: Effects, options: RenderOptions, vague: Collection[str]) -> str:
    rough = row.use_id in vague or row.credits_id in vague
    return formats.worked_out(row.cost_lower, row.cost_upper, options.lang, row.currency, vague=rough)


def _bought(row: Effects, options: RenderOptions) -> str:
    """How many effects one fee pays for: whole ones, because nobody buys a sixth of one."""
    if row.bought_lower is None and row.bought_upper is None:
        return ""
    return translate(
        options.lang, "effects.buys", count=formats.whole(row.bought_lower, row.bought_upper, options.lang)
    )


def _finding(rows: Sequence[Effects], options: RenderOptions, uses: int, vague: Collection[str]) -> str:
    if not rows:
        return translate(options.lang, "effects.none")
    row = rows[0]
    counted = translate(options.lang, "effects.count", count=uses)
    cost, fee = _cost(row, options, vague), _money(row.fee_lower, row.fee_upper, row, options)
    return translate(options.lang, f"effects.{_verdict(row)}", count=counted, cost=cost, fee=fee)


def _verdict(row: Effects) -> str:
    """Where the cost lies to the fee; `unclear` where an end is open."""
    if row.cost_lower is not None and row.fee_upper is not None and row.cost_lower > row.fee_upper:
        return "above"
    if row.cost_upper is not None and row.fee_lower is not None and row.cost_upper < row.fee_lower:
        return "below"
    return "unclear" if None in (row.cost_lower, row.cost_upper, row.fee_lower, row.fee_upper) else "within"


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
