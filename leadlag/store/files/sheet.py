"""What comes out of a file: rows of text cells, and what was read otherwise than it was written."""

from dataclasses import dataclass, field

from leadlag.errors import Problem
from leadlag.tables import Table
from leadlag.words import Language, say

#: Columns a repair file adds; they are dropped without a word when it is sent back.
ADDED = ("error", "suggestion")


@dataclass(frozen=True)
class Notice:
    """Something read otherwise than it was written, which the sender is told."""

    file: str
    code: str
    details: dict[str, object] = field(default_factory=dict, hash=False)

    def says(self, lang: Language) -> str:
        return say(lang, f"notice.{self.code}", **self.details)


@dataclass(frozen=True)
class Sheet:
    """One file's columns of the contract and its rows as (spreadsheet row, cells), each as long as the header."""

    table: Table
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    notices: tuple[Notice, ...] = ()


class RejectedError(Exception):
    """A file or a part of it that cannot be used; becomes a `Problem` where the file's name is known."""

    def __init__(self, code: str, row: int = 0, found: str = "", **details: object) -> None:
        self.code, self.row, self.found, self.details = code, row, found, details

    def problem(self, file: str) -> Problem:
        return Problem(file, self.row, "", self.code, self.found, self.details)
