"""Counts of people as dated dots, people by time; only counts of one product by one counter are joined."""

from collections.abc import Sequence
from itertools import groupby, pairwise

from leadlag import formats, theme
from leadlag.contract import METRICS
from leadlag.drawing import Axis
from leadlag.figures.calendar import axis_over, years
from leadlag.figures.canvas import Canvas, Space, decades
from leadlag.figures.chart import Chart
from leadlag.figures.common import count_text, join_first
from leadlag.figures.render_options import RenderOptions, safe
from leadlag.figures.spec import ChartSpec
from leadlag.figures.text_wrap import width
from leadlag.rows import AudienceOverTime
from leadlag.words import enum_label, translate

HEAD, FOOT, LEAST = 30, 28, 96  # px above and below the plot, and of all of it at least
BESIDE = 6  # px between the values of either scale and the plot
MOST_MARKS, APART = 6, 18  # of the scale, and px between two of them at least
FAR = 16  # px between a dot and its text beyond which a line joins them


def audience_over_time(rows: Sequence[AudienceOverTime], options: RenderOptions) -> Chart:
    canvas = Canvas(options, rows=False)
    every = [list(counts) for _, counts in groupby(sorted(rows, key=_counter), key=_counter)]
    largest = sorted(every, key=lambda counts: -max(map(_people, counts)))
    drawn = {row.id for row in canvas.limit((row for counts in largest for row in counts), _counter)}
    shown, series = [row for row in rows if row.id in drawn], [counts for counts in every if counts[0].id in drawn]
    height = max(options.height, LEAST) - FOOT
    scale = _Scale([_people(row) for row in shown], height - HEAD - BESIDE)
    ticks = [width(formats.number(value, options.lang)) for value in scale.marks]
    canvas.labels = (max(ticks) + BESIDE) / canvas.width
    axis = axis_over(canvas, (day for row in shown for day in (row.earliest_day, row.latest_day)))
    for value in scale.marks:
        canvas.rule(scale.y(value))
        text = formats.number(value, options.lang)
        canvas.label(text, scale.y(value) - 9, size=theme.SMALL_SIZE, color=canvas.colors.muted)
    canvas.advance(height)
    canvas.ticks(axis, years(axis), HEAD, canvas.y)
    canvas.advance(FOOT)
    for counts in series:
        _draw_series(canvas, axis, scale, counts)
    ends = {row.id for counts in series for row in (counts[0], counts[-1])}  # dots inside a line go without a text
    taken = [_mark_space(axis, row, scale) for row in shown]
    named = [row for row in shown if row.id in ends]
    taken.append(Space(0, 1, 0, 0, height, canvas.y))  # the years
    labelled = _draw_labels(canvas, axis, scale, named, taken, options)
    if labelled < len(named):
        left_out = {"count": len(named) - labelled, "total": len(named)}
        canvas.add_footnote(translate(options.lang, "audience_over_time.unlabelled", **left_out))
    finding = formats.as_title(_finding(every, options), options.lang)
    canvas.add_footnote(translate(options.lang, "audience_over_time.note"))
    return Chart(
        title=finding,
        subtitle=translate(options.lang, "audience_over_time.subtitle", unit=_unit(rows, options), step=scale.step),
        alt=translate(options.lang, "audience_over_time.alt", finding=finding, list=_listing(shown, options)),
        canvas=canvas,
        statements=tuple(row.id for row in shown),
    )


class _Scale:
    """People as pixels from the top, a power of ten per gridline: the counts lie more than a hundredfold apart."""

    def __init__(self, values: Sequence[float], height: float) -> None:
        self.height = height
        most = max(2, min(MOST_MARKS, int(height / APART)))
        self.marks = decades(min(values), max(values), most) if values else [1.0, 10.0]
        self.axis = Axis("y", self.marks[0], max(self.marks[-1], *values) if values else self.marks[-1], log=True)

    @property
    def step(self) -> int:
        """How many times the value of a gridline the next one has."""
        return round(self.marks[1] / self.marks[0])

    def y(self, value: float) -> float:
        return HEAD + self.height * (1 - self.axis.fraction(value))


def _counter(row: AudienceOverTime) -> tuple[str, str]:
    return row.product, row.counter


def _people(row: AudienceOverTime) -> float:
    """Where a count's dot stands: at its lower end, or at the only end it has."""
    return float(row.lower or row.upper or 0)


def _middle(row: AudienceOverTime) -> float:
    return float(row.earliest_day + row.latest_day) / 2


def _draw_series(canvas: Canvas, axis: Axis, scale: _Scale, counts: Sequence[AudienceOverTime]) -> None:
    """Dots of one product by one counter, and the line between them."""
    color = canvas.colors.mark(counts[0].side_rank)
    for row in counts:
        y = scale.y(_people(row))
        if row.precision != "day":
            canvas.line(axis, row.earliest_day, row.latest_day, y, color, 2)
        canvas.dot(axis, _middle(row), y, row.side_rank, row.id, filled=row.lower == row.upper)
    for before, after in pairwise(counts):
        start, end = ((_middle(row), scale.y(_people(row))) for row in (before, after))
        canvas.slope(axis, *start, *end, color)


def _draw_labels(
    canvas: Canvas,
    axis: Axis,
    scale: _Scale,
    rows: Sequence[AudienceOverTime],
    taken: list[Space],
    options: RenderOptions,
) -> int:
    """A text beside each dot, on the first side where it meets no other text or dot at the narrowest width; returns how
    many have room."""
    drawn = 0
    for row in sorted(rows, key=lambda row: -_people(row)):
        value = formats.extent(row.lower, row.upper, row.qualifier, options.lang)
        product, counter = options.names.product(row.product), options.names.stated(row.id, "provider")
        counter = "" if counter == product else counter
        counted = f"  <span style='color:{canvas.colors.muted}'>{safe(counter)}</span>" if counter else ""
        text, color = f"{safe(product)} {value}{counted}", canvas.colors.ink(row.side_rank)
        if box := canvas.place_label(axis, *_ends(row), scale.y(_people(row)), text, color, taken):
            taken.append(box)
            drawn += 1
            _draw_leader_line(canvas, axis, row, scale.y(_people(row)), box)
    return drawn


def _draw_leader_line(canvas: Canvas, axis: Axis, row: AudienceOverTime, y: float, text: Space) -> None:
    """A thin line from a dot to its text, where that had to go some way off."""
    if min(abs(text.top - y), abs(text.bottom - y)) > FAR:
        middle = axis.fraction(_middle(row)) * axis.pixels
        left, right = (text.start * axis.pixels + beyond for beyond in (text.left, text.right))
        edge = text.bottom if text.bottom < y else text.top
        canvas.slope(
            axis, _middle(row), y, axis.at(min(max(middle, left), right) / axis.pixels), edge, canvas.colors.muted
        )


def _ends(row: AudienceOverTime) -> tuple[float, float]:
    """The days a dot and its line cover: one, where the source gives the day."""
    return (row.earliest_day, row.latest_day) if row.precision != "day" else (_middle(row), _middle(row))


def _mark_space(axis: Axis, row: AudienceOverTime, scale: _Scale) -> Space:
    first, last = map(axis.fraction, _ends(row))
    y = scale.y(_people(row))
    return Space(first, last, -7, 7, y - 7, y + 7)


def _finding(series: Sequence[Sequence[AudienceOverTime]], options: RenderOptions) -> str:
    """The fastest growth that one counter saw of one product; or the largest count."""
    if not series:
        return translate(options.lang, "audience_over_time.none")
    best = max((counts for counts in series if len(counts) > 1), key=_growth, default=None)
    if best is None or _growth(best) <= 1:
        newest = max((counts[-1] for counts in series), key=_people)
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


def _unit(rows: Sequence[AudienceOverTime], options: RenderOptions) -> str:
    text = enum_label(options.lang, "metric.unit", rows[0].metric) if rows else ""
    return text[:1].upper() + text[1:]


def _listing(rows: Sequence[AudienceOverTime], options: RenderOptions) -> str:
    dates = [formats.when(row.year, row.month, row.day, row.part, options.lang) for row in rows]
    return join_first([count_text(row, date, options) for row, date in zip(rows, dates, strict=True)], options, "group")


SPEC = ChartSpec(
    "audience_over_time",
    "audience",
    audience_over_time,
    30,
    defaults=lambda _: {"metric": METRICS[0]},
    readings=("latest",),  # its counts are newer than what the others tell of
    control="metric",
    crowded=True,
    row_names=lambda rows, options: [options.names.product(row.product) for row in rows],
)
