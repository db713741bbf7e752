"""A chart set into a card: title, subtitle, plot, source, note, date, version and signature, all inside one drawing.

The plot is the screen's, enlarged. No text is smaller than 2.2 % of the width, all of it lies in the central 90 %.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from leadlag import fonts, theme
from leadlag.charts.chart import KeyEntry
from leadlag.drawing import Drawing, Part, Run, Side, Text
from leadlag.findings.common import join_sentences
from leadlag.layout.text_wrap import clamped, wrapped
from leadlag.render_options import RenderOptions

EDGE = 0.05  # of either side, kept free of text
LEADING = 1.25  # of the font size, from line to line
AIR = 0.008  # of the width, between title and subtitle
TOP = 0.75  # of the font size, from the top of a line to its middle
TIGHT = 1.16  # the same of a title
GAP = 0.012  # of the width, between title, plot and footer
APART = "\u00a0" * 5  # between two sides of the key


@dataclass(frozen=True)
class Size:
    """A picture's width and height in px, drawn at twice that; `type` is how large its type is beside a card's."""

    width: int
    height: int
    type: float = 1

    @property
    def room(self) -> float:
        """Px between the left and right edges kept free."""
        return self.width * (1 - 2 * EDGE)

    def __str__(self) -> str:
        return f"{self.width}x{self.height}"


SIZES = (Size(1200, 675), Size(1200, 630), Size(1080, 1080), Size(1080, 1350))
SLIDE = Size(1600, 900, type=0.62)  # fills a screen, so that smaller type can be read
PAGE = Size(1200, 675, type=0.8)  # a chart among others of a page, each as tall as it needs


@dataclass(frozen=True)
class Card:
    """What a card says beside its plot, which is the screen's. `key` are signs with their colours and names; a `brief`
    one has a line of subtitle."""

    title: str
    subtitle: str
    key: Sequence[KeyEntry]
    plot: Drawing
    source: str
    note: str
    dated: str
    signature: str
    options: RenderOptions
    brief: bool = False


def compose(card: Card, size: Size) -> Drawing:
    """The card as a drawing of this size."""
    texts = _Texts(card, size)
    top, bottom = texts.top(), texts.bottom()
    scale = size.room / card.plot.width
    free = bottom - top - card.plot.height * scale  # less than nothing where a row is as tall as the gaps around it too
    start = top + (free / 3 if free > 0 else free / 2)
    plot = Part(card.plot, EDGE * size.width, start, scale)
    return Drawing(size.width, size.height, (plot, *texts.items), background=card.options.colors.background)


def plot(card: Drawing) -> Drawing:
    """The plot of a card, without the words around it."""
    return next(item.drawing for item in card.items if isinstance(item, Part))


def below(cards: Sequence[Drawing]) -> Drawing:
    """Cards below each other as one."""
    parts, top = [], 0.0
    for card in cards:
        parts.append(Part(card, 0, top))
        top += card.height
    return Drawing(max(card.width for card in cards), top, tuple(parts), background=cards[0].background)


def plot_room(card: Card, size: Size) -> float:
    """How many px of height a card leaves for its plot."""
    texts = _Texts(card, size)
    return texts.bottom() - texts.top()


def fit_height(card: Card, size: Size) -> Size:
    """This size, but as tall as the plot needs."""
    texts = size.height * (1 - 2 * EDGE) - plot_room(card, size)
    plot = card.plot.height * size.room / card.plot.width
    return replace(size, height=math.ceil((texts + plot) / (1 - 2 * EDGE)))


class _Texts:
    """Places texts from the top downwards and from the bottom upwards."""

    def __init__(self, card: Card, size: Size) -> None:
        self.card, self.size, self.unit = card, size, size.width * size.type
        self.items: list[Text] = []

    def top(self) -> float:
        """Title, subtitle and key; returns where the plot may begin."""
        card, unit, colors = self.card, self.unit, self.card.options.colors
        y = EDGE * self.size.height
        title, subtitle = (
            clamped(text, self.size.room, share * unit, most, face)
            for text, share, face, most in (
                (card.title, theme.CARD_TITLE, fonts.TITLE, 3),
                (card.subtitle, theme.CARD_SUBTITLE, fonts.REGULAR, 1 if card.brief else 3),
            )
        )
        y = self._down(title, y, theme.CARD_TITLE, colors.text)
        y += AIR * unit
        y = self._down(subtitle, y, theme.CARD_SUBTITLE, colors.muted)
        for line in self._key():
            self._line(line, y + AIR * unit, theme.CARD_SMALL, colors.text)
            y += theme.CARD_SMALL * unit * LEADING
        return y + GAP * unit

    def _key(self) -> list[list[Run]]:
        """The sides in their colours and shapes, as many on a line as there is room for."""
        size = theme.CARD_SMALL * self.unit
        lines: list[list[Run]] = [[]]
        for sign, color, name, ink in self.card.key:
            (named,) = clamped(name, self.size.room - 2 * size, size, 1)
            entry = [Run(f"{sign} ", color, bold=True), Run(named, ink, bold=True)]
            longer = [*lines[-1], Run(APART), *entry] if lines[-1] else entry
            fits = fonts.ems("".join(run.text for run in longer), fonts.BOLD) * size <= self.size.room
            lines = [*lines[:-1], longer] if fits else [*lines, entry]
        return lines if self.card.key else []

    def bottom(self) -> float:
        """Note and source, and date, version and signature on one line where they have room; returns the plot's end."""
        card, unit, colors = self.card, self.unit, self.card.options.colors
        small, y = theme.CARD_SMALL * unit, self.size.height * (1 - EDGE)
        y -= small * LEADING
        self._line([Run(card.dated)], y, theme.CARD_SMALL, colors.muted)
        if fonts.ems(card.dated + APART + card.signature, fonts.REGULAR) * small > self.size.room:
            y -= small * LEADING
        self._line([Run(card.signature)], y, theme.CARD_SMALL, colors.muted, right=True)
        lines = self._note_and_source(small)
        y -= len(lines) * small * LEADING
        self._down(lines, y, theme.CARD_SMALL, colors.muted)
        return y - GAP * unit

    def _note_and_source(self, size: float) -> list[str]:
        """Behind each other where one line holds both, otherwise each on lines of its own, the source cut at a word."""
        card, room = self.card, self.size.room
        together = wrapped(join_sentences([card.note, card.source]), room, size, fonts.REGULAR)
        if len(together) == 1:
            return together
        wide_card = self.size.width > self.size.height and self.size.type == 1
        parts = (card.note, 2), (card.source, 1 if wide_card else 2)
        return [line for text, most in parts for line in clamped(text, room, size, most, fonts.REGULAR)]

    def _down(self, lines: Sequence[str], y: float, size: float, color: str) -> float:
        title = size == theme.CARD_TITLE
        for line in lines:
            self._line([Run(line, bold=title)], y, size, color)
            y += size * self.unit * (TIGHT if title else LEADING)
        return y

    def _line(self, runs: Iterable[Run], y: float, size: float, color: str, *, right: bool = False) -> None:
        x, middle = (1 - EDGE if right else EDGE), y + TOP * size * self.unit
        side: Side = "left" if right else "right"
        self.items.append(Text(x, middle, tuple(runs), side, color, size * self.unit, serif=size == theme.CARD_TITLE))
