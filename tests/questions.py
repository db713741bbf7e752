"""What tests look for in the rows of any question, and the ways there are to ask it."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from leadlag import charts, queries
from leadlag.contract import METRICS
from leadlag.rows import Measures
from leadlag.store import Snapshot
from tests.params import params


def of_both(rows: Sequence[Any], *columns: str) -> tuple[Any, ...]:
    """What a pair's rows say of both sides, and so each says alike."""
    (told,) = {tuple(getattr(row, column) for column in columns) for row in rows}
    return told


def ways(snapshot: Snapshot, name: str) -> Iterator[Mapping[str, object]]:
    """The parameters a question is asked with: the tests' own, the pages', each metric, and a measure of each kind."""
    yield params(name)
    if name in charts.SPECS:
        yield charts.defaults(snapshot, name)
    if name == "audience_over_time":
        yield from ({"metric": metric} for metric in METRICS)
    if name == "measure":
        yield from ({"measure": one} for one in {row.kind: row.id for row in queries.ask(snapshot, Measures)}.values())


def nulls(snapshot: Snapshot, *, every_way: bool = True) -> set[tuple[str, str]]:
    """Questions and their columns that are NULL in a row although their header does not say that they may be; asked in
    every way, or in one."""
    return {
        (name, column)
        for name in queries.names()
        for asked in islice(ways(snapshot, name), None if every_way else 1)
        for row in queries.answer(snapshot, name, **asked)
        for column, declared in queries.question(name).columns.items()
        if not declared.optional and getattr(row, column) is None
    }
