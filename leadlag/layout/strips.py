"""A strip of a page: what a row, a heading or a scale draws, counted in px from its own top."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from leadlag import theme
from leadlag.drawing import PAGE, Axis, Box, Bracket, Line, Mark, Run, Side, Text
from leadlag.fonts import BOLD, REGULAR
from leadlag.layout.blocks import Ink, Words
from leadlag.layout.text_wrap import clamped, ellipsized, plain_width

Spanning = TypeVar("Spanning", Line, Box, Bracket)
MOST_LINES = 4  # of one part of a label
AIR, DOT_AIR, TEXT_AIR = (
    "\u00a0",
    4,
    2,
)  # a blank between a mark and its text, and how many stand beside a dot or a line
APART = Run("  ")  # between two parts of a label


@dataclass(frozen=True)
class Spacing:
    """Px: of a line of a label and between two labels, of a row's line of marks, of headings, definitions, the names of
    a scale's ends and its values, of a group's heading, and between two sections."""

    line: int
    gap: int
    row: int
    heading: int
    definition: int
    ends: int
    ticks: int
    group: int
    section: int


SCREEN = Spacing(line=16, gap=8, row=22, heading=24, definition=17, ends=20, ticks=22, group=30, section=14)
CARD = Spacing(line=15, gap=4, row=18, heading=20, definition=16, ends=17, ticks=19, group=22, section=8)


@dataclass(frozen=True)
class PageFormat:
    """How wide a page is in px, in which colours; `above` sets labels above their marks, `height` is what a plot alone
    should not exceed, and on a `card` there is little room."""

    width: float
    colors: theme.Palette
    above: bool = False
    height: float = 0
    is_card: bool = False

    @property
    def spacing(self) -> Spacing:
        return CARD if self.is_card else SCREEN


@dataclass
class Strip:
    """Items in the order in which they are drawn; gridlines and rules lie under all others."""

    format: PageFormat
    height: float = 0.0
    under: list[Line] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    brackets: list[Bracket] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    footnotes: tuple[str, ...] = ()

    @property
    def colors(self) -> theme.Palette:
        return self.format.colors

    @property
    def width(self) -> float:
        return self.format.width

    def append(self, other: "Strip") -> None:
        """Draw another one below."""
        down = self.height
        self.under += [_moved(line, down) for line in other.under]
        self.boxes += [_moved(box, down) for box in other.boxes]
        self.brackets += [_moved(bracket, down) for bracket in other.brackets]
        self.lines += [_moved(line, down) for line in other.lines]
        self.marks += [replace(mark, y=mark.y + down) for mark in other.marks]
        self.texts += [replace(text, y=text.y + down) for text in other.texts]
        self.height += other.height

    def ink(self, ink: Ink) -> str:
        """The colour of a text."""
        return getattr(self.colors, ink) if isinstance(ink, str) else self.colors.ink(ink)

    def mark_color(self, ink: Ink) -> str:
        return getattr(self.colors, ink) if isinstance(ink, str) else self.colors.mark(ink)

    def text(
        self,
        x: float,
        y: float,
        runs: Sequence[Run],
        side: Side,
        color: str,
        *,
        size: float = theme.SMALL_SIZE,
        air: int = 0,
        axis: Axis = PAGE,
        limits: tuple[float, float] = (0, 1),
    ) -> None:
        """A text that lies to the `side` of x, inside these shares of the page."""
        share = x if axis is PAGE else axis.across(x)
        start, end = limits
        room = {"right": end - share, "left": share - start, "center": end - start}[side] * self.width
        runs = ellipsized(runs, room - plain_width(AIR * air, size=size), size)
        if side == "center":
            half = runs_width(runs, size) / self.width / 2
            share = min(max(share, start + half), end - half)
        inks = {run.color for run in runs}
        if len(inks) == 1 and inks != {""}:  # a text in one colour needs no runs of its own colour
            color, runs = inks.pop(), [replace(run, color="") for run in runs]
        self.texts.append(Text(share, y, tuple(runs), side, color, size, air))

    def rule(self, y: float) -> None:
        self.under.append(Line(PAGE, 0, y, 1, y, self.colors.grid, 1, under=True))

    def label(self, parts: Iterable[Words], room: float) -> list[list[Run]]:
        """Lines of a label, each part behind the one before it, or where it has no room there, on lines of its own."""
        lines: list[list[Run]] = []
        for part in parts:
            face = BOLD if part.bold else REGULAR
            own = clamped(part.text, room, theme.SMALL_SIZE, MOST_LINES, face)
            runs = [Run(line, self.ink(part.ink), part.bold) for line in own]
            if lines and len(own) == 1 and not part.begins and runs_width([*lines[-1], APART, *runs]) <= room:
                lines[-1] += [APART, *runs]
            elif not part.optional:
                lines += [[run] for run in runs]
        return lines


def runs_width(runs: Iterable[Run], size: float = theme.SMALL_SIZE) -> float:
    return sum(plain_width(run.text, BOLD if run.bold else REGULAR, size) for run in runs)


def _moved(item: Spanning, down: float) -> Spanning:
    return replace(item, y0=item.y0 + down, y1=item.y1 + down)
