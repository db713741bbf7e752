"""The four numbers above the scoreboard, each from rows and each left out where its rows are missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from leadlag import formats
from leadlag.figures.chart import Look
from leadlag.figures.common import Row
from leadlag.words import name, pick, say


@dataclass(frozen=True)
class Headline:
    """A number and the sentence that says what it is."""

    value: str
    label: str


def headlines(rows: Sequence[Row], look: Look, *, sides: Sequence[Row], conflicts: Sequence[Row]) -> list[Headline]:
    names = {side.place: pick(side, "name", look.lang) for side in sides}
    by_dimension = {row.dimension: row for row in rows if row.panel == "size"}
    found = [
        _audience(by_dimension.get("audience"), look),
        _price(by_dimension.get("use_price") or by_dimension.get("month_price"), names, look),
        _firsts([row for row in rows if row.dimension == "lag"], names, look),
        Headline(str(len(conflicts)), say(look.lang, "headline.conflicts")),
    ]
    return [headline for headline in found if headline]


def _audience(row: Row | None, look: Look) -> Headline | None:
    if row is None or row.id_a is None:
        return None
    label = say(
        look.lang,
        "headline.audience",
        product=row.name_a_zh if look.lang == "zh" else row.name_a,
        unit=name(look.lang, "metric.unit", row.unit_a),
    )
    return Headline(formats.extent(row.lower_a, row.upper_a, None, look.lang), label)


def _price(row: Row | None, names: dict[int, str], look: Look) -> Headline | None:
    if row is None:
        return None
    end, place = ("a", 1) if row.id_a is not None else ("b", 2)
    currency = getattr(row, f"unit_{end}").split("/", 1)[0]
    value = formats.extent(getattr(row, f"lower_{end}"), getattr(row, f"upper_{end}"), None, look.lang, currency)
    product = getattr(row, f"name_{end}_zh" if look.lang == "zh" else f"name_{end}")
    key = "headline.price" if row.comparable is not None else "headline.price_one_side"
    dimension = say(look.lang, f"dimension.{row.dimension}")
    return Headline(value, say(look.lang, key, product=product, dimension=dimension, other=names[3 - place]))


def _firsts(lags: Sequence[Row], names: dict[int, str], look: Look) -> Headline | None:
    pairs = [{row.ahead for row in versions} for _, versions in groupby(lags, key=lambda row: row.row_id)]
    if not pairs:
        return None
    led = {place: sum(pair == {place} for pair in pairs) for place in (1, 2)}
    best = max(led, key=lambda place: led[place])
    value = say(look.lang, "headline.share", part=led[best], whole=len(pairs))
    return Headline(value, say(look.lang, "headline.firsts", side=names[best]))
