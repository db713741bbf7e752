"""What a month of single effects costs, beside the monthly fee, in words."""

from collections.abc import Collection, Sequence

from leadlag import formats
from leadlag.render_options import RenderOptions
from leadlag.rows import Effects
from leadlag.words import translate


def finding(rows: Sequence[Effects], options: RenderOptions, uses: int, vague: Collection[str]) -> str:
    return formats.as_title(_finding(rows, options, uses, vague), options.lang)


def _finding(rows: Sequence[Effects], options: RenderOptions, uses: int, vague: Collection[str]) -> str:
    if not rows:
        return translate(options.lang, "effects.none")
    row = rows[0]
    counted = translate(options.lang, "effects.count", count=uses)
    costs, fee = cost(row, options, vague), fee_text(row.fee_lower, row.fee_upper, row, options)
    return translate(options.lang, f"effects.{_verdict(row)}", count=counted, cost=costs, fee=fee)


def _verdict(row: Effects) -> str:
    """Where the cost lies to the fee; `unclear` where an end is open."""
    if row.cost_lower is not None and row.fee_upper is not None and row.cost_lower > row.fee_upper:
        return "above"
    if row.cost_upper is not None and row.fee_lower is not None and row.cost_upper < row.fee_lower:
        return "below"
    return "unclear" if None in (row.cost_lower, row.cost_upper, row.fee_lower, row.fee_upper) else "within"


def fee_text(lower: float | None, upper: float | None, row: Effects, options: RenderOptions) -> str:
    return formats.extent(lower, upper, None, options.lang, row.currency)


def cost(row: Effects, options: RenderOptions, vague: Collection[str]) -> str:
    rough = row.use_id in vague or row.credits_id in vague
    return formats.worked_out(row.cost_lower, row.cost_upper, options.lang, row.currency, vague=rough)


def bought(row: Effects, options: RenderOptions) -> str:
    """How many effects one fee pays for: whole ones, because nobody buys a sixth of one."""
    if row.bought_lower is None and row.bought_upper is None:
        return ""
    return translate(
        options.lang, "effects.buys", count=formats.whole(row.bought_lower, row.bought_upper, options.lang)
    )
