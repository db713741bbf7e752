"""What counts of people say: which side reaches more, by the one measure both have; or that there is none."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from leadlag import formats
from leadlag.contract import METRICS
from leadlag.findings.common import count_text, join_first, sides
from leadlag.render_options import RenderOptions
from leadlag.rows import Audience
from leadlag.words import enum_label, translate


def metrics(rows: Sequence[Audience]) -> list[str]:
    """The ways of counting people in the contract's order, and then what else is counted."""
    given = dict.fromkeys(row.metric for row in rows)
    return [*(metric for metric in METRICS if metric in given), *(metric for metric in given if metric not in METRICS)]


def value(row: Audience, by_id: Mapping[str, Audience], options: RenderOptions) -> str:
    """As stated; or what follows from a count and a share, no more precise than the count."""
    if not row.rule:
        return formats.extent(row.lower, row.upper, row.qualifier, options.lang)
    counted = by_id.get(row.input_a or "")
    vague = counted is not None and counted.qualifier in formats.VAGUE
    return formats.worked_out(row.lower, row.upper, options.lang, vague=vague)


def arithmetic(row: Audience, by_id: Mapping[str, Audience], options: RenderOptions) -> str:
    """`derived: 490M ÷ ¼`, from the row's own inputs."""
    if not row.rule:
        return ""
    part = by_id[row.input_a or ""]
    share = formats.extent(row.share_lower, row.share_upper, None, options.lang)
    counted = formats.extent(part.lower, part.upper, None, options.lang)
    product = options.names.product(part.product)
    return translate(options.lang, "audience.sum", product=product, counted=counted, share=share)


def finding(rows: Sequence[Audience], options: RenderOptions) -> str:
    """Which side reaches more, by the one metric both have; or that there is none."""
    return formats.as_title(_finding(rows, options), options.lang)


def _finding(rows: Sequence[Audience], options: RenderOptions) -> str:
    """Which side reaches more, by the one metric both have; or that there is none."""
    counted = [row for row in rows if not row.rule and row.is_compared and (row.lower or row.upper)]
    named = sides(counted)
    both = [metric for metric in metrics(rows) if len(sides([row for row in counted if row.metric == metric])) > 1]
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


def listing(rows: Sequence[Audience], by_id: Mapping[str, Audience], options: RenderOptions) -> str:
    metrics = [options.names.measure(row.metric) for row in rows]
    return join_first(
        [
            count_text(row, metric, options, value(row, by_id, options))
            for row, metric in zip(rows, metrics, strict=True)
        ],
        options,
        "group",
    )
