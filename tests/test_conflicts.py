"""SQL finds where statements exclude each other; people explain why; nothing that fits together is reported."""

from typing import Any

import pytest

from leadlag import charts, queries
from leadlag.rows import Conflicts
from leadlag.store import Snapshot
from tests.conftest import Folder

DEMO_16, DEMO_7 = "sora_demo_2024_02_16", "sora_demo_2024_02_07"


Found = dict[tuple[str, str], str]


def found(snapshot: Snapshot) -> Found:
    """What SQL finds: the pair of statements → what they clash in."""
    rows: list[Any] = queries.ask(snapshot, Conflicts)
    return {(row.statement_a, row.statement_b): row.basis for row in rows if row.basis is not None}


@pytest.fixture(scope="module")
def before(snapshot: Snapshot) -> Found:
    """What is found in the story."""
    return found(snapshot)


def news(before: Found, folder: Folder) -> Found:
    """What is found in the folder and was not before."""
    return {pair: basis for pair, basis in found(folder.load()).items() if pair not in before}


def test_conflicts_of_the_story(snapshot: Snapshot) -> None:
    """Every one is explained; the article's two dates of the demo are one."""
    rows: list[Any] = queries.ask(snapshot, Conflicts)
    names = charts.names(snapshot, "en")
    pairs = [(row.statement_a, row.statement_b) for row in rows if row.basis]
    assert [pair for pair in pairs if not names.explanation(*pair)] == []
    assert {row.basis for row in rows} == {"date", "value", "lag", None}
    (demo,) = [row for row in rows if {row.statement_a, row.statement_b} == {DEMO_16, DEMO_7}]
    assert (demo.basis, demo.severity) == ("date", "high")
    claim = "The Sora demo videos were said in another place to have come out on 7 February."
    assert names.claim(demo.statement_a) == claim


def test_found_without_explanation(folder: Folder) -> None:
    folder.keep("conflicts")
    rows = folder.ask("conflicts")
    assert len([row for row in rows if row.basis]) == len(rows) > 0
    assert {row.severity for row in rows} == {None}
    assert ("sora_demo_2024_02_07", "sora_demo_2024_02_16") in {(row.statement_a, row.statement_b) for row in rows}


def test_two_dates_clash(before: Found, folder: Folder) -> None:
    folder.add("milestones", "pico_bought_2021", {"id": "pico_bought_2020", "year": "2020", "month": "12", "day": "31"})
    assert news(before, folder) == {
        ("pico_bought_2020", "pico_bought_2021"): "date",  # the same source
        ("pico_bought_2020", "pico_bought_2021_08_29"): "date",  # and two others, to the day
        ("pico_bought_2020", "pico_bought_2021_08_30"): "date",
    }


def test_finer_date_is_no_conflict(before: Found, folder: Folder) -> None:
    inside = {"id": "membership_some_day", "year": "2021", "month": "8", "day": "29"}
    folder.add("milestones", "jianying_membership_2021", inside)
    folder.add("milestones", "jianying_membership_2021", {"id": "membership_some_time", "year": ""})
    assert news(before, folder) == {}
    folder.set("milestones", "membership_some_day", "year", "2022")
    assert news(before, folder) == {("jianying_membership_2021", "membership_some_day"): "date"}


def test_two_values_of_one_time_clash(before: Found, folder: Folder) -> None:
    small = {"id": "capcut_mau_small", "low": "", "high": "199999999", "qualifier": "at most"}
    folder.add("users", "capcut_mau_2023", small)
    assert news(before, folder) == {
        ("capcut_mau_2023", "capcut_mau_small"): "value",  # the same source
        ("capcut_mau_2023_03", "capcut_mau_small"): "value",  # and two others, of one month of that year
        ("capcut_mau_2023_03_err", "capcut_mau_small"): "value",
    }


def test_values_that_fit_are_no_conflict(before: Found, folder: Folder) -> None:
    small = {"low": "", "high": "100", "qualifier": "at most"}
    folder.add("users", "capcut_mau_2023", {"id": "a", "low": "", "high": "200000000", "qualifier": "at most"})
    folder.add("users", "capcut_mau_2023", {**small, "id": "b", "year": "2022"})
    folder.add("users", "capcut_mau_2023", {**small, "id": "c", "metric": "dau"})
    assert news(before, folder) == {}


def test_deprecated_clashes_with_its_own_source(before: Found, folder: Folder) -> None:
    """With nobody else."""
    small = {"low": "", "high": "199999999", "qualifier": "at most"}
    for source, name in (("zimubang_2024_04_22", "other"), ("article", "own")):
        old = {"rank": "deprecated", "source": source}
        folder.add("users", "capcut_mau_2023", {**small, **old, "id": f"small_{name}"})
        folder.add("milestones", "eleme_assistant_2024_04", {**old, "id": f"x_{name}", "year": "2019"})
    assert news(before, folder) == {
        ("capcut_mau_2023", "small_own"): "value",
        ("eleme_assistant_2024_04", "x_own"): "date",
    }


def test_deprecated_lag_and_its_own_dates(before: Found, folder: Folder) -> None:
    lag = {"rank": "deprecated", "low": "", "value": "4", "high": "", "qualifier": "about", "unit": "years"}
    folder.edit("gaps", "gap_jianying_launch_membership", lag)  # the dates of every source give 1 to 3 years
    assert news(before, folder) == {("gap_jianying_launch_membership", "jianying_membership_2021"): "lag"}
    folder.set("gaps", "gap_jianying_launch_membership", "source", "zimubang_2024_04_22")
    assert news(before, folder) == {}


def test_a_conflict_ends_with_a_rank(before: Found, folder: Folder) -> None:
    """Where one of the two is deprecated; but a source goes on contradicting itself."""
    pair = ("doubao_launch_2023_06", "doubao_launch_2023_08_scmp")
    assert before[pair] == "date"
    folder.set("milestones", pair[1], "rank", "deprecated")
    assert pair not in found(folder.load())
    assert before[DEMO_7, DEMO_16] == "date"  # the article's 7 February is deprecated
    assert (DEMO_7, "sora_demo_2024_02_15") not in before
    assert before["sora_demo_2024_02_15", DEMO_16] == "date"


def test_two_prices_of_one_item_clash(before: Found, folder: Folder) -> None:
    price = {"low": "", "value": "45", "high": "", "qualifier": "exactly"}
    folder.add("prices", "jianying_membership_month", {**price, "id": "vip_45_yuan"})
    folder.add("prices", "jianying_membership_month", {**price, "id": "vip_45_dollars", "currency": "USD"})
    assert news(before, folder) == {("jianying_membership_month", "vip_45_yuan"): "value"}


def test_a_lag_clashes_with_its_dates(before: Found, folder: Folder) -> None:
    lag = {"low": "", "value": "3", "high": "", "qualifier": "about", "unit": "years"}
    folder.edit("gaps", "gap_jianying_launch_membership", lag)  # 2019 to 2021: 367 to 1095 days; 913 to 1279 fits
    assert news(before, folder) == {}
    folder.set("gaps", "gap_jianying_launch_membership", "value", "4")
    assert news(before, folder) == {("gap_jianying_launch_membership", "jianying_membership_2021"): "lag"}


def test_a_lag_clashes_with_one_dating(snapshot: Snapshot) -> None:
    """With that which refutes it."""
    pairs = {(row.statement_a, row.statement_b): row.basis for row in queries.ask(snapshot, Conflicts)}
    assert pairs["gap_sora_demo_capcut_text_to_video", DEMO_7] == "lag"
    assert ("gap_sora_demo_capcut_text_to_video", DEMO_16) not in pairs


def test_lags_in_two_units(before: Found, folder: Folder) -> None:
    """A week is seven days; three years are not three days."""
    folder.add("gaps", "gap_sora_demo_capcut_text_to_video", {"id": "gap_in_days", "value": "7", "unit": "days"})
    short = {"id": "gap_z_in_days", "unit": "days", "qualifier": "exactly"}
    folder.add("gaps", "gap_jianying_launch_100m_mau", short)
    assert [pair for pair, basis in news(before, folder).items() if basis == "value"] == [
        ("gap_jianying_launch_100m_mau", "gap_z_in_days")
    ]


def test_order_of_a_pair_is_no_matter(snapshot: Snapshot, folder: Folder) -> None:
    shipped = {(row.statement_a, row.statement_b, row.basis, row.severity) for row in queries.ask(snapshot, Conflicts)}
    folder.save(
        "conflicts",
        [
            {**row, "statement_a": row["statement_b"], "statement_b": row["statement_a"]}
            for row in folder.rows("conflicts")
        ],
    )
    assert {(row.statement_a, row.statement_b, row.basis, row.severity) for row in folder.ask("conflicts")} == shipped


def test_unexplained_conflicts_come_first(folder: Folder) -> None:
    kept = [row["statement_a"] for row in folder.rows("conflicts")][1:]
    folder.keep("conflicts", *kept)
    assert folder.ask("conflicts")[0].severity is None
