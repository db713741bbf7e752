"""The time between two events, whichever a reader picks: both on one scale of dates, and what lies between."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from leadlag.charts.chart import Chart
from leadlag.charts.scales import date_scale
from leadlag.charts.spec import Answers, ChartSpec
from leadlag.findings import interval as findings
from leadlag.layout import Amount, Blocks, Line, Period, Row, Section, Words
from leadlag.render_options import RenderOptions
from leadlag.rows import Gaps, Interval, Timeline
from leadlag.words import translate


class _Dating(NamedTuple):
    """One statement of when one of the two events happened."""

    statement: str
    rank: int
    precision: str | None
    earliest: int | None
    latest: int | None
    text: str


def interval(rows: Sequence[Interval], options: RenderOptions) -> Chart:
    """`rows` answer the question `interval`: one for each pair of the two events' dates."""
    finding = findings.finding(rows, options) if rows else ""
    firsts, seconds = _datings(rows, options)
    scale = date_scale((day for one in (*firsts, *seconds) for day in (one.earliest, one.latest)), options.lang)
    known = findings.dated(rows)
    drawn = [_event(datings, options) for datings in (firsts, seconds) if datings]
    if known:
        label = (Words(translate(options.lang, "interval.between"), "muted"),)
        drawn.append(Row(label, tuple(_between(row, options) for row in known)))
    sums = list(dict.fromkeys(findings.arithmetic(row, options) for row in known))
    return Chart(
        title=finding,
        subtitle=translate(options.lang, "interval.subtitle"),
        kind=translate(options.lang, "interval.kind"),
        listed=" ".join(sums).rstrip(".。"),
        blocks=Blocks((Section(rows=tuple(drawn), scale=scale),), tuple(sums)),
        options=options,
        statements=tuple(dict.fromkeys(one.statement for one in (*firsts, *seconds))),
    )


def _datings(rows: Sequence[Interval], options: RenderOptions) -> tuple[list[_Dating], list[_Dating]]:
    """Those of the first event and of the second, each once."""
    ends: tuple[dict[_Dating, None], dict[_Dating, None]] = {}, {}
    for row in rows:
        for end, known, text in zip(("first", "second"), ends, findings.dates(row, options), strict=True):
            fields = (
                getattr(row, f"{end}_{name}") for name in ("statement", "rank", "precision", "earliest", "latest")
            )
            known[_Dating._make((*fields, text))] = None
    return list(ends[0]), list(ends[1])


def _event(datings: Sequence[_Dating], options: RenderOptions) -> Row:
    """One of the two, with a line for each of its dates."""
    first = datings[0]
    label = (Words(options.names.about(first.statement), first.rank, bold=True),)
    return Row(label, tuple(map(_line, datings)), has_bracket=len(datings) > 1)


def _line(dating: _Dating) -> Line:
    if dating.earliest is None or dating.latest is None:
        return Line(value=dating.text)
    is_day = dating.precision == "day"
    end = dating.latest + (0 if is_day else 1)
    return Line((Period(dating.earliest, end, dating.rank, dating.statement, is_day),), dating.text)


def _between(row: Interval, options: RenderOptions) -> Line:
    """From the last day of the earlier event to the first day of the later one, if the order is known."""
    value = findings.lag(row, options)
    days = sorted((row.first_latest or 0, row.second_earliest or 0, row.first_earliest or 0, row.second_latest or 0))
    mark = Amount(days[1], days[2], "muted", "", (row.first_statement, row.second_statement), is_filled=False)
    return Line((mark,), value, "text", bold=True)


def _default(data: Answers) -> Mapping[str, object]:
    """The pair of events across the two sides that is the furthest apart, or the first and the last event there is."""
    milestones = {row.id: row.milestone for row in data.ask(Timeline)}
    pairs = [row for row in data.ask(Gaps) if row.level is None and row.low_days is not None]
    across = [row for row in pairs if row.across and row.eventful] or pairs
    if across:
        return {
            "first": milestones[across[0].leader_statement],
            "second": milestones[across[0].follower_statement],
        }
    known = list(dict.fromkeys(milestones.values()))
    return {"first": known[0] if known else None, "second": known[-1] if known else None}


SPEC = ChartSpec("interval", "timeline", interval, 85, defaults=_default, control="interval")
