"""Pagination: a canvas that is too tall for one picture is cut into pages, each of strips below each other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from leadlag.drawing import Box, Bracket, Line, Mark, Text

Movable = TypeVar("Movable", Text, Mark, Line, Box, Bracket)


@dataclass(frozen=True)
class Section:
    """Rows that share a heading above and a scale below: wherever they are cut apart, both are drawn again."""

    top: float
    first: float
    last: float
    bottom: float


@dataclass(frozen=True)
class Strip:
    """A strip of a canvas, from `start` to `end`, drawn at `to`."""

    start: float
    end: float
    to: float


#: Strips below each other that make up one of the pictures that a canvas needs.
Page = tuple[Strip, ...]


class PageBreaks:
    """Where a canvas may be cut, all in px from its top: best at a preferred break, at a last resort only for want of
    anything else."""

    def __init__(self) -> None:
        self.sections: list[Section] = []
        self._preferred: list[float] = []
        self._breaks: list[float] = []
        self._last_resorts: list[float] = []

    def allow(self, y: float, *, preferred: bool = False, last_resort: bool = False) -> None:
        (self._last_resorts if last_resort else self._breaks).append(y)
        if preferred:
            self._preferred.append(y)

    def pages(self, end: float, room: float) -> list[Page]:
        """As few pages as hold everything up to `end`, none taller than `room` px unless one row alone is; all about
        as tall. They begin at preferred breaks where that needs no more of them."""
        tried = [(self._filled(end, room, breaks), breaks) for breaks in (self._preferred, self._breaks)]
        fitting = [(len(pages), breaks) for pages, breaks in tried if max(map(page_height, pages), default=0) <= room]
        every = [*self._breaks, *self._last_resorts]
        fewest, breaks = min(fitting, key=lambda one: one[0], default=(len(self._filled(end, room, every)), every))
        low, high = 0.0, room
        for _ in range(12 if fewest > 1 else 0):
            middle = (low + high) / 2
            low, high = (low, middle) if len(self._filled(end, middle, breaks)) == fewest else (middle, high)
        return self._filled(end, high, breaks)

    def _filled(self, end: float, room: float, breaks: Sequence[float]) -> list[Page]:
        """Pages filled one after the other."""
        found: list[Page] = []
        header_ends = {section.first for section in self.sections}  # a heading stays with its first row
        stops = sorted({y for y in breaks if y > 0 and y not in header_ends} | {end})
        feet = {stop: sum(s.bottom - s.last for s in self.sections if s.first < stop < s.bottom) for stop in stops}
        start = 0.0
        while start < end:
            head = sum(s.first - s.top for s in self.sections if s.top < start < s.last)
            later = [stop for stop in stops if stop > start]
            fitting = (stop for stop in reversed(later) if head + stop - start + feet[stop] <= room)
            stop = next(fitting, later[0])
            found.append(self._page(start, stop))
            start = stop
        return found

    def _page(self, start: float, end: float) -> Page:
        heads = sorted((s.top, s.first) for s in self.sections if s.top < start < s.last)
        feet = sorted((s.last, s.bottom) for s in self.sections if s.first < end < s.bottom)
        strips: list[Strip] = []
        for first, last in (*heads, (start, end), *feet):
            strips.append(Strip(first, last, page_height(strips)))
        return tuple(strips)


def page_height(page: Sequence[Strip]) -> float:
    """How tall a page is, in px."""
    return sum(strip.end - strip.start for strip in page)


def on_page(items: Sequence[Movable], page: Page) -> list[Movable]:
    """What of these the page holds, where it draws them: marks and texts that stand in it, lines and boxes as far as
    they reach into it."""
    return [found for item in items for strip in page for found in _inside(item, strip)]


def _inside(item: Movable, strip: Strip) -> Iterator[Movable]:
    if isinstance(item, Text | Mark):
        if strip.start <= item.y < strip.end:
            yield replace(item, y=item.y - strip.start + strip.to)
        return
    low, high = min(item.y0, item.y1), max(item.y0, item.y1)
    inside = max(low, strip.start), min(high, strip.end)
    if inside[0] < inside[1] or (low == high and strip.start <= low < strip.end):
        y0, y1 = inside if item.y0 <= item.y1 else inside[::-1]
        yield replace(item, y0=y0 - strip.start + strip.to, y1=y1 - strip.start + strip.to)
