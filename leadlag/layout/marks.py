"""Marks of a row, drawn around its middle: dots, ranges, open ends, bars, bands."""

from leadlag import theme
from leadlag.drawing import PAGE, Axis, Box, Line, Mark, Shape
from leadlag.layout.axes import OPEN_END
from leadlag.layout.blocks import Amount, Band, Content, Ink, Link, Period, Sign, Slice
from leadlag.layout.strips import Strip

MARK, CENTRE, RANGE_LINE, BAR, STACK, BAND = 12, 8, 3, 10, 12, 14  # px
INSIDE = MARK / 2 + 1  # px from an arrow's middle to the end of its axis


def draw(strip: Strip, axis: Axis, mark: Content, y: float) -> None:
    match mark:
        case Amount():
            _amount(strip, axis, mark, y)
        case Period():
            _period(strip, axis, mark, y)
        case Band():
            _band(strip, axis, mark, y)
        case Link():
            strip.lines.append(Line(axis, mark.start, y, mark.end, y, strip.mark_color(mark.ink), 1.5, is_dotted=True))
        case Slice():
            grey = strip.colors.verdicts[mark.grey]
            strip.boxes.append(Box(axis, mark.start, y - STACK / 2, mark.end, y + STACK / 2, strip.colors.text, grey))


def draw_sign(strip: Strip, x: float, y: float, sign: Sign) -> None:
    """A mark at a share of the page's width."""
    color = strip.mark_color(sign.ink)
    marker(strip, PAGE, x, y, shape(sign.ink), color, CENTRE, statement=sign.statement, inputs=sign.inputs)


def shape(ink: Ink) -> Shape:
    return theme.symbol(ink) if isinstance(ink, int) else "circle"


def marker(
    strip: Strip,
    axis: Axis,
    x: float,
    y: float,
    shape: Shape,
    color: str,
    size: float = MARK,
    *,
    is_filled: bool = True,
    statement: str | None = None,
    inputs: tuple[str, ...] = (),
) -> None:
    """A hollow one is filled with the page's colour, so that no line runs through it."""
    fill, edge = (color, 1) if is_filled else (strip.colors.background, 2)
    strip.marks.append(Mark(axis, x, y, shape, size, fill, color, edge, statement, inputs))


def _amount(strip: Strip, axis: Axis, mark: Amount, y: float) -> None:
    """A point, a range between its ends, or an end and the arrow of an open one."""
    color, (low, high) = strip.mark_color(mark.ink), span(axis, mark)
    if mark.upper is None:
        marker(strip, axis, high, y, "triangle-right", color, is_filled=False)
    elif mark.lower is None:
        marker(strip, axis, low, y, "triangle-left", color, is_filled=False)
    if low < high:
        strip.lines.append(Line(axis, low, y, high, y, color, RANGE_LINE))
    is_range = mark.lower is not None and mark.upper is not None and mark.lower != mark.upper
    is_filled = not is_range if mark.is_filled is None else mark.is_filled
    for end in sorted({mark.lower, mark.upper} - {None}, key=lambda end: end or 0):
        marker(
            strip,
            axis,
            end or 0,
            y,
            shape(mark.ink),
            color,
            is_filled=is_filled,
            statement=mark.statement,
            inputs=mark.inputs,
        )


def span(axis: Axis, mark: Amount | Band) -> tuple[float, float]:
    """What an amount covers: an open end runs on as far as its arrow."""
    lower, upper = mark.lower, mark.upper
    if lower is None and upper is None:
        return axis.low, axis.low
    if upper is None and lower is not None:
        return lower, axis.at(min(axis.fraction(lower) + OPEN_END / axis.pixels, 1 - INSIDE / axis.pixels))
    if lower is None and upper is not None:
        return axis.at(max(axis.fraction(upper) - OPEN_END / axis.pixels, INSIDE / axis.pixels)), upper
    return lower or 0, upper or 0


def _period(strip: Strip, axis: Axis, mark: Period, y: float) -> None:
    color = strip.mark_color(mark.ink)
    middle = (mark.start + mark.end) / 2
    if mark.is_point:
        marker(strip, axis, mark.start, y, shape(mark.ink), color, statement=mark.statement)
        return
    if (axis.fraction(mark.end) - axis.fraction(mark.start)) * axis.pixels < MARK:  # no bar that could be seen
        marker(strip, axis, middle, y, shape(mark.ink), color, is_filled=False, statement=mark.statement)
        return
    strip.boxes.append(Box(axis, mark.start, y - BAR / 2, mark.end, y + BAR / 2, color, color, 0.35))
    marker(strip, axis, middle, y, shape(mark.ink), color, CENTRE, statement=mark.statement)


def _band(strip: Strip, axis: Axis, mark: Band, y: float) -> None:
    low, high = span(axis, mark)
    if low == high:  # a hair of a band can be seen
        half = 1.5 / axis.pixels
        low, high = axis.at(axis.fraction(low) - half), axis.at(axis.fraction(high) + half)
    color = strip.colors.band
    strip.boxes.append(Box(axis, low, y - BAND / 2, high, y + BAND / 2, color, color))
    if mark.upper is None:
        marker(strip, axis, high, y, "triangle-right", color, is_filled=False)
    elif mark.lower is None:
        marker(strip, axis, low, y, "triangle-left", color, is_filled=False)
