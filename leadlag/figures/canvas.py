"""A figure laid out from the top in pixels, with one x-axis per panel.

The y-axis counts pixels downwards, so rows, labels and gridlines are placed where they will stand at any width;
x stays in the data's own unit. Everything is a handful of traces and a few shapes: Plotly draws a hundred texts of a
trace in the time of three annotations.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Literal, TypeVar

import plotly.graph_objects as go

from leadlag import theme
from leadlag.figures.common import listed, sentences
from leadlag.figures.pagination import Box, Cuts, Scope, Window, height, moved_boxes, moved_points
from leadlag.figures.render_options import NARROWEST, Look, bold, safe
from leadlag.figures.statement_facts import NEUTRAL, Known
from leadlag.figures.text_wrap import fitted, shortened, width
from leadlag.words import translate

Key = TypeVar("Key")
Item = TypeVar("Item")
Side = Literal["left", "right", "center"]
POSITIONS = {"left": "middle left", "right": "middle right", "center": "middle center"}
MARK_SIZE, POINTER_SIZE, STRIKE_SIZE = 12, 9, 17  # px
Inputs = tuple[str, ...]
AIR = "\u00a0\u00a0"  # between a mark and its text
CLEAR = 30  # px between a mark's middle and the far side of its text's air
ABOVE = 13  # px from a line to the text above it
LABELS = 0.46  # of the width, where labels stand beside the marks
COMPACT_LINE, COMPACT_GAP = 16, 8  # px of a line of such a label, and between two of them
MOST_LINES = 4  # of one name
STEPS = (1.3, 2.6, 3.9, 5.2, 6.5)  # of ABOVE that a text may stand from its dot, the nearer the better
OPEN_END = 0.16  # the share of the axis an "at least" line runs on before its arrow


@dataclass(frozen=True)
class Axis:
    """One panel's x-axis, in the data's unit; `pixels` is the least width it is drawn at."""

    name: str
    low: float
    high: float
    log: bool = False
    pixels: float = NARROWEST

    def fraction(self, value: float) -> float:
        """Where a value stands between the axis' ends, 0 to 1."""
        if self.log:
            return math.log(value / self.low) / math.log(self.high / self.low)
        return (value - self.low) / (self.high - self.low)

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


class Canvas:
    """Collects marks and text; `figure()` turns them into a handful of traces."""

    def __init__(self, look: Look) -> None:
        self.look, self.colors, self.width = look, look.colors, look.width
        self.known = Known()
        self.labels = LABELS if look.compact else 0.0  # the share of the width that labels have for themselves
        self.y = 0.0
        self._cuts = Cuts()
        self._axes: list[Axis] = []
        self._points: dict[tuple[str, str, str, int], list[tuple[float, float, str | None, Inputs]]] = defaultdict(list)
        self._texts: dict[tuple[str, int, str], list[tuple[float, float, str, str]]] = defaultdict(list)
        self._remarks: list[tuple[str, float | None]] = []
        self._brackets: list[dict[str, Any]] = []
        self._grid: dict[tuple[str, str, float], list[Box]] = defaultdict(list)
        self._bars: dict[tuple[str, str], list[Box]] = defaultdict(list)
        self._lines: dict[tuple[str, str, float], list[Box]] = defaultdict(list)
        self._blocks: dict[tuple[str, str], list[Box]] = defaultdict(list)

    def axis(self, low: float, high: float, *, log: bool = False, margin: float = 0) -> Axis:
        """An axis from `low` to `high` that keeps `margin` px free beyond either end."""
        number = len(self._axes) + 1
        room = self.width * (1 - self.labels)
        bare, share = Axis("", low, high, log), margin / (room - 2 * margin)
        low, high = bare.at(-share), bare.at(1 + share)
        self._axes.append(Axis("x" if number == 1 else f"x{number}", low, high, log, room))
        return self._axes[-1]

    def down(self, pixels: float) -> float:
        """Move on; returns the y left behind."""
        y, self.y = self.y, self.y + pixels
        return y

    def label(self, text: str, y: float, *, size: int = theme.TEXT_SIZE, color: str = "", x: float = 0) -> None:
        """Text centred on y that begins at x, a share of the page's width, or that ends at its right edge (x = 1)."""
        side: Side = "left" if x == 1 else "right"
        self._write(PAGE, x, y, text, side, color or self.colors.text, size)

    def text(self, axis: Axis, x: float, y: float, text: str, side: Side, color: str, *, dot: bool = False) -> None:
        """Text beside x; `dot` keeps clear of a marker that is centred there."""
        air = AIR * (2 if dot else 1)
        self._write(axis, x, y, text, side, color, theme.SMALL_SIZE, air)

    def beside(self, parts: Sequence[tuple[str, str, bool]], height: float = 0) -> float:
        """A row of at least this height whose words, (text, colour, bold), stand in the labels' part of the width: each
        part behind the one before it, or where it has no room there, on lines of its own; returns the y of its middle
        and moves on."""
        room = self.width * (self.labels - 0.02)
        lines: list[list[tuple[str, str, bool]]] = []
        for text, color, strong in parts:
            own = shortened(text, room, theme.SMALL_SIZE, MOST_LINES)
            if lines and len(own) == 1 and width("  ".join([*(said for said, _, _ in lines[-1]), text])) <= room:
                lines[-1].append((text, color, strong))
            else:
                lines += [[(line, color, strong)] for line in own]
        tall = max(height, len(lines) * COMPACT_LINE + COMPACT_GAP)
        middle = self.down(tall) + tall / 2
        for number, line in enumerate(lines):
            y = middle + (number - (len(lines) - 1) / 2) * COMPACT_LINE
            self.label(self._phrase(line), y, size=theme.SMALL_SIZE, color=line[0][1])
        return middle

    def _phrase(self, parts: Sequence[tuple[str, str, bool]]) -> str:
        """Parts of a line that differ in colour and weight, as one text in the colour of the first."""
        first, *others = [(bold(text) if strong else safe(text), color) for text, color, strong in parts]
        return "  ".join([first[0], *(f"<span style='color:{color}'>{text}</span>" for text, color in others)])

    def dot(
        self,
        axis: Axis,
        x: float,
        y: float,
        side_rank: int | None,
        statement: str,
        *,
        filled: bool = True,
        inputs: Inputs = (),
    ) -> None:
        """A mark that answers for a statement; "" where it is derived, from the statements that are its `inputs`."""
        symbol = theme.symbol(side_rank) if filled else f"{theme.symbol(side_rank)}-open"
        self._points[axis.name, self.colors.mark(side_rank), symbol, MARK_SIZE].append((x, y, statement, inputs))

    def arrow(self, axis: Axis, x: float, y: float, side_rank: int | None, *, left: bool = False) -> None:
        """The head of an open end."""
        symbol = "triangle-left-open" if left else "triangle-right-open"
        self._points[axis.name, self.colors.mark(side_rank), symbol, MARK_SIZE].append((x, y, None, ()))

    def pointer(self, axis: Axis, x: float, y: float, color: str, *, left: bool) -> None:
        """A small head on a connector that says which way it leads."""
        symbol = "triangle-left" if left else "triangle-right"
        self._points[axis.name, color, symbol, POINTER_SIZE].append((x, y, None, ()))

    def unseen(self, axis: Axis, x: float, y: float, statement: str, inputs: Inputs = ()) -> None:
        """What answers the pointer for an interval's bar and is not seen."""
        self._points[axis.name, theme.TRANSPARENT, "circle", MARK_SIZE].append((x, y, statement, inputs))

    def _write(
        self, axis: Axis, x: float, y: float, text: str, side: Side, color: str, size: int, air: str = ""
    ) -> None:
        """Text within the page's edges, all on the page's axis, because what reaches beyond its panel's is cut off.
        Bold throughout, it is set by its font: Plotly takes a tag apart at three times the cost."""
        share = x if axis is PAGE else self.labels + (1 - self.labels) * axis.fraction(x)
        room = {"right": 1 - share, "left": share, "center": 1.0}[side] * self.width - width(air, size)
        text = fitted(text, room, size)
        if side == "center":
            half = width(text, size) / self.width / 2
            share = min(max(share, half), 1 - half)
        plain = text.removeprefix("<b>").removesuffix("</b>")
        weight = "bold" if text == f"<b>{plain}</b>" and "<" not in plain else "normal"
        shown = plain if weight == "bold" else text
        self._texts[color, size, weight].append((share, y, f"{air}{shown}{air}", POSITIONS[side]))

    def words(self, text: str, y: float) -> None:
        """What stands instead of a mark where there is none."""
        air = AIR if self.labels else ""
        self._write(PAGE, self.labels, y, safe(text), "right", self.colors.muted, theme.SMALL_SIZE, air)

    def tag(
        self, axis: Axis, low: float, high: float, y: float, text: str, color: str, *, side: Side | None = None
    ) -> None:
        """Text of a mark that reaches from `low` to `high`, where there is room for it."""
        side = side or beside(axis, low, high, text)
        if side == "center":
            self.text(axis, axis.at((axis.fraction(low) + axis.fraction(high)) / 2), y - ABOVE, text, side, color)
        else:
            self.text(axis, high if side == "right" else low, y, text, side, color, dot=True)

    def line(self, axis: Axis, x0: float, x1: float, y: float, color: str, width: float = 2) -> None:
        self._lines[axis.name, color, width].append((x0, y, x1, y))

    def bar(self, axis: Axis, x0: float, x1: float, y: float, color: str, height: float = 12) -> None:
        """An interval: square ends, 35 % fill, solid outline."""
        self._bars[axis.name, color].append((x0, y - height / 2, x1, y + height / 2))

    def block(self, axis: Axis, x0: float, x1: float, y: float, color: str, height: float) -> None:
        """A part of a stack: filled, outlined."""
        self._blocks[axis.name, color].append((x0, y - height / 2, x1, y + height / 2))

    def slope(self, axis: Axis, x0: float, y0: float, x1: float, y1: float, color: str) -> None:
        """A thin line from one mark to another."""
        self._lines[axis.name, color, 1].append((x0, y0, x1, y1))

    def pixels(self, axis: Axis, x: float) -> float:
        """Where x stands at the narrowest width."""
        return axis.fraction(x) * axis.pixels

    def place_label(
        self, axis: Axis, low: float, high: float, y: float, text: str, color: str, taken: Sequence[Box]
    ) -> Box:
        """Text of a mark from `low` to `high`, on the first side free of other boxes at the narrowest width; returns
        the text's own box."""
        start, end, need = self.pixels(axis, low), self.pixels(axis, high), width(text)
        lefts: dict[Side, float] = {
            "right": end + CLEAR / 2,
            "left": start - need - CLEAR / 2,
            "center": (start + end - need) / 2,
        }
        tries = [
            (side, (left, y + shift - 8, left + need, y + shift + 8))
            for shift in (0, *(sign * step * ABOVE for step in STEPS for sign in (-1, 1)))
            for side, left in lefts.items()
            if (shift or side != "center") and left >= 0 and left + need <= axis.pixels
        ]
        free = [(side, box) for side, box in tries if not any(_meet(box, other) for other in taken)]
        side, box = (free or tries or [("center", (lefts["center"], y - 8, lefts["center"] + need, y + 8))])[0]
        x = {"right": high, "left": low, "center": axis.at((axis.fraction(low) + axis.fraction(high)) / 2)}[side]
        self.text(axis, x, (box[1] + box[3]) / 2, text, side, color, dot=side != "center")
        return box

    def upright(self, axis: Axis, x: float, y0: float, y1: float, color: str = "") -> None:
        """A gridline, or the centre line of a scale; it lies under all marks."""
        self._grid[axis.name, color or self.colors.grid, 1].append((x, y0, x, y1))

    def baseline(self, y0: float, y1: float) -> None:
        """Where the part beside the labels begins: the zero of all scales drawn there."""
        self._grid[PAGE.name, self.colors.muted, 1].append((self.labels, y0, self.labels, y1))

    def rule(self, y: float) -> None:
        self._grid[PAGE.name, self.colors.grid, 1].append((0, y, 1, y))

    def edge_bracket(self, y0: float, y1: float) -> None:
        """A bracket along the right edge that joins rows of two panels about one thing."""
        self._bracket(PAGE.name, 1, y0, y1, -1)

    def bracket(self, axis: Axis, low: float, high: float, side: Side, y0: float, y1: float) -> None:
        """A bracket beside two marks about one thing, on the side their texts leave free."""
        self._bracket(axis.name, low if side == "right" else high, y0, y1, -1 if side == "right" else 1)

    def _bracket(self, xref: str, x: float, y0: float, y1: float, toward: int) -> None:
        tip, stem = (8 * toward, 14 * toward) if xref != PAGE.name else (8 * toward, toward)
        line = {"color": self.colors.muted, "width": 1.2}
        path = {"type": "path", "xref": xref, "yref": "y", "xsizemode": "pixel", "xanchor": x}
        self._brackets.append({**path, "line": line, "layer": "below", "across": (tip, stem), "ends": (y0, y1)})

    def ticks(
        self, axis: Axis, marks: list[tuple[float, str]], top: float, bottom: float, *, above: bool = False
    ) -> None:
        """Pale gridlines from `top` to `bottom`, their values below and perhaps above; outermost texts stay inside
        the page, and one that has no room beside the one before it is left out."""
        taken, beside = -math.inf, self.width * self.labels
        for value, text in sorted(marks):
            self.upright(axis, value, top, bottom)
            middle, half = axis.fraction(value) * axis.pixels, width(text) / 2 + 4
            side: Side = "right" if middle + beside < half else "left" if axis.pixels - middle < half else "center"
            start = {"right": middle, "left": middle - 2 * half, "center": middle - half}[side]
            if start < taken:
                continue
            taken = start + 2 * half
            for y in (top - 12, bottom + 10) if above else (bottom + 10,):
                self.text(axis, value, y, text, side, self.colors.muted)

    def may_cut(self, *, chapter: bool = False, seam: bool = False) -> None:
        """A picture with too little room for everything may end here, and the next begin."""
        self._cuts.allow(self.y, chapter=chapter, seam=seam)

    def remark(self, text: str, y: float | None = None) -> None:
        """A sentence of the note, on what stands at y or on all that is drawn."""
        self._remarks.append((text, y))

    def note(self, window: Window = ()) -> str:
        """What there is to remark on all of it, or on what one window holds."""
        said = [
            text
            for text, y in self._remarks
            if y is None or not window or any(piece.start <= y < piece.end for piece in window)
        ]
        struck = self._cut_out(window)._contradictions() if window else self._contradictions()
        return sentences(list(dict.fromkeys([struck, *said])))

    def _contradictions(self) -> str:
        """How many of the statements that have a mark are struck through; empty where none is."""
        drawn = {one for one in self._statements() if one in self.known.ranks}
        struck = sum(one in self.known.contradicted for one in drawn)
        key = "chart.contradicted" if len(drawn) > 1 else "chart.contradicted.only"
        return translate(self.look.lang, key, struck=struck, count=len(drawn)) if struck else ""

    def _statements(self) -> set[str]:
        """What the marks stand for, those that derived ones rest on included."""
        every = (point for points in self._points.values() for point in points)
        return {one for _, _, statement, inputs in every for one in (statement, *inputs) if one}

    def key(self, window: Window = ()) -> list[tuple[int, str]]:
        """The sides that are drawn in all of it or in one window, by their rank: each has a colour and a shape; those
        that are not compared share one."""
        part = self._cut_out(window) if window else self
        marked = {color for group in (part._points, part._bars, part._lines) for _, color, *_ in group}
        marked |= {color for color, *_ in part._texts if color in self.colors.texts[: NEUTRAL - 1]}
        compared = [
            (rank, name)
            for rank, name in sorted(self.known.sides.items())
            if rank < NEUTRAL and {self.colors.mark(rank), self.colors.ink(rank)} & marked
        ]
        neutral = self.known.neutral(part._statements()) if self.colors.mark(NEUTRAL) in marked else []
        return [*compared, *([(NEUTRAL, listed(neutral, self.look))] if neutral else [])]

    def scope(self, top: float, first: float, last: float, bottom: float) -> None:
        """The rows from `first` to `last` share what is drawn above them, from `top`, and below, to `bottom`."""
        self._cuts.scopes.append(Scope(top, first, last, bottom))

    def windows(self, room: float) -> list[Window]:
        """The pictures it takes, none taller than `room` px: see `Cuts.windows`."""
        return self._cuts.windows(self.y, room)

    def figure(self, window: Window = ()) -> go.Figure:
        """All of it, or one window."""
        spec = self.spec(window)
        try:
            return self._plotted(spec)
        except AttributeError:  # Plotly looked into numpy or pandas while another thread was importing them: wait
            import_module("pandas")
            return self._plotted(spec)

    def _plotted(self, spec: Mapping[str, Any]) -> go.Figure:
        return go.Figure(spec["data"], {**spec["layout"], "template": theme.template(self.colors)})

    def spec(self, window: Window = ()) -> dict[str, Any]:
        """The same as Plotly writes it, without a template: what a card takes apart, at a tenth of the time."""
        if window:
            return self._cut_out(window).spec()
        tall = max(self.y, 40)
        layout: dict[str, Any] = {
            "height": tall,
            "yaxis": {"range": [tall, 0]},
            "hovermode": "closest",
            "shapes": [_bracket_shape(bracket) for bracket in self._brackets],
        }
        for axis in [*(self._axes or [Axis("x", 0, 1)]), PAGE]:
            ends = [math.log10(axis.low), math.log10(axis.high)] if axis.log else [axis.low, axis.high]
            key = axis.name.replace("x", "xaxis")
            # an overlaying axis covers the one below it, which labels beside the marks do not share
            overlay = {} if axis.name == "x" or self.labels else {"overlaying": "x"}
            kind = "log" if axis.log else "linear"
            shape = {"domain": [0.0 if axis is PAGE else self.labels, 1.0], "range": ends, "type": kind}
            layout[key] = {**shape, "visible": False, **overlay}
        under, over = self._line_traces(self._grid), self._line_traces(self._lines)
        blocks = self._filled_traces(self._blocks, lambda color: (self.colors.text, color))
        bars = self._filled_traces(self._bars, lambda color: (color, theme.faded(color)))
        marks = [*self._mark_traces(), *self._strike_traces()]
        traces = [*under, *blocks, *bars, *over, *marks, *self._text_traces()]
        return {"data": traces, "layout": layout}

    def _cut_out(self, window: Window) -> "Canvas":
        """What a window holds, as a canvas of its own."""
        part = copy(self)
        part.y = height(window)
        part._points = _each(self._points, lambda points: moved_points(points, window))
        part._texts = _each(self._texts, lambda texts: moved_points(texts, window))
        for name in ("_grid", "_bars", "_lines", "_blocks"):
            setattr(part, name, _each(getattr(self, name), lambda boxes: moved_boxes(boxes, window)))
        part._brackets = [
            {**bracket, "ends": (moved[1], moved[3])}
            for bracket in self._brackets
            for moved in moved_boxes([(0, bracket["ends"][0], 0, bracket["ends"][1])], window)
        ]
        return part

    def _line_traces(self, lines: dict[tuple[str, str, float], list[Box]]) -> list[dict[str, object]]:
        """One trace for all lines of a kind, with gaps between them."""
        return [
            _path(axis, [(x0, y0, x1, y1) for x0, y0, x1, y1 in boxes], line={"color": color, "width": width})
            for (axis, color, width), boxes in lines.items()
        ]

    def _filled_traces(
        self, shapes: dict[tuple[str, str], list[Box]], style: Callable[[str], tuple[str, str]]
    ) -> list[dict[str, object]]:
        """One trace for all boxes of a colour: closed outlines with gaps between them. `style` gives line and fill."""
        return [
            _path(
                axis,
                [(x0, y0, x1, y0, x1, y1, x0, y1, x0, y0) for x0, y0, x1, y1 in boxes],
                line={"color": style(color)[0], "width": 1.2},
                fill="toself",
                fillcolor=style(color)[1],
            )
            for (axis, color), boxes in shapes.items()
        ]

    def _mark_traces(self) -> list[dict[str, object]]:
        return [
            {
                "type": "scatter",
                "mode": "markers",
                "xaxis": axis,
                "x": [x for x, *_ in points],
                "y": [y for _, y, *_ in points],
                "cliponaxis": False,  # a mark on the end of its axis is drawn whole
                **_answering([statement for _, _, statement, _ in points]),
                "marker": self._marker(color, symbol, size),
            }
            for (axis, color, symbol, size), points in self._points.items()
        ]

    def _strike_traces(self) -> list[dict[str, object]]:
        """An x over every mark of a contradicted statement, or of what rests on one."""
        struck: dict[str, list[tuple[float, float]]] = defaultdict(list)
        for (axis, *_), points in self._points.items():
            for x, y, statement, inputs in points:
                if any(one in self.known.contradicted for one in (statement, *inputs)):
                    struck[axis].append((x, y))
        ink = {"color": self.colors.text, "line": {"width": 2, "color": self.colors.text}}
        return [
            {
                "type": "scatter",
                "mode": "markers",
                "xaxis": axis,
                "x": [x for x, _ in places],
                "y": [y for _, y in places],
                "marker": {"symbol": "x-thin", "size": STRIKE_SIZE, **ink},
                "cliponaxis": False,
                "hoverinfo": "skip",
                "unselected": {"marker": {"opacity": 1}},
            }
            for axis, places in struck.items()
        ]

    def _marker(self, color: str, symbol: str, size: int) -> dict[str, object]:
        """A hollow mark is filled with the page's colour, so that no line runs through it."""
        if symbol.endswith("-open"):
            shape, fill, edge = symbol.removesuffix("-open"), self.colors.background, 2
        else:
            shape, fill, edge = symbol, color, 1
        return {"symbol": shape, "size": size, "color": fill, "line": {"width": edge, "color": color}}

    def _text_traces(self) -> list[dict[str, object]]:
        return [
            {
                "type": "scatter",
                "mode": "text",
                "xaxis": PAGE.name,
                "x": [x for x, _, _, _ in texts],
                "y": [y for _, y, _, _ in texts],
                "text": [text for _, _, text, _ in texts],
                "textposition": [position for _, _, _, position in texts],
                "textfont": {"color": color, "size": size, "weight": weight},
                "unselected": {"textfont": {"color": color}},
                "hoverinfo": "skip",
            }
            for (color, size, weight), texts in self._texts.items()
        ]


def _each(groups: dict[Key, list[Item]], move: Callable[[list[Item]], list[Item]]) -> dict[Key, list[Item]]:
    """Every group that keeps something, its items moved."""
    return {key: moved for key, items in groups.items() if (moved := move(items))}


def _bracket_shape(bracket: Mapping[str, Any]) -> dict[str, Any]:
    (tip, stem), (y0, y1) = bracket["across"], bracket["ends"]
    shape = {key: value for key, value in bracket.items() if key not in ("across", "ends")}
    return {**shape, "path": f"M {tip} {y0} H {stem} V {y1} H {tip}"}


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def beside(axis: Axis, low: float, high: float, text: str) -> Side:
    """Where a text goes that belongs to a mark from `low` to `high`: right or left of it, or above its middle.

    Decided for the narrowest width a chart is drawn at, so that it holds at every other.
    """
    need = (width(text) + CLEAR) / axis.pixels
    if 1 - axis.fraction(high) >= need:
        return "right"
    return "left" if axis.fraction(low) >= need else "center"


def steps(high: float, most: int = 5) -> list[float]:
    """Round values from zero up to `high`, at most `most` steps."""
    rough = high / most
    size = 10 ** math.floor(math.log10(rough)) if rough > 0 else 1
    step = next(size * factor for factor in (1, 2, 2.5, 5, 10) if size * factor >= rough)
    return [step * number for number in range(int(high / step + 1e-9) + 1)]


def decades(low: float, high: float, most: int = 6) -> list[float]:
    """Powers of ten that span `low` to `high`, two at least, thinned to `most`."""
    first = math.floor(math.log10(low))
    last = max(math.ceil(math.log10(high)), first + 1)
    stride = max(1, math.ceil((last - first + 1) / most))
    return [10.0**power for power in range(first, last + 1, stride)]


def _path(axis: str, outlines: list[tuple[float, ...]], **style: object) -> dict[str, object]:
    """A trace of outlines, each a run of x, y, x, y, …, with a gap after it."""
    return {
        "type": "scatter",
        "mode": "lines",
        "xaxis": axis,
        "x": [x for outline in outlines for x in (*outline[::2], None)],
        "y": [y for outline in outlines for y in (*outline[1::2], None)],
        "hoverinfo": "skip",
        **style,
    }


def _answering(statements: list[str | None]) -> dict[str, object]:
    """Marks carry the id of what they stand for; heads of lines answer nothing. See `leadlag.figures.tooltips`."""
    unfaded: dict[str, object] = {"unselected": {"marker": {"opacity": 1}}}  # picking one must not fade the rest
    if all(one is None for one in statements):
        return {"hoverinfo": "skip", **unfaded}
    return {"customdata": [one or "" for one in statements], "hoverinfo": "text", **unfaded}
