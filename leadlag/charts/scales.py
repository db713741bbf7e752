"""Scales: what marks are measured on, with round values to read them by.

Day 1 is 1 January of the year 1. Amounts stand on a linear scale from zero, or where they lie far apart on a log one;
lags on one whose steps grow about fourfold, so that days and years can be read on it together.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from leadlag import formats
from leadlag.layout import Scale, Words
from leadlag.words import Language, translate

LOG_FROM = 50  # max ÷ min within one unit beyond which a linear scale hides the small values
MOST = 5  # steps of a linear scale
SOFT = 2  # days up to which the scale of lags is about linear
YEAR = 365.25
#: The lags that have a gridline where there is room, the most wanted first: in days, with unit and count.
LAGS: Sequence[tuple[float, str, int]] = (
    (YEAR, "years", 1),
    (YEAR / 12, "months", 1),
    (5 * YEAR, "years", 5),
    (7, "weeks", 1),
    (YEAR / 4, "months", 3),
    (20 * YEAR, "years", 20),
)


def needs_log(ends: Iterable[float | None]) -> bool:
    """Linear unless the values lie far apart; a zero does not stand on a log scale."""
    known = [end for end in ends if end is not None]
    return bool(known) and min(known) > 0 and max(known) / min(known) > LOG_FROM


def amount_scale(ends: Iterable[float | None], tick: Callable[[float], str], *, log: bool | None = None) -> Scale:
    """From zero, or across powers of ten, over all ends given; `log` where it is decided."""
    known = [end for end in ends if end is not None] or [0.0]
    if needs_log(known) if log is None else log:
        marks = decades(min(known), max(known))
        low, high = marks[0], max(marks[-1], *known)
        return Scale(low, high, tuple((mark, tick(mark)) for mark in marks), is_log=True)
    low, high = min([*known, 0.0]), max([*known, 0.0])
    high = high if high > low else low + 1
    marks = [*(-step for step in steps(-low)[:0:-1]), *steps(high)] if low < 0 else steps(high)
    return Scale(low, high, tuple((mark, tick(mark)) for mark in marks))


def log_step(scale: Scale) -> int:
    """How many times the value of a gridline the next one has; 0 on a linear scale."""
    if not scale.is_log:
        return 0
    (first, _), (second, _), *_ = scale.ticks
    return round(second / first)


def year_scale(days: Iterable[int | None], *, most: int = 9, is_above: bool = False) -> Scale:
    """Whole years that hold every day given, a gridline at the first day of each, thinned to `most`."""
    known = [day for day in days if day is not None] or [date.today().toordinal()]
    first, last = date.fromordinal(min(known)).year, date.fromordinal(max(known)).year
    low, high = date(first, 1, 1).toordinal(), date(last, 12, 31).toordinal() + 1
    stride = max(1, -(-(last - first + 1) // most))
    ticks = tuple((date(year, 1, 1).toordinal(), str(year)) for year in range(first, last + 1, stride))
    return Scale(low, high, ticks, is_above=is_above)


def date_scale(days: Iterable[int | None], lang: Language, *, most: int = 5) -> Scale:
    """Whole years, or where all days lie within about two of them whole months, that hold every day given."""
    known = [day for day in days if day is not None]
    if not known or max(known) - min(known) > 2 * YEAR:
        return year_scale(known, is_above=True)
    first, last = date.fromordinal(min(known)), date.fromordinal(max(known))
    start, end = first.year * 12 + first.month - 1, last.year * 12 + last.month
    stride = max(1, -(-(end - start) // most))
    firsts = [(date(month // 12, month % 12 + 1, 1).toordinal(), month) for month in range(start, end + 1)]
    ticks = tuple(
        (day, formats.when(month // 12, month % 12 + 1, None, None, lang)) for day, month in firsts[:-1:stride]
    )
    return Scale(firsts[0][0], firsts[-1][0], ticks, is_above=True)


def lag_position(days: float) -> float:
    """Where a lag stands: as far from the middle as the logarithm of its days."""
    return math.copysign(math.log1p(abs(days) / SOFT), days)


def lag_scale(days: Iterable[float], lang: Language, ends: tuple[Words, ...] = ()) -> Scale:
    """From the longest lag of the first side, left of the middle, to that of the second, right of it."""
    known = [*days, 0.0]
    low, high = min(known), max(known)
    reach = max(-low, high, 7.0)
    low, high = (-7.0 if low == 0 and ends else low), max(high, 7.0)
    ticks = [(0.0, translate(lang, "lag.zero"))]
    for lag, unit, count in LAGS:
        if lag <= reach * 1.5:
            ticks += [(sign * lag_position(lag), formats.count(count, unit, lang)) for sign in (1, -1)]
    return Scale(lag_position(low), lag_position(high), tuple(ticks), middle=0.0, ends=ends)


def steps(high: float, most: int = MOST) -> list[float]:
    """Round values from zero up to `high`, at most `most` steps."""
    rough = high / most
    size = 10 ** math.floor(math.log10(rough)) if rough > 0 else 1
    step = next(size * factor for factor in (1, 2, 2.5, 5, 10) if size * factor >= rough)
    return [step * number for number in range(int(high / step + 1e-9) + 1)]


def decades(low: float, high: float, most: int = 6) -> list[float]:
    """Powers of ten that span `low` to `high`, two at least, thinned to `most`."""
    first = math.floor(math.log10(low))
    last = max(math.ceil(math.log10(high)), first + 1)
    stride = max(1, math.ceil((last - first + 1) / most))
    return [10.0**power for power in range(first, last + 1, stride)]
