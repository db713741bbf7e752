"""When each product or organization reached one level of a measure: a bar from the last count below it, or its launch,
to the first count at the level or over it."""

from collections.abc import Mapping, Sequence

from leadlag.charts.chart import Chart
from leadlag.charts.scales import year_scale
from leadlag.charts.spec import Answers, ChartSpec
from leadlag.charts.trend import default_measure
from leadlag.findings import levels as findings
from leadlag.layout import Amount, Blocks, Line, Row, Section, Words
from leadlag.render_options import RenderOptions
from leadlag.row_range import row_range
from leadlag.rows import Gaps, Level, Levels
from leadlag.words import translate


def level(rows: Sequence[Level], options: RenderOptions) -> Chart:
    """`rows` answer the question `level`; whose lag is known stands on top, whose start is not at the end."""
    lagging = {one for row in rows if row.leader for one in (row.leader, row.subject)}
    ordered = sorted(rows, key=lambda row: (row.subject not in lagging, row.first_day is None))
    shown = row_range(ordered, options.offset, options.limit)
    scale = year_scale((day for row in shown.rows for day in (row.first_day, row.last_day)), is_above=True)
    finding = findings.finding(rows, options) if rows else ""
    said = findings.level_text(rows[0].measure, rows[0].unit, rows[0].level, options) if rows else ""
    behind = (one for row in shown.rows for one in (row.id, row.before_id, row.launch_id) if one)
    return Chart(
        title=finding,
        subtitle=translate(options.lang, "level.subtitle", level=said),
        kind=translate(options.lang, "level.kind"),
        listed=findings.listing(shown.rows, options),
        blocks=Blocks(
            (Section(rows=tuple(_row(row, options) for row in shown.rows), scale=scale),),
            (translate(options.lang, "level.note"),),
        ),
        options=options,
        statements=tuple(dict.fromkeys(behind)),
        shown=shown,
    )


def _row(row: Level, options: RenderOptions) -> Row:
    label = Words(options.names.subject(row.subject), bold=True), Words(findings.since_launch(row, options), "muted")
    inputs = tuple(one for one in (row.id, row.before_id) if one)
    mark = Amount(row.first_day, row.last_day, row.side_rank, row.id, inputs)
    return Row(
        tuple(words for words in label if words.text),
        (Line((mark,), findings.period(row.first_day, row.last_day, options), row.side_rank),),
    )


def _default(data: Answers) -> Mapping[str, object]:
    """The level at which the two sides' lag is known best, or the highest that both or anybody has reached."""
    measure = default_measure(data) or next((row.measure for row in data.ask(Gaps) if row.measure), "")
    reached = data.ask(Levels, measure=measure)
    return {"measure": measure, "level": reached[0].level if reached else 0.0}


SPEC = ChartSpec(
    "level",
    "trend",
    level,
    36,
    defaults=_default,
    control="level",
    row_names=lambda rows, options: [options.names.subject(row.subject) for row in rows],
)
