"""Numbers as people write them: 1,000,000 · 4.9亿 · 490M · ¥4.80 · 25% · 4.9E+08."""

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

_POWERS = {
    1: "十",
    2: "百",
    3: "千 k thousand",
    4: "万 萬",
    5: "十万",
    6: "百万 m mn mio million millions",
    7: "千万",
    8: "亿 億",
    9: "十亿 b bn billion billions",
    10: "百亿",
    11: "千亿",
    12: "万亿 t tn trillion trillions",
}
UNITS = {word: Decimal(10) ** power for power, words in _POWERS.items() for word in words.split()}
#: Signs and words of money; the first currency is meant unless the row names another of them.
CURRENCIES: dict[str, tuple[str, ...]] = {
    "¥": ("CNY", "JPY"),
    **dict.fromkeys(("元", "块", "人民币", "rmb", "cnh", "yuan", "renminbi", "cny", "cn¥"), ("CNY",)),
    "$": ("USD", "AUD", "CAD", "HKD", "NZD", "SGD", "TWD"),
    **dict.fromkeys(("us$", "usd", "美元", "美金", "dollar", "dollars"), ("USD",)),
    **dict.fromkeys(("€", "eur", "欧元", "euro", "euros"), ("EUR",)),
    **dict.fromkeys(("£", "gbp", "英镑"), ("GBP",)),
    **dict.fromkeys(("积分", "credits", "credit"), ("credit",)),
}
PEOPLE = ("人", "名", "个", "位", "people", "users", "persons")
INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff]")

_LAST = tuple("0123456789.")  # with one of these any number ends
_DIGITS = re.compile(r"[0-9]+\.?[0-9]*|\.[0-9]+")
_SCIENTIFIC = re.compile(r"[0-9]+(\.[0-9]+)?e[+-]?[0-9]{1,3}")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:([,' _])[0-9]{3})(?:\1[0-9]{3})*(\.[0-9]+)?")
_LAKHS = re.compile(r"[1-9][0-9]?(,[0-9]{2})+,[0-9]{3}")
_POINTS = re.compile(r"[1-9][0-9]{0,2}(?:(\.[0-9]{3}){2,}(,[0-9]+)?|(\.[0-9]{3})+,[0-9]+)")
_DECIMAL_COMMA = re.compile(r"[0-9]+,[0-9]{1,2}|0,[0-9]+")
_UNIT = "|".join(sorted(UNITS, key=len, reverse=True))
_SIMPLE = re.compile(rf"(?P<number>[0-9]{{1,15}}(?:\.[0-9]{{1,9}})?)\s?(?P<unit>{_UNIT})?")  # as most are written
_PART = re.compile(rf"([0-9][0-9.,']*)\s*({_UNIT})(?![a-z])\s*")
_MONEY = "|".join(re.escape(word) for word in sorted(CURRENCIES, key=len, reverse=True))
_IN_MONEY = re.compile(rf"(?P<before>{_MONEY})?\s*(?P<amount>.*?)\s*(?P<after>{_MONEY})?")


class Amount(NamedTuple):
    """A number, multiplied by its unit, and what stood around it: currencies it may be in, a percent sign."""

    number: Decimal
    unit: Decimal = Decimal(1)
    currencies: tuple[str, ...] = ()
    percent: bool = False


def plain(text: str) -> str:
    """The text without invisible characters and quotation marks around it, its signs and blanks made ordinary."""
    bare = text
    if not text.isascii():
        bare = INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).replace("\u2212", "-")
    return bare.strip().strip("'\"“”‘’„«»`").strip()


def written(number: Decimal) -> str:
    """Digits and a point, nothing else: 490000000, 4.8."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@lru_cache(maxsize=10_000)
def simple(text: str) -> Amount | None:
    """A number with a unit at most, and nothing around it."""
    match = _SIMPLE.fullmatch(text.casefold())
    unit = UNITS.get(match["unit"], Decimal(1)) if match else Decimal(1)
    return Amount(Decimal(match["number"]) * unit, unit) if match else None


@lru_cache(maxsize=10_000)
def amount(text: str) -> Amount | None:
    """The one number that this text can mean, or None. Expects `plain` text."""
    if found := simple(text):
        return found
    match = _IN_MONEY.fullmatch(text.casefold())
    if match is None or len(text) > 30:
        return None
    body, percent = match["amount"], match["amount"].endswith("%")
    body = body.removesuffix("%").strip()
    if body.endswith(PEOPLE):
        body = next(body.removesuffix(word).strip() for word in PEOPLE if body.endswith(word))
    sign = Decimal(-1) if body.startswith("-") else Decimal(1)
    bare = body[1:].strip() if body[:1] in ("+", "-") and body else body
    number, unit = number_in(bare), Decimal(1)
    if number is None:
        number, unit = _with_units(bare)
    if number is None:
        return None
    number = sign * number / (100 if percent else 1)
    return Amount(number, unit, CURRENCIES.get(match["before"] or match["after"], ()), percent)


def number_in(text: str) -> Decimal | None:
    """A number without a unit, with thousands grouped or not. Expects small letters."""
    if not text.endswith(_LAST):
        return None
    if _DIGITS.fullmatch(text) or _SCIENTIFIC.fullmatch(text):
        return Decimal(text)
    if _GROUPED.fullmatch(text) or _LAKHS.fullmatch(text):
        return Decimal(re.sub("[,' _]", "", text))
    if _POINTS.fullmatch(text):
        return Decimal(text.replace(".", "").replace(",", "."))
    return Decimal(text.replace(",", ".")) if _DECIMAL_COMMA.fullmatch(text) else None


def _with_units(text: str) -> tuple[Decimal | None, Decimal]:
    """4.9亿 or 490 million with its unit, or a sum from great to small: 4亿9000万."""
    pieces = _PART.split(text)  # what stands between the parts, and of each part its number and its unit
    if len(pieces) == 1 or "".join(pieces[::3]).strip():
        return None, Decimal(1)
    numbers, units = [number_in(number) for number in pieces[1::3]], [UNITS[unit] for unit in pieces[2::3]]
    if None in numbers or any(unit <= other for unit, other in pairwise(units)):
        return None, Decimal(1)
    terms = [number * unit for number, unit in zip(numbers, units, strict=True) if number is not None]
    return sum(terms, Decimal(0)), units[0] if len(units) == 1 else Decimal(1)
