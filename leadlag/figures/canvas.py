"""A figure laid out from the top in pixels, with one x-axis per panel.

Counted from the top in pixels, rows, labels and gridlines are placed where they will stand at any width; x stays in the
data's own unit.
"""

import math
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from typing import TypeVar

from leadlag import theme
from leadlag.drawing import PAGE, TRANSPARENT, Axis, Box, Bracket, Drawing, Item, Line, Mark, Shape, Side, Text, runs
from leadlag.figures.common import join_list, join_sentences
from leadlag.figures.pagination import Page, PageBreaks, Section, on_page, page_height
from leadlag.figures.render_options import RenderOptions, bold, safe
from leadlag.figures.row_range import RowRange, row_range
from leadlag.figures.statement_facts import NEUTRAL, StatementFacts
from leadlag.figures.text_wrap import clamped, ellipsized, width
from leadlag.fonts import BOLD, REGULAR
from leadlag.words import translate

Row = TypeVar("Row")
MARK_SIZE, POINTER_SIZE, STRIKE_SIZE = 12, 9, 17  # px
Inputs = tuple[str, ...]
AIR = "\u00a0"  # a blank between a mark and its text
DOT_AIR = 4  # of them beside a dot
CLEAR = 30  # px between a mark's middle and the far side of its text's air
ABOVE = 13  # px from a line to the text above it
LABELS, MOST_LABELS = 0.46, 256  # what labels beside the marks have at most: a share of the width, and px
LINE, GAP = 16, 8  # px of a line of such a label, and between two of them
MOST_LINES = 4  # of one name
STEPS = (1.3, 2.6, 3.9, 5.2, 6.5)  # of ABOVE that a text may stand from its dot, the nearer the better
WIDEST = 4  # times its narrowest width that a chart is drawn at most


@dataclass(frozen=True, slots=True)
class Space:
    """What a text or a mark covers: from `start` to `end`, shares of its axis, and px beyond either; up and down in px
    alone."""

    start: float
    end: float
    left: float
    right: float
    top: float
    bottom: float

    def meets(self, other: "Space", least: float) -> bool:
        """Whether both cover the same at `least` px of axis, or at any more up to `WIDEST` times that."""
        if self.top >= other.bottom or other.top >= self.bottom:
            return False
        low, high = least, least * WIDEST
        for one, two in ((self, other), (other, self)):  # the range of widths at which one begins before two ends
            slope, offset = one.start - two.end, one.left - two.right
            if slope > 0:
                high = min(high, -offset / slope)
            elif slope < 0:
                low = max(low, -offset / slope)
            elif offset >= 0:
                return False
        return low < high


class Canvas:
    """Collects marks and texts; `drawing()` hands them over."""

    def __init__(self, options: RenderOptions, *, rows: bool = True) -> None:
        """`rows` says whether it has any, whose labels need room of their own."""
        self.options, self.colors, self.width = options, options.colors, options.width
        self.facts = StatementFacts()
        beside = rows and not options.above
        self.labels = min(LABELS, MOST_LABELS / self.width) if beside else 0.0  # the share of the width they have
        self.y = 0.0
        self.shown: RowRange | None = None
        self._page_breaks = PageBreaks()
        self._axes: list[Axis] = []
        self._footnotes: list[tuple[str, float | None]] = []
        self._brackets: list[Bracket] = []
        self._grid: list[Line] = []
        self._blocks: list[Box] = []
        self._bars: list[Box] = []
        self._lines: list[Line] = []
        self._marks: list[Mark] = []
        self._texts: list[Text] = []

    def axis(self, low: float, high: float, *, log: bool = False, margin: float = 0) -> Axis:
        """An axis from `low` to `high` that keeps `margin` px free beyond either end."""
        number = len(self._axes) + 1
        room = self.width * (1 - self.labels)
        bare, share = Axis("", low, high, log), margin / (room - 2 * margin)
        low, high = bare.at(-share), bare.at(1 + share)
        self._axes.append(Axis("x" if number == 1 else f"x{number}", low, high, log, room, self.labels))
        return self._axes[-1]

    def limit(self, rows: Iterable[Row], together: Callable[[Row], Hashable] | None = None) -> Sequence[Row]:
        """The rows to draw of all there are, as the options have it: see `row_range`."""
        self.shown = row_range(rows, self.options.offset, self.options.limit, together)
        return self.shown.rows

    def part(self, rows: Sequence[Row]) -> Sequence[Row]:
        """Those of these rows that are drawn; all, where nothing is left out."""
        return self.shown.of(rows) if self.shown else rows

    def advance(self, pixels: float) -> float:
        """Move on; returns the y left behind."""
        y, self.y = self.y, self.y + pixels
        return y

    def label(self, text: str, y: float, *, size: int = theme.TEXT_SIZE, color: str = "", x: float = 0) -> None:
        """Text centred on y that begins at x, a share of the page's width, or that ends at its right edge (x = 1)."""
        side: Side = "left" if x == 1 else "right"
        self._write(PAGE, x, y, text, side, color or self.colors.text, size)

    def text(self, axis: Axis, x: float, y: float, text: str, side: Side, color: str, *, dot: bool = False) -> None:
        """Text beside x; `dot` keeps clear of a marker that is centred there."""
        self._write(axis, x, y, text, side, color, theme.SMALL_SIZE, DOT_AIR if dot else 2)

    def row(self, parts: Sequence[tuple[str, str, bool]], height: float) -> float:
        """A row of words, (text, colour, bold), and at least `height` px for its marks: beside the words, or below them
        where these have the whole width. Each part stands behind the one before it, or where it has no room there, on
        lines of its own. Returns the y of the marks' middle and moves on."""
        lines = self._label_lines(parts, self.width * (self.labels - 0.02 if self.labels else 1))
        words, top = len(lines) * LINE, self.y
        if self.labels:
            tall = max(height, words + GAP)
            first = middle = self.advance(tall) + tall / 2
            first -= (len(lines) - 1) / 2 * LINE
        else:
            first, middle = top + (GAP + LINE) / 2, top + words + (GAP + height) / 2
            self.advance(words + height + GAP)
        for number, line in enumerate(lines):
            self.label(self._phrase(line), first + number * LINE, size=theme.SMALL_SIZE, color=line[0][1])
        return middle

    def _label_lines(self, parts: Sequence[tuple[str, str, bool]], room: float) -> list[list[tuple[str, str, bool]]]:
        lines: list[list[tuple[str, str, bool]]] = []
        for text, color, strong in parts:
            own = clamped(text, room, theme.SMALL_SIZE, MOST_LINES, BOLD if strong else REGULAR)
            if lines and len(own) == 1 and width(self._phrase([*lines[-1], (text, color, strong)])) <= room:
                lines[-1].append((text, color, strong))
            else:
                lines += [[(line, color, strong)] for line in own]
        return lines

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
        shape, color = theme.symbol(side_rank), self.colors.mark(side_rank)
        self._mark(axis, x, y, shape, color, filled=filled, statement=statement, inputs=inputs)

    def arrow(self, axis: Axis, x: float, y: float, side_rank: int | None, *, left: bool = False) -> None:
        """The head of an open end."""
        color = self.colors.mark(side_rank)
        self._mark(axis, x, y, "triangle-left" if left else "triangle-right", color, filled=False)

    def pointer(self, axis: Axis, x: float, y: float, color: str, *, left: bool) -> None:
        """A small head on a connector that says which way it leads."""
        self._mark(axis, x, y, "triangle-left" if left else "triangle-right", color, POINTER_SIZE)

    def hover_target(self, axis: Axis, x: float, y: float, statement: str, inputs: Inputs = ()) -> None:
        """What answers the pointer for an interval's bar and is not seen."""
        self._mark(axis, x, y, "circle", TRANSPARENT, statement=statement, inputs=inputs)

    def _mark(
        self,
        axis: Axis,
        x: float,
        y: float,
        shape: Shape,
        color: str,
        size: float = MARK_SIZE,
        *,
        filled: bool = True,
        statement: str | None = None,
        inputs: Inputs = (),
    ) -> None:
        """A hollow mark is filled with the page's colour, so that no line runs through it."""
        fill, edge = (color, 1) if filled else (self.colors.background, 2)
        self._marks.append(Mark(axis, x, y, shape, size, fill, color, edge, statement, inputs))

    def _write(
        self, axis: Axis, x: float, y: float, text: str, side: Side, color: str, size: int, air: int = 0
    ) -> None:
        """Text within the page's edges."""
        share = x if axis is PAGE else axis.across(x)
        room = {"right": 1 - share, "left": share, "center": 1.0}[side] * self.width - width(AIR * air, size)
        text = ellipsized(text, room, size)
        if side == "center":
            half = width(text, size) / self.width / 2
            share = min(max(share, half), 1 - half)
        self._texts.append(Text(share, y, runs(text), side, color, size, air))

    def placeholder_text(self, text: str, y: float) -> None:
        """What stands instead of a mark where there is none."""
        air = 2 if self.labels else 0
        self._write(PAGE, self.labels, y, safe(text), "right", self.colors.muted, theme.SMALL_SIZE, air)

    def tag(self, axis: Axis, low: float, high: float, y: float, text: str, color: str, side: Side) -> None:
        """Text beside a mark that reaches from `low` to `high`."""
        self.text(axis, high if side == "right" else low, y, text, side, color, dot=True)

    def line(self, axis: Axis, x0: float, x1: float, y: float, color: str, width: float = 2) -> None:
        self._lines.append(Line(axis, x0, y, x1, y, color, width))

    def bar(self, axis: Axis, x0: float, x1: float, y: float, color: str, height: float = 12) -> None:
        """An interval: square ends, 35 % fill, solid outline."""
        self._bars.append(Box(axis, x0, y - height / 2, x1, y + height / 2, color, color, 0.35))

    def block(self, axis: Axis, x0: float, x1: float, y: float, color: str, height: float) -> None:
        """A part of a stack: filled, outlined."""
        self._blocks.append(Box(axis, x0, y - height / 2, x1, y + height / 2, self.colors.text, color))

    def slope(self, axis: Axis, x0: float, y0: float, x1: float, y1: float, color: str) -> None:
        """A thin line from one mark to another."""
        self._lines.append(Line(axis, x0, y0, x1, y1, color, 1))

    def place_label(
        self, axis: Axis, low: float, high: float, y: float, text: str, color: str, taken: Sequence[Space]
    ) -> Space | None:
        """Text of a mark from `low` to `high`, on the first side free of other spaces at every width; returns the
        text's own space, None where there is no room for it."""
        start, end, need = axis.fraction(low), axis.fraction(high), width(text)
        middle, air = (start + end) / 2, width(AIR * DOT_AIR)
        sides: dict[Side, tuple[float, float, float]] = {
            "right": (end, air, air + need),
            "left": (start, -air - need, -air),
            "center": (middle, -need / 2, need / 2),
        }
        for shift in (0, *(sign * step * ABOVE for step in STEPS for sign in (-1, 1))):
            for side, (at, left, right) in sides.items():
                space = Space(at, at, left, right, y + shift - 8, y + shift + 8)
                inside = at * axis.pixels + left >= 0 and at * axis.pixels + right <= axis.pixels
                inside = inside and space.top >= 0 and space.bottom <= self.y and (shift != 0 or side != "center")
                if inside and not any(space.meets(other, axis.pixels) for other in taken):
                    self.text(axis, axis.at(at), y + shift, text, side, color, dot=side != "center")
                    return space
        return None

    def gridline(self, axis: Axis, x: float, y0: float, y1: float, color: str = "") -> None:
        """A gridline, or the centre line of a scale; it lies under all marks."""
        self._grid.append(Line(axis, x, y0, x, y1, color or self.colors.grid, 1, under=True))

    def rule(self, y: float) -> None:
        self._grid.append(Line(PAGE, 0, y, 1, y, self.colors.grid, 1, under=True))

    def edge_bracket(self, y0: float, y1: float) -> None:
        """A bracket along the right edge that joins rows of two panels about one thing."""
        self._brackets.append(Bracket(PAGE, 1, y0, y1, -8, -1, self.colors.muted))

    def bracket(self, axis: Axis, low: float, high: float, side: Side, y0: float, y1: float) -> None:
        """A bracket beside two marks about one thing, on the side their texts leave free."""
        x, toward = (low, -1) if side == "right" else (high, 1)
        self._brackets.append(Bracket(axis, x, y0, y1, 8 * toward, 14 * toward, self.colors.muted))

    def ticks(
        self, axis: Axis, marks: list[tuple[float, str]], top: float, bottom: float, *, above: bool = False
    ) -> None:
        """Pale gridlines from `top` to `bottom`, their values below or above; outermost texts stay inside
        the page, and one that has no room beside those before it in `marks` is left out."""
        taken: list[tuple[float, float]] = []
        labels_width = self.width * self.labels
        for value, text in marks:
            self.gridline(axis, value, top, bottom)
            middle, half = axis.fraction(value) * axis.pixels, width(text) / 2 + 4
            side: Side = (
                "right" if middle + labels_width < half else "left" if axis.pixels - middle < half else "center"
            )
            start = {"right": middle, "left": middle - 2 * half, "center": middle - half}[side]
            end = start + 2 * half
            if any(start < other_end and other_start < end for other_start, other_end in taken):
                continue
            taken.append((start, end))
            self.text(axis, value, top - 12 if above else bottom + 10, text, side, self.colors.muted)

    def allow_break(self, *, preferred: bool = False, last_resort: bool = False) -> None:
        """A picture with too little room for everything may end here, and the next begin."""
        self._page_breaks.allow(self.y, preferred=preferred, last_resort=last_resort)

    def add_footnote(self, text: str, y: float | None = None) -> None:
        """A sentence of the note, on what stands at y or on all that is drawn."""
        self._footnotes.append((text, y))

    def footnotes(self, page: Page = ()) -> str:
        """The footnotes of all of it, or of what one page holds."""
        texts = [
            text
            for text, y in self._footnotes
            if y is None or not page or any(strip.start <= y < strip.end for strip in page)
        ]
        struck = self._page_canvas(page)._contradicted_note() if page else self._contradicted_note()
        return join_sentences(list(dict.fromkeys([struck, *texts])))

    def _contradicted_note(self) -> str:
        """How many of the statements that have a mark are struck through; empty where none is."""
        drawn = {one for one in self.statements() if one in self.facts.ranks}
        struck = sum(one in self.facts.contradicted for one in drawn)
        key = "chart.contradicted" if len(drawn) > 1 else "chart.contradicted.only"
        return translate(self.options.lang, key, struck=struck, count=len(drawn)) if struck else ""

    def statements(self) -> set[str]:
        """What the marks stand for, those that derived ones rest on included."""
        return {one for mark in self._marks for one in (mark.statement, *mark.inputs) if one}

    def key(self, page: Page = ()) -> list[tuple[int, str]]:
        """The sides that are drawn in all of it or on one page, by their rank: each has a colour and a shape; those
        that are not compared share one. A page that draws none has all of them."""
        return (self._page_canvas(page)._key() if page else []) or self._key()

    def _key(self) -> list[tuple[int, str]]:
        marked = {mark.edge for mark in self._marks} | {bar.edge for bar in self._bars}
        marked |= {line.color for line in self._lines}
        inks = {run.color or text.color for text in self._texts for run in text.runs}
        marked |= inks & set(self.colors.texts[: NEUTRAL - 1])
        compared = [
            (rank, name)
            for rank, name in sorted(self.facts.sides.items())
            if rank < NEUTRAL and {self.colors.mark(rank), self.colors.ink(rank)} & marked
        ]
        neutral = self.facts.neutral(self.statements()) if self.colors.mark(NEUTRAL) in marked else []
        return [*compared, *([(NEUTRAL, join_list(neutral, self.options))] if neutral else [])]

    def keep_with_header(self, top: float, first: float, last: float, bottom: float) -> None:
        """The rows from `first` to `last` share what is drawn above them, from `top`, and below, to `bottom`."""
        self._page_breaks.sections.append(Section(top, first, last, bottom))

    def pages(self, room: float) -> list[Page]:
        """The pictures it takes, none taller than `room` px: see `PageBreaks.pages`."""
        return self._page_breaks.pages(self.y, room)

    def drawing(self, page: Page = (), tooltips: Mapping[str, str] | None = None) -> Drawing:
        """All of it, or one page; with what each mark says when it is pointed at."""
        if page:
            return self._page_canvas(page).drawing(tooltips=tooltips)
        marks = [*self._marks, *self._strikes()]
        if tooltips is not None:
            derived = translate(self.options.lang, "chart.derived")
            marks = [replace(mark, tooltip=tooltips.get(mark.statement or "", derived)) for mark in marks]
        items: tuple[Item, ...] = (
            *self._brackets,
            *self._grid,
            *self._blocks,
            *self._bars,
            *self._lines,
            *marks,
            *self._texts,
        )
        axes = (*(self._axes or [Axis("x", 0, 1, start=self.labels)]), PAGE)
        return Drawing(self.width, max(self.y, 40), items, axes)

    def _page_canvas(self, page: Page) -> "Canvas":
        """What a page holds, as a canvas of its own."""
        part = copy(self)
        part.y = page_height(page)
        for name in ("_brackets", "_grid", "_blocks", "_bars", "_lines", "_marks", "_texts"):
            setattr(part, name, on_page(getattr(self, name), page))
        return part

    def _strikes(self) -> Iterator[Mark]:
        """An x over every mark of a contradicted statement, or of what rests on one."""
        ink = self.colors.text
        for mark in self._marks:
            if any(one in self.facts.contradicted for one in (mark.statement, *mark.inputs)):
                yield Mark(mark.axis, mark.x, mark.y, "x-thin", STRIKE_SIZE, ink, ink, 2)


def label_side(axis: Axis, low: float, high: float, text: str) -> Side | None:
    """On which side of a mark from `low` to `high` its text has room; None where it has none and joins the words.

    Decided for the narrowest width a chart is drawn at, so that it holds at every other.
    """
    need = (width(text) + CLEAR) / axis.pixels
    if 1 - axis.fraction(high) >= need:
        return "right"
    return "left" if axis.fraction(low) >= need else None


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
