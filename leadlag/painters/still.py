"""A drawing as the SVG that stands on a page until Plotly has drawn it: the same picture at the same width.

It is as wide as what it stands in, so across everything stands at a share of the width, and only what belongs to a
mark keeps its px. The fonts are the page's own. Nothing answers the pointer.
"""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from leadlag.drawing import Box, Bracket, Drawing, Item, Line, Mark, Text
from leadlag.painters.svg import ANCHORS, BLANK, MIDDLE, escaped, number, outline


def still(drawing: Drawing) -> str:
    """Neighbours that look alike share a group, which takes half of the bytes."""
    painted = (part for item in drawing.items for part in _painted(item))
    groups = (
        f"<g {style}>{''.join(map(itemgetter(1), alike))}</g>" for style, alike in groupby(painted, itemgetter(0))
    )
    return f'<svg width="100%" height="{number(drawing.height)}">{"".join(groups)}</svg>'


def _painted(item: Item) -> Iterator[tuple[str, str]]:
    """How it looks, and its shape; nothing for what is not seen."""
    match item:
        case Text():
            anchor = "" if item.side == "right" else f' text-anchor="{ANCHORS[item.side]}"'
            yield f'fill="{item.color}" font-size="{number(item.size)}"{anchor}', _text(item)
        case Mark() if item.edge:
            style = f'fill="{item.fill}" stroke="{item.edge}" stroke-width="{number(item.edge_width)}"'
            yield style, _mark(item)
        case Line():
            x = f'x1="{_share(item.axis.across(item.x0))}" x2="{_share(item.axis.across(item.x1))}"'
            y = f'y1="{number(item.y0)}" y2="{number(item.y1)}"'
            yield f'stroke="{item.color}" stroke-width="{number(item.width)}"', f"<line {x} {y}/>"
        case Box():
            left, right = sorted((item.axis.across(item.x0), item.axis.across(item.x1)))
            top, bottom = sorted((item.y0, item.y1))
            faded = f' fill-opacity="{number(item.opacity)}"' if item.opacity < 1 else ""
            corner = f'x="{_share(left)}" y="{number(top)}"'
            size = f'width="{_share(right - left)}" height="{number(bottom - top)}"'
            yield f'fill="{item.fill}"{faded} stroke="{item.edge}" stroke-width="1.2"', f"<rect {corner} {size}/>"
        case Bracket():
            path = f"M{number(item.tip)} {number(item.y0)}H{number(item.stem)}V{number(item.y1)}H{number(item.tip)}"
            style = f'fill="none" stroke="{item.color}" stroke-width="{number(item.width)}"'
            yield style, _beside(item.axis.across(item.x), 0, path)


def _mark(mark: Mark) -> str:
    share, r = mark.axis.across(mark.x), mark.size / 2
    if mark.shape == "circle":
        return f'<circle cx="{_share(share)}" cy="{number(mark.y)}" r="{number(r)}"/>'
    return _beside(share, mark.y, outline(mark.shape, r))


def _beside(share: float, y: float, path: str) -> str:
    """A path drawn around a point at a share of the width."""
    return f'<svg x="{_share(share)}" y="{number(y)}" overflow="visible"><path d="{path}"/></svg>'


def _text(text: Text) -> str:
    air = BLANK * text.air
    said = "".join(_run(run.text, run.color, bold=run.bold) for run in text.runs)
    return f'<text x="{_share(text.x)}" y="{number(text.y + MIDDLE * text.size)}">{air}{said}{air}</text>'


def _run(said: str, color: str, *, bold: bool) -> str:
    style = (f' fill="{color}"' if color else "") + (' font-weight="700"' if bold else "")
    return f"<tspan{style}>{escaped(said)}</tspan>" if style else escaped(said)


def _share(share: float) -> str:
    return f"{number(100 * share, 3)}%"
