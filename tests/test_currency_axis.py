"""In a chosen currency all amounts of one unit stand on one axis, the original as the label."""

from typing import Any

import pytest

from leadlag import charts, queries
from leadlag.charts import Chart
from leadlag.render_options import RenderOptions
from leadlag.rows import Prices
from leadlag.store import Snapshot
from leadlag.words import LANGUAGES, Language
from tests.conftest import Folder
from tests.drawings import AIR, plain, texts, traces

ENGLISH = RenderOptions("en")
every_language = pytest.mark.parametrize("lang", LANGUAGES)


def made(snapshot: Snapshot, question: str, currency: str | None, options: RenderOptions = ENGLISH) -> Chart:
    chart = charts.chart(snapshot, question, options, currency=currency)
    assert chart
    return chart


def panels(chart: Chart) -> list[str]:
    """Titles of the panels, from the top down."""
    shown = [
        (y, plain(text))
        for trace in traces(chart.drawing, "text")
        for y, text in zip(trace["y"], trace["text"], strict=True)
        if plain(text).startswith("Per ")
    ]
    return [text.split("  ")[0] for _, text in sorted(shown)]


def x_of(chart: Chart, statement: str) -> list[float]:
    return [
        x
        for trace in traces(chart.drawing, "markers")
        for x, one in zip(trace["x"], trace.get("customdata", trace["x"]), strict=True)
        if one == statement
    ]


def test_panel_holds_every_currency_of_its_unit(snapshot: Snapshot) -> None:
    """One of each unit that compares something."""
    latest = snapshot.read_as("latest")
    assert panels(made(latest, "prices", "USD")) == ["Per month, USD", "Per minute, USD"]
    assert {"Per month, USD", "Per minute, USD"} <= set(panels(made(latest, "prices", None)))


def test_mark_stands_where_the_amount_comes_to(snapshot: Snapshot) -> None:
    latest = snapshot.read_as("latest")
    rows = {row.id: row for row in queries.ask(latest, Prices, currency="USD")}
    fee = rows["jianying_membership_month"]
    assert x_of(made(latest, "prices", "USD"), fee.id) == [fee.converted_lower, fee.converted_upper]
    assert x_of(made(latest, "prices", "USD"), "chatgpt_plus_2024_12") == [20]
    assert x_of(made(latest, "prices", None), "chatgpt_plus_2024_12") == [20]


@pytest.mark.parametrize(("question", "direction"), [("prices", 1), ("data_costs", -1)])
def test_rows_of_a_unit_are_sorted(snapshot: Snapshot, question: str, direction: int) -> None:
    """Prices from the cheapest up, bills from the dearest down, whoever pays them."""
    latest = snapshot.read_as("latest")
    chart, rows = made(latest, question, "CNY"), queries.answer(latest, question, currency="CNY")
    for per in {row.per for row in rows}:
        alike = [row for row in rows if row.per == per and (row.currency == "CNY" or row.rate is not None)]
        worth = {row.id: row.converted_lower or row.lower for row in alike if not row.rule}
        places = {one: y for one, y in heights(chart) if one in worth}
        found = [worth[one] for one in sorted(places, key=lambda one: places[one])]
        assert found == sorted(found, reverse=direction < 0)


def heights(chart: Chart) -> list[tuple[str, float]]:
    return [
        (one, y)
        for trace in traces(chart.drawing, "markers")
        for y, one in zip(trace["y"], trace.get("customdata", []), strict=bool(trace.get("customdata")))
    ]


@pytest.mark.parametrize(
    ("question", "currency", "label"),
    [
        ("prices", "USD", "¥20–30 ≈\u00a0$2.82–4.23"),
        ("prices", "USD", "about ¥60 ≈\u00a0$8.5"),
        ("data_costs", "CNY", "≥\u00a0$16M ≈\u00a0¥115M"),
        ("data_costs", "CNY", "$100–300 ≈\u00a0¥710–2.13K"),
    ],
)
def test_label_gives_the_original_first(snapshot: Snapshot, question: str, currency: str, label: str) -> None:
    chart = made(snapshot.read_as("latest"), question, currency)
    assert label in [plain(text).strip(AIR) for text in texts(chart.drawing)]
    assert label in chart.alt


def test_amount_without_a_rate_says_why(snapshot: Snapshot) -> None:
    chart = made(snapshot.read_as("latest"), "data_costs", "CNY")
    assert panels(chart)[:1] == ["Per year, CNY"]
    said = " ".join(plain(text) for text in texts(chart.drawing))
    assert "€10M a year" in said
    assert "Not converted: no rate from EUR to CNY." in said
    assert "EUR" not in "".join(panels(made(snapshot.read_as("latest"), "prices", "CNY")))


@every_language
def test_subtitle_names_the_currency(snapshot: Snapshot, lang: Language) -> None:
    for question in ("prices", "data_costs"):
        plain_line, converted = (made(snapshot, question, one, RenderOptions(lang)).subtitle for one in (None, "USD"))
        assert converted.startswith(plain_line)
        assert ("USD" in plain_line, "USD" in converted) == (False, True)


def title(rows: list[Any], snapshot: Snapshot, currency: str | None) -> str:
    chart = charts.chart(snapshot, "prices", ENGLISH, rows, currency=currency)
    assert chart
    return chart.title


def test_title_sets_like_beside_like(snapshot: Snapshot) -> None:
    """A price of an effect beside one of a minute says nothing; so the smallest unit that both state is compared."""
    latest = snapshot.read_as("latest")
    rows = queries.ask(latest, Prices, currency=None)
    assert title(rows, latest, None) == "CapCut $7.99 a month (no date given); ChatGPT $20 a month (2024)"
    unlike = [row for row in rows if (row.side_rank, row.per) in ((1, "use"), (2, "minute"))]
    assert title(unlike, latest, None) == "Jianying charged ¥4.80 an effect; no such price for OpenAI & Adobe"


def test_title_keeps_the_original_amount(snapshot: Snapshot) -> None:
    latest = snapshot.read_as("latest")
    rows = queries.ask(latest, Prices, currency="USD")
    found = title(rows, latest, "USD")
    assert found == "Seedance about ¥60 (about $8.5) a minute (2026); Sora $6 a minute (2025)"


def test_unconverted_amounts_are_apart(folder: Folder) -> None:
    price = {"currency": "EUR", "value": "12", "low": "", "high": "", "qualifier": "exactly"}
    folder.edit("prices", "jianying_membership_month", price)
    folder.add("prices", "jianying_membership_month", {"id": "another", "item": "Other plan", **price})
    chart = made(folder.load(), "prices", "USD")
    assert "Per month, EUR" in panels(chart)
    assert "Not converted: no rate from EUR to USD." in " ".join(texts(chart.drawing))
