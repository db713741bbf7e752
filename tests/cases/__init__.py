"""Examples of everything that can be wrong with files, each with what a reader is told in both languages."""

from collections.abc import Mapping, Sequence

from leadlag.errors import Problem
from tests.conftest import Folder

Edit = tuple[tuple[str, str], Mapping[str, str]]  # table and key of a row, cells


def spoiled(folder: Folder, table: str, key: str, cells: Mapping[str, str]) -> tuple[int, list[Problem]]:
    """The spreadsheet row whose cells are other ones for a moment, and all that is wrong then."""
    before = folder.contents()[table]
    row = folder.edit(table, key, cells)
    problems = folder.problems()
    folder.write(table, before)
    return row, problems


def spoiled_copies(folder: Folder, edits: Sequence[Edit]) -> list[tuple[int, list[Problem]]]:
    """The same for many edits at once, each in a copy of its row, for a set takes longer to check than all of them."""
    rows = {table: folder.rows(table) for (table, _), _ in edits}
    places = []
    for number, ((table, key), cells) in enumerate(edits):
        like = rows[table][folder.row(table, key) - 2]
        rows[table].append({**like, "id": f"copy_{number}", **cells})
        places.append((f"{table}.csv", len(rows[table]) + 1))
    for table, copied in rows.items():
        folder.save(table, copied)
    found: dict[tuple[str, int], list[Problem]] = {place: [] for place in places}
    for problem in folder.problems():
        found[problem.file, problem.row].append(problem)
    return [(row, found[file, row]) for file, row in places]
