"""Every rule of the contract, applied to every cell and row of every file; all problems are listed at once.

Plain Python rather than SQL over text tables: a complete set of hand-kept tables is checked in a few milliseconds,
and each rule reads as the sentence it enforces. A rule is silent about a cell that another rule already refused.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from leadlag.errors import Problem
from leadlag.store import cells
from leadlag.store.cells import Cell
from leadlag.store.files import Sheet
from leadlag.store.remedies import nearest, remedy, write
from leadlag.store.rules import RULES, Finding, Record
from leadlag.tables import BY_NAME, STATEMENT_TABLES, STATEMENTS, TABLES

Rows = dict[str, list[tuple[Cell, ...]]]
Known = dict[str, set[str] | None]
#: Everything a reference may name.
TARGETS = {target for table in TABLES for column in table.columns for target in column.references}
LOOKED_UP_LIMIT = 200  # different ids; each is compared with every known one, and a damaged file may hold thousands


def check(sheets: list[Sheet]) -> tuple[Rows, list[Problem]]:
    """Typed rows by table, in the contract's column order, and every problem of the files given."""
    problems: list[Problem] = []
    records: dict[str, list[Record]] = {}
    for sheet in sheets:
        typed_rows, refused = _typed_rows(sheet)
        records[sheet.table.name] = list(typed_rows)
        problems += refused
    known = {target: _known(target, records) for target in TARGETS}
    for rows in records.values():
        for record in rows:
            problems += [_problem(record, finding) for rule in record.table.rules for finding in RULES[rule](record)]
        problems += _duplicate_keys(rows)
        problems += _broken_references(rows, known)
    problems += _ids_of_two_tables(records)
    typed: Rows = {
        name: [tuple(record.cells[column.name] for column in record.table.columns) for record in rows]
        for name, rows in records.items()
    }
    return typed, _with_nearest_ids(problems, known)


def _problem(record: Record, finding: Finding) -> Problem:
    column, code, found, details = finding
    return Problem(record.table.file, record.row, column, code, found, details)


@lru_cache(maxsize=2 * len(TABLES))
def _typed_rows(sheet: Sheet) -> tuple[tuple[Record, ...], tuple[Problem, ...]]:
    """A sheet's rows, and its cells that were refused; kept, because of a changed set most files are the same."""
    problems: list[Problem] = []
    records = tuple(_typed(sheet, row, written, problems) for row, written in sheet.rows)
    return records, tuple(problems)


def _typed(sheet: Sheet, row: int, written: tuple[str, ...], problems: list[Problem]) -> Record:
    text = dict(zip(sheet.header, written, strict=True))
    typed: dict[str, Cell] = {}
    for column in sheet.table.columns:
        typed[column.name], wrong = cells.typed(column, text[column.name])
        if wrong:
            code, details = wrong
            found = text[column.name]
            details |= remedy(column, found, text) if found else {}
            problems.append(Problem(sheet.table.file, row, column.name, code, found[:60], details))
    return Record(sheet.table, row, text, typed)


def _duplicate_keys(rows: list[Record]) -> Iterator[Problem]:
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


def _ids_of_two_tables(records: dict[str, list[Record]]) -> Iterator[Problem]:
    first: dict[str, Record] = {}
    for record in (record for rows in records.values() for record in rows if record.table.is_statement):
        name = record["id"]
        other = first.setdefault(name, record) if name else record
        if other.table is not record.table:
            details: dict[str, object] = {"file": other.table.file, "first": other.row}
            yield _problem(record, ("id", "id_taken", name, details))


def _broken_references(rows: list[Record], known: Known) -> Iterator[Problem]:
    for record in rows:
        for column in record.table.columns:
            wanted = record[column.name] if column.references else None
            ids = [known[target] for target in column.references]
            if wanted is not None and not any(listed is None or wanted in listed for listed in ids):
                targets = " / ".join(column.references)
                yield _problem(record, (column.name, "no_such_reference", wanted, {"targets": targets}))


def _known(target: str, records: dict[str, list[Record]]) -> set[str] | None:
    """The ids a reference may name; None where their file has a problem of its own that says enough."""
    if target == STATEMENTS:
        if not all(table.name in records for table in STATEMENT_TABLES):
            return None
        return {record["id"] for table in STATEMENT_TABLES for record in records[table.name]}
    table, _, column = target.partition(".")
    if table not in records or len(records[table]) < BY_NAME[table].least_rows:
        return None
    return {record[column] for record in records[table]}


def _with_nearest_ids(problems: list[Problem], known: Known) -> list[Problem]:
    """The same problems; where a cell should hold an id that is listed, its remedy is the nearest of them."""
    listed: dict[tuple[str, ...], list[str]] = {}
    asked: dict[tuple[str, tuple[str, ...]], str] = {}
    for place, problem in enumerate(problems):
        targets = _targets(problem)
        if targets and targets not in listed:
            listed[targets] = sorted(name for target in targets for name in known[target] or () if name)
        question = (problem.found, targets)
        if targets and question not in asked and len(asked) < LOOKED_UP_LIMIT:
            asked[question] = nearest(problem.found, listed[targets])
        if near := asked.get(question):
            reference: dict[str, object] = {"remedy": "reference", "near": near, "found": problem.found}
            details = write(near) if problem.code == "not_slug" else reference
            problems[place] = replace(problem, details=problem.details | details)
    return problems


def _targets(problem: Problem) -> tuple[str, ...]:
    """Where the ids are listed of which this refused cell should hold one."""
    if problem.code not in ("no_such_reference", "not_slug"):
        return ()
    return BY_NAME[problem.file.removesuffix(".csv")].column(problem.column).references
