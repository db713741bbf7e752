"""What one set has that another has not: rows by their keys, cells that differ, order, loss, and a line about it."""

import pytest

from leadlag.contract import BY_NAME
from leadlag.store import Counted, Difference, RowChange, Snapshot, difference
from leadlag.store.cells import Cell
from leadlag.words import LANGUAGES

Row = tuple[Cell, ...]
Rows = dict[str, list[Row]]


@pytest.fixture
def rows(snapshot: Snapshot) -> Rows:
    """The rows of the story, to be changed by a test."""
    return {name: list(table) for name, table in snapshot.tables.items()}


def place(table: str, column: str) -> int:
    return [each.name for each in BY_NAME[table].columns].index(column)


def with_cell(table: str, row: Row, column: str, value: Cell) -> Row:
    at = place(table, column)
    return (*row[:at], value, *row[at + 1 :])


def edit(rows: Rows, table: str, at: int, column: str, value: Cell) -> None:
    rows[table][at] = with_cell(table, rows[table][at], column, value)


def counted(found: Difference) -> list[tuple[str, int, int, int]]:
    return [(each.table, each.changed, each.added, each.removed) for each in found.counted]


def test_equal_sets_do_not_differ(snapshot: Snapshot, rows: Rows) -> None:
    found = difference(snapshot.tables, rows)
    assert not found
    assert found == Difference(())
    assert (found.counted, found.says("en"), found.says("zh")) == ((), "", "")


def test_changed_row_names_its_cells(snapshot: Snapshot, rows: Rows) -> None:
    before = rows["users"][1]
    edit(rows, "users", 1, "value", 5)
    edit(rows, "users", 1, "note", None)
    note = before[place("users", "note")]
    found = difference(snapshot.tables, rows)
    cells = (("value", 490_000_000, 5), ("note", note, None))
    assert found == Difference((RowChange("users", "capcut_users_2023_08", "changed", cells),))


def test_added_and_removed_rows_are_named(snapshot: Snapshot, rows: Rows) -> None:
    gone = rows["users"].pop(0)
    rows["users"].append(with_cell("users", gone, "id", "a_new_one"))
    assert difference(snapshot.tables, rows).changes == (
        RowChange("users", "a_new_one", "added"),
        RowChange("users", "jianying_mau_100m", "removed"),
    )


def test_added_one_way_is_removed_the_other(snapshot: Snapshot, rows: Rows) -> None:
    edit(rows, "prices", 0, "low", 21.0)
    del rows["gaps"][3:5]
    there, back = difference(snapshot.tables, rows), difference(rows, snapshot.tables)
    assert counted(there) == [("prices", 1, 0, 0), ("gaps", 0, 0, 2)]
    assert counted(back) == [("prices", 1, 0, 0), ("gaps", 0, 2, 0)]
    assert there.changes[0].cells == (("low", 20.0, 21.0),)
    assert back.changes[0].cells == (("low", 21.0, 20.0),)


def test_key_of_several_columns(snapshot: Snapshot, rows: Rows) -> None:
    edit(rows, "exchange_rates", 0, "units_per_usd", 7.5)
    edit(rows, "exchange_rates", 1, "day", 26)
    assert difference(snapshot.tables, rows).changes == (
        RowChange("exchange_rates", "CNY 2024 3 8", "changed", (("units_per_usd", 7.0978, 7.5),)),
        RowChange("exchange_rates", "CNY 2024 11 26", "added"),
        RowChange("exchange_rates", "CNY 2024 11 25", "removed"),
    )


def test_turned_pair_is_the_same_row(snapshot: Snapshot, rows: Rows) -> None:
    one, other, *rest = rows["conflicts"][0]
    rows["conflicts"][0] = (other, one, *rest)
    (change,) = difference(snapshot.tables, rows).changes
    assert change.kind == "changed"
    assert change.key == " ".join(sorted((str(one), str(other))))
    assert change.cells == (("statement_a", one, other), ("statement_b", other, one))


def test_another_order_is_all_that_differs(snapshot: Snapshot, rows: Rows) -> None:
    rows["sides"].reverse()
    found = difference(snapshot.tables, rows)
    assert found
    assert (found.changes, found.reordered, counted(found)) == ((), ("sides",), [("sides", 0, 0, 0)])
    assert found.says("en") == "sides.csv: rows reordered"
    assert found.says("zh") == "sides.csv：行序改变"


def test_row_put_between_keeps_the_order(snapshot: Snapshot, rows: Rows) -> None:
    rows["users"].insert(3, with_cell("users", rows["users"].pop(10), "id", "a_new_one"))
    assert difference(snapshot.tables, rows).reordered == ()


def test_row_that_moves_and_changes_is_both(snapshot: Snapshot, rows: Rows) -> None:
    rows["users"].append(with_cell("users", rows["users"].pop(0), "note", "moved"))
    found = difference(snapshot.tables, rows)
    assert (found.reordered, counted(found)) == (("users",), [("users", 1, 0, 0)])
    assert found.says("en") == "users.csv: 1 figure changed"


def test_loss_of_more_than_half_is_named(rows: Rows) -> None:
    before = {"users": rows["users"][:20]}
    halved = {lost: difference(before, {"users": rows["users"][lost:20]}).halved for lost in (9, 10, 11, 20)}
    assert halved == {9: (), 10: (), 11: ("users",), 20: ("users",)}


def test_rows_that_are_all_replaced_are_lost(rows: Rows) -> None:
    other = [with_cell("users", row, "id", f"other_{number}") for number, row in enumerate(rows["users"])]
    assert difference({"users": rows["users"]}, {"users": other}).halved == ("users",)


def test_from_nothing_everything_is_added(snapshot: Snapshot) -> None:
    found = difference({}, snapshot.tables)
    assert counted(found) == [(name, 0, count, 0) for name, count in snapshot.counts.items() if count]
    assert (found.reordered, found.halved) == ((), ())
    back = difference(snapshot.tables, {})
    assert back.halved == tuple(name for name, count in snapshot.counts.items() if count)


LINES: list[tuple[tuple[str, int, int, int], str, str]] = [
    (("users", 1, 0, 0), "users.csv: 1 figure changed", "users.csv：改动 1 条"),
    (("users", 2, 1, 0), "users.csv: 2 figures changed, 1 added", "users.csv：改动 2 条，新增 1"),
    (("users", 1, 2, 3), "users.csv: 1 figure changed, 2 added, 3 removed", "users.csv：改动 1 条，新增 2，删除 3"),
    (("prices", 0, 1, 0), "prices.csv: 1 figure added", "prices.csv：新增 1 条"),
    (("gaps", 0, 2, 1), "gaps.csv: 2 figures added, 1 removed", "gaps.csv：新增 2 条，删除 1"),
    (("milestones", 0, 0, 1), "milestones.csv: 1 figure removed", "milestones.csv：删除 1 条"),
    (("data_costs", 0, 0, 12), "data_costs.csv: 12 figures removed", "data_costs.csv：删除 12 条"),
    (("sides", 1, 0, 0), "sides.csv: 1 row changed", "sides.csv：改动 1 行"),
    (("sources", 2, 0, 0), "sources.csv: 2 rows changed", "sources.csv：改动 2 行"),
    (("products", 0, 1, 1), "products.csv: 1 row added, 1 removed", "products.csv：新增 1 行，删除 1"),
    (("conflicts", 0, 2, 0), "conflicts.csv: 2 rows added", "conflicts.csv：新增 2 行"),
    (("exchange_rates", 0, 0, 1), "exchange_rates.csv: 1 row removed", "exchange_rates.csv：删除 1 行"),
    (("organizations", 0, 0, 3), "organizations.csv: 3 rows removed", "organizations.csv：删除 3 行"),
]


def test_table_is_summed_up_in_one_line() -> None:
    said = [(counts, *(Counted(*counts).says(lang) for lang in LANGUAGES)) for counts, _, _ in LINES]
    assert said == LINES


def test_several_tables_are_summed_up(snapshot: Snapshot, rows: Rows) -> None:
    """In the contract's order."""
    del rows["prices"][0]
    edit(rows, "users", 0, "note", "x")
    edit(rows, "users", 1, "note", "x")
    rows["users"].append(with_cell("users", rows["users"][2], "id", "a_new_one"))
    rows["sides"].reverse()
    assert [difference(snapshot.tables, rows).says(lang) for lang in LANGUAGES] == [
        "sides.csv: rows reordered; users.csv: 2 figures changed, 1 added; prices.csv: 1 figure removed",
        "sides.csv：行序改变；users.csv：改动 2 条，新增 1；prices.csv：删除 1 条",
    ]
