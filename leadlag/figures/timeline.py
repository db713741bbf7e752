"""When things happened: a lane per organization, a row per event, so that no label can meet another at any width."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from leadlag import formats, theme
from leadlag.drawing import Axis
from leadlag.figures.calendar import Event, axis_over, event, mark, years
from leadlag.figures.canvas import Canvas, beside
from leadlag.figures.chart import Chart
from leadlag.figures.render_options import Look, bold, safe
from leadlag.figures.spec import ChartSpec
from leadlag.figures.text_wrap import width
from leadlag.rows import Timeline
from leadlag.words import translate

ROW, LANE, COMPACT_LANE = 25, 34, 30  # px


def timeline(rows: Sequence[Timeline], look: Look) -> Chart:
    canvas = Canvas(look)
    axis = axis_over(canvas, (day for row in rows for day in (row.earliest_day, row.latest_day)))
    canvas.down(0 if look.compact else 26)
    top = canvas.y
    for _, lane in groupby(rows, key=lambda row: (row.side_rank, row.organization)):
        _lane(canvas, axis, list(lane), look)
    canvas.down(6)
    canvas.ticks(axis, years(axis), top, canvas.y, above=not look.compact)
    canvas.scope(0, top, canvas.y, canvas.y + 28)
    canvas.down(28)
    finding = _finding(rows, look)
    return Chart(
        title=finding,
        subtitle=translate(look.lang, "timeline.subtitle"),
        alt=translate(look.lang, "timeline.alt", finding=finding, count=len({row.milestone for row in rows})),
        canvas=canvas,
        statements=tuple(row.id for row in rows),
    )


def _lane(canvas: Canvas, axis: Axis, rows: Sequence[Timeline], look: Look) -> None:
    first = rows[0]
    canvas.may_cut(chapter=True)
    canvas.rule(canvas.y + 4)
    canvas.label(_name(first, look, canvas.colors), canvas.y + 20, size=theme.TEXT_SIZE)
    head = canvas.down(COMPACT_LANE if canvas.look.compact else LANE)
    start = canvas.y
    for row in rows:
        canvas.may_cut()
        if row.versions > 1:
            canvas.remark(translate(look.lang, "timeline.note"), canvas.y)
        if canvas.look.compact:
            _compact_event(canvas, axis, row, look)
            continue
        y = canvas.down(ROW) + ROW / 2
        dated = _when(row)
        if dated is None:
            text = f"{safe(look.names.about(row.id))} · {translate(look.lang, 'date.none')}"
            canvas.label(text, y, size=theme.SMALL_SIZE, color=canvas.colors.muted)
        else:
            _event(canvas, axis, row, dated, y, look)
    canvas.scope(head, start, canvas.y, canvas.y)


def _name(row: Timeline, look: Look, colors: theme.Palette) -> str:
    side, organization = look.names.side(row.side), look.names.organization(row.organization)
    name = f"<span style='color:{colors.ink(row.side_rank)}'>{bold(organization)}</span>"
    return name if side == organization else f"{name}  <span style='color:{colors.muted}'>{safe(side)}</span>"


def _when(row: Timeline) -> Event | None:
    return event(row.earliest_day, row.latest_day, row.precision, row.side_rank, row.id)


def _compact_event(canvas: Canvas, axis: Axis, row: Timeline, look: Look) -> None:
    """The event's name beside its mark, and its date next to that, or behind the name where there is no room."""
    colors, date, title, dated = canvas.colors, _date(row, look), look.names.about(row.id), _when(row)
    if dated is None:
        canvas.words(date, canvas.beside([(title, colors.muted, False)]))
        return
    side, parts = beside(axis, *dated.ends, date), [(title, colors.text, False)]
    y = canvas.beside([*parts, (date, colors.muted, False)] if side == "center" else parts)
    mark(canvas, axis, dated, y)
    if side != "center":
        canvas.tag(axis, *dated.ends, y, safe(date), colors.muted, side=side)


def _date(row: Timeline, look: Look) -> str:
    date = formats.when(row.year, row.month, row.day, row.part, look.lang)
    return translate(look.lang, "timeline.version", date=date, count=row.versions) if row.versions > 1 else date


def _event(canvas: Canvas, axis: Axis, row: Timeline, dated: Event, y: float, look: Look) -> None:
    title = safe(look.names.about(row.id))
    muted = f"<span style='color:{canvas.colors.muted}'>{_date(row, look)}</span>"
    after, before = f"{title}  {muted}", f"{muted}  {title}"
    side = beside(axis, *dated.ends, after)
    if side == "center":  # no room on either side: a line of its own above the mark, as near to it as the page allows
        need, middle = width(after) / axis.pixels, axis.fraction(sum(dated.ends) / 2)
        canvas.label(after, y, size=theme.SMALL_SIZE, x=max(0, min(middle - need / 2, 1 - need)))
        y = canvas.down(ROW) + ROW / 2
    else:
        text = after if side == "right" else before
        canvas.tag(axis, *dated.ends, y, text, canvas.colors.text, side=side)
    mark(canvas, axis, dated, y)


def _finding(rows: Sequence[Timeline], look: Look) -> str:
    """The busiest year among the events that have one; an event dated twice is one, in each of its years."""
    dated = {(row.year, row.milestone) for row in rows if row.year}
    count = len({milestone for _, milestone in dated})
    if not dated:
        return translate(look.lang, "timeline.none")
    (year, most), *rest = Counter(year for year, _ in dated).most_common(2)
    if count < 3 or (rest and rest[0][1] == most):
        return translate(look.lang, "timeline.plain", count=count)
    return translate(look.lang, "timeline.busiest", year=year, most=most, count=count)


SPEC = ChartSpec("timeline", "timeline", timeline, 80, table="milestones")
