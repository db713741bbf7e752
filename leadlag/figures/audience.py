"""How many people each side reaches: a panel per way of counting, because the ways do not compare."""

from collections.abc import Sequence
from itertools import groupby

from leadlag import formats
from leadlag.contract import METRICS
from leadlag.figures import ranges
from leadlag.figures.canvas import Canvas
from leadlag.figures.chart import Chart
from leadlag.figures.common import count_text, inputs, join_list, sides, statement, statements
from leadlag.figures.render_options import RenderOptions
from leadlag.figures.spec import ChartSpec
from leadlag.rows import Audience
from leadlag.words import enum_label, translate


def audience(rows: Sequence[Audience], options: RenderOptions) -> Chart:
    canvas = Canvas(options)
    mark_ys: dict[str, float] = {}
    metrics = _metrics(rows)
    for metric in metrics:
        shown = [row for row in rows if row.metric == metric]
        title, definition = options.names.measure(shown[0].metric), options.names.definition(metric)
        amounts = [_amount(row, rows, options) for row in shown]
        found = ranges.panel(
            canvas, options, title, definition, amounts, lambda value: formats.number(value, options.lang)
        )
        mark_ys |= {row.id: y for row, y in zip(shown, found, strict=True)}
    _bracket_two_counts(canvas, rows, mark_ys, options)
    finding = formats.as_title(_finding(rows, options), options.lang)
    return Chart(
        title=finding,
        subtitle=translate(options.lang, f"audience.subtitle.{'many' if len(metrics) > 1 else 'one'}"),
        alt=translate(options.lang, "audience.alt", finding=finding, list=_listing(rows, options)),
        canvas=canvas,
        statements=statements(rows),
        panels=max(1, len(metrics)),
    )


def _metrics(rows: Sequence[Audience]) -> list[str]:
    """The ways of counting people in the contract's order, and then what else is counted."""
    given = dict.fromkeys(row.metric for row in rows)
    return [*(metric for metric in METRICS if metric in given), *(metric for metric in given if metric not in METRICS)]


def _amount(row: Audience, rows: Sequence[Audience], options: RenderOptions) -> ranges.Amount:
    value = _value(row, rows, options)
    date = formats.when(row.year, row.month, row.day, row.part, options.lang)
    label, total = options.names.product(row.product), _sum(row, rows, options)
    counted = " · ".join(part for part in (date, options.names.stated(row.id, "provider")) if part)
    ends = row.lower, row.upper
    return ranges.Amount(label, counted, value, *ends, row.side_rank, statement(row), sum=total, inputs=inputs(row))


def _value(row: Audience, rows: Sequence[Audience], options: RenderOptions) -> str:
    """As stated; or what follows from a count and a share, no more precise than the count."""
    if not row.rule:
        return formats.extent(row.lower, row.upper, row.qualifier, options.lang)
    counted = next((other.qualifier for other in rows if other.id == row.input_a), None)
    return formats.worked_out(row.lower, row.upper, options.lang, vague=counted in formats.VAGUE)


def _sum(row: Audience, rows: Sequence[Audience], options: RenderOptions) -> str:
    """`derived: 490M ÷ ¼`, from the row's own inputs."""
    if not row.rule:
        return ""
    part = next(other for other in rows if other.id == row.input_a)
    share = formats.extent(row.share_lower, row.share_upper, None, options.lang)
    counted = formats.extent(part.lower, part.upper, None, options.lang)
    product = options.names.product(part.product)
    return translate(options.lang, "audience.sum", product=product, counted=counted, share=share)


def _bracket_two_counts(
    canvas: Canvas, rows: Sequence[Audience], mark_ys: dict[str, float], options: RenderOptions
) -> None:
    """Say which products are counted in two ways; where it is one, a bracket joins its rows."""
    counted = [row for row in rows if not row.rule]
    ways = {product: {row.metric for row in counted if row.product == product} for product in _products(counted)}
    twice = [product for product, metrics in ways.items() if len(metrics) > 1]
    names = [options.names.product(product) for product in twice]
    key = "audience.two_measures" if len(names) == 1 else "audience.several_measures"
    ends = [mark_ys[row.id] for row in counted if row.product in twice]
    for y in ends:
        canvas.add_footnote(translate(options.lang, key, products=join_list(names, options)), y)
    if len(twice) == 1:
        canvas.edge_bracket(min(ends), max(ends))


def _products(rows: Sequence[Audience]) -> list[str]:
    return list(dict.fromkeys(row.product for row in rows))


def _finding(rows: Sequence[Audience], options: RenderOptions) -> str:
    """Which side reaches more, by the one metric both have; or that there is none."""
    counted = [row for row in rows if not row.rule and row.is_compared and (row.lower or row.upper)]
    named = sides(counted)
    both = [metric for metric in _metrics(rows) if len(sides([row for row in counted if row.metric == metric])) > 1]
    if not named:
        return translate(options.lang, "audience.none")
    if len(named) == 1:
        return translate(options.lang, "audience.one_side", side=options.names.side(next(iter(named.values())).side))
    if not both:
        return translate(options.lang, "audience.unlike")
    pairs = [pair for metric in both for pair in _of_one_time([row for row in counted if row.metric == metric])]
    if not pairs:
        return translate(options.lang, "audience.other_time")
    return _compared(max(pairs, key=_newest_and_largest), options)


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


def _compared(pair: Pair, options: RenderOptions) -> str:
    metric = pair[0].metric
    for ahead, behind in (pair, pair[::-1]):
        if ahead.lower and behind.upper and ahead.lower > behind.upper:
            most = ahead.upper / behind.lower if ahead.upper and behind.lower else None
            times = formats.factor(ahead.lower / behind.upper, most, options.lang)
            names = {"ahead": options.names.product(ahead.product), "behind": options.names.product(behind.product)}
            return translate(
                options.lang,
                "audience.ahead",
                times=times,
                metric=enum_label(options.lang, "metric.unit", metric),
                **names,
            )
    return translate(options.lang, "audience.close", metric=enum_label(options.lang, "metric.unit", metric))


def _listing(rows: Sequence[Audience], options: RenderOptions) -> str:
    metrics = [options.names.measure(row.metric) for row in rows]
    return join_list(
        [
            count_text(row, metric, options, _value(row, rows, options))
            for row, metric in zip(rows, metrics, strict=True)
        ],
        options,
        "group",
    )


def _row_names(rows: Sequence[Audience], options: RenderOptions) -> list[str]:
    """`CapCut · Monthly active users`."""
    return [f"{options.names.product(row.product)} · {options.names.measure(row.metric)}" for row in rows]


SPEC = ChartSpec("audience", "audience", audience, 20, table="users", row_names=_row_names)
