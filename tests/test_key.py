"""Every picture names its sides in their colours and shapes, and strikes what other sources contradict."""

import re
from typing import Any

import pytest
from markupsafe import escape

from leadlag import charts, queries, theme
from leadlag.cards import Picture
from leadlag.cards.card_layout import plot
from leadlag.cards.report import report
from leadlag.charts import Chart
from leadlag.drawing import Mark, Text
from leadlag.render_options import RenderOptions
from leadlag.rows import Confidence, Figures, Gaps, Timeline
from leadlag.store import READINGS, Snapshot
from leadlag.words import LANGUAGES, Language, translate
from tests.conftest import Folder
from tests.drawings import beside_plot, drawable, pictured, texts
from tests.pages import opened, page

every_language = pytest.mark.parametrize("lang", LANGUAGES)
BYTEDANCE, OPENAI, OTHERS = ("▲", "ByteDance"), ("●", "OpenAI & Adobe"), ("■", "Others")
SIGNS = [("■", "what the article says"), ("○", "what its own dates give"), ("●", "what checked dates give")]
KEYS = {
    "overview": [BYTEDANCE, OPENAI, *SIGNS],
    "audience": [BYTEDANCE, OPENAI],
    "prices": [BYTEDANCE],
    "effects": [BYTEDANCE],
    "data_costs": [OPENAI],
    "memberships": [OPENAI],
    "timeline": [BYTEDANCE, OPENAI, OTHERS],
    "interval": [BYTEDANCE, OPENAI],
    "gaps": [BYTEDANCE, OPENAI, OTHERS],
    "measure": [BYTEDANCE],
    "confidence": [],
}


def made(snapshot: Snapshot, question: str, options: RenderOptions | None = None, **params: Any) -> Chart:
    chart = charts.chart(snapshot, question, options or RenderOptions(), **params)
    assert chart
    return chart


def named(chart: Chart) -> list[tuple[str, str]]:
    """Signs and names of a chart's key."""
    return [(entry.sign, entry.name) for entry in chart.key]


def test_chart_names_the_sides_it_draws(snapshot: Snapshot) -> None:
    assert {question: named(made(snapshot, question)) for question in drawable(snapshot)} == KEYS


def test_order_that_is_unknown_is_no_side(snapshot: Snapshot) -> None:
    """Grey is also the colour of a lag whose order cannot be told."""
    names = charts.names(snapshot, "en")
    rows = [row for row in queries.ask(snapshot, Gaps) if "Microsoft" not in names.about(row.leader_statement)]
    across = [row for row in rows if {row.leader_rank, row.follower_rank} == {1, 2}]
    assert len(across) < len(rows) < len(queries.ask(snapshot, Gaps))
    lags = [(row.low_days, row.high_days) for row in across]
    assert any(low is not None and high is not None and low <= 0 <= high for low, high in lags)
    assert named(made(snapshot, "gaps", rows=across)) == [BYTEDANCE, OPENAI]


def test_first_side_has_the_first_shape(folder: Folder) -> None:
    rows = folder.rows("sides")
    folder.save("sides", [rows[1], rows[0], *rows[2:]])
    assert named(made(folder.load(), "timeline"))[0] == ("▲", rows[1]["name"])


def keys_on(picture: Picture) -> list[Text]:
    """The lines of a card that name its sides."""
    lines = (item for item in picture.drawing.items if isinstance(item, Text))
    return [line for line in lines if any(glyph in line.plain for glyph in theme.GLYPHS)]


@pytest.mark.parametrize(("lang", "dark"), [("en", False), ("zh", True)])
def test_card_has_one_key_line(snapshot: Snapshot, lang: Language, dark: bool) -> None:
    for question in drawable(snapshot):
        chart = made(snapshot, question, RenderOptions(lang, dark))
        for picture in pictured(snapshot, question, lang, dark=dark):
            lines = keys_on(picture)
            assert len(lines) == bool(chart.key), picture.name
            for run in (run for line in lines for run in line.runs if run.text[0] in theme.GLYPHS):
                known = {entry.color for entry in chart.key if entry.sign == run.text[0]}
                assert run.color in known


@every_language
def test_part_of_a_chart_explains_the_signs_it_draws(snapshot: Snapshot, lang: Language) -> None:
    """Those of stated lags stand only beside lags, and the sides only where they are drawn."""
    chart = made(snapshot, "overview", RenderOptions(lang))
    signs = {name for _, _, name in chart.signs}
    sides = {name for _, name in named(chart)} - signs
    assert signs
    assert sides
    said = [{run.text for line in keys_on(part) for run in line.runs} for part in pictured(snapshot, "overview", lang)]
    assert [bool(one & signs) + bool(one & sides) for one in said] == [1] * len(said)
    assert said[0] >= signs
    assert said[-1] & sides


def test_part_of_a_chart_names_its_sides(snapshot: Snapshot) -> None:
    parts = pictured(snapshot, "timeline")
    said = ["".join(re.findall("[▲●■]", "".join(line.plain for line in keys_on(part)))) for part in parts]
    assert len(parts) > 1
    assert {*"".join(said)} == {*theme.GLYPHS}
    assert len(set(said)) > 1


@every_language
def test_page_and_report_name_the_sides(snapshot: Snapshot, lang: Language) -> None:
    for stem in ("timeline", "audience"):
        shown = page(opened(stem, lang=lang))
        chart = made(snapshot, stem, RenderOptions(lang))
        for sign, name in named(chart):
            assert f"{sign}</i> {escape(name)}" in shown
    assert (
        f"{theme.glyph(2)}</i> {escape(made(snapshot, 'gaps', RenderOptions(lang)).key[1].name)}"
        in report(snapshot, lang).html
    )


def test_markup_stays_text_in_the_key(hostile: Snapshot) -> None:
    for picture in pictured(hostile, "timeline"):
        assert keys_on(picture)
        assert "<b>" not in picture.svg


# Contradicted figures


def struck(chart: Chart) -> int:
    return sum(mark.shape == "x-thin" for mark in marks_of(chart))


def marks_of(chart: Chart) -> list[Mark]:
    return [item for item in chart.drawing.items if isinstance(item, Mark)]


def contradicted(snapshot: Snapshot) -> set[str]:
    return {row.id for row in queries.ask(snapshot, Confidence) if row.verdict == "contradicted"}


@pytest.mark.parametrize(
    ("question", "marks", "note"),
    [
        ("timeline", 4, "Crossed out: 4 of 24 figures, contradicted by other sources."),
        ("data_costs", 1, "Crossed out: 1 of 3 figures, contradicted by other sources."),
        ("audience", 0, ""),
    ],
)
def test_contradicted_is_struck_and_counted(snapshot: Snapshot, question: str, marks: int, note: str) -> None:
    chart = made(snapshot, question)
    assert struck(chart) == marks
    assert note in chart.note
    assert ("contradicted" in chart.note) == bool(note)


@pytest.mark.parametrize("reading", READINGS)
def test_strikes_stand_on_contradicted_marks(snapshot: Snapshot, reading: Any) -> None:
    read = snapshot.read_as(reading)
    bad = contradicted(read)
    for question in drawable(read):
        every = marks_of(made(read, question))
        marks = {(one.axis, one.x, one.y): one.statement for one in every if one.statement is not None}
        crossed = {marks[one.axis, one.x, one.y] or "" for one in every if one.shape == "x-thin"}
        gaps = {row.id for row in queries.ask(read, Figures) if row.table_name == "gaps"}
        drawn = {one for one in marks.values() if one}
        assert crossed - {""} - gaps == (drawn & bad) - gaps


def test_lag_from_a_contradicted_date_is_struck(snapshot: Snapshot) -> None:
    bad = contradicted(snapshot)
    dated = [row for row in queries.ask(snapshot, Gaps) if row.low_days is not None]
    resting = [row for row in dated if {row.leader_statement, row.follower_statement} & bad]
    assert 0 < len(resting) < len(dated)
    ends = sum(1 if row.low_days == row.high_days else 2 for row in resting)
    assert struck(made(snapshot, "gaps")) == ends


@every_language
def test_overview_says_which_figure_is_contradicted(folder: Folder, lang: Language) -> None:
    """Where a figure is text, words mark it."""
    other = {"id": "other", "source": "newser_sora_2024_02_16", "rank": "preferred", "value": "1000"}
    folder.add("users", "capcut_users_2023_08", other)
    told = translate(lang, "overview.contradicted", text="")
    drawn = [
        chart for above in (True, False) if (chart := made(folder.load(), "overview", RenderOptions(lang, above=above)))
    ]
    assert [sum(told.strip() in text for text in texts(chart.drawing)) for chart in drawn] == [1, 1]


@every_language
def test_card_strikes_and_says_so(snapshot: Snapshot, lang: Language) -> None:
    parts = pictured(snapshot, "timeline", lang)
    for part in parts:
        crosses = [item for item in plot(part.drawing).items if isinstance(item, Mark) and item.shape == "x-thin"]
        notes = " ".join(beside_plot(part))
        assert bool(crosses) == (translate(lang, "tally.contradicted", count="").strip() in notes or "矛盾" in notes)


def test_only_figure_is_not_one_of_one(snapshot: Snapshot) -> None:
    rows = [row for row in queries.ask(snapshot, Timeline) if row.id == "sora_demo_2024_02_07"]
    chart = charts.chart(snapshot, "timeline", RenderOptions(), rows)
    assert chart
    assert chart.note.startswith("Crossed out: the only figure")
