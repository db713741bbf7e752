"""The real pages, run by Streamlit's AppTest: what a reader sees, changes, is told when data are missing or wrong."""

import html
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from markupsafe import escape
from streamlit.testing.v1 import AppTest

from leadlag import charts as charts_of
from leadlag import formats, paths, queries
from leadlag.contract import STATEMENT_TABLES
from leadlag.rows import Figures
from leadlag.store import READINGS, Reading, Snapshot
from leadlag.ui import chart_table
from leadlag.ui.view import View
from leadlag.words import LANGUAGES, translate
from tests.conftest import Folder
from tests.markup import EVIL
from tests.pages import (
    CHARTS_OF,
    STEMS,
    card,
    charts,
    drawing,
    findings,
    notices,
    opened,
    page,
    rows_shown,
    tour,
    visit,
    words,
)

PUBLISHER = "小川电商"

Show = Callable[[Folder], None]


@pytest.fixture
def show(monkeypatch: pytest.MonkeyPatch) -> Show:
    """Let the pages show a folder."""
    return lambda folder: monkeypatch.setenv("LEADLAG_DATA", str(folder.path))


def question(shown: str) -> list[str]:
    return [html.unescape(found) for found in re.findall(r"<h1[^>]*>(.*?)</h1>", shown)]


def test_menu_holds_every_page() -> None:
    assert {path.stem for path in paths.PAGES.glob("*.py")} == {*STEMS, "trend", "sql"}


def test_pages_are_in_one_language() -> None:
    """One question, the two sides, and no sentence that another language shares."""
    faults = []
    sides = {"en": ("ByteDance", "OpenAI & Adobe"), "zh": ("字节跳动", "OpenAI 与 Adobe")}
    for lang in LANGUAGES:
        versus = translate(lang, "app.versus", a=sides[lang][0], b=sides[lang][1])
        for stem, seen in tour(lang).items():
            if question(seen.page) != [translate(lang, f"page.{stem}")] or versus not in seen.words or seen.notices:
                faults.append((lang, stem, question(seen.page), seen.notices))
    assert faults == []
    english, chinese = tour("en"), tour("zh")
    assert [stem for stem in STEMS if set(english[stem].findings) & set(chinese[stem].findings)] == []
    told = " ".join(text for seen in chinese.values() for text in (*seen.findings, *seen.alts))
    assert re.findall(r"\b(the|and|stated|each)\b", told) == []


#: The newest date, year and month, of what a page's first chart draws.
UP_TO: dict[str, tuple[int, int | None]] = {
    "overview": (2024, 12),
    "audience": (2023, 8),
    "prices": (2024, 2),
    "data_costs": (2023, None),
    "timeline": (2024, 4),
    "gaps": (2024, 2),
    "conflicts": (2024, 12),
}


def test_pages_show_their_charts(snapshot: Snapshot) -> None:
    """Each with its finding, also in its alternative text, its source, which data it shows and the first up to when."""
    faults = []
    for lang in LANGUAGES:
        for stem, seen in tour(lang).items():
            feet = [html.unescape(foot) for foot in re.findall(r"<footer.*?</footer>", seen.page)]
            counts = {len(seen.specs), len(seen.findings), len(seen.alts), len(feet)}
            drawn = [len(spec["data"]) > 1 for spec in seen.specs]
            said = [found in alt for found, alt in zip(seen.findings, seen.alts, strict=True)]
            told = [PUBLISHER in foot and snapshot.fingerprint in foot for foot in feet]
            year, month = UP_TO.get(stem, (None, None))
            date = formats.when(year, month, None, None, lang)
            dated = translate(
                lang, "footer.data" if year else "footer.data_undated", date=date, fingerprint=snapshot.fingerprint
            )
            told += [dated in foot for foot in feet[:1]]
            if counts != {CHARTS_OF.get(stem, 1)} or not all([*drawn, *said, *told]):
                faults.append((lang, stem, counts, drawn, said, told))
    assert faults == []


def test_data_without_rows(folder: Folder) -> None:
    for table in ("conflicts", *(table.name for table in STATEMENT_TABLES)):
        folder.keep(table)
    seen = tour("zh", data=folder.path)
    empty = {stem: {translate("zh", "empty.page", page=translate("zh", "menu.swap"))} for stem in STEMS}
    assert {stem: set(shown.notices) for stem, shown in seen.items()} == {
        **empty,
        "figures": {translate("zh", "empty.filtered")},
        "conflicts": {translate("zh", "empty")},
        "swap": set(),
    }
    assert [stem for stem, shown in seen.items() if shown.specs] == []


def test_markup_in_data_stays_text(hostile: Snapshot) -> None:
    """In the reading that shows most of it."""
    pages = {stem: seen.page for stem, seen in tour("zh", "latest", hostile.folder).items()}
    assert [stem for stem, shown in pages.items() if "<a href='javascript" in shown or "<b>x</b>" in shown] == []
    assert [stem for stem, shown in pages.items() if escape(EVIL) not in shown] == []


# Language


@pytest.mark.parametrize(
    ("locale", "link", "lang"),
    [
        ("zh-CN", {}, "zh"),
        ("zh-CN", {"lang": "en"}, "en"),
        ("en-US", {"lang": "fr"}, "en"),
    ],
)
def test_first_visit_has_its_language(locale: str, link: dict[str, str], lang: str) -> None:
    app = opened("swap", locale, **link)
    assert question(page(app)) == [translate(lang, "page.swap")]
    assert app.query_params["lang"] == lang


def test_chosen_language_lasts() -> None:
    app = opened("swap")
    app.button_group(key="lang").set_value("zh").run()
    assert app.query_params["lang"] == "zh"
    assert question(page(app)) == [translate("zh", "page.swap")]
    assert question(page(visit(app, "gaps"))) == [translate("zh", "page.gaps")]


# Money


def test_currency_in_a_link() -> None:
    app = opened("prices", currency="CNY", reading="latest")
    assert "$20 ≈\u00a0¥" in drawing(app)
    assert app.query_params["currency"] == "CNY"


def test_currency_is_for_money_pages() -> None:
    """And offers only what has a rate."""
    app = opened("prices", currency="EUR")
    assert "¥20–30 ≈\u00a0$2.82–4.23" in drawing(app)
    assert "7.0978 CNY/USD (8 Mar 2024)" in words(app)
    assert app.button_group(key="currency").options == ["CNY", "USD", "As stated"]
    app.button_group(key="currency").set_value("stated").run()
    assert "≈" not in drawing(app)
    offered = {stem: offers_currency(visit(app, stem)) for stem in ("data_costs", "gaps")}
    assert offered == {"data_costs": True, "gaps": False}


def offers_currency(app: AppTest) -> bool:
    return "currency" in [group.key for group in app.button_group]


# Sliders and filters


def test_effects_slider() -> None:
    app = opened("prices")
    found = [findings(app)[1]]
    for uses in (5, 2):
        app.slider(key="uses").set_value(uses).run()
        found.append(findings(app)[1])
    assert [re.sub(r" the ¥.*| one .*", "", one) for one in found] == [
        "10 effects cost ¥48, more than",
        "5 effects cost ¥24, about",
        "2 effects cost ¥9.60, less than",
    ]


def test_fee_slider() -> None:
    app = opened("data_costs")
    before = findings(app)[1]
    assert app.slider(key="fee").value == (20.0, 30.0)
    app.slider(key="fee").set_value((40.0, 60.0)).run()
    assert findings(app)[1] != before
    assert "memberships would pay for OpenAI’s news licences" in findings(app)[1]


def test_a_fee_that_is_not_stated_has_a_slider(folder: Folder, show: Show) -> None:
    show(folder)
    folder.edit("prices", "jianying_membership_month", dict.fromkeys(("low", "value", "high", "qualifier"), ""))
    assert opened("data_costs").slider(key="fee").value == (1, 1)


def test_kinds_narrow_the_timeline() -> None:
    app = opened("timeline", kind="demo nonsense founding")
    assert app.button_group(key="kind").value == ["demo", "founding"]
    assert "ByteDance sets up Flow" in drawing(app)
    app.button_group(key="kind").set_value(["demo"]).run()
    assert findings(app)[0] == "1 dated event on a calendar"
    assert "OpenAI shows Sora in a demo" in drawing(app)
    assert "Jianying launches" not in drawing(app)
    app.button_group(key="kind").set_value([]).run()
    assert "Jianying launches" in drawing(app)


def test_a_side_narrows_the_gaps() -> None:
    app = opened("gaps")
    assert "PICO lays off staff" not in drawing(app)
    app.button_group(key="side").set_value("all").run()
    assert "PICO lays off staff" in drawing(app)
    app.button_group(key="side").set_value("openai_adobe").run()
    assert "PICO lays off staff" not in drawing(app)
    assert "OpenAI shows Sora in a demo" in drawing(app)
    assert app.query_params["side"] == "openai_adobe"


def test_a_filter_may_leave_nothing(folder: Folder, show: Show) -> None:
    folder.keep("conflicts")
    folder.keep("gaps", "gap_jianying_launch_membership")
    show(folder)
    app = opened("gaps", lang="zh", side="openai_adobe")
    assert (notices(app), charts(app)) == ([translate("zh", "empty.filtered")], [])


# Behind a chart


def test_sql_is_shown_when_asked_for() -> None:
    app = opened("gaps")
    assert list(app.code) == []
    app.button_group(key="behind-gaps").set_value("sql").run()
    assert [code.value for code in app.code] == [queries.question("gaps").sql.rstrip()]


def test_table_behind_a_chart(snapshot: Snapshot) -> None:
    """Names and no ids, figures and dates in words, in the order a reader chooses; the CSV has the ids."""
    for lang in LANGUAGES:
        app, names = opened("audience", lang=lang), charts_of.names(snapshot, lang)
        assert rows_shown(app) == []
        app.button_group(key="behind-audience").set_value("table").run()
        rows = [html.unescape(row) for row in rows_shown(app)]
        asked: list[Any] = queries.answer(snapshot, "audience")
        assert [names.product(row.product) in shown for row, shown in zip(asked, rows, strict=True)] == [True] * 7
        assert not any(f">{row.id}<" in shown for row, shown in zip(asked, rows, strict=True))
        app.selectbox(key="sort-audience").set_value("value").run()
        figures = [re.findall(r"<td.*?>(.*?)</td>", row)[3] for row in rows_shown(app)]
        assert html.unescape(figures[0]) == {"en": "2B–9B users", "zh": "20 亿–90 亿用户"}[lang]
        (csv,) = app.get("download_button")
        assert csv.proto.label == translate(lang, "show.csv")


@pytest.mark.parametrize("reading", READINGS)
def test_every_chart_has_a_table(snapshot: Snapshot, reading: Reading) -> None:
    """A row each, its first cell never empty; and every column sorts it."""
    read = snapshot.read_as(reading)
    for lang in LANGUAGES:
        here = View(read, lang, dark=False, currency="USD")
        for question in charts_of.CHARTS:
            rows = queries.answer(read, question, **charts_of.defaults(read, question))
            known = [row._asdict() for row in rows]
            columns = chart_table.filled(known, here)
            assert all(columns[0].text(row, here) for row in known), question
            orders = [chart_table.ordered(known, column.name, here) for column in columns]
            assert [len(order) for order in orders] == [len(rows)] * len(columns)


# Where each number comes from


def test_figures_are_searched(snapshot: Snapshot) -> None:
    every = queries.ask(snapshot, Figures)
    used = [row for row in every if row.source == "article"]
    app = opened("figures", lang="zh")
    assert len(rows_shown(app)) == len(used) < len(every)
    found = {text: search(app, text) for text in ("capcut MONTHLY", "无限运镜", "no such thing", "")}
    assert found == {"capcut MONTHLY": 1, "无限运镜": 1, "no such thing": 0, "": len(used)}


def search(app: AppTest, text: str) -> int:
    """How many rows a search leaves; where it leaves none, the page says so."""
    app.text_input(key="search").set_value(text).run()
    assert bool(rows_shown(app)) != (notices(app) == [translate("zh", "empty.filtered")])
    return len(rows_shown(app))


def test_figures_of_one_table() -> None:
    """In the link stands the table's own name, whatever the language."""
    app = opened("figures", lang="zh")
    app.button_group(key="table").set_value("prices").run()
    assert app.query_params["table"] == "prices"
    assert len(rows_shown(app)) == 3
    app = opened("figures", table="prices")
    assert len(rows_shown(app)) == 3
    assert "¥20–30 a month" in words(app)


def test_a_link_opens_a_card(snapshot: Snapshot) -> None:
    wanted = next(row for row in queries.ask(snapshot, Figures) if row.id == "sora_demo_2024_02_07")
    shown = card(opened("figures", lang="zh", statement=wanted.id))
    names = charts_of.names(snapshot, "zh")
    locator, written = (names.cell(wanted.id, column) for column in ("locator", "as_written"))
    told = (names.claim(wanted.id), PUBLISHER, locator, written, wanted.id)
    assert all(told)
    contradicting = ("gap_sora_demo_capcut_text_to_video", "gap_sora_demo_zhang_nan_move", "sora_demo_2024_02_15")
    links = [f"statement={other}" for other in (*contradicting, "sora_demo_2024_02_16")]
    address = "https://www.jinhanchuan.com/249845.html"
    assert [text for text in (*told, *links, address, "lang=zh") if text not in shown] == []


def test_a_link_to_no_statement() -> None:
    app = opened("figures", statement="jianying_membership_moth")
    assert "statement=jianying_membership_month" in card(app)
    app = opened("figures", statement="<img src=x onerror=alert(1)>{id}")
    assert "<img" not in page(app)
    assert "“<img src=x onerror=alert(1)>{id}”" in card(app)


# Data that change, break and heal


def test_good_data_stay_on_show(folder: Folder, show: Show) -> None:
    show(folder)
    app = opened("audience")
    assert "490M" in drawing(app)
    before = folder.load().fingerprint

    folder.set("users", "capcut_users_2023_08", "value", "500 million")
    app.run()
    assert [error.value for error in app.error] == [translate("en", "error.last_good", count=1, fingerprint=before)]
    told = ("users.csv", "3", "value", "500 million", "a whole number of people", "Write 500000000.", before)
    assert [text for text in told if text not in words(app)] == []
    assert "490M" in drawing(app)

    folder.set("users", "capcut_users_2023_08", "value", "510000000")
    app.run()
    assert not app.error
    assert "510M" in drawing(app)
    assert folder.load().fingerprint in words(app)


def test_without_good_data(folder: Folder, show: Show) -> None:
    folder.file("sides").unlink()
    folder.set("users", "capcut_users_2023_08", "rank", "<b>best</b>")
    show(folder)
    app = opened(lang="zh")
    assert [error.value for error in app.error] == [translate("zh", "error.no_data", count=2)]
    assert charts(app) == []
    assert "<h1" not in page(app)
    assert "<b>best</b>" not in page(app)
    assert len(rows_shown(app)) == 2
    assert translate("zh", "problem.missing_file.fix") in words(app)


def test_without_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEADLAG_DATA", str(tmp_path / "nowhere"))
    app = opened()
    assert len(rows_shown(app)) == 1
    assert translate("en", "problem.no_folder.fix") in words(app)
    assert charts(app) == []
