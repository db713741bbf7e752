"""Every rule of the contract, applied to every cell and row of every file; all problems are listed at once.

Plain Python rather than SQL over text tables: a complete set of hand-kept tables is checked in a few milliseconds,
and each rule reads as the sentence it enforces. A rule is silent about a cell that another rule already refused.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from leadlag.contract import BY_NAME, STATEMENT_TABLES, STATEMENTS, TABLES, Column, Table
from leadlag.errors import Problem
from leadlag.store import cells, mojibake
from leadlag.store.cells import Cell
from leadlag.store.files import Sheet
from leadlag.store.remedies import near_id, remedy, write, written
from leadlag.store.rules import RULES, Finding, Record

Rows = dict[str, list[tuple[Cell, ...]]]
Known = Mapping[str, set[str] | None]
Records = Mapping[str, Sequence[Record]]
#: Everything a reference may name.
TARGETS = {target for table in TABLES for column in table.columns for target in column.references}
LOOKED_UP_LIMIT = 200  # different ids; each is compared with every known one, and a damaged file may hold thousands


@dataclass(frozen=True)
class _Alone:
    """What one sheet says without the others."""

    records: tuple[Record, ...]
    typed: tuple[tuple[Cell, ...], ...]
    problems: tuple[Problem, ...]


def check(sheets: list[Sheet]) -> tuple[Rows, list[Problem]]:
    """Typed rows by table, in the contract's column order, and every problem of the files given."""
    found = {sheet.table.name: _alone(sheet) for sheet in sheets}
    records = {name: alone.records for name, alone in found.items()}
    problems = [problem for alone in found.values() for problem in alone.problems]
    known = {target: _known(target, records) for target in TARGETS}
    signed = {record["id"] for record in records.get("measures", ()) if record["signed"] == "yes"}
    for name, rows in records.items():
        problems += _negative(rows, signed)
        problems += _broken_references(BY_NAME[name], rows, known)
    problems += _ids_of_two_tables(records)
    typed = {name: list(alone.typed) for name, alone in found.items()}
    return typed, _with_remedies(problems, known, records)


def _problem(record: Record, finding: Finding) -> Problem:
    column, code, found, details = finding
    return Problem(record.table.file, record.row, column, code, found, details)


@lru_cache(maxsize=2 * len(TABLES))
def _alone(sheet: Sheet) -> _Alone:
    """A sheet's rows, and its problems without a look at others; kept, because of a changed set most files are the
    same."""
    problems: list[Problem] = []
    columns = {column.name: column for column in sheet.table.columns}
    readers = [(name, columns[name], _Texts(columns[name])) for name in sheet.header]
    absent = frozenset(columns).difference(sheet.header) if len(sheet.header) < len(columns) else frozenset()
    records = tuple(_typed(sheet, row, written, readers, absent, problems) for row, written in sheet.rows)
    names = list(columns)
    rules = [RULES[rule] for rule in sheet.table.rules]
    for record in records:
        problems += [_problem(record, finding) for rule in rules for finding in rule(record)]
    problems += _duplicate_keys(records)
    typed = tuple(tuple(record.cells[name] for name in names) for record in records)
    return _Alone(records, typed, tuple(problems))


class _Texts(dict[str, tuple[Cell, cells.Wrong | None]]):
    """Of one column, each text with the cell's value, or what is wrong with it, which may be what another program made
    of it. A text is looked at once, however often it stands there."""

    def __init__(self, column: Column) -> None:
        self.column = column

    def __missing__(self, text: str) -> tuple[Cell, cells.Wrong | None]:
        cell, wrong = cells.typed(self.column, text)
        if text and not wrong and self.column.kind == "text" and not self.column.choices:
            damage = mojibake.damage(self.column.name, text)
            cell, wrong = (None, damage) if damage else (cell, wrong)
        self[text] = cell, wrong
        return cell, wrong


def _typed(
    sheet: Sheet,
    row: int,
    given: tuple[str, ...],
    readers: list[tuple[str, Column, _Texts]],
    absent: frozenset[str],
    problems: list[Problem],
) -> Record:
    """One row; a refused cell whose remedy is plain as that remedy writes it, so that nothing hides behind it."""
    text: dict[str, str] = dict.fromkeys(absent, "")
    typed: dict[str, Cell] = dict.fromkeys(absent)
    refused: list[tuple[str, Column, cells.Wrong]] = []
    for (name, column, known), cell in zip(readers, given, strict=True):
        text[name] = cell
        typed[name], wrong = known[cell]
        if wrong:
            refused.append((name, column, wrong))
    mended: dict[str, str] = {}
    for name, column, (code, details) in refused:
        details = (remedy(column, text[name], text) if text[name] else {}) | details
        problems.append(Problem(sheet.table.file, row, name, code, text[name][:60], details))
        mended |= written(name, details)
    for name, fixed in mended.items():
        text[name], typed[name] = fixed, cells.typed(sheet.table.column(name), fixed)[0]
    return Record(sheet.table, row, text, typed, absent)


def _negative(rows: Sequence[Record], signed: set[str]) -> Iterator[Problem]:
    """Numbers below zero of a measure that does not say that it may be negative."""
    for record in (record for record in rows if "measure" in record.cells and record["measure"] not in signed):
        below = [name for name in ("low", "value", "high") if (record[name] or 0) < 0]
        if below and record["measure"] is not None:
            yield _problem(record, (below[0], "not_signed", record.text[below[0]], {"measure": record["measure"]}))


def _duplicate_keys(rows: Sequence[Record]) -> Iterator[Problem]:
    first: dict[tuple[Cell, ...], int] = {}
    for record in rows:
        key = tuple(record[name] for name in record.table.key)
        if None in key:
            continue
        if record.table.unordered_key:
            key = tuple(sorted(key))
        if key in first:
            found, column = ", ".join(map(str, key)), record.table.key[0]
            yield _problem(record, (column, "duplicate", found, {"first": first[key]}))
        first.setdefault(key, record.row)


def _ids_of_two_tables(records: Records) -> Iterator[Problem]:
    first: dict[str, Record] = {}
    for record in (record for rows in records.values() for record in rows if record.table.is_statement):
        name = record["id"]
        other = first.setdefault(name, record) if name else record
        if other.table is not record.table:
            details: dict[str, object] = {"file": other.table.file, "first": other.row}
            yield _problem(record, ("id", "id_taken", name, details))


def _broken_references(table: Table, rows: Sequence[Record], known: Known) -> Iterator[Problem]:
    referring = [(column, [known[target] for target in column.references]) for column in table.columns]
    referring = [(column, ids) for column, ids in referring if ids and None not in ids]
    for record in rows:
        for column, ids in referring:
            wanted = record[column.name]
            if wanted is not None and not any(wanted in listed for listed in ids if listed is not None):
                details: dict[str, object] = {"targets": " / ".join(column.references), "files": _files(column)}
                yield _problem(record, (column.name, "no_such_reference", wanted, details))


def _files(column: Column) -> str:
    """The files that list what a reference may name."""
    named = [table.file for table in TABLES if any(target.split(".")[0] == table.name for target in column.references)]
    return ", ".join(named or [table.file for table in STATEMENT_TABLES])


def _known(target: str, records: Records) -> set[str] | None:
    """The ids a reference may name; None where their file has a problem of its own that says enough."""
    if target == STATEMENTS:
        lists = [_known(f"{table.name}.id", records) for table in STATEMENT_TABLES]
        return None if None in lists else set().union(*(ids for ids in lists if ids))
    table, _, column = target.partition(".")
    rows = records.get(table)
    if rows is None or len(rows) < BY_NAME[table].least_rows or any(column in record.absent for record in rows[:1]):
        return None
    return {record[column] for record in rows}


def _with_remedies(problems: list[Problem], known: Known, records: Records) -> list[Problem]:
    """The same problems; where a cell should hold an id that is listed, with what its text says of it."""
    at = {(record.table.file, record.row): record for rows in records.values() for record in rows}
    listed: dict[tuple[str, ...], list[str]] = {}
    asked: dict[tuple[str, tuple[str, ...]], dict[str, object]] = {}
    for place, problem in enumerate(problems):
        targets = () if "remedy" in problem.details else _targets(problem)
        if not targets:
            continue
        text = at[problem.file, problem.row].text[problem.column]
        if targets not in listed:
            listed[targets] = sorted(name for target in targets for name in known[target] or () if name)
        if (text, targets) not in asked and len(asked) < LOOKED_UP_LIMIT:
            asked[text, targets] = _reference(text, listed[targets])
        column = BY_NAME[problem.file.removesuffix(".csv")].column(problem.column)
        details = asked.get((text, targets)) or {}
        if problem.code == "not_slug":
            details = write(str(details["near"])) if "near" in details else details or {"remedy": "add_row"}
        problems[place] = replace(problem, details={**problem.details, "files": _files(column), **details})
    return problems


def _reference(text: str, listed: list[str]) -> dict[str, object]:
    """The listed id that this text spells, never another that is only alike."""
    near = near_id(text, listed)
    return {"remedy": "reference", "near": near, "found": text[:60]} if near else {}


def _targets(problem: Problem) -> tuple[str, ...]:
    """Where the ids are listed of which this refused cell should hold one."""
    if problem.code not in ("no_such_reference", "not_slug"):
        return ()
    return BY_NAME[problem.file.removesuffix(".csv")].column(problem.column).references
