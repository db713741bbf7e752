"""Which two are compared: the first two sides of the file, or two others that are asked for, sides or organizations."""

import csv
import io
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from leadlag import charts, queries
from leadlag.cli import main
from leadlag.errors import QuestionError
from leadlag.rows import Figures, Gaps, Overview, Sides, Timeline
from leadlag.store import READINGS, Reading, Snapshot, load
from tests import pages
from tests.conftest import STORY, Folder
from tests.drawings import draw, drawable
from tests.questions import nulls

Printed = pytest.CaptureFixture[str]
#: Two organizations of one side, with what the story says of both.
PAIR = "kuaishou,google"
#: Two sides; a side and an organization of another; two organizations of one side, with figures and without any.
PAIRS = ("others,bytedance", "bytedance,google", PAIR, "runway,eleme")
#: Each pair in a reading.
VIEWS = [*zip(PAIRS, (*READINGS, READINGS[-1]), strict=True)]


def ranks(snapshot: Snapshot) -> list[tuple[str, int, bool]]:
    return [(row.id, row.side_rank, row.is_compared) for row in queries.ask(snapshot, Sides)]


def of_organizations(snapshot: Snapshot) -> dict[str, set[tuple[str | None, int | None]]]:
    """Each organization's side and rank, as its statements have it."""
    found: dict[str, set[tuple[str | None, int | None]]] = {}
    for row in queries.ask(snapshot, Figures):
        if row.organization:
            found.setdefault(row.organization, set()).add((row.side, row.side_rank))
    return found


def asked(capsys: Printed, *options: str) -> list[dict[str, Any]]:
    """What `ask overview` prints over the story."""
    assert main(["ask", "overview", "--data", str(STORY), "--format", "json", *options]) == 0
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return found


def test_first_two_sides_are_compared(snapshot: Snapshot, capsys: Printed) -> None:
    assert ranks(snapshot) == [("bytedance", 1, True), ("openai_adobe", 2, True), ("others", 3, False)]
    named = snapshot.comparing("bytedance,openai_adobe")
    for reading in READINGS:
        for name in ("sides", "overview", "gaps", "figures", "timeline"):
            assert queries.answer(named.read_as(reading), name) == queries.answer(snapshot.read_as(reading), name)
    assert snapshot.comparing(None) is snapshot
    assert asked(capsys) == asked(capsys, "--compare", "bytedance,openai_adobe") != []


def test_two_other_sides_are_compared(snapshot: Snapshot) -> None:
    other = snapshot.comparing("others,bytedance")
    assert ranks(other) == [("others", 1, True), ("bytedance", 2, True), ("openai_adobe", 4, False)]
    assert of_organizations(other)["google"] == {("others", 1)}
    assert ranks(snapshot) == [("bytedance", 1, True), ("openai_adobe", 2, True), ("others", 3, False)]


def test_two_organizations_are_compared(snapshot: Snapshot) -> None:
    """And the other members of their side stay where they are: neutral, and of that side."""
    pair = snapshot.comparing(PAIR)
    assert ranks(pair)[:2] == [("kuaishou", 1, True), ("google", 2, True)]
    neutral = {name: rank for name, rank, is_compared in ranks(pair)[2:] if not is_compared}
    assert neutral == {"bytedance": 3, "openai_adobe": 4, "others": 5}
    before, after = of_organizations(snapshot), of_organizations(pair)
    assert (after["kuaishou"], after["google"]) == ({("kuaishou", 1)}, {("google", 2)})
    assert (before["kuaishou"], before["google"]) == ({("others", 3)}, {("others", 3)})
    members = {name for name, sides in before.items() if sides == {("others", 3)}} - {"kuaishou", "google"}
    assert len(members) > 3
    assert {name: after[name] for name in members} == {name: {("others", 5)} for name in members}
    assert after["openai"] == after["adobe"] == {("openai_adobe", 4)}
    assert after.keys() == before.keys()


def test_a_side_against_an_organization(snapshot: Snapshot) -> None:
    """A side and one organization share an id: the side is meant."""
    pair = of_organizations(snapshot.comparing("bytedance,google"))
    assert (pair["bytedance"], pair["google"], pair["runway"]) == (
        {("bytedance", 1)},
        {("google", 2)},
        {("others", 5)},
    )


@pytest.mark.parametrize(
    ("pair", "readings"),
    [("bytedance,openai_adobe", READINGS), ("openai,bytedance", READINGS[:1]), ("bytedance,others", READINGS[2:])],
)
def test_swapping_the_two_swaps_ranks(snapshot: Snapshot, pair: str, readings: Sequence[Reading]) -> None:
    """And who is ahead, but no figure, no factor, and no lag between a leader and its follower."""
    first, second = pair.split(",")
    turned = {0: 0, 1: 2, 2: 1}
    judged = 0
    for reading in readings:
        there, back = (
            queries.ask(snapshot.comparing(one).read_as(reading), Overview) for one in (pair, f"{second},{first}")
        )
        swapped = [(row.row_id, row.id, turned[row.side_rank], turned[row.ahead], *told(row)) for row in there]
        kept = [(row.row_id, row.id, row.side_rank, row.ahead, *told(row)) for row in back]
        assert sorted(swapped, key=str) == sorted(kept, key=str)
        judged += sum(row.ahead != 0 for row in there)
    assert judged
    assert [name for name, *_ in ranks(snapshot.comparing(f"{second},{first}"))[:2]] == [second, first]


def told(row: Overview) -> tuple[object, ...]:
    """What a row says that is the same whoever comes first; a time between two sides changes its sign."""
    days = [row.low_days, row.high_days]
    time = days if row.dimension == "lag" else sorted(abs(day) for day in days if day is not None)
    factor = row.factor_low, row.factor_high
    return (row.role, row.version, row.lower, row.upper, row.comparable, row.obstacle, *factor, *time)


def test_only_the_compared_stand_on_top(snapshot: Snapshot) -> None:
    """Of another pair the scoreboard has the two, and pairs across are those between them."""
    found: set[str] = set()
    for pair, reading in VIEWS:
        read = snapshot.comparing(pair).read_as(reading)
        assert {row.side_rank for row in queries.ask(read, Overview)} <= {1, 2}
        across = {row.id: {row.leader_rank, row.follower_rank} for row in queries.ask(read, Gaps) if row.across}
        assert all(both == {1, 2} for both in across.values())
        found |= across.keys()
    assert found == {"gap_copilot365_my_ai", "gap_eleme_douyin_local_ai"}
    latest = snapshot.comparing(PAIR).read_as("latest")
    dated = {row.organization: row.side_rank for row in queries.ask(latest, Timeline)}
    assert (dated["kuaishou"], dated["google"], dated["openai"]) == (1, 2, 4)


def test_every_question_answers_any_pair(snapshot: Snapshot) -> None:
    """With no column NULL that may not be, and every chart that is shown can be drawn."""
    for pair, reading in VIEWS:
        read = snapshot.comparing(pair).read_as(reading)
        assert (pair, reading, nulls(read, every_way=False)) == (pair, reading, set())
        for question in drawable(read):
            assert "None" not in draw(read, question).alt


def test_a_chart_names_the_two(snapshot: Snapshot) -> None:
    made = charts.chart(
        snapshot.comparing("openai,bytedance").read_as("latest"), "overview", charts.render_options(snapshot, "en")
    )
    assert made is not None
    assert [entry.name for entry in made.key] == ["OpenAI", "ByteDance", "Others"]


def test_ask_compares_two_others(capsys: Printed) -> None:
    one, other = (asked(capsys, "--compare", pair) for pair in ("openai,bytedance", "bytedance,openai"))
    assert {row["organization"]: row["side_rank"] for row in one} == {"openai": 1, "bytedance": 2}
    assert {row["organization"]: row["side_rank"] for row in other} == {"openai": 2, "bytedance": 1}
    ahead = [{row["row_id"]: row["ahead"] for row in rows} for rows in (one, other)]
    assert ahead[0] == {row: {0: 0, 1: 2, 2: 1}[rank] for row, rank in ahead[1].items()}
    assert set(ahead[0].values()) > {1}
    assert main(["--lang", "zh", "ask", "sides", "--data", str(STORY), "--compare", PAIR, "--format", "csv"]) == 0
    rows = [*csv.DictReader(io.StringIO(capsys.readouterr().out, newline=""))]
    assert [(row["id"], row["side_rank"], row["is_compared"], row["name"]) for row in rows[:2]] == [
        ("kuaishou", "1", "True", "快手"),
        ("google", "2", "True", "谷歌"),
    ]


#: What is asked for, and what is said of it in either language.
REFUSED = {
    "gogle,kuaishou": (
        "There is no side or organization “gogle”. Did you mean “google”?",
        "没有 id 为“gogle”的一方或机构。是不是“google”？",
    ),
    "kuaishou,zzz": (
        "There is no side or organization “zzz”. See sides.csv",
        "没有 id 为“zzz”的一方或机构。id 见 sides.csv",
    ),
    "google": ("“google” does not name two to compare.", "“google”不是两个可比较的对象。"),
    "google,": ("“google,” does not name two to compare.", "“google,”不是两个可比较的对象。"),
    "": ("“” does not name two to compare.", "“”不是两个可比较的对象。"),
    "openai,google,kuaishou": ("“openai,google,kuaishou” does not name two", "“openai,google,kuaishou”不是两个"),
    "google,google": ("“google” cannot be compared with itself.", "“google”不能与自身比较。"),
    "openai,openai_adobe": (
        "“openai_adobe” cannot be compared with “openai”, which is a part of it.",
        "“openai_adobe”不能与“openai”比较，因为后者属于前者。",
    ),
    "others,google": ("“others” cannot be compared with “google”", "“others”不能与“google”比较"),
}


@pytest.mark.parametrize("pair", REFUSED)
def test_pairs_that_do_not_compare(snapshot: Snapshot, capsys: Printed, pair: str) -> None:
    """With words, a way on, and the exit code of a question that cannot be asked."""
    with pytest.raises(QuestionError) as caught:
        snapshot.comparing(pair)
    assert caught.value.exit_code == 3
    for lang, words in zip(("en", "zh"), REFUSED[pair], strict=True):
        assert main(["--lang", lang, "ask", "overview", "--data", str(STORY), "--compare", pair]) == 3
        printed = capsys.readouterr()
        assert (printed.out, printed.err.startswith(words)) == ("", True), printed.err


def test_a_pair_may_have_blanks_around(snapshot: Snapshot) -> None:
    assert ranks(snapshot.comparing(" kuaishou , google ")) == ranks(snapshot.comparing(PAIR))


def picked(app: AppTest) -> tuple[str | None, str | None]:
    first, second = (app.selectbox(key=f"compare-{key}").value for key in ("first", "second"))
    return first, second


def test_a_page_compares_any_two() -> None:
    """Each list says who is picked, and the link does where these are not the first two."""
    app = pages.opened("gaps", lang="en")
    assert picked(app) == ("bytedance", "openai_adobe")
    assert "compare" not in app.query_params
    app.selectbox(key="compare-second").select("google").run()
    assert (picked(app), app.query_params["compare"]) == (("bytedance", "google"), "bytedance,google")
    assert "ByteDance vs Google" in pages.words(app)
    app.selectbox(key="compare-first").select("google").run()
    assert picked(app) == ("google", "bytedance")
    app.selectbox(key="compare-first").select("openai").run()
    assert "OpenAI & Adobe" not in app.selectbox(key="compare-second").options
    app.selectbox(key="compare-second").select("bytedance").run()
    app.selectbox(key="compare-first").select("bytedance").run()
    app.selectbox(key="compare-second").select("openai_adobe").run()
    assert picked(app) == ("bytedance", "openai_adobe")
    assert "compare" not in app.query_params


def test_the_two_are_kept_across_pages_and_languages() -> None:
    app = pages.visit(pages.opened("gaps", lang="en", compare=PAIR), "audience")
    assert (picked(app), app.query_params["compare"]) == (("kuaishou", "google"), PAIR)
    app.button_group(key="lang").set_value("zh").run()
    assert (picked(app), app.query_params["compare"]) == (("kuaishou", "google"), PAIR)
    assert "快手对比谷歌" in pages.words(app)
    links = re.findall(r"href='([^']*view=slide[^']*|swap\?[^']*)'", pages.page(app))
    assert len(links) == 3
    assert all("compare=kuaishou%2Cgoogle" in link for link in links)


@pytest.mark.parametrize("link", ["kuaishou,gogle", "google,google", "openai,openai_adobe", "google", ","])
def test_a_link_to_no_pair_shows_the_first_two(link: str) -> None:
    app = pages.opened("gaps", lang="en", compare=link)
    assert (picked(app), "compare" in app.query_params) == (("bytedance", "openai_adobe"), False)
    assert not app.error
    assert not app.warning


def test_cards_and_report_compare_two_others(tmp_path: Path, capsys: Printed) -> None:
    """Their files are named after the two, and lead back to the view."""
    of_story = ["--data", str(STORY), "--reading", "latest", "--compare", "bytedance,google"]
    cards = ["cards", "--to", str(tmp_path), "--question", "timeline", "--lang", "en", "--format", "json"]
    assert main([*cards, *of_story]) == 0
    card, *_ = json.loads(capsys.readouterr().out)
    assert card["file"].startswith("timeline_bytedance-google_en_")
    assert main(["open-picture", str(tmp_path / card["file"]), "--data", str(STORY)]) == 0
    assert "timeline?lang=en&reading=latest&compare=bytedance%2Cgoogle" in capsys.readouterr().out
    report = tmp_path / "report.html"
    assert main(["report", "--to", str(report), *of_story]) == 0
    assert "ByteDance vs Google" in report.read_text(encoding="utf-8")
    for command in (["cards", "--to", str(tmp_path)], ["report", "--to", str(report)]):
        assert main([*command, "--data", str(STORY), "--compare", "google,google"]) == 3


def paired(snapshot: Snapshot) -> list[tuple[str, str, str, int | None, int | None]]:
    """The pairs that gaps.csv does not list, with their lags."""
    rows = [row for row in queries.ask(snapshot, Gaps) if row.by_topic]
    return [(row.id, row.leader_statement, row.follower_statement, row.low_days, row.high_days) for row in rows]


def test_events_without_topics_pair_where_each_has_one(snapshot: Snapshot) -> None:
    """Of two charges on one side none is picked."""
    pair = ("auto/monetisation", "jianying_membership_2021", "sora_paid_2024_12_09", 1074, 1438)
    assert [paired(snapshot.read_as(reading)) for reading in READINGS] == [[], [pair], []]


def test_first_events_of_a_topic_are_paired(folder: Folder) -> None:
    """Whoever came first leads, and a pair of gaps.csv is not made again."""
    folder.write("topics", "id,name\nvideo,Video\n")
    launches = ("kling_launch_2024_06_06", "veo_2_2024_12_16", "veo_3_2025_05_20")
    for one in (*launches, "kling_paid_2024_07_25"):
        folder.set("milestones", one, "topic", "video")
    latest = load(folder.path).read_as("latest")
    pair = ("auto/video/launch", *launches[:2], 193, 193)
    assert paired(latest.comparing(PAIR)) == paired(latest.comparing("google,kuaishou")) == [pair]
    gap = {"id": "gap_own", "leader": "veo_2", "follower": "kling_launch", "unit": "", "value": "", "qualifier": ""}
    folder.add("gaps", "gap_ai_lab_flow", gap)
    assert paired(load(folder.path).read_as("latest").comparing(PAIR)) == []


def test_a_pair_by_topic_says_so(snapshot: Snapshot) -> None:
    made = charts.chart(snapshot.read_as("checked"), "gaps", charts.render_options(snapshot, "en"))
    assert made is not None
    assert "paired by topic" in made.note
    assert not any(one.startswith("auto/") for one in made.statements)
