"""The four numbers above the scoreboard, each from rows and each left out where its rows are missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from leadlag import formats
from leadlag.figures.common import other_side_name, side_names
from leadlag.figures.overview import Pair, about, by_row, pairs, with_date
from leadlag.figures.render_options import RenderOptions
from leadlag.rows import Conflicts, Overview, Sides
from leadlag.words import enum_label, translate


@dataclass(frozen=True)
class Headline:
    """A number and the sentence that says what it is."""

    value: str
    label: str


def headlines(
    rows: Sequence[Overview],
    options: RenderOptions,
    *,
    sides: Sequence[Sides],
    conflicts: Sequence[Conflicts],
    inside: bool,
) -> list[Headline]:
    """`conflicts` are all there are, counted by dispute; `inside` counts only those of the article with itself."""
    names = side_names(sides, options)
    by_dimension = {pair[0].dimension: pair for pair in pairs([row for row in rows if row.panel == "size"])}
    found = [
        _audience(by_dimension.get("audience"), options),
        _price(by_dimension.get("use_price") or by_dimension.get("month_price"), names, options),
        _firsts(by_row(pairs([row for row in rows if row.dimension == "lag"])), names, options),
        _conflicts(conflicts, options, inside=inside),
    ]
    return [headline for headline in found if headline]


def _conflicts(conflicts: Sequence[Conflicts], options: RenderOptions, *, inside: bool) -> Headline:
    counted = len({row.dispute for row in conflicts if (row.inside or not inside) and row.severity != "low"})
    whose = "inside" if inside else "all"
    return Headline(str(counted), translate(options.lang, f"headline.conflicts.{whose}", count=counted))


def _audience(pair: Pair | None, options: RenderOptions) -> Headline | None:
    """The first side's audience that the scoreboard compares, beside the other side's where it has one."""
    if pair is None:
        return None
    values = [formats.extent(row.lower, row.upper, None, options.lang) for row in pair]
    units = [enum_label(options.lang, "metric.unit", row.unit) for row in pair]
    products = [with_date(about(row, options), row, options) for row in pair]
    if len(pair) == 1:
        return Headline(values[0], translate(options.lang, "headline.audience", unit=units[0], product=products[0]))
    other = {"value": values[1], "other_unit": units[1], "other": products[1]}
    return Headline(
        values[0], translate(options.lang, "headline.audience_both", unit=units[0], product=products[0], **other)
    )


def _price(pair: Pair | None, names: Mapping[int, str], options: RenderOptions) -> Headline | None:
    if pair is None:
        return None
    row = pair[0]
    value = formats.extent(row.lower, row.upper, None, options.lang, row.unit.split("/", 1)[0])
    words = {"product": about(row, options), "dimension": translate(options.lang, f"dimension.{row.dimension}")}
    if row.comparable is not None:
        return Headline(value, translate(options.lang, "headline.price", **words))
    other = other_side_name(row.side_rank, names)
    return Headline(value, translate(options.lang, "headline.price_one_side", other=other, **words))


def _firsts(lags: Sequence[Sequence[Pair]], names: Mapping[int, str], options: RenderOptions) -> Headline | None:
    if not lags:
        return None
    ahead = [{pair[0].ahead for pair in versions} for versions in lags]
    led = {rank: sum(ranks == {rank} for ranks in ahead) for rank in names}
    best, second = sorted(led, key=lambda rank: -led[rank])
    value = translate(options.lang, "headline.share", part=led[best], whole=len(lags))
    missing = len(lags) - led[best] - led[second]
    unclear = translate(options.lang, "outcomes.unclear", count=missing) if missing else ""
    if led[best] == led[second]:
        return Headline(value, translate(options.lang, "headline.firsts.even", unclear=unclear))
    other = {"other": names[second], "behind": led[second], "unclear": unclear}
    return Headline(value, translate(options.lang, "headline.firsts.side", side=names[best], **other))
