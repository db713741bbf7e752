"""A section as strips: heading, rows and the values of its scale; labels beside the marks, or above them."""

from collections.abc import Sequence
from dataclasses import dataclass

from leadlag import theme
from leadlag.drawing import Axis, Bracket, Line, Run, Side
from leadlag.fonts import BOLD, REGULAR
from leadlag.layout import axes
from leadlag.layout.blocks import Line as BlockLine
from leadlag.layout.blocks import Row, Section, Sign, Words
from leadlag.layout.marks import draw, draw_sign
from leadlag.layout.strips import APART, DOT_AIR, TEXT_AIR, PageFormat, Strip, runs_width
from leadlag.layout.text_wrap import plain_width, wrapped

LABELS, MOST_LABELS, LABEL_GAP = 0.44, 300, 12  # what labels beside the marks have at most: a share, and px; air behind
LEAST_LABELS = 120  # px, so that a value which has no room beside its mark can join its label
SIGN = 10  # px from a column's edge to the middle of a sign, struck or not
END_LABELS = 0.22  # what end_labels at the end of rows have at most: a share of the width


@dataclass(frozen=True)
class Columns:
    """Shares of the page's width at which labels end, and those at the end of rows begin; 0 and 1 where there are none
    beside the marks."""

    labels: float
    end_labels: float = 1.0


@dataclass(frozen=True)
class SectionStrips:
    """A section's strips. `rows` have the heading of the group they belong to beside them; `gridlines` reach over the
    rows of a page."""

    head: Strip
    rows: Sequence[tuple[Strip, tuple[Words, ...]]]
    foot: Strip
    axis: Axis | None
    gridlines: Sequence[tuple[float, str]]


@dataclass(frozen=True)
class Tick:
    """A value of a scale, and the share of the page's width at which its text stands."""

    value: float
    text: str
    x: float


class SectionLayout:
    """Places a section in a page; its axis is number `number`."""

    def __init__(self, section: Section, columns: Columns, format: PageFormat, number: int) -> None:
        self.section, self.format, self.spacing = section, format, format.spacing
        self.width, self.colors = format.width, format.colors
        self.columns = columns
        if columns.labels and not any(row.end_label for row in section.rows):
            self.columns = Columns(columns.labels)
        scale, lines = section.scale, [line for row in section.rows for line in row.lines]
        start, end = self.columns.labels, self.columns.end_labels
        pixels = self.width * (end - start)
        self._gridlines: list[tuple[float, str]] = []
        self.axis = axes.fit_axis(scale, lines, pixels, start, end, number) if scale else None

    def strip(self, height: float = 0) -> Strip:
        return Strip(self.format, height)

    def strips(self) -> SectionStrips:
        scale = self.section.scale
        gridlines = [
            (tick.value, self.colors.grid) for tick in self._ticks() if not scale or tick.value != scale.middle
        ]
        if scale and scale.middle is not None:
            gridlines.append((scale.middle, self.colors.muted))
        if not self.columns.labels:  # lines would run through the words above the marks: rows have pieces of them
            self._gridlines, gridlines = gridlines, []
        rows = [(self._row(row), row.group) for row in self.section.rows]
        return SectionStrips(self._head(), rows, self._foot(), self.axis, gridlines)

    def _head(self) -> Strip:
        """Heading and definition, on one line if they fit; names of the scale's ends and values above the rows."""
        strip, section = self.strip(), self.section
        if section.heading and not (section.title and self.format.is_card):  # there it is the title
            heading = [Run(words.text, strip.ink(words.ink), words.bold) for words in _joined(section.heading)]
            behind = [APART, Run(section.definition, self.colors.muted)] if section.definition else []
            one_line = runs_width([*heading, *behind]) <= self.width
            strip.text(
                0, self.spacing.heading / 2, [*heading, *behind] if one_line else heading, "right", self.colors.text
            )
            strip.height = self.spacing.heading
            if not one_line:
                self._definition(strip)
        elif section.definition:
            self._definition(strip)
        if section.scale and section.scale.ends:
            self._ends(strip)
        if section.scale and section.scale.is_above:
            strip.height += self.spacing.ticks
            self._draw_ticks(strip, strip.height - self.spacing.ticks / 2)
        return strip

    def _definition(self, strip: Strip) -> None:
        for line in wrapped(self.section.definition, self.width, theme.SMALL_SIZE, REGULAR):
            strip.text(0, strip.height + self.spacing.definition / 2 + 1, [Run(line)], "right", self.colors.muted)
            strip.height += self.spacing.definition

    def _ends(self, strip: Strip) -> None:
        """What lies on either side of the middle: beside the middle, if they fit there, or at the edges."""
        scale, axis = self.section.scale, self.axis
        assert scale
        assert axis
        assert scale.middle is not None
        middle, half = axis.across(scale.middle), 10 / self.width
        texts = [([Run(words.text, bold=True)], strip.ink(words.ink)) for words in scale.ends]
        sides: tuple[Side, Side] = ("left", "right")
        rooms = middle - axis.start - half, axis.end - middle - half
        fits = all(runs_width(runs) <= room * self.width for (runs, _), room in zip(texts, rooms, strict=True))
        if fits:
            for (runs, color), side, x in zip(texts, sides, (middle - half, middle + half), strict=True):
                strip.text(x, strip.height + self.spacing.ends / 2, runs, side, color)
            strip.height += self.spacing.ends
            return
        on_one_line = sum(runs_width(runs) for runs, _ in texts) + 20 <= self.width
        for (runs, color), side, x in zip(texts, sides[::-1], (0, 1), strict=True):
            strip.text(x, strip.height + self.spacing.line / 2 + 2, runs, side, color)
            strip.height += 0 if on_one_line else self.spacing.line
        strip.height += self.spacing.ends - (0 if on_one_line else self.spacing.line)

    def _foot(self) -> Strip:
        strip, scale = self.strip(), self.section.scale
        if scale and not scale.is_above and scale.ticks:
            strip.height = self.spacing.ticks
            self._draw_ticks(strip, self.spacing.ticks / 2)
        return strip

    def _draw_ticks(self, strip: Strip, y: float) -> None:
        for tick in self._ticks():
            strip.text(tick.x, y, [Run(tick.text)], "center", self.colors.muted)

    def _ticks(self) -> list[Tick]:
        """The scale's values that have room beside each other: all, or every other one, or fewer; where two sides meet,
        those that have room beside the ones before them, the middle's first."""
        scale = self.section.scale
        if not scale:
            return []
        if scale.middle is not None:
            return self._placed_ticks(sorted(scale.ticks, key=lambda tick: tick[0] != scale.middle))
        for stride in range(1, len(scale.ticks)):
            even = [tick for tick in scale.ticks[::stride] if self.axis and self.axis.low <= tick[0] <= self.axis.high]
            if len(placed := self._placed_ticks(even)) == len(even):
                return placed
        return self._placed_ticks(scale.ticks)

    def _placed_ticks(self, ticks: Sequence[tuple[float, str]]) -> list[Tick]:
        axis = self.axis
        found: list[Tick] = []
        taken: list[tuple[float, float]] = []
        for value, text in ticks:
            if not axis or not axis.low <= value <= axis.high:
                continue
            half = plain_width(text) / 2 + 6
            first, last = -axis.start * self.width, (1 - axis.start) * self.width
            middle = min(max(axis.fraction(value) * axis.pixels, first + half), last - half)
            if all(middle + half <= start or end <= middle - half for start, end in taken):
                taken.append((middle - half, middle + half))
                found.append(Tick(value, text, axis.start + middle / self.width))
        return found

    def _row(self, row: Row) -> Strip:
        """A row's words, and its lines beside them, or below where the words have the whole width."""
        strip, beside = self.strip(), self.columns.labels
        strip.footnotes = row.footnotes
        sides = self._sides(row)
        homeless = [
            line
            for line, side in zip(row.lines, sides, strict=True)
            if line.marks and line.value and not side and not isinstance(line.marks[0], Sign)
        ]
        parts = [*row.label, *(Words(line.value, line.ink, line.bold) for line in homeless)]
        parts += [] if beside else row.end_label
        words = strip.label(_unique(parts), self.width * beside - LABEL_GAP if beside else self.width)
        end_labels = strip.label(row.end_label, self.width * (1 - self.columns.end_labels)) if beside else []
        marks = len(row.lines) * self.spacing.row
        if beside:
            strip.height = max(
                marks,
                self.spacing.row,
                len(words) * self.spacing.line + self.spacing.gap,
                len(end_labels) * self.spacing.line + self.spacing.gap,
            )
            y = (strip.height - marks) / 2
            first = (strip.height - (len(words) - 1) * self.spacing.line) / 2
        else:
            first, y = (self.spacing.gap + self.spacing.line) / 2, len(words) * self.spacing.line + self.spacing.gap / 2
            strip.height = len(words) * self.spacing.line + marks + self.spacing.gap
        if row.is_ruled:
            strip.rule(0)
        for number, runs in enumerate(words):
            strip.text(0, first + number * self.spacing.line, runs, "right", self.colors.text, limits=(0, beside or 1))
        for number, runs in enumerate(end_labels):
            y_remark = (strip.height - (len(end_labels) - 1) * self.spacing.line) / 2 + number * self.spacing.line
            strip.text(1, y_remark, runs, "left", self.colors.text)
        for value, color in self._gridlines if self.axis and marks else ():
            if self.axis and self.axis.low <= value <= self.axis.high:
                strip.under.append(Line(self.axis, value, y, value, y + marks, color, 1, under=True))
        middles = [y + (number + 0.5) * self.spacing.row for number in range(len(row.lines))]
        for line, middle, side in zip(row.lines, middles, sides, strict=True):
            self._line(strip, line, middle, side)
        if row.has_bracket:
            self._bracket(strip, row.lines, sides, middles[0], middles[-1])
        return strip

    def _bracket(
        self, strip: Strip, lines: Sequence[BlockLine], sides: Sequence[Side | None], top: float, bottom: float
    ) -> None:
        """A bracket beside marks about one thing, on the side that their texts leave free."""
        found = [one for line in lines if self.section.scale and (one := axes.extent(line, self.section.scale))]
        if self.axis is None or len(found) < 2:
            return
        low, high = min(one.low for one in found), max(one.high for one in found)
        written = {side for side in sides if side}
        free = "left" if "right" in written else "right" if written else self.axis.nearer(low, high)
        x, toward = (low, -1) if free == "left" else (high, 1)
        strip.brackets.append(Bracket(self.axis, x, top, bottom, 8 * toward, 14 * toward, self.colors.muted))

    def _line(self, strip: Strip, line: BlockLine, y: float, side: Side | None) -> None:
        axis = self.axis
        within = self.columns.labels, self.columns.end_labels
        if axis is None or not line.marks or isinstance(line.marks[0], Sign):
            start, air = within[0], TEXT_AIR if self.columns.labels else 0
            for sign in line.marks:
                if isinstance(sign, Sign):
                    start, air = within[0] + SIGN / self.width, DOT_AIR
                    draw_sign(strip, start, y, sign)
            run = [Run(line.value, bold=line.bold)]
            strip.text(start, y, run, "right", strip.ink(line.ink), air=air, limits=within)
            return
        for mark in line.marks:
            draw(strip, axis, mark, y)
        found = axes.extent(line, self.section.scale) if self.section.scale else None
        if side and found:
            right, left = (found.high, found.right / axis.pixels), (found.low, -found.left / axis.pixels)
            end, beyond = right if side == "right" else left
            run, x = [Run(line.value, bold=line.bold)], axis.at(axis.fraction(end) + beyond)
            strip.text(x, y, run, side, strip.ink(line.ink), air=DOT_AIR, axis=axis, limits=(axis.start, axis.end))

    def _sides(self, row: Row) -> Sequence[Side | None]:
        """Of each line the side of its text; of those in a bracket the same one, if it has room for all of them."""
        sides = [self._side(line, line.value_side) for line in row.lines]
        both: tuple[Side, Side] = ("right", "left")
        alike = ([self._side(line, side) for line in row.lines] for side in both if row.has_bracket)
        return next((one for one in alike if len(set(one)) == 1), sides)

    def _side(self, line: BlockLine, first: Side) -> Side | None:
        """Where the text beside a line's marks has room at the narrowest width, and so at any other."""
        axis, scale = self.axis, self.section.scale
        found = axes.extent(line, scale) if scale else None
        if not line.value or axis is None or found is None:
            return None
        need = axes.text_room(line) - 0.5
        right = (1 - axis.fraction(found.high)) * axis.pixels - found.right
        left = axis.fraction(found.low) * axis.pixels - found.left
        rooms: dict[Side, float] = {"right": right, "left": left}
        sides: tuple[Side, Side] = ("left", "right") if first == "left" else ("right", "left")
        return next((side for side in sides if rooms[side] >= need), None)


def columns(sections: Sequence[Section], format: PageFormat) -> Columns:
    """How much of the width the labels of these sections have beside the marks, and those at the end of rows: as much
    as the longest needs, to a limit."""
    rows = [row for section in sections for row in section.rows]
    width = format.width
    if format.above or not rows:
        return Columns(0)
    longest = max([LEAST_LABELS, *(_width(words) for row in rows for words in row.label)])
    labels = min(LABELS, MOST_LABELS / width, (longest + LABEL_GAP) / width)
    end_labels = max((_width(words) for row in rows for words in row.end_label), default=0.0)
    return Columns(labels, 1 - min(END_LABELS, (end_labels + LABEL_GAP) / width) if end_labels else 1)


def _width(words: Words) -> float:
    return plain_width(words.text, BOLD if words.bold else REGULAR)


def _joined(words: Sequence[Words]) -> list[Words]:
    """Parts of a heading, with blanks between them."""
    return [one for number, part in enumerate(words) for one in ([Words("  ")] if number else []) + [part]]


def _unique(words: Sequence[Words]) -> list[Words]:
    return list(dict.fromkeys(words))
