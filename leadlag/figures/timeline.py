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
from leadlag.figures.text_wrap import width
from leadlag.rows import Timeline
from leadlag.words import translate

ROW, LANE, COMPACT_LANE = 25, 34, 30  # px


def timeline(rows: Sequence[Timeline], options: RenderOptions) -> Chart:
    canvas = Canvas(options)
    axis = axis_over(canvas, (day for row in rows for day in (row.earliest_day, row.latest_day)))
    canvas.advance(0 if options.compact else 26)
    top = canvas.y
    for _, lane in groupby(rows, key=lambda row: (row.side_rank, row.organization)):
        _lane(canvas, axis, list(lane), options)
    canvas.advance(6)
    canvas.ticks(axis, years(axis), top, canvas.y, above=not options.compact)
    canvas.keep_with_header(0, top, canvas.y, canvas.y + 28)
    canvas.advance(28)
    finding = _finding(rows, options)
    return Chart(
        title=finding,
        subtitle=translate(options.lang, "timeline.subtitle"),
        alt=translate(options.lang, "timeline.alt", finding=finding, count=len({row.milestone for row in rows})),
        canvas=canvas,
        statements=tuple(row.id for row in rows),
    )


def _lane(canvas: Canvas, axis: Axis, rows: Sequence[Timeline], options: RenderOptions) -> None:
    first = rows[0]
    canvas.allow_break(preferred=True)
    canvas.rule(canvas.y + 4)
    canvas.label(_name(first, options, canvas.colors), canvas.y + 20, size=theme.TEXT_SIZE)
    head = canvas.advance(COMPACT_LANE if canvas.options.compact else LANE)
    start = canvas.y
    for row in rows:
        canvas.allow_break()
        if row.versions > 1:
            canvas.add_footnote(translate(options.lang, "timeline.note"), canvas.y)
        if canvas.options.compact:
            _compact_event(canvas, axis, row, options)
            continue
        y = canvas.advance(ROW) + ROW / 2
        dated = _when(row)
        if dated is None:
            text = f"{safe(options.names.about(row.id))} · {translate(options.lang, 'date.none')}"
            canvas.label(text, y, size=theme.SMALL_SIZE, color=canvas.colors.muted)
        else:
            _event(canvas, axis, row, dated, y, options)
    canvas.keep_with_header(head, start, canvas.y, canvas.y)


def _name(row: Timeline, options: RenderOptions, colors: theme.Palette) -> str:
    side, organization = options.names.side(row.side), options.names.organization(row.organization)
    name = f"<span style='color:{colors.ink(row.side_rank)}'>{bold(organization)}</span>"
    return name if side == organization else f"{name}  <span style='color:{colors.muted}'>{safe(side)}</span>"


def _when(row: Timeline) -> Event | None:
    return event(row.earliest_day, row.latest_day, row.precision, row.side_rank, row.id)


def _compact_event(canvas: Canvas, axis: Axis, row: Timeline, options: RenderOptions) -> None:
    """The event's name beside its mark, and its date next to that, or behind the name where there is no room."""
    colors, date, title, dated = canvas.colors, _date(row, options), options.names.about(row.id), _when(row)
    if dated is None:
        canvas.placeholder_text(date, canvas.label_column([(title, colors.muted, False)]))
        return
    side, parts = label_side(axis, *dated.ends, date), [(title, colors.text, False)]
    y = canvas.label_column([*parts, (date, colors.muted, False)] if side == "center" else parts)
    mark(canvas, axis, dated, y)
    if side != "center":
        canvas.tag(axis, *dated.ends, y, safe(date), colors.muted, side=side)


def _date(row: Timeline, options: RenderOptions) -> str:
    date = formats.when(row.year, row.month, row.day, row.part, options.lang)
    return translate(options.lang, "timeline.version", date=date, count=row.versions) if row.versions > 1 else date


def _event(canvas: Canvas, axis: Axis, row: Timeline, dated: Event, y: float, options: RenderOptions) -> None:
    title = safe(options.names.about(row.id))
    muted = f"<span style='color:{canvas.colors.muted}'>{_date(row, options)}</span>"
    after, before = f"{title}  {muted}", f"{muted}  {title}"
    side = label_side(axis, *dated.ends, after)
    if side == "center":  # no room on either side: a line of its own above the mark, as near to it as the page allows
        need, middle = width(after) / axis.pixels, axis.fraction(sum(dated.ends) / 2)
        canvas.label(after, y, size=theme.SMALL_SIZE, x=max(0, min(middle - need / 2, 1 - need)))
        y = canvas.advance(ROW) + ROW / 2
    else:
        text = after if side == "right" else before
        canvas.tag(axis, *dated.ends, y, text, canvas.colors.text, side=side)
    mark(canvas, axis, dated, y)


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


SPEC = ChartSpec("timeline", "timeline", timeline, 80, table="milestones")
