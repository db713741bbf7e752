"""The scoreboard as a tug-of-war: amounts pull by factor, dates by time; unlike measures are named and not divided."""

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby

from leadlag import formats, theme
from leadlag.drawing import Axis, Side
from leadlag.figures.canvas import CLEAR, GAP, LINE, MOST_LINES, Canvas
from leadlag.figures.chart import Chart
from leadlag.figures.common import join_list, outcome_text, side_names
from leadlag.figures.render_options import RenderOptions, bold
from leadlag.figures.spec import ChartSpec, contradicted_statements, sides, weak_statements
from leadlag.figures.text_wrap import clamped, width
from leadlag.rows import Overview, Sides
from leadlag.words import enum_label, labelled, translate

HEADING, END_NAMES, PULL, TIME_ROW = 24, 22, 20, 20  # px
FARTHEST = 100  # a factor beyond this pulls no farther
YEAR = 365.25
#: What is drawn of the sides, by their rank: on which end of a row, and to which side of its middle.
ENDS, PULLS = {1: "left", 2: "right"}, {1: -1, 2: 1}

Pair = Sequence[Overview]
"""The rows of the two sides' figures in one dimension, of one side's alone, or of a lag's leader and its follower. What
they say of both is the same in each."""


#: What is said against figures, and of which statements.
Doubts = Mapping[str, Collection[str]]


def overview(
    rows: Sequence[Overview],
    options: RenderOptions,
    *,
    sides: Sequence[Sides],
    contradicted: Collection[str] = (),
    weak: Collection[str] = (),
) -> Chart:
    """`contradicted` are the statements that other sources contradict, `weak` those of a copy, a wiki or a blog: where
    a figure is text alone, words say so."""
    doubts = {"weak": weak, "contradicted": contradicted}
    canvas = Canvas(options)
    names = side_names(sides, options)
    ordered = [row for panel in ("size", "time") for row in rows if row.panel == panel]
    shown = canvas.limit(ordered, lambda row: row.row_id)
    sizes, times = (pairs([row for row in shown if row.panel == panel]) for panel in ("size", "time"))
    if sizes:
        head = canvas.y
        _heading(canvas, options, "size")
        if any(pair[0].comparable for pair in sizes):
            _end_names(canvas, names, "size")
        top = canvas.y
        axis = canvas.axis(-1.12, 1.12)
        for pair in sizes:
            canvas.add_footnote(translate(options.lang, "overview.note.size"), canvas.y)
            _ends(canvas, pair, doubts, axis)
        canvas.keep_with_header(head, top, canvas.y, canvas.y)
        canvas.advance(14)
    if times:
        _times(canvas, times, names, doubts)
    finding = _finding(rows, names, options)
    return Chart(
        title=finding,
        subtitle=translate(
            options.lang,
            "overview.subtitle",
            **dict(zip("ab", names.values(), strict=True)),
            compared=_compared(rows, options),
        ),
        alt=translate(options.lang, "overview.alt", finding=finding, count=len({row.row_id for row in rows})),
        canvas=canvas,
        statements=_statements(shown),
    )


def pairs(rows: Sequence[Overview]) -> list[Pair]:
    """The rows of each pair, in their order; a lag has one pair for each dating of its events."""
    return [list(pair) for _, pair in groupby(rows, key=lambda row: (row.row_id, row.version))]


def score_texts(rows: Sequence[Overview], options: RenderOptions) -> Iterator[tuple[str, str]]:
    """Each dimension's name, and both sides' figures with the verdict as they are drawn; lags stand among the gaps."""
    for pair in pairs([row for row in rows if row.dimension != "lag"]):
        said = [*(_figure(row, options) for row in pair), _verdict(pair, options)]
        yield translate(options.lang, f"dimension.{pair[0].dimension}"), join_list(said, options, "group")


def _statements(rows: Sequence[Overview]) -> tuple[str, ...]:
    """What is drawn: both sides' figures and, of a lag, the pair itself."""
    lags = [row.row_id for row in rows if row.dimension == "lag"]
    return tuple(dict.fromkeys([*_figures(rows), *lags]))


def _figures(rows: Sequence[Overview]) -> tuple[str, ...]:
    """Both sides' figures, with the other that a derived one needs."""
    return tuple(i for row in rows for i in (row.id, row.also) if i)


def _heading(canvas: Canvas, options: RenderOptions, panel: str) -> None:
    canvas.allow_break(preferred=True)
    canvas.label(bold(translate(options.lang, f"overview.{panel}")), canvas.advance(HEADING) + 12)


def _end_names(canvas: Canvas, names: Mapping[int, str], panel: str) -> None:
    """What either end of a scale between the sides means: on one line, if they fit."""
    options = canvas.options
    said = {
        rank: bold(translate(options.lang, f"overview.{end}.{panel}", side=names[rank])) for rank, end in ENDS.items()
    }
    crowded = sum(map(width, said.values())) + CLEAR > canvas.width * (1 - canvas.labels)
    for x, (rank, text) in zip((canvas.labels, 1), said.items(), strict=True):
        canvas.advance(LINE if crowded and x == 1 else 0)
        canvas.label(text, canvas.y + 10, size=theme.SMALL_SIZE, color=canvas.colors.ink(rank), x=x)
    canvas.advance(END_NAMES)


def _ends(canvas: Canvas, pair: Pair, doubts: Doubts, axis: Axis | None = None) -> None:
    """The dimension and the verdict in words, and both sides' figures at either end of their part of the width, or
    below each other; amounts that both sides give have a pull on `axis` below."""
    canvas.allow_break()
    colors, options, top = canvas.colors, canvas.options, canvas.y
    room = canvas.width * (1 - canvas.labels)
    said = _side_texts(pair, canvas, doubts)
    crowded = sum(width(bold(text)) for text, _ in said) + CLEAR > room
    lines = [
        (line, color, crowded or x == 0)
        for x, (text, color) in enumerate(said)
        for line in clamped(text, room, theme.SMALL_SIZE, MOST_LINES)
    ]
    pulled = axis if pair[0].comparable is not None else None
    height = (len(lines) if crowded else 1) * LINE + (PULL if pulled else 0)
    parts = [
        (translate(options.lang, f"dimension.{pair[0].dimension}"), colors.text, True),
        (_verdict(pair, options), colors.muted, False),
    ]
    middle = canvas.row(parts, height + GAP)
    canvas.rule(top)
    y = middle - height / 2 + LINE / 2
    for number, (line, color, left) in enumerate(lines):
        canvas.label(
            bold(line),
            y + (number * LINE if crowded else 0),
            size=theme.SMALL_SIZE,
            color=color,
            x=canvas.labels if left else 1,
        )
    if pulled:
        _pull(canvas, pulled, pair, middle + (height - PULL) / 2)


def _pull(canvas: Canvas, axis: Axis, pair: Pair, y: float) -> None:
    """How far the larger figure lies ahead, from the middle; none where the figures do not compare."""
    row = pair[0]
    canvas.line(axis, -1, 1, y, canvas.colors.grid, 3)
    canvas.gridline(axis, 0, y - 8, y + 8, canvas.colors.muted)
    if row.ahead and row.factor_low:
        pull = min(math.log(row.factor_low) / math.log(FARTHEST), 1) * PULLS[row.ahead]
        canvas.line(axis, 0, pull, y, canvas.colors.mark(row.ahead), 5)
        canvas.dot(axis, pull, y, row.ahead, "", inputs=_figures(pair))
    else:
        canvas.dot(axis, 0, y, 3, "", filled=False, inputs=_figures(pair))


def _side_texts(pair: Pair, canvas: Canvas, doubts: Doubts) -> list[tuple[str, str]]:
    """What each side states, in its colour, or in the muted one that it states nothing."""
    own = {row.side_rank: row for row in pair}
    missing = translate(canvas.options.lang, f"overview.missing.{pair[0].dimension}"), canvas.colors.muted
    return [
        (_text_with_doubts(own[rank], canvas.options, doubts), canvas.colors.ink(rank)) if rank in own else missing
        for rank in ENDS
    ]


def _text_with_doubts(row: Overview, options: RenderOptions, doubts: Doubts) -> str:
    """A figure as text, that its source is weak where it is, and that other sources contradict it where they do."""
    text = _figure(row, options)
    for doubt, statements in doubts.items():
        if row.id in statements or row.also in statements:
            text = translate(options.lang, f"overview.{doubt}", text=text)
    return text


def _figure(row: Overview, options: RenderOptions) -> str:
    """`Editor: about 490M users`, `Editor: ¥20–30 a month`."""
    if row.dimension == "audience":
        value = formats.counted(row.lower, row.upper, row.qualifier, row.unit, options.lang)
    elif row.unit == "days":
        value = formats.duration(row.lower, row.upper, "years", options.lang)
    else:
        value = formats.priced(row.lower, row.upper, row.qualifier, row.unit, options.lang)
    return labelled(options.lang, about(row, options), with_date(value, row, options))


def about(row: Overview, options: RenderOptions) -> str:
    """What a figure is about, in the reader's language."""
    return options.names.subject(row.product or row.organization)


def with_date(text: str, row: Overview, options: RenderOptions) -> str:
    """`text (Aug 2025)`, where the two sides' dates forbid a comparison, or audiences compare at a time that may not
    be the newest; the text alone elsewhere."""
    if row.obstacle != "date" and not (row.dimension == "audience" and row.comparable):
        return text
    date = (
        formats.when(row.year, row.month, row.day, row.part, options.lang)
        if row.year
        else translate(options.lang, "date.none")
    )
    return translate(options.lang, "overview.when", text=text, date=date)


def _verdict(pair: Pair, options: RenderOptions) -> str:
    row = pair[0]
    if row.comparable is None:
        return translate(options.lang, "overview.one_sided")
    if row.obstacle == "date":
        return translate(options.lang, "overview.other_time")
    if not row.comparable and row.dimension == "time_to_paid":
        return translate(options.lang, "overview.other_start")
    if not row.comparable:
        unlike = (enum_label(options.lang, "metric.unit", one.unit) for one in pair)
        return translate(options.lang, "overview.unlike", units=" ≠ ".join(unlike))
    if row.panel == "time" and row.ahead:
        least, most = sorted(map(abs, _days(row)))
        ahead = next(one for one in pair if one.side_rank == row.ahead)
        lag = formats.duration(least, most, "years", options.lang)
        return translate(options.lang, "overview.sooner", product=about(ahead, options), lag=lag)
    if row.factor_low:
        return translate(
            options.lang, "overview.factor", factor=formats.factor(row.factor_low, row.factor_high, options.lang)
        )
    return translate(options.lang, "overview.unclear")


def _times(canvas: Canvas, times: Sequence[Pair], names: dict[int, str], doubts: Doubts) -> None:
    options = canvas.options
    waits = [pair for pair in times if pair[0].dimension != "lag"]
    lags = [pair for pair in times if pair[0].dimension == "lag"]
    head = canvas.y
    _heading(canvas, options, "time")
    top = canvas.y
    for pair in waits:
        _ends(canvas, pair, doubts)
    if waits:
        canvas.keep_with_header(head, top, canvas.y, canvas.y)
        canvas.allow_break(preferred=True)
        head = canvas.advance(4)
    if not lags:
        return
    _end_names(canvas, names, "time")
    most = max(abs(day) for pair in lags for day in _days(pair[0])) or 1
    axis, top = canvas.axis(-1.12 * most, 1.12 * most), canvas.y
    for versions in by_row(lags):
        _lag(canvas, axis, versions, options)
    canvas.ticks(axis, _year_ticks(most, options), top, canvas.y)
    if canvas.labels:
        canvas.gridline(axis, 0, top, canvas.y, canvas.colors.muted)
    canvas.keep_with_header(head, top, canvas.y, canvas.y + 28)
    canvas.advance(28)


def by_row(times: Sequence[Pair]) -> list[list[Pair]]:
    """The datings of each lag."""
    return [list(versions) for _, versions in groupby(times, key=lambda pair: pair[0].row_id)]


def _lag(canvas: Canvas, axis: Axis, versions: Sequence[Pair], options: RenderOptions) -> None:
    canvas.allow_break()
    canvas.add_footnote(translate(options.lang, "overview.note.lag"), canvas.y)
    if len(versions) > 1:
        canvas.add_footnote(translate(options.lang, "overview.note.bracket"), canvas.y)
    (leader, follower), colors = (options.names.about(row.id) for row in versions[0]), canvas.colors
    low, high = _extent(versions)
    texts = [_lag_text(pair, options) for pair in versions]
    side = _label_side(axis, low, high, max(map(bold, texts), key=width))
    parts = [(leader, colors.text, False), (f"→ {follower}", colors.text, False)]
    if not side:
        parts += [(text, colors.ink(pair[0].ahead or 3), True) for text, pair in zip(texts, versions, strict=True)]
    middle = canvas.row(list(dict.fromkeys(parts)), len(versions) * TIME_ROW)
    half = (len(versions) - 1) / 2 * TIME_ROW
    if not canvas.labels:  # the line between the sides would run through the words above the marks
        canvas.gridline(axis, 0, middle - half - TIME_ROW / 2, middle + half + TIME_ROW / 2, canvas.colors.muted)
    for number, (pair, text) in enumerate(zip(versions, texts, strict=True)):
        y = middle - half + number * TIME_ROW
        _draw_lag(canvas, axis, pair, y)
        if side:
            canvas.tag(axis, *_signed_days(pair), y, bold(text), colors.ink(pair[0].ahead or 3), side)
    if half:
        canvas.bracket(axis, low, high, side or axis.nearer(low, high), middle - half, middle + half)


def _label_side(axis: Axis, low: int, high: int, text: str) -> Side | None:
    """Where a lag's text has room without crossing the line between the sides; None where it has none."""
    need = (width(text) + CLEAR) / axis.pixels
    if low >= 0 and axis.fraction(low) - 0.5 >= need > 1 - axis.fraction(high):
        return "left"
    if high <= 0 and axis.fraction(low) >= need:
        return "left"
    return "right" if high >= 0 and 1 - axis.fraction(high) >= need else None


def _days(row: Overview) -> tuple[int, int]:
    """The least and the most between two sides; 0 where nothing is stated of it."""
    return row.low_days or 0, row.high_days or 0


def _lag_text(pair: Pair, options: RenderOptions) -> str:
    leader, follower = pair
    text = formats.lag(*_days(leader), (leader.precision, follower.precision), options.lang)
    return text.lstrip(formats.MINUS)


def _signed_days(pair: Pair) -> tuple[int, int]:
    """A lag in signed days: to the right where the second side came first, to the left where the first did."""
    low, high = sorted(PULLS[pair[0].side_rank] * days for days in _days(pair[0]))
    return low, high


def _extent(versions: Sequence[Pair]) -> tuple[int, int]:
    """How far the lags of one pair reach together, as `_signed_days` counts."""
    lows, highs = zip(*map(_signed_days, versions), strict=True)
    return min(lows), max(highs)


def _draw_lag(canvas: Canvas, axis: Axis, pair: Pair, y: float) -> None:
    rank, (low, high), lag = pair[0].ahead or 3, _signed_days(pair), pair[0].row_id
    if low == high:
        canvas.dot(axis, low, y, rank, lag, inputs=_figures(pair))
    else:
        canvas.bar(axis, low, high, y, canvas.colors.mark(rank), 10)
        canvas.hover_target(axis, (low + high) / 2, y, lag, inputs=_figures(pair))


def _year_ticks(most: float, options: RenderOptions) -> list[tuple[float, str]]:
    """The middle, which is always named, and whole years either way, or months where the lags are shorter."""
    unit, days = ("years", YEAR) if most >= YEAR else ("months", YEAR / 12)
    number = int(most / days)
    stride = max(1, math.ceil(number / 3))
    ends = [
        (step * days, formats.count(abs(step), unit, options.lang))
        for step in range(-number, number + 1)
        if step and step % stride == 0
    ]
    return [(0, translate(options.lang, "lag.zero")), *ends]


def _finding(rows: Sequence[Overview], names: dict[int, str], options: RenderOptions) -> str:
    lags = by_row(pairs([row for row in rows if row.dimension == "lag"]))
    if not lags:
        return translate(options.lang, "overview.no_lags")
    return outcome_text([{pair[0].ahead or None for pair in versions} for versions in lags], names, options)


def _compared(rows: Sequence[Overview], options: RenderOptions) -> str:
    """How many amounts both sides give for the same thing and time."""
    compared = sum(bool(pair[0].comparable) for pair in pairs([row for row in rows if row.panel == "size"]))
    return translate(options.lang, "overview.compared" if compared else "overview.compared.none", count=compared)


def _row_names(rows: Sequence[Overview], options: RenderOptions) -> list[str]:
    """The dimension of an amount, and both events of a lag."""
    ids = {row.row_id: [one.id for one in rows if one.row_id == row.row_id] for row in rows}
    return [
        " → ".join(map(options.names.about, dict.fromkeys(ids[row.row_id])))
        if row.dimension == "lag"
        else translate(options.lang, f"dimension.{row.dimension}")
        for row in rows
    ]


SPEC = ChartSpec(
    "overview",
    "overview",
    overview,
    10,
    context={"sides": sides, "contradicted": contradicted_statements, "weak": weak_statements},
    listing=score_texts,
    row_names=_row_names,
)
