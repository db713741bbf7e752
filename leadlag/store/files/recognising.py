"""Which table a file is: its header says so; its name only decides where the header leaves a choice."""

import re
from difflib import get_close_matches
from pathlib import PurePosixPath

from leadlag.errors import Problem
from leadlag.store.files.decoding import decode
from leadlag.store.files.reading import MARKS, header_of
from leadlag.store.files.sheet import ADDED, RejectedError
from leadlag.tables import TABLES, Table

COLUMNS = {table.name: {column.name for column in table.columns} for table in TABLES}
KNOWN = set().union(*COLUMNS.values())


def recognise(name: str, raw: bytes) -> Table | Problem:
    """The table whose columns the file has, or one problem that names the nearest table and what differs."""
    try:
        text, _ = decode(raw)
    except RejectedError as why:
        return why.problem(name)
    headers = [header_of(text, mark) for mark in MARKS]
    header = max(headers, key=lambda names: len(KNOWN & set(names)))
    found = [column for column in header if column and column not in ADDED]
    fits = [table for table in TABLES if COLUMNS[table.name] <= set(found)]
    fits = [table for table in fits if not any(COLUMNS[table.name] < COLUMNS[other.name] for other in fits)]
    named = named_table(name)
    if named is not None and any(table.name == named.name for table in fits):
        return named
    if len(fits) == 1 and not (named and COLUMNS[fits[0].name] < COLUMNS[named.name]):
        return fits[0]
    if len(fits) > 1:
        files = ", ".join(table.file for table in fits)
        return Problem(name, 1, "", "which_table", ", ".join(found)[:60], {"files": files})
    return _no_table(name, found, named)


def named_table(name: str) -> Table | None:
    """The table a file is called after: users.csv, also users (2).csv or users_2024.csv."""
    stem = PurePosixPath(name.replace("\\", "/")).stem.casefold()
    words = re.sub(r"[^a-z]+", "_", stem).strip("_")
    near = [table for table in TABLES if f"_{table.name}_" in f"_{words}_"]
    return near[0] if len(near) == 1 else None


def _no_table(name: str, found: list[str], named: Table | None) -> Problem:
    shown = ", ".join(found)[:60]
    if not KNOWN & set(found):
        return Problem(name, 1, "", "no_table", shown, {"remedy": "stranger"})
    nearest = max(TABLES, key=lambda table: (_likeness(table, found), table is named))
    if named is not None and COLUMNS[named.name] & set(found) and COLUMNS[nearest.name] <= COLUMNS[named.name]:
        nearest = named
    missing = [column.name for column in nearest.columns if column.name not in found]
    unknown = [column for column in found if column not in COLUMNS[nearest.name]]
    details: dict[str, object] = {
        "nearest": nearest.file,
        "missing": ", ".join(missing) or "–",
        "unknown": ", ".join(unknown) or "–",
    }
    return Problem(name, 1, "", "no_table", shown, details)


def _likeness(table: Table, found: list[str]) -> float:
    """0 to 1: the columns in common among the columns of either; nearly the same spelling counts a little."""
    columns, given = COLUMNS[table.name], set(found)
    alike = sum(bool(get_close_matches(name.casefold(), columns - given, 1, 0.8)) for name in given - columns)
    return (len(columns & given) + alike / 2) / len(columns | given)
