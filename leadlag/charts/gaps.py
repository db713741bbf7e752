"""Who came first, and by how long: pairs of events on one scale of lags, the two sides' pairs first.

Where two statements date an event differently, each dating is a line of its own and a bracket joins them; they are
never averaged.
"""

from collections.abc import Mapping, Sequence
from itertools import groupby

from leadlag.charts.chart import Chart
from leadlag.charts.scales import lag_position, lag_scale
from leadlag.charts.spec import ChartSpec, sides
from leadlag.findings import gaps as findings
from leadlag.findings.common import side_names
from leadlag.layout import Amount, Blocks, Line, Link, Row, Section, Words
from leadlag.layout.blocks import Ink, ValueSide
from leadlag.render_options import RenderOptions
from leadlag.row_range import row_range
from leadlag.rows import Gaps, Sides
from leadlag.words import translate

#: To which side of the middle a side's lead is drawn, by its rank.
SIGNS = {1: -1, 2: 1}
UNDATED = float("inf")  # stands behind all lags


def gaps(rows: Sequence[Gaps], options: RenderOptions, *, sides: Sequence[Sides]) -> Chart:
    ordered = sorted(rows, key=lambda row: not _is_across(row))
    shown = row_range(ordered, options.offset, options.limit, lambda row: row.id)
    pairs = [list(versions) for _, versions in groupby(shown.rows, key=lambda row: row.id)]
    across = [pair for pair in pairs if _is_across(pair[0])]
    within = [pair for pair in pairs if not _is_across(pair[0])]
    found = []
    if across:
        found.append(across_section(across, side_names(sides, options), options, with_stated=True))
    if within:
        found.append(_within_section(within, options, heading=bool(across)))
    finding = findings.finding(rows, sides, options)
    ids = (one for row in shown.rows for one in findings.statements(row))
    return Chart(
        title=finding,
        subtitle=translate(options.lang, "gaps.subtitle"),
        kind=translate(options.lang, "gaps.kind", count=len({row.id for row in rows})),
        blocks=Blocks(tuple(found), notes(shown.rows, options)),
        options=options,
        statements=tuple(dict.fromkeys(ids)),
        shown=shown,
    )


def notes(rows: Sequence[Gaps], options: RenderOptions) -> tuple[str, ...]:
    """Who matched the events, and what is known of when a level was reached."""
    keys = ["gaps.note.by_topic" if any(row.by_topic for row in rows) else "gaps.note"]
    keys += ["level.note"] if any(row.level is not None for row in rows) else []
    return tuple(translate(options.lang, key) for key in keys)


def across_section(
    pairs: Sequence[Sequence[Gaps]],
    names: Mapping[int, str],
    options: RenderOptions,
    heading: str = "",
    *,
    with_stated: bool = False,
) -> Section:
    """Pairs across the two sides: to the left where the first side came first, to the right where the second did; the
    longest leads outermost, and what has no dates below."""
    signed = [end for pair in pairs for row in pair for end in _signed(row)]
    ends = tuple(
        Words(translate(options.lang, f"lag.first.{side}", side=names[rank]), rank, bold=True)
        for rank, side in ((1, "left"), (2, "right"))
    )
    ordered = sorted(
        pairs, key=lambda pair: min((sum(_signed(row)) for row in pair if _is_dated(row)), default=UNDATED)
    )
    rows = tuple(_row(pair, options, is_sided=True, with_stated=with_stated) for pair in ordered)
    title = (Words(heading, bold=True),) if heading else ()
    return Section(title, rows=rows, scale=lag_scale(signed, options.lang, ends))


def _within_section(pairs: Sequence[Sequence[Gaps]], options: RenderOptions, *, heading: bool) -> Section:
    """Pairs within one side, or with somebody who is not compared: to the right where the follower came later."""
    days = [end for pair in pairs for row in pair for end in _days(row)]
    rows = tuple(_row(pair, options, is_sided=False, with_stated=True) for pair in pairs)
    title = (Words(translate(options.lang, "gaps.within"), bold=True),) if heading else ()
    return Section(title, translate(options.lang, "gaps.within.note"), rows, lag_scale(days, options.lang))


def _row(pair: Sequence[Gaps], options: RenderOptions, *, is_sided: bool, with_stated: bool) -> Row:
    row = pair[0]
    label: list[Words] = []
    ends = (row.leader_rank, ""), (row.follower_rank, "→ ")
    names, dates = findings.end_names(row, options), findings.dates(row, options)
    for (rank, arrow), name, date in zip(ends, names, dates, strict=True):
        label += [
            Words(f"{arrow}{name}", rank, begins=True),
            *([Words(date, "muted", optional=True)] if date else []),
        ]
    label += [Words(translate(options.lang, "gaps.by_topic"), "muted")] if row.by_topic else []
    lines = tuple(_line(version, options, is_sided=is_sided) for version in pair if _is_dated(version))
    label += [] if lines else [Words(findings.missing(row, options), "muted")]
    stated = findings.stated(pair, options) if with_stated else ""
    label += [Words(stated, "muted", begins=True)] if stated else []
    return Row(
        tuple(label),
        lines,
        footnotes=(translate(options.lang, "overview.note.bracket"),) if len(lines) > 1 else (),
        is_ruled=True,
        has_bracket=len(lines) > 1,
    )


def _line(row: Gaps, options: RenderOptions, *, is_sided: bool) -> Line:
    """A dotted line from the middle to the lag, which says how long it is on its far side."""
    low, high = map(lag_position, _signed(row) if is_sided else _days(row))
    ink: Ink = findings.first_rank(row) or "muted"
    nearest = low if low > 0 else high if high < 0 else 0.0
    link = (Link(0, nearest, ink),) if nearest else ()
    statement = row.id if findings.is_stated(row) else row.leader_statement  # nobody states a pair that is made
    amount = Amount(low, high, ink, statement, (row.leader_statement, row.follower_statement))
    value_side: ValueSide = "left" if high < 0 else "right"
    return Line((*link, amount), findings.lag_text(row, options), ink, bold=True, value_side=value_side)


def _is_across(row: Gaps) -> bool:
    """Of the two sides, and both at a time: a state lasts, and leads nobody."""
    return row.across and row.eventful


def _is_dated(row: Gaps) -> bool:
    return row.low_days is not None


def _days(row: Gaps) -> tuple[int, int]:
    """The least and the most from leader to follower; 0 where there is no date."""
    return row.low_days or 0, row.high_days or 0


def _signed(row: Gaps) -> tuple[int, int]:
    """The same to the left where the first side came first, to the right where the second did."""
    low, high = sorted(SIGNS.get(row.leader_rank, 1) * days for days in _days(row))
    return low, high


SPEC = ChartSpec(
    "gaps",
    "gaps",
    gaps,
    90,
    table="gaps",
    context={"sides": sides},
    listing=findings.gap_texts,
    row_names=lambda rows, options: [findings.name(row, options) for row in rows],
)
