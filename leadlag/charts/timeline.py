"""When things happened: the events of a topic below each other by date, the two sides' names facing each other.

On a card there is no room for that: years would stand too close to each other.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from leadlag.charts.chart import Chart
from leadlag.charts.scales import year_scale
from leadlag.charts.spec import ChartSpec
from leadlag.findings import timeline as findings
from leadlag.layout import Blocks, Line, Period, Row, Section, Words
from leadlag.render_options import RenderOptions
from leadlag.row_range import row_range
from leadlag.rows import Timeline
from leadlag.words import translate

FACING = 2  # the rank of the side whose names stand at the end of the rows


def timeline(rows: Sequence[Timeline], options: RenderOptions) -> Chart:
    scale = year_scale((day for row in rows for day in (row.earliest_day, row.latest_day)), is_above=True)
    shown = row_range(_by_topic(rows), options.offset, options.limit, lambda row: row.milestone)
    has_topics = any(row.topic for row in shown.rows)
    drawn = tuple(
        _event(row, group, options)
        for topic, events in groupby(shown.rows, key=lambda row: row.topic)
        for group in ((Words(_topic(topic, options), bold=True),) if has_topics else (),)
        for row in events
    )
    finding = findings.finding(rows, options)
    return Chart(
        title=finding,
        subtitle=translate(options.lang, "timeline.subtitle"),
        kind=translate(options.lang, "timeline.kind", count=len({row.milestone for row in rows})),
        blocks=Blocks((Section(rows=drawn, scale=scale),)),
        options=options,
        statements=tuple(row.id for row in shown.rows),
        shown=shown,
    )


def _by_topic(rows: Sequence[Timeline]) -> list[Timeline]:
    """By topic, the one with most events of the compared sides first and events of none last; in each by date, undated
    ones last, and datings of one event beside each other."""
    most = Counter(row.topic for row in rows if row.side_rank <= FACING)
    first: dict[str, float] = {}
    for row in rows:
        day = float("inf") if row.earliest_day is None else row.earliest_day
        first[row.milestone] = min(first.get(row.milestone, day), day)

    def position(row: Timeline) -> tuple[object, ...]:
        day = float("inf") if row.earliest_day is None else row.earliest_day
        return not row.topic, -most[row.topic], row.topic or "", first[row.milestone], row.milestone, day, row.id

    return sorted(rows, key=position)


def _topic(topic: str | None, options: RenderOptions) -> str:
    return options.names.topic(topic) or translate(options.lang, "timeline.no_topic")


def _event(row: Timeline, group: tuple[Words, ...], options: RenderOptions) -> Row:
    """The event's name, its mark, and its date beside that."""
    date = findings.date(row, options)
    is_facing = row.side_rank == FACING and not options.is_card
    name = (Words(options.names.about(row.id), row.side_rank),)
    footnotes = (translate(options.lang, "timeline.note"),) if row.versions > 1 else ()
    line = Line(value=date)
    if row.earliest_day is not None and row.latest_day is not None:
        is_day = row.precision == "day"
        mark = Period(row.earliest_day, row.latest_day + (0 if is_day else 1), row.side_rank, row.id, is_day)
        line = Line((mark,), date)
    return Row(() if is_facing else name, (line,), name if is_facing else (), group, footnotes)


SPEC = ChartSpec(
    "timeline",
    "timeline",
    timeline,
    80,
    table="milestones",
    row_names=lambda rows, options: [options.names.about(row.id) for row in rows],
)
