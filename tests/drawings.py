"""What tests share about charts: every figure over a snapshot's rows, and its marks, texts and text boxes as drawn."""

import html
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import plotly.graph_objects as go

from leadlag import charts, figures, queries
from leadlag.figures import Chart, Look
from leadlag.figures.wrapping import width
from leadlag.store import READINGS, Snapshot

Draw = Callable[[Snapshot, Look], Chart]
LINE = 1.2  # the height of a line, in font sizes
AIR = "\u00a0"


def draw(snapshot: Snapshot, question: str, look: Look, **params: object) -> Chart:
    """A question's figure over its rows, with the options its page gives it; drawn once, as most tests only look."""
    return _draw(snapshot, question, look, tuple(params.items()))


@lru_cache(maxsize=200)
def _draw(snapshot: Snapshot, question: str, look: Look, given: tuple[tuple[str, object], ...]) -> Chart:
    rows = queries.ask(snapshot, question, **dict(given))
    quotas = {"quotas": queries.ask(snapshot, "quotas")} if question == "prices" else {}
    return drawn(question, rows, look, queries.ask(snapshot, "sides"), **dict(given), **quotas)


def drawn(question: str, rows: list[Any], look: Look, sides: list[Any], **params: object) -> Chart:
    """The same over any rows."""
    options = {**params, **({"sides": sides} if question in ("overview", "prices", "data_costs", "gaps") else {})}
    chart: Chart = getattr(figures, question)(rows, look, **options)
    return chart


#: Every chart a page can show: the question, its parameters, and for money also the second currency.
CHARTS: dict[str, tuple[str, dict[str, object]]] = {
    "overview": ("overview", {}),
    "audience": ("audience", {}),
    "prices": ("prices", {"currency": None}),
    "prices in USD": ("prices", {"currency": "USD"}),
    "effects": ("effects", {"uses": 10}),
    "data_costs": ("data_costs", {"currency": None}),
    "data_costs in CNY": ("data_costs", {"currency": "CNY"}),
    "memberships": ("memberships", {"fee_low": 20.0, "fee_high": 30.0}),
    "timeline": ("timeline", {}),
    "gaps": ("gaps", {}),
    "confidence": ("confidence", {}),
    "audience_over_time": ("audience_over_time", {}),
}


def reading_with(snapshot: Snapshot, question: str) -> Snapshot:
    """The first reading of the data that shows a question's chart."""
    return snapshot.read_as(charts.READING_OF.get(question, READINGS[0]))


@dataclass(frozen=True)
class Mark:
    """A marker that is seen: its symbol, and where it stands in the data's unit and in pixels from the top."""

    symbol: str
    x: float
    y: float


@dataclass(frozen=True)
class Box:
    """A text as it stands on the page: pixels from the plot's left edge and top."""

    text: str
    left: float
    right: float
    top: float
    bottom: float

    def overlaps(self, other: "Box", slack: float = 1) -> bool:
        """True where the two share more than a hairline."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > slack and down > slack


def traces(plot: go.Figure, mode: str) -> list[dict[str, Any]]:
    return [trace.to_plotly_json() for trace in plot.data if trace.mode == mode]


def marks(plot: go.Figure) -> list[Mark]:
    return [
        Mark(symbol(trace["marker"]), x, y)
        for trace in traces(plot, "markers")
        if trace["marker"]["color"] != "rgba(0,0,0,0)"
        for x, y in zip(trace["x"], trace["y"], strict=True)
    ]


def symbol(marker: dict[str, Any]) -> str:
    """A marker's shape, told from a filled one where only its outline has its colour."""
    return marker["symbol"] if marker["color"] == marker["line"]["color"] else f"{marker['symbol']}-open"


def texts(plot: go.Figure) -> list[str]:
    """Every text of a figure, hover texts included, as Plotly is given it."""
    given = [*traces(plot, "text"), *traces(plot, "markers")]
    return [text for trace in given for key in ("text", "hovertext") for text in trace.get(key, []) if text]


def plain(text: str) -> str:
    """A text as a reader sees it, with the spaces that keep it clear of its mark."""
    return html.unescape(re.sub(r"<[^>]*>", "", text))


def at(plot: go.Figure, text: str) -> float:
    """How far down the first of these texts stands."""
    shown = [(plain(t), y) for trace in traces(plot, "text") for y, t in zip(trace["y"], trace["text"], strict=True)]
    return float(next(y for t, y in shown if t.strip(AIR) == text))


def boxes(plot: go.Figure, across: float) -> Iterator[Box]:
    """Where each text stands at a plot width in pixels; the air around a text counts for its place, not for its box."""
    for trace in traces(plot, "text"):
        axis, size = plot.layout[trace["xaxis"].replace("x", "xaxis")], trace["textfont"]["size"]
        low, high = axis.range
        for x, y, text, position in zip(trace["x"], trace["y"], trace["text"], trace["textposition"], strict=True):
            shown = plain(text)
            place = ((math.log10(x) if axis.type == "log" else x) - low) / (high - low) * across
            left = place - width(text, size) * {"right": 0, "left": 1, "center": 0.5}[position.split()[1]]
            left += width(shown[: len(shown) - len(shown.lstrip(AIR))], size)
            half = LINE * size / 2
            yield Box(shown.strip(AIR), left, left + width(shown.strip(AIR), size), y - half, y + half)
