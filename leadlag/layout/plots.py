"""Plots over time beside each other, all on the same two scales: dots, lines between those of one counter, and texts
where they have room."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from leadlag.drawing import PAGE, Axis, Line, Run, Side
from leadlag.layout.blocks import Dot, Plot, Section
from leadlag.layout.marks import marker, shape
from leadlag.layout.sections import Columns, SectionLayout, SectionStrips
from leadlag.layout.strips import AIR, DOT_AIR, PageFormat, Strip
from leadlag.layout.text_wrap import plain_width

TITLE, PLOT, MOST = 30, 84, 190  # px of a plot's title, and of its height among others, and alone
COLUMN, GUTTER, MARGIN = 200, 16, 8  # px of a column at least, between two of them, and free at either end of an axis
WIDEST = 4  # times its narrowest width that a chart is drawn at most
ABOVE = 13  # px from a dot to a text above it
STEPS = (1.3, 2.2)  # of ABOVE that a text may stand from its dot, the nearer the better
HALF = 7  # px of half a dot, with a hair


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


def plot_rows(section: Section, format: PageFormat, number: int) -> SectionStrips:
    """A section's plots, as many beside each other as have room; the axis of the first is number `number`."""
    head = SectionLayout(Section(section.heading, section.definition), Columns(0), format, number).strips().head
    width, height, spacing = format.width, format.height, format.spacing
    columns = max(1, min(len(section.plots), int(width // COLUMN)))
    tall = PLOT if len(section.plots) > columns else min(MOST, max(PLOT, height - 3 * spacing.heading - spacing.ticks))
    rows = []
    for first in range(0, len(section.plots), columns):
        strip = Strip(format)
        beside = section.plots[first : first + columns]
        for column, plot in enumerate(beside):
            gutter = GUTTER / width
            share = (1 + gutter) / columns
            start = column * share
            ends = start, start + share - gutter
            axis = _axis(plot, ends, width, number + first + column)
            _draw(strip, plot, axis, tall)
        strip.height = TITLE + tall + spacing.ticks
        rows.append((strip, ()))
    return SectionStrips(head, rows, Strip(format), None, ())


def _axis(plot: Plot, ends: tuple[float, float], width: float, number: int) -> Axis:
    """The values of the other scale stand left of all dots."""
    start, end = ends
    values = max((plain_width(text) for _, text in plot.up.ticks), default=0.0)
    pixels, scale = (end - start) * width, plot.across
    share = (scale.high - scale.low) / (pixels - values - HALF - 2 * MARGIN)
    low, high = scale.low - share * (values + HALF + MARGIN), scale.high + share * MARGIN
    return Axis("x" if number == 1 else f"x{number}", low, high, False, pixels, start, end)


def _draw(strip: Strip, plot: Plot, axis: Axis, tall: float) -> None:
    top, bottom = float(TITLE), TITLE + tall
    limits = axis.start, axis.end
    title = [Run(words.text, strip.ink(words.ink), words.bold) for words in plot.title]
    strip.text(axis.start, TITLE / 3, title, "right", strip.colors.text, limits=limits)
    up = Axis("y", plot.up.low, plot.up.high, plot.up.is_log)

    def y(value: float) -> float:
        return bottom - HALF - up.fraction(value) * (tall - 2 * HALF)

    taken: list[Space] = []
    for value, text in plot.up.ticks:
        if up.low <= value <= up.high:
            strip.under.append(Line(PAGE, axis.start, y(value), axis.end, y(value), strip.colors.grid, 1, under=True))
            strip.text(axis.start, y(value) - 7, [Run(text)], "right", strip.colors.muted, limits=limits)
            taken.append(Space(0, 0, 0, plain_width(text), y(value) - 14, y(value)))
    _years(strip, plot, axis, top, bottom)
    for series in plot.series:
        for dot in series:
            _dot(strip, axis, dot, y(dot.height))
        for one, two in pairwise(series):
            color = strip.mark_color(two.ink)
            strip.lines.append(Line(axis, one.middle, y(one.height), two.middle, y(two.height), color, 1))
    dots = [dot for series in plot.series for dot in series]
    taken += [_space(axis, dot, y(dot.height)) for dot in dots]
    for dot in sorted(dots, key=lambda dot: -dot.height):
        if dot.text:
            _text(strip, axis, dot, y(dot.height), (top - 8, bottom), taken)


def _years(strip: Strip, plot: Plot, axis: Axis, top: float, bottom: float) -> None:
    """The scale's values below the plot; one without room beside those before it is left out."""
    reached = axis.start
    for value, text in plot.across.ticks:
        if not axis.low <= value <= axis.high:
            continue
        half = (plain_width(text) / 2 + 3) / strip.width
        middle = min(max(axis.across(value), axis.start + half), axis.end - half)
        strip.under.append(Line(axis, value, bottom, value, bottom + 4, strip.colors.muted, 1, under=True))
        if middle - half < reached:
            continue
        reached = middle + half
        strip.text(middle, bottom + 12, [Run(text)], "center", strip.colors.muted)


def _dot(strip: Strip, axis: Axis, dot: Dot, y: float) -> None:
    color = strip.mark_color(dot.ink)
    if dot.start < dot.end:
        strip.lines.append(Line(axis, dot.start, y, dot.end, y, color, 2))
    is_filled = dot.lower == dot.upper
    marker(strip, axis, dot.middle, y, shape(dot.ink), color, 10, is_filled=is_filled, statement=dot.statement)


def _space(axis: Axis, dot: Dot, y: float) -> Space:
    return Space(axis.fraction(dot.start), axis.fraction(dot.end), -HALF, HALF, y - HALF, y + HALF)


def _text(strip: Strip, axis: Axis, dot: Dot, y: float, inside: tuple[float, float], taken: list[Space]) -> None:
    """A dot's text on the first side where it meets no other text or dot at any width; none where it has no room."""
    for shift, side, at, space in _spaces(axis, dot, y):
        fits = at * axis.pixels + space.left >= 0 and at * axis.pixels + space.right <= axis.pixels
        fits = fits and space.top >= inside[0] and space.bottom <= inside[1]
        if fits and not any(space.meets(other, axis.pixels) for other in taken):
            air = 0 if side == "center" else DOT_AIR
            x = axis.start + (axis.end - axis.start) * at
            strip.text(x, y + shift, [Run(dot.text)], side, strip.ink(dot.ink), air=air, limits=(axis.start, axis.end))
            taken.append(space)
            return


def _spaces(axis: Axis, dot: Dot, y: float) -> Iterator[tuple[float, Side, float, Space]]:
    start, end, need = axis.fraction(dot.start), axis.fraction(dot.end), plain_width(dot.text)
    air = plain_width(AIR * DOT_AIR)
    sides: dict[Side, tuple[float, float, float]] = {
        "right": (end, air, air + need),
        "left": (start, -air - need, -air),
        "center": ((start + end) / 2, -need / 2, need / 2),
    }
    for shift in (0, *(sign * step * ABOVE for step in STEPS for sign in (-1, 1))):
        for side, (at, left, right) in sides.items():
            if shift or side != "center":
                yield shift, side, at, Space(at, at, left, right, y + shift - 8, y + shift + 8)
