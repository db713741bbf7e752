"""What may be changed in a cell without guessing: blanks around it, full-width signs in codes, the formula guard.

The guard is an apostrophe before a cell that a spreadsheet would take for a formula. Writing adds one and reading
takes one away, so a cell that already begins with apostrophes and such a sign comes back as it was.
"""

import re
from collections.abc import Iterable
from itertools import chain

from leadlag.contract import Column
from leadlag.store.cells import picker
from leadlag.store.files.sheet import Notice

ZERO_WIDTH = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
BLANKS = "".join(chr(code) for code in range(0x10000) if chr(code).isspace()) + ZERO_WIDTH
FULL_WIDTH = {0xFF01 + code: 0x21 + code for code in range(94)} | {0x3000: " ", 0xFFE5: "¥", 0x2212: "-"}
FORMULA = re.compile(r"'*[=+\-@\t\r]")
GUARDED = re.compile(r"'+[=+\-@\t\r]")
PLAIN_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def guard_formula(cell: str) -> str:
    """The cell as it may be written into a CSV: never the beginning of a formula."""
    return f"'{cell}" if FORMULA.match(cell) and not PLAIN_NUMBER.fullmatch(cell) else cell


def safe(value: object) -> object:
    """A value as it may stand in a table that somebody saves as a CSV: texts are guarded, all else is as it is."""
    return guard_formula(value) if isinstance(value, str) else value


def trimmed(cell: str) -> str:
    """The cell without blanks around it and without its formula guard."""
    bare = cell.strip() if cell.isascii() else cell.strip(BLANKS)
    if bare[:1] == "'" and GUARDED.match(bare):
        return bare[1:] if bare[1:].strip() else ""
    return bare


def _are_bare(cells: Iterable[str]) -> bool:
    """True where a look at the whole row shows that nothing is to be trimmed; where it leaves a doubt, cells are looked
    at one by one. Of all blanks only the ordinary one is printable."""
    row = f"|{'|'.join(cells)}|"
    return row.isprintable() and "| " not in row and " |" not in row and "|'" not in row


class Cleaner:
    """Trims the cells of one file and counts those that were written otherwise."""

    def __init__(self, file: str, columns: Iterable[Column | None]) -> None:
        self.file = file
        self.spaces = 0
        self.full_width: dict[str, int] = {}
        named = [(index, column) for index, column in enumerate(columns) if column is not None]
        self.codes = [(index, column.name) for index, column in named if column.kind != "text" or column.choices]
        indexes = [index for index, _ in self.codes]
        self.chosen, self.last = picker(indexes), max(indexes, default=-1)

    def are_clean(self, rows: list[list[str]]) -> bool:
        """True where these whole rows are as `row` would make them."""
        return _are_bare(chain.from_iterable(rows)) and "".join(map("".join, map(self.chosen, rows))).isascii()

    def row(self, cells: list[str]) -> list[str]:
        """One row's cells, trimmed, with full-width signs made ordinary in columns of numbers and codes."""
        bare = list(cells) if _are_bare(cells) else [trimmed(cell) for cell in cells]
        if bare != cells:
            self.spaces += sum(not cell.isascii() and cell.strip(" \t\r\n") != cell.strip(BLANKS) for cell in cells)
        if len(bare) <= self.last or not "".join(self.chosen(bare)).isascii():
            for index, name in self.codes:
                if index < len(bare) and not bare[index].isascii():
                    self._make_ordinary(bare, index, name)
        return bare

    def _make_ordinary(self, cells: list[str], index: int, name: str) -> None:
        ordinary = cells[index].translate(FULL_WIDTH)
        if ordinary != cells[index]:
            cells[index] = ordinary
            self.full_width[name] = self.full_width.get(name, 0) + 1

    def notices(self) -> list[Notice]:
        found = []
        if self.spaces:
            found.append(Notice(self.file, "spaces", {"count": self.spaces}))
        if self.full_width:
            columns, count = ", ".join(self.full_width), sum(self.full_width.values())
            found.append(Notice(self.file, "full_width", {"count": count, "columns": columns}))
        return found
