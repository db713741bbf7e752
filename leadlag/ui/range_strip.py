"""Several statements on one small scale, as plain HTML: a row per statement, a mark or a bar per interval."""

from collections.abc import Sequence
from dataclasses import dataclass

from leadlag.ui.view import escaped

EDGE = 4.0  # percent of the track kept free at either end; open ends run into it
LEAST = 1.2  # percent; a single day or value is drawn this wide


@dataclass(frozen=True)
class Mark:
    """One row: who says it, what, and where it lies (None = open, both None = nowhere). `style` is a CSS class.

    `who` is HTML.
    """

    who: str
    text: str
    low: float | None
    high: float | None
    style: str = ""
    note: str = ""


def strip(marks: Sequence[Mark]) -> str:
    """HTML of the rows; without tracks where fewer than two of them have ends to compare."""
    ends = [end for mark in marks for end in (mark.low, mark.high) if end is not None]
    scaled = sum(mark.low is not None or mark.high is not None for mark in marks) > 1
    low, high = (min(ends), max(ends)) if scaled else (0.0, 0.0)
    kind = "strip" if scaled else "strip plain"
    return f"<div class='{kind}'>{''.join(_row(mark, low, high, scaled=scaled) for mark in marks)}</div>"


def _row(mark: Mark, low: float, high: float, *, scaled: bool) -> str:
    track = f"<span class='track'>{_bar(mark, low, high)}</span>" if scaled else ""
    note = f"<em>{escaped(mark.note)}</em>" if mark.note else ""
    return f"<div class='{mark.style}'><span>{mark.who}</span>{track}<b>{escaped(mark.text)}</b>{note}</div>"


def _bar(mark: Mark, low: float, high: float) -> str:
    if mark.low is None and mark.high is None:
        return ""
    start = 0.0 if mark.low is None else _percent(mark.low, low, high)
    end = 100.0 if mark.high is None else _percent(mark.high, low, high)
    edges = "".join(f" open-{side}" for side, bound in (("left", mark.low), ("right", mark.high)) if bound is None)
    width = max(end - start, LEAST)
    return f"<i class='bar{edges}' style='left:{start:.2f}%;width:{width:.2f}%'></i>"


def _percent(value: float, low: float, high: float) -> float:
    """Where a value stands on the track; in its middle where all are one."""
    return 50.0 if high == low else EDGE + (100 - 2 * EDGE) * (value - low) / (high - low)
