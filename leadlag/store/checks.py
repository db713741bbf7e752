"""Every rule of the contract, applied to every cell and row of every file; all problems are listed at once.

Plain Python rather than SQL over text tables: a complete set of hand-kept tables is checked in a few milliseconds,
and each rule reads as the sentence it enforces. A rule is silent about a cell that another rule already refused.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from leadlag.errors import Problem
from leadlag.store import cells, mojibake
from leadlag.store.cells import Cell
from leadlag.store.files import Sheet
from leadlag.store.remedies import near_id, remedy, same_address, write, written
from leadlag.store.rules import RULES, Finding, Record
from leadlag.tables import BY_NAME, STATEMENT_TABLES, STATEMENTS, TABLES, Column, Table

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
    for name, rows in records.items():
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
    records = tuple(_typed(sheet, row, written, problems) for row, written in sheet.rows)
    names = [column.name for column in sheet.table.columns]
    for record in records:
        problems += [_problem(record, finding) for rule in sheet.table.rules for finding in RULES[rule](record)]
    problems += _duplicate_keys(records)
    typed = tuple(tuple(record.cells[name] for name in names) for record in records)
    return _Alone(records, typed, tuple(problems))


def _typed(sheet: Sheet, row: int, given: tuple[str, ...], problems: list[Problem]) -> Record:
    """One row; a refused cell whose remedy is plain as that remedy writes it, so that nothing hides behind it."""
    columns = {column.name: column for column in sheet.table.columns}
    text = dict.fromkeys(columns, "") | dict(zip(sheet.header, given, strict=True))
    typed: dict[str, Cell] = dict.fromkeys(columns)
    mended: dict[str, str] = {}
    for name in sheet.header:
        typed[name], wrong = _cell(columns[name], text[name])
        if wrong:
            code, details = wrong
            details = (remedy(columns[name], text[name], text) if text[name] else {}) | details
            problems.append(Problem(sheet.table.file, row, name, code, text[name][:60], details))
            mended |= written(name, details)
    for name, cell in mended.items():
        text[name], typed[name] = cell, cells.typed(columns[name], cell)[0]
    absent = frozenset(columns).difference(sheet.header) if len(sheet.header) < len(columns) else frozenset()
    return Record(sheet.table, row, text, typed, absent)


def _cell(column: Column, text: str) -> tuple[Cell, cells.Wrong | None]:
    """The cell's value, or what is wrong with its text, which may be what another program made of it."""
    cell, wrong = cells.typed(column, text)
    if not wrong and column.kind == "text" and not column.choices and (found := mojibake.damage(column.name, text)):
        return None, found
    return cell, wrong


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
    addresses = {same_address(record["url"]): record["id"] for record in records.get("sources", ()) if record["url"]}
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
            asked[text, targets] = _reference(text, listed[targets], addresses if targets == ("sources.id",) else {})
        column = BY_NAME[problem.file.removesuffix(".csv")].column(problem.column)
        details = asked.get((text, targets)) or {}
        if problem.code == "not_slug":
            details = write(str(details["near"])) if "near" in details else details or {"remedy": "add_row"}
        problems[place] = replace(problem, details={**problem.details, "files": _files(column), **details})
    return problems


def _reference(text: str, listed: list[str], addresses: dict[str, str]) -> dict[str, object]:
    """The listed id that this text spells, or the document whose address it is; never another that is only alike."""
    if address := same_address(text):
        return write(addresses[address]) if address in addresses else {"remedy": "address"} if addresses else {}
    near = near_id(text, listed)
    return {"remedy": "reference", "near": near, "found": text[:60]} if near else {}


def _targets(problem: Problem) -> tuple[str, ...]:
    """Where the ids are listed of which this refused cell should hold one."""
    if problem.code not in ("no_such_reference", "not_slug"):
        return ()
    return BY_NAME[problem.file.removesuffix(".csv")].column(problem.column).references
