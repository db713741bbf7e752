"""A drawing: texts and marks, each at its position, and nothing that knows what draws them.

A page is `width` px wide and `height` px tall, counted downwards. Across, everything stands on an axis, in that axis'
own unit, so that a painter may draw the page wider than it was laid out for.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

Side = Literal["left", "right", "center"]
Shape = Literal["triangle-up", "circle", "square", "triangle-left", "triangle-right", "x-thin"]


@dataclass(frozen=True)
class Axis:
    """An x-axis in the data's unit, from `start` to `end`, shares of the page's width; `pixels` is the least width it
    is drawn at."""

    name: str
    low: float
    high: float
    log: bool = False
    pixels: float = 0
    start: float = 0.0
    end: float = 1.0

    def fraction(self, value: float) -> float:
        """Where a value stands between the axis' ends, 0 to 1."""
        if self.log:
            return math.log(value / self.low) / math.log(self.high / self.low)
        return (value - self.low) / (self.high - self.low)

    def across(self, value: float) -> float:
        """Where a value stands on the page, as a share of its width."""
        return self.start + (self.end - self.start) * self.fraction(value)

    def nearer(self, low: float, high: float) -> Side:
        """The end of the axis that lies nearer to what reaches from `low` to `high`."""
        return "left" if self.fraction(low) < 1 - self.fraction(high) else "right"

    def at(self, fraction: float) -> float:
        if self.log:
            return float(self.low * (self.high / self.low) ** fraction)
        return self.low + fraction * (self.high - self.low)


#: The page itself, from its left edge to its right: what texts, rules and brackets of two panels stand on. Its number
#: is high, because Plotly draws axes in their order and texts belong on top of every panel's gridlines.
PAGE = Axis("x99", 0, 1)


@dataclass(frozen=True, slots=True)
class Run:
    """A part of a text; a colour of its own, or "" for the text's."""

    text: str
    color: str = ""
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text centred on y that lies to the `side` of x; `air` are the blanks that keep it clear of a mark."""

    x: float
    y: float
    runs: tuple[Run, ...]
    side: Side
    color: str
    size: float
    air: int = 0
    serif: bool = False

    @property
    def plain(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Mark:
    """A marker around its middle, `size` px wide.

    `statement` is what it answers for, "" where that is derived from its `inputs`, None where it answers nothing;
    `tooltip` is what it says when it is pointed at.
    """

    axis: Axis
    x: float
    y: float
    shape: Shape
    size: float
    fill: str
    edge: str
    edge_width: float
    statement: str | None = None
    inputs: tuple[str, ...] = ()
    tooltip: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line, dotted or not; one that lies `under` all marks is a gridline."""

    axis: Axis
    x0: float
    y0: float
    x1: float
    y1: float
    color: str
    width: float
    under: bool = False
    is_dotted: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle with an outline of 1.2 px; its filling may be seen through."""

    axis: Axis
    x0: float
    y0: float
    x1: float
    y1: float
    edge: str
    fill: str
    opacity: float = 1


@dataclass(frozen=True, slots=True)
class Bracket:
    """A bracket from y0 to y1, whose tips and stem stand that many px beside x."""

    axis: Axis
    x: float
    y0: float
    y1: float
    tip: float
    stem: float
    color: str
    width: float = 1.2


@dataclass(frozen=True, slots=True)
class Part:
    """Another drawing, so many times as large, whose top left corner stands at these px."""

    drawing: "Drawing"
    x: float
    y: float
    scale: float = 1


Item: TypeAlias = Text | Mark | Line | Box | Bracket | Part


@dataclass(frozen=True)
class Drawing:
    """Items in the order in which they are drawn, the lowest first, on a background or on none."""

    width: float
    height: float
    items: tuple[Item, ...]
    axes: tuple[Axis, ...] = (PAGE,)
    background: str = ""

    @property
    def texts(self) -> Iterator[Text]:
        """All texts, those of its parts included."""
        for item in self.items:
            if isinstance(item, Text):
                yield item
            elif isinstance(item, Part):
                yield from item.drawing.texts
