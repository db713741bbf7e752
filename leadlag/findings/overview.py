"""What the overview says: who came first how often, and both sides' figures in each dimension with the verdict."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby

from leadlag import formats
from leadlag.findings.common import join_list, outcome_text
from leadlag.findings.levels import level_text
from leadlag.render_options import RenderOptions
from leadlag.rows import Overview
from leadlag.words import enum_label, labelled, translate

Pair = Sequence[Overview]
"""The rows of the two sides' figures in one dimension, of one side's alone, or of a lag's leader and its follower. What
they say of both is the same in each."""

#: What is said against figures, and of which statements.
Doubts = Mapping[str, Collection[str]]
#: The verdicts on a stated lag that the title counts.
LAG_VERDICTS = {"fitting": "confirmed", "partly": "imprecise", "refuted": "contradicted"}


def finding(rows: Sequence[Overview], names: Mapping[int, str], options: RenderOptions) -> str:
    """How often each side came first, among pairs of events across the two sides that have dates."""
    lags = by_row(pairs([row for row in rows if row.dimension == "lag"]))
    if not lags:
        return translate(options.lang, "overview.no_lags")
    return outcome_text([{pair[0].ahead or None for pair in versions} for versions in lags], names, options)


def stated_finding(verdicts: Sequence[str], options: RenderOptions) -> str:
    """How many of the stated lags checked dates fit, in whole or in part, and how many they refute."""
    counted = {key: verdicts.count(verdict) for key, verdict in LAG_VERDICTS.items()}
    return translate(options.lang, "overview.stated", count=len(verdicts), **counted)


def pairs(rows: Sequence[Overview]) -> list[Pair]:
    """The rows of each pair, in their order; a lag has one pair for each dating of its events."""
    return [list(pair) for _, pair in groupby(rows, key=lambda row: (row.row_id, row.version))]


def score_texts(rows: Sequence[Overview], options: RenderOptions) -> Iterator[tuple[str, str]]:
    """Each dimension's name, and both sides' figures with the verdict as they are drawn; lags stand among the gaps."""
    for pair in pairs([row for row in rows if row.dimension != "lag"]):
        said = [*(figure(row, options) for row in pair), verdict(pair, options)]
        yield translate(options.lang, f"dimension.{pair[0].dimension}"), join_list(said, options, "group")


def side_texts(
    pair: Pair, names: Mapping[int, str], options: RenderOptions, doubts: Doubts
) -> list[tuple[Overview, str]]:
    """The row of each side that states something, and what it states."""
    own = {row.side_rank: row for row in pair}
    return [(own[rank], text_with_doubts(own[rank], options, doubts)) for rank in names if rank in own]


def silent_text(pair: Pair, names: Mapping[int, str], options: RenderOptions) -> str:
    """Which side states nothing in a dimension; empty where both state something."""
    silent = [name for rank, name in names.items() if rank not in {row.side_rank for row in pair}]
    missing = translate(options.lang, f"overview.missing.{pair[0].dimension}")
    return labelled(options.lang, join_list(silent, options), missing) if silent else ""


def text_with_doubts(row: Overview, options: RenderOptions, doubts: Doubts) -> str:
    """A figure as text, that its source is weak where it is, and that other sources contradict it where they do."""
    text = figure(row, options)
    for doubt, statements in doubts.items():
        if row.id in statements or row.also in statements:
            text = translate(options.lang, f"overview.{doubt}", text=text)
    return text


def figure(row: Overview, options: RenderOptions) -> str:
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


def verdict(pair: Pair, options: RenderOptions) -> str:
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
        least, most = sorted(map(abs, days(row)))
        ahead = next(one for one in pair if one.side_rank == row.ahead)
        lag = formats.duration(least, most, "years", options.lang)
        return translate(options.lang, "overview.sooner", product=about(ahead, options), lag=lag)
    if row.factor_low:
        return translate(
            options.lang, "overview.factor", factor=formats.factor(row.factor_low, row.factor_high, options.lang)
        )
    return translate(options.lang, "overview.unclear")


def by_row(times: Sequence[Pair]) -> list[list[Pair]]:
    """The datings of each lag."""
    return [list(versions) for _, versions in groupby(times, key=lambda pair: pair[0].row_id)]


def days(row: Overview) -> tuple[int, int]:
    """The least and the most between two sides; 0 where nothing is stated of it."""
    return row.low_days or 0, row.high_days or 0


def statements(rows: Sequence[Overview]) -> tuple[str, ...]:
    """Both sides' figures, with the other that a derived one needs."""
    return tuple(dict.fromkeys(i for row in rows for i in (row.id, row.also) if i))


def row_names(rows: Sequence[Overview], options: RenderOptions) -> list[str]:
    """The dimension of an amount, and both events of a lag."""
    ids = {row.row_id: [one.id for one in rows if one.row_id == row.row_id] for row in rows}
    return [
        lag_name(row, list(dict.fromkeys(ids[row.row_id])), options)
        if row.dimension == "lag"
        else translate(options.lang, f"dimension.{row.dimension}")
        for row in rows
    ]


def lag_name(row: Overview, statements: Sequence[str], options: RenderOptions) -> str:
    """Both events of a lag; or the level that both sides reached, and who they are."""
    if row.lower is None:
        return " → ".join(map(options.names.about, statements))
    level = level_text(row.unit, options.names.cell(row.id, "unit"), row.lower, options)
    return labelled(options.lang, level, " → ".join(map(options.names.of_statement, statements)))
