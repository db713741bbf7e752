"""When things happened: a lane per organization, a row per event, so that no label can meet another at any width."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from leadlag import formats, theme
from leadlag.drawing import Axis
from leadlag.figures.calendar import Event, axis_over, event, mark, years
from leadlag.figures.canvas import Canvas, label_side
from leadlag.figures.chart import Chart
from leadlag.figures.render_options import RenderOptions, bold, safe
from leadlag.figures.spec import ChartSpec
from leadlag.rows import Timeline
from leadlag.words import translate

ROW, LANE, AXIS = 24, 30, 26  # px


def timeline(rows: Sequence[Timeline], options: RenderOptions) -> Chart:
    canvas = Canvas(options)
    axis = axis_over(canvas, (day for row in rows for day in (row.earliest_day, row.latest_day)))
    top = canvas.advance(AXIS) + AXIS
    shown = canvas.limit(rows, lambda row: row.milestone)
    for _, lane in groupby(shown, key=lambda row: (row.side_rank, row.organization)):
        _lane(canvas, axis, list(lane), options)
    canvas.ticks(axis, years(axis), top, canvas.y, above=True)
    canvas.keep_with_header(0, top, canvas.y, canvas.y)
    finding = _finding(rows, options)
    return Chart(
        title=finding,
        subtitle=translate(options.lang, "timeline.subtitle"),
        alt=translate(options.lang, "timeline.alt", finding=finding, count=len({row.milestone for row in rows})),
        canvas=canvas,
        statements=tuple(row.id for row in shown),
    )


def _lane(canvas: Canvas, axis: Axis, rows: Sequence[Timeline], options: RenderOptions) -> None:
    first = rows[0]
    canvas.allow_break(preferred=True)
    canvas.rule(canvas.y + 4)
    canvas.label(_name(first, options, canvas.colors), canvas.y + 20, size=theme.TEXT_SIZE)
    head = canvas.advance(LANE)
    start = canvas.y
    for row in rows:
        canvas.allow_break()
        if row.versions > 1:
            canvas.add_footnote(translate(options.lang, "timeline.note"), canvas.y)
        _event(canvas, axis, row, options)
    canvas.keep_with_header(head, start, canvas.y, canvas.y)


def _name(row: Timeline, options: RenderOptions, colors: theme.Palette) -> str:
    side, organization = options.names.side(row.side), options.names.organization(row.organization)
    name = f"<span style='color:{colors.ink(row.side_rank)}'>{bold(organization)}</span>"
    return name if side == organization else f"{name}  <span style='color:{colors.muted}'>{safe(side)}</span>"


def _when(row: Timeline) -> Event | None:
    return event(row.earliest_day, row.latest_day, row.precision, row.side_rank, row.id)


def _event(canvas: Canvas, axis: Axis, row: Timeline, options: RenderOptions) -> None:
    """The event's name, its mark, and its date beside that, or behind the name where there is no room."""
    colors, date, title, dated = canvas.colors, _date(row, options), options.names.about(row.id), _when(row)
    if dated is None:
        canvas.placeholder_text(date, canvas.row([(title, colors.muted, False)], ROW))
        return
    side, parts = label_side(axis, *dated.ends, date), [(title, colors.text, False)]
    y = canvas.row(parts if side else [*parts, (date, colors.muted, False)], ROW)
    mark(canvas, axis, dated, y)
    if side:
        canvas.tag(axis, *dated.ends, y, safe(date), colors.muted, side)


def _date(row: Timeline, options: RenderOptions) -> str:
    date = formats.when(row.year, row.month, row.day, row.part, options.lang)
    return translate(options.lang, "timeline.version", date=date, count=row.versions) if row.versions > 1 else date


def _finding(rows: Sequence[Timeline], options: RenderOptions) -> str:
    """The busiest year among the events that have one; an event dated twice is one, in each of its years."""
    dated = {(row.year, row.milestone) for row in rows if row.year}
    count = len({milestone for _, milestone in dated})
    if not dated:
        return translate(options.lang, "timeline.none")
    (year, most), *rest = Counter(year for year, _ in dated).most_common(2)
    if count < 3 or (rest and rest[0][1] == most):
        return translate(options.lang, "timeline.plain", count=count)
    return translate(options.lang, "timeline.busiest", year=year, most=most, count=count)


SPEC = ChartSpec(
    "timeline",
    "timeline",
    timeline,
    80,
    table="milestones",
    row_names=lambda rows, options: [options.names.about(row.id) for row in rows],
)
