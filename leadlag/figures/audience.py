"""How many people each side reaches: a panel per way of counting, because the ways do not compare."""

from collections.abc import Sequence
from itertools import groupby

from leadlag import formats
from leadlag.contract import METRICS
from leadlag.figures import ranges
from leadlag.figures.canvas import Canvas
from leadlag.figures.chart import Chart
from leadlag.figures.common import inputs, listed, sides, statement, statements, told
from leadlag.figures.render_options import Look
from leadlag.figures.spec import ChartSpec
from leadlag.rows import Audience
from leadlag.words import enum_label, translate


def audience(rows: Sequence[Audience], look: Look) -> Chart:
    canvas = Canvas(look)
    places: dict[str, float] = {}
    metrics = _metrics(rows)
    for metric in metrics:
        shown = [row for row in rows if row.metric == metric]
        title, definition = look.names.measure(shown[0].metric), look.names.definition(metric)
        amounts = [_amount(row, rows, look) for row in shown]
        found = ranges.panel(canvas, look, title, definition, amounts, lambda value: formats.number(value, look.lang))
        places |= {row.id: y for row, y in zip(shown, found, strict=True)}
    _bracket_two_counts(canvas, rows, places, look)
    finding = formats.as_title(_finding(rows, look), look.lang)
    return Chart(
        title=finding,
        subtitle=translate(look.lang, f"audience.subtitle.{'many' if len(metrics) > 1 else 'one'}"),
        alt=translate(look.lang, "audience.alt", finding=finding, list=_listing(rows, look)),
        canvas=canvas,
        statements=statements(rows),
        panels=max(1, len(metrics)),
    )


def _metrics(rows: Sequence[Audience]) -> list[str]:
    """The ways of counting people in the contract's order, and then what else is counted."""
    given = dict.fromkeys(row.metric for row in rows)
    return [*(metric for metric in METRICS if metric in given), *(metric for metric in given if metric not in METRICS)]


def _amount(row: Audience, rows: Sequence[Audience], look: Look) -> ranges.Amount:
    value = _value(row, rows, look)
    date = formats.when(row.year, row.month, row.day, row.part, look.lang)
    label, total = look.names.product(row.product), _sum(row, rows, look)
    counted = " · ".join(part for part in (date, look.names.stated(row.id, "provider")) if part)
    ends = row.lower, row.upper
    return ranges.Amount(label, counted, value, *ends, row.side_rank, statement(row), sum=total, inputs=inputs(row))


def _value(row: Audience, rows: Sequence[Audience], look: Look) -> str:
    """As stated; or what follows from a count and a share, no more precise than the count."""
    if not row.rule:
        return formats.extent(row.lower, row.upper, row.qualifier, look.lang)
    counted = next((other.qualifier for other in rows if other.id == row.input_a), None)
    return formats.worked_out(row.lower, row.upper, look.lang, vague=counted in formats.VAGUE)


def _sum(row: Audience, rows: Sequence[Audience], look: Look) -> str:
    """`derived: 490M ÷ ¼`, from the row's own inputs."""
    if not row.rule:
        return ""
    part = next(other for other in rows if other.id == row.input_a)
    share = formats.extent(row.share_lower, row.share_upper, None, look.lang)
    counted = formats.extent(part.lower, part.upper, None, look.lang)
    product = look.names.product(part.product)
    return translate(look.lang, "audience.sum", product=product, counted=counted, share=share)


def _bracket_two_counts(canvas: Canvas, rows: Sequence[Audience], places: dict[str, float], look: Look) -> None:
    """Say which products are counted in two ways; where it is one, a bracket joins its rows."""
    counted = [row for row in rows if not row.rule]
    ways = {product: {row.metric for row in counted if row.product == product} for product in _products(counted)}
    twice = [product for product, metrics in ways.items() if len(metrics) > 1]
    names = [look.names.product(product) for product in twice]
    key = "audience.two_measures" if len(names) == 1 else "audience.several_measures"
    ends = [places[row.id] for row in counted if row.product in twice]
    for y in ends:
        canvas.remark(translate(look.lang, key, products=listed(names, look)), y)
    if len(twice) == 1:
        canvas.edge_bracket(min(ends), max(ends))


def _products(rows: Sequence[Audience]) -> list[str]:
    return list(dict.fromkeys(row.product for row in rows))


def _finding(rows: Sequence[Audience], look: Look) -> str:
    """Which side reaches more, by the one metric both have; or that there is none."""
    counted = [row for row in rows if not row.rule and row.is_compared and (row.lower or row.upper)]
    named = sides(counted)
    both = [metric for metric in _metrics(rows) if len(sides([row for row in counted if row.metric == metric])) > 1]
    if not named:
        return translate(look.lang, "audience.none")
    if len(named) == 1:
        return translate(look.lang, "audience.one_side", side=look.names.side(next(iter(named.values())).side))
    if not both:
        return translate(look.lang, "audience.unlike")
    pairs = [pair for metric in both for pair in _of_one_time([row for row in counted if row.metric == metric])]
    if not pairs:
        return translate(look.lang, "audience.other_time")
    return _compared(max(pairs, key=_newest_and_largest), look)


Pair = tuple[Audience, Audience]


def _of_one_time(rows: Sequence[Audience]) -> list[Pair]:
    """Every count of the first side with every count of the second whose date overlaps."""
    ranked = sorted(rows, key=lambda row: row.side_rank)
    first, second = (list(own) for _, own in groupby(ranked, key=lambda row: row.side_rank))
    return [(a, b) for a in first for b in second if _overlap(a, b)]


def _overlap(a: Audience, b: Audience) -> bool:
    (first, last), (other_first, other_last) = ((row.earliest_day, row.latest_day) for row in (a, b))
    if first is None or last is None or other_first is None or other_last is None:
        return False
    return first <= other_last and other_first <= last


def _newest_and_largest(pair: Pair) -> tuple[int, float]:
    return min(row.latest_day or 0 for row in pair), sum(row.upper or row.lower or 0 for row in pair)


def _compared(pair: Pair, look: Look) -> str:
    metric = pair[0].metric
    for ahead, behind in (pair, pair[::-1]):
        if ahead.lower and behind.upper and ahead.lower > behind.upper:
            most = ahead.upper / behind.lower if ahead.upper and behind.lower else None
            times = formats.factor(ahead.lower / behind.upper, most, look.lang)
            names = {"ahead": look.names.product(ahead.product), "behind": look.names.product(behind.product)}
            return translate(
                look.lang, "audience.ahead", times=times, metric=enum_label(look.lang, "metric.unit", metric), **names
            )
    return translate(look.lang, "audience.close", metric=enum_label(look.lang, "metric.unit", metric))


def _listing(rows: Sequence[Audience], look: Look) -> str:
    metrics = [look.names.measure(row.metric) for row in rows]
    return listed(
        [told(row, metric, look, _value(row, rows, look)) for row, metric in zip(rows, metrics, strict=True)],
        look,
        "group",
    )


SPEC = ChartSpec("audience", "audience", audience, 20, table="users")
