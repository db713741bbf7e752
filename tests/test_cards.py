"""Share cards are complete and can be read: all text inside the edges, none of it too small, every row on one card."""

import html
import json
import math
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from leadlag import captions, charts, queries
from leadlag.cards import SIZES, Picture, Size, pictures, whole
from leadlag.cards.batch import Card, Wanted, cards, changes
from leadlag.cards.composing import EDGE, PAGE
from leadlag.cards.report import report
from leadlag.charts import CHARTS
from leadlag.figures import Chart, Look
from leadlag.figures.windows import Window, height
from leadlag.figures.wrapping import width
from leadlag.store import READINGS, Reading, Snapshot, load
from leadlag.words import LANGUAGES, Language, say
from tests.conftest import STORY, Folder, copy_of_story
from tests.drawings import AIR, Box, reading_with
from tests.drawings import boxes as drawn_boxes
from tests.markup import EVIL, MARKUP, evil

every_language = pytest.mark.parametrize("lang", LANGUAGES)
every_size = pytest.mark.parametrize("size", SIZES, ids=str)
every_theme = pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
LINE = 1.3  # line height of a text, in font sizes
SMALLEST = 0.022  # of the width
TOUCH = 6  # px by which the boxes of two lines may meet, which are estimated on the safe side


@cache
def shipped() -> Snapshot:
    return load(STORY)


@cache
def every_card(
    lang: Language, size: Size = SIZES[0], dark: bool = False, reading: Reading = READINGS[0]
) -> list[Picture]:
    """The cards of all charts, made once, because most tests only look."""
    snapshot = shipped().read_as(reading)
    return [picture for question in CHARTS for picture in pictures(snapshot, question, lang, size, dark=dark)]


def squeezed(text: str) -> str:
    """A text without its blanks, which differ where a line is broken."""
    return "".join(html.unescape(text).split())


def printed(picture: Picture) -> str:
    return squeezed("".join(note["text"] for note in picture.figure["layout"]["annotations"]))


def texts(picture: Picture) -> list[str]:
    drawn = [text for trace in picture.figure["data"] for text in trace.get("text", ())]
    return [*drawn, *(note["text"] for note in picture.figure["layout"]["annotations"])]


def boxes(picture: Picture) -> Iterator[Box]:
    """Where each text beside the plot stands, in px of the card, on the safe side."""
    layout = picture.figure["layout"]
    for note in layout["annotations"]:
        size, wide = note["font"]["size"], width(note["text"], note["font"]["size"])
        left = note["x"] * layout["width"] - (wide if note["xanchor"] == "right" else 0)
        top = (1 - note["y"]) * layout["height"]
        yield Box(note["text"], left, left + wide, top, top + size * LINE)


def plot_boxes(picture: Picture) -> Iterator[Box]:
    """Where each text of the plot stands, in px of the card."""
    layout = picture.figure["layout"]
    ends, (below, above) = layout["yaxis"]["domain"], layout["yaxis"]["range"]
    for trace in (trace for trace in picture.figure["data"] if trace["mode"] == "text"):
        axis, size = layout[trace["xaxis"].replace("x", "xaxis")], trace["textfont"]["size"]
        (start, end), (low, high) = axis["domain"], axis["range"]
        for x, y, text, position in zip(trace["x"], trace["y"], trace["text"], trace["textposition"], strict=True):
            share = ((math.log10(x) if axis["type"] == "log" else x) - low) / (high - low)
            wide = width(text.strip(AIR), size)
            left = (start + share * (end - start)) * layout["width"]
            left -= wide * {"right": 0, "left": 1, "center": 0.5}[position.split()[1]]
            middle = (1 - (ends[0] + (y - below) / (above - below) * (ends[1] - ends[0]))) * layout["height"]
            yield Box(text, left, left + wide, middle - size * 0.6, middle + size * 0.6)


def letters(picture: Picture) -> list[float]:
    """The sizes of all texts in px."""
    drawn = [trace["textfont"]["size"] for trace in picture.figure["data"] if "textfont" in trace]
    return [*drawn, *(note["font"]["size"] for note in picture.figure["layout"]["annotations"])]


def out_of(picture: Picture, found: Iterator[Box]) -> list[str]:
    """Texts that reach over the edges kept free."""
    layout = picture.figure["layout"]
    across, down = layout["width"], layout["height"]
    return [
        box.text
        for box in found
        if box.left < EDGE * across - 1
        or box.right > (1 - EDGE) * across + 1
        or box.top < EDGE * down - 1
        or box.bottom > (1 - EDGE) * down + 1
    ]


@every_language
@every_size
@every_theme
def test_all_text_stands_in_the_central_ninety_per_cent(lang: Language, size: Size, dark: bool) -> None:
    for picture in every_card(lang, size, dark):
        assert out_of(picture, boxes(picture)) == [], picture.name


@every_language
@every_size
def test_the_plot_stands_between_the_texts(lang: Language, size: Size) -> None:
    for picture in every_card(lang, size):
        plot = list(plot_boxes(picture))
        assert [box for box in boxes(picture) for other in plot if box.overlaps(other, TOUCH)] == [], picture.name


@every_language
def test_a_card_explains_the_brackets_it_has_and_no_others(lang: Language) -> None:
    bracket = squeezed(say(lang, "overview.note.bracket"))
    found = [
        (bracket in printed(picture), bool(picture.figure["layout"]["shapes"]))
        for reading in READINGS
        for picture in pictures(shipped().read_as(reading), "overview", lang)
    ]
    assert set(found) == {(True, True), (False, False)}


@every_language
def test_a_card_says_that_events_stand_twice_where_they_do(lang: Language) -> None:
    chart = charts.chart(shipped(), "timeline", Look(lang, width=470, compact=True))
    assert chart
    twice = {row.id for row in queries.ask(shipped(), "timeline") if row.versions > 1}
    found = [
        (say(lang, "timeline.note") in chart.canvas.note(window), not twice.isdisjoint(drawn_statements(chart, window)))
        for window in chart.canvas.windows(200)
    ]
    assert set(found) == {(True, True), (False, False)}


def drawn_statements(chart: Chart, window: Window) -> set[str]:
    return {one for trace in chart.canvas.figure(window).data for one in trace.customdata or () if one}


@every_language
@pytest.mark.parametrize("reading", READINGS)
def test_a_chart_of_a_whole_page_stands_on_one_card_as_tall_as_it_needs(lang: Language, reading: Reading) -> None:
    read = shipped().read_as(reading)
    for question in charts.shown(read):
        rows = queries.ask(read, question, **charts.defaults(read, question))
        picture = whole(read, question, rows, lang)
        around, plot = list(boxes(picture)), list(plot_boxes(picture))
        assert out_of(picture, iter(around)) == out_of(picture, iter(plot)) == []
        assert [box for box in around for other in plot if box.overlaps(other, TOUCH)] == []
        assert picture.size.width == PAGE.width


@every_language
@every_size
@every_theme
def test_no_letter_is_smaller_than_it_may_be(lang: Language, size: Size, dark: bool) -> None:
    for picture in every_card(lang, size, dark):
        assert min(letters(picture)) >= SMALLEST * picture.figure["layout"]["width"], picture.name


@every_language
@every_size
@every_theme
def test_a_card_says_what_it_finds_from_what_and_which_data_it_shows(
    snapshot: Snapshot, lang: Language, size: Size, dark: bool
) -> None:
    made = every_card(lang, size, dark)
    assert {picture.name.split("_en_")[0].split("_zh_")[0] for picture in made} == set(charts.shown(snapshot))
    for picture in made:
        said = printed(picture)
        assert squeezed(picture.title) in said
        assert picture.fingerprint == snapshot.fingerprint
        assert squeezed(captions.as_of(snapshot, lang, picture.statements)) in said
        assert squeezed(captions.sources(snapshot, picture.statements, lang))[:20] in said
        assert picture.title in picture.alt


@every_language
@pytest.mark.parametrize("reading", READINGS)
def test_a_card_names_its_reading_unless_it_is_the_article_s(lang: Language, reading: Reading) -> None:
    names = {one: squeezed(say(lang, f"card.reading.{one}")) for one in READINGS[1:]}
    for picture in every_card(lang, reading=reading):
        named = [one for one, words in names.items() if words in printed(picture)]
        assert named == ([] if reading == READINGS[0] else [reading])


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return evil(copy_of_story(tmp_path_factory.mktemp("hostile") / "data")).load()


@every_language
def test_markup_in_the_data_stays_text_on_a_card(hostile: Snapshot, lang: Language) -> None:
    for question in CHARTS:
        for picture in pictures(hostile, question, lang):
            assert [text for text in texts(picture) if "<" in MARKUP.sub("", text)] == []
            assert [text for text in texts(picture) if "<b>x</b>" in text] == []


@every_language
def test_names_that_look_like_markup_stay_inside_the_edges(hostile: Snapshot, lang: Language) -> None:
    for question in CHARTS:
        for picture in pictures(hostile, question, lang):
            assert out_of(picture, boxes(picture)) == [], picture.name


@every_language
def test_markup_in_the_data_stays_text_in_a_report(hostile: Snapshot, lang: Language) -> None:
    made = report(hostile, lang).html
    assert EVIL not in made
    assert "javascript:alert(1)'>" not in made
    assert html.escape(EVIL) in made


@pytest.mark.parametrize("question", CHARTS)
@every_language
def test_one_row_makes_one_card(snapshot: Snapshot, question: str, lang: Language) -> None:
    read = reading_with(snapshot, question)
    rows = queries.ask(read, question, **charts.defaults(read, question))
    stated = next(row for row in rows if not getattr(row, "rule", None) or question in ("effects", "memberships"))
    (picture,) = pictures(read, question, lang, rows=[stated])
    assert out_of(picture, boxes(picture)) == []


def test_a_chart_of_one_reading_makes_no_card_in_another(snapshot: Snapshot) -> None:
    with_cards = [read for read in READINGS if pictures(snapshot.read_as(read), "audience_over_time", "en")]
    assert with_cards == ["latest"]


@every_language
@pytest.mark.parametrize("compact", [False, True])
def test_a_pair_without_any_date_says_so_inside_the_edges(snapshot: Snapshot, lang: Language, compact: bool) -> None:
    dated, *_ = queries.ask(snapshot, "gaps")
    dates = [name for name in dated._fields if name.endswith(("_first", "_last", "_days", "_precision"))]
    undated = dated._replace(id="undated", **dict.fromkeys(dates))
    chart = charts.chart(snapshot, "gaps", Look(lang, width=480, compact=compact), [dated, undated])
    assert chart is not None
    found = list(drawn_boxes(chart.plot, 480))
    assert any(say(lang, "gaps.no_leader_date") in box.text for box in found)
    assert [box.text for box in found if box.left < -1 or box.right > 481] == []


def test_no_rows_make_no_card(snapshot: Snapshot) -> None:
    assert [question for question in CHARTS if pictures(snapshot, question, "en", rows=[])] == []


@every_language
@every_size
def test_thirty_rows_take_several_cards_and_none_smaller_letters(
    snapshot: Snapshot, lang: Language, size: Size
) -> None:
    rows = queries.ask(snapshot, "timeline")[:30]
    made = pictures(snapshot, "timeline", lang, size, rows=rows)
    assert len(rows) == 30
    assert len(made) > 1
    for picture in made:
        assert out_of(picture, boxes(picture)) == []
        assert min(letters(picture)) >= SMALLEST * picture.figure["layout"]["width"]


def marks(plot: Any) -> Counter[tuple[object, ...]]:
    """Marks that stand for something, by their place across and what they stand for."""
    return Counter(
        (trace.xaxis, x, statement)
        for trace in plot.data
        if trace.customdata is not None
        for x, statement in zip(trace.x, trace.customdata, strict=True)
    )


@pytest.mark.parametrize("question", CHARTS)
@every_language
@pytest.mark.parametrize("room", [150, 400])
def test_cards_of_one_chart_show_every_row_once(snapshot: Snapshot, question: str, lang: Language, room: int) -> None:
    for compact in (False, True):
        chart = charts.chart(reading_with(snapshot, question), question, Look(lang, width=480, compact=compact))
        assert chart is not None
        windows = chart.canvas.windows(room)
        parts = [marks(chart.canvas.figure(window)) for window in windows]
        assert sum(parts, Counter()) == marks(chart.canvas.figure())
        assert sum(height(window) for window in windows) >= chart.canvas.y


# many at once


def test_every_combination_has_a_file_of_its_own(snapshot: Snapshot) -> None:
    wanted = Wanted(("gaps", "effects"), readings=READINGS, sizes=SIZES, darks=(False, True))
    made = cards(snapshot, wanted)
    assert len({card.file for card in made}) == len(made)
    assert {card.question for card in made} == {"gaps", "effects"}
    for card in made:
        assert (card.reading in card.file) == (card.reading != READINGS[0])
        assert card.file.endswith("_dark.png") == card.dark
        assert str(card.size) in card.file
        assert f"_{card.lang}_" in card.file


def test_the_same_data_give_the_same_figures(folder: Folder) -> None:
    first, second = (cards(folder.load(), Wanted(questions=("gaps", "prices"))) for _ in range(2))
    assert [json.dumps(card.picture.figure) for card in first] == [json.dumps(card.picture.figure) for card in second]


def asked(found: list[Card | None]) -> set[str]:
    return {card.question for card in found if card}


def test_only_cards_that_look_different_are_changes(folder: Folder) -> None:
    wanted = Wanted(langs=("en",))
    before = cards(folder.load(), wanted)
    assert changes(before, before) == []
    folder.set("prices", "jianying_membership_month", "note", "seen again")
    assert changes(before, cards(folder.load(), wanted)) == []
    folder.set("prices", "jianying_membership_month", "high", "31")
    found = changes(before, cards(folder.load(), wanted))
    assert asked([change.after for change in found]) >= {"overview", "prices", "effects", "memberships"}
    assert asked([change.after for change in found]).isdisjoint({"audience", "timeline", "gaps"})


def test_a_card_that_is_no_more_is_a_change_without_an_after(folder: Folder) -> None:
    wanted = Wanted(questions=("effects", "confidence"), langs=("en",))
    before = cards(folder.load(), wanted)
    gone = [card for card in before if card.question == "confidence"]
    found = changes(before, [card for card in before if card.question != "confidence"])
    assert [(change.before, change.after) for change in found] == [(card, None) for card in gone]


# the report


@every_language
@pytest.mark.parametrize("reading", READINGS)
def test_a_report_holds_every_chart_its_statements_and_its_sources(
    snapshot: Snapshot, lang: Language, reading: Reading
) -> None:
    read = snapshot.read_as(reading)
    made = report(read, lang)
    every = {row.id: row for row in queries.ask(read, "figures")}
    for question in charts.shown(read):
        chart = charts.chart(read, question, Look(lang))
        assert chart is not None
        assert html.escape(chart.title) in made.html
        for one in chart.statements:
            assert html.escape(every[one].claim_zh if lang == "zh" else every[one].claim) in made.html
    cited = [row for row in queries.ask(read, "sources") if row.statements]
    assert made.sources == len(cited)
    assert [row.url for row in cited if row.url and html.escape(row.url) not in made.html] == []
    assert html.escape(captions.as_of(read, lang)) in made.html
    for conflict in queries.ask(read, "conflicts"):
        told = conflict.explanation_zh if lang == "zh" else conflict.explanation
        assert not conflict.severity or html.escape(told) in made.html


def test_a_report_asks_nothing_of_anybody(snapshot: Snapshot) -> None:
    made = report(snapshot, "en").html
    assert "default-src 'none'" in made
    assert "<link" not in made
    assert "<script src" not in made
    assert "http-equiv" in made
