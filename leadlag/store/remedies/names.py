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


def near_id(text: str, listed: Iterable[str]) -> str:
    """The listed id that this text is but for its spelling: capitals, blanks, hyphens, or a slip of the fingers.

    Other digits are another date or another number, and so another thing.
    """
    shape = _shape(text)
    slips = 0 if len(shape) < 4 else 1 if len(shape) < 8 else 2
    digits = re.sub(r"[^0-9]", "", shape)
    found = []
    for name in listed:
        other = _shape(name)
        if abs(len(other) - len(shape)) <= slips and re.sub(r"[^0-9]", "", other) == digits:
            found.append((_slips(shape, other, slips), name))
    return min((pair for pair in found if pair[0] <= slips), default=(0, ""))[1]


def _slips(one: str, two: str, most: int) -> int:
    """Letters left out, put in, mistaken or exchanged with a neighbour between two texts; `most` + 1 is too many."""
    before: list[int] = []
    row = list(range(len(two) + 1))
    for at, letter in enumerate(one, start=1):
        last, before, row = before, row, [at]
        for there, other in enumerate(two, start=1):
            cost = min(before[there] + 1, row[there - 1] + 1, before[there - 1] + (letter != other))
            if at > 1 and there > 1 and one[at - 2] == other and two[there - 2] == letter:
                cost = min(cost, last[there - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]


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


def same_address(text: str) -> str:
    """A web address without what two spellings of one may differ in; empty if the text is none."""
    if "." not in text:
        return ""
    match = re.fullmatch(
        r"(?:https?://)?(?:www\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,})(:[0-9]+)?([/?]\S*)?", text, re.I
    )
    given = match and (match[3] or re.match(r"https?://|www\.", text, re.I))
    return (
        f"{match[1].casefold()}{match[2] or ''}{(match[3] or '').split('#')[0].rstrip('/')}" if match and given else ""
    )


def is_sign_of_money(text: str) -> bool:
    """True for a sign or a word of one currency: ¥, RMB, 元, dollars."""
    return plain(text).casefold() in CURRENCIES and CURRENCIES[plain(text).casefold()] != ("credit",)


def web_address(text: str) -> str:
    """The whole address where only its beginning was left out."""
    return f"https://{text}" if re.fullmatch(r"(www\.)?[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}(/\S*)?", text) else ""
