"""When things happened: a lane per organization, a row per event, so that no label can meet another at any width."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from leadlag import formats, theme
from leadlag.figures.calendar import axis_over, mark, years
from leadlag.figures.canvas import Axis, Canvas, beside
from leadlag.figures.chart import Chart
from leadlag.figures.common import Row
from leadlag.figures.look import Look, bold, safe
from leadlag.figures.wrapping import width
from leadlag.words import pick, say

ROW, LANE, COMPACT_LANE = 25, 34, 30  # px


def timeline(rows: Sequence[Row], look: Look) -> Chart:
    canvas = Canvas(look)
    axis = axis_over(canvas, (day for row in rows for day in (row.earliest_day, row.latest_day)))
    canvas.down(0 if look.compact else 26)
    top = canvas.y
    for _, lane in groupby(rows, key=lambda row: (row.place, row.organization)):
        _lane(canvas, axis, list(lane), look)
    canvas.down(6)
    canvas.ticks(axis, years(axis), top, canvas.y, above=not look.compact)
    canvas.scope(0, top, canvas.y, canvas.y + 28)
    canvas.down(28)
    finding = _finding(rows, look)
    return Chart(
        title=finding,
        subtitle=say(look.lang, "timeline.subtitle"),
        alt=say(look.lang, "timeline.alt", finding=finding, count=len({row.milestone for row in rows})),
        canvas=canvas,
        statements=tuple(row.id for row in rows),
    )


def _lane(canvas: Canvas, axis: Axis, rows: Sequence[Row], look: Look) -> None:
    first = rows[0]
    canvas.may_cut(chapter=True)
    canvas.rule(canvas.y + 4)
    canvas.label(_name(first, look, canvas.colors), canvas.y + 20, size=theme.TEXT_SIZE)
    head = canvas.down(COMPACT_LANE if canvas.look.compact else LANE)
    start = canvas.y
    for row in rows:
        canvas.may_cut()
        if row.versions > 1:
            canvas.remark(say(look.lang, "timeline.note"), canvas.y)
        if canvas.look.compact:
            _compact_event(canvas, axis, row, look)
            continue
        y = canvas.down(ROW) + ROW / 2
        if row.precision is None:
            text = f"{safe(pick(row, 'title', look.lang))} · {say(look.lang, 'date.none')}"
            canvas.label(text, y, size=theme.SMALL_SIZE, color=canvas.colors.muted)
        else:
            _event(canvas, axis, row, y, look)
    canvas.scope(head, start, canvas.y, canvas.y)


def _name(row: Row, look: Look, colors: theme.Palette) -> str:
    side, organization = pick(row, "side_name", look.lang), pick(row, "organization_name", look.lang)
    name = f"<span style='color:{colors.ink(row.place)}'>{bold(organization)}</span>"
    return name if side == organization else f"{name}  <span style='color:{colors.muted}'>{safe(side)}</span>"


def _compact_event(canvas: Canvas, axis: Axis, row: Row, look: Look) -> None:
    """The event's name beside its mark, and its date next to that, or behind the name where there is no room."""
    colors, date = canvas.colors, _date(row, look)
    if row.precision is None:
        y = canvas.beside([(pick(row, "title", look.lang), colors.muted, False)])
        canvas.words(date, y)
        return
    ends = row.earliest_day, row.latest_day + 1
    side, parts = beside(axis, *ends, date), [(pick(row, "title", look.lang), colors.text, False)]
    y = canvas.beside([*parts, (date, colors.muted, False)] if side == "center" else parts)
    mark(canvas, axis, row.earliest_day, row.latest_day, row.precision, y, row.place, row.id)
    if side != "center":
        canvas.tag(axis, *ends, y, safe(date), colors.muted, side=side)


def _date(row: Row, look: Look) -> str:
    date = formats.when(row.year, row.month, row.day, row.part, look.lang)
    return say(look.lang, "timeline.version", date=date, count=row.versions) if row.versions > 1 else date


def _event(canvas: Canvas, axis: Axis, row: Row, y: float, look: Look) -> None:
    date = _date(row, look)
    title = safe(pick(row, "title", look.lang))
    muted = f"<span style='color:{canvas.colors.muted}'>{date}</span>"
    after, before = f"{title}  {muted}", f"{muted}  {title}"
    side = beside(axis, row.earliest_day, row.latest_day + 1, after)
    if side == "center":  # no room on either side: a line of its own above the mark, as near to it as the page allows
        need, middle = width(after) / axis.pixels, axis.fraction((row.earliest_day + row.latest_day + 1) / 2)
        canvas.label(after, y, size=theme.SMALL_SIZE, x=max(0, min(middle - need / 2, 1 - need)))
        y = canvas.down(ROW) + ROW / 2
    else:
        text = after if side == "right" else before
        canvas.tag(axis, row.earliest_day, row.latest_day + 1, y, text, canvas.colors.text, side=side)
    mark(canvas, axis, row.earliest_day, row.latest_day, row.precision, y, row.place, row.id)


def _finding(rows: Sequence[Row], look: Look) -> str:
    """The busiest year among the events that have one; an event dated twice is one, in each of its years."""
    dated = {(row.year, row.milestone) for row in rows if row.year}
    count = len({milestone for _, milestone in dated})
    if not dated:
        return say(look.lang, "timeline.none")
    (year, most), *rest = Counter(year for year, _ in dated).most_common(2)
    if count < 3 or (rest and rest[0][1] == most):
        return say(look.lang, "timeline.plain", count=count)
    return say(look.lang, "timeline.busiest", year=year, most=most, count=count)
