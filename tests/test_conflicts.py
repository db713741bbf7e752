"""SQL finds where statements exclude each other; people explain why; nothing that fits together is reported."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

import pytest

from leadlag import charts, queries
from leadlag.rows import Conflicts
from leadlag.store import Snapshot
from tests.conftest import Folder, copy_of_story

DEMO_16, DEMO_7 = "sora_demo_2024_02_16", "sora_demo_2024_02_07"


Found = dict[tuple[str, str], str]


def found(snapshot: Snapshot) -> Found:
    """What SQL finds: the pair of statements → what they clash in."""
    rows: list[Any] = queries.ask(snapshot, Conflicts)
    return {(row.statement_a, row.statement_b): row.basis for row in rows if row.basis is not None}


SMALL = {"low": "", "high": "199999999", "qualifier": "at most"}
OTHER = "zimubang_2024_04_22"  # a document of another kind than the article


@dataclass(frozen=True)
class Edited:
    """What is found in the story with the rows below, and was not before; and what is not any more."""

    news: Found
    gone: Found

    def of(self, *statements: str) -> Found:
        """The news of these statements."""
        return {pair: basis for pair, basis in self.news.items() if set(pair) & set(statements)}


@pytest.fixture(scope="module")
def before(snapshot: Snapshot) -> Found:
    """What is found in the story."""
    return found(snapshot)


@pytest.fixture(scope="module")
def edited(before: Found, tmp_path_factory: pytest.TempPathFactory) -> Edited:
    """The rows of all tests in one set; each is about something of its own."""
    folder = copy_of_story(tmp_path_factory.mktemp("edited") / "data")

    def happened(like: str, name: str, **cells: str) -> None:
        folder.add("milestones", like, {"id": name, **cells})

    def counted(name: str, **cells: str) -> None:
        folder.add("users", "capcut_mau_2023", {**SMALL, "id": name, **cells})

    def lagged(name: str, years: str, **cells: str) -> None:
        """A lag of two events of 2019 and 2021, which are 367 to 1095 days apart; about three years are 913 to 1279."""
        for event, year in (("first", "2019"), ("second", "2021")):
            dated = {"milestone": f"{name}_{event}", "year": year, "month": "", "day": "", "part": ""}
            happened("jianying_launch_2019", f"z_{name}_{event}", **dated)
        lag = {"low": "", "value": years, "high": "", "qualifier": "about", "unit": "years"}
        pair = {"id": f"gap_{name}", "leader": f"{name}_first", "follower": f"{name}_second"}
        folder.add("gaps", "gap_jianying_launch_membership", {**lag, **pair, **cells})

    happened("pico_bought_2021", "pico_bought_2020", year="2020", month="12", day="31")
    happened("jianying_membership_2021", "membership_inside", year="2021", month="8", day="29")
    happened("jianying_membership_2021", "membership_some_time", year="")
    happened("jianying_membership_2021", "membership_outside", year="2022", month="8", day="29")
    counted("small")
    counted("just_so_many", high="200000000")
    counted("year_before", high="100", year="2022")
    counted("by_the_day", high="100", metric="dau")
    for source in (OTHER, "article"):
        old = {"rank": "deprecated", "source": source}
        counted(f"old_of_{source}", **old)
        happened("eleme_assistant_2024_04", f"x_of_{source}", year="2019", **old)
    folder.set("milestones", "doubao_launch_2023_08_scmp", "rank", "deprecated")
    price = {"low": "", "value": "45", "high": "", "qualifier": "exactly"}
    folder.add("prices", "jianying_membership_month", {**price, "id": "vip_45_yuan"})
    folder.add("prices", "jianying_membership_month", {**price, "id": "vip_45_dollars", "currency": "USD"})
    lagged("three", "3")
    lagged("four", "4")
    lagged("old_four", "4", rank="deprecated")
    lagged("old_four_elsewhere", "4", rank="deprecated", source=OTHER)
    folder.add("gaps", "gap_sora_demo_capcut_text_to_video", {"id": "gap_in_days", "value": "7", "unit": "days"})
    short = {"id": "gap_z_in_days", "unit": "days", "qualifier": "exactly"}
    folder.add("gaps", "gap_jianying_launch_100m_mau", short)
    now = found(folder.load())
    news = {pair: basis for pair, basis in now.items() if pair not in before}
    return Edited(news, {pair: basis for pair, basis in before.items() if pair not in now})


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


def test_two_dates_clash(edited: Edited) -> None:
    assert edited.of("pico_bought_2020") == {
        ("pico_bought_2020", "pico_bought_2021"): "date",  # the same source
        ("pico_bought_2020", "pico_bought_2021_08_29"): "date",  # and two others, to the day
        ("pico_bought_2020", "pico_bought_2021_08_30"): "date",
    }


def test_finer_date_is_no_conflict(edited: Edited) -> None:
    assert edited.of("membership_inside", "membership_some_time", "membership_outside") == {
        ("jianying_membership_2021", "membership_outside"): "date",
        ("membership_inside", "membership_outside"): "date",
    }


def test_two_values_of_one_time_clash(edited: Edited) -> None:
    assert edited.of("small") == {
        ("capcut_mau_2023", "small"): "value",  # the same source
        ("capcut_mau_2023_03", "small"): "value",  # and two others, of one month of that year
        ("capcut_mau_2023_03_err", "small"): "value",
    }


def test_values_that_fit_are_no_conflict(edited: Edited) -> None:
    assert edited.of("just_so_many", "year_before", "by_the_day") == {}


def test_deprecated_clashes_with_its_own_source(edited: Edited) -> None:
    """With nobody else."""
    assert edited.of(f"old_of_{OTHER}", f"x_of_{OTHER}") == {}
    assert edited.of("old_of_article", "x_of_article") == {
        ("capcut_mau_2023", "old_of_article"): "value",
        ("eleme_assistant_2024_04", "x_of_article"): "date",
    }


def test_a_conflict_ends_with_a_rank(before: Found, edited: Edited) -> None:
    """Where one of the two is deprecated; but a source goes on contradicting itself."""
    assert edited.gone == {("doubao_launch_2023_06", "doubao_launch_2023_08_scmp"): "date"}
    assert before[DEMO_7, DEMO_16] == "date"  # the article's 7 February is deprecated
    assert (DEMO_7, "sora_demo_2024_02_15") not in before
    assert before["sora_demo_2024_02_15", DEMO_16] == "date"


def test_two_prices_of_one_item_clash(edited: Edited) -> None:
    assert edited.of("vip_45_yuan", "vip_45_dollars") == {("jianying_membership_month", "vip_45_yuan"): "value"}


def test_a_lag_clashes_with_its_dates(edited: Edited) -> None:
    assert edited.of("gap_three") == {}
    assert edited.of("gap_four") == {("gap_four", "z_four_second"): "lag"}


def test_deprecated_lag_and_its_own_dates(edited: Edited) -> None:
    """It clashes with dates of its own source alone."""
    assert edited.of("gap_old_four") == {("gap_old_four", "z_old_four_second"): "lag"}
    assert edited.of("gap_old_four_elsewhere") == {}


def test_nothing_else_clashes(edited: Edited) -> None:
    """Beside what the tests here name there are the lags of another unit, against their dates."""
    assert Counter(edited.news.values()) == {"date": 6, "value": 6, "lag": 4}


def test_a_lag_clashes_with_one_dating(snapshot: Snapshot) -> None:
    """With that which refutes it."""
    pairs = {(row.statement_a, row.statement_b): row.basis for row in queries.ask(snapshot, Conflicts)}
    assert pairs["gap_sora_demo_capcut_text_to_video", DEMO_7] == "lag"
    assert ("gap_sora_demo_capcut_text_to_video", DEMO_16) not in pairs


def test_lags_in_two_units(edited: Edited) -> None:
    """A week is seven days; three years are not three days."""
    found = edited.of("gap_in_days", "gap_z_in_days")
    assert [pair for pair, basis in found.items() if basis == "value"] == [
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
