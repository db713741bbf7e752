"""How everything looks: colours, fonts and the one Plotly template, light and dark.

A side has one colour on every page, in both languages and themes: the first orange, the second blue, all others grey.
Shape repeats colour (triangle, circle, square), because in greyscale the two colours are alike.
"""

from dataclasses import dataclass

import plotly.graph_objects as go

# Fonts that ship with Streamlit or with the reader's system; nothing is fetched. Chinese falls back per platform.
SANS = "'Source Sans', 'Noto Sans CJK SC', 'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', sans-serif"
TEXT_SIZE, SMALL_SIZE, TITLE_SIZE = 14, 13, 15  # px


@dataclass(frozen=True)
class Palette:
    """One theme's colours. `marks` and `texts` are by the side's rank: first side, second side, everything else.

    `verdicts` are greys, because colour belongs to the sides: confirmed, imprecise, contradicted, unverified.
    """

    background: str
    text: str
    muted: str
    grid: str
    marks: tuple[str, str, str]
    texts: tuple[str, str, str]
    verdicts: tuple[str, str, str, str]

    def mark(self, side_rank: int | None) -> str:
        return self.marks[_index(side_rank)]

    def ink(self, side_rank: int | None) -> str:
        return self.texts[_index(side_rank)]


LIGHT = Palette(
    background="#fffdf9",
    text="#1b1d21",
    muted="#5a616c",
    grid="#e4e0d8",
    marks=("#d55e00", "#0072b2", "#6e7581"),
    texts=("#b84f00", "#00639b", "#5a616c"),
    verdicts=("#2b2f36", "#858b95", "#fffdf9", "#dcd8cf"),
)
DARK = Palette(
    background="#15181c",
    text="#eceae5",
    muted="#a7aeb9",
    grid="#33383f",
    marks=("#ff9a4d", "#56b4e9", "#8b94a1"),
    texts=("#ff9a4d", "#56b4e9", "#a7aeb9"),
    verdicts=("#e6e3dc", "#8b94a1", "#15181c", "#3b4149"),
)

SYMBOLS = ("triangle-up", "circle", "square")
GLYPHS = ("▲", "●", "■")  # the same in text


def palette(*, dark: bool) -> Palette:
    return DARK if dark else LIGHT


def symbol(side_rank: int | None) -> str:
    """A side's marker: triangle for the first, circle for the second, square for the rest."""
    return SYMBOLS[_index(side_rank)]


def glyph(side_rank: int | None) -> str:
    """A side's marker as a character."""
    return GLYPHS[_index(side_rank)]


def template(colors: Palette) -> go.layout.Template:
    """No frame, no legend, no gridlines of its own, nothing to drag: figures draw the few lines they need."""
    axis = {
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "fixedrange": True,
        "tickfont": {"size": SMALL_SIZE, "color": colors.muted},
    }
    return go.layout.Template(
        layout={
            "font": {"family": SANS, "size": TEXT_SIZE, "color": colors.text},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "margin": {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0},
            "showlegend": False,
            "dragmode": False,
            "hoverlabel": {
                "font": {"family": SANS, "size": SMALL_SIZE, "color": colors.text},
                "bgcolor": colors.background,
                "bordercolor": colors.muted,
                "align": "left",
                "namelength": -1,
            },
            "xaxis": axis,
            "yaxis": {**axis, "visible": False},
        }
    )


def _index(side_rank: int | None) -> int:
    return side_rank - 1 if side_rank in (1, 2) else 2
