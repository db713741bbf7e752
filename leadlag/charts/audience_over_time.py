"""Counts of people over time, a plot per product on shared scales; only counts by one counter are joined."""

from collections.abc import Sequence
from functools import partial
from itertools import groupby

from leadlag import formats
from leadlag.charts.amounts import Figure, fact_row
from leadlag.charts.chart import Chart
from leadlag.charts.scales import amount_scale, log_step, year_scale
from leadlag.charts.spec import ChartSpec
from leadlag.contract import METRICS
from leadlag.findings import audience_over_time as findings
from leadlag.layout import Amount, Blocks, Dot, Plot, Row, Scale, Section, Words
from leadlag.render_options import RenderOptions
from leadlag.row_range import row_range
from leadlag.rows import AudienceOverTime
from leadlag.words import translate

YEARS, COUNTS = 4, 4  # values at most of either scale of a plot


def audience_over_time(rows: Sequence[AudienceOverTime], options: RenderOptions) -> Chart:
    every = [list(counts) for _, counts in groupby(sorted(rows, key=_counter), key=_counter)]
    products = sorted(dict.fromkeys(row.product for row in rows), key=partial(_rank, rows))
    ordered = sorted(rows, key=lambda row: (products.index(row.product), _counter(row)))
    shown = row_range(ordered, options.offset, options.limit, _counter)
    across = year_scale((day for row in shown.rows for day in (row.earliest_day, row.latest_day)), most=YEARS)
    up = amount_scale((findings.people(row) for row in shown.rows), partial(formats.number, lang=options.lang))
    up = Scale(up.low, up.high, up.ticks[:: -(-len(up.ticks) // COUNTS)], up.is_log)
    by_product = [list(counts) for _, counts in groupby(shown.rows, key=lambda row: row.product)]
    plots = tuple(_plot(counts, across, up, options) for counts in by_product if len(counts) > 1)
    once = tuple(_once(counts[0], options) for counts in by_product if len(counts) == 1)
    sections = [Section(plots=plots)] if plots else []
    if once and plots:
        heading = (Words(translate(options.lang, "audience_over_time.once"), bold=True),)
        sections.append(Section(heading, rows=once))
    finding, step = findings.finding(every, options), log_step(up)
    subtitle = translate(options.lang, "audience_over_time.subtitle", unit=findings.unit(rows, options))
    if step:
        subtitle += " · " + translate(options.lang, "audience_over_time.log", step=step)
    listed = findings.listing(shown.rows, options)
    return Chart(
        title=finding,
        subtitle=subtitle,
        kind=translate(options.lang, "audience_over_time.kind"),
        listed=listed,
        blocks=Blocks(tuple(sections), (translate(options.lang, "audience_over_time.note"),)),
        options=options,
        statements=tuple(row.id for row in shown.rows),
        shown=shown,
    )


def _counter(row: AudienceOverTime) -> tuple[str, str]:
    return row.product, row.counter


def _rank(rows: Sequence[AudienceOverTime], product: str) -> tuple[float, str]:
    """The product most people use first."""
    return -max(findings.people(row) for row in rows if row.product == product), product


def _plot(counts: Sequence[AudienceOverTime], across: Scale, up: Scale, options: RenderOptions) -> Plot:
    title = Words(options.names.product(counts[0].product), counts[0].side_rank, bold=True)
    series = [list(own) for _, own in groupby(counts, key=_counter)]
    counters = [options.names.stated(own[0].id, "provider") for own in series]
    named = len(series) > 1
    title_parts = (
        title,
        *((Words(counters[0], "muted"),) if not named and counters[0] not in ("", title.text) else ()),
    )
    dots = (
        tuple(_dot(row, row in (own[0], own[-1]), counter if named and row is own[-1] else "", options) for row in own)
        for own, counter in zip(series, counters, strict=True)
    )
    return Plot(title_parts, tuple(dots), across, up)


def _once(row: AudienceOverTime, options: RenderOptions) -> Row:
    """A product of which one count is known: nothing to draw over time."""
    date = formats.when(row.year, row.month, row.day, row.part, options.lang)
    counted = " · ".join(filter(None, (date, options.names.stated(row.id, "provider"))))
    value = formats.extent(row.lower, row.upper, row.qualifier, options.lang)
    mark = Amount(row.lower, row.upper, row.side_rank, row.id)
    return fact_row(Figure(options.names.product(row.product), counted, value, mark))


def _dot(row: AudienceOverTime, is_end: bool, counter: str, options: RenderOptions) -> Dot:
    """The first and the last count of a line say their value, of several lines the last its counter as well."""
    value = formats.extent(row.lower, row.upper, row.qualifier, options.lang) if is_end else ""
    start, end = (row.earliest_day, row.latest_day) if row.precision != "day" else (row.earliest_day,) * 2
    return Dot(start, end, row.lower, row.upper, row.side_rank, row.id, " ".join(filter(None, (value, counter))))


SPEC = ChartSpec(
    "audience_over_time",
    "audience",
    audience_over_time,
    30,
    defaults=lambda _: {"metric": METRICS[0]},
    control="metric",
    crowded=True,
    row_names=lambda rows, options: [options.names.product(row.product) for row in rows],
)
