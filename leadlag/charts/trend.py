"""One measure over time, a plot per product or organization on shared scales; only counts by one counter are joined."""

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import groupby

from leadlag.charts.amounts import Figure, fact_row, unit_ticks
from leadlag.charts.chart import Chart
from leadlag.charts.scales import amount_scale, log_step, year_scale
from leadlag.charts.spec import Answers, ChartSpec
from leadlag.findings import measure as measures
from leadlag.findings import trend as findings
from leadlag.layout import Amount, Blocks, Dot, Plot, Row, Scale, Section, Words
from leadlag.render_options import RenderOptions
from leadlag.row_range import row_range
from leadlag.rows import Trend, Trends
from leadlag.theme import NEUTRAL
from leadlag.words import translate

YEARS, COUNTS = 4, 4  # values at most of either scale of a plot
#: How a reader may want amounts to be drawn: as they lie apart, from zero, or by how many times.
SCALES: Mapping[str, bool | None] = {"auto": None, "linear": False, "log": True}


def trend(rows: Sequence[Trend], options: RenderOptions, *, scale: str = "auto", with_single: bool = True) -> Chart:
    """`rows` answer the question `trend`, all of one measure; `scale` is one of SCALES. What was counted once stands as
    text, `with_single` counts."""
    every = [list(counts) for _, counts in groupby(sorted(rows, key=_counter), key=_counter)]
    subjects = sorted(dict.fromkeys(row.subject for row in rows), key=partial(_rank, rows))
    ordered = sorted(rows, key=lambda row: (row.unit, subjects.index(row.subject), _counter(row)))
    shown = row_range(ordered, options.offset, options.limit, _counter)
    units = [list(own) for _, own in groupby(shown.rows, key=lambda row: row.unit)]
    made = [_sections(own, scale, options, is_named=len(units) > 1, with_single=with_single) for own in units]
    finding = findings.finding(every, options)
    steps = list(dict.fromkeys(step for _, step in made if step))
    subtitle = translate(options.lang, "trend.subtitle", measure=findings.measure(rows, options))
    subtitle += "".join(" · " + translate(options.lang, "trend.log", step=step) for step in steps)
    listed = findings.listing(shown.rows, options)
    return Chart(
        title=finding,
        subtitle=subtitle,
        kind=translate(options.lang, "trend.kind"),
        listed=listed,
        blocks=Blocks(
            tuple(section for sections, _ in made for section in sections),
            (translate(options.lang, "trend.note"),),
        ),
        options=options,
        statements=tuple(row.id for row in shown.rows),
        shown=shown,
    )


def _sections(
    rows: Sequence[Trend], scale: str, options: RenderOptions, *, is_named: bool, with_single: bool
) -> tuple[list[Section], int]:
    """Plots of those counted more than once, and the others as text, all in one unit; and how many times a gridline's
    value the next one is."""
    by_subject = [list(counts) for _, counts in groupby(rows, key=lambda row: row.subject)]
    plotted = [row for counts in by_subject if len(counts) > 1 for row in counts]
    across = year_scale((day for row in plotted for day in (row.earliest_day, row.latest_day)), most=YEARS)
    up = amount_scale(map(findings.amount, plotted), unit_ticks(rows[0].unit, options), log=_is_log(plotted, scale))
    up = Scale(up.low, up.high, up.ticks[:: -(-len(up.ticks) // COUNTS)], up.is_log)
    plots = tuple(_plot(counts, across, up, options) for counts in by_subject if len(counts) > 1)
    once = tuple(_once(counts[0], options) for counts in by_subject if len(counts) == 1)
    heading = (Words(measures.unit(rows[0].unit, options), bold=True),) if is_named else ()
    sections = [Section(heading, plots=plots)] if plots else []
    if once and with_single:
        text = translate(options.lang, "trend.once") if plots else ""
        sections.append(Section((Words(text, bold=True),) if text else heading, rows=once))
    return sections, log_step(up) if plots else 0


def _is_log(rows: Sequence[Trend], scale: str) -> bool | None:
    """As the reader wants it, where all amounts can stand on such a scale."""
    return False if min(map(findings.amount, rows), default=0) <= 0 else SCALES[scale]


def _counter(row: Trend) -> tuple[str, str, str]:
    return row.unit, row.subject, row.counter


def _rank(rows: Sequence[Trend], subject: str) -> tuple[bool, float, str]:
    """The compared first, and of these of whom most was counted."""
    own = [row for row in rows if row.subject == subject]
    return own[0].side_rank >= NEUTRAL, -max(map(findings.amount, own)), subject


def _plot(counts: Sequence[Trend], across: Scale, up: Scale, options: RenderOptions) -> Plot:
    title = Words(options.names.subject(counts[0].subject), counts[0].side_rank, bold=True)
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


def _once(row: Trend, options: RenderOptions) -> Row:
    """What was counted once: nothing to draw over time."""
    counted = " · ".join(filter(None, (findings.date(row, options), options.names.stated(row.id, "provider"))))
    mark = Amount(row.lower, row.upper, row.side_rank, row.id)
    return fact_row(Figure(options.names.subject(row.subject), counted, findings.value(row, options), mark))


def _dot(row: Trend, is_end: bool, counter: str, options: RenderOptions) -> Dot:
    """The first and the last count of a line say their value, of several lines the last its counter as well."""
    value = findings.value(row, options) if is_end else ""
    start, end = (row.earliest_day, row.latest_day) if row.precision != "day" else (row.earliest_day,) * 2
    return Dot(start, end, row.lower, row.upper, row.side_rank, row.id, " ".join(filter(None, (value, counter))))


def default_measure(data: Answers) -> str:
    """What most of those compared, or most of all, are followed in; none where nobody is."""
    counted = [row for row in data.ask(Trends) if row.followed]
    return counted[0].measure if counted else ""


SPEC = ChartSpec(
    "trend",
    "trend",
    trend,
    34,
    defaults=lambda data: {"measure": default_measure(data)},
    draw_params=("scale",),
    control="trend",
    crowded=True,
    row_names=lambda rows, options: [options.names.subject(row.subject) for row in rows],
)
