"""Every rule of the contract, applied to every cell and row of every file; all problems are listed at once.

Plain Python rather than SQL over text tables: a complete set of hand-kept tables is checked in a few milliseconds,
and each rule reads as the sentence it enforces. A rule is silent about a cell that another rule already refused.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import starmap
from typing import Any

from leadlag.contract import BY_NAME, STATEMENT_TABLES, STATEMENTS, TABLES, Column, Table
from leadlag.errors import Problem
from leadlag.store import cells, mojibake
from leadlag.store.cells import Cell
from leadlag.store.files import Sheet
from leadlag.store.remedies import near_id, remedy, write, written
from leadlag.store.rules import NUMBERS, RULES, Finding, Record, Rule

Rows = dict[str, list[tuple[Cell, ...]]]
Known = Mapping[str, set[str] | None]
#: Everything a reference may name.
TARGETS = {target for table in TABLES for column in table.columns for target in column.references}
LOOKED_UP_LIMIT = 200  # different ids; each is compared with every known one, and a damaged file may hold thousands


@dataclass(frozen=True)
class _Typed:
    """A sheet's cells, typed, a column at a time: most of what is asked is asked of whole columns, and few rows are
    looked at by themselves. `mended` are the rows that hold refused cells, by their indexes."""

    sheet: Sheet
    columns: Mapping[str, Sequence[Any]]
    mended: Mapping[int, Record]

    @property
    def table(self) -> Table:
        return self.sheet.table

    @property
    def rows(self) -> list[tuple[Cell, ...]]:
        return list(zip(*self.columns.values(), strict=True))

    def record(self, at: int) -> Record:
        """The row at this index."""
        row, written = self.sheet.rows[at]
        return self.mended.get(at) or Record(
            self.sheet, row, written, tuple([cells[at] for cells in self.columns.values()]), _absent(self.sheet)
        )


@dataclass(frozen=True)
class _Alone:
    """What one sheet says without the others."""

    typed: _Typed
    problems: tuple[Problem, ...]


Set = Mapping[str, _Typed]


def check(sheets: list[Sheet]) -> tuple[Rows, list[Problem]]:
    """Typed rows by table, in the contract's column order, and every problem of the files given."""
    found = {sheet.table.name: _alone(sheet) for sheet in sheets}
    typed = {name: alone.typed for name, alone in found.items()}
    problems = [problem for alone in found.values() for problem in alone.problems]
    known = {target: _known(target, typed) for target in TARGETS}
    measures = typed["measures"].columns if "measures" in typed else {"id": (), "signed": ()}
    signed = {name for name, sign in zip(measures["id"], measures["signed"], strict=True) if sign == "yes"}
    for one in typed.values():
        problems += _negative(one, signed)
        problems += _broken_references(one, known)
    problems += _ids_of_two_tables(typed)
    return {name: one.rows for name, one in typed.items()}, _with_remedies(problems, known, typed)


def columns(sheet: Sheet) -> Mapping[str, Sequence[Any]]:
    """A sheet's cells, typed, by the contract's columns."""
    return _alone(sheet).typed.columns


def _problem(record: Record, finding: Finding) -> Problem:
    column, code, found, details = finding
    return Problem(record.table.file, record.row, column, code, found, details)


@lru_cache(maxsize=2 * len(TABLES))
def _alone(sheet: Sheet) -> _Alone:
    """A sheet's cells, and its problems without a look at others; kept, because of a changed set most files are the
    same."""
    given = dict(zip(sheet.header, zip(*(cells for _, cells in sheet.rows), strict=True), strict=bool(sheet.rows)))
    read = {name: _read(sheet.table.column(name), texts) for name, texts in given.items()}
    blank = [None] * len(sheet.rows)
    typed = _Typed(sheet, {name: read[name][0] if name in read else blank for name in sheet.table.indexes}, {})
    problems: list[Problem] = []
    refused = _refused(given, {name: wrong for name, (_, wrong) in read.items() if wrong})
    typed = _with_mended(typed, {at: _mended(typed.record(at), wrong, problems) for at, wrong in refused})
    rules = [RULES[name] for name in sheet.table.rules]
    suspects = sorted(set(typed.mended).union(*(_suspects(rule, typed) for rule in rules)))
    for record in map(typed.record, suspects):
        problems += [_problem(record, finding) for rule in rules for finding in rule.findings(record)]
    problems += _duplicate_keys(typed)
    return _Alone(typed, tuple(problems))


def _absent(sheet: Sheet) -> frozenset[str]:
    return frozenset(sheet.table.indexes).difference(sheet.header)


def _read(column: Column, texts: Sequence[str]) -> tuple[list[Cell], dict[str, cells.Wrong]]:
    """A column's cells, typed, and why texts in it are refused, be it for what another program made of them. A text is
    looked at once, however often it stands there."""
    distinct = list(set(texts))
    typed, refused = cells.all_typed(column, distinct)
    if column.kind == "text" and not column.choices:
        passed = [text for text in distinct if text not in refused] if refused else distinct
        damaged = mojibake.damages(column.name, passed)
        refused |= damaged
        typed |= dict.fromkeys(damaged)
    return list(map(typed.__getitem__, texts)), refused


def _refused(
    given: Mapping[str, Sequence[str]], wrong: Mapping[str, Mapping[str, cells.Wrong]]
) -> list[tuple[int, dict[str, cells.Wrong]]]:
    """The rows that hold refused cells, by their indexes, and why by column."""
    found: dict[int, dict[str, cells.Wrong]] = {}
    for name, texts in wrong.items():
        for at, text in enumerate(given[name]):
            if text in texts:
                found.setdefault(at, {})[name] = texts[text]
    return sorted(found.items(), key=lambda pair: pair[0])


def _mended(record: Record, refused: Mapping[str, cells.Wrong], problems: list[Problem]) -> Record:
    """The row with a refused cell whose remedy is plain as that remedy writes it, so that nothing hides behind it."""
    text, typed = record.text, dict(zip(record.table.indexes, record.cells, strict=True))
    mended: dict[str, str] = {}
    for name, (code, details) in refused.items():
        details = (remedy(record.table.column(name), text[name], text) if text[name] else {}) | details
        problems.append(Problem(record.table.file, record.row, name, code, text[name][:60], details))
        mended |= written(name, details)
    typed |= {name: cells.typed(record.table.column(name), fixed)[0] for name, fixed in mended.items()}
    unread_columns = record.unread_columns.union(
        name for name, fixed in (text | mended).items() if fixed and typed[name] is None
    )
    return replace(record, cells=tuple(typed.values()), unread_columns=unread_columns, mended=tuple(mended.items()))


def _with_mended(typed: _Typed, mended: Mapping[int, Record]) -> _Typed:
    if not mended:
        return typed
    mutable = {name: list(column) for name, column in typed.columns.items()}
    for at, record in mended.items():
        for column, cell in zip(mutable.values(), record.cells, strict=True):
            column[at] = cell
    return _Typed(typed.sheet, mutable, mended)


def _suspects(rule: Rule, typed: _Typed) -> list[int]:
    """Where a rule finds something. Of rows that are alike to it one is asked for all; those that hold refused cells
    are asked in any case."""
    rows = zip(*(typed.columns[name] for name in rule.columns if name in typed.columns), strict=True)
    kinds = list(starmap(rule.kind, rows) if rule.kind else rows)
    for at in typed.mended:
        kinds[at] = ()
    first = dict(zip(reversed(kinds), range(len(kinds) - 1, -1, -1), strict=True))
    found = {kind for kind, at in first.items() if kind and any(rule.findings(typed.record(at)))}
    return [at for at, kind in enumerate(kinds) if kind in found] if found else []


def _negative(typed: _Typed, signed: set[str]) -> Iterator[Problem]:
    """Numbers below zero of a measure that does not say that it may be negative."""
    numbers = NUMBERS if "measure" in typed.columns else ()
    for at in sorted({at for name in numbers for at, cell in enumerate(typed.columns[name]) if cell and cell < 0}):
        record = typed.record(at)
        if record["measure"] is not None and record["measure"] not in signed:
            below = next(name for name in numbers if (record[name] or 0) < 0)
            yield _problem(record, (below, "not_signed", record.text[below], {"measure": record["measure"]}))


def _duplicate_keys(typed: _Typed) -> Iterator[Problem]:
    first: dict[tuple[Cell, ...], int] = {}
    for at, key in enumerate(zip(*(typed.columns[name] for name in typed.table.key), strict=True)):
        if None in key:
            continue
        key = tuple(sorted(key)) if typed.table.unordered_key else key
        if (there := first.setdefault(key, at)) != at:
            found, column = ", ".join(map(str, key)), typed.table.key[0]
            yield _problem(typed.record(at), (column, "duplicate", found, {"first": typed.sheet.rows[there][0]}))


def _ids_of_two_tables(typed: Set) -> Iterator[Problem]:
    first: dict[str, tuple[_Typed, int]] = {}
    for one in (typed[table.name] for table in STATEMENT_TABLES if table.name in typed):
        for at, name in enumerate(one.columns["id"]):
            other, there = first.setdefault(name, (one, at)) if name else (one, at)
            if other is not one:
                details: dict[str, object] = {"file": other.table.file, "first": other.sheet.rows[there][0]}
                yield _problem(one.record(at), ("id", "id_taken", name, details))


def _broken_references(typed: _Typed, known: Known) -> Iterator[Problem]:
    referring = [(column, [known[target] for target in column.references]) for column in typed.table.columns]
    referring = [(column, ids) for column, ids in referring if ids and None not in ids]
    listed = {column: set[Cell]().union(*(one for one in ids if one is not None), [None]) for column, ids in referring}
    unlisted = {column: set(typed.columns[column.name]) - ids for column, ids in listed.items()}
    for at in range(len(typed.sheet.rows)) if any(unlisted.values()) else ():
        for column in (column for column, ids in unlisted.items() if typed.columns[column.name][at] in ids):
            details: dict[str, object] = {"targets": " / ".join(column.references), "files": _files(column)}
            finding = column.name, "no_such_reference", typed.columns[column.name][at], details
            yield _problem(typed.record(at), finding)


def _files(column: Column) -> str:
    """The files that list what a reference may name."""
    named = [table.file for table in TABLES if any(target.split(".")[0] == table.name for target in column.references)]
    return ", ".join(named or [table.file for table in STATEMENT_TABLES])


def _known(target: str, typed: Set) -> set[str] | None:
    """The ids a reference may name; None where their file has a problem of its own that says enough."""
    if target == STATEMENTS:
        lists = [_known(f"{table.name}.id", typed) for table in STATEMENT_TABLES]
        return None if None in lists else set().union(*(ids for ids in lists if ids))
    table, _, column = target.partition(".")
    one = typed.get(table)
    if one is None or len(one.sheet.rows) < BY_NAME[table].least_rows:
        return None
    return None if one.sheet.rows and column not in one.sheet.header else set(one.columns[column])


def _with_remedies(problems: list[Problem], known: Known, typed: Set) -> list[Problem]:
    """The same problems; where a cell should hold an id that is listed, with what its text says of it."""
    files = {problem.file for problem in problems}
    concerned = [one for one in typed.values() if one.table.file in files]
    there = {(one.table.file, row): (one, at) for one in concerned for at, (row, _) in enumerate(one.sheet.rows)}
    listed: dict[tuple[str, ...], list[str]] = {}
    asked: dict[tuple[str, tuple[str, ...]], dict[str, object]] = {}
    for index, problem in enumerate(problems):
        targets = () if "remedy" in problem.details else _targets(problem)
        if not targets:
            continue
        one, at = there[problem.file, problem.row]
        text = one.record(at).text[problem.column]
        if targets not in listed:
            listed[targets] = sorted(name for target in targets for name in known[target] or () if name)
        if (text, targets) not in asked and len(asked) < LOOKED_UP_LIMIT:
            asked[text, targets] = _reference(text, listed[targets])
        column = BY_NAME[problem.file.removesuffix(".csv")].column(problem.column)
        details = asked.get((text, targets)) or {}
        if problem.code == "not_slug":
            details = write(str(details["near"])) if "near" in details else details or {"remedy": "add_row"}
        problems[index] = replace(problem, details={**problem.details, "files": _files(column), **details})
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
