"""One measure of a set's own: a section per unit, and per period of a flow, with a mark for each subject."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from leadlag.charts.amounts import Figure, amount_section, fact_row, unit_ticks
from leadlag.charts.chart import Chart
from leadlag.charts.spec import Answers, ChartSpec
from leadlag.findings import measure as findings
from leadlag.findings.common import capital, join_first, join_list
from leadlag.layout import Amount, Blocks, Section, Words
from leadlag.render_options import RenderOptions
from leadlag.row_range import row_range
from leadlag.rows import Measure, Measures
from leadlag.words import labelled, translate


def measure(rows: Sequence[Measure], options: RenderOptions) -> Chart:
    """`rows` answer the question `measure`, all of one measure."""
    units = list(dict.fromkeys(row.unit for row in rows))
    title = capital(options.names.measure(rows[0].measure)) if rows else ""
    definition = options.names.definition(rows[0].measure) if rows else ""
    shown = row_range(rows, options.offset, options.limit)
    found, alone = [], []
    for (unit, period), panel in groupby(shown.rows, key=findings.panel):
        panel_rows, heading = list(panel), title
        if len(units) > 1:
            heading = translate(options.lang, "measure.panel", measure=title, unit=findings.unit(unit, options))
        if period:
            date = findings.date(panel_rows[0], options)
            heading = translate(options.lang, "overview.when", text=heading, date=date)
        figures = [_figure(row, options) for row in panel_rows]
        if len(figures) > 1:
            section = amount_section(options, heading, definition, figures, unit_ticks(unit, options))
            found.append(replace(section, finding=findings.finding(panel_rows, title, options)))
        else:
            alone += [fact_row(_dated(row, one, options)) for row, one in zip(panel_rows, figures, strict=True)]
    if alone:
        heading = title if not found else translate(options.lang, "panel.alone")
        found.append(Section((Words(heading, bold=True),), "" if found else definition, tuple(alone)))
    finding = findings.finding(rows, title, options)
    dated = [
        labelled(options.lang, options.names.subject(row.subject), findings.dated(row, options)) for row in shown.rows
    ]
    said = join_list([findings.unit(unit, options) for unit in units], options)
    return Chart(
        title=finding,
        subtitle=translate(options.lang, "measure.subtitle", unit=said),
        kind=translate(options.lang, "measure.kind"),
        listed=join_first(dated, options, "group"),
        blocks=Blocks(tuple(found)),
        options=options,
        statements=tuple(dict.fromkeys(row.id for row in shown.rows)),
        shown=shown,
    )


def _figure(row: Measure, options: RenderOptions) -> Figure:
    """Its date is its own, unless it is the section's period."""
    mark = Amount(row.lower, row.upper, row.side_rank, row.id)
    date = "" if row.period else findings.date(row, options)
    return Figure(options.names.subject(row.subject), date, findings.value(row, options), mark)


def _dated(row: Measure, one: Figure, options: RenderOptions) -> Figure:
    """A figure that stands apart from its period's heading has the period with it."""
    return replace(one, detail=findings.date(row, options))


def _most_counted(data: Answers) -> Mapping[str, object]:
    """The measure of most figures."""
    counted = data.ask(Measures)
    return {"measure": counted[0].id if counted else None}


SPEC = ChartSpec("measure", "figures", measure, 100, defaults=_most_counted, control="measure")
