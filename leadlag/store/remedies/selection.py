"""Which remedy fits a refused cell, by the kind of its column and the other columns of its row."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from leadlag.contract import Column
from leadlag.store.cells import passes
from leadlag.store.remedies import days, names
from leadlag.store.remedies.amounts import amount, plain, written

Remedy = dict[str, object]
Row = Mapping[str, str]

TRUE_OR_FALSE = {"TRUE", "FALSE"}
NOTHING = {"-", "--", "–", "—", "/", "?", "n/a", "na", "null", "none", "nil", "unknown", "无", "未知", "不详", "暂无"}
FAILED = re.compile(r"#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|#*)")
TO = re.compile(r"(?P<low>.*[^-–—~〜至到\s])\s*(?:[-–—~〜至到]|\bto\b)\s*(?P<high>[^-–—~〜至到\s].*)")
AT_LEAST = r"(?:>=?|≥|over|more than|at least|超过|超|逾|至少|不少于)\s*(?P<one>.+)|(?P<other>.+?)\s*(?:\+|以上)"
AT_MOST = r"(?:<=?|≤|under|less than|at most|up to|不到|至多|不超过)\s*(?P<one>.+)|(?P<other>.+?)\s*以下"
ABOUT = r"(?:~|≈|about|around|approx\.?|circa|c\.|约|大约|近)\s*(?P<one>.+)|(?P<other>.+?)\s*左右"
LOOSE = {"at_least": re.compile(AT_LEAST), "at_most": re.compile(AT_MOST), "about": re.compile(ABOUT)}


def remedy(column: Column, text: str, row: Row) -> Remedy:
    """Details for the problem of one refused cell; empty where nothing can be named."""
    if column.kind == "text" and not column.choices:
        return {}
    if text.upper() in TRUE_OR_FALSE:
        return {"remedy": "boolean", "text": text}
    if FAILED.fullmatch(text):
        return {"remedy": "formula"}
    if not column.required and not column.choices and plain(text).casefold() in NOTHING:
        return {"remedy": "clear_value" if _is_only_number(column, row) else "clear"}
    if column.name == "part" and (part := _part(column, plain(text), row)):
        return part
    if column.choices:
        near = names.nearest(text, column.choices)
        return {"remedy": "choose", "value": near} if near else {}
    if column.kind == "slug":
        return {} if column.references else _if_it_passes(column, names.slug(text))
    return _number(column, plain(text), row)


def _if_it_passes(column: Column, value: str) -> Remedy:
    return write(value) if passes(column, value) else {}


def _number(column: Column, text: str, row: Row) -> Remedy:
    ways: tuple[Callable[[Column, str, Row], Remedy], ...] = (_date, _part, _amount, _range, _loose)
    return next((found for way in ways if (found := way(column, text, row))), {})


def _date(column: Column, text: str, row: Row) -> Remedy:
    if column.name not in ("year", "month", "day") or "year" not in row:
        return {}
    if part := _if_it_passes(column, days.one_part(column.name, text)):
        return part
    if day := days.serial_day(text):
        name = "serial_first" if day[2] == 1 else "serial"
        return {"remedy": name, "text": text, "year": day[0], "month": day[1], "day": day[2]}
    found = days.days_in(text)
    if len(found) == 2:
        (year, month, day_of_month), _ = found
        return {"remedy": "either_date", "year": year, "one": month, "two": day_of_month}
    if not found:
        return {}
    year, month, known = found[0]
    if known is not None:
        return {"remedy": "date", "year": year, "month": month, "day": known}
    return {"remedy": "month_in_day" if column.name == "day" else "month", "year": year, "month": month}


def _part(column: Column, text: str, row: Row) -> Remedy:
    """A part of a year or a month, over the columns that say it; only the coarser ones where a finer one is filled."""
    if column.name not in ("year", "month", "day", "part") or "year" not in row:
        return {}
    found = days.part_in(text)
    if found is None:
        alone = days.part_alone(text) if column.name == "part" else ""
        return {"remedy": "choose", "value": alone} if alone else {}
    year, month, part = found
    finer = [name for name in ("month", "day")[bool(month) :] if row[name] and name != column.name]
    if "part" not in row or finer:
        if month is not None and column.name != "part":
            return {"remedy": "month_in_day" if column.name == "day" else "month", "year": year, "month": month}
        return write(str(year)) if column.name == "year" else {}
    unit = "month" if month else "year"
    own = ("year", "part") if month is None else ("year", "month", "part")
    details: Remedy = {"remedy": f"{unit}_part" if column.name in own else f"{unit}_part_in", "here": column.name}
    return details | {"year": year, "part": part} | ({"month": month} if month else {})


def _is_only_number(column: Column, row: Row) -> bool:
    """True where a qualifier speaks of this cell and of no other number."""
    others = [name for name in ("low", "value", "high") if name != column.name]
    return _has_range(column, row) and bool(row["qualifier"]) and not any(row[name] for name in others)


def _amount(column: Column, text: str, row: Row) -> Remedy:
    found = amount(text)
    if found is None or (found.percent and column.kind != "number"):
        return {}
    value = written(found.number)
    if column.kind == "number" and re.fullmatch(r"[1-9][0-9]{0,2},[0-9]{3}", text):
        other = written(Decimal(text.replace(",", ".")))
        return {"remedy": "either", "value": value, "other": other} if passes(column, value) else {}
    fix = _if_it_passes(column, value)
    if fix and found.currencies and "currency" in row:
        stated = row["currency"]
        currency = stated if stated in found.currencies else found.currencies[0]
        return {"remedy": "currency", "value": value, "currency": currency}
    return fix


def _range(column: Column, text: str, row: Row) -> Remedy:
    ends = TO.fullmatch(text.casefold())
    if not ends or not _has_range(column, row):
        return {}
    low, high = amount(ends["low"]), amount(ends["high"])
    if low is None or high is None:
        return {}
    first = low.number * high.unit if low.unit == 1 else low.number  # 20–30万: both ends are counted in 万
    values = {"low": written(first), "high": written(high.number)}
    if first >= high.number or low.percent != high.percent or not all(passes(column, one) for one in values.values()):
        return {}
    return {"remedy": "range_in_value" if column.name == "value" else "range", **values}


def _loose(column: Column, text: str, row: Row) -> Remedy:
    if not _has_range(column, row):
        return {}
    for name, pattern in LOOSE.items():
        match = pattern.fullmatch(text.casefold())
        found = amount(match["one"] or match["other"]) if match else None
        fits = name != "about" or column.name == "value"
        if found is not None and fits and passes(column, written(found.number)):
            return {"remedy": name, "value": written(found.number)}
    return {}


def _has_range(column: Column, row: Row) -> bool:
    return column.name in ("low", "value", "high") and "qualifier" in row


def write(value: str) -> Remedy:
    """Plainly another text for the cell, where there is one."""
    return {"remedy": "write", "value": value} if value else {}


def moved(ends: Mapping[str, float], row: Row, here: str) -> Remedy:
    """Where the one number of a row belongs, if it stands in the wrong column."""
    if len(ends) != 1 or here in ends:
        return {}
    there = next(iter(ends))
    return {"remedy": "move", "value": row[there], "there": there, "here": here}


def swapped(ends: Mapping[str, float], row: Row) -> Remedy:
    """The two ends of a range the other way round."""
    return {"remedy": "swap", "low": row["high"], "high": row["low"]} if ends.keys() == {"low", "high"} else {}
