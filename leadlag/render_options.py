"""How a chart is wanted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from leadlag import theme
from leadlag.names import Names
from leadlag.row_range import ROWS
from leadlag.words import Language

Window = Literal["narrow", "medium", "wide"]
#: The least width in px of what is drawn in a window of each kind; in a narrow one labels stand above their marks.
WIDTHS: Mapping[Window, int] = {"narrow": 330, "medium": 620, "wide": 860}


@dataclass(frozen=True)
class RenderOptions:
    """Its language with the names things have in it, its theme, and the least width in px at which every label has
    room.

    `above` sets what a row is about above its marks instead of beside them, for want of width; a card (`is_card`) has
    little height, and a plot without rows should not exceed `height` px. `picked` rows are some of all: what is not
    among them is not said to be missing. A chart shows `limit` rows at most, the first of them behind `offset` others.
    """

    lang: Language = "en"
    dark: bool = False
    width: float = WIDTHS["medium"]
    above: bool = False
    height: float = 438
    is_card: bool = False
    picked: bool = False
    offset: int = 0
    limit: int = ROWS
    names: Names = field(default=Names(), compare=False, repr=False)

    @property
    def colors(self) -> theme.Palette:
        return theme.palette(dark=self.dark)
