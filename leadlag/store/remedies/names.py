"""Ids, choices, currencies and addresses: the allowed one that is nearest to what was written."""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

from leadlag.store.cells import CURRENCY
from leadlag.store.remedies.amounts import CURRENCIES, plain


def nearest(text: str, known: Iterable[str]) -> str:
    """The known name most like the text, however it spells capitals, blanks and hyphens; empty if none is near."""
    return _nearest(text, tuple(known))


@lru_cache(maxsize=2000)
def _nearest(text: str, known: tuple[str, ...]) -> str:
    shapes: dict[str, str] = {}
    for name in known:
        shapes.setdefault(_shape(name), name)
    near = get_close_matches(_shape(text), shapes, 1, 0.65)
    return shapes[near[0]] if near else ""


def _shape(text: str) -> str:
    return re.sub(r"[\s_-]+", "", plain(text[:60]).casefold())


def slug(text: str) -> str:
    """The id a text in Latin letters would have: "Cap Cut" gives cap_cut."""
    bare = plain(text).casefold()
    return re.sub(r"[^a-z0-9_-]+", "_", bare).strip("_-") if bare.isascii() else ""


def currency_code(text: str) -> str:
    """The currency a sign or word stands for."""
    bare = plain(text)
    if bare.casefold() in CURRENCIES:
        return CURRENCIES[bare.casefold()][0]
    return bare.upper() if CURRENCY.fullmatch(bare.upper()) else ""


def web_address(text: str) -> str:
    """The whole address where only its beginning was left out."""
    return f"https://{text}" if re.fullmatch(r"(www\.)?[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}(/\S*)?", text) else ""
