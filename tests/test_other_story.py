"""Somebody else's story: every page over tests/kling_veo, in each reading and language, without a word of the first."""

import html
import re
from collections.abc import Iterator

import pytest

from leadlag import charts, cli, paths, queries
from leadlag.render_options import RenderOptions
from leadlag.rows import Figures, Overview
from leadlag.store import READINGS, Reading, Snapshot, load
from leadlag.words import Language, translate
from tests.drawings import plain, texts
from tests.pages import STEMS, Seen, card, heard, opened, tour
from tests.questions import nulls

STORY = paths.ROOT / "tests" / "kling_veo"
FIRST_STORY = (
    *("bytedance", "capcut", "jianying", "tiktok", "douyin", "feishu", "doubao", "jimeng", "seedance"),
    *("openai", "chatgpt", "sora", "adobe", "premiere"),
    *("字节", "剪映", "抖音", "飞书", "豆包", "即梦"),
)
OF_FIRST_STORY = re.compile("|".join(FIRST_STORY), re.IGNORECASE)
ARTICLE = re.compile(r".{0,40}(?:article|文章).{0,40}", re.IGNORECASE)
SIDES = {"en": ("Kuaishou", "Google"), "zh": ("快手", "谷歌")}
#: The language each reading is looked at in.
VIEWS: tuple[tuple[Language, Reading], ...] = (("en", "article"), ("zh", "checked"), ("en", "latest"))


@pytest.fixture(scope="module")
def other() -> Snapshot:
    return load(STORY)


def pages() -> Iterator[tuple[Language, Reading, str, Seen]]:
    for lang, reading in VIEWS:
        for stem, seen in tour(lang, reading, STORY).items():
            yield lang, reading, stem, seen


def told(stem: str, lang: Language, reading: Reading) -> str:
    return html.unescape(tour(lang, reading, STORY)[stem].page)


def seen_in(found: list[str]) -> str:
    """What a reader sees of the texts, without tags, scripts and what a link carries."""
    return html.unescape(" ".join(re.sub(r"<script.*?</script>|<[^>]*>", " ", text, flags=re.DOTALL) for text in found))


def test_check_finds_no_problem(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", str(STORY)]) == 0
    assert "no problems" in capsys.readouterr().out


def test_files_are_of_this_story() -> None:
    files = [file.name + file.read_text(encoding="utf-8") for file in STORY.glob("*.csv")]
    assert len(files) > 10
    assert OF_FIRST_STORY.findall("".join(files)) == []


def test_pages_are_of_this_story() -> None:
    """Each asks about its own two sides, shows something or says in a sentence that there is nothing."""
    faults = []
    for lang, reading, stem, seen in pages():
        a, b = SIDES[lang]
        wanted = (translate(lang, f"page.{stem}"), translate(lang, "app.versus", a=a, b=b))
        missing = [text for text in wanted if text not in html.unescape(seen.page)]
        foreign = OF_FIRST_STORY.findall("\n".join(seen.heard))
        clipped = [notice for notice in seen.notices if not notice.endswith((".", "。"))]
        if missing or foreign or clipped or not (seen.specs or seen.rows or seen.notices) or len(seen.heard) <= 5:
            faults.append((lang, reading, stem, missing, foreign, clipped))
    assert faults == []


def test_pages_speak_of_no_article() -> None:
    """Not in the name of a reading either."""
    assert [(stem, found) for *_, stem, seen in pages() if (found := ARTICLE.findall(seen_in(seen.heard)))] == []
    unnamed = [
        view for view in VIEWS if translate(view[0], f"plain.{view[1]}") not in tour(*view, STORY)["overview"].heard
    ]
    assert unnamed == []


def test_only_training_data_has_no_rows() -> None:
    for lang, reading in VIEWS:
        seen = tour(lang, reading, STORY)
        assert [stem for stem in STEMS if not seen[stem].specs and not seen[stem].rows] == ["data_costs"]
        missing = translate(lang, "plain.differing.no_figures")
        assert (missing in told("data_costs", lang, reading)) == (reading != "article")
        counted = [stem for stem in STEMS if re.search(r"\b0 of \d|\d 个数字中有 0 个", told(stem, lang, reading))]
        assert counted == []


def test_cards_are_of_this_story(other: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEADLAG_DATA", str(STORY))
    app = opened("figures", lang="zh")
    for row in queries.ask(other, Figures)[::8]:
        app.query_params["statement"] = row.id
        app.run()
        assert not app.exception
        assert row.id in card(app)
        assert OF_FIRST_STORY.findall("\n".join(heard(app))) == []
        assert ARTICLE.findall(seen_in([card(app)])) == []


def test_no_column_is_null_unannounced(other: Snapshot) -> None:
    assert {reading: found for reading in READINGS if (found := nulls(other.read_as(reading)))} == {}


def test_waits_for_a_paid_plan_compare(other: Snapshot) -> None:
    """The scoreboard's row hangs on a kind of event, which the codebook names; unlike ones do not compare."""
    for reading in READINGS:
        read = other.read_as(reading)
        first, second = [row for row in queries.ask(read, Overview) if row.dimension == "time_to_paid"]
        assert (first.side_rank, first.id, first.obstacle) == (1, "pair_kling_beta_paid", "unit")
        assert (second.side_rank, second.id, second.obstacle) == (2, "pair_veo_unveiled_ultra_plan", "unit")
        drawn = charts.chart(read, "overview", RenderOptions())
        assert drawn is not None
        shown = [plain(text).strip() for text in texts(drawn.drawing)]
        assert "Kling: 1.6 months" in shown
        assert any(text.startswith("Time to a paid plan") for text in shown)


def test_a_tie_names_nobody() -> None:
    assert translate("en", "outcomes.even", count=3) in told("overview", "en", "latest")
