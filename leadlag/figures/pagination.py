"""Where a canvas that is too tall for one picture is cut: strips of it below each other make up each picture."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Box = tuple[float, float, float, float]  # x0, y0, x1, y1


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
        start, ends = 0.0, sorted({cut for cut in cuts if cut > 0 and cut not in kept} | {end})
        while start < end:
            later = [stop for stop in ends if stop > start]
            near = (self._window(start, stop) for stop in reversed(later) if stop - start <= room)
            fitting = (window for window in near if height(window) <= room)
            found.append(next(fitting, self._window(start, later[0])))
            start = next(piece.end for piece in found[-1] if piece.start == start)
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


def moved_points(points: Sequence[Any], window: Window) -> list[Any]:
    """Marks and texts, (x, y, …), that stand in the window, where it draws them."""
    return [
        (point[0], point[1] - piece.start + piece.to, *point[2:])
        for point in points
        for piece in window
        if piece.start <= point[1] < piece.end
    ]


def moved_boxes(boxes: Sequence[Box], window: Window) -> list[Box]:
    """Lines and boxes as far as they reach into the window, where it draws them."""
    found = []
    for x0, y0, x1, y1 in boxes:
        low, high = min(y0, y1), max(y0, y1)
        for piece in window:
            if low == high and piece.start <= low < piece.end:
                found.append((x0, y0 - piece.start + piece.to, x1, y1 - piece.start + piece.to))
            elif (inside := (max(low, piece.start), min(high, piece.end)))[0] < inside[1]:
                ends = inside if y0 <= y1 else inside[::-1]
                found.append((x0, ends[0] - piece.start + piece.to, x1, ends[1] - piece.start + piece.to))
    return found
