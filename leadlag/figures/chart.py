"""What a figure function returns: a plot and the words that leave the page with it."""

import html
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import plotly.graph_objects as go

from leadlag import theme
from leadlag.words import Language


@dataclass(frozen=True)
class Look:
    """How a figure is wanted: its language and theme."""

    lang: Language = "en"
    dark: bool = False

    @property
    def colors(self) -> theme.Palette:
        return theme.palette(dark=self.dark)


@dataclass(frozen=True)
class Chart:
    """A finished chart. `title` is the finding, `statements` the ids drawn, a derived value's inputs included.

    The plot is drawn when it is first asked for: who only wants the words need not wait for it.
    """

    title: str
    subtitle: str
    alt: str
    draw: Callable[[], go.Figure]
    statements: tuple[str, ...]
    note: str = ""

    @cached_property
    def plot(self) -> go.Figure:
        return self.draw()


def safe(text: str) -> str:
    """Text from data, shown as the characters it is: Plotly reads a small HTML."""
    return html.escape(text, quote=False)


def bold(text: str) -> str:
    return f"<b>{safe(text)}</b>"
