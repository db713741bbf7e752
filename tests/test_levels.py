"""When a level was reached: between two counts, or after a launch; and by how long one side was later."""

from collections.abc import Mapping, Sequence

import pytest

from leadlag import charts, queries
from leadlag.rows import Gaps, Level, Levels, Overview, Trends
from leadlag.store import Snapshot
from tests.conftest import Folder
from tests.drawings import draw, read
from tests.pages import findings, opened

Count = tuple[str, str, str, str, str]  # id, product, metric, low or value, month as 2024-02


def counted(folder: Folder, counts: Sequence[Count], launches: Mapping[str, str]) -> Snapshot:
    """A set of just these counts of people and these launches, in the reading of the newest."""
    blank = {"low": "", "value": "", "high": "", "qualifier": "exactly", "day": "", "part": "", "rank": "normal"}
    like = next(row for row in folder.rows("users") if row["product"] in ("chatgpt", "doubao"))
    rows = []
    for key, product, metric, value, month in counts:
        cells = dict(zip(("year", "month"), month.split("-"), strict=True))
        number = {"low": value[1:], "qualifier": "at least"} if value.startswith(">") else {"value": value}
        named = {"id": key, "product": product, "metric": metric, "claim": "", "claim_zh": ""}
        rows.append({**like, **blank, **named, **number, **cells})
    event = {**folder.rows("milestones")[0], "kind": "launch", "day": "", "part": "", "rank": "normal", "topic": ""}
    events = [
        {
            **event,
            "id": f"{product}_launch_x",
            "milestone": f"{product}_launch_x",
            "product": product,
            "organization": {"chatgpt": "openai", "doubao": "bytedance"}[product],
            **dict(zip(("year", "month", "day"), day.split("-"), strict=False)),
        }
        for product, day in launches.items()
    ]
    for table in ("gaps", "conflicts", "prices", "data_costs", "other_figures"):
        folder.save(table, [])
    folder.save("users", rows)
    folder.save("milestones", events)
    return folder.load().read_as("latest")


DOUBAO: tuple[Count, ...] = (
    ("d1", "doubao", "mau", "75000000", "2024-12"),
    ("d2", "doubao", "mau", "110000000", "2025-2"),
)
CHATGPT: tuple[Count, ...] = (("c1", "chatgpt", "mau", "100000000", "2023-1"),)
LAUNCHES = {"chatgpt": "2022-11-30", "doubao": "2023-8"}
HUNDRED = 100_000_000.0


@pytest.fixture
def race(folder: Folder) -> Snapshot:
    return counted(folder, (*DOUBAO, *CHATGPT), LAUNCHES)


def level(source: Snapshot, level: float = HUNDRED, measure: str = "mau") -> dict[str, Level]:
    return {row.subject: row for row in queries.ask(source, Level, measure=measure, level=level)}


def lag(source: Snapshot) -> list[Gaps]:
    return [row for row in queries.ask(source, Gaps) if row.level is not None]


def test_a_level_is_reached_between_two_counts(race: Snapshot) -> None:
    """Not before 1 December 2024, when 75M were counted, and not after 28 February 2025, when 110M were; launched
    in August 2023: at least from 31 August 2023 to 1 December 2024, 458 days, at most from 1 August to 28 February,
    577."""
    doubao = level(race)["doubao"]
    assert (doubao.before_id, doubao.id, doubao.first_day, doubao.last_day) == ("d1", "d2", 739221, 739310)
    assert (doubao.launch_low_days, doubao.launch_high_days) == (458, 577)


def test_a_launch_is_a_count_of_nobody(race: Snapshot) -> None:
    """From 30 November 2022 to 31 January 2023 are 62 days."""
    chatgpt = level(race)["chatgpt"]
    assert (chatgpt.before_id, chatgpt.launch_low_days, chatgpt.launch_high_days) == ("chatgpt_launch_x", 0, 62)


def test_neither_launch_nor_count_below_leaves_the_start_open(folder: Folder) -> None:
    assert level(counted(folder, CHATGPT, {}))["chatgpt"].first_day is None


def test_a_lag_at_one_level(race: Snapshot) -> None:
    """At least from 31 January 2023 to 1 December 2024, 670 days, at most from 30 November 2022 to 28 February 2025,
    821."""
    (row,) = lag(race)
    assert (row.id, row.level, row.low_days, row.high_days) == ("level/mau/chatgpt/doubao", HUNDRED, 670, 821)
    assert (row.leader_side, row.leader_before, row.follower_before) == ("openai_adobe", "chatgpt_launch_x", "d1")
    assert level(race)["doubao"].leader == "chatgpt"


def test_unknown_order_is_no_lag(folder: Folder) -> None:
    assert (
        lag(
            counted(
                folder, (*CHATGPT, ("d2", "doubao", "mau", "110000000", "2023-1")), LAUNCHES | {"doubao": "2022-12"}
            )
        )
        == []
    )


def test_weekly_users_are_the_least_of_monthly_ones(folder: Folder) -> None:
    weekly = ("c0", "chatgpt", "wau", ">100000000", "2022-12")
    assert level(counted(folder, (weekly, *CHATGPT), LAUNCHES))["chatgpt"].id == "c0"
    assert level(counted(folder, CHATGPT, LAUNCHES), measure="wau") == {}


def test_a_lower_count_later_changes_nothing(folder: Folder) -> None:
    """What was reached once was reached, whatever another counter says later."""
    later = ("c9", "chatgpt", "mau", "60000000", "2024-1")
    assert level(counted(folder, (*CHATGPT, later), LAUNCHES))["chatgpt"].last_day == 738551


def test_the_first_of_two_counts_over_a_level_counts(folder: Folder) -> None:
    earlier = ("c0", "chatgpt", "mau", ">120000000", "2022-12")
    assert level(counted(folder, (*CHATGPT, earlier), LAUNCHES))["chatgpt"].id == "c0"


def test_levels_are_offered_from_a_tenth_of_the_first_count(race: Snapshot) -> None:
    """Far below it nothing is known."""
    offered = [row.level for row in queries.ask(race, Levels, measure="mau")]
    assert offered[0] == HUNDRED
    assert sorted(offered) == [1e7, 2e7, 3e7, 5e7, 1e8]


def test_it_is_a_lag_like_any_other(race: Snapshot) -> None:
    """In the title and the rows of gaps and overview, with the sources of all that it rests on."""
    chart = draw(race, "gaps")
    assert chart.title == "OpenAI & Adobe first in 2 dated pairs, ByteDance in none"
    assert {"22–27 months", "ChatGPT at 100M monthly active users"} <= read(chart.drawing)
    assert any(text.startswith("→ Doubao") for text in read(chart.drawing))
    assert {"c1", "chatgpt_launch_x", "d1", "d2"} <= set(chart.statements)
    assert {row.row_id for row in queries.ask(race, Overview) if row.dimension == "lag"} >= {"level/mau/chatgpt/doubao"}
    assert "22–27 months" in read(draw(race, "overview").drawing)


def test_the_chart_of_a_level_says_the_lag(race: Snapshot) -> None:
    chart = draw(race, "level")
    assert chart.title == "ChatGPT reached 100M monthly active users 22–27 months before Doubao"
    assert {"Nov 2022 – Jan 2023", "Dec 2024 – Feb 2025", "15–19 months after launch"} <= read(chart.drawing)


def test_plots_are_as_high_as_what_they_hold(folder: Folder) -> None:
    """What was counted once stands as text, and stretches no axis."""
    made = counted(folder, (*DOUBAO, ("c9", "chatgpt", "mau", "900000000", "2025-1")), LAUNCHES)
    shown = read(draw(made, "trend").drawing)
    assert {"100M", "900M"} <= shown
    assert not {"200M", "400M", "500M", "600M", "800M"} & shown


def test_without_a_lag_it_names_who_reached_it(folder: Folder) -> None:
    assert draw(counted(folder, DOUBAO, {}), "level").title == "Reached 100M monthly active users: Doubao"


def test_flows_pass_no_level(snapshot: Snapshot) -> None:
    """Downloads of a month begin anew with each."""
    latest = snapshot.read_as("latest")
    flows = {str(row[0]) for row in latest.rows("SELECT id FROM measures WHERE flow = 'yes'")[1]}
    passed = {row.measure for row in queries.ask(latest, Trends) if queries.ask(latest, Levels, measure=row.measure)}
    assert passed
    assert not passed & flows


def test_a_link_chooses_measure_and_level() -> None:
    app = opened("trend", reading="latest", measure="mau", level="100000000", only="doubao", scale="log")
    assert any("100M monthly active users" in found for found in findings(app))
    assert app.selectbox(key="level").value == "100000000"
    assert app.multiselect(key="only").value == ["doubao"]


def test_a_measure_without_levels_has_no_second_chart(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Downloads of a year begin anew with each: nothing is said of levels."""
    like, measure = folder.rows("other_figures")[0], folder.rows("measures")[0]
    counted(folder, (*DOUBAO, *CHATGPT), LAUNCHES)
    named = {"id": "downloads", "name": "downloads", "name_zh": "", "kind": "count", "unit": "downloads", "flow": "yes"}
    folder.save("measures", [*folder.rows("measures"), {**measure, **named}])
    own = {
        "subject": "chatgpt",
        "measure": "downloads",
        "whole": "",
        "unit": "downloads",
        "month": "",
        "day": "",
        "part": "",
    }
    amount = {"low": "", "high": "", "qualifier": "exactly", "rank": "normal", "claim": "", "claim_zh": ""}
    counts = {"2023": "1000000", "2024": "3000000"}
    rows = [{**like, **own, **amount, "id": f"in_{year}", "year": year, "value": counts[year]} for year in counts]
    folder.save("other_figures", rows)
    monkeypatch.setenv("LEADLAG_DATA", str(folder.path))
    app = opened("trend", reading="latest", measure="downloads")
    assert findings(app) == ["ChatGPT: downloads from 1M in 2023 to 3M in 2024"]
    assert not app.info


def test_only_the_chosen_are_drawn(snapshot: Snapshot) -> None:
    latest = snapshot.read_as("latest")
    rows = [row for row in charts.answer(latest, "trend", measure="mau") if row.subject == "doubao"]
    chart = charts.chart(
        latest, "trend", charts.render_options(latest, "en"), rows, (("subject", "doubao"),), measure="mau"
    )
    assert chart
    assert chart.only == "only Doubao"
    assert set(chart.statements) == {row.id for row in rows}
