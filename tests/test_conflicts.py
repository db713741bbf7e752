"""SQL finds where statements exclude each other; people explain why; nothing that fits together is reported."""

from typing import Any

import pytest

from leadlag import queries
from leadlag.store import Snapshot
from tests.conftest import Folder

DEMO_16, DEMO_7 = "sora_demo_2024_02_16", "sora_demo_2024_02_07"


Found = dict[tuple[str, str], str]


def found(snapshot: Snapshot) -> Found:
    """What SQL finds: the pair of statements → what they clash in."""
    rows: list[Any] = queries.ask(snapshot, "conflicts")
    return {(row.statement_a, row.statement_b): row.basis for row in rows if row.basis is not None}


@pytest.fixture(scope="module")
def before(snapshot: Snapshot) -> Found:
    """What is found in the story."""
    return found(snapshot)


def news(before: Found, folder: Folder) -> Found:
    """What is found in the folder and was not before."""
    return {pair: basis for pair, basis in found(folder.load()).items() if pair not in before}


def test_every_conflict_found_in_the_shipped_data_is_explained(snapshot: Snapshot) -> None:
    rows: list[Any] = queries.ask(snapshot, "conflicts")
    assert [(row.statement_a, row.statement_b) for row in rows if row.basis and not row.explanation] == []
    assert {row.basis for row in rows} == {"date", "value", "lag", None}


def test_the_articles_two_dates_of_the_demo_are_found(snapshot: Snapshot) -> None:
    rows = [
        row for row in queries.ask(snapshot, "conflicts") if {row.statement_a, row.statement_b} == {DEMO_16, DEMO_7}
    ]
    assert [(row.basis, row.severity) for row in rows] == [("date", "high")]
    assert rows[0].claim_a == "The Sora demo videos were said in another place to have come out on 7 February."


def test_an_explanation_removed_leaves_the_conflict_found_and_unexplained(folder: Folder) -> None:
    folder.keep("conflicts")
    rows = folder.ask("conflicts")
    assert len([row for row in rows if row.basis]) == len(rows) > 0
    assert {row.severity for row in rows} == {None}
    assert ("sora_demo_2024_02_07", "sora_demo_2024_02_16") in {(row.statement_a, row.statement_b) for row in rows}


def test_two_dates_that_exclude_each_other_are_found(before: Found, folder: Folder) -> None:
    folder.add("milestones", "pico_bought_2021", {"id": "pico_bought_2020", "year": "2020", "month": "12", "day": "31"})
    assert news(before, folder) == {
        ("pico_bought_2020", "pico_bought_2021"): "date",  # the same source
        ("pico_bought_2020", "pico_bought_2021_08_29"): "date",  # and two others, to the day
        ("pico_bought_2020", "pico_bought_2021_08_30"): "date",
    }


def test_a_date_inside_a_coarser_one_is_no_conflict(before: Found, folder: Folder) -> None:
    inside = {"id": "membership_some_day", "year": "2021", "month": "8", "day": "29"}
    folder.add("milestones", "jianying_membership_2021", inside)
    folder.add("milestones", "jianying_membership_2021", {"id": "membership_some_time", "year": ""})
    assert news(before, folder) == {}
    folder.set("milestones", "membership_some_day", "year", "2022")
    assert news(before, folder) == {("jianying_membership_2021", "membership_some_day"): "date"}


def test_two_values_that_exclude_each_other_at_one_time_are_found(before: Found, folder: Folder) -> None:
    small = {"id": "capcut_mau_small", "low": "", "high": "199999999", "qualifier": "at most"}
    folder.add("users", "capcut_mau_2023", small)
    assert news(before, folder) == {
        ("capcut_mau_2023", "capcut_mau_small"): "value",  # the same source
        ("capcut_mau_2023_03", "capcut_mau_small"): "value",  # and two others, of one month of that year
        ("capcut_mau_2023_03_err", "capcut_mau_small"): "value",
    }


def test_values_that_overlap_or_belong_to_other_times_or_metrics_are_no_conflict(before: Found, folder: Folder) -> None:
    small = {"low": "", "high": "100", "qualifier": "at most"}
    folder.add("users", "capcut_mau_2023", {"id": "a", "low": "", "high": "200000000", "qualifier": "at most"})
    folder.add("users", "capcut_mau_2023", {**small, "id": "b", "year": "2022"})
    folder.add("users", "capcut_mau_2023", {**small, "id": "c", "metric": "dau"})
    assert news(before, folder) == {}


@pytest.mark.parametrize(
    ("source", "found_in"),
    [
        ("zimubang_2024_04_22", {}),
        ("article", {("capcut_mau_2023", "capcut_mau_small"): "value", ("eleme_assistant_2024_04", "eleme_x"): "date"}),
    ],
)
def test_a_deprecated_statement_contradicts_nobody_but_its_own_source(
    before: Found, folder: Folder, source: str, found_in: Found
) -> None:
    old = {"rank": "deprecated", "source": source}
    small = {"low": "", "high": "199999999", "qualifier": "at most"}
    folder.add("users", "capcut_mau_2023", {**small, **old, "id": "capcut_mau_small"})
    folder.add("milestones", "eleme_assistant_2024_04", {**old, "id": "eleme_x", "year": "2019"})
    assert news(before, folder) == found_in


def test_a_deprecated_lag_is_refuted_by_the_dates_of_its_own_source_only(before: Found, folder: Folder) -> None:
    lag = {"rank": "deprecated", "low": "", "value": "4", "high": "", "qualifier": "about", "unit": "years"}
    folder.edit("gaps", "gap_jianying_launch_membership", lag)  # the dates of every source give 1 to 3 years
    assert news(before, folder) == {("gap_jianying_launch_membership", "jianying_membership_2021"): "lag"}
    folder.set("gaps", "gap_jianying_launch_membership", "source", "zimubang_2024_04_22")
    assert news(before, folder) == {}


def test_a_conflict_between_sources_ends_where_one_of_the_two_is_deprecated(before: Found, folder: Folder) -> None:
    pair = ("doubao_launch_2023_06", "doubao_launch_2023_08_scmp")
    assert before[pair] == "date"
    folder.set("milestones", pair[1], "rank", "deprecated")
    assert pair not in found(folder.load())


def test_a_source_goes_on_contradicting_itself_where_one_of_the_two_is_deprecated(before: Found) -> None:
    assert before[DEMO_7, DEMO_16] == "date"  # the article's 7 February is deprecated
    assert (DEMO_7, "sora_demo_2024_02_15") not in before
    assert before["sora_demo_2024_02_15", DEMO_16] == "date"


def test_two_prices_of_one_item_clash_but_not_in_two_currencies(before: Found, folder: Folder) -> None:
    price = {"low": "", "value": "45", "high": "", "qualifier": "exactly"}
    folder.add("prices", "jianying_membership_month", {**price, "id": "vip_45_yuan"})
    folder.add("prices", "jianying_membership_month", {**price, "id": "vip_45_dollars", "currency": "USD"})
    assert news(before, folder) == {("jianying_membership_month", "vip_45_yuan"): "value"}


def test_a_stated_lag_that_its_own_dates_refute_is_found(before: Found, folder: Folder) -> None:
    lag = {"low": "", "value": "3", "high": "", "qualifier": "about", "unit": "years"}
    folder.edit("gaps", "gap_jianying_launch_membership", lag)  # 2019 to 2021: 367 to 1095 days; 913 to 1279 fits
    assert news(before, folder) == {}
    folder.set("gaps", "gap_jianying_launch_membership", "value", "4")
    assert news(before, folder) == {("gap_jianying_launch_membership", "jianying_membership_2021"): "lag"}


def test_a_refuted_lag_clashes_with_the_dating_that_refutes_it(snapshot: Snapshot) -> None:
    pairs = {(row.statement_a, row.statement_b): row.basis for row in queries.ask(snapshot, "conflicts")}
    assert pairs["gap_sora_demo_capcut_text_to_video", DEMO_7] == "lag"
    assert ("gap_sora_demo_capcut_text_to_video", DEMO_16) not in pairs


def test_one_lag_stated_in_two_units_is_no_conflict(before: Found, folder: Folder) -> None:
    same = {"id": "gap_in_days", "value": "7", "unit": "days"}
    folder.add("gaps", "gap_sora_demo_capcut_text_to_video", same)
    assert [pair for pair, basis in news(before, folder).items() if basis == "value"] == []


def test_two_lags_that_exclude_each_other_in_different_units_are_found(before: Found, folder: Folder) -> None:
    short = {"id": "gap_z_in_days", "unit": "days", "qualifier": "exactly"}
    folder.add("gaps", "gap_jianying_launch_100m_mau", short)  # three years, and three days
    assert news(before, folder).get(("gap_jianying_launch_100m_mau", "gap_z_in_days")) == "value"


def test_the_order_in_which_a_conflict_names_its_statements_does_not_matter(snapshot: Snapshot, folder: Folder) -> None:
    shipped = {
        (row.statement_a, row.statement_b, row.basis, row.severity) for row in queries.ask(snapshot, "conflicts")
    }
    folder.save(
        "conflicts",
        [
            {**row, "statement_a": row["statement_b"], "statement_b": row["statement_a"]}
            for row in folder.rows("conflicts")
        ],
    )
    assert {(row.statement_a, row.statement_b, row.basis, row.severity) for row in folder.ask("conflicts")} == shipped


def test_conflicts_nobody_has_explained_come_first(folder: Folder) -> None:
    kept = [row["statement_a"] for row in folder.rows("conflicts")][1:]
    folder.keep("conflicts", *kept)
    assert folder.ask("conflicts")[0].severity is None
