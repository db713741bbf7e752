"""Several statements on one small scale, as plain HTML: a row per statement, a mark or a bar per interval."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

EDGE = 4.0  # percent of the track kept free at either end; open ends run into it
LEAST = 1.2  # percent; a single day or value is drawn this wide


@dataclass(frozen=True)
class Mark:
    """One row: who says it, as text or Markup, what, and where it lies (None = open, both None = nowhere). `style` is a
    CSS class."""

    who: str
    text: str
    low: float | None
    high: float | None
    style: str = ""
    note: str = ""


def range_strip(marks: Sequence[Mark], others: Sequence[Mark] = ()) -> Markup:
    """HTML of the rows, on one scale with the `others` that stand elsewhere; without tracks where fewer than two of
    all of these have ends to compare."""
    ends = [end for mark in (*marks, *others) for end in (mark.low, mark.high) if end is not None]
    scaled = sum(mark.low is not None or mark.high is not None for mark in (*marks, *others)) > 1
    low, high = (min(ends), max(ends)) if scaled else (0.0, 0.0)
    rows = Markup("").join(_row(mark, low, high, scaled=scaled) for mark in marks)
    return Markup("<div class='{}'>{}</div>").format("range-strip" if scaled else "range-strip plain", rows)


def _row(mark: Mark, low: float, high: float, *, scaled: bool) -> Markup:
    track = Markup("<span class='track'>{}</span>").format(_bar(mark, low, high)) if scaled else ""
    note = Markup("<em>{}</em>").format(mark.note) if mark.note else ""
    row = Markup("<div class='{}'><span>{}</span>{}<b>{}</b>{}</div>")
    return row.format(mark.style, mark.who, track, mark.text, note)


def _bar(mark: Mark, low: float, high: float) -> Markup:
    if mark.low is None and mark.high is None:
        return Markup()
    start = 0.0 if mark.low is None else _percent(mark.low, low, high)
    end = 100.0 if mark.high is None else _percent(mark.high, low, high)
    edges = "".join(f" open-{side}" for side, bound in (("left", mark.low), ("right", mark.high)) if bound is None)
    width = max(end - start, LEAST)
    bar = Markup("<i class='bar{}' style='left:{:.2f}%;width:{:.2f}%'></i>")
    return bar.format(edges, start, width)


def _percent(value: float, low: float, high: float) -> float:
    """Where a value stands on the track; in its middle where all are one."""
    return 50.0 if high == low else EDGE + (100 - 2 * EDGE) * (value - low) / (high - low)
