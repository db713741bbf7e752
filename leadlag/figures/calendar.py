"""Dates on an axis: day numbers as x, precision drawn, years as ticks. Day 1 is 1 January of the year 1."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from leadlag.drawing import Axis
from leadlag.figures.canvas import Canvas

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
        tick for number, tick in enumerate(t for t in inside if axis.low <= t[0] <= axis.high) if number % stride == 0
    ]


class Event(NamedTuple):
    """What one statement says of when something happened: its first and last day, as precisely as its source has it,
    and the rank of the side it is about."""

    first: int
    last: int
    precision: str
    side_rank: int
    statement: str

    @property
    def ends(self) -> tuple[int, int]:
        """From its first day to the day after its last."""
        return self.first, self.last + 1


def event(first: int | None, last: int | None, precision: str | None, side_rank: int, statement: str) -> Event | None:
    """None where it has no date."""
    if first is None or last is None or precision is None:
        return None
    return Event(first, last, precision, side_rank, statement)


def mark(canvas: Canvas, axis: Axis, event: Event, y: float) -> None:
    """A day is a dot; anything coarser is a bar over its whole interval."""
    if event.precision == "day":
        canvas.dot(axis, event.first, y, event.side_rank, event.statement)
        return
    canvas.bar(axis, *event.ends, y, canvas.colors.mark(event.side_rank), BAR)
    canvas.hover_target(axis, (event.first + event.last) / 2, y, event.statement)
