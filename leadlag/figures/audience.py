"""How many people each side reaches: a panel per way of counting, because the ways do not compare."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from leadlag import formats
from leadlag.contract import METRICS
from leadlag.figures import ranges
from leadlag.figures.canvas import Canvas
from leadlag.figures.chart import Chart
from leadlag.figures.common import count_text, inputs, join_first, sides, statement, statements
from leadlag.figures.render_options import RenderOptions
from leadlag.figures.spec import ChartSpec
from leadlag.rows import Audience
from leadlag.words import enum_label, translate


def audience(rows: Sequence[Audience], options: RenderOptions) -> Chart:
    canvas = Canvas(options)
    mark_ys: dict[str, float] = {}
    metrics = _metrics(rows)
    by_id = {row.id: row for row in rows}
    shown = canvas.limit(sorted(rows, key=lambda row: metrics.index(row.metric)))
    for metric, panel in groupby(shown, key=lambda row: row.metric):
        counts = list(panel)
        title, definition = options.names.measure(metric), options.names.definition(metric)
        amounts = [_amount(row, by_id, options) for row in counts]
        found = ranges.panel(
            canvas, options, title, definition, amounts, lambda value: formats.number(value, options.lang)
        )
        mark_ys |= {row.id: y for row, y in zip(counts, found, strict=True)}
    _bracket_two_counts(canvas, rows, mark_ys, options)
    finding = formats.as_title(_finding(rows, options), options.lang)
    return Chart(
        title=finding,
        subtitle=translate(options.lang, f"audience.subtitle.{'many' if len(metrics) > 1 else 'one'}"),
        alt=translate(options.lang, "audience.alt", finding=finding, list=_listing(shown, by_id, options)),
        canvas=canvas,
        statements=statements(shown),
        panels=max(1, len(metrics)),
    )


def _metrics(rows: Sequence[Audience]) -> list[str]:
    """The ways of counting people in the contract's order, and then what else is counted."""
    given = dict.fromkeys(row.metric for row in rows)
    return [*(metric for metric in METRICS if metric in given), *(metric for metric in given if metric not in METRICS)]


def _amount(row: Audience, by_id: Mapping[str, Audience], options: RenderOptions) -> ranges.Amount:
    value = _value(row, by_id, options)
    date = formats.when(row.year, row.month, row.day, row.part, options.lang)
    label, total = options.names.product(row.product), _sum(row, by_id, options)
    counted = " · ".join(part for part in (date, options.names.stated(row.id, "provider")) if part)
    ends = row.lower, row.upper
    return ranges.Amount(label, counted, value, *ends, row.side_rank, statement(row), sum=total, inputs=inputs(row))


def _value(row: Audience, by_id: Mapping[str, Audience], options: RenderOptions) -> str:
    """As stated; or what follows from a count and a share, no more precise than the count."""
    if not row.rule:
        return formats.extent(row.lower, row.upper, row.qualifier, options.lang)
    counted = by_id.get(row.input_a or "")
    vague = counted is not None and counted.qualifier in formats.VAGUE
    return formats.worked_out(row.lower, row.upper, options.lang, vague=vague)


def _sum(row: Audience, by_id: Mapping[str, Audience], options: RenderOptions) -> str:
    """`derived: 490M ÷ ¼`, from the row's own inputs."""
    if not row.rule:
        return ""
    part = by_id[row.input_a or ""]
    share = formats.extent(row.share_lower, row.share_upper, None, options.lang)
    counted = formats.extent(part.lower, part.upper, None, options.lang)
    product = options.names.product(part.product)
    return translate(options.lang, "audience.sum", product=product, counted=counted, share=share)


def _bracket_two_counts(
    canvas: Canvas, rows: Sequence[Audience], mark_ys: dict[str, float], options: RenderOptions
) -> None:
    """Say which of the products drawn are counted in two ways; where it is one, a bracket joins its rows."""
    ways: dict[str, set[str]] = {}
    for row in rows:
        if not row.rule:
            ways.setdefault(row.product, set()).add(row.metric)
    counted = [row for row in rows if row.id in mark_ys and not row.rule and len(ways[row.product]) > 1]
    names = [options.names.product(product) for product in dict.fromkeys(row.product for row in counted)]
    key = "audience.two_measures" if len(names) == 1 else "audience.several_measures"
    ends = [mark_ys[row.id] for row in counted]
    for y in ends:
        canvas.add_footnote(translate(options.lang, key, products=join_first(names, options)), y)
    if len(names) == 1:
        canvas.edge_bracket(min(ends), max(ends))


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
    newest = (_newest_pair([row for row in counted if row.metric == metric]) for metric in both)
    pairs = [pair for pair in newest if pair]
    if not pairs:
        return translate(options.lang, "audience.other_time")
    return _compared(max(pairs, key=_newest_and_largest), options)


Pair = tuple[Audience, Audience]


def _newest_pair(rows: Sequence[Audience]) -> Pair | None:
    """Of a count of the first side and one of the second whose dates overlap, the newest and largest.

    Day by day, the newest first: of many counts few need be compared.
    """
    ranked = sorted(rows, key=lambda row: row.side_rank)
    first, second = (list(own) for _, own in groupby(ranked, key=lambda row: row.side_rank))
    for day in sorted({row.latest_day or 0 for row in rows}, reverse=True):
        ours, theirs = ([row for row in own if (row.latest_day or 0) >= day] for own in (first, second))
        pairs = [(a, b) for a in ours for b in theirs if day in (a.latest_day, b.latest_day) and _overlap(a, b)]
        if pairs:
            return max(pairs, key=_newest_and_largest)
    return None


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


def _listing(rows: Sequence[Audience], by_id: Mapping[str, Audience], options: RenderOptions) -> str:
    metrics = [options.names.measure(row.metric) for row in rows]
    return join_first(
        [
            count_text(row, metric, options, _value(row, by_id, options))
            for row, metric in zip(rows, metrics, strict=True)
        ],
        options,
        "group",
    )


def _row_names(rows: Sequence[Audience], options: RenderOptions) -> list[str]:
    """`CapCut · Monthly active users`."""
    return [f"{options.names.product(row.product)} · {options.names.measure(row.metric)}" for row in rows]


SPEC = ChartSpec("audience", "audience", audience, 20, table="users", row_names=_row_names)
