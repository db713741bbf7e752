"""Like is compared with like: one measure, one period, the newest figure, and every outcome named."""

from typing import Any

import pytest

from leadlag import charts, queries
from leadlag.figures import Look, headlines
from leadlag.rows import Confidence, Conflicts, Figures, Measure, Overview, Sides
from leadlag.store import Snapshot
from tests.conftest import Folder
from tests.drawings import draw, drawn, texts
from tests.questions import of_both

MAU = {"metric": "mau", "low": "", "high": "", "qualifier": "exactly", "month": "", "day": "", "part": ""}
CAPCUT, ADOBE = ("users", "capcut_mau_2023"), ("users", "adobe_paying_users")


def audience(folder: Folder) -> list[Overview]:
    return [row for row in folder.ask("overview") if row.dimension == "audience"]


def count(folder: Folder, *counts: tuple[str, str, str]) -> None:
    """Keep only these monthly counts: (side's product, value, year)."""
    folder.keep("conflicts")
    folder.keep("users", CAPCUT[1], ADOBE[1])
    for number, (product, value, year) in enumerate(counts):
        cells = {**MAU, "id": f"count_{number}", "product": product, "value": value, "year": year}
        folder.add(*CAPCUT, cells)
    folder.keep("users", *(f"count_{number}" for number in range(len(counts))))


def test_counts_of_one_year_give_a_factor(folder: Folder) -> None:
    count(folder, ("capcut", "400", "2023"), ("chatgpt", "100", "2023"))
    assert of_both(audience(folder), "comparable", "obstacle", "ahead", "factor_low") == (True, None, 1, 4)


def test_counts_of_two_years_are_not_divided(folder: Folder) -> None:
    count(folder, ("capcut", "400", "2024"), ("chatgpt", "100", "2022"))
    pair = audience(folder)
    assert of_both(pair, "comparable", "obstacle", "ahead", "factor_low") == (False, "date", 0, None)
    assert [row.year for row in pair] == [2024, 2022]
    told = " ".join(texts(drawn(folder.load(), "overview", pair).plot))
    assert "400" in told
    assert "(2024)" in told
    assert "(2022)" in told


def test_one_period_beats_larger_counts(folder: Folder) -> None:
    count(folder, ("capcut", "400", "2023"), ("tiktok", "900", "2024"), ("chatgpt", "100", "2023"))
    pair = audience(folder)
    assert ([row.product for row in pair], of_both(pair, "obstacle")) == (["capcut", "chatgpt"], (None,))


def test_nearest_periods_stand_side_by_side(folder: Folder) -> None:
    count(folder, ("tiktok", "900", "2016"), ("capcut", "400", "2022"), ("chatgpt", "100", "2024"))
    pair = audience(folder)
    assert ([row.year for row in pair], of_both(pair, "obstacle")) == ([2022, 2024], ("date",))


@pytest.mark.parametrize(("day", "obstacle"), [("31", None), ("30", "date")], ids=["31 days apart", "32 days apart"])
def test_prices_of_one_month_compare(folder: Folder, day: str, obstacle: str | None) -> None:
    folder.keep("conflicts")
    month = ("prices", "jianying_membership_month")
    dated = {"value": "25", "low": "", "high": "", "qualifier": "exactly", "year": "2024"}
    folder.edit(*month, {**dated, "month": "3", "day": day, "part": ""})
    ours = {"id": "sora_month", "product": "sora", "currency": "USD", "value": "20", "month": "5", "day": "1"}
    folder.add(*month, ours)
    folder.keep("prices", month[1], "sora_month")
    pair = [row for row in folder.ask("overview") if row.dimension == "month_price"]
    assert (len(pair), of_both(pair, "obstacle")) == (2, (obstacle,))


def used(folder: Folder, reading: Any, fact_key: str) -> list[str]:
    rows = queries.ask(folder.load().read_as(reading), Figures)
    return [row.id for row in rows if row.fact_key == fact_key and getattr(row, f"used_{reading}")]


def test_latest_takes_the_newest(folder: Folder) -> None:
    newer = {"id": "newer", "rank": "normal", "year": "2026", "month": "6", "value": "345000000"}
    folder.add("users", "doubao_mau_2025_08", newer)
    assert used(folder, "latest", "users/doubao/mau") == ["newer"]


def test_rank_decides_within_one_period(folder: Folder) -> None:
    again = {"id": "again", "rank": "normal", "value": "172000000", "day": "20"}
    folder.add("users", "doubao_mau_2025_08", again)
    assert used(folder, "latest", "users/doubao/mau") == ["doubao_mau_2025_08"]


@pytest.mark.parametrize("kind", ["mirror", "wiki"])
def test_a_weak_source_displaces_nothing(folder: Folder, kind: str) -> None:
    folder.add("sources", "scmp_doubao", {"id": "weak_one", "kind": kind})
    folder.set("sources", "scmp_doubao", "kind", "news")
    newer = {"id": "newer", "rank": "normal", "year": "2026", "value": "345000000", "source": "weak_one"}
    folder.add("users", "doubao_mau_2025_08", newer)
    assert used(folder, "latest", "users/doubao/mau") == ["doubao_mau_2025_08"]


def test_a_figure_has_a_number_or_a_date(snapshot: Snapshot) -> None:
    counted = {row.id for row in queries.ask(snapshot, Confidence)}
    own = [row for row in queries.ask(snapshot, Figures) if row.source == "article"]
    bare = {row.id for row in own if row.lower is None and row.upper is None and row.year is None}
    assert len(bare) == 17
    assert counted == {row.id for row in own} - bare


def test_explained_conflict_confirms_nothing(snapshot: Snapshot, folder: Folder) -> None:
    judged = {row.id: (row.verdict, row.compared_with) for row in queries.ask(snapshot, Confidence)}
    assert judged["pico_purchase_price_2021"] == ("imprecise", "pico_price_geekpark")
    assert judged["gpt3_training_gpus"] == ("imprecise", "gpt3_cluster_centerconsulting")
    folder.keep("conflicts")
    bare = {row.id: row.verdict for row in folder.ask("confidence")}
    assert (bare["pico_purchase_price_2021"], bare["gpt3_training_gpus"]) == ("confirmed", "unverified")


def test_payee_alone_is_contradicted(snapshot: Snapshot) -> None:
    rows = {row.id: row for row in queries.ask(snapshot, Figures)}
    assert (rows["adobe_video_per_minute"].verdict, rows["adobe_video_per_minute"].aspect) == ("contradicted", "party")
    assert {row.aspect for row in rows.values() if row.id != "adobe_video_per_minute"} == {None}


def test_disputes_are_counted_once(snapshot: Snapshot) -> None:
    conflicts = queries.ask(snapshot, Conflicts)
    demo = {row.dispute for row in conflicts if {"sora_demo_2024_02_07"} & {row.statement_a, row.statement_b}}
    assert demo == {"milestones/sora_demo"}
    told = headlines([], Look("en"), sides=queries.ask(snapshot, Sides), conflicts=conflicts, inside=True)
    grave = {row.dispute for row in conflicts if row.inside and row.severity != "low"}
    assert [headline.value for headline in told] == [str(len(grave))]
    assert len(grave) < sum(row.inside for row in conflicts)


def test_titles_name_every_outcome(snapshot: Snapshot) -> None:
    """One fact, one sentence: the overview and the page of gaps count the same pairs."""
    titles = {draw(snapshot, question).title for question in ("overview", "gaps")}
    assert titles == {"OpenAI & Adobe first in 3 dated pairs, ByteDance in none, 3 unclear"}


def test_nobody_lags_behind_a_state(folder: Folder) -> None:
    before = folder.ask("overview")
    folder.keep("conflicts")
    for row in folder.rows("milestones"):
        if row["milestone"] == "openai_nonprofit":
            folder.set("milestones", row["id"], "kind", "state")
    after = folder.ask("overview")
    gone = {row.row_id for row in before} - {row.row_id for row in after}
    assert gone == {"gap_openai_nonprofit_ai_lab"}


def test_waits_from_unlike_events_do_not_compare(snapshot: Snapshot) -> None:
    pair = [row for row in queries.ask(snapshot, Overview) if row.dimension == "time_to_paid"]
    assert (len(pair), of_both(pair, "comparable", "obstacle", "ahead")) == (2, (False, "unit", 0))


MONTHS = (
    "subject,measure,value,year,month,source\n"
    "capcut,downloads_month,25,2023,11,article\nchatgpt,downloads_month,19,2023,11,article\n"
    "chatgpt,downloads_month,46,2025,3,article\n"
)


def downloads(folder: Folder, flow: str) -> list[Measure]:
    """What the latest reading has of the downloads of two months."""
    folder.swap(
        {
            "measures.csv": f"id,name,unit,flow\ndownloads_month,downloads in the month,downloads,{flow}\n".encode(),
            "other_figures.csv": MONTHS.encode(),
        }
    )
    return queries.ask(folder.load().read_as("latest"), Measure, measure="downloads_month")


def test_every_period_of_a_flow_stands(folder: Folder) -> None:
    """The newest comes first."""
    rows = downloads(folder, "yes")
    assert [(row.subject, row.period) for row in rows] == [
        ("chatgpt", "2025-3"),
        ("capcut", "2023-11"),
        ("chatgpt", "2023-11"),
    ]
    drawn = charts.chart(folder.load().read_as("latest"), "measure", Look("en"), rows, measure="downloads_month")
    assert drawn is not None
    assert drawn.title == "Downloads in the month (Mar 2025): ChatGPT 46"
    assert drawn.panels == 2
    assert "CapCut 25 (Nov 2023)" in drawn.alt.replace(": ", " ")


def test_of_a_state_the_newest_stands(folder: Folder) -> None:
    rows = downloads(folder, "no")
    assert [(row.subject, row.year, row.period) for row in rows] == [("chatgpt", 2025, None), ("capcut", 2023, None)]


def test_a_weak_source_is_said_to_be_so(folder: Folder) -> None:
    count(folder, ("capcut", "400", "2023"), ("chatgpt", "100", "2023"))
    folder.set("users", "count_1", "source", "zimubang_2024_04_22")
    drawn = charts.chart(folder.load().read_as("latest"), "overview", Look("en"))
    assert drawn is not None
    told = " ".join(text for trace in drawn.plot.data for text in trace.text or ())
    assert told.count("second-hand") == 1
