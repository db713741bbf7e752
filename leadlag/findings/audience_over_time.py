"""What counts over time say: the fastest growth that one counter saw of one product, or the largest count."""

from collections.abc import Sequence

from leadlag import formats
from leadlag.findings.common import capital, count_text, join_first
from leadlag.render_options import RenderOptions
from leadlag.rows import AudienceOverTime
from leadlag.words import enum_label, translate


def finding(series: Sequence[Sequence[AudienceOverTime]], options: RenderOptions) -> str:
    return formats.as_title(_finding(series, options), options.lang)


def people(row: AudienceOverTime) -> float:
    """Where a count's dot stands: at its lower end, or at the only end it has."""
    return float(row.lower or row.upper or 0)


def _finding(series: Sequence[Sequence[AudienceOverTime]], options: RenderOptions) -> str:
    if not series:
        return translate(options.lang, "audience_over_time.none")
    best = max((counts for counts in series if len(counts) > 1), key=_growth, default=None)
    if best is None or _growth(best) <= 1:
        newest = max((counts[-1] for counts in series), key=people)
        value = formats.extent(newest.lower, newest.upper, newest.qualifier, options.lang)
        unit = enum_label(options.lang, "metric.unit", newest.metric)
        details = {
            "product": options.names.product(newest.product),
            "unit": unit,
            "value": value,
            "year": newest.year,
        }
        return translate(options.lang, "audience_over_time.largest", **details)
    first, last = best[0], best[-1]
    return translate(
        options.lang,
        "audience_over_time.grown",
        product=options.names.product(last.product),
        unit=enum_label(options.lang, "metric.unit", last.metric),
        first=formats.extent(first.lower, first.upper, None, options.lang),
        last=formats.extent(last.lower, last.upper, None, options.lang),
        start=first.year,
        end=last.year,
    )


def _growth(counts: Sequence[AudienceOverTime]) -> float:
    """How many times the first count the last one is at least; 0 where an end is open."""
    first, last = counts[0].upper, counts[-1].lower
    return last / first if first and last else 0.0


def unit(rows: Sequence[AudienceOverTime], options: RenderOptions) -> str:
    return capital(enum_label(options.lang, "metric.unit", rows[0].metric)) if rows else ""


def listing(rows: Sequence[AudienceOverTime], options: RenderOptions) -> str:
    dates = [formats.when(row.year, row.month, row.day, row.part, options.lang) for row in rows]
    return join_first([count_text(row, date, options) for row, date in zip(rows, dates, strict=True)], options, "group")
