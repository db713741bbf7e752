"""What a figure function returns: a drawing and the words that leave the page with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from leadlag.drawing import Drawing
from leadlag.figures.canvas import Canvas
from leadlag.figures.row_range import RowRange


@dataclass(frozen=True)
class Chart:
    """A finished chart. `title` is the finding, `statements` the ids drawn, a derived value's inputs included, `panels`
    how many measures that do not compare stand below each other, `only` what a reader has filtered it by, and
    which of its rows are shown, in words. The title is found in all rows.

    It is drawn when it is first asked for: who only wants the words need not wait for it. `tooltips` gives what its
    marks answer to the pointer.
    """

    title: str
    subtitle: str
    alt: str
    canvas: Canvas
    statements: tuple[str, ...]
    panels: int = 1
    only: str = ""
    tooltips: Callable[[], Mapping[str, str]] | None = None

    @property
    def note(self) -> str:
        return self.canvas.footnotes()

    @property
    def shown(self) -> RowRange | None:
        """Which of its rows are drawn; None where it does not draw them one by one."""
        return self.canvas.shown

    @property
    def key(self) -> list[tuple[int, str]]:
        """Rank and name of the sides that are drawn."""
        return self.canvas.key()

    @cached_property
    def drawing(self) -> Drawing:
        """With what its marks answer to the pointer."""
        return self.canvas.drawing(tooltips=self.tooltips() if self.tooltips else None)
