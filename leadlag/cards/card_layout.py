"""A chart set into a card: title, subtitle, plot, source, note, date, version and signature, all inside one figure.

The plot's traces are the screen's, enlarged; only their place changes. No text is smaller than 2.2 % of the width, all
of it lies in the central 90 %.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from leadlag import theme
from leadlag.figures import Look
from leadlag.figures.render_options import safe
from leadlag.figures.text_wrap import shortened, width

EDGE = 0.05  # of either side, kept free of text
LEADING = 1.3  # line height of Plotly's annotations, in font sizes
AIR = 0.008  # of the width, between title and subtitle
TIGHT = 1.16  # the same of a title
GAP = 0.016  # of the width, between title, plot and footer
APART = "\u00a0" * 5  # between two sides of the key
FAMILIES = (theme.SANS, theme.SERIF)


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
    """What a card says beside its plot, which is the screen's figure laid out for `look.width` px. `key` are the sides
    that are drawn, by rank."""

    title: str
    subtitle: str
    key: Sequence[tuple[int, str]]
    plot: Mapping[str, Any]
    source: str
    note: str
    dated: str
    signature: str
    look: Look


def compose(card: Card, size: Size) -> dict[str, Any]:
    """The card as a Plotly figure of this size."""
    texts = _Texts(card, size)
    top, bottom = texts.top(), texts.bottom()
    height = float(card.plot["layout"]["height"])
    scale = size.room / card.look.width
    start = top + max(0.0, bottom - top - height * scale) / 3
    layout = {
        **_placed(card.plot["layout"], size, start, height * scale),
        "template": None,
        "width": size.width,
        "height": size.height,
        "paper_bgcolor": card.look.colors.background,
        "plot_bgcolor": theme.TRANSPARENT,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "font": {"family": theme.SANS, "color": card.look.colors.text},
        "showlegend": False,
        "hovermode": False,
        "annotations": texts.annotations,
        "shapes": [_enlarged_bracket(shape, scale) for shape in card.plot["layout"].get("shapes", ())],
    }
    return {"data": [_enlarged(trace, scale) for trace in card.plot["data"]], "layout": layout}


def plot_room(card: Card, size: Size) -> float:
    """How many px of height a card leaves for its plot."""
    texts = _Texts(card, size)
    return texts.bottom() - texts.top()


def grown(card: Card, size: Size) -> Size:
    """This size, but as tall as the plot needs."""
    texts = size.height * (1 - 2 * EDGE) - plot_room(card, size)
    plot = float(card.plot["layout"]["height"]) * size.room / card.look.width
    return replace(size, height=math.ceil((texts + plot) / (1 - 2 * EDGE)))


class _Texts:
    """Places texts from the top downwards and from the bottom upwards."""

    def __init__(self, card: Card, size: Size) -> None:
        self.card, self.size, self.unit = card, size, size.width * size.type
        self.annotations: list[dict[str, Any]] = []

    def top(self) -> float:
        """Title, subtitle and key; returns where the plot may begin."""
        card, unit, colors = self.card, self.unit, self.card.look.colors
        y = EDGE * self.size.height
        title, subtitle = (
            shortened(text, self.size.room, share * unit, 3)
            for text, share in ((card.title, theme.CARD_TITLE), (card.subtitle, theme.CARD_SUBTITLE))
        )
        y = self._down(title, y, theme.CARD_TITLE, colors.text, theme.SERIF, bold=True)
        y += AIR * unit
        y = self._down(subtitle, y, theme.CARD_SUBTITLE, colors.muted)
        for line in self._key():
            self._line(line, y + AIR * unit, theme.CARD_SMALL, colors.text, bold=True)
            y += theme.CARD_SMALL * unit * LEADING
        return y + GAP * unit

    def _key(self) -> list[str]:
        """The sides in their colours and shapes, as many on a line as there is room for."""
        size, lines = theme.CARD_SMALL * self.unit, [""]
        for rank, name in self.card.key:
            (named,) = shortened(f"{theme.glyph(rank)} {name}", self.size.room, size, 1)
            entry = f"<span style='color:{self.card.look.colors.ink(rank)}'>{safe(named)}</span>"
            longer = APART.join(part for part in (lines[-1], entry) if part)
            lines = [*lines[:-1], longer] if width(longer, size) <= self.size.room else [*lines, entry]
        return lines if self.card.key else []

    def bottom(self) -> float:
        """Source, note, and the line of date, version and signature; returns where the plot must end."""
        card, unit, colors = self.card, self.unit, self.card.look.colors
        small, y = theme.CARD_SMALL * unit, self.size.height * (1 - EDGE)
        y -= small * LEADING
        self._line(safe(card.dated), y, theme.CARD_SMALL, colors.muted)
        self._line(safe(card.signature), y, theme.CARD_SMALL, colors.muted, right=True)
        wide_card = self.size.width > self.size.height and self.size.type == 1
        for text, most in ((card.note, 2), (card.source, 1 if wide_card else 2)):
            lines = shortened(text, self.size.room, small, most)
            y -= len(lines) * small * LEADING
            self._down(lines, y, theme.CARD_SMALL, colors.muted)
        return y - GAP * unit

    def _down(
        self, lines: Sequence[str], y: float, size: float, color: str, font: str = "", *, bold: bool = False
    ) -> float:
        for line in lines:
            self._line(safe(line), y, size, color, font=font, bold=bold)
            y += size * self.unit * (TIGHT if size == theme.CARD_TITLE else LEADING)
        return y

    def _line(
        self, text: str, y: float, size: float, color: str, *, right: bool = False, font: str = "", bold: bool = False
    ) -> None:
        self.annotations.append(
            {
                "text": text,
                "xref": "paper",
                "yref": "paper",
                "x": 1 - EDGE if right else EDGE,
                "y": 1 - y / self.size.height,
                "xanchor": "right" if right else "left",
                "yanchor": "top",
                "showarrow": False,
                "align": "left",
                "borderpad": 0,
                "font": {
                    "size": size * self.unit,
                    "color": color,
                    "family": font or theme.SANS,
                    "weight": "bold" if bold else "normal",
                },
            }
        )


def _placed(layout: Mapping[str, Any], size: Size, top: float, height: float) -> dict[str, Any]:
    """The plot's axes in their place on the card."""
    axes: dict[str, Any] = {
        name: {**axis, "domain": [EDGE + end * (1 - 2 * EDGE) for end in axis["domain"]], "fixedrange": True}
        for name, axis in layout.items()
        if "xaxis" in name
    }
    ends = [1 - (top + height) / size.height, 1 - top / size.height]
    axes["yaxis"] = {**layout["yaxis"], "domain": [max(0.0, ends[0]), ends[1]], "visible": False, "fixedrange": True}
    return axes


def _enlarged(trace: Mapping[str, Any], scale: float) -> dict[str, Any]:
    """The same trace with every length in px enlarged, and nothing that answers a pointer."""
    made = {key: value for key, value in trace.items() if key not in ("customdata", "hovertext", "unselected")}
    made["hoverinfo"] = "skip"
    if "line" in trace:
        made["line"] = {**trace["line"], "width": trace["line"]["width"] * scale}
    if "textfont" in trace:
        made["textfont"] = {**trace["textfont"], "size": trace["textfont"]["size"] * scale}
    if "marker" in trace:
        marker = trace["marker"]
        edge = {**marker["line"], "width": marker["line"]["width"] * scale}
        made["marker"] = {**marker, "size": marker["size"] * scale, "line": edge}
    return made


def _enlarged_bracket(shape: Mapping[str, Any], scale: float) -> dict[str, Any]:
    """A bracket's path counts px across and the plot's own unit down."""
    path = re.sub(r"([MH]) (-?[\d.]+)", lambda step: f"{step[1]} {float(step[2]) * scale}", shape["path"])
    return {**shape, "path": path, "line": {**shape["line"], "width": shape["line"]["width"] * scale}}
