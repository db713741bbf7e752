"""The pages that show what stands behind the figures: conflicts, statements, the reading and what it changes."""

import html
import re
from collections import Counter
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from leadlag import queries
from leadlag.store import READINGS, Reading, Snapshot
from leadlag.words import LANGUAGES, Language, say
from tests.conftest import Folder
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

every_language = pytest.mark.parametrize("lang", LANGUAGES)
every_page = pytest.mark.parametrize("stem", STEMS)
every_reading = pytest.mark.parametrize("reading", READINGS)


@pytest.fixture(scope="module")
def tours() -> dict[Reading, Tour]:
    return {reading: walk(reading=reading) for reading in READINGS}


def links(shown: str, to: str) -> list[str]:
    """The addresses on a page that lead to another page of the dashboard."""
    return [html.unescape(one) for one in re.findall(r"href='([^']*)'", shown) if one.startswith(f"{to}?")]


def ending(lang: Language, reading: Reading) -> str:
    """How every link of a page ends; the article's reading goes without saying."""
    return f"lang={lang}" if reading == "article" else f"lang={lang}&reading={reading}"


# Conflicts


def conflicts(shown: str) -> list[str]:
    return re.findall(r"<section class='conflict'>.*?</section>", shown)


def headings(shown: str) -> list[tuple[str, str]]:
    """How bad each conflict is, and what SQL found of it."""
    found = [re.findall(r"<h3>(.*?) <span>(.*?)</span></h3>", one)[0] for one in conflicts(shown)]
    return [(html.unescape(severity), html.unescape(basis)) for severity, basis in found]


@every_language
def test_every_conflict_is_shown_worst_first(tours: dict[Reading, Tour], snapshot: Snapshot, lang: Language) -> None:
    severities = [severity for severity, _ in headings(tours["article"]["conflicts", lang].page)]
    asked = Counter(row.severity for row in queries.ask(snapshot, "conflicts"))
    order = ("high", "medium", "low")
    assert severities == [say(lang, f"severity.{severity}") for severity in order for _ in range(asked[severity])]
    assert min(asked[severity] for severity in order) > 5


def test_a_conflict_shows_both_statements_what_readings_use_instead_and_why(
    tours: dict[Reading, Tour], snapshot: Snapshot
) -> None:
    pair = ("sora_demo_2024_02_07", "sora_demo_2024_02_16")
    row = next(row for row in queries.ask(snapshot, "conflicts") if (row.statement_a, row.statement_b) == pair)
    found = conflicts(tours["article"]["conflicts", "en"].page)
    (shown,) = (one for one in found if html.escape(row.explanation) in one)
    assert re.findall(r"statement=(\w+)&amp;", shown) == [*pair, "sora_demo_2024_02_15"]
    assert re.findall(r"<b>(.*?)</b><em>(.*?)</em>", shown) == [
        ("7 Feb 2024", "As the article has it"),
        ("16 Feb 2024", "As the article has it"),
        ("15 Feb 2024", "Checked, Latest"),
    ]
    assert "two dates that exclude each other" in shown


def test_a_conflict_shows_what_each_reading_uses_instead_also_where_they_differ(tours: dict[Reading, Tour]) -> None:
    pair = ["capcut_mau_2023", "capcut_users_2023_08"]
    shown_of = conflicts(tours["article"]["conflicts", "en"].page)
    found = [re.findall(r"statement=(\w+)&amp;", one) for one in shown_of]
    (shown,) = (statements for statements in found if statements[:2] == pair)
    assert shown[2:] == [
        "capcut_mau_2023_03",  # checked: the same year
        "capcut_mau_2024_07",  # the latest
        "capcut_users_2023_09",  # both
    ]


def test_conflicts_can_be_narrowed_to_those_inside_the_article_or_between_sources(snapshot: Snapshot) -> None:
    rows = queries.ask(snapshot, "conflicts")
    inside = sum(row.inside for row in rows)
    app = opened("conflicts")
    counts = {"": len(conflicts(page(app)))}
    for party in ("inside", "sources"):
        app.button_group(key="between").set_value(party).run()
        assert app.query_params["between"] == party
        counts[party] = len(conflicts(page(app)))
    assert counts == {"": len(rows), "inside": inside, "sources": len(rows) - inside}
    app.button_group(key="between").set_value("").run()
    assert "between" not in app.query_params
    assert len(conflicts(page(app))) == len(rows)


def test_a_link_carries_whom_conflicts_are_between(snapshot: Snapshot) -> None:
    inside = [row for row in queries.ask(snapshot, "conflicts") if row.inside]
    app = opened("conflicts", between="inside")
    assert len(conflicts(page(app))) == len(inside)
    assert len(conflicts(page(opened("conflicts", between="nonsense")))) == len(queries.ask(snapshot, "conflicts"))


@every_language
def test_a_conflict_nobody_has_explained_comes_first_and_says_so(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, lang: Language
) -> None:
    rows = folder.rows("conflicts")
    folder.save("conflicts", [row for row in rows if row["statement_a"] != "sora_demo_2024_02_16"])
    monkeypatch.setenv("LEADLAG_DATA", str(folder.path))
    app = opened("conflicts", lang=lang)
    assert headings(page(app))[0] == (say(lang, "severity.none"), say(lang, "basis.date"))
    assert html.escape(say(lang, "conflicts.unexplained")) in conflicts(page(app))[0]
    assert page(app).count(html.escape(say(lang, "conflicts.unexplained"))) == 1


def test_no_conflict_of_a_kind_is_said_so_and_differs_from_no_conflict_at_all(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = folder.rows("milestones")
    folder.save("milestones", [row for row in rows if row["milestone"] == "sora_demo" and row["source"] == "article"])
    for table in ("conflicts", "gaps", "users", "prices", "data_costs", "other_figures"):
        folder.keep(table)
    monkeypatch.setenv("LEADLAG_DATA", str(folder.path))
    app = opened("conflicts", between="sources")
    assert [notice.value for notice in app.info] == [say("en", "empty.filtered")]
    folder.keep("milestones", "sora_demo_2024_02_16")
    app.run()
    assert [notice.value for notice in app.info] == [say("en", "empty")]


# Verdicts on the overview


def confidence(shown: str) -> str:
    (found,) = re.findall(r"<section class='confidence'>.*?</section>", shown)
    return str(found)


@every_language
@every_reading
def test_the_verdicts_add_up_to_the_articles_statements_and_lead_to_the_conflicts(
    tours: dict[Reading, Tour], snapshot: Snapshot, lang: Language, reading: Reading
) -> None:
    own = [row for row in queries.ask(snapshot, "figures") if row.source == "article"]
    counts = Counter(row.verdict for row in own)
    shown = confidence(tours[reading]["overview", lang].page)
    parts = re.findall(r"<i class='(\w+)' style='flex:(\d+)'></i>", shown)
    assert [verdict for verdict, _ in parts] == ["confirmed", "imprecise", "contradicted", "unverified"]
    assert {verdict: int(count) for verdict, count in parts} == counts
    assert sum(int(count) for _, count in parts) == len(own)
    for verdict, count in counts.items():
        assert html.escape(say(lang, f"tally.{verdict}", count=count)) in shown
    assert links(shown, "conflicts") == [f"conflicts?{ending(lang, reading)}"]


def test_a_verdict_that_nothing_has_is_left_out(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    for table in ("milestones", "gaps", "data_costs", "other_figures", "conflicts"):
        folder.keep(table)
    folder.keep("prices", "jianying_membership_month")
    folder.keep("users", "capcut_mau_2023", "capcut_mau_2023_03")
    monkeypatch.setenv("LEADLAG_DATA", str(folder.path))
    shown = confidence(page(opened()))
    assert re.findall(r"<i class='(\w+)' style='flex:(\d+)'>", shown) == [("confirmed", "1"), ("unverified", "1")]
    assert "1 confirmed, 1 unverified" in html.unescape(shown)


# The reading

#: Figures the article gives on a page, how many of them differ when checked and in the latest reading, and what is new.
CHANGED = {
    "overview": (60, 33, 35, 86),
    "audience": (6, 3, 4, 11),
    "prices": (3, 0, 0, 12),
    "data_costs": (2, 2, 2, 4),
    "timeline": (29, 16, 16, 33),
    "gaps": (12, 11, 11, 7),
    "figures": (60, 33, 35, 86),
    "conflicts": (60, 33, 35, 86),
}


@pytest.mark.parametrize("stem", CHANGED)
@every_language
def test_a_page_says_what_the_reading_made_of_its_figures(
    tours: dict[Reading, Tour], stem: str, lang: Language
) -> None:
    told, checked, latest, added = CHANGED[stem]
    differing = {
        count: say(lang, f"reading.differing.{'many' if count else 'none'}", told=told, differing=count)
        for count in (checked, latest)
    }
    new = say(lang, "reading.added.many", added=added)
    lines = {
        "article": say(lang, "reading.article.line"),
        "checked": say(lang, "reading.checked.line", differing=differing[checked]),
        "latest": say(lang, "reading.latest.line", differing=differing[latest], added=new),
    }
    for reading in READINGS:
        said = [line for line in lines.values() if html.escape(line) in tours[reading][stem, lang].page]
        assert said == [lines[reading]]


@every_page
@every_language
@every_reading
def test_a_page_shows_its_charts_in_every_reading(
    tours: dict[Reading, Tour], stem: str, lang: Language, reading: Reading
) -> None:
    shown = tours[reading][stem, lang]
    count = CHARTS_OF.get(stem, 1)
    count += (stem, reading) == ("audience", "latest")  # how the audience grew belongs to the latest figures
    assert shown.notices == []
    assert (len(shown.specs), len(shown.findings), len(shown.alts)) == (count, count, count)


def test_a_reading_chosen_is_in_the_link_and_lasts() -> None:
    app = opened()
    assert app.button_group(key="reading").options == ["As the article has it", "Checked", "Latest"]
    assert "reading" not in app.query_params
    app.button_group(key="reading").set_value("checked").run()
    assert app.query_params["reading"] == "checked"
    assert "33 of 60 figures differ" in words(app)
    assert "16 of 29 figures differ" in words(visit(app, "timeline"))
    app.button_group(key="reading").set_value("article").run()
    assert "reading" not in app.query_params
    assert say("en", "reading.article.line") in words(app)


@every_reading
def test_a_link_opens_in_its_reading(reading: Reading) -> None:
    """The demo: the article has the move on its day or nine days before it, others eight days."""
    texts = drawing(opened("gaps", reading=reading))
    assert ("−8 days" in texts, "−9 days" in texts) == (reading != "article", reading == "article")


@pytest.mark.parametrize("reading", ["newest", "", "<b>", "Checked"])
def test_a_reading_that_is_none_is_the_articles(reading: str) -> None:
    assert say("en", "reading.article.line") in words(opened(reading=reading))


@every_language
@every_reading
def test_every_link_on_a_page_keeps_the_reading_and_the_language(
    tours: dict[Reading, Tour], lang: Language, reading: Reading
) -> None:
    for stem in ("conflicts", "figures"):
        every = links(tours[reading][stem, lang].page, "figures")
        found = [address for address in every if "view=slide" not in address]
        assert len(found) > 60
        assert {address.split("&", 1)[1] for address in found} == {ending(lang, reading)}


# Statements


def test_statements_are_those_of_the_reading_or_all(snapshot: Snapshot) -> None:
    figures: list[Any] = queries.ask(snapshot, "figures")
    used = {reading: sum(getattr(row, f"used_{reading}") for row in figures) for reading in READINGS}
    assert len(set(used.values())) == 3
    app = opened("figures")
    for reading in READINGS:
        app.button_group(key="reading").set_value(reading).run()
        assert len(rows_shown(app)) == used[reading]
        assert f"{used[reading]} of {len(figures)} statements" in words(app)
        assert "scope" not in app.query_params
    app.button_group(key="scope").set_value("all").run()
    assert app.query_params["scope"] == "all"
    assert len(rows_shown(app)) == len(figures)
    assert len(rows_shown(opened("figures", scope="nonsense"))) == used["article"]


def test_a_search_among_the_used_finds_no_other() -> None:
    app = opened("figures")
    app.text_input(key="search").set_value("newser").run()
    assert rows_shown(app) == []
    assert [notice.value for notice in app.info] == [say("en", "empty.filtered")]
    app.button_group(key="scope").set_value("all").run()
    assert len(rows_shown(app)) == 1


@every_language
def test_the_table_says_how_each_statement_stands(snapshot: Snapshot, lang: Language) -> None:
    app = opened("figures", lang=lang, scope="all")
    for row, shown in zip(queries.ask(snapshot, "figures"), rows_shown(app), strict=True):
        rank = "only" if (row.rank, row.versions) == ("normal", 1) else row.rank
        standing = say(lang, f"short.{row.verdict or rank}")
        assert html.escape(standing) in re.findall(r"<td>(.*?)</td>", shown)
        assert f"statement={row.id}&" in html.unescape(shown)


@every_language
def test_a_statements_link_shows_its_card_on_the_page(snapshot: Snapshot, lang: Language) -> None:
    app = opened("figures", lang=lang)
    for row in queries.ask(snapshot, "figures")[::6]:
        app.query_params["statement"] = row.id
        app.run()
        assert not app.exception
        assert (row.claim_zh if lang == "zh" else row.claim) in card(app)


def test_a_statement_that_the_reading_does_not_use_opens_by_its_link() -> None:
    app = opened("figures", statement="sora_demo_2024_02_16_newser")
    assert "no reading" in card(app)
    assert "statement=sora_demo_2024_02_16_newser" not in "".join(rows_shown(app))


def test_a_mark_that_was_picked_opens_its_card_once() -> None:
    app = opened("gaps")
    app.session_state["card"] = "sora_demo_2024_02_16"
    app.run()
    assert "16 February" in card(app)
    assert findings(app) != []
    app.run()
    assert "class='card'" not in page(app)


# Data without an article


def test_every_page_stands_data_without_an_article(folder: Folder) -> None:
    folder.set("sources", "article", "kind", "news")
    seen = walk(folder.path)
    assert [place for place, shown in seen.items() if shown.notices] == []


def line(app: AppTest) -> str:
    """What the page says under its question."""
    return html.unescape(re.findall(r"</h1><p class='aside'>(.*?)</p>", page(app))[0])


ALL_ALIKE = {
    "en": "Checked against other sources: no figure differs from the article.",
    "zh": "对照其他来源：没有数字与文章不同。",
}
NONE_TOLD = {
    "en": "Checked against other sources: the article gives no figures here.",
    "zh": "对照其他来源：文章在此没有数字。",
}


@every_language
def test_a_page_where_nothing_differs_or_nothing_is_told_says_so_without_counting(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, lang: Language
) -> None:
    folder.keep("conflicts")
    monkeypatch.setenv("LEADLAG_DATA", str(folder.path))
    assert line(opened("prices", lang=lang, reading="checked")) == ALL_ALIKE[lang]
    own = [row["id"] for row in folder.rows("prices") if row["source"] == "article"]
    folder.save("prices", [row for row in folder.rows("prices") if row["id"] not in own])
    assert line(opened("prices", lang=lang, reading="checked")) == NONE_TOLD[lang]


def test_one_figure_that_differs_or_is_new_is_said_in_the_singular(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.keep("conflicts")
    folder.keep("users", "capcut_users_2023_08", "adobe_paying_users")
    better = {"id": "nearer", "source": "mezha_capcut_2024_07_30", "rank": "preferred", "value": "300000000"}
    folder.add("users", "capcut_users_2023_08", better)
    folder.add("users", "capcut_users_2023_08", {**better, "id": "elsewhere", "product": "douyin"})
    monkeypatch.setenv("LEADLAG_DATA", str(folder.path))
    shown = line(opened("audience", reading="latest"))
    assert shown == "As the story stands now: 1 of 2 figures differs from the article, 1 is new."


# Charts that belong to others


@every_language
def test_a_further_chart_without_rows_is_left_out_with_its_control(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, lang: Language
) -> None:
    for table in ("conflicts", "data_costs", "users"):
        folder.keep(table)
    folder.keep("prices", "jianying_membership_month")
    monkeypatch.setenv("LEADLAG_DATA", str(folder.path))
    app = opened("prices", lang=lang, reading="latest")
    assert (len(charts(app)), [*app.slider], [*app.info]) == (1, [], [])
    for stem in ("data_costs", "audience"):
        visit(app, stem)
        assert (charts(app), [*app.slider]) == ([], [])
        assert [notice.value for notice in app.info] == [say(lang, "empty")]


@every_language
@pytest.mark.parametrize("stem", ["audience", "prices", "data_costs"])
def test_a_page_of_one_measure_speaks_of_no_panels(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, lang: Language, stem: str
) -> None:
    folder.keep("conflicts")
    folder.keep("other_figures")
    folder.keep("users", "capcut_mau_2023")
    folder.keep("prices", "capcut_pro_year")
    folder.keep("data_costs", "openai_news_2023")
    note = html.escape(say(lang, f"page.note.{stem}"))
    app = opened(stem, lang=lang)
    assert note in page(app)
    monkeypatch.setenv("LEADLAG_DATA", str(folder.path))
    app = opened(stem, lang=lang, reading="latest")
    assert charts(app) != []
    assert note not in page(app)
    assert html.escape(say(lang, f"{stem}.subtitle.one")) in page(app)


# The filter of the statements


def test_only_tables_that_have_rows_are_offered(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.keep("conflicts")
    folder.keep("data_costs")
    monkeypatch.setenv("LEADLAG_DATA", str(folder.path))
    app = opened("figures", table="data_costs")
    offered = ["all tables", "Users", "Prices", "Milestones", "Gaps", "Other figures"]
    assert app.button_group(key="table").options == offered
    assert app.button_group(key="table").value == ""
    assert rows_shown(app) != []
