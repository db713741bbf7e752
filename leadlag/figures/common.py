"""What several figures say the same way: sides, products, the ids behind a row."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from leadlag import formats
from leadlag.figures.look import Look
from leadlag.words import CATALOGUE, name, pick, say

Row = Any


def statement(row: Row) -> str:
    """The statement a row's mark answers for; "" for a derived row."""
    return "" if getattr(row, "rule", None) else str(row.id)


def inputs(row: Row) -> tuple[str, ...]:
    """The statements a derived row rests on; none for a stated one."""
    return statements([row]) if getattr(row, "rule", None) else ()


def statements(rows: Iterable[Row]) -> tuple[str, ...]:
    """Ids of the statements drawn; a derived row stands for its inputs."""
    ids = [i for row in rows for i in ((row.input_a, getattr(row, "input_b", None)) if row.rule else (row.id,)) if i]
    return tuple(dict.fromkeys(ids))


def sides(rows: Iterable[Row]) -> dict[int, Row]:
    """One row per compared side (places 1 and 2), in their order."""
    return {row.place: row for row in sorted(rows, key=lambda row: row.place) if row.place <= 2}


def product(row: Row, end: str, look: Look) -> str:
    """What the figure at one `end` (a or b) of a scoreboard row is about, in the reader's language."""
    english, chinese = getattr(row, f"name_{end}"), getattr(row, f"name_{end}_zh")
    return str((chinese or english) if look.lang == "zh" else (english or chinese))


def licensed(row: Row, look: Look) -> str:
    """What is paid for, and whether one contract or an offer is meant: `news licences`, `one news contract`."""
    material = pick(row, "material_name", look.lang) or name(look.lang, "material", row.material)
    if row.scope == "bill":
        return material
    scoped = say(look.lang, f"scope.{row.scope}", material=material)
    own = f"material.{row.material}_{row.scope}"
    return say(look.lang, own) if own in CATALOGUE else scoped


def beside(rows: Sequence[Row], texts: Sequence[str], look: Look) -> list[str]:
    """Figures that a title sets beside each other: with their years, or months, where these are not the same."""
    years = {row.year for row in rows}
    if len({(row.year, row.month) for row in rows}) < 2:
        return list(texts)
    months = (row.month if len(years) == 1 else None for row in rows)
    dates = (formats.when(row.year, month, None, None, look.lang) for row, month in zip(rows, months, strict=True))
    return [say(look.lang, "overview.when", text=text, date=date) for text, date in zip(texts, dates, strict=True)]


def told(row: Row, aside: str, look: Look, value: str = "") -> str:
    """One count of people in words: `CapCut: about 490M (Aug 2023)`; `value` stands for what the row states."""
    value = value or formats.extent(row.lower, row.upper, row.qualifier, look.lang)
    return say(look.lang, "audience.told", product=pick(row, "product_name", look.lang), value=value, aside=aside)


def outcomes(pairs: Sequence[set[int | None]], names: Mapping[int, str], look: Look) -> str:
    """Who came first how often, and how often that cannot be told: `A first in 4 dated pairs, B in 2, 2 untold`.

    Each pair is the set of sides that came first by its dates; one that holds anything but one side cannot be told.
    """
    led = {place: sum(pair == {place} for pair in pairs) for place in (1, 2)}
    ahead, behind = (1, 2) if led[1] >= led[2] else (2, 1)
    untold = len(pairs) - led[1] - led[2]
    tail = say(look.lang, "outcomes.untold", count=untold) if untold else ""
    if led[1] == led[2]:
        return say(look.lang, "outcomes.even", each=led[1]) + tail
    key = "outcomes.led" if led[behind] else "outcomes.alone"
    counted = {"led": led[ahead], **({"behind": led[behind]} if led[behind] else {})}
    return say(look.lang, key, side=names[ahead], other=names[behind], **counted) + tail


def listed(parts: Sequence[str], look: Look) -> str:
    return say(look.lang, "list.separator").join(part for part in parts if part)


def sentences(parts: Sequence[str], look: Look) -> str:
    """Whole sentences behind each other; Chinese ones need no blank between them."""
    return ("" if look.lang == "zh" else " ").join(part for part in parts if part)
