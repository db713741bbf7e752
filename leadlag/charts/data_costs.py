"""What training data costs: a section per unit, in one currency or in each, log only where the amounts need it."""

from collections.abc import Sequence

from leadlag import formats
from leadlag.charts import money
from leadlag.charts.chart import Chart
from leadlag.charts.spec import ChartSpec, sides
from leadlag.contract import COST_UNITS
from leadlag.findings import data_costs as findings
from leadlag.findings.common import silent_sides, statements
from leadlag.findings.money import listing, rate_notes, subtitle
from leadlag.layout import Blocks
from leadlag.render_options import RenderOptions
from leadlag.row_range import row_range
from leadlag.rows import DataCosts, Sides
from leadlag.words import translate


def data_costs(
    rows: Sequence[DataCosts],
    options: RenderOptions,
    *,
    sides: Sequence[Sides],
    currency: str | None = None,
    reading: str = "article",
) -> Chart:
    """In any `reading` but the article's own, the title says so where nobody but the article tells of its amount."""
    silent = silent_sides(sides, rows, options)
    panels = money.panels(rows, COST_UNITS, currency, dearest_first=True)
    shown = row_range((row for _, _, own in panels for row in own), options.offset, options.limit)
    drawn = {row.id for row in shown.rows}
    parts = [(per, one, part) for per, one, own in panels if (part := [row for row in own if row.id in drawn])]

    def finding(own: Sequence[DataCosts]) -> str:
        """Empty where all is worked out, or of others: its heading says what it is."""
        stated = any(row.is_compared and not row.rule for row in own)
        return findings.finding(own, silent, options, alone=reading != "article") if stated else ""

    found = money.sections(
        parts,
        options,
        every=rows,
        family="data_costs",
        label=findings.label,
        detail=lambda row, options: formats.when(row.year, row.month, row.day, row.part, options.lang),
        currency=currency,
        silent={parts[0][0]: silent} if parts else {},
        finding=finding,
    )
    title = findings.finding(rows, silent, options, alone=reading != "article")
    line = translate(options.lang, f"data_costs.subtitle.{'many' if len(found) > 1 else 'one'}")
    part = [row for row in rows if row.id in drawn]
    listed = listing(part, options, findings.label, currency)
    return Chart(
        title=title,
        subtitle=subtitle(line, currency, options),
        kind=translate(options.lang, "data_costs.kind"),
        listed=listed,
        blocks=Blocks(tuple(found), tuple(rate_notes(rows, currency, options))),
        options=options,
        statements=statements(part),
        shown=shown,
    )


SPEC = ChartSpec(
    "data_costs",
    "data_costs",
    data_costs,
    60,
    table="data_costs",
    defaults=lambda data: {"currency": money.default_currency(data)},
    draw_params=("currency",),
    context={"sides": sides, "reading": lambda data: data.reading},
    row_names=lambda rows, options: [findings.label(row, options) for row in rows],
)
