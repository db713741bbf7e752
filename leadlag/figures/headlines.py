"""The four numbers above the scoreboard, each from rows and each left out where its rows are missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from leadlag import formats
from leadlag.figures.common import Row, product
from leadlag.figures.look import Look
from leadlag.figures.overview import with_date
from leadlag.words import name, pick, say


@dataclass(frozen=True)
class Headline:
    """A number and the sentence that says what it is."""

    value: str
    label: str


def headlines(
    rows: Sequence[Row], look: Look, *, sides: Sequence[Row], conflicts: Sequence[Row], inside: bool
) -> list[Headline]:
    """`conflicts` are all there are, counted by dispute; `inside` counts only those of the article with itself."""
    names = {side.place: pick(side, "name", look.lang) for side in sides}
    by_dimension = {row.dimension: row for row in rows if row.panel == "size"}
    found = [
        _audience(by_dimension.get("audience"), look),
        _price(by_dimension.get("use_price") or by_dimension.get("month_price"), names, look),
        _firsts([row for row in rows if row.dimension == "lag"], names, look),
        _conflicts(conflicts, look, inside=inside),
    ]
    return [headline for headline in found if headline]


def _conflicts(conflicts: Sequence[Row], look: Look, *, inside: bool) -> Headline:
    counted = len({row.dispute for row in conflicts if (row.inside or not inside) and row.severity != "low"})
    whose, form = "inside" if inside else "all", "one" if counted == 1 else "many"
    return Headline(str(counted), say(look.lang, f"headline.conflicts.{whose}.{form}"))


def _audience(row: Row | None, look: Look) -> Headline | None:
    """The first side's audience that the scoreboard compares, beside the other side's where it has one."""
    if row is None:
        return None
    ends = [end for end in ("a", "b") if getattr(row, f"id_{end}") is not None]
    values = [
        formats.extent(getattr(row, f"lower_{end}"), getattr(row, f"upper_{end}"), None, look.lang) for end in ends
    ]
    units = [name(look.lang, "metric.unit", getattr(row, f"unit_{end}")) for end in ends]
    products = [with_date(product(row, end, look), row, end, look) for end in ends]
    if len(ends) == 1:
        return Headline(values[0], say(look.lang, "headline.audience", unit=units[0], product=products[0]))
    other = {"value": values[1], "other_unit": units[1], "other": products[1]}
    return Headline(values[0], say(look.lang, "headline.audience_both", unit=units[0], product=products[0], **other))


def _price(row: Row | None, names: dict[int, str], look: Look) -> Headline | None:
    if row is None:
        return None
    end, place = ("a", 1) if row.id_a is not None else ("b", 2)
    currency = getattr(row, f"unit_{end}").split("/", 1)[0]
    value = formats.extent(getattr(row, f"lower_{end}"), getattr(row, f"upper_{end}"), None, look.lang, currency)
    about = {"product": product(row, end, look), "dimension": say(look.lang, f"dimension.{row.dimension}")}
    if row.comparable is not None:
        return Headline(value, say(look.lang, "headline.price", **about))
    silent = say(look.lang, f"headline.silent.{row.dimension}")
    return Headline(value, say(look.lang, "headline.price_one_side", other=names[3 - place], silent=silent, **about))


def _firsts(lags: Sequence[Row], names: dict[int, str], look: Look) -> Headline | None:
    pairs = [{row.ahead for row in versions} for _, versions in groupby(lags, key=lambda row: row.row_id)]
    if not pairs:
        return None
    led = {place: sum(pair == {place} for pair in pairs) for place in (1, 2)}
    best = max(led, key=lambda place: led[place])
    value = say(look.lang, "headline.share", part=led[best], whole=len(pairs))
    missing = len(pairs) - led[1] - led[2]
    untold = say(look.lang, "outcomes.untold", count=missing) if missing else ""
    if led[1] == led[2]:
        return Headline(value, say(look.lang, "headline.firsts.even", untold=untold))
    other = {"other": names[3 - best], "behind": led[3 - best], "untold": untold}
    return Headline(value, say(look.lang, "headline.firsts.side", side=names[best], **other))
