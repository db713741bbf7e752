"""What lags say: who came first how often, and of each pair the lag, the stated one, and whether the two agree."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from leadlag import formats
from leadlag.findings.common import join_list, outcome_text, side_names
from leadlag.findings.levels import level_text, period
from leadlag.render_options import RenderOptions
from leadlag.rows import Gaps, Sides
from leadlag.words import translate

#: What a pair's datings say together of the stated lag; mixed ones mean that it depends on the date believed.
VERDICTS = {frozenset({None}): "none", frozenset({True}): "fits", frozenset({False}): "clashes"}


def finding(rows: Sequence[Gaps], sides: Sequence[Sides], options: RenderOptions) -> str:
    """How often each side came first, among pairs of events across the two sides that have dates."""
    pairs = [list(versions) for _, versions in groupby(rows, key=lambda row: row.id)]
    dated = [[version for version in pair if order(version) != "undated"] for pair in pairs]
    across = [pair for pair in dated if pair and pair[0].eventful and pair[0].across]
    if not across:
        return translate(options.lang, "gaps.plain", count=len(pairs))
    return outcome_text([{first_rank(row) for row in pair} for pair in across], side_names(sides, options), options)


def order(row: Gaps) -> str:
    """`later`, `earlier`, `unknown`, `same` or `undated`: where the follower stands to the leader."""
    if row.low_days is None or row.high_days is None:
        return "undated"
    if row.low_days == row.high_days == 0:
        return "same"
    return "later" if row.low_days > 0 else "earlier" if row.high_days < 0 else "unknown"


def first_rank(row: Gaps) -> int | None:
    """The side that came first; None where that is not known."""
    return {"later": row.leader_rank, "earlier": row.follower_rank}.get(order(row))


def is_stated(row: Gaps) -> bool:
    """Whether a row of gaps.csv stands behind a pair: somebody has matched its events."""
    return not row.by_topic and row.level is None


def statements(row: Gaps) -> tuple[str, ...]:
    """What both ends rest on and, where somebody has matched them, the statement that does."""
    ends = row.leader_statement, row.leader_before, row.follower_statement, row.follower_before
    return tuple(one for one in (*ends, row.id if is_stated(row) else None) if one)


def end_names(row: Gaps, options: RenderOptions) -> tuple[str, str]:
    """Both events; or who reached a level, and which."""
    ends = row.leader_statement, row.follower_statement
    if row.measure is None or row.level is None:
        return options.names.about(ends[0]), options.names.about(ends[1])
    level = level_text(row.measure, options.names.cell(ends[0], "unit"), row.level, options)
    leader, follower = map(options.names.of_statement, ends)
    return translate(options.lang, "gaps.level", subject=leader, level=level), follower


def name(row: Gaps, options: RenderOptions) -> str:
    return " → ".join(end_names(row, options))


def dates(row: Gaps, options: RenderOptions) -> tuple[str, str]:
    """Both dates in words, of a level the months between which it was reached; empty where there is none."""
    if row.level is not None and row.leader_last is not None and row.follower_last is not None:
        return period(row.leader_first, row.leader_last, options), period(
            row.follower_first, row.follower_last, options
        )
    leader = row.leader_year, row.leader_month, row.leader_day, row.leader_part
    follower = row.follower_year, row.follower_month, row.follower_day, row.follower_part
    first, second = (formats.when(*date, options.lang) if date[0] else "" for date in (leader, follower))
    return first, second


def lag_text(row: Gaps, options: RenderOptions) -> str:
    """`5–13 days`, `9 days`, `order unknown`; without a sign, where what is drawn tells who came first."""
    text = formats.lag(row.low_days, row.high_days, (row.leader_precision, row.follower_precision), options.lang)
    return text.lstrip(formats.MINUS)


def gap_text(row: Gaps, options: RenderOptions) -> str:
    """`5–13 days later`, `−9 days: came first`, `order unknown`; with a mark where the stated lag is refuted."""
    text = formats.lag(row.low_days, row.high_days, (row.leader_precision, row.follower_precision), options.lang)
    text = translate(options.lang, f"gaps.{order(row)}", lag=text)
    return translate(options.lang, "gaps.refuted", text=text) if row.agrees is False else text


def gap_texts(rows: Sequence[Gaps], options: RenderOptions) -> Iterator[tuple[str, str]]:
    """Each pair's name, and its lags in words."""
    for _, versions in groupby(rows, key=lambda row: row.id):
        said = list(versions)
        yield name(said[0], options), join_list(list(dict.fromkeys(gap_text(row, options) for row in said)), options)


def missing(row: Gaps, options: RenderOptions) -> str:
    """Which of a pair's two dates is missing."""
    return translate(options.lang, "gaps.no_leader_date" if row.leader_first is None else "gaps.no_follower_date")


def stated(versions: Sequence[Gaps], options: RenderOptions) -> str:
    """The stated lag and what the dates make of it; empty where none is stated."""
    row = versions[0]
    if row.stated_unit is None:
        return ""
    said = formats.stated_lag(row.stated_low, row.stated_high, row.stated_qualifier, row.stated_unit, options.lang)
    key = VERDICTS.get(frozenset(version.agrees for version in versions), "depends")
    return translate(options.lang, f"gaps.stated.{key}", stated=said)
