"""What a figure function returns: a plot and the words that leave the page with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import plotly.graph_objects as go

from leadlag.figures.canvas import Canvas
from leadlag.figures.tooltips import attach_tooltips


@dataclass(frozen=True)
class Chart:
    """A finished chart. `title` is the finding, `statements` the ids drawn, a derived value's inputs included, `panels`
    how many measures that do not compare stand below each other, `only` what a reader has filtered it by, in words.

    The plot is drawn when it is first asked for: who only wants the words need not wait for it. `tooltips` gives what
    its marks answer to the pointer.
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
        return self.canvas.note()

    @property
    def key(self) -> list[tuple[int, str]]:
        """Rank and name of the sides that are drawn."""
        return self.canvas.key()

    @cached_property
    def plot(self) -> go.Figure:
        figure = self.canvas.figure()
        return attach_tooltips(figure, self.tooltips(), self.canvas.look) if self.tooltips else figure
