"""The scoreboard as a tug-of-war: amounts pull by factor, dates by time; unlike measures are named and not divided."""

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby

from leadlag import formats, theme
from leadlag.figures.canvas import CLEAR, COMPACT_GAP, COMPACT_LINE, MOST_LINES, Axis, Canvas, Side
from leadlag.figures.chart import Chart
from leadlag.figures.common import Row, listed, outcomes, product
from leadlag.figures.look import Look, bold, safe
from leadlag.figures.wrapping import shortened, width
from leadlag.words import labelled, name, pick, say

COMPACT_ROW = 18  # px
HEADING, SIZE_ROW, ENDS_ROW, TIME_HEAD, TIME_ROW, LINE = 44, 74, 54, 30, 24, 18  # px
FARTHEST = 100  # a factor beyond this pulls no farther
YEAR = 365.25
ENDS = {1: "left", 2: "right"}  # where a side stands, by its place
#: What is said against figures, and of which statements.
Doubts = Mapping[str, Collection[str]]


def overview(
    rows: Sequence[Row],
    look: Look,
    *,
    sides: Sequence[Row],
    contradicted: Collection[str] = (),
    weak: Collection[str] = (),
) -> Chart:
    """`contradicted` are the statements that other sources contradict, `weak` those of a copy, a wiki or a blog: where
    a figure is text alone, words say so."""
    doubts = {"weak": weak, "contradicted": contradicted}
    canvas = Canvas(look)
    names = {side.place: pick(side, "name", look.lang) for side in sides}
    sizes, times = ([row for row in rows if row.panel == panel] for panel in ("size", "time"))
    if sizes:
        _heading(canvas, look, "size", names, pull=any(row.comparable for row in sizes))
        top = canvas.y
        axis = canvas.axis(-1.12, 1.12)
        for row in sizes:
            canvas.remark(say(look.lang, "overview.note.size"), canvas.y)
            _size(canvas, axis, row, doubts)
        canvas.scope(0, top, canvas.y, canvas.y)
        canvas.down(14)
    if times:
        _times(canvas, times, names, doubts)
    finding = _finding(rows, names, look)
    return Chart(
        title=finding,
        subtitle=say(look.lang, "overview.subtitle", a=names[1], b=names[2], compared=_compared(rows, look)),
        alt=say(look.lang, "overview.alt", finding=finding, count=len({row.row_id for row in rows})),
        canvas=canvas,
        statements=_statements(rows),
    )


def score_texts(rows: Sequence[Row], look: Look) -> Iterator[tuple[str, str]]:
    """Each dimension's name, and both sides' figures with the verdict as they are drawn; lags stand among the gaps."""
    for row in rows:
        if row.dimension != "lag":
            figures = [_figure(row, end, look) for end in "ab" if getattr(row, f"id_{end}") is not None]
            yield say(look.lang, f"dimension.{row.dimension}"), listed([*figures, _verdict(row, look)], look)


def _statements(rows: Sequence[Row]) -> tuple[str, ...]:
    """What is drawn: both sides' figures and, of a lag, the pair itself."""
    pairs = [row.row_id for row in rows if row.dimension == "lag"]
    return tuple(dict.fromkeys([*_figures(rows), *pairs]))


def _figures(rows: Sequence[Row]) -> tuple[str, ...]:
    """Both sides' figures, with the other that a derived one needs."""
    return tuple(i for row in rows for i in (row.id_a, row.also_a, row.id_b, row.also_b) if i)


def _heading(canvas: Canvas, look: Look, panel: str, names: dict[int, str], *, pull: bool) -> None:
    colors = canvas.colors
    canvas.may_cut(chapter=True)
    canvas.label(bold(say(look.lang, f"overview.{panel}")), canvas.y + 12, size=theme.TITLE_SIZE)
    canvas.down(22)
    if pull and not canvas.look.compact:
        for place, key, x in ((1, "overview.left", 0), (2, "overview.right", 1)):
            text = bold(say(look.lang, f"{key}.{panel}", side=names[place]))
            canvas.label(text, canvas.y + 12, size=theme.SMALL_SIZE, color=colors.ink(place), x=x)
        canvas.down(HEADING - 22)


def _size(canvas: Canvas, axis: Axis, row: Row, doubts: Doubts) -> None:
    if canvas.look.compact:
        _compact_ends(canvas, row, doubts)
        return
    _ends(canvas, row, doubts)
    if row.comparable is None:
        canvas.down(ENDS_ROW)
        return
    y = canvas.y + 56
    canvas.line(axis, -1, 1, y, canvas.colors.grid, 3)
    canvas.upright(axis, 0, y - 8, y + 8, canvas.colors.muted)
    if row.ahead and row.factor_low:
        pull = min(math.log(row.factor_low) / math.log(FARTHEST), 1) * (-1 if row.ahead == 1 else 1)
        canvas.line(axis, 0, pull, y, canvas.colors.mark(row.ahead), 5)
        canvas.dot(axis, pull, y, row.ahead, "", inputs=_figures([row]))
    else:
        canvas.dot(axis, 0, y, 3, "", filled=False, inputs=_figures([row]))
    canvas.down(SIZE_ROW)


def _ends(canvas: Canvas, row: Row, doubts: Doubts) -> None:
    """The dimension, the verdict in words, and both sides' figures at either end."""
    canvas.may_cut()
    colors, look = canvas.colors, canvas.look
    verdict = f"  <span style='color:{colors.muted}'>{safe(_verdict(row, look))}</span>"
    canvas.label(bold(say(look.lang, f"dimension.{row.dimension}")) + verdict, canvas.y + 14, size=theme.SMALL_SIZE)
    there = {end: getattr(row, f"id_{end}") is not None for end in "ab"}
    silent = say(look.lang, f"overview.silent.{row.dimension}")
    texts = {end: safe(_marked(row, end, look, doubts)) if there[end] else silent for end in "ab"}
    crowded = sum(width(text) for text in texts.values()) + CLEAR > canvas.width
    for place, end, x in ((1, "a", 0), (2, "b", 1)):
        if end == "b" and crowded:
            canvas.down(LINE)
        color = colors.ink(place) if there[end] else colors.muted
        canvas.label(texts[end], canvas.y + 36, size=theme.SMALL_SIZE, color=color, x=x)


def _compact_ends(canvas: Canvas, row: Row, doubts: Doubts) -> None:
    """The dimension and the verdict, and beside them both sides' figures below each other."""
    canvas.may_cut()
    colors, look, top = canvas.colors, canvas.look, canvas.y
    there = {end: getattr(row, f"id_{end}") is not None for end in "ab"}
    silent = say(look.lang, f"overview.silent.{row.dimension}")
    room = canvas.width * (1 - canvas.labels)
    figures = [
        (line, colors.ink(place) if there[end] else colors.muted)
        for place, end in ((1, "a"), (2, "b"))
        for line in shortened(
            _marked(row, end, look, doubts) if there[end] else silent, room, theme.SMALL_SIZE, MOST_LINES
        )
    ]
    dimension = (say(look.lang, f"dimension.{row.dimension}"), colors.text, True)
    verdict = (_verdict(row, look), colors.muted, False)
    middle = canvas.beside([dimension, verdict], len(figures) * COMPACT_LINE + COMPACT_GAP)
    canvas.rule(top)
    for place, (line, color) in enumerate(figures):
        y = middle + (place - (len(figures) - 1) / 2) * COMPACT_LINE
        canvas.label(bold(line), y, size=theme.SMALL_SIZE, color=color, x=canvas.labels)


def _marked(row: Row, end: str, look: Look, doubts: Doubts) -> str:
    """A figure as text, that its source is weak where it is, and that other sources contradict it where they do."""
    text, own = _figure(row, end, look), {getattr(row, f"id_{end}"), getattr(row, f"also_{end}")}
    for doubt, statements in doubts.items():
        if not own.isdisjoint(statements):
            text = say(look.lang, f"overview.{doubt}", text=text)
    return text


def _figure(row: Row, end: str, look: Look) -> str:
    """`Editor: about 490M users`, `Editor: ¥20–30 a month`."""
    lower, upper, qualifier, unit = (
        getattr(row, f"{field}_{end}") for field in ("lower", "upper", "qualifier", "unit")
    )
    if row.dimension == "audience":
        value = formats.counted(lower, upper, qualifier, unit, look.lang)
    elif unit == "days":
        value = formats.duration(lower, upper, "years", look.lang)
    else:
        value = formats.priced(lower, upper, qualifier, unit, look.lang)
    return labelled(look.lang, product(row, end, look), with_date(value, row, end, look))


def with_date(text: str, row: Row, end: str, look: Look) -> str:
    """`text (Aug 2025)`, where the two sides' dates forbid a comparison, or audiences compare at a time that may not
    be the newest; the text alone elsewhere."""
    if row.obstacle != "date" and not (row.dimension == "audience" and row.comparable):
        return text
    year, month, day, part = (getattr(row, f"{field}_{end}") for field in ("year", "month", "day", "part"))
    date = formats.when(year, month, day, part, look.lang) if year else say(look.lang, "date.none")
    return say(look.lang, "overview.when", text=text, date=date)


def _verdict(row: Row, look: Look) -> str:
    if row.comparable is None:
        return say(look.lang, "overview.one_sided")
    if row.obstacle == "date":
        return say(look.lang, "overview.other_time")
    if not row.comparable and row.dimension == "time_to_paid":
        return say(look.lang, "overview.other_start")
    if not row.comparable:
        unlike = (name(look.lang, "metric.unit", unit) for unit in (row.unit_a, row.unit_b))
        return say(look.lang, "overview.unlike", units=" ≠ ".join(unlike))
    if row.panel == "time" and row.ahead:
        least, most = sorted((abs(row.low_days), abs(row.high_days)))
        lag = formats.duration(least, most, "years", look.lang)
        return say(look.lang, "overview.sooner", product=product(row, "ab"[row.ahead - 1], look), lag=lag)
    if row.factor_low:
        return say(look.lang, "overview.factor", factor=formats.factor(row.factor_low, row.factor_high, look.lang))
    return say(look.lang, "overview.untold")


def _times(canvas: Canvas, rows: Sequence[Row], names: dict[int, str], doubts: Doubts) -> None:
    look = canvas.look
    waits = [row for row in rows if row.dimension != "lag"]
    lags = [row for row in rows if row.dimension == "lag"]
    _heading(canvas, look, "time", names, pull=False)
    for row in waits:
        if canvas.look.compact:
            _compact_ends(canvas, row, doubts)
        else:
            _ends(canvas, row, doubts)
            canvas.down(ENDS_ROW)
    if not lags:
        return
    canvas.may_cut(chapter=True)
    head = canvas.down(4)
    first = {place: bold(say(look.lang, f"overview.{end}.time", side=names[place])) for place, end in ENDS.items()}
    crowded = sum(map(width, first.values())) + CLEAR > canvas.width * (1 - canvas.labels)
    for place, text in first.items():
        x = 1 if place == 2 else canvas.labels
        canvas.label(text, canvas.y + 10, size=theme.SMALL_SIZE, color=canvas.colors.ink(place), x=x)
        canvas.down(LINE if crowded and place == 1 else 0)
    canvas.down(26)
    most = max(abs(day) for row in lags for day in (row.low_days, row.high_days)) or 1
    axis, top = canvas.axis(-1.12 * most, 1.12 * most), canvas.y
    for _, versions in groupby(lags, key=lambda row: row.row_id):
        _lag(canvas, axis, list(versions), look)
    canvas.ticks(axis, _year_ticks(most, look), top, canvas.y)
    canvas.upright(axis, 0, top, canvas.y, canvas.colors.muted)
    canvas.scope(head, top, canvas.y, canvas.y + 28)
    canvas.down(28)


def _lag(canvas: Canvas, axis: Axis, versions: Sequence[Row], look: Look) -> None:
    canvas.may_cut()
    canvas.remark(say(look.lang, "overview.note.lag"), canvas.y)
    if len(versions) > 1:
        canvas.remark(say(look.lang, "overview.note.bracket"), canvas.y)
    if canvas.look.compact:
        _compact_lag(canvas, axis, versions, look)
        return
    first = versions[0]
    pair = f"{safe(pick(first, 'title', look.lang))} → {safe(pick(first, 'second', look.lang))}"
    low, high = _extent(versions)
    texts = [bold(_lag_text(row, look)) for row in versions]
    side = _outward(axis, low, high, max(texts, key=width))
    if side == "center":  # no room beside the bar: the text joins the pair's name
        pair += f"  <b>{safe(listed(list(dict.fromkeys(_lag_text(row, look) for row in versions)), look))}</b>"
    canvas.label(pair, canvas.y + 16, size=theme.SMALL_SIZE)
    canvas.down(TIME_HEAD)
    top = canvas.y + TIME_ROW / 2
    for row, text in zip(versions, texts, strict=True):
        _pull(canvas, axis, row, "" if side == "center" else text, side, canvas.down(TIME_ROW) + TIME_ROW / 2)
    if len(versions) > 1:
        canvas.bracket(axis, low, high, "right" if side == "center" else side, top, canvas.y - TIME_ROW / 2)


def _compact_lag(canvas: Canvas, axis: Axis, versions: Sequence[Row], look: Look) -> None:
    """The pair's name and its lags, and beside them the bars."""
    first, colors = versions[0], canvas.colors
    parts = [(pick(first, "title", look.lang), colors.text, False)]
    parts.append((f"→ {pick(first, 'second', look.lang)}", colors.text, False))
    parts += [(_lag_text(row, look), colors.ink(row.ahead or 3), True) for row in versions]
    middle = canvas.beside(list(dict.fromkeys(parts)), len(versions) * COMPACT_ROW)
    half = (len(versions) - 1) / 2 * COMPACT_ROW
    for place, row in enumerate(versions):
        _pull(canvas, axis, row, "", "right", middle - half + place * COMPACT_ROW)
    if half:
        low, high = _extent(versions)
        canvas.bracket(axis, low, high, axis.nearer(low, high), middle - half, middle + half)


def _outward(axis: Axis, low: int, high: int, text: str) -> Side:
    """Where a lag's text has room without crossing the line between the sides; `center` where it has none."""
    need = (width(text) + CLEAR) / axis.pixels
    if low >= 0 and axis.fraction(low) - 0.5 >= need > 1 - axis.fraction(high):
        return "left"
    if high <= 0 and axis.fraction(low) >= need:
        return "left"
    return "right" if high >= 0 and 1 - axis.fraction(high) >= need else "center"


def _lag_text(row: Row, look: Look) -> str:
    text = formats.lag(row.low_days, row.high_days, (row.precision_a, row.precision_b), look.lang)
    return text.lstrip(formats.MINUS)


def _toward(row: Row) -> tuple[int, int]:
    """A lag in signed days: to the right where the second side came first, to the left where the first did."""
    low, high = sorted((row.low_days, row.high_days)) if row.place_a == 2 else sorted((-row.low_days, -row.high_days))
    return low, high


def _extent(versions: Sequence[Row]) -> tuple[int, int]:
    """How far the lags of one pair reach together, as `_toward` counts."""
    lows, highs = zip(*map(_toward, versions), strict=True)
    return min(lows), max(highs)


def _pull(canvas: Canvas, axis: Axis, row: Row, text: str, side: Side, y: float) -> None:
    place, (low, high) = row.ahead or 3, _toward(row)
    if low == high:
        canvas.dot(axis, low, y, place, row.row_id, inputs=_figures([row]))
    else:
        canvas.bar(axis, low, high, y, canvas.colors.mark(place), 10)
        canvas.unseen(axis, (low + high) / 2, y, row.row_id, inputs=_figures([row]))
    if text:
        canvas.tag(axis, low, high, y, text, canvas.colors.ink(place), side=side)


def _year_ticks(most: float, look: Look) -> list[tuple[float, str]]:
    """Whole years either way, or months where the lags are shorter."""
    unit, days = ("years", YEAR) if most >= YEAR else ("months", YEAR / 12)
    number = int(most / days)
    stride = max(1, math.ceil(number / 3))
    ends = [
        (place * days, formats.count(abs(place), unit, look.lang))
        for place in range(-number, number + 1)
        if place and place % stride == 0
    ]
    return [*ends, (0, say(look.lang, "lag.zero"))]


def _finding(rows: Sequence[Row], names: dict[int, str], look: Look) -> str:
    lags = [
        list(versions)
        for _, versions in groupby((row for row in rows if row.dimension == "lag"), key=lambda row: row.row_id)
    ]
    if not lags:
        return say(look.lang, "overview.no_lags")
    return outcomes([{row.ahead or None for row in pair} for pair in lags], names, look)


def _compared(rows: Sequence[Row], look: Look) -> str:
    """How many amounts both sides give for the same thing and time."""
    compared = sum(bool(row.comparable) for row in rows if row.panel == "size")
    return say(look.lang, f"overview.compared.{min(compared, 2)}", count=compared)
