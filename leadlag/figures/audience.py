"""How many people each side reaches: a panel per way of counting, because the ways do not compare."""

from collections.abc import Sequence

from leadlag import formats
from leadlag.contract import METRICS
from leadlag.figures import ranges
from leadlag.figures.canvas import Canvas
from leadlag.figures.chart import Chart
from leadlag.figures.common import Row, inputs, listed, sides, statement, statements, told
from leadlag.figures.look import Look
from leadlag.words import name, pick, say


def audience(rows: Sequence[Row], look: Look) -> Chart:
    canvas = Canvas(look)
    places: dict[str, float] = {}
    metrics = _metrics(rows)
    for metric in metrics:
        shown = [row for row in rows if row.metric == metric]
        title, definition = pick(shown[0], "metric_name", look.lang), pick(shown[0], "definition", look.lang)
        amounts = [_amount(row, rows, look) for row in shown]
        found = ranges.panel(canvas, look, title, definition, amounts, lambda value: formats.number(value, look.lang))
        places |= {row.id: y for row, y in zip(shown, found, strict=True)}
    _bracket_two_counts(canvas, rows, places, look)
    finding = formats.as_title(_finding(rows, look), look.lang)
    return Chart(
        title=finding,
        subtitle=say(look.lang, f"audience.subtitle.{'many' if len(metrics) > 1 else 'one'}"),
        alt=say(look.lang, "audience.alt", finding=finding, list=_listing(rows, look)),
        canvas=canvas,
        statements=statements(rows),
        panels=max(1, len(metrics)),
    )


def _metrics(rows: Sequence[Row]) -> list[str]:
    """The ways of counting people in the contract's order, and then what else is counted."""
    given = dict.fromkeys(row.metric for row in rows)
    return [*(metric for metric in METRICS if metric in given), *(metric for metric in given if metric not in METRICS)]


def _amount(row: Row, rows: Sequence[Row], look: Look) -> ranges.Amount:
    value = _value(row, rows, look)
    date = formats.when(row.year, row.month, row.day, row.part, look.lang)
    label, total = pick(row, "product_name", look.lang), _sum(row, rows, look)
    counted = " · ".join(part for part in (date, pick(row, "provider", look.lang)) if part)
    ends = row.lower, row.upper
    return ranges.Amount(label, counted, value, *ends, row.place, statement(row), sum=total, inputs=inputs(row))


def _value(row: Row, rows: Sequence[Row], look: Look) -> str:
    """As stated; or what follows from a count and a share, no more precise than the count."""
    if not row.rule:
        return formats.extent(row.lower, row.upper, row.qualifier, look.lang)
    counted = next((other.qualifier for other in rows if other.id == row.input_a), None)
    return formats.worked_out(row.lower, row.upper, look.lang, vague=counted in formats.VAGUE)


def _sum(row: Row, rows: Sequence[Row], look: Look) -> str:
    """`derived: 490M ÷ ¼`, from the row's own inputs."""
    if not row.rule:
        return ""
    part = next(other for other in rows if other.id == row.input_a)
    share = formats.extent(row.share_lower, row.share_upper, None, look.lang)
    counted = formats.extent(part.lower, part.upper, None, look.lang)
    product = pick(part, "product_name", look.lang)
    return say(look.lang, "audience.sum", product=product, counted=counted, share=share)


def _bracket_two_counts(canvas: Canvas, rows: Sequence[Row], places: dict[str, float], look: Look) -> None:
    """Say which products are counted in two ways; where it is one, a bracket joins its rows."""
    counted = [row for row in rows if not row.rule]
    ways = {product: {row.metric for row in counted if row.product == product} for product in _products(counted)}
    twice = [product for product, metrics in ways.items() if len(metrics) > 1]
    names = [
        pick(next(row for row in counted if row.product == product), "product_name", look.lang) for product in twice
    ]
    key = "audience.twice" if len(names) == 1 else "audience.often"
    ends = [places[row.id] for row in counted if row.product in twice]
    for y in ends:
        canvas.remark(say(look.lang, key, products=listed(names, look)), y)
    if len(twice) == 1:
        canvas.edge_bracket(min(ends), max(ends))


def _products(rows: Sequence[Row]) -> list[str]:
    return list(dict.fromkeys(row.product for row in rows))


def _finding(rows: Sequence[Row], look: Look) -> str:
    """Which side reaches more, by the one metric both have; or that there is none."""
    counted = [row for row in rows if not row.rule and row.place <= 2 and (row.lower or row.upper)]
    both = [metric for metric in _metrics(rows) if {1, 2} <= {row.place for row in counted if row.metric == metric}]
    named = sides(counted)
    if not named:
        return say(look.lang, "audience.none")
    if len(named) == 1:
        return say(look.lang, "audience.one_side", side=pick(next(iter(named.values())), "side_name", look.lang))
    if not both:
        return say(look.lang, "audience.unlike")
    pairs = [pair for metric in both for pair in _of_one_time([row for row in counted if row.metric == metric])]
    if not pairs:
        return say(look.lang, "audience.other_time")
    return _compared(max(pairs, key=_newest_and_largest), look)


Pair = tuple[Row, Row]


def _of_one_time(rows: Sequence[Row]) -> list[Pair]:
    """Every count of the first side with every count of the second whose date overlaps."""
    first, second = ([row for row in rows if row.place == place and row.earliest_day is not None] for place in (1, 2))
    return [(a, b) for a in first for b in second if a.earliest_day <= b.latest_day and b.earliest_day <= a.latest_day]


def _newest_and_largest(pair: Pair) -> tuple[int, float]:
    a, b = pair
    return min(a.latest_day, b.latest_day), (a.upper or a.lower) + (b.upper or b.lower)


def _compared(pair: Pair, look: Look) -> str:
    metric = pair[0].metric
    for ahead, behind in (pair, pair[::-1]):
        if ahead.lower and behind.upper and ahead.lower > behind.upper:
            most = ahead.upper / behind.lower if ahead.upper and behind.lower else None
            times = formats.factor(ahead.lower / behind.upper, most, look.lang)
            names = {"ahead": pick(ahead, "product_name", look.lang), "behind": pick(behind, "product_name", look.lang)}
            return say(look.lang, "audience.ahead", times=times, metric=name(look.lang, "metric.unit", metric), **names)
    return say(look.lang, "audience.close", metric=name(look.lang, "metric.unit", metric))


def _listing(rows: Sequence[Row], look: Look) -> str:
    metrics = [pick(row, "metric_name", look.lang) for row in rows]
    return listed(
        [told(row, metric, look, _value(row, rows, look)) for row, metric in zip(rows, metrics, strict=True)], look
    )
