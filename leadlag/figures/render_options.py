"""How a figure is wanted, and how text gets into one."""

import html
from dataclasses import dataclass, field

from leadlag import theme
from leadlag.figures.names import Names
from leadlag.figures.row_range import ROWS
from leadlag.words import Language

WIDE, NARROW = 640, 330  # px; with this much width labels stand beside their marks, with this little above them


@dataclass(frozen=True)
class RenderOptions:
    """Its language with the names things have in it, its theme, and the least width in px at which every label has
    room.

    `above` sets what a row is about above its marks instead of beside them, for want of width; `height` is what a plot
    without rows should not exceed, in px; `picked` rows are some of all: what is not among them is not said to be
    missing. A chart shows `limit` rows at most, the first of them behind `offset` others.
    """

    lang: Language = "en"
    dark: bool = False
    width: float = WIDE
    above: bool = False
    height: float = 438
    picked: bool = False
    offset: int = 0
    limit: int = ROWS
    names: Names = field(default=Names(), compare=False, repr=False)

    @property
    def colors(self) -> theme.Palette:
        return theme.palette(dark=self.dark)


def safe(text: str) -> str:
    """Text from data, shown as the characters it is: Plotly reads a small HTML."""
    return html.escape(text, quote=False)


def bold(text: str) -> str:
    return f"<b>{safe(text)}</b>"
