"""One cell: the text each kind of column takes, and what it is stored as; and how a row's cells are chosen."""

import re
from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any

from leadlag.contract import Column, Kind

Cell = str | int | float | None
Wrong = tuple[str, dict[str, object]]  # code, details

PATTERNS: dict[Kind, re.Pattern[str]] = {
    "slug": re.compile(r"[a-z0-9][a-z0-9_-]*"),
    "text": re.compile(r"[^\x00-\x08\x0b\x0c\x0e-\x1f]*"),
    "integer": re.compile(r"-?[0-9]{1,9}"),
    "count": re.compile(r"-?[0-9]{1,15}"),
    "number": re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,9})?"),
}
CASTS: dict[Kind, Callable[[str], int | float]] = {"integer": int, "count": int, "number": float}  # others stay texts
CURRENCY = re.compile(r"[A-Z]{3}|credit")
EXAMPLES = {"year": "2023", "month": "8", "day": "15"}  # of whole numbers, for those who write words
EXAMPLES |= {f"until_{name}": example for name, example in EXAMPLES.items()}
GREATEST = 999_999_999_999_999  # of any number; one more digit and what is read is not what was written


def typed(column: Column, text: str) -> tuple[Cell, Wrong | None]:
    """The cell's value, or None and what is wrong with its text."""
    if not text:
        return None, ("required", {"column": column.name}) if column.required else None
    if not PATTERNS[column.kind].fullmatch(text):
        details: dict[str, object] = {"column": column.name}
        details |= {"example": EXAMPLES[column.name]} if column.name in EXAMPLES else {}
        return None, ("control" if column.kind == "text" else f"not_{column.kind}", details)
    if column.choices and text not in column.choices:
        return None, ("not_allowed", {"choices": ", ".join(column.choices)})
    if column.kind not in CASTS:
        return text, None
    number = CASTS[column.kind](text)
    if column.minimum is not None and number < column.minimum:
        return None, ("too_small", {"limit": f"{column.minimum:g}"})
    if column.maximum is not None and number > column.maximum:
        return None, ("too_great", {"limit": f"{column.maximum:g}"})
    if number > GREATEST:
        return None, ("too_great", {"limit": str(GREATEST)})
    return number, None


def all_typed(column: Column, texts: Sequence[str]) -> tuple[dict[str, Cell], dict[str, Wrong]]:
    """The values of different texts, and what is wrong with some; where all pass, a look at all of them shows it."""
    given = [text for text in texts if text]
    if (values := _values(column, given)) is not None and (len(given) == len(texts) or not column.required):
        return dict(zip((*given, ""), (*values, None), strict=True)), {}
    every = {text: typed(column, text) for text in texts}
    refused = {text: wrong for text, (_, wrong) in every.items() if wrong}
    return {text: cell for text, (cell, _) in every.items()}, refused


def _values(column: Column, texts: Sequence[str]) -> Sequence[Cell] | None:
    """What texts that are not blank stand for; None where one of them does not pass."""
    if not all(map(PATTERNS[column.kind].fullmatch, texts)):
        return None
    if column.kind not in CASTS:
        return None if column.choices and not set(texts).issubset(column.choices) else texts
    numbers = list(map(CASTS[column.kind], texts))
    least, greatest = column.minimum, column.maximum or GREATEST
    in_range = not numbers or ((least is None or least <= min(numbers)) and max(numbers) <= greatest)
    return numbers if in_range else None


def passes(column: Column, text: str) -> bool:
    """True where this text may be written into the column."""
    return bool(text) and typed(column, text)[1] is None


def picker(indexes: Sequence[Any]) -> Callable[[Any], tuple[Any, ...]]:
    """What takes these cells out of a row: by their indexes, or by their columns' names where the row has those."""
    return itemgetter(*indexes) if len(indexes) > 1 else lambda row: tuple([row[at] for at in indexes])
