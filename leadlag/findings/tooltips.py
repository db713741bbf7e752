"""What a mark answers when it is pointed at: the claim, the figure as written, its source, how it stands."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from leadlag import formats
from leadlag.findings.common import join_list
from leadlag.findings.statement_text import claim, date
from leadlag.render_options import RenderOptions
from leadlag.rows import Figures
from leadlag.words import enum_label, translate

Tooltips = Mapping[str, str]
"""Statement id → hover text."""


def tooltips(statements: Sequence[Figures], options: RenderOptions) -> Tooltips:
    """Of every statement drawn; a pair's says its dates, as its events are drawn."""
    events: dict[str, list[Figures]] = {}
    for row in statements:
        if row.table_name == "milestones":
            events.setdefault(options.names.cell(row.id, "milestone"), []).append(row)
    return {row.id: _tooltip(row, events, options) for row in statements}


def status(row: Figures, options: RenderOptions) -> str:
    """What is made of a statement: the verdict on a figure of the article, the rank of any other."""
    return (
        enum_label(options.lang, "verdict", row.aspect or row.verdict)
        if row.verdict
        else enum_label(options.lang, "rank", rank(row))
    )


def rank(row: Figures) -> str:
    """A statement's rank among those about the same thing; `only` where nothing else is said of it."""
    return "only" if row.rank == "normal" and row.versions == 1 else str(row.rank)


def _tooltip(row: Figures, events: Mapping[str, Sequence[Figures]], options: RenderOptions) -> str:
    as_written, names = options.names.cell(row.id, "as_written"), options.names
    written = translate(options.lang, "chart.as_written", text=as_written) if as_written else ""
    published = formats.when(row.source_year, row.source_month, row.source_day, None, options.lang)
    source = join_list([names.publisher(row.source), published if row.source_year else ""], options, "clause")
    pair = [names.about(row.id), *_lags(row, events, options)] if row.table_name == "gaps" else []
    return "\n".join(filter(None, [claim(row, names), *pair, written, source, status(row, options)]))


def _lags(gap: Figures, events: Mapping[str, Sequence[Figures]], options: RenderOptions) -> Iterator[str]:
    """Both dates of a pair and the days between, for all that is said of each: `15 Feb 2024 → 28 Feb 2024: 13 days`."""
    leaders, followers = (events.get(options.names.cell(gap.id, end), ()) for end in ("leader", "follower"))
    for first, then in product(leaders, followers):
        if first.earliest_day and first.latest_day and then.earliest_day and then.latest_day:
            ends = then.earliest_day - first.latest_day, then.latest_day - first.earliest_day
            lag = formats.lag(*ends, ("day", "day"), options.lang)
            dates = {"first": date(first, options.lang), "then": date(then, options.lang)}
            yield translate(options.lang, "chart.lag", **dates, lag=lag)
