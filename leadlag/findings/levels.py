"""What the levels that were reached say: when each reached one, how long after its launch, and who was later."""

from collections.abc import Sequence
from datetime import date

from leadlag import formats
from leadlag.contract import METRICS
from leadlag.findings.common import join_first, join_list
from leadlag.findings.measure import currency
from leadlag.render_options import RenderOptions
from leadlag.rows import Level
from leadlag.words import enum_label, labelled, translate

NAMED = 2  # of those who reached a level, in a title


def level_text(measure: str, unit: str, level: float, options: RenderOptions) -> str:
    """`100M monthly active users`, `1B downloads since launch`; `unit` matters where it is a currency."""
    value = formats.extent(level, level, None, options.lang, currency(unit))
    return translate(options.lang, "levels.value", value=value, measure=measure_text(measure, options))


def measure_text(measure: str, options: RenderOptions) -> str:
    """A measure inside a sentence."""
    return enum_label(options.lang, "metric.unit", measure) if measure in METRICS else options.names.measure(measure)


def period(first_day: int | None, last_day: int, options: RenderOptions) -> str:
    """Between which months something happened: `Nov 2022 – Jan 2023`, `by Jan 2023` where no earlier date is known."""
    first, last = (
        None if day is None else formats.when(*_month(day), None, None, options.lang) for day in (first_day, last_day)
    )
    if first is None:
        return translate(options.lang, "levels.by", date=last)
    return first or "" if first == last else translate(options.lang, "levels.period", first=first, last=last)


def _month(day: int) -> tuple[int, int]:
    found = date.fromordinal(day)
    return found.year, found.month


def finding(rows: Sequence[Level], options: RenderOptions) -> str:
    """How long after the other side one reached the level, the longest lag of these; or who reached it."""
    return formats.as_title(_finding(rows, options), options.lang)


def _finding(rows: Sequence[Level], options: RenderOptions) -> str:
    level = level_text(rows[0].measure, rows[0].unit, rows[0].level, options)
    latest = max((row for row in rows if row.leader), key=lambda row: row.low_days or 0, default=None)
    if latest is None:
        names = list(dict.fromkeys(options.names.subject(row.subject) for row in rows))
        more = translate(options.lang, "list.more", count=len(names) - NAMED) if len(names) > NAMED else ""
        return translate(options.lang, "levels.reached", level=level, list=join_list([*names[:NAMED], more], options))
    leader, follower = options.names.subject(latest.leader), options.names.subject(latest.subject)
    lag = formats.duration(latest.low_days, latest.high_days, "months", options.lang)
    return translate(options.lang, "levels.lag", level=level, lag=lag, leader=leader, follower=follower)


def since_launch(row: Level, options: RenderOptions) -> str:
    """`16–19 months after its launch`; empty where that is not known."""
    if row.launch_high_days is None:
        return ""
    lag = formats.duration(row.launch_low_days or 0, row.launch_high_days, "months", options.lang)
    return translate(options.lang, "levels.since_launch", lag=lag)


def listing(rows: Sequence[Level], options: RenderOptions) -> str:
    said = (
        labelled(options.lang, options.names.subject(row.subject), period(row.first_day, row.last_day, options))
        for row in rows
    )
    return join_first(list(said), options, "group")
