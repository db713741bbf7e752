"""A drawing as a Plotly figure: what the page shows, and what answers the pointer.

Everything is a handful of traces and a few shapes: Plotly draws a hundred texts of a trace in the time of three
annotations.
"""

import html
import math
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import lru_cache
from importlib import import_module
from typing import Any, TypeVar

import plotly.graph_objects as go

from leadlag import theme
from leadlag.drawing import PAGE, Axis, Box, Bracket, Drawing, Line, Mark, Text

Thing = TypeVar("Thing")
Key = TypeVar("Key", bound=Hashable)
POSITIONS = {"left": "middle left", "right": "middle right", "center": "middle center"}
BLANK = "\u00a0"


@lru_cache(maxsize=64)
def figure(drawing: Drawing, colors: theme.Palette) -> go.Figure:
    """The drawing with the template of its theme: cached, as Plotly checks it longer than all else of a page takes."""
    try:
        return _figure(drawing, colors)
    except AttributeError:  # Plotly looked into numpy or pandas while another thread was importing them: wait
        import_module("pandas")
        return _figure(drawing, colors)


def _figure(drawing: Drawing, colors: theme.Palette) -> go.Figure:
    made = spec(drawing)
    return go.Figure(made["data"], {**made["layout"], "template": template(colors)})


def spec(drawing: Drawing) -> dict[str, Any]:
    """The same as Plotly writes it, without a template, at a tenth of the time."""
    kinds: dict[type, list[Any]] = {kind: [] for kind in (Bracket, Line, Box, Mark, Text)}
    for item in drawing.items:
        kinds[type(item)].append(item)
    under, over = ([line for line in kinds[Line] if line.under is below] for below in (True, False))
    traces = [*_lines(under), *_boxes(kinds[Box]), *_lines(over), *_marks(kinds[Mark]), *_texts(kinds[Text])]
    return {"data": traces, "layout": _layout(drawing, [_bracket(bracket) for bracket in kinds[Bracket]])}


def template(colors: theme.Palette) -> go.layout.Template:
    """No frame, no legend, no gridlines of its own, nothing to drag: figures draw the few lines they need."""
    axis = {
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "fixedrange": True,
        "tickfont": {"size": theme.SMALL_SIZE, "color": colors.muted},
    }
    return go.layout.Template(
        layout={
            "font": {"family": theme.SANS, "size": theme.TEXT_SIZE, "color": colors.text},
            "paper_bgcolor": theme.TRANSPARENT,
            "plot_bgcolor": theme.TRANSPARENT,
            "margin": {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0},
            "showlegend": False,
            "dragmode": False,
            "xaxis": axis,
            "yaxis": {**axis, "visible": False},
        }
    )


def _layout(drawing: Drawing, shapes: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    layout: dict[str, Any] = {
        "height": drawing.height,
        "yaxis": {"range": [drawing.height, 0]},
        "hovermode": "closest",
        "shapes": list(shapes),
    }
    for axis in drawing.axes:
        layout[axis.name.replace("x", "xaxis")] = {
            "domain": [0.0, 1.0],
            "range": _ends(axis),
            "type": "log" if axis.log else "linear",
            "visible": False,
            **({"overlaying": "x"} if axis.name != "x" else {}),
        }
    return layout


def _ends(axis: Axis) -> list[float]:
    """What stands at the page's edges: marks answer the pointer only where all axes lie over each other."""
    span = axis.end - axis.start
    low, high = axis.at(-axis.start / span), axis.at((1 - axis.start) / span)
    return [math.log10(low), math.log10(high)] if axis.log else [low, high]


def _bracket(bracket: Bracket) -> dict[str, Any]:
    return {
        "type": "path",
        "xref": bracket.axis.name,
        "yref": "y",
        "xsizemode": "pixel",
        "xanchor": bracket.x,
        "line": {"color": bracket.color, "width": bracket.width},
        "layer": "below",
        "path": f"M {bracket.tip} {bracket.y0} H {bracket.stem} V {bracket.y1} H {bracket.tip}",
    }


def _grouped(things: Iterable[Thing], key: Callable[[Thing], Key]) -> list[tuple[Key, list[Thing]]]:
    """Things that look alike, in the order of the first of each."""
    found: dict[Key, list[Thing]] = {}
    for thing in things:
        found.setdefault(key(thing), []).append(thing)
    return list(found.items())


def _lines(lines: Sequence[Line]) -> list[dict[str, object]]:
    """One trace for all lines of a kind, with gaps between them."""
    return [
        _path(
            axis,
            [(one.x0, one.y0, one.x1, one.y1) for one in alike],
            line={"color": color, "width": width, **({"dash": "2px,3px"} if dotted else {})},
        )
        for (axis, color, width, dotted), alike in _grouped(
            lines, lambda one: (one.axis.name, one.color, one.width, one.is_dotted)
        )
    ]


def _boxes(boxes: Sequence[Box]) -> list[dict[str, object]]:
    """One trace for all boxes of a colour: closed outlines with gaps between them."""
    return [
        _path(
            axis,
            [(b.x0, b.y0, b.x1, b.y0, b.x1, b.y1, b.x0, b.y1, b.x0, b.y0) for b in alike],
            line={"color": edge, "width": 1.2},
            fill="toself",
            fillcolor=fill if opacity == 1 else theme.faded(fill, opacity),
        )
        for (axis, edge, fill, opacity), alike in _grouped(
            boxes, lambda box: (box.axis.name, box.edge, box.fill, box.opacity)
        )
    ]


def _path(axis: str, outlines: list[tuple[float, ...]], **style: object) -> dict[str, object]:
    """A trace of outlines, each a run of x, y, x, y, …, with a gap after it."""
    return {
        "type": "scatter",
        "mode": "lines",
        "xaxis": axis,
        "x": [x for outline in outlines for x in (*outline[::2], None)],
        "y": [y for outline in outlines for y in (*outline[1::2], None)],
        "hoverinfo": "skip",
        **style,
    }


def _marks(marks: Sequence[Mark]) -> list[dict[str, object]]:
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "xaxis": axis,
            "x": [mark.x for mark in alike],
            "y": [mark.y for mark in alike],
            "cliponaxis": False,  # a mark on the end of its axis is drawn whole
            **_answering(alike),
            "marker": {
                "symbol": shape,
                "size": size,
                "color": fill or theme.TRANSPARENT,
                "line": {"width": width, "color": edge or theme.TRANSPARENT},
            },
        }
        for (axis, shape, size, fill, edge, width), alike in _grouped(
            marks, lambda mark: (mark.axis.name, mark.shape, mark.size, mark.fill, mark.edge, mark.edge_width)
        )
    ]


def _answering(marks: Sequence[Mark]) -> dict[str, object]:
    """Marks carry the id of what they stand for, and what they say (`leadlag/marks.js` shows it); heads of lines answer
    nothing."""
    unfaded: dict[str, object] = {"unselected": {"marker": {"opacity": 1}}}  # picking one must not fade the rest
    if all(mark.statement is None for mark in marks):
        return {"hoverinfo": "skip", **unfaded}
    said = [mark.tooltip for mark in marks]
    hover = {"hovertext": said} if any(said) else {}
    return {"customdata": [mark.statement or "" for mark in marks], "hoverinfo": "none", **hover, **unfaded}


def _texts(texts: Sequence[Text]) -> list[dict[str, object]]:
    """All on the page's axis, because what reaches beyond its panel's is cut off."""
    return [
        {
            "type": "scatter",
            "mode": "text",
            "xaxis": PAGE.name,
            "x": [text.x for text in alike],
            "y": [text.y for text in alike],
            "text": [_marked(text) for text in alike],
            "textposition": [POSITIONS[text.side] for text in alike],
            "textfont": {"color": color, "size": size, "weight": "bold" if bold else "normal"},
            "unselected": {"textfont": {"color": color}},
            "hoverinfo": "skip",
        }
        for (color, size, bold), alike in _grouped(texts, lambda text: (text.color, text.size, _is_bold(text)))
    ]


def _is_bold(text: Text) -> bool:
    """Bold throughout, a text is set by its font: Plotly takes a tag apart at three times the cost."""
    return len(text.runs) == 1 and text.runs[0].bold and not text.runs[0].color


def _marked(text: Text) -> str:
    air, whole = BLANK * text.air, _is_bold(text)
    parts = []
    for run in text.runs:
        part = html.escape(run.text, quote=False)
        part = f"<b>{part}</b>" if run.bold and not whole else part
        parts.append(f"<span style='color:{run.color}'>{part}</span>" if run.color else part)
    return f"{air}{''.join(parts)}{air}"
