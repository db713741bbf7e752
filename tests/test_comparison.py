"""Like is compared with like: one measure, one period, the newest figure, and every outcome named."""

import pytest

from leadlag import charts, queries
from leadlag.render_options import RenderOptions
from leadlag.rows import Confidence, Conflicts, Figures, Measure, Overview
from leadlag.store import Snapshot
from tests.conftest import Folder, copy_of_story
from tests.drawings import draw, drawn, texts
from tests.questions import of_both

Cells = dict[str, str]
EXACT = {"low": "", "high": "", "qualifier": "exactly", "month": "", "day": "", "part": ""}


def mau(value: str, year: str) -> Cells:
    return {**EXACT, "metric": "mau", "value": value, "year": year}


def millions(low: str, high: str) -> Cells:
    """Monthly active users of 2023, as a range."""
    ends = {"low": f"{low}000000", "high": f"{high}000000", "qualifier": "between"}
    return {**mau("", "2023"), **ends}


def month(value: str, currency: str, day: str, **cells: str) -> Cells:
    """What a month costs, on a day of 2024."""
    date = dict(zip(("year", "month", "day"), ("2024", *day.split("-")), strict=True))
    return {**EXACT, "value": value, "currency": currency, **date, **cells}


#: Two sides, and what each states: monthly active users, or the price of a month.
COUNTS: dict[str, tuple[list[Cells], list[Cells]]] = {
    "of_one_year": ([mau("400", "2023")], [mau("100", "2023")]),
    "of_two_years": ([mau("400", "2024")], [mau("100", "2022")]),
    "of_one_period": ([mau("400", "2023"), mau("900", "2024")], [mau("100", "2023")]),
    "of_near_periods": ([mau("900", "2016"), mau("400", "2022")], [mau("100", "2024")]),
    "second_hand": ([mau("400", "2023")], [{**mau("100", "2023"), "source": "zimubang_2024_04_22"}]),
    "ranges": ([millions("200", "300")], [millions("20", "40")]),
    "second_ahead": ([millions("200", "300")], [millions("600", "900")]),
    "overlapping": ([millions("200", "300")], [millions("300", "400")]),
    "more_than": (
        [{**mau("", "2023"), "low": "200000000", "qualifier": "at least"}],
        [{**mau("33000000", "2023"), "qualifier": "about"}],
    ),
}
PRICES: dict[str, tuple[list[Cells], list[Cells]]] = {
    "31_days_apart": ([month("25", "CNY", "3-31")], [month("20", "USD", "5-1")]),
    "32_days_apart": ([month("25", "CNY", "3-30")], [month("20", "USD", "5-1")]),
    "cheaper": (
        [month("", "CNY", "3-8", low="20", high="30", qualifier="between")],
        [month("20", "USD", "3-8")],
    ),
}
DIMENSIONS = {
    "audience": ("users", "capcut_mau_2023", COUNTS),
    "month_price": ("prices", "jianying_membership_month", PRICES),
}


#: Downloads of two months.
DOWNLOADS = (("capcut", "25", "2023", "11"), ("chatgpt", "19", "2023", "11"), ("chatgpt", "46", "2025", "3"))


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The story with all of these sides, each with a product for every figure; with downloads, counted anew each month
    and in all; and with a state where an event was."""
    folder = copy_of_story(tmp_path_factory.mktemp("edited") / "data")
    tables = ("sides", "organizations", "products", "users", "prices", "measures", "other_figures")
    added: dict[str, list[Cells]] = {table: [] for table in tables}
    for table, like, cases in DIMENSIONS.values():
        figure = folder.rows(table)[folder.row(table, like) - 2]
        for case, both in cases.items():
            for side, stated in zip((f"{case}_1", f"{case}_2"), both, strict=True):
                named = {"id": side, "name": side, "name_zh": side}
                added["sides"].append(named)
                added["organizations"].append({**named, "side": side})
                for number, cells in enumerate(stated):
                    own = {"id": f"{side}_{number}", "product": f"{side}_{number}"}
                    added["products"].append({**named, **own, "organization": side})
                    added[table].append({**figure, **own, **cells})
    for measure, flow in (("of_the_month", "yes"), ("in_all", "no")):
        added["measures"].append({"id": measure, "name": "downloads in the month", "unit": "downloads", "flow": flow})
        for subject, value, year, month in DOWNLOADS:
            named = {"id": f"{measure}_{subject}_{year}", "subject": subject, "measure": measure, "unit": "downloads"}
            dated = {"year": year, "month": month, "source": "article", "rank": "normal"}
            added["other_figures"].append({**named, "value": value, "qualifier": "exactly", **dated})
    for row in folder.rows("milestones"):
        if row["milestone"] == "openai_nonprofit":
            folder.set("milestones", row["id"], "kind", "state")
    for table, rows in added.items():
        blank = dict.fromkeys(folder.rows(table)[0], "")
        folder.save(table, [*folder.rows(table), *({key: {**blank, **row}[key] for key in blank} for row in rows)])
    return folder.load()


def pair(edited: Snapshot, case: str) -> list[Overview]:
    """The figures that stand side by side, of which no side has two."""
    dimension = next(name for name, (*_, cases) in DIMENSIONS.items() if case in cases)
    found = [row for row in compared(edited, case) if row.dimension == dimension]
    assert [row.side_rank for row in found] == [1, 2]
    return found


def compared(edited: Snapshot, case: str) -> list[Overview]:
    return queries.ask(edited.comparing(f"{case}_1,{case}_2"), Overview)


FACTOR = ("factor_low", "factor_high")


def test_counts_of_one_year_give_a_factor(edited: Snapshot) -> None:
    found = of_both(pair(edited, "of_one_year"), "comparable", "obstacle", "ahead", *FACTOR)
    assert found == (True, None, 1, 4, 4)


def test_factor_of_ranges_has_two_ends(edited: Snapshot) -> None:
    assert of_both(pair(edited, "ranges"), "comparable", "ahead") == (True, 1)
    assert of_both(pair(edited, "ranges"), *FACTOR) == pytest.approx((5, 15))


def test_other_side_can_be_ahead(edited: Snapshot) -> None:
    found = of_both(pair(edited, "second_ahead"), "ahead", *FACTOR)
    assert found == (2, pytest.approx(2), pytest.approx(4.5))


def test_overlapping_ranges_put_nobody_ahead(edited: Snapshot) -> None:
    assert of_both(pair(edited, "overlapping"), "comparable", "ahead", *FACTOR) == (True, 0, None, None)


def test_factor_of_more_than_is_open(edited: Snapshot) -> None:
    assert of_both(pair(edited, "more_than"), "ahead", *FACTOR) == (1, pytest.approx(200 / 33), None)


def test_cheaper_price_is_ahead(edited: Snapshot) -> None:
    """20 to 30 yuan against 20 dollars."""
    assert of_both(pair(edited, "cheaper"), "comparable", "ahead") == (True, 1)
    assert of_both(pair(edited, "cheaper"), *FACTOR) == pytest.approx((20 * 7.0978 / 30, 20 * 7.0978 / 20))


def test_counts_of_two_years_are_not_divided(edited: Snapshot) -> None:
    rows = pair(edited, "of_two_years")
    assert of_both(rows, "comparable", "obstacle", "ahead", "factor_low") == (False, "date", 0, None)
    assert [row.year for row in rows] == [2024, 2022]
    told = " ".join(texts(drawn(edited.comparing("of_two_years_1,of_two_years_2"), "overview", rows).drawing))
    assert "400" in told
    assert "(2024)" in told
    assert "(2022)" in told


def test_one_period_beats_larger_counts(edited: Snapshot) -> None:
    rows = pair(edited, "of_one_period")
    assert ([row.year for row in rows], of_both(rows, "obstacle")) == ([2023, 2023], (None,))


def test_nearest_periods_stand_side_by_side(edited: Snapshot) -> None:
    rows = pair(edited, "of_near_periods")
    assert ([row.year for row in rows], of_both(rows, "obstacle")) == ([2022, 2024], ("date",))


def test_prices_of_one_month_compare(edited: Snapshot) -> None:
    obstacles = [of_both(pair(edited, f"{days}_days_apart"), "obstacle") for days in (31, 32)]
    assert obstacles == [(None,), ("date",)]


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
    grave = {row.dispute for row in conflicts if row.inside and row.severity != "low"}
    assert 0 < len(grave) < sum(row.inside for row in conflicts)


def test_titles_name_every_outcome(snapshot: Snapshot) -> None:
    """One fact, one sentence: the overview and the page of gaps count the same pairs."""
    titles = {draw(snapshot.read_as("checked"), question).title for question in ("overview", "gaps")}
    assert titles == {"OpenAI & Adobe first in 3 dated pairs, ByteDance in 2, 2 unclear"}


def test_nobody_lags_behind_a_state(snapshot: Snapshot, edited: Snapshot) -> None:
    before, after = ({row.row_id for row in queries.ask(one, Overview)} for one in (snapshot, edited))
    assert before - after == {"gap_openai_nonprofit_ai_lab"}


def test_waits_from_unlike_events_do_not_compare(snapshot: Snapshot) -> None:
    pair = [row for row in queries.ask(snapshot, Overview) if row.dimension == "time_to_paid"]
    assert (len(pair), of_both(pair, "comparable", "obstacle", "ahead")) == (2, (False, "unit", 0))


def downloads(edited: Snapshot, measure: str) -> list[Measure]:
    """What the latest reading has of the downloads of two months."""
    return queries.ask(edited.read_as("latest"), Measure, measure=measure)


def test_every_period_of_a_flow_stands(edited: Snapshot) -> None:
    """The newest comes first."""
    rows = downloads(edited, "of_the_month")
    assert [(row.subject, row.period) for row in rows] == [
        ("chatgpt", "2025-3"),
        ("capcut", "2023-11"),
        ("chatgpt", "2023-11"),
    ]
    drawn = charts.chart(edited.read_as("latest"), "measure", RenderOptions("en"), rows, measure="of_the_month")
    assert drawn is not None
    assert drawn.title == "Downloads in the month (Mar 2025): ChatGPT 46"
    assert "CapCut 25 (Nov 2023)" in drawn.alt.replace(": ", " ")


def test_of_a_state_the_newest_stands(edited: Snapshot) -> None:
    rows = downloads(edited, "in_all")
    assert [(row.subject, row.year, row.period) for row in rows] == [("chatgpt", 2025, None), ("capcut", 2023, None)]


def test_a_weak_source_is_said_to_be_so(edited: Snapshot) -> None:
    drawn = charts.chart(
        edited.comparing("second_hand_1,second_hand_2").read_as("latest"), "overview", RenderOptions("en")
    )
    assert drawn is not None
    assert drawn.note.startswith("Second-hand: second_hand_2.")
