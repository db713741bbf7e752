"""Dates in one cell, as spreadsheets and people write them: 2023-11 · Nov-23 · 45231 · 2023年11月 · late 2023."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october"]
MONTHS += ["november", "december"]
CHINESE_MONTHS = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]
FIRST_SERIAL, LAST_SERIAL = 20_000, 73_415  # Excel's numbers for days of 1954 to 2100
SERIAL_ZERO = date(1899, 12, 30)

_NAME = r"(?P<name>[a-z]{3,9})\.?"
_YEAR = r"(?P<year>[0-9]{4})"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
PATTERNS = [
    re.compile(pattern)
    for pattern in (
        rf"{_YEAR}([-/])(?P<month>[0-9]{{1,2}})(?:\2(?P<day>[0-9]{{1,2}}))?(?:[ t][0-9:.]+z?)?",
        rf"{_YEAR}\.(?P<month>[0-9]{{2}})",
        rf"{_YEAR}\.(?P<month>[0-9]{{1,2}})\.(?P<day>[0-9]{{1,2}})",
        rf"{_YEAR}\s*年\s*(?P<month>[0-9]{{1,2}})\s*月\s*(?:(?P<day>[0-9]{{1,2}})\s*[日号])?",
        rf"{_YEAR}(?P<month>[0-9]{{2}})(?P<day>[0-9]{{2}})?",
        rf"(?P<month>[0-9]{{1,2}})[-/.]{_YEAR}",
        rf"{_NAME}[-/'](?P<year>[0-9]{{2}}|[0-9]{{4}})",
        rf"{_NAME},? {_YEAR}",
        rf"{_YEAR}[- /]{_NAME}",
        rf"{_DAY}[- /]{_NAME}[- /,]*(?P<year>[0-9]{{4}}|[0-9]{{2}})",
        rf"{_NAME} {_DAY},? {_YEAR}",
    )
]
EITHER_ORDER = re.compile(rf"(?P<one>[0-9]{{1,2}})([-/.])(?P<two>[0-9]{{1,2}})\2{_YEAR}")

#: A part of a year or a month, as people write it. A year's parts are its first quarter, its middle half and its last.
PART_WORDS = {
    "early": "early|beginning of|start of|begin of|q1|1q|first quarter of|1st quarter of|第?[一1]季度",
    "mid": "mid|middle of|q[23]|[23]q|(?:second|third) quarter of|(?:2nd|3rd) quarter of|第?[二三23]季度",
    "late": "late|end of|the end of|q4|4q|(?:fourth|last) quarter of|4th quarter of|第?[四4]季度",
}
CHINESE_PARTS = {"early": "初|上旬", "mid": "中旬?", "late": "底|末|下旬"}
_MONTH_AND_YEAR = rf"(?:{_NAME}[-, ]*)?{_YEAR}"
_CHINESE_DATE = rf"{_YEAR}\s*年?\s*(?:(?P<month>[0-9]{{1,2}})\s*月份?\s*)?"
PARTS: list[tuple[str, re.Pattern[str]]] = [
    (part, re.compile(pattern))
    for part, words in PART_WORDS.items()
    for pattern in (
        rf"(?:in )?(?:the )?(?:{words})[-, ]*{_MONTH_AND_YEAR}",
        rf"{_MONTH_AND_YEAR}[-, ]*\(?(?:{words})\)?",
        rf"{_CHINESE_DATE}(?:{words})",
        rf"{_CHINESE_DATE}[年月]?(?:{CHINESE_PARTS[part]})",
    )
]
ALONE = {
    part: re.compile(rf"(?:the )?(?:{words.replace(' of', '(?: of)?')})|[年月]?(?:{CHINESE_PARTS[part]})")
    for part, words in PART_WORDS.items()
}

Day = tuple[int, int, int | None]  # year, month, day


def days_in(text: str) -> list[Day]:
    """The dates this text can mean: one, or two where day and month may stand either way. Expects `plain` text."""
    return sorted({day for day in _candidates(text.casefold()) if _exists(*day)})


def part_in(text: str) -> tuple[int, int | None, str] | None:
    """The part of a year or a month that this text names: late 2023, 2023年底, Q1 2025. Expects `plain` text."""
    for part, match in ((part, pattern.fullmatch(text.casefold())) for part, pattern in PARTS):
        if match:
            found = match.groupdict()
            month = _month(found["name"]) if found.get("name") else int(found.get("month") or 0) or None
            year = int(found["year"])
            if month != 0 and _exists(year, month or 1, None):
                return year, month, part
    return None


def part_alone(text: str) -> str:
    """The word of the contract for a part that is written without its date: 年底, end, Q1."""
    return next((part for part, pattern in ALONE.items() if pattern.fullmatch(text.casefold())), "")


def serial_day(text: str) -> Day | None:
    """The day that a spreadsheet's number stands for."""
    bare = text.removesuffix(".0")
    if not re.fullmatch(r"[0-9]{5}", bare) or not FIRST_SERIAL <= int(bare) <= LAST_SERIAL:
        return None
    day = SERIAL_ZERO + timedelta(days=int(bare))
    return day.year, day.month, day.day


def one_part(column: str, text: str) -> str:
    """A year, month or day with its word, or a year in two digits, as plain digits; empty if it is none."""
    text = text.casefold().replace(" ", "")
    if column == "year" and re.fullmatch(r"[0-9]{2}", text):
        return str(_century(int(text)))
    if column == "month" and (month := _month(text.removesuffix("月").removesuffix("."))):
        return str(month)
    unit = {"year": "年", "month": "月", "day": "[日号]|st|nd|rd|th"}[column]
    match = re.fullmatch(rf"([0-9]+)(?:{unit}|\.0+)", text)
    return match[1] if match else ""


def _candidates(text: str) -> Iterator[Day]:
    for found in (match.groupdict() for pattern in PATTERNS if (match := pattern.fullmatch(text))):
        month = _month(found["name"]) if found.get("name") else int(found["month"])
        day = int(found["day"]) if found.get("day") else None
        yield _century(int(found["year"])), month, day
    if match := EITHER_ORDER.fullmatch(text):
        year, one, two = int(match["year"]), int(match["one"]), int(match["two"])
        yield from ((year, one, two), (year, two, one))


def _month(text: str) -> int:
    """The month's number, or 0 for a word that is none."""
    if text in CHINESE_MONTHS:
        return CHINESE_MONTHS.index(text) + 1
    short = "sep" if text == "sept" else text
    return next((number for number, name in enumerate(MONTHS, start=1) if short in (name, name[:3])), 0)


def _century(year: int) -> int:
    return year if year > 99 else year + (2000 if year < 70 else 1900)


def _exists(year: int, month: int, day: int | None) -> bool:
    try:
        return 1900 <= date(year, month, day or 1).year <= 2100
    except ValueError:
        return False
