"""Dates on an axis: day numbers as x, precision drawn, years as ticks. Day 1 is 1 January of the year 1."""

from collections.abc import Iterable
from datetime import date

from leadlag.figures.canvas import Axis, Canvas

MARGIN, BAR = 18, 10  # px: kept free at either end of an axis, and a bar's height


def axis_over(canvas: Canvas, days: Iterable[int | None]) -> Axis:
    """An axis over whole years that holds every day given."""
    known = [day for day in days if day is not None]
    first, last = (min(known), max(known)) if known else (date.today().toordinal(),) * 2
    low, high = (
        date(date.fromordinal(first).year, 1, 1).toordinal(),
        date(date.fromordinal(last).year, 12, 31).toordinal() + 1,
    )
    room = (high - low) * MARGIN / (canvas.width * (1 - canvas.labels) - 2 * MARGIN)
    return canvas.axis(low - room, high + room)


def years(axis: Axis, most: int = 9) -> list[tuple[float, str]]:
    """First days of the years on the axis, thinned to `most`."""
    first, last = (date.fromordinal(max(1, round(end))).year for end in (axis.low, axis.high))
    stride = max(1, -(-(last - first) // most))
    inside = [(date(year, 1, 1).toordinal(), str(year)) for year in range(first, last + 1)]
    return [
        tick for place, tick in enumerate(t for t in inside if axis.low <= t[0] <= axis.high) if place % stride == 0
    ]


def mark(
    canvas: Canvas, axis: Axis, first: int, last: int, precision: str, y: float, place: int | None, statement: str
) -> None:
    """A day is a dot; anything coarser is a bar over its whole interval."""
    if precision == "day":
        canvas.dot(axis, first, y, place, statement)
        return
    canvas.bar(axis, first, last + 1, y, canvas.colors.mark(place), BAR)
    canvas.unseen(axis, (first + last) / 2, y, statement)
