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
    typed = {name: [record.cells for record in rows] for name, rows in records.items()}
    return typed, _with_remedies(problems, known, records)


def _problem(record: Record, finding: Finding) -> Problem:
    column, code, found, details = finding
    return Problem(record.table.file, record.row, column, code, found, details)


@lru_cache(maxsize=2 * len(TABLES))
def _alone(sheet: Sheet) -> _Alone:
    """A sheet's rows, and its problems without a look at others; kept, because of a changed set most files are the
    same."""
    given = dict(zip(sheet.header, zip(*(cells for _, cells in sheet.rows), strict=True), strict=bool(sheet.rows)))
    read = {name: _read(sheet.table.column(name), texts) for name, texts in given.items()}
    blank = [None] * len(sheet.rows)
    columns = [read[name][0] if name in read else blank for name in sheet.table.places]
    absent = frozenset(sheet.table.places).difference(sheet.header)
    rows = zip(sheet.rows, zip(*columns, strict=True), strict=True)
    records = [Record(sheet, row, texts, cells, absent) for (row, texts), cells in rows]
    problems: list[Problem] = []
    for at, wrong in _refused(given, {name: wrong for name, (_, wrong) in read.items() if wrong}):
        records[at] = _mended(records[at], wrong, problems)
    rules = [RULES[rule] for rule in sheet.table.rules]
    problems += [_problem(record, finding) for record in records for rule in rules for finding in rule(record)]
    problems += _duplicate_keys(records)
    return _Alone(tuple(records), tuple(problems))


def _read(column: Column, texts: Sequence[str]) -> tuple[list[Cell], dict[str, cells.Wrong]]:
    """A column's cells, typed, and why texts in it are refused, be it for what another program made of them. A text is
    looked at once, however often it stands there."""
    typed: dict[str, Cell] = {}
    refused: dict[str, cells.Wrong] = {}
    free = column.kind == "text" and not column.choices
    for text in set(texts):
        typed[text], wrong = cells.typed(column, text)
        if wrong := wrong or (mojibake.damage(column.name, text) if free and text else None):
            typed[text], refused[text] = None, wrong
    return [typed[text] for text in texts], refused


def _refused(
    given: Mapping[str, Sequence[str]], wrong: Mapping[str, Mapping[str, cells.Wrong]]
) -> list[tuple[int, dict[str, cells.Wrong]]]:
    """The rows that hold refused cells, by their places, and why by column."""
    found: dict[int, dict[str, cells.Wrong]] = {}
    for name, texts in wrong.items():
        for at, text in enumerate(given[name]):
            if text in texts:
                found.setdefault(at, {})[name] = texts[text]
    return sorted(found.items(), key=lambda pair: pair[0])


def _mended(record: Record, refused: Mapping[str, cells.Wrong], problems: list[Problem]) -> Record:
    """The row with a refused cell whose remedy is plain as that remedy writes it, so that nothing hides behind it."""
    text, typed = record.text, dict(zip(record.table.places, record.cells, strict=True))
    mended: dict[str, str] = {}
    for name, (code, details) in refused.items():
        details = (remedy(record.table.column(name), text[name], text) if text[name] else {}) | details
        problems.append(Problem(record.table.file, record.row, name, code, text[name][:60], details))
        mended |= written(name, details)
    typed |= {name: cells.typed(record.table.column(name), fixed)[0] for name, fixed in mended.items()}
    unread = record.unread.union(name for name, fixed in (text | mended).items() if fixed and typed[name] is None)
    return replace(record, cells=tuple(typed.values()), unread=unread, mended=tuple(mended.items()))


def _negative(rows: Sequence[Record], signed: set[str]) -> Iterator[Problem]:
    """Numbers below zero of a measure that does not say that it may be negative."""
    for record in (record for record in rows if "measure" in record and record["measure"] not in signed):
        below = [name for name in ("low", "value", "high") if (record[name] or 0) < 0]
        if below and record["measure"] is not None:
            yield _problem(record, (below[0], "not_signed", record.text[below[0]], {"measure": record["measure"]}))


def _duplicate_keys(rows: Sequence[Record]) -> Iterator[Problem]:
    first: dict[tuple[Cell, ...], int] = {}
    for record in rows:
        key = record.of(*record.table.key)
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
    statements = [records[table.name] for table in STATEMENT_TABLES if table.name in records]
    for record in (record for rows in statements for record in rows):
        name = record["id"]
        other = first.setdefault(name, record) if name else record
        if other.table is not record.table:
            details: dict[str, object] = {"file": other.table.file, "first": other.row}
            yield _problem(record, ("id", "id_taken", name, details))


def _broken_references(table: Table, rows: Sequence[Record], known: Known) -> Iterator[Problem]:
    referring = [(column, [known[target] for target in column.references]) for column in table.columns]
    referring = [(column, ids) for column, ids in referring if ids and None not in ids]
    listed = {column: set[Cell]().union(*(one for one in ids if one is not None), [None]) for column, ids in referring}
    unlisted = {column: {record[column.name] for record in rows} - ids for column, ids in listed.items()}
    for record in rows if any(unlisted.values()) else ():
        for column in (column for column, ids in unlisted.items() if record[column.name] in ids):
            details: dict[str, object] = {"targets": " / ".join(column.references), "files": _files(column)}
            yield _problem(record, (column.name, "no_such_reference", record[column.name], details))


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
    if rows is None or len(rows) < BY_NAME[table].least_rows or (rows and column not in rows[0].sheet.header):
        return None
    return {record[column] for record in rows}


def _with_remedies(problems: list[Problem], known: Known, records: Records) -> list[Problem]:
    """The same problems; where a cell should hold an id that is listed, with what its text says of it."""
    files = {problem.file for problem in problems}
    concerned = [rows for name, rows in records.items() if BY_NAME[name].file in files]
    at = {(record.table.file, record.row): record for rows in concerned for record in rows}
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
