"""How everything looks: colours, fonts and sizes of charts, cards, pages and files.

Streamlit's own parts take theirs from `.streamlit/config.toml`, which says the same; nothing else names a colour, a
font or a size of type.

A side has one colour on every page, in both languages and themes: the first orange, the second blue, all others grey.
Shape repeats colour (triangle, circle, square), because in greyscale the two colours are alike.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from leadlag.drawing import Shape

# Fonts that ship with Streamlit or with the reader's system; nothing is fetched. Chinese falls back per platform.
SANS_FONT, SERIF_FONT = "Source Sans", "Source Serif"
SYSTEM_SANS = "'Noto Sans CJK SC', 'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', sans-serif"
SYSTEM_SERIF = "'Noto Serif CJK SC', 'Noto Serif SC', 'Songti SC', 'SimSun', serif"
SANS, SERIF = f"'{SANS_FONT}', {SYSTEM_SANS}", f"'{SERIF_FONT}', {SYSTEM_SERIF}"
#: Sizes of type on pages and in files, in rem: `--size-title` and so on in their style sheets.
SIZES: Mapping[str, float] = {
    "title": 2.1,
    "number": 1.9,
    "heading": 1.45,
    "subheading": 1.2,
    "text": 1,
    "prose": 0.93,
    "table": 0.9,
    "note": 0.82,
    "key": 0.72,
}
TEXT_SIZE, SMALL_SIZE = 14, 13  # px, in charts
CARD_TITLE, CARD_SUBTITLE, CARD_SMALL = 0.035, 0.0225, 0.0225  # of a card's width
NAME_SIZE = 13  # px, below the pictures of a contact sheet
TRANSPARENT = "rgba(0,0,0,0)"


@dataclass(frozen=True)
class Palette:
    """One theme's colours. `surface` is behind what can be clicked, `paper` what a file is printed on. `marks` and
    `texts` are by the side's rank: first side, second side, everything else.

    `verdicts` are greys, because colour belongs to the sides: confirmed, imprecise, contradicted, unverified; `band`
    is what is claimed, behind what is measured.
    """

    background: str
    surface: str
    paper: str
    text: str
    muted: str
    grid: str
    marks: tuple[str, str, str]
    texts: tuple[str, str, str]
    verdicts: tuple[str, str, str, str]
    band: str

    def mark(self, side_rank: int | None) -> str:
        return self.marks[_index(side_rank)]

    def ink(self, side_rank: int | None) -> str:
        return self.texts[_index(side_rank)]


LIGHT = Palette(
    background="#fffdf9",
    surface="#f4f0e8",
    paper="#ffffff",
    text="#1b1d21",
    muted="#5a616c",
    grid="#e4e0d8",
    marks=("#d55e00", "#0072b2", "#6e7581"),
    texts=("#b84f00", "#00639b", "#5a616c"),
    verdicts=("#2b2f36", "#858b95", "#fffdf9", "#dcd8cf"),
    band="#968f80",
)
DARK = Palette(
    background="#15181c",
    surface="#1f2429",
    paper="#15181c",
    text="#eceae5",
    muted="#a7aeb9",
    grid="#33383f",
    marks=("#ff9a4d", "#56b4e9", "#8b94a1"),
    texts=("#ff9a4d", "#56b4e9", "#a7aeb9"),
    verdicts=("#e6e3dc", "#8b94a1", "#15181c", "#3b4149"),
    band="#6d737c",
)

SYMBOLS: tuple[Shape, ...] = ("triangle-up", "circle", "square")
GLYPHS = ("▲", "●", "■")  # the same in text
NEUTRAL = 3  # the rank of all sides that are not compared: they share a colour and a shape


def palette(*, dark: bool) -> Palette:
    return DARK if dark else LIGHT


def faded(color: str, opacity: float) -> str:
    red, green, blue = (int(color[start : start + 2], 16) for start in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"


def css_variables(colors: Palette | None = None, sans: str = SANS, serif: str = SERIF) -> str:
    """What style sheets are given: fonts, sizes and, where Streamlit gives no colours, those of a palette."""
    given = {
        "sans": sans,
        "serif": serif,
        **{f"size-{name}": f"{size:g}rem" for name, size in SIZES.items()},
    }
    if colors:
        given |= {"background": colors.background, "paper": colors.paper}
        given |= {"text": colors.text, "muted": colors.muted, "rule": colors.grid}
    return f":root{{{';'.join(f'--{name}:{value}' for name, value in given.items())}}}"


def symbol(side_rank: int | None) -> Shape:
    """A side's marker: triangle for the first, circle for the second, square for the rest."""
    return SYMBOLS[_index(side_rank)]


def glyph(side_rank: int | None) -> str:
    """A side's marker as a character."""
    return GLYPHS[_index(side_rank)]


def _index(side_rank: int | None) -> int:
    return side_rank - 1 if side_rank in (1, 2) else 2
