"""Rows that are sent for a table which stays: new ones are added to it, known ones corrected, and both are told.

A file with every column replaces its table. One that lacks columns, or has fewer than half of the rows, speaks of its
own rows alone: a row is known by its id, or by what it is about with its date, who counted and who says so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from leadlag.contract import ADDED_SINCE_1, Table
from leadlag.store.completion import DATES, complete, dated
from leadlag.store.files import Sheet
from leadlag.store.files.sheet import Notice

NUMBERS = ("low", "value", "high")
WHO_AND_WHEN = (*DATES, "provider", "source")
BASE = ("sides", "organizations", "products")  # who sends these sends a set of its own
Cells = dict[str, str]


@dataclass(frozen=True)
class Merged:
    """A table with the rows sent in it. `added`, `corrected` and `unchanged` count them; the last stay as they were."""

    sheet: Sheet
    added: int
    corrected: int
    unchanged: int
    whole: bool

    @property
    def notice(self) -> Notice:
        """What became of the rows; a file with every column might have been meant to replace the table."""
        code = "merged_rows" if self.whole else "merged_columns"
        table = self.sheet.table
        details = {"added": self.added, "corrected": self.corrected, "kept": self.unchanged, "table": table.name}
        return Notice(table.file, code, details)


def is_part(sent: Sheet, present: Sheet | None, names: frozenset[str]) -> bool:
    """Whether a file sent with files of these tables gives rows of a table that stays, and not the table."""
    if present is None or not present.rows:
        return False
    if not set(BASE).isdisjoint(names):
        return not has_every_column(sent) and sent.table.name not in BASE
    return not has_every_column(sent) or 2 * len(sent.rows) < len(present.rows)


def has_every_column(sheet: Sheet) -> bool:
    """Whether the file has the columns that any schema's whole file has."""
    return {column.name for column in sheet.table.columns if column.name not in ADDED_SINCE_1} <= set(sheet.header)


def merged(sent: Sheet, present: Mapping[str, Sheet]) -> Merged:
    """The present table, whole and complete as all of `present`, with the rows sent."""
    before = present[sent.table.name]
    sent = dated(sent)
    completed = _completed(sent, before, present)
    rows = [_cells(before, cells) for _, cells in before.rows]
    indexes = {key: index for index, row in enumerate(rows) if (key := _key(before.table, row))}
    alike = _by_identity(before.table, rows)
    own_names = (*before.own, *(name for name in sent.own if name not in before.own))
    own = [_padded(cells, own_names) for cells in before.own_cells]
    numbers = [number for number, _ in before.rows]
    corrected: set[int] = set()
    added = 0
    for at, (number, given) in enumerate(sent.rows):
        whole = completed[at]
        written = {name: cell for name, cell in zip(sent.header, given, strict=True) if cell}
        key = _key(sent.table, _cells(sent, given))
        index = (
            indexes[key] if key in indexes else _alike(rows, alike.get(_identity(sent.table, whole) or (), []), whole)
        )
        mine = dict(zip(sent.own, sent.own_cells[at], strict=True)) if sent.own else {}
        if index >= 0:
            corrected.add(index)
            rows[index] = _corrected(rows[index], written)
            numbers[index] = number
            own[index] = tuple(mine.get(name) or cell for name, cell in zip(own_names, own[index], strict=True))
        else:
            added += 1
            rows.append(written)
            numbers.append(number)
            own.append(tuple(mine.get(name, "") for name in own_names))
    names = before.header
    lines = tuple(
        (number, tuple(row.get(name, "") for name in names)) for number, row in zip(numbers, rows, strict=True)
    )
    sheet = replace(before, rows=lines, own=own_names, own_cells=tuple(own), notices=sent.notices)
    return Merged(sheet, added, len(corrected), len(before.rows) - len(corrected), has_every_column(sent))


def _by_identity(table: Table, rows: Sequence[Cells]) -> dict[tuple[str, ...], list[int]]:
    found: dict[tuple[str, ...], list[int]] = {}
    for index, row in enumerate(rows):
        if what := _identity(table, row):
            found.setdefault(what, []).append(index)
    return found


def _alike(rows: Sequence[Cells], indexes: Sequence[int], whole: Cells) -> int:
    """The row that is meant of those about the same thing; -1 where none is, or any of several could be."""
    same = [index for index in indexes if all(rows[index].get(name, "") == whole[name] for name in NUMBERS)]
    meant = same or list(indexes)
    return meant[0] if len(meant) == 1 else -1


def with_own(sheet: Sheet, present: Sheet | None) -> Sheet:
    """A table with the columns that its reader added to the present one and a sent file does not have."""
    missing = [name for name in present.own if name not in sheet.own] if present else []
    if present is None or not missing:
        return sheet
    known = {
        _key(present.table, _cells(present, cells)): dict(zip(present.own, own, strict=True))
        for (_, cells), own in zip(present.rows, present.own_cells, strict=True)
    }
    kept = [known.get(_key(sheet.table, _cells(sheet, cells)), {}) for _, cells in sheet.rows]
    own_cells = (
        (*own, *(row.get(name, "") for name in missing)) for own, row in zip(sheet.own_cells, kept, strict=True)
    )
    return replace(sheet, own=(*sheet.own, *missing), own_cells=tuple(own_cells))


def _completed(sent: Sheet, before: Sheet, present: Mapping[str, Sheet]) -> list[Cells]:
    """The rows sent, as they would be below the table's own."""
    rows = [(number, _cells(sent, cells)) for number, cells in sent.rows]
    below = tuple((number, tuple(row.get(name, "") for name in before.header)) for number, row in rows)
    together = replace(before, rows=(*before.rows, *below), own=(), own_cells=())
    whole = complete({**present, sent.table.name: together}).sheets[sent.table.name]
    first = len(before.rows)
    return [_cells(whole, cells) for _, cells in whole.rows[first : first + len(below)]]


def _corrected(row: Cells, written: Cells) -> Cells:
    """A row with other cells; numbers that are not given again no longer stand beside those that are."""
    changed = {name: cell for name, cell in written.items() if cell and cell != row.get(name, "")}
    if any(name in changed for name in NUMBERS):
        cleared = dict.fromkeys((name for name in (*NUMBERS, "qualifier") if name in row and name not in written), "")
        return {**row, **cleared, **changed}
    return {**row, **changed}


def _cells(sheet: Sheet, cells: tuple[str, ...]) -> Cells:
    return dict(zip(sheet.header, cells, strict=True))


def _key(table: Table, row: Cells) -> tuple[str, ...] | None:
    """The cells by which the file knows a row; None where one is blank."""
    cells = [row.get(name, "") for name in table.key]
    return tuple(sorted(cells) if table.unordered_key else cells) if all(cells) else None


def _identity(table: Table, row: Cells) -> tuple[str, ...] | None:
    """What a statement is about, when, and who says so; None of what is no statement."""
    if not table.fact_key:
        return None
    return tuple(row.get(name, "") for name in (*table.fact_key, *WHO_AND_WHEN))


def _padded(cells: tuple[str, ...], names: tuple[str, ...]) -> tuple[str, ...]:
    return (*cells, *([""] * (len(names) - len(cells))))
