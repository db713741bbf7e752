"""What lies between two events: which came first and by how long, with the sum behind it."""

from collections.abc import Sequence
from datetime import date

from leadlag import formats
from leadlag.render_options import RenderOptions
from leadlag.rows import Interval
from leadlag.words import translate


def finding(rows: Sequence[Interval], options: RenderOptions) -> str:
    """The time from the first event to the second, over all their dates."""
    first, second = (options.names.about(one) for one in (rows[0].first_statement, rows[0].second_statement))
    known = dated(rows)
    if not known:
        return translate(options.lang, "interval.undated", first=first, second=second)
    low, high = min(row.low_days or 0 for row in known), max(row.high_days or 0 for row in known)
    if low == high == 0:
        return translate(options.lang, "interval.same", first=first, second=second)
    if low <= 0 <= high:
        return translate(options.lang, "interval.unknown", first=first, second=second)
    precisions = known[0].first_precision, known[0].second_precision
    lag = formats.lag(low, high, precisions, options.lang).replace(formats.MINUS, "")
    return translate(
        options.lang, "interval.after" if low > 0 else "interval.before", first=first, second=second, lag=lag
    )


def dates(row: Interval, options: RenderOptions) -> tuple[str, str]:
    """Both dates in words."""
    first = formats.when(row.first_year, row.first_month, row.first_day, row.first_part, options.lang)
    second = formats.when(row.second_year, row.second_month, row.second_day, row.second_part, options.lang)
    return first, second


def dated(rows: Sequence[Interval]) -> list[Interval]:
    return [row for row in rows if row.low_days is not None]


def lag(row: Interval, options: RenderOptions) -> str:
    """`5–13 days`, `−9 days`, `order unknown`."""
    return formats.lag(row.low_days, row.high_days, (row.first_precision, row.second_precision), options.lang)


def arithmetic(row: Interval, options: RenderOptions) -> str:
    """How the lag follows: from the last day of the first event to the first one of the second, and the other way
    round."""
    days = row.first_latest, row.second_earliest, row.first_earliest, row.second_latest
    if row.low_days is None or row.high_days is None or None in days:
        return ""
    a, b, c, d = (formats.calendar_day(date.fromordinal(day), options.lang) for day in days if day is not None)
    low, high = (formats.count(days, "days", options.lang) for days in (row.low_days, row.high_days))
    if row.low_days == row.high_days:
        return translate(options.lang, "interval.sum.one", first=a, second=b, low=low)
    return translate(options.lang, "interval.sum", first=a, second=b, low=low, start=c, end=d, high=high)
