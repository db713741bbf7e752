"""Three readings of one dataset: which statements each uses, and what that does to dates, lags and counts."""

import threading
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from leadlag import queries
from leadlag.rows import Changes, Confidence, Figures, Gaps, Timeline
from leadlag.store import READINGS, Reading, Snapshot
from tests.conftest import Folder, copy_of_story

DEMO = "milestones/sora_demo"
DEMO_AND_MOVE = "gap_sora_demo_zhang_nan_move"


def used(snapshot: Snapshot, reading: Reading) -> set[str]:
    """Ids of the statements a reading uses, as every question gets them."""
    return {name for (name,) in snapshot.read_as(reading).rows("SELECT id FROM statements")[1]}


def about(snapshot: Snapshot, fact_key: str, reading: Reading) -> set[str]:
    """The statements a reading uses about one thing."""
    sql = "SELECT id FROM statements WHERE fact_key = getvariable('fact_key')"
    return {name for (name,) in snapshot.read_as(reading).rows(sql, fact_key=fact_key)[1]}


def lags(snapshot: Snapshot, pair: str, reading: Reading) -> set[tuple[int | None, int | None]]:
    rows = queries.ask(snapshot.read_as(reading), Gaps)
    return {(row.low_days, row.high_days) for row in rows if row.id == pair}


# The story


def test_article_uses_all_its_own(snapshot: Snapshot) -> None:
    """Whatever their rank, and no other's."""
    figures = queries.ask(snapshot, Figures)
    own = [row for row in figures if row.source == "article"]
    assert {row.rank for row in own} == {"normal", "deprecated"}
    assert used(snapshot, "article") == {row.id for row in own}
    assert len(own) < len(figures)


def test_figures_know_who_uses_them(snapshot: Snapshot) -> None:
    figures = queries.ask(snapshot, Figures)
    known = {reading: {row.id for row in figures if getattr(row, f"used_{reading}")} for reading in READINGS}
    assert known == {reading: used(snapshot, reading) for reading in READINGS}


def test_deprecated_is_used_by_the_article(snapshot: Snapshot) -> None:
    """Of the others' readings, only as a pair whose lag is worked out."""
    sql = "SELECT id FROM statements WHERE rank = 'deprecated'"
    for reading in READINGS:
        deprecated = {name for (name,) in snapshot.read_as(reading).rows(sql)[1]}
        assert DEMO_AND_MOVE in deprecated
        assert (deprecated == {DEMO_AND_MOVE}) == (reading != "article")


def test_dates_of_the_demo(snapshot: Snapshot) -> None:
    """The best source's drop a deprecated date, and every lag from it follows, a deprecated one's too."""
    assert {reading: about(snapshot, DEMO, reading) for reading in READINGS} == {
        "article": {"sora_demo_2024_02_07", "sora_demo_2024_02_16"},
        "checked": {"sora_demo_2024_02_15"},
        "latest": {"sora_demo_2024_02_15"},
    }
    assert {reading: lags(snapshot, DEMO_AND_MOVE, reading) for reading in READINGS} == {
        "article": {(0, 0), (-9, -9)},
        "checked": {(-8, -8)},
        "latest": {(-8, -8)},
    }
    assert {reading: lags(snapshot, "gap_sora_demo_sora_paid", reading) for reading in READINGS} == {
        "article": {(None, None)},  # it gives no date
        "checked": {(298, 298)},
        "latest": {(298, 298)},
    }


def test_fact_keys_of_each_reading(snapshot: Snapshot) -> None:
    """Checked speaks of the article's, latest of all; what nobody else mentions stays."""
    figures = queries.ask(snapshot, Figures)
    fact_keys = {
        reading: {fact_key for (fact_key,) in snapshot.read_as(reading).rows("SELECT fact_key FROM statements")[1]}
        for reading in READINGS
    }
    assert fact_keys["checked"] == fact_keys["article"] < fact_keys["latest"] == {row.fact_key for row in figures}
    told_by_others = {row.fact_key for row in figures if row.source != "article"}
    alone = {row.id for row in figures if row.fact_key not in told_by_others}
    assert len(alone) > 20
    assert [reading for reading in READINGS if not alone <= used(snapshot, reading)] == []


def test_latest_has_one_of_each_fact_key(snapshot: Snapshot) -> None:
    sql = "SELECT fact_key, COUNT(*) FROM statements GROUP BY fact_key HAVING COUNT(*) > 1"
    assert snapshot.read_as("latest").rows(sql)[1] == []


def test_figures_of_their_time(snapshot: Snapshot) -> None:
    """Checked takes the best of the article's year, latest the newest."""
    assert {reading: about(snapshot, "users/capcut/mau", reading) for reading in READINGS} == {
        "article": {"capcut_mau_2023"},  # the year 2023
        "checked": {"capcut_mau_2023_03"},  # preferred, and of 2023 too
        "latest": {"capcut_mau_2024_07"},
    }
    assert about(snapshot, "users/jianying/mau", "checked") == {"jianying_mau_2021_bandao"}  # undated: of any year
    fact_key = "data_costs/adobe/video/bill/USD/minute"
    assert about(snapshot, fact_key, "article") == {"adobe_video_per_minute"}  # deprecated: not Midjourney, not 2023
    assert about(snapshot, fact_key, "checked") == {"adobe_video_techstory"}  # of April 2024


# Rules, one thing each


WHOLE = {"low": "", "value": "100", "high": "", "qualifier": "exactly"}
OTHERS = "zimubang_2024_04_22"  # a document of another kind than the article


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The story with facts of their own: what the article says of each, and what others do."""
    folder = copy_of_story(tmp_path_factory.mktemp("edited") / "data")

    def counted(product: str, name: str, source: str = OTHERS, **cells: str) -> None:
        blank = {"year": "", "month": "", "day": "", "part": "", "provider": "", "provider_zh": ""}
        row = {**WHOLE, **blank, "id": name, "product": product, "metric": "dau", "source": source, **cells}
        folder.add("users", "capcut_users_2023_08", row)

    def happened(milestone: str, name: str, source: str = OTHERS, **cells: str) -> None:
        blank = {"year": "", "month": "", "day": "", "part": ""}
        row = {**blank, "id": name, "milestone": milestone, "source": source, **cells}
        folder.add("milestones", "jianying_launch_2019", row)

    counted("capcut", "other_year_told", "article", year="2023")
    counted("capcut", "other_year_preferred", rank="preferred", year="2024")
    counted("pico", "same_year_told", "article", year="2023", month="8")
    counted("pico", "same_year_preferred", rank="preferred", year="2023", month="9")
    counted("sora", "untimed_told", "article", year="2023")
    counted("sora", "untimed_preferred", rank="preferred")
    counted("feishu", "tie_told", "article", year="2023", month="5")
    counted("feishu", "tie_normal", year="2023", month="5")
    counted("chatgpt", "withdrawn_told", "article", year="2023", rank="deprecated")
    counted("flow", "refused_told", "article", year="2023")
    counted("flow", "refused_other", year="2024", rank="deprecated")
    counted("hualu", "old_preferred", year="2023", rank="preferred")
    counted("hualu", "new_normal", year="2025")
    counted("hualu", "newer_preferred", year="2024", rank="preferred")
    counted("jimeng", "period_preferred", year="2025", month="8", rank="preferred")
    counted("jimeng", "period_normal", year="2025", month="8", day="20")
    for kind in ("news", "mirror", "wiki"):
        folder.add("sources", "article", {"id": f"of_{kind}", "kind": kind})
    for product, kind in (("kling", "mirror"), ("veo", "wiki")):
        counted(product, f"{product}_strong", "of_news", year="2025")
        counted(product, f"{product}_weak", f"of_{kind}", year="2026")
    folder.add("sources", "article", {"id": "sequel"})
    folder.add("users", "douyin_users", {"id": "douyin_users_again", "source": "sequel", "low": "3000000000"})
    happened("moved", "moved_told", "article", year="2023")
    happened("moved", "moved_preferred", year="2025", month="3", rank="preferred")
    happened("split", "split_early", "article", year="2019")
    happened("split", "split_late", "article", year="2021")
    happened("vague", "vague_year", "article", year="2023", part="late")
    happened("vague", "vague_month", "article", year="2023", month="11")
    happened("alone", "alone_other", year="2024", rank="preferred")
    pair = {"leader": "split", "follower": "moved", "qualifier": "", "value": "", "unit": ""}
    folder.add("gaps", DEMO_AND_MOVE, {**pair, "id": "pair_told"})
    folder.add("gaps", DEMO_AND_MOVE, {**pair, "id": "pair_preferred", "source": OTHERS, "rank": "preferred"})
    folder.add("gaps", DEMO_AND_MOVE, {**pair, "id": "pair_new", "follower": "alone", "source": OTHERS})
    return folder.load()


#: A thing, and what the article's, the checked and the latest reading use of it.
RULES: dict[str, tuple[str, set[str], set[str], set[str]]] = {
    "a preferred figure of another year replaces none": (
        "users/capcut/dau",
        {"other_year_told"},
        {"other_year_told"},
        {"other_year_preferred"},
    ),
    "one of another month of the year does": (
        "users/pico/dau",
        {"same_year_told"},
        {"same_year_preferred"},
        {"same_year_preferred"},
    ),
    "one without a date does": (
        "users/sora/dau",
        {"untimed_told"},
        {"untimed_preferred"},
        {"untimed_told"},
    ),
    "among equals the article's own stays beside a weak source": (
        "users/feishu/dau",
        {"tie_told"},
        {"tie_told"},
        {"tie_told"},
    ),
    "what is deprecated and has no other is left out": ("users/chatgpt/dau", {"withdrawn_told"}, set(), set()),
    "what others say and is deprecated replaces nothing": (
        "users/flow/dau",
        {"refused_told"},
        {"refused_told"},
        {"refused_told"},
    ),
    "the newest is the latest, whatever its rank": ("users/hualu/dau", set(), set(), {"new_normal"}),
    "of one period it has the higher rank": ("users/jimeng/dau", set(), set(), {"period_preferred"}),
    "a copy displaces nothing": ("users/kling/dau", set(), set(), {"kling_strong"}),
    "nor does a wiki": ("users/veo/dau", set(), set(), {"veo_strong"}),
    "an event happened once, whatever its year": (
        "milestones/moved",
        {"moved_told"},
        {"moved_preferred"},
        {"moved_preferred"},
    ),
    "two dates of the article that exclude each other both stay": (
        "milestones/split",
        {"split_early", "split_late"},
        {"split_early", "split_late"},
        {"split_early"},
    ),
    "of two that agree the finer one does": (
        "milestones/vague",
        {"vague_year", "vague_month"},
        {"vague_month"},
        {"vague_month"},
    ),
    "an event the article does not tell of is news": ("milestones/alone", set(), set(), {"alone_other"}),
    "a pair is the article's, whoever else states it": (
        "gaps/split/moved",
        {"pair_told"},
        {"pair_told"},
        {"pair_told"},
    ),
    "a pair of others is news, deprecated or not": ("gaps/split/alone", set(), set(), {"pair_new"}),
}


def test_readings_follow_their_rules(edited: Snapshot) -> None:
    used = {
        rule: tuple(about(edited, fact_key, reading) for reading in READINGS) for rule, (fact_key, *_) in RULES.items()
    }
    assert used == {rule: tuple(expected) for rule, (_, *expected) in RULES.items()}


def between(leader: tuple[date, date], follower: tuple[date, date]) -> tuple[int, int]:
    """From the leader's last day to the follower's first, and from its first to the follower's last."""
    return (follower[0] - leader[1]).days, (follower[1] - leader[0]).days


def test_lags_follow_the_dates_used(edited: Snapshot) -> None:
    early, late = ((date(year, 1, 1), date(year, 12, 31)) for year in (2019, 2021))
    told, march = (date(2023, 1, 1), date(2023, 12, 31)), (date(2025, 3, 1), date(2025, 3, 31))
    assert {reading: lags(edited, "pair_told", reading) for reading in READINGS} == {
        "article": {between(early, told), between(late, told)},
        "checked": {between(early, march), between(late, march)},
        "latest": {between(early, march)},
    }


# Counting what a reading changes


def test_changes_are_counted_by_fact_key(folder: Folder) -> None:
    """And only where there is a figure."""
    keep_few(folder)
    snapshot = folder.load()
    told: dict[str, int] = {"data_costs": 1, "gaps": 2, "milestones": 5, "prices": 1, "users": 2}
    checked = {
        "data_costs": (1, 0),  # the same amount, but of January 2024 and not undated
        "gaps": (2, 1),  # two lags by another date of the demo; the wait for a price gets its second date
        "milestones": (3, 0),  # the demo, the price of Sora, the launch; the move and the feature keep their dates
        "prices": (0, 0),
        "users": (1, 0),  # CapCut: at least 490 million in August, not about that
    }
    latest = {
        "data_costs": (1, 0),
        "gaps": (2, 2),  # also the wait for the release
        "milestones": (3, 2),  # also the release, and the end of the apps
        "prices": (0, 1),  # ChatGPT Plus
        "users": (1, 1),  # Kling
    }
    assert changes(snapshot, "article") == {table: (count, 0, 0) for table, count in told.items()}
    assert changes(snapshot, "checked") == {table: (count, *checked[table]) for table, count in told.items()}
    assert changes(snapshot, "latest") == {table: (count, *latest[table]) for table, count in told.items()}


def changes(snapshot: Snapshot, reading: Reading) -> dict[str, tuple[int, int, int]]:
    rows: list[Any] = queries.ask(snapshot.read_as(reading), Changes)
    return {row.table_name: (row.reported, row.differing, row.added) for row in rows}


def keep_few(folder: Folder) -> None:
    """Of each table a handful of statements, few enough to count by hand."""
    folder.keep("conflicts")
    folder.keep("other_figures")
    folder.keep("users", "capcut_users_2023_08", "capcut_users_2023_09", "douyin_users", "kling_users_2025_12")
    folder.keep("prices", "jianying_membership_month", "chatgpt_plus_2024_12")
    folder.keep("data_costs", "openai_news_per_year", "openai_news_offer_verge")
    folder.keep(
        "milestones",
        *("sora_demo_2024_02_16", "sora_demo_2024_02_07", "sora_demo_2024_02_15"),
        *("zhang_nan_move_2024_02_07", "zhang_nan_move_reuters"),
        *("sora_paid_undated", "sora_paid_2024_12_09"),
        *("capcut_text_to_video_2024_02", "capcut_text_to_video_zimubang"),
        *("jianying_launch_2019", "jianying_launch_2019_05"),
        *("sora_release_centerconsulting", "sora_app_closed_2026_04_26"),
    )
    folder.edit("milestones", "jianying_launch_2019_05", {"month": "", "part": "late"})
    folder.set("users", "capcut_users_2023_09", "month", "8")
    folder.keep(
        "gaps",
        *(DEMO_AND_MOVE, "gap_sora_demo_sora_paid", "gap_sora_demo_capcut_text_to_video", "gap_sora_demo_sora_release"),
    )


# Data without an article


def test_data_without_an_article(folder: Folder) -> None:
    """Every statement is as good as the article's, and there is nothing to verify."""
    folder.set("sources", "article", "kind", "news")
    snapshot = folder.load()
    figures = queries.ask(snapshot, Figures)
    assert {row.by_article for row in figures} == {True}
    assert used(snapshot, "article") == {row.id for row in figures}
    assert queries.ask(snapshot, Confidence) == []
    assert about(snapshot, DEMO, "checked") == {"sora_demo_2024_02_15"}
    assert about(snapshot, "users/capcut/mau", "checked") == {"capcut_mau_2023_03", "capcut_mau_2024_07"}


def test_two_articles_are_both_its_own(edited: Snapshot) -> None:
    assert about(edited, "users/douyin/users", "article") == {"douyin_users", "douyin_users_again"}


# One dataset


def test_a_reading_is_of_the_same_data(snapshot: Snapshot) -> None:
    for reading in READINGS:
        read = snapshot.read_as(reading)
        assert read.reading == reading
        assert read.rows("SELECT name FROM reading")[1] == [(reading,)]
        assert (read.fingerprint, read.counts, read.folder) == (
            snapshot.fingerprint,
            snapshot.counts,
            snapshot.folder,
        )
        assert (read.modified, read.row_numbers) == (snapshot.modified, snapshot.row_numbers)


def test_one_database_answers_every_reading(folder: Folder) -> None:
    """It is made once, whoever asks first, and each thread gets the answers of its own reading."""
    snapshot = folder.load()
    assert snapshot.read_as("article") is snapshot
    made: list[tuple[Reading, int, int]] = []

    def ask(reading: Reading) -> None:
        read = snapshot.read_as(reading)
        made.append((reading, len(read.rows("SELECT id FROM statements")[1]), id(read.database.connection)))

    threads = [threading.Thread(target=ask, args=(reading,)) for reading in READINGS * 3]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert len(made) == 9
    assert {connection for *_, connection in made} == {id(snapshot.database.connection)}
    assert {(reading, count) for reading, count, _ in made} == {
        (reading, len(snapshot.read_as(reading).rows("SELECT id FROM statements")[1])) for reading in READINGS
    }
    latest = snapshot.read_as("latest")
    assert latest.cached("asked", lambda: [1]) is snapshot.read_as("latest").cached("asked", lambda: [2])


def test_readings_keep_answers_apart(snapshot: Snapshot) -> None:
    dates = {
        reading: {row.day for row in queries.ask(snapshot.read_as(reading), Timeline) if row.milestone == "sora_demo"}
        for reading in (*READINGS, *READINGS)
    }
    assert dates == {"article": {7, 16}, "checked": {15}, "latest": {15}}


def test_a_reading_is_locked(snapshot: Snapshot) -> None:
    with pytest.raises(duckdb.PermissionException):
        snapshot.read_as("checked").rows("SELECT * FROM read_text('data/users.csv')")


def test_reading_is_one_variable(snapshot: Snapshot, built: Path) -> None:
    used, asked = "SELECT id FROM statements ORDER BY id", queries.question("timeline").sql
    with duckdb.connect(str(built), read_only=True) as connection:
        views: list[tuple[Reading, str]] = [("checked", used), ("latest", used), ("latest", asked)]
        for reading, sql in views:
            connection.execute(f"SET VARIABLE reading = '{reading}'")
            assert connection.execute(sql).fetchall() == snapshot.read_as(reading).rows(sql)[1]
