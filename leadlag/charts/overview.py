"""Who leads, who lags, and by how much: who came first, and the figures that compare, each on one scale.

In the article's own reading it holds the lags that the article states against its own dates and against those of other
sources.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby

from leadlag import formats
from leadlag.charts import audience, money
from leadlag.charts.amounts import amount_section
from leadlag.charts.chart import Chart
from leadlag.charts.gaps import across_section
from leadlag.charts.scales import lag_position, lag_scale
from leadlag.charts.spec import Answers, ChartSpec, contradicted_statements, weak_statements
from leadlag.findings import gaps as findings_of_gaps
from leadlag.findings import overview as findings
from leadlag.findings import prices
from leadlag.findings.common import join_list, side_names, statements
from leadlag.findings.money import drawn_ends, rate_notes
from leadlag.findings.overview import Doubts, Pair
from leadlag.layout import Amount, Band, Blocks, Ink, Line, Row, Section, Sign, Words
from leadlag.render_options import RenderOptions
from leadlag.row_range import row_range
from leadlag.rows import Audience, Confidence, Gaps, Lags, Overview, Prices, Sides
from leadlag.words import translate

MOST = 8  # figures of one section: the whole list stands on the page of its own
USERS = "mau"  # the count of people that stands for a product's reach
#: What the figures of a section are, and the unit of prices that it shows.
PRICED = (("month_price", "month"), ("minute_price", "minute"))


@dataclass(frozen=True)
class Context:
    """What the overview takes beside its rows: the answers to other questions."""

    sides: Sequence[Sides]
    gaps: Sequence[Gaps]
    checked: Sequence[Lags]
    verdicts: Sequence[Confidence]
    prices: Sequence[Prices]
    audience: Sequence[Audience]
    currency: str | None
    doubts: Doubts


def context(data: Answers) -> Context:
    currency = money.default_currency(data)
    stated = {row.id for row in data.ask(Gaps) if row.stated_unit is not None} if data.reading == "article" else set()
    return Context(
        sides=data.ask(Sides),
        gaps=data.ask(Gaps),
        checked=[row for row in data.ask(Lags) if row.reading == "checked" and row.id in stated],
        verdicts=[row for row in data.ask(Confidence) if row.id in stated],
        prices=data.ask(Prices, currency=currency),
        audience=data.ask(Audience),
        currency=currency,
        doubts={"weak": weak_statements(data), "contradicted": contradicted_statements(data)},
    )


def overview(rows: Sequence[Overview], options: RenderOptions, *, context: Context) -> Chart:
    names = side_names(context.sides, options)
    if rows and context.verdicts:  # an article that states lags
        return _claims_chart(rows, names, options, context)
    shown = row_range(rows, options.offset, options.limit, lambda row: row.row_id)
    found = [
        *_lag_panel(shown.rows, names, options, context),
        *(
            section
            for dimension, per in PRICED
            for section in _price_panel(dimension, per, shown.rows, options, context)
        ),
        *_audience_panel(shown.rows, options, context),
    ]
    charted = {section.dimension for section in found}
    texts = [pair for pair in _sizes(shown.rows) if pair[0].dimension not in charted]
    sections = [*(one.section for one in found), *_texts(texts, "overview.further", names, options, context.doubts)]
    finding = findings.finding(rows, names, options)
    return Chart(
        title=finding,
        subtitle=translate(options.lang, "overview.subtitle", sides=join_list(list(names.values()), options)),
        kind=_kind(rows, options),
        blocks=Blocks(tuple(sections)),
        options=options,
        statements=_drawn(shown.rows, [one for found_one in found for one in found_one.statements]),
        shown=shown,
    )


@dataclass(frozen=True)
class _Panel:
    """A section, the dimension of the overview that it shows, and the statements it draws beside those."""

    section: Section
    dimension: str
    statements: tuple[str, ...] = ()


def _lag_panel(
    rows: Sequence[Overview], names: Mapping[int, str], options: RenderOptions, context: Context
) -> list[_Panel]:
    wanted = {row.row_id for row in rows if row.dimension == "lag"}
    own = [row for row in context.gaps if row.id in wanted]
    pairs = [list(versions) for _, versions in groupby(own, key=lambda row: row.id)]
    heading = translate(options.lang, "overview.first")
    if not pairs:
        return []
    section = across_section(pairs, names, options, heading)
    drawn = tuple(one for row in own for one in findings_of_gaps.statements(row))
    notes = ["overview.note.lag", *(["gaps.note.by_topic"] if any(row.by_topic for row in own) else [])]
    notes += ["level.note"] if any(row.level is not None for row in own) else []
    footnotes = tuple(translate(options.lang, key) for key in notes)
    title = findings.finding(rows, names, options)
    return [_Panel(replace(section, title=title, footnotes=footnotes), "lag", drawn)]


def _price_panel(
    dimension: str, per: str, rows: Sequence[Overview], options: RenderOptions, context: Context
) -> list[_Panel]:
    """The cheapest price of each product, on one scale in one currency."""
    compared = [row for row in rows if row.dimension == dimension]
    if not compared and (options.picked or not rows):
        return []
    known = [row for row in context.prices if row.per == per and row.currency != "credit" and _ends(row)]
    currency = context.currency or _most_used(known)
    known = [row for row in known if row.currency == currency or row.rate is not None]
    ranked = sorted(known, key=lambda row: (row.id in context.doubts["contradicted"], min(_ends(row)), row.id))
    best = {(row.product, row.statement if per == "minute" else ""): row for row in reversed(ranked)}
    own = sorted(
        sorted(best.values(), key=lambda row: (not row.is_compared, min(_ends(row))))[:MOST],
        key=lambda row: min(_ends(row)),
    )
    if len(own) < 2 or not any(row.is_compared for row in own):
        return []
    figures = [
        money.figure(row, {}, options, prices.label, partial(prices.asked, weak=()), context.currency) for row in own
    ]
    heading = translate(options.lang, f"overview.section.{dimension}", currency=currency)
    tick = money.ticks(currency, options)
    section = amount_section(options, heading, _compared_text(compared, options), figures, tick)
    weak = [prices.label(row, options) for row in own if row.id in context.doubts["weak"]]
    footnotes = (*_weak_note(weak, options), *rate_notes(own, context.currency, options))
    return [_Panel(replace(section, footnotes=footnotes, title=heading), dimension, statements(own))]


def _weak_note(names: Sequence[str], options: RenderOptions) -> list[str]:
    """What is known at second hand."""
    return [translate(options.lang, "overview.second_hand", list=join_list(names, options, "group"))] if names else []


def _most_used(rows: Sequence[Prices]) -> str:
    """The currency of most prices, where none can be converted: one axis holds one currency."""
    return max(sorted({row.currency for row in rows}), key=[row.currency for row in rows].count, default="")


def _ends(row: Prices) -> list[float]:
    return [end for end in drawn_ends(row) if end is not None]


def _audience_panel(rows: Sequence[Overview], options: RenderOptions, context: Context) -> list[_Panel]:
    """The largest counts of people a month, one of each product."""
    compared = [row for row in rows if row.dimension == "audience"]
    if not compared and (options.picked or not rows):
        return []
    known = [row for row in context.audience if row.metric == USERS and (row.lower or row.upper)]
    newest: dict[str, Audience] = {}
    for row in sorted(known, key=lambda row: (row.latest_day or 0, row.id)):
        newest[row.product] = row
    own = sorted(newest.values(), key=lambda row: -(row.lower or row.upper or 0))
    own = [row for row in own if row.is_compared][:MOST]
    if len(own) < 2:
        return []
    by_id = {row.id: row for row in context.audience}
    figures = [audience.figure(row, by_id, options) for row in own]
    section = audience.counts(USERS, figures, options)
    heading = translate(options.lang, "overview.section.audience")
    weak = [options.names.product(row.product) for row in own if row.id in context.doubts["weak"]]
    section = replace(
        section,
        heading=(Words(heading, bold=True),),
        definition=_compared_text(compared, options),
        footnotes=tuple(_weak_note(weak, options)),
        title=heading,
    )
    return [_Panel(section, "audience", statements(own))]


def _compared_text(pair: Pair, options: RenderOptions) -> str:
    """Both sides' figures that the overview compares, and the verdict: `Editor: $10; Chat: $8 – about 1.2×`."""
    if len(pair) < 2:
        return ""
    said = join_list([findings.figure(row, options) for row in pair], options, "group")
    return translate(options.lang, "overview.compared", figures=said, verdict=findings.verdict(pair, options))


def _sizes(rows: Sequence[Overview]) -> list[Pair]:
    return findings.pairs([row for row in rows if row.dimension != "lag"])


def _texts(
    pairs: Sequence[Pair], key: str, names: Mapping[int, str], options: RenderOptions, doubts: Doubts
) -> list[Section]:
    """Figures that stand as text, because nothing of the same kind is on the other side: a line for each side."""
    rows = []
    for pair in pairs:
        lines = [
            Line((Sign(own.side_rank, *_stands_for(own)),), text, own.side_rank, bold=True)
            for own, text in findings.side_texts(pair, names, options, doubts)
        ]
        verdict = findings.silent_text(pair, names, options) or findings.verdict(pair, options)
        label = Words(translate(options.lang, f"dimension.{pair[0].dimension}"), bold=True), Words(verdict, "muted")
        rows.append(Row(label, tuple(lines)))
    heading = translate(options.lang, key)
    return [Section((Words(heading, bold=True),), rows=tuple(rows), title=heading)] if rows else []


@dataclass(frozen=True)
class _Claim:
    """A lag that the article states: its dates' own, those of other sources, and what these make of it."""

    own: Sequence[Gaps]
    checked: Sequence[Lags]
    verdict: str

    @property
    def days(self) -> list[float]:
        row = self.own[0]
        ends: list[int | None] = [row.stated_low_days, row.stated_high_days]
        ends += [day for one in self.own for day in (one.low_days, one.high_days)]
        ends += [day for lag in self.checked for day in (lag.low_days, lag.high_days)]
        return [day for day in ends if day is not None]

    @property
    def statements(self) -> list[str]:
        own = [one for row in self.own for one in (row.id, row.leader_statement, row.follower_statement)]
        return [*own, *(one for lag in self.checked for one in (lag.leader_statement, lag.follower_statement))]


#: In this order the lags that the article states stand below each other.
_VERDICTS = ("contradicted", "imprecise", "confirmed", "unverified")


def _claims(context: Context) -> list[_Claim]:
    """By verdict, the longest first; one that no date of another source tests is unverified."""
    own = {key: list(pair) for key, pair in groupby(context.gaps, key=lambda row: row.id)}
    checked = {key: list(lag) for key, lag in groupby(context.checked, key=lambda row: row.id)}
    found = []
    for row in context.verdicts:
        dated = [lag for lag in checked.get(row.id, ()) if lag.low_days is not None]
        tested = dated if row.verdict != "unverified" else []
        found.append(_Claim(own[row.id], tested, row.verdict if tested else "unverified"))
    return sorted(found, key=lambda claim: (_VERDICTS.index(claim.verdict), -max(claim.days), claim.own[0].id))


def _stands_for(row: Overview) -> tuple[str, tuple[str, ...]]:
    """The statement of a side's figure; of a derived one "" and what it rests on."""
    return ("", (row.id, row.also)) if row.also else (row.id, ())


def _claims_chart(
    rows: Sequence[Overview], names: Mapping[int, str], options: RenderOptions, context: Context
) -> Chart:
    """The lags that the article states: with each what its own dates give, and below what those of others do."""
    every, sizes = _claims(context), _sizes(rows)
    picked = {row.row_id for row in rows}
    wanted = [claim for claim in every if not options.picked or claim.own[0].id in picked]
    shown = row_range([*wanted, *sizes], options.offset, options.limit)
    claims, texts = ([one for one in shown.rows if isinstance(one, _Claim) is stated] for stated in (True, False))
    scale = lag_scale((day for claim in claims for day in claim.days), options.lang)
    sections = [Section(rows=tuple(_claim_row(claim, options) for claim in claims), scale=scale)] if claims else []
    sections += _texts(texts, "overview.beside", names, options, context.doubts)
    finding = findings.stated_finding([claim.verdict for claim in every], options)
    signs = (("■", "muted", "says"), ("○", "muted", "own"), ("●", "text", "checked"))
    drawn = [*(one for claim in claims for one in claim.statements), *findings.statements(_flat(texts))]
    behind = {claim.own[0].id for claim in claims} | {pair[0].row_id for pair in texts}
    return Chart(
        title=finding,
        subtitle=translate(options.lang, "overview.stated.subtitle"),
        kind=_kind(rows, options),
        blocks=Blocks(tuple(sections)),
        options=options,
        statements=tuple(dict.fromkeys(drawn)),
        shown=replace(shown, rows=[row for row in rows if row.row_id in behind]),
        signs=tuple((sign, ink, translate(options.lang, f"overview.sign.{key}")) for sign, ink, key in signs),
    )


def _flat(pairs: Sequence[Pair]) -> list[Overview]:
    return [row for pair in pairs for row in pair]


def _claim_row(claim: _Claim, options: RenderOptions) -> Row:
    row = claim.own[0]
    said = formats.stated_lag(row.stated_low, row.stated_high, row.stated_qualifier, row.stated_unit, options.lang)
    label = (
        Words(options.names.about(row.leader_statement), bold=True),
        Words(f"→ {options.names.about(row.follower_statement)}", bold=True, begins=True),
        Words(translate(options.lang, "overview.says", stated=said), "muted", begins=True),
    )
    band = Band(_position(row.stated_low_days), _position(row.stated_high_days), row.id)
    own = [_lag_mark(version, "muted", is_filled=False) for version in claim.own if version.low_days is not None]
    lines = [Line((band, *own)), *(Line((_lag_mark(lag, "text", is_filled=True),)) for lag in claim.checked)]
    lags = [
        formats.lag(lag.low_days, lag.high_days, (lag.leader_precision, lag.follower_precision), options.lang)
        for lag in claim.checked
    ]
    reason = [findings_of_gaps.missing(row, options)] if not claim.checked and not own else []
    end_label = [Words(translate(options.lang, f"overview.lag.{claim.verdict}"), bold=True)]
    end_label += [Words(text, "muted") for text in dict.fromkeys([*lags, *reason])]
    return Row(label, tuple(lines), tuple(end_label), is_ruled=True)


def _lag_mark(row: Gaps | Lags, ink: Ink, *, is_filled: bool) -> Amount:
    low, high = lag_position(row.low_days or 0), lag_position(row.high_days or 0)
    return Amount(low, high, ink, row.id, is_filled=is_filled)


def _position(days: float | None) -> float | None:
    return None if days is None else lag_position(days)


def _drawn(rows: Sequence[Overview], further: Collection[str]) -> tuple[str, ...]:
    """What is drawn: both sides' figures, and what stands beside them."""
    return tuple(dict.fromkeys([*findings.statements(rows), *further]))


def _kind(rows: Sequence[Overview], options: RenderOptions) -> str:
    return translate(options.lang, "overview.kind", count=len({row.row_id for row in rows}))


SPEC = ChartSpec(
    "overview",
    "overview",
    overview,
    10,
    context={"context": context},
    listing=findings.score_texts,
    row_names=findings.row_names,
)
