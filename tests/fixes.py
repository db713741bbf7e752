"""A reader who does what a fix says, to the letter, in the file as it was sent."""

import csv
import io
from collections.abc import Mapping

from leadlag import paths
from leadlag.contract import BY_NAME
from leadlag.errors import DataError, Problem
from leadlag.store.files.headers import contract_name
from leadlag.store.folder import Stored
from leadlag.store.remedies import written
from leadlag.store.snapshot import check

Contents = Mapping[str, bytes]
Grid = list[list[str]]


def problems_of(contents: Contents) -> list[Problem]:
    """Every problem of a set of files, by table."""
    try:
        check(paths.ROOT, Stored(contents, (), 0.0, ()))
    except DataError as error:
        return list(error.problems)
    return []


def grid(raw: bytes) -> Grid:
    return list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


def saved(rows: Grid) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode()


def followed(contents: Contents, problem: Problem) -> Contents | None:
    """The set after one fix; None where the fix leaves something to decide."""
    table = problem.file.removesuffix(".csv")
    rows = grid(contents[table])
    remedy = problem.details.get("remedy")
    cells = written(problem.column, problem.details)
    if cells:
        _write(rows, table, problem.row, cells)
    elif remedy == "rename":
        rows[problem.row - 1] = [
            str(problem.details["here"]) if c == problem.found else c for c in rows[problem.row - 1]
        ]
    elif remedy == "header_below":
        rows.insert(0, rows.pop(int(str(problem.details["row"])) - 1))
    elif problem.code == "no_header" and remedy is None:
        rows.insert(0, str(problem.details["columns"]).split(","))
    elif problem.code == "no_row":
        del rows[problem.row - 1]
    else:
        return None
    return {**contents, table: saved(rows)}


def _write(rows: Grid, table: str, row: int, cells: Mapping[str, str]) -> None:
    """Cells by the names of their columns, below the first row that names the table's."""
    wanted = [column.name for column in BY_NAME[table].columns]
    headers = ([contract_name(name.strip()) for name in names] for names in rows)
    header = next((names for names in headers if 2 * len(set(wanted) & set(names)) > len(wanted)), wanted)
    places = {name: at for at, name in enumerate(header)}
    for name, text in cells.items():
        rows[row - 1][places[name]] = text
