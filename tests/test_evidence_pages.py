"""The pages that show what stands behind the figures: conflicts, statements, the reading and what it changes."""

import html
import re
from collections import Counter
from typing import Any
from urllib.parse import unquote

import pytest
from markupsafe import escape
from streamlit.testing.v1 import AppTest

from leadlag import captions, queries
from leadlag import charts as charts_of
from leadlag.findings import is_used
from leadlag.row_range import ROWS
from leadlag.rows import Conflicts, Figures
from leadlag.store import READINGS, Reading, Snapshot
from leadlag.words import Language, translate
from tests.conftest import Folder
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

#: Each reading, and each language in one that is not the article's.
VIEWS: tuple[tuple[Language, Reading], ...] = (("en", "article"), ("zh", "checked"), ("en", "latest"))


@pytest.fixture
def folder(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> Folder:
    """The story as a folder that the pages show."""
    monkeypatch.setenv("LEADLAG_DATA", str(folder.path))
    return folder


@pytest.fixture
def bare(folder: Folder) -> Folder:
    """The same without conflicts, counts and data costs, and with one price."""
    for table in ("conflicts", "data_costs", "users"):
        folder.keep(table)
    folder.keep("prices", "jianying_membership_month")
    return folder


def links(shown: str, to: str) -> list[str]:
    """The addresses on a page that lead to another page of the dashboard."""
    return [html.unescape(one) for one in re.findall(r"href='([^']*)'", shown) if one.startswith(f"{to}?")]


def ending(lang: Language, reading: Reading) -> str:
    """How every link of a page ends; the article's reading goes without saying."""
    return f"lang={lang}" if reading == "article" else f"lang={lang}&reading={reading}"


# Conflicts


def disputes(shown: str) -> list[str]:
    return re.findall(r"<section class='dispute'.*?</section>", shown)


def dispute(shown: str, title: str) -> str:
    """The block about one thing."""
    (found,) = (one for one in disputes(shown) if f"<h3>{escape(title)}</h3>" in one)
    return found


def severities(shown: str) -> list[str]:
    """How bad each dispute is, as its block begins to say."""
    return [re.findall(r"<p class='severity'>(.*?)(?: ·.*?)?</p>", one)[0] for one in disputes(shown)]


def test_disputes_stand_worst_first(snapshot: Snapshot) -> None:
    asked = {row.dispute: row.severity for row in reversed(queries.ask(snapshot, Conflicts))}
    counted, order = Counter(asked.values()), ("high", "medium", "low")
    shown = tour("zh", "checked")["conflicts"].page
    assert severities(shown) == [translate("zh", f"severity.{one}") for one in order for _ in range(counted[one])]
    assert escape(translate("zh", "conflicts.title", count=len(asked))) in shown


def test_a_dispute_has_all_its_statements(snapshot: Snapshot) -> None:
    """As written, with the readings that use each and what they use instead, and every reason once."""
    shown = dispute(tour()["conflicts"].page, "OpenAI shows Sora in a demo")
    dates = shown.split("<h4>")[1]
    assert re.findall(r"statement=(\w+)&amp;", dates) == [
        "sora_demo_2024_02_07",
        "sora_demo_2024_02_16",
        "sora_demo_2024_02_15",
        "sora_demo_2024_02_16_newser",
    ]
    assert re.findall(r"<b>(.*?)</b><em>(.*?)</em>", dates) == [
        ("7 Feb 2024", "<q>2月7日</q> · Used in: The article"),
        ("16 Feb 2024", "<q>2月16日</q> · Used in: The article"),
        ("15 Feb 2024", "<q>February 15</q> · Used in: Checked, Latest"),
        ("16 Feb 2024", "not used"),
    ]
    assert "Zhang Nan moves" in shown.split("<h4>")[2]
    pairs = [row for row in queries.ask(snapshot, Conflicts) if row.dispute == "milestones/sora_demo"]
    reasons = {charts_of.names(snapshot, "en").explanation(row.statement_a, row.statement_b) for row in pairs}
    assert {reason: shown.count(escape(reason)) for reason in reasons} == dict.fromkeys(reasons, 1)


def test_contradicted_figures_are_struck() -> None:
    shown = dispute(tour()["conflicts"].page, "Adobe: video footage")
    struck = re.findall(r"<div class='[^']*contradicted[^']*'>.*?<b>(.*?)</b>", shown)
    assert struck == ["$3 a minute · 2023"]


def test_the_jump_list_leads_to_every_dispute() -> None:
    shown = tour("zh")["conflicts"].page
    blocks = re.findall(r"<section class='dispute' id='(.*?)'><h3>(.*?)</h3>", shown)
    jumps = re.findall(r"<li><a href='#(.*?)' target='_self'>(.*?)</a></li>", shown)
    assert [(unquote(html.unescape(address)), title) for address, title in jumps] == [
        (html.unescape(key), title) for key, title in blocks
    ]
    assert len({key for key, _ in blocks}) == len(blocks) > 30


def test_conflicts_are_narrowed(snapshot: Snapshot) -> None:
    """To those inside the article or between sources; the link carries it."""
    rows = queries.ask(snapshot, Conflicts)
    inside, between = ({row.dispute for row in rows if row.inside is wanted} for wanted in (True, False))
    app = opened("conflicts", between="inside")
    counts = [len(disputes(page(app)))]
    for party in ("sources", ""):
        app.button_group(key="between").set_value(party).run()
        assert app.query_params.get("between", "") == party
        counts.append(len(disputes(page(app))))
    assert counts == [len(inside), len(between), len(inside | between)]
    assert len(disputes(page(opened("conflicts", between="nonsense")))) == counts[-1]


def test_unexplained_conflict_comes_first(folder: Folder) -> None:
    rows = folder.rows("conflicts")
    folder.save("conflicts", [row for row in rows if row["statement_a"] != "sora_demo_2024_02_16"])
    shown = page(opened("conflicts"))
    unexplained = escape(translate("en", "conflicts.unexplained"))
    assert severities(shown)[0] == translate("en", "severity.none")
    assert translate("en", "basis.date") in disputes(shown)[0]
    assert unexplained in disputes(shown)[0]
    assert shown.count(unexplained) == 1


def test_no_conflict_of_a_kind_or_at_all(folder: Folder) -> None:
    rows = folder.rows("milestones")
    folder.save("milestones", [row for row in rows if row["milestone"] == "sora_demo" and row["source"] == "article"])
    for table in ("conflicts", "gaps", "users", "prices", "data_costs", "other_figures"):
        folder.keep(table)
    app = opened("conflicts", between="sources")
    assert notices(app) == [translate("en", "empty.filtered")]
    folder.keep("milestones", "sora_demo_2024_02_16")
    app.run()
    assert notices(app) == [translate("en", "empty")]


# Verdicts on the overview


def confidence(shown: str) -> str:
    (found,) = re.findall(r"<section class='confidence'>.*?</section>", shown)
    return str(found)


def tallied(shown: str) -> list[tuple[str, int]]:
    return [(verdict, int(count)) for verdict, count in re.findall(r"<i class='(\w+)' style='flex:(\d+)'>", shown)]


def test_verdicts_add_up(snapshot: Snapshot) -> None:
    """To the article's statements in every reading, with a way to the conflicts."""
    own = [row for row in queries.ask(snapshot, Figures) if row.source == "article"]
    counts = Counter(row.verdict for row in own if row.year or row.lower is not None or row.upper is not None)
    for lang, reading in VIEWS:
        shown = confidence(tour(lang, reading)["overview"].page)
        order = ("confirmed", "imprecise", "contradicted", "unverified")
        assert tallied(shown) == [(verdict, counts[verdict]) for verdict in order]
        assert [one for one in order if escape(translate(lang, f"tally.{one}", count=counts[one])) not in shown] == []
        assert links(shown, "conflicts") == [f"conflicts?{ending(lang, reading)}"]


def test_a_verdict_of_nothing_is_left_out(folder: Folder) -> None:
    for table in ("milestones", "gaps", "data_costs", "other_figures", "conflicts"):
        folder.keep(table)
    folder.keep("prices", "jianying_membership_month")
    folder.keep("users", "capcut_mau_2023", "capcut_mau_2023_03")
    shown = confidence(page(opened()))
    assert tallied(shown) == [("confirmed", 1), ("unverified", 1)]
    assert "1 confirmed, 1 unverified" in html.unescape(shown)


# The reading

#: Figures the article gives on a page, how many of them differ when checked and in the latest reading, and what is new.
CHANGED = {
    "overview": (60, 32, 35, 86),
    "audience": (6, 3, 4, 11),
    "prices": (3, 0, 0, 12),
    "data_costs": (2, 2, 2, 4),
    "timeline": (29, 16, 16, 33),
    "gaps": (12, 11, 11, 7),
    "figures": (60, 32, 35, 86),
    "conflicts": (60, 32, 35, 86),
}


def line(shown: str) -> str:
    """What the page says under its question."""
    found = re.findall(r"<p class='aside'>(.*?)</p>", shown)[0]
    return html.unescape(re.sub(r"<[^>]+>", "", found))


def own_figures(snapshot: Snapshot, lang: Language) -> str:
    """What it says in the article's own reading."""
    names = charts_of.names(snapshot, lang)
    article = translate(lang, "card.document", publisher=names.publisher("article"), title=names.document("article"))
    return translate(lang, "reading.article.line", article=article)


def test_pages_say_what_a_reading_changes(snapshot: Snapshot) -> None:
    def wanted(lang: Language, told: int, checked: int, latest: int, added: int) -> dict[Reading, str]:
        differing = {
            count: translate(lang, "reading.differing" if count else "reading.differing.none", total=told, count=count)
            for count in (checked, latest)
        }
        new = translate(lang, "reading.added", count=added)
        return {
            "article": own_figures(snapshot, lang),
            "checked": translate(lang, "reading.checked.line", differing=differing[checked]),
            "latest": translate(lang, "reading.latest.line", differing=differing[latest], added=new),
        }

    for lang, reading in VIEWS:
        seen = tour(lang, reading)
        assert {stem: line(seen[stem].page) for stem in CHANGED} == {
            stem: wanted(lang, *counts)[reading] for stem, counts in CHANGED.items()
        }


def test_charts_are_shown_in_every_reading() -> None:
    """How the audience grew needs two counts of one product, which the article has not."""
    for lang, reading in VIEWS:
        counts = {stem: CHARTS_OF.get(stem, 1) + (stem == "audience" and reading != "article") for stem in STEMS}
        seen = tour(lang, reading)
        assert {stem: len(seen[stem].specs) for stem in STEMS} == counts
        assert {stem: len(seen[stem].findings) for stem in STEMS} == counts
        assert [stem for stem in STEMS if seen[stem].notices] == []


def test_links_keep_the_view() -> None:
    for lang, reading in VIEWS:
        for stem in ("conflicts", "figures"):
            every = links(tour(lang, reading)[stem].page, "figures")
            found = [address for address in every if "view=slide" not in address]
            assert len(found) > 60
            assert {address.split("&", 1)[1] for address in found} == {ending(lang, reading)}


def test_chosen_reading_lasts(snapshot: Snapshot) -> None:
    app = opened()
    assert app.button_group(key="reading").options == ["The article", "Checked", "Latest"]
    assert "reading" not in app.query_params
    app.button_group(key="reading").set_value("checked").run()
    assert app.query_params["reading"] == "checked"
    assert "32 of 60 figures differ" in words(app)
    assert "16 of 29 figures differ" in words(visit(app, "timeline"))
    app.button_group(key="reading").set_value("article").run()
    assert "reading" not in app.query_params
    assert line(page(app)) == own_figures(snapshot, "en")


def test_a_link_opens_in_its_reading(snapshot: Snapshot) -> None:
    """The demo: the article has the move on its day or nine days before it, others eight days."""
    checked = re.findall(r"\b\d+ days", drawing(opened("gaps", reading="checked")).replace("\u00a0", " "))
    assert ("8 days" in checked, "9 days" in checked) == (True, False)


@pytest.mark.usefixtures("bare")
def test_nothing_differs_or_is_told() -> None:
    """Where there is nothing to count, nothing is counted."""
    app = opened("prices", reading="checked")
    assert line(page(app)) == "Checked against other sources: no figure differs from the article."
    visit(app, "data_costs")
    assert line(page(app)) == "Checked against other sources: the article gives no figures here."


def test_one_is_said_in_the_singular(folder: Folder) -> None:
    folder.keep("conflicts")
    folder.keep("users", "capcut_users_2023_08", "adobe_paying_users")
    better = {"id": "nearer", "source": "mezha_capcut_2024_07_30", "rank": "preferred", "value": "300000000"}
    folder.add("users", "capcut_users_2023_08", better)
    folder.add("users", "capcut_users_2023_08", {**better, "id": "elsewhere", "product": "douyin"})
    shown = line(page(opened("audience", reading="latest")))
    assert shown == "Newest figures of any source: 1 of 2 figures differs from the article, 1 is new."


# Statements


def test_statements_are_the_readings_or_all(snapshot: Snapshot) -> None:
    figures: list[Any] = queries.ask(snapshot, Figures)
    used = {reading: sum(getattr(row, f"used_{reading}") for row in figures) for reading in READINGS}
    assert len(set(used.values())) == 3
    app = opened("figures", scope="nonsense")
    assert "scope" not in app.query_params
    for reading in READINGS:
        app.button_group(key="reading").set_value(reading).run()
        assert len(rows_shown(app)) == min(used[reading], ROWS)
        assert f"{used[reading]} of {len(figures)} statements" in words(app)
    app.button_group(key="scope").set_value("all").run()
    assert app.query_params["scope"] == "all"
    assert f"1–100 of {len(figures)}" in words(app)


def test_a_search_is_among_the_used() -> None:
    app = opened("figures", search="newser")
    assert rows_shown(app) == []
    app.button_group(key="scope").set_value("all").run()
    assert len(rows_shown(app)) == 1


def cells(app: AppTest) -> list[list[str]]:
    """The rows of a table as text."""
    found = (re.findall(r"<td.*?>(.*?)</td>", row) for row in rows_shown(app))
    return [[html.unescape(re.sub(r"<[^>]+>", "", cell)) for cell in row] for row in found]


def test_rows_say_how_they_stand(snapshot: Snapshot) -> None:
    """Their claim first, which leads to the card; contradicted figures are struck, and no id is shown."""
    app, figures = opened("figures", scope="all"), queries.ask(snapshot, Figures)[:ROWS]
    names = charts_of.names(snapshot, "en")
    faults = []
    for row, shown, texts in zip(figures, rows_shown(app), cells(app), strict=True):
        rank = "only" if (row.rank, row.versions) == ("normal", 1) else row.rank
        standing = translate("en", f"short.{row.verdict or rank}")
        struck = bool(texts[1]) and (row.verdict == "contradicted" or row.rank == "deprecated")
        link = f"statement={row.id}&" in html.unescape(shown.split("</td>")[0])
        address = names.address(row.source) in html.unescape(shown)
        if (texts[-1], "<s>" in shown, link, address, row.id in texts) != (standing, struck, True, True, False):
            faults.append((row.id, standing, shown))
    assert faults == []


def test_figures_are_sorted(snapshot: Snapshot) -> None:
    """All of them, not those of one page: the latest first, or the claims by the alphabet."""
    latest = max(row.latest_day or 0 for row in queries.ask(snapshot, Figures))
    newest = {row.id for row in queries.ask(snapshot, Figures) if row.latest_day == latest}
    shown = rows_shown(opened("figures", scope="all", sort="date"))
    assert {re.findall(r"statement=([\w-]+)&", html.unescape(row))[0] for row in shown[: len(newest)]} == newest
    app = opened("figures")
    app.selectbox(key="sort").set_value("claim").run()
    assert app.query_params["sort"] == "claim"
    claims = [row[0].casefold() for row in cells(app)]
    assert claims == sorted(claims)
    assert len(claims) > 50


def test_cards_leave_the_table_as_it_is() -> None:
    """In the link to a statement, in that back to the table, and of a choice made while a card is open."""
    app = opened("figures", search="sora", sort="date", scope="all")
    chosen = {"search=sora", "sort=date", "scope=all"}
    assert all(chosen <= addressed(row) for row in rows_shown(app))
    app = linked(app, "sora_demo_2024_02_16")
    app.selectbox(key="sort").set_value("claim").run()
    back = page(app).split("class='aside close'")[1]
    assert {"search=sora", "sort=claim"} <= addressed(back)
    assert "statement=" not in html.unescape(back).split("</p>")[0]
    assert "sort=" not in page(visit(app, "conflicts"))


def addressed(markup: str) -> set[str]:
    """The parameters of the first link in it."""
    return {*html.unescape(re.findall(r"href='(.*?)'", markup)[0]).partition("?")[2].split("&")}


def test_sources_line_cites_what_is_listed(snapshot: Snapshot) -> None:
    """Not those of the page's chart alone."""
    read = snapshot.read_as("latest")
    used = [row.id for row in queries.ask(read, Figures) if is_used(row, "latest")]
    assert f"({len(captions.cited(read, used))} sources)" in words(opened("figures", reading="latest"))
    disputed = [one for row in queries.ask(read, Conflicts) for one in (row.statement_a, row.statement_b)]
    counted = re.findall(r"\((\d+) sources\)", words(opened("conflicts", reading="latest")))
    assert int(counted[0]) >= len(captions.cited(read, disputed))


def test_links_open_cards(snapshot: Snapshot) -> None:
    """Also of a statement that the reading does not use."""
    app = opened("figures", lang="zh")
    names = charts_of.names(snapshot, "zh")
    for row in queries.ask(snapshot, Figures)[::20]:
        assert names.claim(row.id)
        assert names.claim(row.id) in card(linked(app, row.id))
    assert translate("zh", "card.unused") in card(linked(app, "sora_demo_2024_02_16_newser"))
    assert "statement=sora_demo_2024_02_16_newser" not in "".join(rows_shown(app))


def linked(app: AppTest, statement: str) -> AppTest:
    app.query_params["statement"] = statement
    app.run()
    assert not app.exception
    return app


def test_a_picked_mark_opens_its_card_once() -> None:
    app = opened("gaps")
    app.session_state["card"] = "sora_demo_2024_02_16"
    app.run()
    assert "16 February" in card(app)
    assert findings(app) != []
    app.run()
    assert "class='card'" not in page(app)


@pytest.mark.usefixtures("bare")
def test_offered_tables_have_rows() -> None:
    app = opened("figures", table="data_costs")
    offered = ["all tables", "Prices", "Milestones", "Gaps", "Other figures"]
    assert app.button_group(key="table").options == offered
    assert app.button_group(key="table").value == ""
    assert rows_shown(app) != []


# Charts that belong to others


@pytest.mark.usefixtures("bare")
def test_a_further_chart_without_rows() -> None:
    """It is left out, with its control."""
    app = opened("prices", reading="latest")
    assert (len(charts(app)), [*app.slider], notices(app)) == (1, [], [])
    for stem in ("data_costs", "audience"):
        visit(app, stem)
        told = translate("en", "empty.page", page=translate("en", "menu.swap"))
        assert (charts(app), [*app.slider], notices(app)) == ([], [], [told])


def test_one_measure_is_no_panels(folder: Folder) -> None:
    folder.keep("conflicts")
    folder.keep("other_figures")
    folder.keep("users", "capcut_mau_2023")
    folder.keep("prices", "capcut_pro_year")
    folder.keep("data_costs", "openai_news_2023")
    app = opened(reading="latest")
    for stem in ("audience", "prices", "data_costs"):
        visit(app, stem)
        assert charts(app) != []
        assert escape(translate("en", f"{stem}.subtitle.one")) in page(app)
