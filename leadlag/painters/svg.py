"""A drawing as SVG: all that stands still. The same drawing gives the same text.

What a font of ours has not, Chinese above all, is a part of its own that names the system's fonts first, at its own
position: a program that has to find another font for one character may draw it in that font's regular weight, and its
neighbours with it.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from leadlag import theme
from leadlag.drawing import Box, Bracket, Drawing, Item, Line, Mark, Part, Shape, Text
from leadlag.fonts import BOLD, REGULAR, TITLE, ems, has

MIDDLE = 0.25  # of the font size, from a text's middle down to its baseline
BLANK = "\u00a0"
ANCHORS = {"right": "start", "left": "end", "center": "middle"}
#: What XML cannot hold, even escaped.
UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
FAMILIES = {
    False: (f"'{REGULAR.family}', {theme.SYSTEM_SANS}", f"{theme.SYSTEM_SANS}, '{REGULAR.family}'"),
    True: (f"'{TITLE.family}', {theme.SYSTEM_SERIF}", f"{theme.SYSTEM_SERIF}, '{TITLE.family}'"),
}


def svg(drawing: Drawing) -> str:
    width, height = number(drawing.width), number(drawing.height)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'font-family="{FAMILIES[False][0]}" font-weight="{REGULAR.weight}" xml:space="preserve" '
        'style="text-spacing-trim:space-all">'  # Chinese signs stay square, as they are measured
        f"{_content(drawing)}</svg>"
    )


def _content(drawing: Drawing) -> str:
    ground = f'<rect width="100%" height="100%" fill="{drawing.background}"/>' if drawing.background else ""
    return ground + "".join(_painted(item, drawing.width) for item in drawing.items)


def _painted(item: Item, width: float) -> str:
    match item:
        case Text():
            return _text(item, width)
        case Mark():
            return _mark(item, width)
        case Line():
            x0, x1 = (number(item.axis.across(x) * width) for x in (item.x0, item.x1))
            path = f"M{x0} {number(item.y0)}L{x1} {number(item.y1)}"
            dots = ' stroke-dasharray="2 3"' if item.is_dotted else ""
            return f'<path d="{path}" stroke="{item.color}" stroke-width="{number(item.width)}"{dots}/>'
        case Box():
            x0, x1 = (number(item.axis.across(x) * width) for x in (item.x0, item.x1))
            path = f"M{x0} {number(item.y0)}H{x1}V{number(item.y1)}H{x0}Z"
            faded = f' fill-opacity="{number(item.opacity)}"' if item.opacity < 1 else ""
            return f'<path d="{path}" fill="{item.fill}"{faded} stroke="{item.edge}" stroke-width="1.2"/>'
        case Bracket():
            tip, stem = (number(item.axis.across(item.x) * width + beside) for beside in (item.tip, item.stem))
            path = f"M{tip} {number(item.y0)}H{stem}V{number(item.y1)}H{tip}"
            return f'<path d="{path}" fill="none" stroke="{item.color}" stroke-width="{number(item.width)}"/>'
        case Part():
            moved = f"translate({number(item.x)} {number(item.y)})"
            scale = f" scale({number(item.scale, 6)})" if item.scale != 1 else ""
            return f'<g transform="{moved}{scale}">{_content(item.drawing)}</g>'


def _mark(mark: Mark, width: float) -> str:
    """What a mark says when it is pointed at is its title; one that is not seen answers all the same."""
    said = f"<title>{escaped(mark.tooltip)}</title>" if mark.tooltip and mark.statement is not None else ""
    if not (said or mark.edge):
        return ""
    x, y, r = mark.axis.across(mark.x) * width, mark.y, mark.size / 2
    shape = f'<path d="{outline(mark.shape, r, x, y)}"'
    if mark.shape == "circle":
        shape = f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(r)}"'
    style = ' fill="none" pointer-events="all"'
    if mark.edge:
        style = f' fill="{mark.fill}" stroke="{mark.edge}" stroke-width="{number(mark.edge_width)}"'
    return f"<g>{said}{shape}{style}/></g>" if said else f"{shape}{style}/>"


def outline(shape: Shape, r: float, x: float = 0, y: float = 0) -> str:
    """The path around a point of every shape but the circle, which SVG has."""
    side = r * 2 / 3**0.5
    paths = {
        "triangle-up": [(-side, r / 2), (side, r / 2), (0, -r)],
        "triangle-left": [(r / 2, -side), (r / 2, side), (-r, 0)],
        "triangle-right": [(-r / 2, -side), (-r / 2, side), (r, 0)],
        "square": [(-r, -r), (r, -r), (r, r), (-r, r)],
        "x-thin": [(-r, -r), (r, r), (-r, r), (r, -r)],
    }
    corners = [f"{number(x + dx)} {number(y + dy)}" for dx, dy in paths.get(shape, ())]
    if shape == "x-thin":
        return "M{}L{}M{}L{}".format(*corners)
    return f"M{'L'.join(corners)}Z"


def _text(text: Text, width: float) -> str:
    air = text.air * ems(BLANK, REGULAR) * text.size
    x = text.x * width + {"right": air, "left": -air, "center": 0}[text.side]
    y, size, parts = number(text.y + MIDDLE * text.size), number(text.size), [*_parts(text)]
    opening = f'<text y="{y}" font-size="{size}"'
    if len(parts) == 1:
        (part,) = parts
        anchor = "" if text.side == "right" else f' text-anchor="{ANCHORS[text.side]}"'
        return f'{opening} x="{number(x)}"{anchor}{part.style}>{escaped(part.text)}</text>'
    whole = sum(part.ems for part in parts) * text.size
    x -= {"right": 0, "left": whole, "center": whole / 2}[text.side]
    spans = []
    for part in parts:
        spans.append(f'<tspan x="{number(x)}"{part.style}>{escaped(part.text)}</tspan>')
        x += part.ems * text.size
    return f"{opening}>{''.join(spans)}</text>"


@dataclass(frozen=True, slots=True)
class _Part:
    """What of a text has one font, weight and colour."""

    text: str
    style: str
    ems: float


def _parts(text: Text) -> Iterator[_Part]:
    families = FAMILIES[text.serif]
    for run in text.runs:
        face = TITLE if text.serif else BOLD if run.bold else REGULAR
        color = f' fill="{run.color or text.color}"'
        weight = f' font-weight="{BOLD.weight}"' if run.bold else ""
        for ours, characters in groupby(run.text, partial(has, face)):
            family = "" if ours and not text.serif else f' font-family="{families[not ours]}"'
            part = "".join(characters)
            yield _Part(part, f"{color}{weight}{family}", ems(part, face))


def escaped(text: str) -> str:
    return html.escape(UNFIT.sub("", text), quote=False)


def number(value: float, digits: int = 2) -> str:
    return f"{round(value, digits) + 0:.{digits}f}".rstrip("0").rstrip(".")
