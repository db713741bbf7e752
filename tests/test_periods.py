"""No factor has two periods: what is divided was counted or asked at one time, whatever the dates."""

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadlag import queries
from leadlag.rows import Figures, Overview
from leadlag.store import READINGS, Snapshot
from tests.conftest import Folder, copy_of_story, examples
from tests.dates import PRECISIONS, blurred, dated

CASES = 8  # pairs of sides in one set
PRICE_DAYS = 31  # that two prices of one period lie apart at most
COUNT = st.tuples(st.integers(1, 900), st.dates(date(2022, 1, 1), date(2025, 12, 31)), PRECISIONS)
SIDE = st.lists(COUNT, min_size=1, max_size=3)
TABLES = {"audience": ("users", "capcut_mau_2023"), "month_price": ("prices", "jianying_membership_month")}


Count = tuple[int, date, str]  # how much, when, and how precisely that is known


class Cases:
    """The story and, in place of its counts and prices, random ones of two sides a case."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        tables = ("sides", "organizations", "products")
        self._rows = {name: folder.rows(name) for name in tables}
        self._like = {table: folder.rows(table)[folder.row(table, key) - 2] for table, key in TABLES.values()}

    def load(self, dimension: str, cases: list[tuple[list[Count], list[Count]]]) -> Snapshot:
        table = TABLES[dimension][0]
        rows, figures = {name: list(known) for name, known in self._rows.items()}, []
        for number, both in enumerate(cases):
            for rank, counts in enumerate(both):
                side = f"side_{number}_{rank}"
                named = {"id": side, "name": side, "name_zh": side}
                own = {"sides": {}, "organizations": {"side": side}, "products": {"organization": side}}
                for name, cells in own.items():
                    rows[name].append({**rows[name][0], **named, **cells})
                figures += [self._figure(table, side, place, *count) for place, count in enumerate(counts)]
        for name, changed in {**rows, table: figures}.items():
            self._folder.save(name, changed)
        return self._folder.load()

    def _figure(self, table: str, product: str, place: int, value: int, day: date, precision: str) -> dict[str, str]:
        amount = {"low": "", "value": str(value), "high": "", "qualifier": "exactly", "claim": "", "claim_zh": ""}
        own = {"id": f"{table}_{product}_{place}", "product": product, **amount, **dated(blurred(day, precision))}
        return {**self._like[table], **own}


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Cases:
    folder = copy_of_story(tmp_path_factory.mktemp("periods") / "data")
    folder.save("conflicts", [])
    return Cases(folder)


def divided(source: Snapshot) -> Iterator[tuple[Figures, Figures]]:
    """Both figures of each factor."""
    stated = {row.id: row for row in queries.ask(source, Figures)}
    rows = [row for row in queries.ask(source, Overview) if row.factor_low is not None]
    for first, second in zip(rows[::2], rows[1::2], strict=True):
        yield stated[first.id], stated[second.id]


def apart(first: Figures, second: Figures) -> int:
    """Days between two dates; 0 where they overlap."""
    ends = first.earliest_day, first.latest_day, second.earliest_day, second.latest_day
    start, end, other_start, other_end = (day or 0 for day in ends)
    return max(other_start - end, start - other_end, 0)


@pytest.mark.parametrize(("dimension", "most"), [("audience", 0), ("month_price", PRICE_DAYS)])
@given(st.lists(st.tuples(SIDE, SIDE), min_size=CASES, max_size=CASES))
@examples(1, 40)
def test_no_factor_has_two_periods(
    cases: Cases, dimension: str, most: int, drawn: list[tuple[list[Count], list[Count]]]
) -> None:
    made = cases.load(dimension, drawn)
    for reading in READINGS:
        for number in range(CASES):
            compared = made.read_as(reading).comparing(f"side_{number}_0,side_{number}_1")
            assert [pair for pair in divided(compared) if apart(*pair) > most] == []


@pytest.mark.parametrize("pair", ["bytedance,openai_adobe", "kuaishou,google", "bytedance,google"])
def test_shipped_factors_have_one_period(pair: str, snapshot: Snapshot) -> None:
    for reading in READINGS:
        for first, second in divided(snapshot.read_as(reading).comparing(pair)):
            assert first.earliest_day is None or apart(first, second) <= PRICE_DAYS
