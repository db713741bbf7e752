"""A verdict on a figure of the article follows from other sources' figures by rule, and a research by hand agrees."""

import csv
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from leadlag import queries
from leadlag.rows import Confidence, Conflicts, Figures
from leadlag.store import Snapshot
from tests.conftest import Folder, copy_of_story

RESEARCH = Path(__file__).parent / "research_verdicts.csv"
VERDICTS = ("confirmed", "imprecise", "contradicted", "unverified")
OTHERS = "zimubang_2024_04_22"  # a document that is not the article
Cells = dict[str, str]
Judged = dict[str, tuple[str, str | None]]  # statement → verdict and witness


@dataclass(frozen=True)
class Case:
    """What the article says of one thing, what others do, and what that makes of the article's."""

    verdict: str
    told: Cells
    others: list[Cells] = field(default_factory=list)
    compared_with: int | None = 0  # which of the others it was compared with


def cases(verdict: str, told: Cells, *others: Cells, compared_with: int | None = 0) -> Case:
    return Case(verdict, told, list(others), None if verdict == "unverified" else compared_with)


def on(year: str = "", month: str = "", day: str = "", part: str = "", rank: str = "preferred") -> Cells:
    return {"year": year, "month": month, "day": day, "part": part, "rank": rank}


def told_on(year: str = "", month: str = "", day: str = "", part: str = "", rank: str = "normal") -> Cells:
    return on(year, month, day, part, rank)


def exactly(value: str) -> Cells:
    return {"low": "", "value": value, "high": "", "qualifier": "exactly"}


def between(low: str, high: str) -> Cells:
    return {"low": low, "value": "", "high": high, "qualifier": "between"}


def at_least(low: str) -> Cells:
    return {"low": low, "value": "", "high": "", "qualifier": "at least"}


#: Of events, the date alone is judged.
DATES = {
    "a day within the article's year": cases("confirmed", told_on("2019"), on("2019", "5", "2")),
    "a month within the article's year": cases("confirmed", told_on("2019"), on("2019", "5")),
    "a day within the article's part of a month": cases(
        "confirmed", told_on("2024", "3", "", "late"), on("2024", "3", "26")
    ),
    "the same month": cases("confirmed", told_on("2019", "5"), on("2019", "5")),
    "the same day": cases("confirmed", told_on("2024", "2", "7"), on("2024", "2", "7")),
    "a coarser date around it": cases("imprecise", told_on("2019", "5"), on("2019")),
    "the day before": cases("imprecise", told_on("2024", "2", "16"), on("2024", "2", "15")),
    "the day after, in another month": cases("imprecise", told_on("2024", "2", "29"), on("2024", "3", "1")),
    "two days before": cases("contradicted", told_on("2024", "2", "16"), on("2024", "2", "14")),
    "the next month, which is no next day": cases("contradicted", told_on("2024", "2"), on("2024", "3", "1")),
    "the last day of the month before, which is no day before": cases(
        "contradicted", told_on("2024", "2"), on("2024", "1", "31")
    ),
    "another year": cases("contradicted", told_on("2022"), on("2023", "6")),
    "another year, and the article's is deprecated": cases(
        "contradicted", told_on("2022", rank="deprecated"), on("2023", "6")
    ),
    "a date where the article has none": cases("confirmed", told_on(), on("2024", "4", "15")),
    "no date where the article has one": cases("unverified", told_on("2024"), on()),
    "no other source": cases("unverified", told_on("2024")),
    "others, none of them preferred": cases(
        "unverified", told_on("2024"), on("2024", "5", rank="normal"), on("2022", rank="deprecated")
    ),
    "the article again, preferred": cases("unverified", told_on("2024"), on("2024", "5") | {"source": "article"}),
    "two preferred, of which one has a date": cases("contradicted", told_on("2024"), on(), on("2022"), compared_with=1),
    "two preferred, of which one fits": cases(
        "confirmed", told_on("2024"), on("2023", "5"), on("2024", "5"), compared_with=1
    ),
}

#: Of figures, the value is judged where the time allows it. No year is given twice where time is not the point.
YEAR, NEXT = told_on("2023"), on("2024")
AUGUST, SEPTEMBER = told_on("2023", "8"), on("2023", "9")
VALUES = {
    "a number within the article's range": cases("confirmed", YEAR | between("10", "20"), on("2023") | exactly("15")),
    "the same number": cases("confirmed", YEAR | exactly("15"), on("2023") | exactly("15")),
    "a number above the article's at least": cases("confirmed", YEAR | at_least("10"), on("2023") | exactly("12")),
    "a higher at least": cases("confirmed", YEAR | at_least("10"), on("2023") | at_least("12")),
    "a lower at least": cases("imprecise", YEAR | at_least("12"), on("2023") | at_least("10")),
    "an at least for the article's number": cases("imprecise", YEAR | exactly("12"), on("2023") | at_least("10")),
    "a range around the article's number": cases("imprecise", YEAR | exactly("15"), on("2023") | between("10", "20")),
    "a range that overlaps": cases("imprecise", YEAR | between("10", "20"), on("2023") | between("15", "25")),
    "a range that only touches": cases("imprecise", YEAR | between("10", "20"), on("2023") | between("20", "25")),
    "a range apart": cases("contradicted", YEAR | between("10", "20"), on("2023") | between("21", "25")),
    "another number": cases("contradicted", YEAR | exactly("15"), on("2023") | exactly("16")),
    "a number below the article's at least": cases("contradicted", YEAR | at_least("10"), on("2023") | exactly("9")),
    "the same number in a month of the year": cases("confirmed", YEAR | exactly("15"), on("2023", "3") | exactly("15")),
    "the same number a month later": cases("imprecise", AUGUST | exactly("15"), SEPTEMBER | exactly("15")),
    "another number a month later": cases("unverified", AUGUST | exactly("15"), SEPTEMBER | exactly("16")),
    "the same number in another year": cases("unverified", YEAR | exactly("15"), NEXT | exactly("15")),
    "another number in another year": cases("unverified", YEAR | exactly("15"), NEXT | exactly("16")),
    "another year, and the article's is deprecated": cases(
        "contradicted", YEAR | exactly("15") | {"rank": "deprecated"}, NEXT | exactly("15")
    ),
    "the same year, and the article's is deprecated": cases(
        "confirmed", YEAR | exactly("15") | {"rank": "deprecated"}, on("2023") | exactly("15")
    ),
    "the same number where the article has no date": cases(
        "imprecise", told_on() | exactly("15"), NEXT | exactly("15")
    ),
    "another number where the article has no date": cases(
        "contradicted", told_on() | exactly("15"), NEXT | exactly("16")
    ),
    "the same number without any date": cases("confirmed", told_on() | exactly("15"), on() | exactly("15")),
    "the same number, undated beside the article's year": cases(
        "confirmed", YEAR | exactly("15"), on() | exactly("15")
    ),
    "no other source": cases("unverified", YEAR | exactly("15")),
    "others, none of them preferred": cases(
        "unverified", YEAR | exactly("15"), on("2023", rank="normal") | exactly("15")
    ),
    "two preferred, of which one is of the year": cases(
        "contradicted", YEAR | exactly("15"), NEXT | exactly("15"), on("2023") | exactly("99"), compared_with=1
    ),
}

#: Of what is paid for, the one who is paid matters too.
PAID, ELSEWHERE = {"seller": "midjourney"}, {"seller": "adobe_contributors"}
PARTIES = {
    "the same price to another party, and the article's is deprecated": cases(
        "contradicted", YEAR | exactly("3") | PAID | {"rank": "deprecated"}, on("2023") | exactly("3") | ELSEWHERE
    ),
    "the same price to the same party, and the article's is deprecated": cases(
        "confirmed", YEAR | exactly("3") | PAID | {"rank": "deprecated"}, on("2023") | exactly("3") | PAID
    ),
    "the same price to a party the other does not name": cases(
        "confirmed", YEAR | exactly("3") | PAID | {"rank": "deprecated"}, on("2023") | exactly("3") | {"seller": ""}
    ),
    "two preferred, of which one names the same party": cases(
        "confirmed",
        YEAR | exactly("3") | PAID,
        *(on("2023") | exactly("4") | ELSEWHERE, on("2023") | exactly("3") | PAID),
        compared_with=1,
    ),
}


def lag(value: str, qualifier: str = "exactly", unit: str = "days") -> Cells:
    return {"low": "", "high": "", "value": value, "qualifier": qualifier, "unit": unit}


SILENT = {"low": "", "value": "", "high": "", "qualifier": "", "unit": ""}
MARCH_1, MARCH = on("2024", "3", "1"), on("2024", "3")

#: Of a lag, what the article states and the dates that others give to its two events.
LAGS = {
    "ten days, and ten days lie between": ("confirmed", lag("10"), MARCH_1, on("2024", "3", "11")),
    "about a week, and ten days lie between": ("confirmed", lag("1", "about", "weeks"), MARCH_1, on("2024", "3", "11")),
    "ten days, and a month in which they may lie": ("imprecise", lag("10"), MARCH_1, MARCH),
    "ten days, and eleven lie between": ("contradicted", lag("10"), MARCH_1, on("2024", "3", "12")),
    "at least ten days, and eleven": ("confirmed", lag("") | at_least("10"), MARCH_1, on("2024", "3", "12")),
    "at least ten days, and nine": ("contradicted", lag("") | at_least("10"), MARCH_1, on("2024", "3", "10")),
    "at most ten days, and nine": (
        "confirmed", lag("", "at most") | {"high": "10"}, MARCH_1, on("2024", "3", "10")
    ),
    "ten days, and the follower came ten days before": ("contradicted", lag("10"), on("2024", "3", "11"), MARCH_1),
    "no lag, and the follower came later": ("confirmed", SILENT, MARCH_1, on("2024", "3", "2")),
    "no lag, and the follower came first": ("contradicted", SILENT, on("2024", "3", "2"), MARCH_1),
    "no lag, and both came on one day": ("unverified", SILENT, MARCH_1, MARCH_1),
    "no lag, and the order cannot be told": ("unverified", SILENT, MARCH_1, MARCH),
    "ten days, and the follower has no date": ("unverified", lag("10"), MARCH_1, on()),
    "ten days, and only the article dates the leader": (
        "unverified", lag("10"), on("2024", "3", "1", rank="deprecated"), on("2024", "3", "11")
    ),
    "ten days, and only the article dates the follower": (
        "unverified", lag("10"), MARCH_1, on("2024", "3", "11", rank="deprecated")
    ),
}  # fmt: skip

KINDS: dict[str, dict[str, Case]] = {"milestones": DATES, "other_figures": VALUES, "data_costs": PARTIES}
LIKE = {"milestones": "jianying_launch_2019", "other_figures": "jianying_age", "data_costs": "adobe_video_per_minute"}
#: The column that makes each case a thing of its own.
THING = {"milestones": "milestone", "other_figures": "measure", "data_costs": "material"}


def named(table: str, place: int) -> str:
    return f"{table}_{place}"


def add(folder: Folder, table: str, rows: list[Cells]) -> None:
    """Append rows, each a copy of one of the table's with other cells."""
    known = folder.rows(table)
    like = known[folder.row(table, LIKE.get(table, "gap_jianying_launch_membership")) - 2]
    folder.save(table, [*known, *({**like, **row} for row in rows)])


def statements(table: str) -> list[Cells]:
    """The rows of a table's cases: each a thing of its own, told by the article and by others."""
    rows = []
    for place, case in enumerate(KINDS[table].values()):
        name = named(table, place)
        rows.append({**case.told, THING[table]: name, "id": name})
        others = enumerate(case.others)
        rows += [{"source": OTHERS, **other, THING[table]: name, "id": f"{name}_{n}"} for n, other in others]
    return rows


def pairs() -> tuple[list[Cells], list[Cells]]:
    """The rows of gaps and of milestones for the cases of lags; the article dates both events to one year."""
    gaps, events = [], []
    for place, (_, stated, *dates) in enumerate(LAGS.values()):
        ends = (f"leader_{place}", f"follower_{place}")
        gaps.append({**stated, "id": named("gaps", place), "leader": ends[0], "follower": ends[1]})
        for end, dated in zip(ends, dates, strict=True):
            events.append({**told_on("2024"), "id": f"{end}_told", "milestone": end})
            events.append({**dated, "id": f"{end}_other", "milestone": end, "source": OTHERS})
    return gaps, events


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Judged:
    """Verdict and witness of each case, named after its table and its place above; all are told in one dataset."""
    folder = copy_of_story(tmp_path_factory.mktemp("judged") / "data")
    gaps, events = pairs()
    add(folder, "milestones", [*statements("milestones"), *events])
    add(folder, "gaps", gaps)
    things = [{"id": named("other_figures", place)} for place in range(len(VALUES))]
    folder.save("measures", [*folder.rows("measures"), *({**folder.rows("measures")[0], **row} for row in things)])
    for table in ("other_figures", "data_costs"):
        add(folder, table, statements(table))
    rows: list[Any] = folder.ask("figures")
    return {row.id: (row.verdict, row.compared_with) for row in rows if row.verdict}


def wanted(table: str) -> dict[str, tuple[str, str | None]]:
    """Verdict and witness of a table's cases, by what they are."""
    found = {}
    for place, (what, case) in enumerate(KINDS[table].items()):
        compared_with = None if case.compared_with is None else f"{named(table, place)}_{case.compared_with}"
        found[what] = (case.verdict, compared_with)
    return found


def judged_of(judged: Judged, table: str) -> Judged:
    return {what: judged[named(table, place)] for place, what in enumerate(KINDS[table])}


@pytest.mark.parametrize("table", KINDS)
def test_figures_are_judged(judged: Judged, table: str) -> None:
    """An event by the days it leaves open, a figure by its value at its time, a price by who is paid as well."""
    assert judged_of(judged, table) == wanted(table)


def test_lags_are_judged(judged: Judged) -> None:
    """By the dates that others give."""
    assert {what: judged[named("gaps", place)] for place, what in enumerate(LAGS)} == {
        what: (verdict, None if verdict == "unverified" else f"follower_{place}_other")
        for place, (what, (verdict, *_)) in enumerate(LAGS.items())
    }


# The story


def test_the_article_alone_is_judged(snapshot: Snapshot) -> None:
    """What has neither number nor date has a verdict on its card, and is no figure to be counted."""
    figures, rows = queries.ask(snapshot, Figures), queries.ask(snapshot, Confidence)
    own = {row.id: (row.verdict, row.compared_with) for row in figures if row.source == "article"}
    counted = {row.id: (row.verdict, row.compared_with) for row in rows}
    assert counted.items() <= own.items()
    assert {verdict for verdict, _ in own.values()} == {row.verdict for row in rows} == set(VERDICTS)
    assert {row.verdict for row in figures if row.source != "article"} == {None}


def test_the_harder_verdict_of_a_lag(folder: Folder) -> None:
    """The article dates My AI twice, and here others do so as well: one month after 365 Copilot, or long before it."""
    folder.add("milestones", "my_ai_2023_04_11", {"id": "my_ai_2022_06", "year": "2022", "month": "6", "day": "1"})
    rows = folder.ask("confidence")
    ids = [row.id for row in rows]
    assert [name for name in set(ids) if ids.count(name) > 1] == []
    judged = {row.id: (row.verdict, row.compared_with) for row in rows}
    assert judged["gap_copilot365_my_ai"] == ("contradicted", "my_ai_2022_06")


def test_witnesses_are_preferred(snapshot: Snapshot) -> None:
    """Or the ones that conflicts.csv sets against the article."""
    figures = {row.id: row for row in queries.ask(snapshot, Figures)}
    explained = [{row.statement_a, row.statement_b} for row in queries.ask(snapshot, Conflicts) if row.severity]
    for row in queries.ask(snapshot, Confidence):
        assert (row.compared_with is None) == (row.verdict == "unverified")
        if row.compared_with:
            compared_with = figures[row.compared_with]
            assert compared_with.source != "article"
            if {row.id, row.compared_with} in explained:
                continue
            assert compared_with.rank == "preferred"
            assert row.table_name == "gaps" or compared_with.fact_key == figures[row.id].fact_key


def test_contradicted_comes_first(snapshot: Snapshot) -> None:
    order = [
        (row.table_name, ("contradicted", "imprecise", "unverified", "confirmed").index(row.verdict))
        for row in queries.ask(snapshot, Confidence)
    ]
    assert order == sorted(order)


# A research by hand, which judged claims and not rows


@dataclass(frozen=True)
class Claim:
    """A line of the research: its own name, the article's statement that makes it, its verdict, why ours is another."""

    claim: str
    statement: str
    verdict: str
    reason: str


def researched() -> list[Claim]:
    with RESEARCH.open(encoding="utf-8", newline="") as file:
        return [Claim(**row) for row in csv.DictReader(file)]


def test_differences_from_the_research(snapshot: Snapshot) -> None:
    """A statement that several claims are about agrees where one of them was judged like it."""
    found = {row.id: row.verdict for row in queries.ask(snapshot, Figures)}
    claims = [claim for claim in researched() if claim.statement]
    by_hand = {one.statement: {claim.verdict for claim in claims if claim.statement == one.statement} for one in claims}
    differing = {name: found[name] for name, verdicts in by_hand.items() if found[name] not in verdicts}
    assert {claim.statement for claim in claims if claim.reason} == differing.keys()
    assert differing == {
        "bytedance_ai_apps_2022": "imprecise",
        "doubao_launch_2022": "contradicted",
        "douyin_tiktok_users": "unverified",
        "gap_chatgpt_project_flow": "unverified",
        "gap_sora_demo_sora_paid": "contradicted",
        "my_ai_2023_04": "confirmed",
        "openai_news_2023": "imprecise",
        "openai_nonprofit_2016": "unverified",
        "sora_revenue_share_undated": "imprecise",
    }


def test_claims_without_a_statement() -> None:
    assert [claim.claim for claim in researched() if not claim.statement and not claim.reason] == []


def test_research_is_well_written() -> None:
    claims = researched()
    assert len({claim.claim for claim in claims}) == len(claims)
    assert {claim.verdict for claim in claims} == set(VERDICTS)
    reasons = [claim.reason for claim in claims if claim.reason]
    assert [reason for reason in reasons if not reason.endswith(".") or len(reason) > 160] == []
