"""Which of all its rows a picture shows: a hundred are read and sent at once, however many there are.

So many hold any chart of the shipped data whole, weigh less than 100 kB on a page, and make a dozen cards.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, TypeVar

Row = TypeVar("Row")
ROWS = 100


@dataclass(frozen=True)
class RowRange:
    """The rows from `first` to `last`, counted from 1, of `total`; what belongs together is counted as one."""

    first: int
    last: int
    total: int
    rows: Sequence[Any] = ()

    @property
    def is_part(self) -> bool:
        """Whether there are further rows."""
        return self.last - self.first + 1 < self.total

    def of(self, rows: Sequence[Row]) -> Sequence[Row]:
        """Those of these rows that are shown; all, where nothing is left out."""
        shown = set(self.rows) if self.is_part else set()
        return [row for row in rows if row in shown] if self.is_part else rows


def pages(total: int, limit: int = ROWS) -> int:
    """How many ranges hold all rows."""
    return max(1, -(-total // limit))


def row_range(
    rows: Iterable[Row], offset: int, limit: int, together: Callable[[Row], Hashable] | None = None
) -> RowRange:
    """`limit` rows at most, of which `offset` others come before; the last ones, where there are not so many. Rows
    behind each other that `together` gives the same value count as one."""
    groups = [list(group) for _, group in groupby(rows, together)] if together else [[row] for row in rows]
    start = min(offset, (pages(len(groups), limit) - 1) * limit)
    shown = groups[start : start + limit]
    return RowRange(start + 1, start + len(shown), len(groups), [row for group in shown for row in group])
