"""What counts over time say: the fastest growth that one counter saw of one subject, or the largest count."""

from collections.abc import Sequence

from leadlag import formats
from leadlag.contract import METRICS
from leadlag.findings.common import capital, join_first
from leadlag.findings.levels import measure_text
from leadlag.findings.measure import currency
from leadlag.render_options import RenderOptions
from leadlag.rows import Trend
from leadlag.words import translate


def finding(series: Sequence[Sequence[Trend]], options: RenderOptions) -> str:
    return formats.as_title(_finding(series, options), options.lang)


def amount(row: Trend) -> float:
    """Where a count's dot stands: at its lower end, or at the only end it has."""
    return float(row.lower or row.upper or 0)


def value(row: Trend, options: RenderOptions, *, with_qualifier: bool = True) -> str:
    qualifier = row.qualifier if with_qualifier else None
    text = formats.extent(row.lower, row.upper, qualifier, options.lang, currency(row.unit))
    return f"{text}%" if row.unit == "%" else text


def date(row: Trend, options: RenderOptions) -> str:
    return formats.when(row.year, row.month, row.day, row.part, options.lang)


def _finding(series: Sequence[Sequence[Trend]], options: RenderOptions) -> str:
    if not series:
        return translate(options.lang, "trend.none")
    bounded = ([row for row in counts if row.upper is not None] for counts in series)
    best = max((counts for counts in bounded if len(counts) > 1), key=_growth, default=None)
    if best is None or _growth(best) <= 1:
        newest = max((counts[-1] for counts in series), key=amount)
        text = translate(
            options.lang,
            "trend.largest" if _is_people(newest) else "trend.largest.measure",
            subject=options.names.subject(newest.subject),
            measure=measure_text(newest.measure, options),
            value=value(newest, options),
            start=formats.when(newest.year, None, None, None, options.lang),
        )
        return capital(text)
    first, last = best[0], best[-1]
    start, end = (
        date(row, options) if first.year == last.year else formats.when(row.year, None, None, None, options.lang)
        for row in (first, last)
    )
    return translate(
        options.lang,
        "trend.growth" if _is_people(last) else "trend.growth.measure",
        subject=options.names.subject(last.subject),
        measure=measure_text(last.measure, options),
        first=value(first, options, with_qualifier=False),
        last=value(last, options, with_qualifier=False),
        start=start,
        end=end,
    )


def _is_people(row: Trend) -> bool:
    """Whether a word of its own stands for what is counted in a sentence; other measures have names."""
    return row.measure in METRICS


def _growth(counts: Sequence[Trend]) -> float:
    """How many times the first count the last one is at least; 0 where an end is open."""
    first, last = counts[0].upper, counts[-1].lower
    return last / first if first and last else 0.0


def measure(rows: Sequence[Trend], options: RenderOptions) -> str:
    return capital(measure_text(rows[0].measure, options)) if rows else ""


def listing(rows: Sequence[Trend], options: RenderOptions) -> str:
    said = [
        translate(
            options.lang,
            "audience.count",
            product=options.names.subject(row.subject),
            value=value(row, options),
            aside=date(row, options),
        )
        for row in rows
    ]
    return join_first(said, options, "group")
