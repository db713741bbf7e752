"""An axis for the marks of a section: its scale, widened until marks, arrows and the texts beside them have room."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from leadlag.drawing import Axis
from leadlag.fonts import BOLD, REGULAR
from leadlag.layout.blocks import Amount, Band, Line, Link, Period, Scale, Slice
from leadlag.layout.text_wrap import plain_width

MARGIN = 10  # px beyond either end of an axis: half a mark, struck or not, and a hair
OPEN_END = 24  # px an "at least" line runs on before its arrow, at the narrowest: it ends on no other value
CLEAR = 30  # px between a mark's middle and the far side of its text's air
WIDEST = 1.7  # times its marks' room that an axis has at most, for the sake of texts


@dataclass(frozen=True, slots=True)
class Extent:
    """What the marks of a line cover: from `low` to `high`, and px beyond either for an open end."""

    low: float
    high: float
    left: float = 0
    right: float = 0


def extent(line: Line, scale: Scale) -> Extent | None:
    """None of a line without marks."""
    ends = [one for mark in line.marks for one in _ends(mark, scale)]
    if not ends:
        return None
    low, high = min(end.low for end in ends), max(end.high for end in ends)
    left = max(end.left for end in ends if end.low == low)
    return Extent(low, high, left, max(end.right for end in ends if end.high == high))


def _ends(mark: object, scale: Scale) -> Iterator[Extent]:
    match mark:
        case Amount(lower, upper) | Band(lower, upper):
            low = lower if lower is not None else upper
            high = upper if upper is not None else lower
            if low is not None and high is not None:
                yield Extent(low, high, OPEN_END if lower is None else 0, OPEN_END if upper is None else 0)
        case Period(start, end) | Link(start, end) | Slice(start, end):
            yield Extent(min(start, end), max(start, end))


def fit_axis(scale: Scale, lines: Iterable[Line], pixels: float, start: float, end: float, number: int) -> Axis:
    """The axis number `number` of a page, `pixels` wide at least."""
    bare = Axis("", scale.low, scale.high, scale.is_log)
    spans: list[tuple[float, float, float, float]] = []
    for line in lines:
        if found := extent(line, scale):
            need = text_room(line)
            right = need if line.value_side == "right" else MARGIN
            left = need if line.value_side == "left" else MARGIN
            low, high = bare.fraction(found.low), bare.fraction(found.high)
            spans.append((low, high, max(left, MARGIN) + found.left, max(right, MARGIN) + found.right))
    before = after = 0.0
    for _ in range(24):
        whole = min(1 + before + after, WIDEST)
        before = max([left * whole / pixels - low for low, _, left, _ in spans], default=0)
        after = max([right * whole / pixels - (1 - high) for _, high, _, right in spans], default=0)
        before, after = max(before, MARGIN * whole / pixels), max(after, MARGIN * whole / pixels)
    if before + after > WIDEST - 1:  # too much for all texts: those that do not fit join their labels
        share = (WIDEST - 1) / (before + after)
        least = WIDEST * (MARGIN + OPEN_END) / pixels
        before, after = (max(one * share, min(one, least)) for one in (before, after))
    name = "x" if number == 1 else f"x{number}"
    return Axis(name, bare.at(-before), bare.at(1 + after), scale.is_log, pixels, start, end)


def text_room(line: Line) -> float:
    """Px that the text beside a line's marks needs, from the middle of the mark that it stands beside."""
    return plain_width(line.value, BOLD if line.bold else REGULAR) + CLEAR if line.value else 0.0
