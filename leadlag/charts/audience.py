"""How many people each side reaches: a section per way of counting, because the ways do not compare."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby

from leadlag import formats
from leadlag.charts.amounts import Figure, amount_section, fact_row
from leadlag.charts.chart import Chart
from leadlag.charts.spec import ChartSpec
from leadlag.findings import audience as findings
from leadlag.findings.common import inputs, join_first, sides, statement, statements
from leadlag.layout import Amount, Blocks, Row, Section, Words
from leadlag.render_options import RenderOptions
from leadlag.row_range import row_range
from leadlag.rows import Audience
from leadlag.words import labelled, translate


def audience(rows: Sequence[Audience], options: RenderOptions) -> Chart:
    metrics, by_id = findings.metrics(rows), {row.id: row for row in rows}
    ordered = sorted(rows, key=lambda row: metrics.index(row.metric))
    shown = row_range(ordered, options.offset, options.limit)
    twice, note = _counted_twice(rows, options)
    found, alone = [], []
    for metric, panel in groupby(shown.rows, key=lambda row: row.metric):
        own = list(panel)
        figures = [figure(row, by_id, options, (note,) if row.product in twice and not row.rule else ()) for row in own]
        if len(figures) > 1:
            is_compared = len(sides(own)) > 1  # that one side has none of this kind says nothing of other kinds
            finding = findings.finding(own, options) if is_compared else ""
            found.append(replace(counts(metric, figures, options), finding=finding))
        else:
            alone += [_alone(metric, one, options) for one in figures]
    if alone:
        heading = (Words(translate(options.lang, "panel.alone"), bold=True),)
        found.append(Section(heading, rows=tuple(alone)))
    title = findings.finding(rows, options)
    return Chart(
        title=title,
        subtitle=translate(options.lang, f"audience.subtitle.{'many' if len(metrics) > 1 else 'one'}"),
        kind=translate(options.lang, "audience.kind"),
        listed=findings.listing(shown.rows, by_id, options),
        blocks=Blocks(tuple(found)),
        options=options,
        statements=statements(shown.rows),
        shown=shown,
    )


def counts(metric: str, figures: Sequence[Figure], options: RenderOptions) -> Section:
    """Counts of one kind on one scale."""
    title, definition = options.names.measure(metric), options.names.definition(metric)
    return amount_section(options, title, definition, figures, partial(formats.number, lang=options.lang))


def figure(
    row: Audience, by_id: Mapping[str, Audience], options: RenderOptions, footnotes: tuple[str, ...] = ()
) -> Figure:
    date = formats.when(row.year, row.month, row.day, row.part, options.lang)
    counted = " · ".join(part for part in (date, options.names.stated(row.id, "provider")) if part)
    mark = Amount(row.lower, row.upper, row.side_rank, statement(row), inputs(row))
    total = findings.arithmetic(row, by_id, options)
    return Figure(
        options.names.product(row.product),
        counted,
        findings.value(row, by_id, options),
        mark,
        total,
        footnotes=footnotes,
    )


def _alone(metric: str, one: Figure, options: RenderOptions) -> Row:
    """The only count of its kind, with the kind in its label."""
    label = labelled(options.lang, options.names.measure(metric), one.label)
    return fact_row(replace(one, label=label))


def _counted_twice(rows: Sequence[Audience], options: RenderOptions) -> tuple[Collection[str], str]:
    """The products that are counted in two ways, and the note that says so."""
    ways: dict[str, set[str]] = {}
    for row in rows:
        if not row.rule:
            ways.setdefault(row.product, set()).add(row.metric)
    twice = [product for product, metrics in ways.items() if len(metrics) > 1]
    key = "audience.two_measures" if len(twice) == 1 else "audience.several_measures"
    names = [options.names.product(product) for product in twice]
    return twice, translate(options.lang, key, products=join_first(names, options)) if twice else ""


def _row_names(rows: Sequence[Audience], options: RenderOptions) -> list[str]:
    """`CapCut · Monthly active users`."""
    return [f"{options.names.product(row.product)} · {options.names.measure(row.metric)}" for row in rows]


SPEC = ChartSpec("audience", "audience", audience, 20, table="users", row_names=_row_names)
