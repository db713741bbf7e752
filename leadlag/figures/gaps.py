"""How far behind each follower is: its dates' interval, and what the source says of it.

One block per pair. Where two statements date a milestone differently, each reading is a row of its own and a bracket
joins them; they are never averaged.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from leadlag import formats
from leadlag.drawing import Axis
from leadlag.figures.calendar import Event, axis_over, event, mark, years
from leadlag.figures.canvas import MARK_SIZE, Canvas, label_side
from leadlag.figures.chart import Chart
from leadlag.figures.common import join_list, outcome_text, side_names
from leadlag.figures.render_options import RenderOptions, bold
from leadlag.figures.spec import ChartSpec, sides
from leadlag.figures.text_wrap import width
from leadlag.rows import Gaps, Sides
from leadlag.words import translate

ROW, PAIR, AXIS = 20, 26, 26  # px: of a lag, of one whose two marks stand above each other, and of the scale
POINTED = 0.03  # of the axis: a longer connector has a point

#: What a pair's readings say together of the stated lag; mixed ones mean that it depends on the date believed.
VERDICTS = {frozenset({None}): "none", frozenset({True}): "fits", frozenset({False}): "clashes"}


def gaps(rows: Sequence[Gaps], options: RenderOptions, *, sides: Sequence[Sides]) -> Chart:
    canvas = Canvas(options)
    days = (day for row in rows for day in (row.leader_first, row.leader_last, row.follower_first, row.follower_last))
    axis = axis_over(canvas, days)
    top = canvas.advance(AXIS) + AXIS
    canvas.add_footnote(translate(options.lang, "gaps.note"))
    quiet, shown = _mostly_silent(rows), canvas.limit(rows, lambda row: row.id)
    for _, versions in groupby(shown, key=lambda row: row.id):
        pair = list(versions)
        if quiet and pair[0].stated_unit is None:
            canvas.add_footnote(translate(options.lang, "gaps.no_stated_lag"), canvas.y)
        _pair(canvas, axis, pair, options, quiet=quiet)
    canvas.ticks(axis, years(axis), top, canvas.y, above=True)
    canvas.keep_with_header(0, top, canvas.y, canvas.y)
    finding = _finding(rows, sides, options)
    return Chart(
        title=finding,
        subtitle=translate(options.lang, "gaps.subtitle"),
        alt=translate(options.lang, "gaps.alt", finding=finding, count=len({row.id for row in rows})),
        canvas=canvas,
        statements=tuple(
            dict.fromkeys(i for row in shown for i in (row.leader_statement, row.follower_statement, row.id))
        ),
    )


def _leader(row: Gaps) -> Event | None:
    return event(row.leader_first, row.leader_last, row.leader_precision, row.leader_rank, row.leader_statement)


def _follower(row: Gaps) -> Event | None:
    return event(
        row.follower_first, row.follower_last, row.follower_precision, row.follower_rank, row.follower_statement
    )


def order(row: Gaps) -> str:
    """`later`, `earlier`, `unknown`, `same` or `undated`: where the follower stands to the leader."""
    if row.low_days is None or row.high_days is None:
        return "undated"
    if row.low_days == row.high_days == 0:
        return "same"
    return "later" if row.low_days > 0 else "earlier" if row.high_days < 0 else "unknown"


def first_rank(row: Gaps) -> int | None:
    """The side that came first; None where that cannot be told."""
    return {"later": row.leader_rank, "earlier": row.follower_rank}.get(order(row))


def _mostly_silent(rows: Sequence[Gaps]) -> bool:
    """Whether more pairs than not have no stated lag: saying so at each of them would be noise, so the note does."""
    stated = {row.id: row.stated_unit is not None for row in rows}
    return 2 * sum(stated.values()) < len(stated)


def gap_texts(rows: Sequence[Gaps], options: RenderOptions) -> Iterator[tuple[str, str]]:
    """Each pair's name, and its lags as they are drawn."""
    for _, versions in groupby(rows, key=lambda row: row.id):
        said = list(versions)
        yield _name(said[0], options), join_list(list(dict.fromkeys(gap_text(row, options) for row in said)), options)


def _pair(canvas: Canvas, axis: Axis, versions: Sequence[Gaps], options: RenderOptions, *, quiet: bool) -> None:
    """The pair's name, its marks, and the lags beside these, or behind the name where there is no room."""
    canvas.allow_break()
    row, colors = versions[0], canvas.colors
    dated = [version for version in versions if order(version) != "undated"]
    said = [(gap_text(one, options), colors.ink(first_rank(one) or 3)) for one in dated]
    said = said or [(_missing(row, options), colors.muted)]
    extent = _extent(dated or versions)
    side = label_side(axis, *extent, max((bold(text) for text, _ in said), key=width)) if extent else None
    parts = [(options.names.about(row.leader_statement), colors.text, False)]
    parts.append((f"→ {options.names.about(row.follower_statement)}", colors.text, False))
    if not side:
        parts += [(text, color, True) for text, color in said]
    if row.stated_unit is not None or not quiet:
        parts.append((_stated(versions, options), colors.muted, False))
    row_height = PAIR if any(_touching(axis, one) for one in dated) else ROW
    top, half = canvas.y, (len(said) - 1) / 2 * row_height
    middle = canvas.row(list(dict.fromkeys(parts)), len(said) * row_height)
    canvas.rule(top)
    for number, (text, color) in enumerate(said):
        y = middle - half + number * row_height
        if dated:
            _marks(canvas, axis, dated[number], y)
        elif known := _leader(row) or _follower(row):
            mark(canvas, axis, known, y)
        if extent and side:
            canvas.tag(axis, *extent, y, bold(text), color, side)
    if extent and half:
        canvas.bracket(axis, *extent, side or axis.nearer(*extent), middle - half, middle + half)


def _extent(versions: Sequence[Gaps]) -> tuple[int, int] | None:
    """From the first to the last day that a pair's dates cover; None where it has none."""
    firsts = [day for row in versions for day in (row.leader_first, row.follower_first) if day is not None]
    lasts = [day for row in versions for day in (row.leader_last, row.follower_last) if day is not None]
    return (min(firsts), max(lasts) + 1) if firsts else None


def _name(row: Gaps, options: RenderOptions) -> str:
    return f"{options.names.about(row.leader_statement)} → {options.names.about(row.follower_statement)}"


def _stated(versions: Sequence[Gaps], options: RenderOptions) -> str:
    row = versions[0]
    stated = formats.stated_lag(row.stated_low, row.stated_high, row.stated_qualifier, row.stated_unit, options.lang)
    verdicts = {version.agrees for version in versions}
    key = VERDICTS.get(frozenset(verdicts), "depends")
    if row.stated_unit is None:
        return stated
    return translate(options.lang, f"gaps.stated.{key}", stated=stated)


def _apart(axis: Axis, row: Gaps) -> float:
    """The connector's length as a share of the axis; negative where the two intervals overlap."""
    start, end = _between(row)
    return axis.fraction(end) - axis.fraction(start)


def _between(row: Gaps) -> tuple[int, int]:
    """The last day of the earlier event and the first of the later one; of a pair without both dates, nothing."""
    leader, follower = _leader(row), _follower(row)
    if leader is None or follower is None:
        return 0, 0
    return min(leader.last, follower.last), max(leader.first, follower.first)


def _touching(axis: Axis, row: Gaps) -> bool:
    """Whether the marks of both ends would cover each other on one line."""
    return _apart(axis, row) * axis.pixels < MARK_SIZE


def _marks(canvas: Canvas, axis: Axis, row: Gaps, y: float) -> None:
    """Both marks and what connects them."""
    color = canvas.colors.mark(first_rank(row) or 3)
    start, end = _between(row)
    if end > start:
        canvas.line(axis, start, end, y, color, 2)
    if _apart(axis, row) > POINTED:
        canvas.pointer(axis, (start + end) / 2, y, color, left=order(row) == "earlier")
        canvas.hover_target(axis, (start + end) / 2, y, row.id)
    # marks that would cover each other stand half a line apart, the leader above
    apart = 5 if _touching(axis, row) else 0
    for one, lift in ((_leader(row), -apart), (_follower(row), apart)):
        if one is not None:
            mark(canvas, axis, one, y + lift)


def gap_text(row: Gaps, options: RenderOptions) -> str:
    """`5–13 days later`, `−9 days: came first`, `order unknown`; with a mark where the stated lag is refuted."""
    text = formats.lag(row.low_days, row.high_days, (row.leader_precision, row.follower_precision), options.lang)
    text = translate(options.lang, f"gaps.{order(row)}", lag=text)
    return translate(options.lang, "gaps.refuted", text=text) if row.agrees is False else text


def _missing(row: Gaps, options: RenderOptions) -> str:
    """Which of a pair's two dates is missing."""
    return translate(options.lang, "gaps.no_leader_date" if row.leader_first is None else "gaps.no_follower_date")


def _finding(rows: Sequence[Gaps], sides: Sequence[Sides], options: RenderOptions) -> str:
    """How often each side came first, among pairs of events across the two sides that have dates."""
    pairs = [list(versions) for _, versions in groupby(rows, key=lambda row: row.id)]
    dated = [[version for version in pair if order(version) != "undated"] for pair in pairs]
    across = [pair for pair in dated if pair and pair[0].eventful and pair[0].across]
    if not across:
        return translate(options.lang, "gaps.plain", count=len(pairs))
    return outcome_text([{first_rank(row) for row in pair} for pair in across], side_names(sides, options), options)


SPEC = ChartSpec(
    "gaps",
    "gaps",
    gaps,
    90,
    table="gaps",
    context={"sides": sides},
    listing=gap_texts,
    row_names=lambda rows, options: [_name(row, options) for row in rows],
)
