"""The real pages, run by Streamlit's AppTest: what a reader sees, changes, is told when data are missing or wrong."""

import html
import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from leadlag import formats, paths, queries
from leadlag.store import Snapshot
from leadlag.tables import STATEMENT_TABLES
from leadlag.words import LANGUAGES, Language, say
from tests.conftest import Folder, copy_of_story
from tests.markup import EVIL, evil
from tests.pages import (
    CHARTS_OF,
    STEMS,
    Tour,
    card,
    charts,
    drawing,
    findings,
    opened,
    page,
    rows_shown,
    visit,
    walk,
    words,
)

PUBLISHER = "小川电商"

every_page = pytest.mark.parametrize("stem", STEMS)
every_language = pytest.mark.parametrize("lang", LANGUAGES)


@pytest.fixture(scope="module")
def tour() -> Tour:
    return walk()


@pytest.fixture(scope="module")
def empty_tour(tmp_path_factory: pytest.TempPathFactory) -> Tour:
    """The pages of data without a single statement."""
    folder = copy_of_story(tmp_path_factory.mktemp("empty") / "data")
    for table in ("conflicts", *(table.name for table in STATEMENT_TABLES)):
        folder.keep(table)
    return walk(folder.path)


@pytest.fixture(scope="module")
def hostile_tour(tmp_path_factory: pytest.TempPathFactory) -> Tour:
    """The pages of data whose every text is markup, in the reading that shows most of them."""
    return walk(evil(copy_of_story(tmp_path_factory.mktemp("hostile") / "data")).path, "latest")


def test_the_menu_holds_every_page() -> None:
    assert {path.stem for path in paths.PAGES.glob("*.py")} == set(STEMS)


@every_page
@every_language
def test_a_page_asks_its_question_once(tour: Tour, stem: str, lang: Language) -> None:
    question = say(lang, f"page.{stem}")
    assert re.findall(r"<h1[^>]*>(.*?)</h1>", tour[stem, lang].page) == [html.escape(question)]
    assert tour[stem, lang].notices == []


@every_page
@every_language
def test_a_page_names_the_two_sides(tour: Tour, stem: str, lang: Language) -> None:
    a, b = {"en": ("ByteDance", "OpenAI & Adobe"), "zh": ("字节跳动", "OpenAI 与 Adobe")}[lang]
    assert say(lang, "app.versus", a=a, b=b) in tour[stem, lang].words


@every_page
@every_language
def test_a_page_shows_its_charts_with_finding_and_alternative_text(tour: Tour, stem: str, lang: Language) -> None:
    shown, count = tour[stem, lang], CHARTS_OF.get(stem, 1)
    assert (len(shown.specs), len(shown.findings)) == (count, count)
    for finding, alt, spec in zip(shown.findings, shown.alts, shown.specs, strict=True):
        assert finding in alt
        assert len(spec["data"]) > 1


#: The newest date of what a page's first chart draws.
UP_TO = {
    "overview": (2024, 2),
    "audience": (2023, 8),
    "prices": (2024, 2),
    "data_costs": (2023, None),
    "timeline": (2024, 4),
    "gaps": (2024, 4),
    "conflicts": (2024, 12),
}


@every_page
@every_language
def test_a_chart_says_its_source_its_date_and_which_data_it_shows(
    tour: Tour, snapshot: Snapshot, stem: str, lang: Language
) -> None:
    footers = [html.unescape(foot) for foot in re.findall(r"<footer.*?</footer>", tour[stem, lang].page)]
    assert len(footers) == CHARTS_OF.get(stem, 1)
    for foot in footers:
        assert PUBLISHER in foot
        assert snapshot.fingerprint in foot
    if footers:
        date = formats.when(*UP_TO[stem], None, None, lang)
        assert say(lang, "footer.data", date=date, fingerprint=snapshot.fingerprint) in footers[0]


@every_page
def test_the_two_languages_share_no_sentence(tour: Tour, stem: str) -> None:
    english, chinese = tour[stem, "en"], tour[stem, "zh"]
    assert set(english.findings) & set(chinese.findings) == set()
    assert not re.search(r"\b(the|and|stated|each)\b", " ".join([*chinese.findings, *chinese.alts]))


def test_the_overview_has_its_headlines(tour: Tour) -> None:
    assert re.findall(r"<div><b>([^<]*)</b><span>", tour["overview", "en"].page) == ["490M", "¥4.80", "3 of 6", "22"]
    assert "4.9亿" in tour["overview", "zh"].page


def test_audiences_counted_in_unlike_ways_are_explained(tour: Tour) -> None:
    assert say("en", "page.note.audience") in tour["audience", "en"].words
    assert say("zh", "page.note.audience") in tour["audience", "zh"].words


# Language


def question(app: AppTest) -> str:
    return html.unescape(re.findall(r"<h1[^>]*>(.*?)</h1>", page(app))[0])


def test_a_link_in_chinese_opens_in_chinese() -> None:
    assert question(opened("gaps", lang="zh")) == say("zh", "page.gaps")


def test_a_chinese_browser_sees_chinese_on_its_first_visit() -> None:
    app = opened(locale="zh-CN")
    assert question(app) == say("zh", "page.overview")
    assert app.query_params["lang"] == "zh"


def test_a_link_in_english_opens_in_english_in_a_chinese_browser() -> None:
    assert question(opened(locale="zh-CN", lang="en")) == say("en", "page.overview")


@pytest.mark.parametrize("lang", ["fr", "", "ZH", "<b>"])
def test_a_language_nobody_speaks_is_english(lang: str) -> None:
    assert question(opened(lang=lang)) == say("en", "page.overview")


def test_the_language_control_changes_the_page_and_the_link_and_lasts() -> None:
    app = opened()
    app.button_group(key="lang").set_value("zh").run()
    assert question(app) == say("zh", "page.overview")
    assert app.query_params["lang"] == "zh"
    assert question(visit(app, "gaps")) == say("zh", "page.gaps")


# Money


def test_a_second_currency_shows_the_amount_and_the_day_of_its_rate() -> None:
    app = opened("prices", currency="USD")
    assert "¥20–30 ≈\u00a0$2.82–4.23" in drawing(app)
    assert "7.0978 CNY/USD (8 Mar 2024)" in words(app)
    assert app.query_params["currency"] == "USD"


def test_the_currency_control_is_offered_only_where_there_is_money() -> None:
    app = opened("prices")
    assert "≈" not in drawing(app)
    app.button_group(key="currency").set_value("USD").run()
    assert "¥20–30 ≈\u00a0$2.82–4.23" in drawing(app)
    visit(app, "data_costs")
    assert [group.key for group in app.button_group if group.key == "currency"] == ["currency"]
    visit(app, "gaps")
    assert [group.key for group in app.button_group if group.key == "currency"] == []


def test_a_currency_without_a_rate_is_not_offered() -> None:
    app = opened("prices", currency="EUR")
    assert "≈" not in drawing(app)
    assert app.button_group(key="currency").options == ["as stated", "CNY", "USD"]


# Sliders and filters


def test_the_number_of_effects_changes_the_finding() -> None:
    app = opened("prices")
    assert findings(app)[1] == "10 effects cost ¥48, more than the ¥20–30 monthly fee"
    app.slider(key="uses").set_value(5).run()
    assert findings(app)[1] == "5 effects cost ¥24, about one monthly fee (¥20–30)"
    app.slider(key="uses").set_value(2).run()
    assert findings(app)[1] == "2 effects cost ¥9.60, less than the ¥20–30 monthly fee"


def test_the_monthly_fee_starts_as_stated_and_changes_the_finding() -> None:
    app = opened("data_costs")
    before = findings(app)[1]
    assert app.slider(key="fee").value == (20.0, 30.0)
    app.slider(key="fee").set_value((40.0, 60.0)).run()
    assert findings(app)[1] != before
    assert "memberships would pay OpenAI's news licences" in findings(app)[1]


AMOUNT = {"low": "", "value": "", "high": ""}


@pytest.mark.parametrize(
    "fee",
    [
        {**AMOUNT, "low": "20", "qualifier": "at least"},
        {**AMOUNT, "high": "30", "qualifier": "at most"},
        {**AMOUNT, "value": "19.9", "qualifier": "exactly"},
        {**AMOUNT, "value": "0.3", "qualifier": "exactly"},
        {**AMOUNT, "value": "0", "qualifier": "exactly"},
        {**AMOUNT, "value": "99999", "qualifier": "about"},
        {**AMOUNT, "qualifier": ""},
    ],
    ids=lambda fee: f"{fee['qualifier'] or 'not stated'} {fee['low'] or fee['value'] or fee['high']}".strip(),
)
def test_money_pages_stand_any_fee_the_codebook_allows(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, fee: dict[str, str]
) -> None:
    folder.edit("prices", "jianying_membership_month", fee)
    monkeypatch.setenv("LEADLAG_DATA", str(folder.path))
    app = opened("prices")
    visit(app, "data_costs")


def test_kinds_of_event_narrow_the_timeline() -> None:
    app = opened("timeline")
    app.button_group(key="kind").set_value(["demo"]).run()
    assert findings(app) == ["1 dated event on a calendar"]
    assert "OpenAI shows Sora in a demo" in drawing(app)
    assert "Jianying launches" not in drawing(app)
    app.button_group(key="kind").set_value([]).run()
    assert "Jianying launches" in drawing(app)


def test_a_link_carries_the_kinds_of_event() -> None:
    app = opened("timeline", kind="demo nonsense founding")
    assert app.button_group(key="kind").value == ["demo", "founding"]
    assert "ByteDance sets up Flow" in drawing(app)
    assert "Jianying launches" not in drawing(app)


def test_a_side_narrows_the_gaps() -> None:
    app = opened("gaps")
    assert "PICO lays off staff" in drawing(app)
    app.button_group(key="side").set_value("openai_adobe").run()
    assert "PICO lays off staff" not in drawing(app)
    assert "OpenAI shows Sora in a demo" in drawing(app)
    assert app.query_params["side"] == "openai_adobe"


@every_language
def test_a_filter_that_leaves_nothing_says_so(folder: Folder, monkeypatch: pytest.MonkeyPatch, lang: Language) -> None:
    folder.keep("conflicts")
    folder.keep("gaps", "gap_jianying_launch_membership")
    monkeypatch.setenv("LEADLAG_DATA", str(folder.path))
    app = opened("gaps", lang=lang, side="openai_adobe")
    assert [notice.value for notice in app.info] == [say(lang, "empty.filtered")]
    assert charts(app) == []


@every_page
@every_language
def test_a_question_without_rows_says_so(empty_tour: Tour, stem: str, lang: Language) -> None:
    seen = empty_tour[stem, lang]
    assert stem == "swap" or set(seen.notices) == {say(lang, "empty.filtered" if stem == "figures" else "empty")}
    assert seen.specs == []


# Behind a chart


def test_the_sql_behind_a_chart_is_shown_when_asked_for() -> None:
    app = opened("gaps")
    assert list(app.code) == []
    app.button_group(key="behind-gaps").set_value("sql").run()
    assert [code.value for code in app.code] == [queries.question("gaps").sql.rstrip()]


@every_language
def test_the_table_behind_a_chart_is_shown_in_one_language(lang: Language) -> None:
    app = opened("audience", lang=lang)
    assert list(app.dataframe) == []
    app.button_group(key="behind-audience").set_value("table").run()
    (table,) = app.dataframe
    columns = list(table.value.columns)
    names = ("product_name", "product_name_zh") if lang == "en" else ("product_name_zh", "product_name")
    assert names[0] in columns
    assert names[1] not in columns
    assert len(table.value) == 7


# Where each number comes from


def test_figures_are_listed_searched_and_filtered(snapshot: Snapshot) -> None:
    every = queries.ask(snapshot, "figures")
    used = [row for row in every if row.source == "article"]
    app = opened("figures")
    assert len(rows_shown(app)) == len(used) < len(every)
    assert f"{len(used)} of {len(every)} statements" in words(app)
    app.text_input(key="search").set_value("capcut MONTHLY").run()
    assert 0 < len(rows_shown(app)) < 5
    app.text_input(key="search").set_value("").run()
    app.button_group(key="table").set_value("prices").run()
    assert len(rows_shown(app)) == 3
    assert "¥20–30 a month" in words(app)
    app.text_input(key="search").set_value("no such thing").run()
    assert rows_shown(app) == []
    assert [notice.value for notice in app.info] == [say("en", "empty.filtered")]


@every_language
def test_a_chosen_table_is_in_the_link_by_its_own_name_in_either_language(lang: Language) -> None:
    app = opened("figures", lang=lang)
    app.button_group(key="table").set_value("prices").run()
    assert app.query_params["table"] == "prices"
    assert len(rows_shown(app)) == 3


def test_a_search_finds_chinese() -> None:
    app = opened("figures", lang="zh")
    app.text_input(key="search").set_value("无限运镜").run()
    assert len(rows_shown(app)) == 1


@every_language
def test_a_statements_own_link_shows_its_card_with_what_contradicts_it(snapshot: Snapshot, lang: Language) -> None:
    wanted = next(row for row in queries.ask(snapshot, "figures") if row.id == "sora_demo_2024_02_07")
    shown = card(opened("figures", lang=lang, statement=wanted.id))
    assert (wanted.claim_zh if lang == "zh" else wanted.claim) in shown
    for fact in (PUBLISHER, wanted.locator, wanted.as_written, wanted.id, "https://www.jinhanchuan.com/249845.html"):
        assert fact in shown
    others = {
        other
        for row in queries.ask(snapshot, "conflicts")
        if wanted.id in (row.statement_a, row.statement_b)
        for other in (row.statement_a, row.statement_b)
        if other != wanted.id
    }
    assert others == {
        "gap_sora_demo_capcut_text_to_video",
        "gap_sora_demo_zhang_nan_move",
        "sora_demo_2024_02_15",
        "sora_demo_2024_02_16",
    }
    assert [other for other in others if f"statement={other}" not in shown] == []
    assert f"lang={lang}" in shown


def test_a_statement_without_conflicts_says_nothing_of_them() -> None:
    shown = card(opened("figures", statement="jianying_mau_100m"))
    assert say("en", "statement.conflicts") not in shown


def test_an_unknown_statement_is_answered_with_the_nearest() -> None:
    shown = card(opened("figures", statement="jianying_membership_moth"))
    assert "There is no statement “jianying_membership_moth”" in shown
    assert "statement=jianying_membership_month" in shown


def test_a_statement_like_no_other_is_answered_without_a_guess() -> None:
    assert "Nearest: none" in card(opened("figures", statement="%%%"))


def test_markup_in_a_link_is_shown_as_the_characters_it_is() -> None:
    app = opened("figures", statement="<img src=x onerror=alert(1)>{id}")
    assert "<img" not in page(app)
    assert "“<img src=x onerror=alert(1)>{id}”" in card(app)


@every_page
@every_language
def test_markup_in_the_data_is_shown_as_the_characters_it_is(hostile_tour: Tour, stem: str, lang: Language) -> None:
    shown = hostile_tour[stem, lang].page
    assert "<a href='javascript" not in shown
    assert "<b>x</b>" not in shown
    assert html.escape(EVIL) in shown


# Data that change, break and heal


def test_a_saved_file_is_shown_and_a_broken_one_keeps_the_last_good_data(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEADLAG_DATA", str(folder.path))
    app = opened("audience")
    assert "490M" in drawing(app)
    before = folder.load().fingerprint

    folder.set("users", "capcut_users_2023_08", "value", "500 million")
    app.run()
    assert [error.value for error in app.error] == [say("en", "error.kept", count=1, fingerprint=before)]
    for told in ("users.csv", "3", "value", "500 million", "a whole number of people", "Write 500000000."):
        assert told in words(app)
    assert "490M" in drawing(app)
    assert before in words(app)

    folder.set("users", "capcut_users_2023_08", "value", "510000000")
    app.run()
    assert not app.error
    assert "510M" in drawing(app)
    assert folder.load().fingerprint in words(app)


@every_language
def test_without_good_data_only_the_problems_are_shown(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, lang: Language
) -> None:
    folder.file("sides").unlink()
    folder.set("users", "capcut_users_2023_08", "rank", "<b>best</b>")
    monkeypatch.setenv("LEADLAG_DATA", str(folder.path))
    app = opened(lang=lang)
    assert [error.value for error in app.error] == [say(lang, "error.nothing", count=2)]
    assert charts(app) == []
    assert "<h1" not in page(app)
    assert "<b>best</b>" not in page(app)
    assert len(rows_shown(app)) == 2
    assert say(lang, "problem.missing_file.fix") in words(app)


def test_a_folder_that_is_not_there_is_said_to_be_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEADLAG_DATA", str(tmp_path / "nowhere"))
    app = opened()
    assert len(rows_shown(app)) == 1
    assert say("en", "problem.no_folder.fix") in words(app)
    assert charts(app) == []
