"""What a list of events says: the busiest year, and of an event its date in words."""

from collections import Counter
from collections.abc import Sequence

from leadlag import formats
from leadlag.render_options import RenderOptions
from leadlag.rows import Timeline
from leadlag.words import translate


def finding(rows: Sequence[Timeline], options: RenderOptions) -> str:
    """The busiest year among the events that have one; an event dated twice is one, in each of its years."""
    dated = {(row.year, row.milestone) for row in rows if row.year}
    count = len({milestone for _, milestone in dated})
    if not dated:
        return translate(options.lang, "timeline.none")
    (year, most), *rest = Counter(year for year, _ in dated).most_common(2)
    if count < 3 or (rest and rest[0][1] == most):
        return translate(options.lang, "timeline.plain", count=count)
    return translate(options.lang, "timeline.busiest", year=year, most=most, count=count)


def date(row: Timeline, options: RenderOptions) -> str:
    """An event's date, and that there are others of it where there are."""
    date = formats.when(row.year, row.month, row.day, row.part, options.lang)
    return translate(options.lang, "timeline.version", date=date, count=row.versions) if row.versions > 1 else date


def event_name(row: Timeline, options: RenderOptions) -> str:
    """By what an event is found in a list: whose it is, what, and when."""
    return translate(
        options.lang,
        "timeline.event",
        side=options.names.organization(row.organization),
        event=options.names.about(row.id),
        date=formats.when(row.year, row.month, row.day, row.part, options.lang),
    )
