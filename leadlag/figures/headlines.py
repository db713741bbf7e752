"""The four numbers above the scoreboard, each from rows and each left out where its rows are missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from leadlag import formats
from leadlag.figures.common import rival, side_names
from leadlag.figures.overview import Pair, about, by_row, pairs, with_date
from leadlag.figures.render_options import Look
from leadlag.rows import Conflicts, Overview, Sides
from leadlag.words import enum_label, translate


@dataclass(frozen=True)
class Headline:
    """A number and the sentence that says what it is."""

    value: str
    label: str


def headlines(
    rows: Sequence[Overview], look: Look, *, sides: Sequence[Sides], conflicts: Sequence[Conflicts], inside: bool
) -> list[Headline]:
    """`conflicts` are all there are, counted by dispute; `inside` counts only those of the article with itself."""
    names = side_names(sides, look)
    by_dimension = {pair[0].dimension: pair for pair in pairs([row for row in rows if row.panel == "size"])}
    found = [
        _audience(by_dimension.get("audience"), look),
        _price(by_dimension.get("use_price") or by_dimension.get("month_price"), names, look),
        _firsts(by_row(pairs([row for row in rows if row.dimension == "lag"])), names, look),
        _conflicts(conflicts, look, inside=inside),
    ]
    return [headline for headline in found if headline]


def _conflicts(conflicts: Sequence[Conflicts], look: Look, *, inside: bool) -> Headline:
    counted = len({row.dispute for row in conflicts if (row.inside or not inside) and row.severity != "low"})
    whose = "inside" if inside else "all"
    return Headline(str(counted), translate(look.lang, f"headline.conflicts.{whose}", count=counted))


def _audience(pair: Pair | None, look: Look) -> Headline | None:
    """The first side's audience that the scoreboard compares, beside the other side's where it has one."""
    if pair is None:
        return None
    values = [formats.extent(row.lower, row.upper, None, look.lang) for row in pair]
    units = [enum_label(look.lang, "metric.unit", row.unit) for row in pair]
    products = [with_date(about(row, look), row, look) for row in pair]
    if len(pair) == 1:
        return Headline(values[0], translate(look.lang, "headline.audience", unit=units[0], product=products[0]))
    other = {"value": values[1], "other_unit": units[1], "other": products[1]}
    return Headline(
        values[0], translate(look.lang, "headline.audience_both", unit=units[0], product=products[0], **other)
    )


def _price(pair: Pair | None, names: Mapping[int, str], look: Look) -> Headline | None:
    if pair is None:
        return None
    row = pair[0]
    value = formats.extent(row.lower, row.upper, None, look.lang, row.unit.split("/", 1)[0])
    words = {"product": about(row, look), "dimension": translate(look.lang, f"dimension.{row.dimension}")}
    if row.comparable is not None:
        return Headline(value, translate(look.lang, "headline.price", **words))
    other = rival(row.side_rank, names)
    return Headline(value, translate(look.lang, "headline.price_one_side", other=other, **words))


def _firsts(lags: Sequence[Sequence[Pair]], names: Mapping[int, str], look: Look) -> Headline | None:
    if not lags:
        return None
    ahead = [{pair[0].ahead for pair in versions} for versions in lags]
    led = {rank: sum(ranks == {rank} for ranks in ahead) for rank in names}
    best, second = sorted(led, key=lambda rank: -led[rank])
    value = translate(look.lang, "headline.share", part=led[best], whole=len(lags))
    missing = len(lags) - led[best] - led[second]
    unclear = translate(look.lang, "outcomes.unclear", count=missing) if missing else ""
    if led[best] == led[second]:
        return Headline(value, translate(look.lang, "headline.firsts.even", unclear=unclear))
    other = {"other": names[second], "behind": led[second], "unclear": unclear}
    return Headline(value, translate(look.lang, "headline.firsts.side", side=names[best], **other))
