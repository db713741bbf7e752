"""Panels of amounts: one unit per panel, a row per figure, ranges as lines and never as bars.

A point estimate is a filled mark; a range has hollow ends; "at least" runs on to an arrow; "not stated" is a word.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from leadlag import theme
from leadlag.drawing import Axis
from leadlag.figures.canvas import Canvas, decades, label_side, steps
from leadlag.figures.common import join_sentences
from leadlag.figures.render_options import RenderOptions, bold, safe
from leadlag.figures.text_wrap import width, wrapped
from leadlag.words import translate

ROW, LINE, HEADING, AXIS, SPACE = 26, 18, 24, 26, 10  # px
MARGIN = 10  # px beyond either end of an axis: half a mark, struck or not, and a hair
OPEN_END = 24  # px an "at least" line runs on before its arrow, at the narrowest: it ends on no other value
FREE = 0.06  # of the axis, beyond its last mark
TOGETHER = 4  # rows of a panel that one picture should show with their scale
LOG_FROM = 50  # max ÷ min within one unit beyond which a linear axis hides the small values


@dataclass(frozen=True)
class Amount:
    """One row: its words, bounds (None = open) and side. An `absent` row is words only; a `sum` has its own line.
    `statement` is "" where the amount is derived, from its `inputs`."""

    label: str
    detail: str
    value: str
    lower: float | None
    upper: float | None
    side_rank: int | None
    statement: str = ""
    absent: bool = False
    sum: str = ""
    inputs: tuple[str, ...] = ()


def absent(label: str, words: str, side_rank: int) -> Amount:
    """A row of words for a side that states nothing."""
    return Amount(label, "", words, None, None, side_rank, absent=True)


def needs_log(amounts: Sequence[Amount]) -> bool:
    """Linear unless the values lie far apart; a zero does not stand on a log axis."""
    ends = [end for amount in amounts for end in (amount.lower, amount.upper) if end is not None]
    return bool(ends) and min(ends) > 0 and max(ends) / min(ends) > LOG_FROM


def panel(
    canvas: Canvas,
    options: RenderOptions,
    title: str,
    definition: str,
    amounts: Sequence[Amount],
    tick: Callable[[float], str],
) -> list[float]:
    """Draw one panel; returns the y of each row's mark, in the rows' order, for brackets."""
    canvas.advance(SPACE if canvas.y else 0)
    canvas.allow_break(preferred=True)
    log, head = needs_log(amounts), canvas.y
    axis = _axis(canvas, amounts, log)
    marks = (decades(axis.low, axis.high) if log else _steps(axis, amounts)) if axis else []
    note = translate(options.lang, "chart.log", step=round(marks[1] / marks[0])) if log else ""
    _heading(canvas, title, join_sentences([definition, note]))
    top = canvas.y
    mark_ys = []
    for amount in amounts:
        canvas.allow_break(last_resort=len(amounts) <= TOGETHER)
        mark_ys.append(_row(canvas, axis, amount))
    last = canvas.y
    if axis:
        canvas.ticks(axis, [(mark, tick(mark)) for mark in marks if axis.low <= mark <= axis.high], top, canvas.y)
        canvas.advance(AXIS)
    canvas.keep_with_header(head, top, last, canvas.y)
    return mark_ys


def _steps(axis: Axis, amounts: Sequence[Amount]) -> list[float]:
    """Round values on either side of zero, where there are any below it."""
    negative = any((end or 0) < 0 for amount in amounts for end in (amount.lower, amount.upper))
    return [*(-step for step in steps(-axis.low)[:0:-1]), *steps(axis.high)] if negative else steps(axis.high)


def _heading(canvas: Canvas, title: str, definition: str) -> None:
    """Title and definition on one line, if they fit."""
    one_line = width(f"{bold(title)}  {safe(definition)}") <= canvas.width
    behind = f"  <span style='color:{canvas.colors.muted}'>{safe(definition)}</span>" if one_line and definition else ""
    canvas.label(f"{bold(title)}{behind}", canvas.advance(HEADING) + 10, size=theme.SMALL_SIZE)
    for line in [] if one_line else wrapped(definition, canvas.width, theme.SMALL_SIZE):
        canvas.label(safe(line), canvas.advance(LINE) + 6, size=theme.SMALL_SIZE, color=canvas.colors.muted)


def _axis(canvas: Canvas, amounts: Sequence[Amount], log: bool) -> Axis | None:
    ends = [end for amount in amounts for end in (amount.lower, amount.upper) if end is not None]
    if not ends:
        return None
    free = FREE + OPEN_END / (canvas.width * (1 - canvas.labels))  # of the axis, where an end is open
    if log:
        marks = decades(min(ends), max(ends))
        low, high = marks[0], max(marks[-1], max(ends))  # and room for the arrow of an open end
        opened = max((amount.lower for amount in amounts if amount.lower and amount.upper is None), default=low)
        stretched = opened * (opened / low) ** (free / (1 - free))
        return canvas.axis(low, max(high, stretched), log=True, margin=MARGIN)
    open_ends = [amount.lower / (1 - free) for amount in amounts if amount.lower and amount.upper is None]
    high = max([end * (1 + FREE) for end in ends] + open_ends + [0]) or 1
    if min(ends) < 0:
        return canvas.axis(min(ends) * (1 + FREE), high, margin=MARGIN)
    # zero is the left edge, or the line beside which labels stand: only a mark on it needs room
    crowded = not canvas.labels and min(ends) / high * canvas.width < MARGIN
    return canvas.axis(0, high, margin=MARGIN if crowded else 0)


def _row(canvas: Canvas, axis: Axis | None, amount: Amount) -> float:
    """One row; returns the y of its mark. A value without room beside its mark stands with the row's words."""
    colors = canvas.colors
    parts = [(amount.label, colors.text, True)]
    parts += [(line, colors.muted, False) for line in (amount.detail, amount.sum) if line]
    if amount.absent or axis is None:
        y = canvas.row(parts, ROW)
        canvas.placeholder_text(amount.value, y)
        return y
    (low, high), value, color = _extent(axis, amount), bold(amount.value), colors.ink(amount.side_rank)
    side = label_side(axis, low, high, value)
    y = canvas.row(parts if side else [*parts, (amount.value, color, True)], ROW)
    _mark(canvas, axis, amount, y)
    if side:
        canvas.tag(axis, low, high, y, value, color, side)
    return y


def _extent(axis: Axis, amount: Amount) -> tuple[float, float]:
    """What the mark covers, from `low` to `high`: an open end runs on as far as its arrow."""
    lower, upper = amount.lower, amount.upper
    if upper is None:
        start = lower if lower is not None else axis.low
        return start, min(axis.at(axis.fraction(start) + OPEN_END / axis.pixels), axis.high)
    if lower is not None:
        return lower, upper
    end = axis.fraction(upper)
    return axis.at(min(max(end - OPEN_END / axis.pixels, MARGIN / axis.pixels), end)), upper


def _mark(canvas: Canvas, axis: Axis, amount: Amount, y: float) -> None:
    """The mark itself: a point, a range between its ends, or an end and the arrow of an open one."""
    lower, upper, side_rank = amount.lower, amount.upper, amount.side_rank
    low, high = _extent(axis, amount)
    if upper is None:
        canvas.arrow(axis, high, y, side_rank)
    elif lower is None:
        canvas.arrow(axis, low, y, side_rank, left=True)
    if low < high:
        canvas.line(axis, low, high, y, canvas.colors.mark(side_rank), 3)
    filled = lower == upper or upper is None or lower is None
    for end in {lower, upper} - {None}:
        canvas.dot(axis, end or 0, y, side_rank, amount.statement, filled=filled, inputs=amount.inputs)
