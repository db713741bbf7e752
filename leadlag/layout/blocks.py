"""Blocks: what a chart shows, in sections, rows and plots with no pixel in them.

Values are in the data's own unit, texts are plain; colours are named by whose they are.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

#: The rank of a side, or one of the two colours of text.
Ink: TypeAlias = int | Literal["text", "muted"]
ValueSide: TypeAlias = Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class Words:
    """A part of a label, behind the one before it, unless it `begins` a line; an `optional` one is left out where it
    would take a line of its own."""

    text: str
    ink: Ink = "text"
    bold: bool = False
    begins: bool = False
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Amount:
    """A value from `lower` to `upper`; None is an open end. `statement` is the one it is drawn for, "" where it is
    derived from its `inputs`. The ends of a range are hollow and a known value is filled, unless
    `is_filled` says otherwise."""

    lower: float | None
    upper: float | None
    ink: Ink
    statement: str = ""
    inputs: tuple[str, ...] = ()
    is_filled: bool | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """When something happened: a dot, if `is_point`, otherwise a bar from `start` to `end`."""

    start: float
    end: float
    ink: Ink
    statement: str
    is_point: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """A pale band: what is claimed, behind what is measured. An open end is None."""

    lower: float | None
    upper: float | None
    statement: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A dotted line that leads to a mark."""

    start: float
    end: float
    ink: Ink


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of a stacked bar, in one of the palette's four greys."""

    start: float
    end: float
    grey: int


@dataclass(frozen=True, slots=True)
class Sign:
    """A mark before a text that stands on no scale."""

    ink: Ink
    statement: str
    inputs: tuple[str, ...] = ()


Content: TypeAlias = Amount | Period | Band | Link | Slice | Sign


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a row: its marks, and the text beside them: on that side, or the other, or where neither has room,
    in the row's label. Without marks the text stands where they would."""

    marks: tuple[Content, ...] = ()
    value: str = ""
    ink: Ink = "muted"
    bold: bool = False
    value_side: ValueSide = "right"


@dataclass(frozen=True, slots=True)
class Row:
    """What a row is about, its lines, which a bracket joins where there are several datings of one thing, and a label
    at its end. `group` is the heading it shares with its neighbours."""

    label: tuple[Words, ...]
    lines: tuple[Line, ...]
    end_label: tuple[Words, ...] = ()
    group: tuple[Words, ...] = ()
    footnotes: tuple[str, ...] = ()
    is_ruled: bool = False
    has_bracket: bool = False


@dataclass(frozen=True, slots=True)
class Scale:
    """What all rows of a section are measured on, with the values that have a gridline. `middle` is where two sides
    meet, `ends` say what lies on either side of it."""

    low: float
    high: float
    ticks: tuple[tuple[float, str], ...] = ()
    is_log: bool = False
    is_above: bool = False
    middle: float | None = None
    ends: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Dot:
    """A count in a plot: across from `start` to `end`, up at `lower`, or at its only end; an open one is hollow."""

    start: float
    end: float
    lower: float | None
    upper: float | None
    ink: Ink
    statement: str
    text: str = ""

    @property
    def height(self) -> float:
        return float(self.lower or self.upper or 0)

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2


@dataclass(frozen=True, slots=True)
class Plot:
    """Series of dots over time, each joined by a line: of one subject and one counter."""

    title: tuple[Words, ...]
    series: tuple[tuple[Dot, ...], ...]
    across: Scale
    up: Scale


@dataclass(frozen=True, slots=True)
class Section:
    """Rows on one scale, or plots beside each other, below a heading with a definition behind it. One with a `title`
    has cards of its own. `finding` is what its rows alone say."""

    heading: tuple[Words, ...] = ()
    definition: str = ""
    rows: tuple[Row, ...] = ()
    scale: Scale | None = None
    plots: tuple[Plot, ...] = ()
    footnotes: tuple[str, ...] = ()
    title: str = ""
    finding: str = ""

    @property
    def card_title(self) -> str:
        """What a card is called that shows nothing else; empty where that is the whole chart's title."""
        return self.title or self.finding or "  ".join(words.text for words in self.heading)


@dataclass(frozen=True)
class Blocks:
    """All of a chart."""

    sections: tuple[Section, ...]
    footnotes: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not any(section.rows or section.plots for section in self.sections)
