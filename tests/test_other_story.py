"""Somebody else's story: every page over tests/kling_veo, in each reading and language, without a word of the first."""

import html
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from leadlag import charts as charts_of
from leadlag import cli, paths, queries
from leadlag.figures import Look
from leadlag.store import READINGS, Reading, Snapshot, load
from leadlag.tables import TABLES
from leadlag.words import LANGUAGES, Language, say
from tests.drawings import plain
from tests.drawings import texts as drawn_texts
from tests.pages import STEMS, bodies, card, charts, opened, page, rows_shown, visit

STORY = paths.ROOT / "tests" / "kling_veo"
FIRST_STORY = (
    *("bytedance", "capcut", "jianying", "tiktok", "douyin", "feishu", "doubao", "jimeng", "seedance"),
    *("openai", "chatgpt", "sora", "adobe", "premiere"),
    *("字节", "剪映", "抖音", "飞书", "豆包", "即梦"),
)
OF_FIRST_STORY = re.compile("|".join(FIRST_STORY), re.IGNORECASE)

every_page = pytest.mark.parametrize("stem", STEMS)
every_language = pytest.mark.parametrize("lang", LANGUAGES)
every_reading = pytest.mark.parametrize("reading", READINGS)


@dataclass(frozen=True)
class Shown:
    """One page as it was shown: its HTML, how much it drew and listed, what it said of missing rows, all its texts."""

    page: str
    charts: int
    rows: int
    notices: list[str]
    texts: list[str]


Tour = Callable[[Reading, Language], dict[str, Shown]]


@pytest.fixture(autouse=True, scope="module")
def story() -> Iterator[Path]:
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("LEADLAG_DATA", str(STORY))
        yield STORY


@pytest.fixture(scope="module")
def other(story: Path) -> Snapshot:
    return load(story)


@pytest.fixture(scope="module")
def tour(story: Path) -> Tour:
    """Every page of one reading in one language, visited in one session and only once."""
    seen: dict[tuple[Reading, Language], dict[str, Shown]] = {}

    def visited(reading: Reading, lang: Language) -> dict[str, Shown]:
        if (reading, lang) not in seen:
            app = opened(lang=lang, reading=reading)
            seen[reading, lang] = {stem: shown(visit(app, stem)) for stem in STEMS}
        return seen[reading, lang]

    return visited


def shown(app: AppTest) -> Shown:
    notices = [element.value for element in (*app.info, *app.warning, *app.error)]
    rows = len(rows_shown(app)) + page(app).count("<section class='conflict'>")
    return Shown(page(app), len(charts(app)), rows, notices, [*notices, *texts(app)])


def texts(app: AppTest) -> list[str]:
    """All that a reader may see or hear: the page, its charts with their alternative texts, the controls."""
    labelled: list[Any] = [*app.button_group, *app.slider, *app.text_input]
    options = [option for group in app.button_group for option in group.options]
    specs = [json.dumps(json.loads(chart.spec), ensure_ascii=False) for chart in charts(app)]
    alts = [chart.alt for chart in charts(app)]
    return [html.unescape(text) for text in (*bodies(app), *specs, *alts, *(one.label for one in labelled), *options)]


def seen_in(found: list[str]) -> str:
    """What a reader sees of the texts, without tags, scripts and what a link carries."""
    return html.unescape(" ".join(re.sub(r"<script.*?</script>|<[^>]*>", " ", text, flags=re.DOTALL) for text in found))


def left_over(found: list[str]) -> set[str]:
    """Words of the first story."""
    return {word for text in found for word in OF_FIRST_STORY.findall(text)}


def test_the_check_finds_no_problem_in_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", str(STORY)]) == 0
    assert "no problems" in capsys.readouterr().out


def test_its_files_hold_no_word_of_the_first_story() -> None:
    assert left_over([table.file + (STORY / table.file).read_text(encoding="utf-8") for table in TABLES]) == set()


@every_page
@every_language
@every_reading
def test_a_page_asks_its_question_about_the_two_sides(tour: Tour, reading: Reading, lang: Language, stem: str) -> None:
    a, b = {"en": ("Kuaishou", "Google"), "zh": ("快手", "谷歌")}[lang]
    told = html.unescape(tour(reading, lang)[stem].page)
    assert say(lang, f"page.{stem}") in told
    assert say(lang, "app.versus", a=a, b=b) in told


@every_page
@every_language
@every_reading
def test_a_page_shows_something_or_says_in_a_sentence_that_there_is_nothing(
    tour: Tour, reading: Reading, lang: Language, stem: str
) -> None:
    found = tour(reading, lang)[stem]
    assert found.charts + found.rows + len(found.notices) > 0
    assert [notice for notice in found.notices if not notice.endswith((".", "。"))] == []


@every_page
@every_language
@every_reading
def test_a_page_holds_no_word_of_the_first_story(tour: Tour, reading: Reading, lang: Language, stem: str) -> None:
    found = tour(reading, lang)[stem].texts
    assert len(found) > 5
    assert left_over(found) == set()


@every_page
@every_language
@every_reading
def test_a_page_speaks_of_no_article(tour: Tour, reading: Reading, lang: Language, stem: str) -> None:
    told = seen_in(tour(reading, lang)[stem].texts)
    assert re.findall(r".{0,40}(?:article|文章).{0,40}", told, re.IGNORECASE) == []


@every_language
@every_reading
def test_only_training_data_has_no_rows(tour: Tour, reading: Reading, lang: Language) -> None:
    seen = tour(reading, lang)
    assert [stem for stem in STEMS if not seen[stem].charts + seen[stem].rows] == ["data_costs"]


@every_language
@every_reading
def test_a_reading_is_named_without_an_article(tour: Tour, reading: Reading, lang: Language) -> None:
    found = tour(reading, lang)["overview"].texts
    assert say(lang, f"plain.{reading}") in found
    assert say(lang, "reading.article") not in found


@every_language
def test_a_statements_card_holds_no_word_of_the_first_story(other: Snapshot, lang: Language) -> None:
    app = opened("figures", lang=lang)
    for row in queries.ask(other, "figures")[::4]:
        app.query_params["statement"] = row.id
        app.run()
        assert not app.exception
        assert row.id in card(app)
        assert left_over(texts(app)) == set()
        assert not re.search("article|文章", seen_in([card(app)]), re.IGNORECASE)


WAITS = {"en": ("Time to a paid plan", "Kling: 1.6 months"), "zh": ("开始收费所用时间", "可灵：1.6个月")}


@every_language
@every_reading
def test_the_scoreboard_compares_the_waits_for_a_paid_plan(other: Snapshot, reading: Reading, lang: Language) -> None:
    """Its row hangs on a kind of event, which the codebook names."""
    rows = queries.ask(other.read_as(reading), "overview")
    (wait,) = [row for row in rows if row.dimension == "time_to_paid"]
    assert (wait.id_a, wait.id_b, wait.ahead) == ("pair_kling_beta_paid", "pair_veo_unveiled_ultra_plan", 1)
    drawn = charts_of.chart(other.read_as(reading), "overview", Look(lang))
    assert drawn is not None
    shown = [plain(text).strip() for text in drawn_texts(drawn.plot)]
    assert any(text.startswith(WAITS[lang][0]) for text in shown)
    assert WAITS[lang][1] in shown


@every_language
def test_a_tie_names_nobody(tour: Tour, lang: Language) -> None:
    told = html.unescape(tour("latest", lang)["overview"].page)
    assert f"<b>{say(lang, 'headline.share', part=3, whole=6)}</b>" in told
    assert say(lang, "headline.firsts.even") in told


@every_language
def test_the_other_side_is_said_to_be_silent_only_on_the_price_it_does_not_state(tour: Tour, lang: Language) -> None:
    silent = {"en": "Kuaishou stated no price of a month", "zh": "快手未写每月价格"}
    assert silent[lang] in html.unescape(tour("article", lang)["overview"].page)


@every_language
@every_reading
def test_a_page_without_figures_counts_none(tour: Tour, reading: Reading, lang: Language) -> None:
    told = {stem: html.unescape(seen.page) for stem, seen in tour(reading, lang).items()}
    assert [stem for stem, text in told.items() if re.search(r"\b0 of \d|\d个数字中有0个", text)] == []
    untold = say(lang, "plain.differing.untold")
    assert (untold in told["data_costs"]) == (reading != "article")
