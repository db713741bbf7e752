"""What comes out of a file: rows of text cells, and what its sender is told of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from leadlag.contract import Table
from leadlag.errors import Problem
from leadlag.words import Language, labelled, translate

#: Columns a repair file adds; they are dropped without a word when it is sent back.
ADDED = ("error", "suggestion")
NAMED_LIMIT = 12  # files left out that are named
NOTICES_LIMIT = 5  # notices of one kind in one file that are written out


@dataclass(frozen=True)
class Notice:
    """What the sender is told while nothing waits for it: read otherwise than it was written, left out, or doubtful.

    `row` counts as a spreadsheet does; 0 is the whole file.
    """

    file: str
    code: str
    details: dict[str, object] = field(default_factory=dict, hash=False)
    row: int = 0
    column: str = ""

    def says(self, lang: Language) -> str:
        return translate(lang, f"notice.{self.code}", **self.details)

    def line(self, lang: Language) -> str:
        """`users.csv, row 3: …`."""
        location = translate(lang, "notice.location", file=self.file, row=self.row) if self.row else self.file
        return labelled(lang, location, self.says(lang))


def lines(notices: Sequence[Notice], lang: Language) -> list[str]:
    """Every notice in a line; of many of one kind in one file the first, and how many more there are."""
    found: list[str] = []
    kinds: dict[tuple[str, str], list[Notice]] = {}
    for notice in notices:
        kinds.setdefault((notice.file, notice.code), []).append(notice)
    for (file, _), alike in kinds.items():
        found += [notice.line(lang) for notice in alike[:NOTICES_LIMIT]]
        if len(alike) > NOTICES_LIMIT:
            found.append(labelled(lang, file, translate(lang, "notice.more", count=len(alike) - NOTICES_LIMIT)))
    return found


@dataclass(frozen=True)
class Sheet:
    """One file's columns of the contract and its rows as (spreadsheet row, cells), each as long as the header.

    `own` are the columns its reader added and `own_cells` what stands in them, row by row. A row that was made has the
    number 0.
    """

    table: Table
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...] = field(hash=False)  # many; two sheets differ in an early one
    notices: tuple[Notice, ...] = ()
    own: tuple[str, ...] = ()
    own_cells: tuple[tuple[str, ...], ...] = field(default=(), hash=False)

    def at(self, column: str) -> int:
        """The index of a column of the contract, or -1."""
        return self.header.index(column) if column in self.header else -1

    def extra(self, column: str) -> list[str]:
        """The cells of a column that is not of the contract; none where the file has no such column."""
        index = self.own.index(column) if column in self.own else -1
        return [cells[index] for cells in self.own_cells] if index >= 0 else []

    def without(self, column: str) -> "Sheet":
        """The same without one of the columns that are not of the contract."""
        indexes = [index for index, name in enumerate(self.own) if name != column]
        kept = tuple(tuple(cells[index] for index in indexes) for cells in self.own_cells)
        return replace(self, own=tuple(self.own[index] for index in indexes), own_cells=kept)


class RejectedError(Exception):
    """A file or a part of it that cannot be used; becomes a `Problem` where the file's name is known."""

    def __init__(self, code: str, row: int = 0, found: str = "", **details: object) -> None:
        self.code, self.row, self.found, self.details = code, row, found, details

    def problem(self, file: str) -> Problem:
        return Problem(file, self.row, "", self.code, self.found, self.details)


def listed(names: Sequence[str]) -> list[str]:
    """The first names, and of more than fit how many there are."""
    return [*names[:NAMED_LIMIT], *([f"… ({len(names)})"] if len(names) > NAMED_LIMIT else [])]


def last_part(name: str) -> str:
    """A file's name without the folders before it, however they are written, and without control characters."""
    last = name.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
    return "".join(sign for sign in last if sign.isprintable()) or "-"
