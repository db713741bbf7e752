"""Where a canvas that is too tall for one picture is cut: strips of it below each other make up each picture."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from leadlag.drawing import Box, Bracket, Line, Mark, Text

Movable = TypeVar("Movable", Text, Mark, Line, Box, Bracket)


@dataclass(frozen=True)
class Scope:
    """Rows that share a heading above and a scale below: wherever they are cut apart, both are drawn again."""

    top: float
    first: float
    last: float
    bottom: float


@dataclass(frozen=True)
class Piece:
    """A strip of a canvas, from `start` to `end`, drawn at `to`."""

    start: float
    end: float
    to: float


#: Strips below each other that make up one picture of a canvas that does not fit into one.
Window = tuple[Piece, ...]


class Cuts:
    """Where a canvas may be cut, all in px from its top: best between chapters, at a seam only for want of anything
    else."""

    def __init__(self) -> None:
        self.scopes: list[Scope] = []
        self._chapters: list[float] = []
        self._plain: list[float] = []
        self._seams: list[float] = []

    def allow(self, y: float, *, chapter: bool = False, seam: bool = False) -> None:
        (self._seams if seam else self._plain).append(y)
        if chapter:
            self._chapters.append(y)

    def windows(self, end: float, room: float) -> list[Window]:
        """As few windows as hold everything up to `end`, none taller than `room` px unless one row alone is; all about
        as tall. They begin with chapters where that needs no more of them."""
        tried = [(self._filled(end, room, cuts), cuts) for cuts in (self._chapters, self._plain)]
        fitting = [(len(windows), cuts) for windows, cuts in tried if max(map(height, windows), default=0) <= room]
        every = [*self._plain, *self._seams]
        fewest, cuts = min(fitting, key=lambda one: one[0], default=(len(self._filled(end, room, every)), every))
        low, high = 0.0, room
        for _ in range(12 if fewest > 1 else 0):
            middle = (low + high) / 2
            low, high = (low, middle) if len(self._filled(end, middle, cuts)) == fewest else (middle, high)
        return self._filled(end, high, cuts)

    def _filled(self, end: float, room: float, cuts: Sequence[float]) -> list[Window]:
        """Windows filled one after the other."""
        found: list[Window] = []
        kept = {scope.first for scope in self.scopes}  # a heading stays with its first row
        stops = sorted({cut for cut in cuts if cut > 0 and cut not in kept} | {end})
        feet = {stop: sum(s.bottom - s.last for s in self.scopes if s.first < stop < s.bottom) for stop in stops}
        start = 0.0
        while start < end:
            head = sum(s.first - s.top for s in self.scopes if s.top < start < s.last)
            later = [stop for stop in stops if stop > start]
            fitting = (stop for stop in reversed(later) if head + stop - start + feet[stop] <= room)
            stop = next(fitting, later[0])
            found.append(self._window(start, stop))
            start = stop
        return found

    def _window(self, start: float, end: float) -> Window:
        heads = sorted((s.top, s.first) for s in self.scopes if s.top < start < s.last)
        feet = sorted((s.last, s.bottom) for s in self.scopes if s.first < end < s.bottom)
        pieces: list[Piece] = []
        for first, last in (*heads, (start, end), *feet):
            pieces.append(Piece(first, last, height(pieces)))
        return tuple(pieces)


def height(window: Sequence[Piece]) -> float:
    """How tall a window is, in px."""
    return sum(piece.end - piece.start for piece in window)


def moved(items: Sequence[Movable], window: Window) -> list[Movable]:
    """What of these the window holds, where it draws them: marks and texts that stand in it, lines and boxes as far as
    they reach into it."""
    return [found for item in items for piece in window for found in _inside(item, piece)]


def _inside(item: Movable, piece: Piece) -> Iterator[Movable]:
    if isinstance(item, Text | Mark):
        if piece.start <= item.y < piece.end:
            yield replace(item, y=item.y - piece.start + piece.to)
        return
    low, high = min(item.y0, item.y1), max(item.y0, item.y1)
    inside = max(low, piece.start), min(high, piece.end)
    if inside[0] < inside[1] or (low == high and piece.start <= low < piece.end):
        y0, y1 = inside if item.y0 <= item.y1 else inside[::-1]
        yield replace(item, y0=y0 - piece.start + piece.to, y1=y1 - piece.start + piece.to)
