"""What several figures say the same way: sides, products, the ids behind a row."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol, TypeVar

from leadlag import formats
from leadlag.render_options import RenderOptions
from leadlag.rows import Sides
from leadlag.words import enum_label, text_keys, translate


class Derived(Protocol):
    """A row that is stated, or follows by a `rule` from the statements `input_a` and `input_b`."""

    @property
    def id(self) -> str: ...
    @property
    def rule(self) -> str | None: ...
    @property
    def input_a(self) -> str | None: ...
    @property
    def input_b(self) -> str | None: ...


class Dated(Protocol):
    """A row with the year and the month of its date."""

    @property
    def year(self) -> int | None: ...
    @property
    def month(self) -> int | None: ...


class Sided(Protocol):
    """A row about one side."""

    @property
    def side_rank(self) -> int: ...
    @property
    def is_compared(self) -> bool: ...


class Counted(Protocol):
    """A count of people of one product."""

    @property
    def product(self) -> str: ...
    @property
    def lower(self) -> float | None: ...
    @property
    def upper(self) -> float | None: ...
    @property
    def qualifier(self) -> str | None: ...


OfSide = TypeVar("OfSide", bound=Sided)
LISTED = 10  # of many things that a text names: a listener cannot skip any, and the table has them all


def statement(row: Derived) -> str:
    """The statement a row's mark answers for; "" for a derived row."""
    return "" if row.rule else row.id


def inputs(row: Derived) -> tuple[str, ...]:
    """The statements a derived row rests on; none for a stated one."""
    return statements([row]) if row.rule else ()


def statements(rows: Iterable[Derived]) -> tuple[str, ...]:
    """Ids of the statements drawn; a derived row stands for its inputs."""
    ids = [i for row in rows for i in ((row.input_a, row.input_b) if row.rule else (row.id,)) if i]
    return tuple(dict.fromkeys(ids))


def sides(rows: Iterable[OfSide]) -> dict[int, OfSide]:
    """One row per compared side, in their order."""
    return {row.side_rank: row for row in sorted(rows, key=lambda row: row.side_rank) if row.is_compared}


def side_names(rows: Iterable[Sides], options: RenderOptions) -> dict[int, str]:
    """The names of the compared sides by rank, of rows of the question `sides`."""
    return {row.side_rank: options.names.side(row.id) for row in rows if row.is_compared}


def silent_sides(sides: Sequence[Sides], stated: Iterable[Sided], options: RenderOptions) -> list[Sides]:
    """The compared sides that none of these rows belongs to; of picked rows none is known to be silent."""
    if options.picked:
        return []
    heard = {row.side_rank for row in stated}
    return [side for side in sides if side.is_compared and side.side_rank not in heard]


def other_side_name(rank: int, names: Mapping[int, str]) -> str:
    """The name of the side that one side is compared with."""
    return next(name for other, name in names.items() if other != rank)


def material_label(statement: str, material: str, scope: str, options: RenderOptions) -> str:
    """What is paid for, and whether one contract or an offer is meant: `news licences`, `one news contract`."""
    label = options.names.stated(statement, "material_name") or enum_label(options.lang, "material", material)
    if scope == "bill":
        return label
    scoped = translate(options.lang, f"scope.{scope}", material=label)
    own = f"material.{material}_{scope}"
    return translate(options.lang, own) if own in text_keys() else scoped


def with_dates(rows: Sequence[Dated], texts: Sequence[str], options: RenderOptions) -> list[str]:
    """Figures that a title sets beside each other: with their years, or months, where these are not the same."""
    years = {row.year for row in rows}
    if len({(row.year, row.month) for row in rows}) < 2:
        return list(texts)
    months = (row.month if len(years) == 1 else None for row in rows)
    dates = (formats.when(row.year, month, None, None, options.lang) for row, month in zip(rows, months, strict=True))
    return [
        translate(options.lang, "overview.when", text=text, date=date) for text, date in zip(texts, dates, strict=True)
    ]


def count_text(row: Counted, aside: str, options: RenderOptions, value: str = "") -> str:
    """One count of people in words: `CapCut: about 490M (Aug 2023)`; `value` stands for what the row states."""
    value = value or formats.extent(row.lower, row.upper, row.qualifier, options.lang)
    return translate(
        options.lang, "audience.count", product=options.names.product(row.product), value=value, aside=aside
    )


def outcome_text(pairs: Sequence[set[int | None]], names: Mapping[int, str], options: RenderOptions) -> str:
    """Who came first how often, and how often that is unclear: `A first in 4 dated pairs, B in 2, 2 unclear`.

    Each pair is the set of sides that came first by its dates; one that holds anything but one side is unclear.
    """
    led = {rank: sum(pair == {rank} for pair in pairs) for rank in names}
    ahead, behind = sorted(led, key=lambda rank: -led[rank])
    unclear = len(pairs) - led[ahead] - led[behind]
    tail = translate(options.lang, "outcomes.unclear", count=unclear) if unclear else ""
    if led[ahead] == led[behind]:
        return translate(options.lang, "outcomes.even", count=led[ahead]) + tail
    key = "outcomes.led" if led[behind] else "outcomes.alone"
    counted = {"count": led[ahead], **({"behind": led[behind]} if led[behind] else {})}
    return translate(options.lang, key, side=names[ahead], other=names[behind], **counted) + tail


def capital(text: str) -> str:
    """A text that begins a line."""
    return text[:1].upper() + text[1:]


def join_list(parts: Sequence[str], options: RenderOptions, separator: str = "list") -> str:
    """`list` for words, `clause` for what is said of one thing, `group` for parts that hold commas themselves."""
    return translate(options.lang, f"{separator}.separator").join(part for part in parts if part)


def join_first(parts: Sequence[str], options: RenderOptions, separator: str = "list") -> str:
    """The first of many parts, and how many more there are."""
    more = translate(options.lang, "list.more", count=len(parts) - LISTED) if len(parts) > LISTED else ""
    return join_list([*parts[:LISTED], more], options, separator)


def join_sentences(parts: Sequence[str]) -> str:
    """Whole sentences behind each other; Chinese ones need no blank between them."""
    return re.sub(r"(?<=[。！？；]) ", "", " ".join(part for part in parts if part))
