"""A figure as its source prints it: the numbers and the days that can mean, and what a spreadsheet makes of it.

Where a text can mean several things, all of them are given; where it cannot be read for sure, none is.
"""

import re
from decimal import Decimal
from functools import lru_cache

from leadlag.store.remedies.amounts import amount, plain, simple
from leadlag.store.remedies.days import MONTHS

FEW = re.compile(r"[1-9][0-9]{0,2},[0-9]{3}")  # thousands, or decimals behind a comma
PER = re.compile(r"(?<=\S)\s*(?:/|\bper\b|\ba\b|每)\s*[^\W\d]+$")
BEFORE = r"(?:over|more than|at least|nearly|almost|about|around|up to|under|less than|at most|approx\.?|circa"
BEFORE += r"|>=?|<=?|[≥≤~≈]|超过|超|逾|至少|不少于|不到|至多|不超过|大约|约|近|破)"
AFTER = r"(?:\+|以上|以下|左右|多|余|or more|or so)"
LOOSE = re.compile(rf"{BEFORE}?\s*(?P<number>.*?)\s*{AFTER}?")
AROUND = re.compile(rf"{BEFORE}|\s+|{AFTER}")
TO = re.compile(r"(?P<low>.*[^-–—~〜至到\s])\s*(?:[-–—~〜至到]|\bto\b)\s*(?P<high>[^-–—~〜至到\s].*)")
#: How spreadsheets write days, and no source does: 15-Feb, Feb-26.
ONLY_SPREADSHEETS = re.compile(r"[0-9]{1,2}-[A-Z][a-z]{2}(?:-[0-9]{2,4})?|[A-Z][a-z]{2}-[0-9]{2}")
#: How they write days as well as some sources do: 02/15/2026, 2026-02-15, 2026/2/15.
NUMERIC_DAY = re.compile(r"[0-9]{1,2}([/.-])[0-9]{1,2}\1(?:[0-9]{4}|[0-9]{2})|[0-9]{4}([/-])[0-9]{1,2}\2[0-9]{1,2}")
SPREADSHEET_ZH = re.compile(r"[0-9]{1,2}月[0-9]{1,2}日")
FRACTION = re.compile(r"[0-9]{1,2}[/-][0-9]{1,2}")
SCIENTIFIC = re.compile(r"[0-9](?:\.[0-9]+)?E\+?[0-9]{1,2}")
BARE = re.compile(r"[0-9]+(?:\.[0-9]+)?")
MONTH_NAME = r"(?P<name>[a-z]{3,9})\.?"
DAYS = [
    re.compile(pattern)
    for pattern in (
        rf"{MONTH_NAME} (?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<year>[0-9]{{4}}))?",
        rf"(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)? {MONTH_NAME}(?:,? (?P<year>[0-9]{{4}}))?",
        rf"{MONTH_NAME},? (?P<year>[0-9]{{4}})",
        r"(?:(?P<year>[0-9]{4})\s*年\s*)?(?P<month>[0-9]{1,2})\s*月\s*(?:(?P<day>[0-9]{1,2})\s*[日号])?",
        r"(?P<year>(?:19|20)[0-9]{2})\s*年?",
        r"(?P<month>[0-9]{1,2})([/.-])(?P<day>[0-9]{1,2})\2(?P<year>[0-9]{4})",
        r"(?P<day>[0-9]{1,2})([/.-])(?P<month>[0-9]{1,2})\2(?P<year>[0-9]{4})",
        r"(?P<year>[0-9]{4})([/-])(?P<month>[0-9]{1,2})\2(?P<day>[0-9]{1,2})",
        rf"(?P<day>[0-9]{{1,2}})-{MONTH_NAME}(?:-(?P<year>[0-9]{{4}}))?",
    )
]
Day = tuple[int | None, int | None, int | None]  # year, month, day; None is not said


@lru_cache(maxsize=10_000)
def numbers(text: str) -> set[Decimal]:
    """Every number this text can state, both ends of a range; none where it is not read for sure."""
    if found := simple(text):
        return {found.number}
    bare = PER.sub("", plain(text).casefold())
    loose = LOOSE.fullmatch(bare)
    one = _amounts(loose["number"]) if loose else set()
    if one:
        return one
    ends = TO.fullmatch(bare)
    low, high = (_amounts(ends["low"]), _amounts(ends["high"])) if ends else (set(), set())
    if not low or not high or ends is None:
        return set()
    unit = amount(ends["high"])
    return low | high | ({number * unit.unit for number in low} if unit else set())


def _amounts(text: str) -> set[Decimal]:
    found = amount(text)
    if found is None:
        return set()
    readings = {found.number, found.number * 100} if found.percent else {found.number}
    return readings | ({Decimal(text.replace(",", "."))} if FEW.fullmatch(text) else set())


@lru_cache(maxsize=10_000)
def has_unit(text: str) -> bool:
    """True where the text itself says how many zeros its number has: 4.9亿, 490 million."""
    found = simple(text) or amount(AROUND.sub("", plain(text).casefold()))
    return found is not None and found.unit != 1


def days(text: str) -> list[Day]:
    """The days, months or years this text can name."""
    bare = plain(text).casefold()
    found = []
    for parts in (match.groupdict() for pattern in DAYS if (match := pattern.fullmatch(bare))):
        month = _month(parts["name"]) if parts.get("name") else _whole(parts.get("month"))
        year, day = _whole(parts.get("year")), _whole(parts.get("day"))
        if month in (None, *range(1, 13)) and day in (None, *range(1, 32)):
            found.append((year, month, day))
    return found


def _whole(text: str | None) -> int | None:
    return int(text) if text else None


def _month(name: str) -> int:
    short = "sep" if name == "sept" else name
    return next((number for number, month in enumerate(MONTHS, start=1) if short in (month, month[:3])), 0)


def agree(one: Day, two: Day) -> bool:
    """True where no part that both name differs."""
    return all(a is None or b is None or a == b for a, b in zip(one, two, strict=True))


def looks_rewritten(text: str) -> bool:
    """True for a day as only spreadsheets write it."""
    return "-" in text and ONLY_SPREADSHEETS.fullmatch(text) is not None


def is_numeric_day(text: str) -> bool:
    """True for a day in digits, as spreadsheets write it and some sources do."""
    return not text.isalnum() and NUMERIC_DAY.fullmatch(text) is not None


def rewritten(old: str, new: str) -> bool:
    """True where a spreadsheet makes the new text of the old one by itself: another way to write a day or a number."""
    if not old or not new or old == new:
        return False
    if looks_rewritten(new) or is_numeric_day(new) or SPREADSHEET_ZH.fullmatch(new):
        if looks_rewritten(new) or FRACTION.fullmatch(old):
            return bool(days(old) or FRACTION.fullmatch(old))
        return any(agree(one, (one[0] and two[0], *two[1:])) for one in days(old) for two in days(new))
    number = BARE.fullmatch(new) or SCIENTIFIC.fullmatch(new)
    return bool(number) and not BARE.fullmatch(old) and not has_unit(old) and Decimal(new) in numbers(old)
