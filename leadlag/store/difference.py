"""What one set has that another has not, row by row. Rows are the same row where their keys are equal."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from leadlag.contract import BY_NAME, TABLES, Table
from leadlag.store.cells import Cell
from leadlag.words import Language, labelled, translate

Rows = Mapping[str, Sequence[tuple[Cell, ...]]]
Kind = Literal["changed", "added", "removed"]
KINDS: tuple[Kind, ...] = ("changed", "added", "removed")


@dataclass(frozen=True)
class RowChange:
    """One row that differs. `cells` are the columns that do, each with what it held and what it holds."""

    table: str
    key: str
    kind: Kind
    cells: tuple[tuple[str, Cell, Cell], ...] = ()


@dataclass(frozen=True)
class Counted:
    """How many rows of one table were changed, added and removed."""

    table: str
    changed: int
    added: int
    removed: int

    def says(self, lang: Language) -> str:
        """`users.csv: 2 figures changed, 1 added`."""
        noun = "figures" if BY_NAME[self.table].is_statement else "rows"
        given = [(kind, count) for kind in KINDS if (count := getattr(self, kind))]
        parts = [
            translate(lang, f"difference.{kind}.{noun if not index else 'more'}", count=count)
            for index, (kind, count) in enumerate(given)
        ]
        text = translate(lang, "clause.separator").join(parts) or translate(lang, "difference.order")
        return labelled(lang, BY_NAME[self.table].file, text)


@dataclass(frozen=True)
class Difference:
    """All rows that differ. `reordered` are the tables whose rows stand in another order, `halved` those that lose
    more than half of their rows."""

    changes: tuple[RowChange, ...]
    reordered: tuple[str, ...] = ()
    halved: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.changes or self.reordered)

    @property
    def counted(self) -> tuple[Counted, ...]:
        """The tables that differ, in the contract's order, and how."""
        kinds = [(change.table, change.kind) for change in self.changes]
        all_counts = (Counted(t.name, *(kinds.count((t.name, kind)) for kind in KINDS)) for t in TABLES)
        return tuple(c for c in all_counts if c.changed or c.added or c.removed or c.table in self.reordered)

    def says(self, lang: Language) -> str:
        """One line: `users.csv: 2 figures changed, 1 added; prices.csv: 1 figure removed`."""
        return translate(lang, "group.separator").join(counted.says(lang) for counted in self.counted)


def change_summary(counted: Sequence[Counted], lang: Language) -> str:
    """What files that were replaced changed, in one line; where no row differs, they only were written otherwise."""
    texts = [each.says(lang) for each in counted]
    return translate(lang, "group.separator").join(texts) or translate(lang, "difference.none")


def difference(old: Rows, new: Rows) -> Difference:
    """What has to be done to the old set to get the new one."""
    changes: list[RowChange] = []
    reordered, halved = [], []
    for table in TABLES:
        before, after = _by_key(table, old.get(table.name, ())), _by_key(table, new.get(table.name, ()))
        found = list(_changes(table, before, after))
        changes += found
        if [key for key in before if key in after] != [key for key in after if key in before]:
            reordered.append(table.name)
        if 2 * sum(change.kind == "removed" for change in found) > len(before):
            halved.append(table.name)
    return Difference(tuple(changes), tuple(reordered), tuple(halved))


def _changes(
    table: Table, before: Mapping[str, tuple[Cell, ...]], after: Mapping[str, tuple[Cell, ...]]
) -> Iterator[RowChange]:
    for key, row in after.items():
        if key not in before:
            yield RowChange(table.name, key, "added")
        elif row != before[key]:
            names = [column.name for column in table.columns]
            pairs = zip(names, before[key], row, strict=True)
            yield RowChange(table.name, key, "changed", tuple(cell for cell in pairs if cell[1] != cell[2]))
    yield from (RowChange(table.name, key, "removed") for key in before if key not in after)


def _by_key(table: Table, rows: Sequence[tuple[Cell, ...]]) -> dict[str, tuple[Cell, ...]]:
    """Rows by their key as text; of a pair in which order does not matter, in one order."""
    indexes = [[column.name for column in table.columns].index(name) for name in table.key]
    parts = ([str(row[index]) for index in indexes] for row in rows)
    keys = (" ".join(sorted(part) if table.unordered_key else part) for part in parts)
    return dict(zip(keys, rows, strict=True))
