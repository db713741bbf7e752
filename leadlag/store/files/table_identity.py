"""Which table a file is: its header says so; its name only decides where the header leaves a choice.

What is no table is left out where it cannot have been meant as one: hidden files, texts, other things in a folder.
"""

import re
from difflib import get_close_matches
from pathlib import PurePosixPath

from leadlag.contract import ADDED_SINCE_1, TABLES, Table
from leadlag.errors import Problem
from leadlag.store.files.encodings import decode
from leadlag.store.files.headers import MARKS, SEP, contract_names, first_rows
from leadlag.store.files.sheet import ADDED, RejectedError, last_part

COLUMNS = {table.name: {column.name for column in table.columns} for table in TABLES}
WHOLE = {name: columns - ADDED_SINCE_1 for name, columns in COLUMNS.items()}
NUMBERS = {"low", "value", "high"}
KNOWN = set().union(*COLUMNS.values())
TABLE_ENDINGS = ("", ".csv", ".tsv", ".tab", ".txt")
TEXT_ENDINGS = (".md", ".markdown", ".rst", ".html", ".htm", ".json", ".yml", ".yaml", ".toml", ".log", ".py", ".sql")
NO_TEXT = ("not_utf8", "not_text", "other_format", "empty_file", "no_header", "delimiter", "bad_csv")
HIDDEN = ("__macosx", "thumbs.db", "desktop.ini")
#: What a copy of a file adds to its name.
COPY = r"[ ._-]*(?:\([^()]*\)|copy|kopie|copie|副本|conflict(?:ed)?|sync-conflict[\w-]*|[0-9]+(?![0-9a-z]))"


def identify_table(name: str, raw: bytes) -> Table | Problem:
    """The table whose columns the file has, or one problem that names the nearest table and what differs."""
    try:
        text, _ = decode(raw)
    except RejectedError as why:
        return why.problem(name)
    found = [column for column in _header(text) if column and column not in ADDED]
    named = named_table(name)
    fits = [table for table in TABLES if WHOLE[table.name] <= set(found)] or _parts(set(found), named)
    fits = [table for table in fits if not any(COLUMNS[table.name] < COLUMNS[other.name] for other in fits)]
    if named is not None and any(table.name == named.name for table in fits):
        return named
    fewer = named is not None and all(COLUMNS[table.name] < COLUMNS[named.name] for table in fits)
    if named is not None and fits and fewer and "id" in found:
        return named
    if len(fits) == 1 and not fewer:
        return fits[0]
    if len(fits) > 1:
        files = ", ".join(table.file for table in fits)
        return Problem(name, 1, "", "which_table", ", ".join(found)[:60], {"files": files})
    return _no_table(name, found, named)


def _parts(found: set[str], named: Table | None) -> list[Table]:
    """The tables of which a file with these columns may give some rows: by what a row needs, or by id and name."""
    fits = [table for table in TABLES if _gives_rows(table, found)]
    most = max((len(COLUMNS[table.name] & found) for table in fits), default=0)
    fits = [table for table in fits if len(COLUMNS[table.name] & found) == most]
    by_id = [named] if named and "id" in found and len(COLUMNS[named.name] & found) > 1 else []
    return by_id if by_id and not any(table is named for table in fits) else fits


def _gives_rows(table: Table, found: set[str]) -> bool:
    needed = set(table.required)
    if COLUMNS[table.name] >= NUMBERS and table.name != "gaps" and NUMBERS.isdisjoint(found):
        return False
    return needed <= found if len(needed) > 1 else bool(needed | {"title", "url"}) and WHOLE[table.name] <= found


def _header(text: str) -> list[str]:
    """The names in the row, among the first ones, that names most columns of any table."""
    line = SEP.match(text)
    body, marks = (text[line.end() :], [line[1]]) if line else (text, list(MARKS))
    rows = (contract_names(cells, KNOWN) for mark in marks for cells in first_rows(body, mark))
    return max(rows, key=lambda names: len(KNOWN & set(names)), default=[])


def named_table(name: str) -> Table | None:
    """The table a file is called after: users.csv, also users (2).csv or users_2024.csv."""
    stem = PurePosixPath(name.replace("\\", "/")).stem.casefold()
    words = re.sub(r"[^a-z]+", "_", stem).strip("_")
    near = [table for table in TABLES if f"_{table.name}_" in f"_{words}_"]
    return near[0] if len(near) == 1 else None


def table_called(name: str) -> Table | None:
    """The table whose file this name is but for a copy's mark, capitals or endings: Users.CSV, users (1).csv."""
    stem = last_part(name).casefold()
    for table in TABLES:
        words = table.name.replace("_", "[ _-]?")
        if re.fullmatch(rf"(?:copy[ _]of[ _])?{words}(?:{COPY})*(?:\.\w+)*~?", stem):
            return table
    return None


def hidden(name: str) -> str:
    """The part of a name by which systems and editors hide a file: `.history`, `._users.csv`, `~$users.xlsx`; or ''."""
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    return next((part for part in parts if part.startswith((".", "~$")) or part.casefold() in HIDDEN), "")


def may_be_table(name: str) -> bool:
    """True where a file beside others may be a table, by its name alone."""
    ending = PurePosixPath(last_part(name)).suffix.casefold()
    return ending in TABLE_ENDINGS or table_called(name) is not None


def is_named_like_a_table(name: str) -> bool:
    """True where a file was surely sent as a table, by its name alone."""
    ending = PurePosixPath(last_part(name)).suffix.casefold()
    return ending in (".csv", ".tsv", ".tab") or table_called(name) is not None


def is_other(name: str, problem: Problem) -> bool:
    """True for a file that is no table and was not meant as one: it is left out, and nothing is wrong with it."""
    ending = PurePosixPath(last_part(name)).suffix.casefold()
    if is_named_like_a_table(name):
        return False
    return ending in TEXT_ENDINGS or problem.code in NO_TEXT or problem.details.get("remedy") == "no_known_column"


def _no_table(name: str, found: list[str], named: Table | None) -> Problem:
    shown = ", ".join(found)[:60]
    if not KNOWN & set(found):
        return Problem(name, 1, "", "no_table", shown, {"remedy": "no_known_column"})
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
