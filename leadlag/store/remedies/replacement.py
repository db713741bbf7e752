"""What following a remedy writes, as cells of the row by their columns; nothing where a person has to decide."""

from collections.abc import Mapping

#: For each remedy: column → the detail that is written there. `*` is the column of the problem itself, `here` and
#: `there` are columns that the details name.
WRITES: dict[str, dict[str, str]] = {
    "write": {"*": "value"},
    "choose": {"*": "value"},
    "restore": {"*": "was"},
    "reference": {"*": "near"},
    "currency": {"*": "value", "currency": "currency"},
    "range": {"low": "low", "high": "high"},
    "range_in_value": {"low": "low", "high": "high"},
    "swap": {"low": "low", "high": "high"},
    "at_least": {"low": "value"},
    "at_most": {"high": "value"},
    "about": {"value": "value"},
    "move": {"here": "value"},
    "month": {"year": "year", "month": "month"},
    "month_in_day": {"year": "year", "month": "month"},
    "date": {"year": "year", "month": "month", "day": "day"},
    "serial": {"year": "year", "month": "month", "day": "day"},
    "serial_first": {"year": "year", "month": "month"},
    "year_part": {"year": "year", "part": "part"},
    "year_part_in": {"year": "year", "part": "part"},
    "month_part": {"year": "year", "month": "month", "part": "part"},
    "month_part_in": {"year": "year", "month": "month", "part": "part"},
}
CLEARS = {
    "clear": ("*",),
    "clear_value": ("*", "qualifier"),
    "range_in_value": ("value",),
    "at_least": ("value", "high"),
    "at_most": ("low", "value"),
    "move": ("there",),
    "month_in_day": ("day",),
    "serial_first": ("day",),
    "year_part_in": ("*",),
    "month_part_in": ("*",),
}
QUALIFIERS = {
    "range": "between",
    "range_in_value": "between",
    "at_least": "at least",
    "at_most": "at most",
    "about": "about",
}


def written(column: str, details: Mapping[str, object]) -> dict[str, str]:
    """The cells that the fix of a problem in this column names; cleared ones as empty text."""
    remedy = str(details.get("remedy", ""))
    names = {"*": column, "here": str(details.get("here")), "there": str(details.get("there"))}
    cells = {names.get(target, target): "" for target in CLEARS.get(remedy, ())}
    cells |= {names.get(target, target): str(details[name]) for target, name in WRITES.get(remedy, {}).items()}
    return cells | ({"qualifier": QUALIFIERS[remedy]} if remedy in QUALIFIERS else {})
