"""Share cards are complete and can be read: what they say, how large they say it, every row on one card, one report."""

import html
from collections import Counter
from xml.etree import ElementTree

from markupsafe import escape

from leadlag import captions, charts, queries
from leadlag.cards import SIZES, Picture, full_height_card, pictures
from leadlag.cards.batch import Card, CardSpec, cards, changes
from leadlag.cards.card_layout import PAGE, plot
from leadlag.cards.report import report
from leadlag.charts import CHARTS, Chart
from leadlag.drawing import Bracket, Drawing, Mark, Part, Text
from leadlag.layout import Page
from leadlag.render_options import RenderOptions
from leadlag.rows import Conflicts, Figures, Sources, Timeline
from leadlag.store import READINGS, Reading, Snapshot, load
from leadlag.words import LANGUAGES, Language, translate
from tests.conftest import STORY, Folder
from tests.drawings import beside_plot, drawable, pictured, reading_with
from tests.markup import EVIL

SMALLEST = 0.022  # of the width
PLAIN = {"svg", "g", "rect", "path", "circle", "text", "tspan"}  # nothing that leads elsewhere or runs
VIEWS: tuple[tuple[Language, Reading], ...] = (("en", "article"), ("zh", "checked"), ("en", "latest"))


def every_card(snapshot: Snapshot, lang: Language) -> list[Picture]:
    return [picture for question in CHARTS for picture in pictured(snapshot, question, lang)]


def squeezed(text: str) -> str:
    """A text without its blanks, which differ where a line is broken."""
    return "".join(html.unescape(text).split())


def printed(picture: Picture) -> str:
    return squeezed("".join(beside_plot(picture)))


def letters(picture: Picture) -> list[float]:
    """The sizes of all texts as shares of the width."""
    (part,) = parts(picture.drawing)
    beside = (item.size for item in picture.drawing.items if isinstance(item, Text))
    return [size / picture.size.width for size in (*beside, *(text.size * part.scale for text in part.drawing.texts))]


def parts(drawing: Drawing) -> list[Part]:
    return [item for item in drawing.items if isinstance(item, Part)]


def test_letters_are_large(snapshot: Snapshot) -> None:
    made = [*every_card(snapshot, "en"), *every_card(snapshot, "zh")]
    assert [picture.name for picture in made if min(letters(picture)) < SMALLEST] == []


def test_cards_say_what_they_show(snapshot: Snapshot) -> None:
    """What is found, from what, and in which data."""
    faults = []
    for lang in LANGUAGES:
        made = every_card(snapshot, lang)
        assert {picture.name.split(f"_{lang}_")[0] for picture in made} == set(drawable(snapshot))
        for picture in made:
            told = (picture.title, captions.as_of(snapshot, lang, picture.statements))
            sources = captions.sources(snapshot, picture.statements, lang)[:20]
            missing = [text for text in (*told, sources) if squeezed(text) not in printed(picture)]
            if missing or picture.fingerprint != snapshot.fingerprint or picture.finding not in picture.alt:
                faults.append((picture.name, missing))
    assert faults == []


def test_parts_are_called_what_they_show(snapshot: Snapshot) -> None:
    """A part with the rows of one section has what these say as its title, or the section's heading."""
    read = snapshot.read_as("latest")
    for question in ("audience", "prices", "data_costs", "gaps"):
        chart = charts.chart(read, question, RenderOptions(is_card=True))
        assert chart
        titles = [section.card_title for section in chart.blocks.sections]
        made = [picture.title for picture in pictured(read, question)]
        assert len(made) > 1
        assert set(made) <= {chart.title, *titles}
        assert made[-1] == titles[-1] or len(titles) == 1, question


def test_cards_lead_to_their_page(snapshot: Snapshot) -> None:
    found = {picture.name.split("_en_")[0]: picture.address for picture in every_card(snapshot, "en")}
    elsewhere = {"overview": "", "effects": "prices", "memberships": "data_costs", "confidence": "conflicts"}
    elsewhere |= {"measure": "figures", "interval": "timeline"}
    assert found == {name: f"{elsewhere.get(name, name)}?lang=en" for name in drawable(snapshot)}


def test_cards_name_their_reading(snapshot: Snapshot) -> None:
    """Unless it is the article's."""
    named = {}
    for lang, reading in VIEWS:
        (picture,) = pictured(snapshot.read_as(reading), "effects", lang)
        names = {one: squeezed(translate(lang, f"card.reading.{one}")) for one in READINGS[1:]}
        named[reading] = [one for one, words in names.items() if words in printed(picture)]
    assert named == {"article": [], "checked": ["checked"], "latest": ["latest"]}


def test_cards_explain_their_brackets(snapshot: Snapshot) -> None:
    """And no others."""
    bracket = squeezed(translate("en", "overview.note.bracket"))
    found = {
        (bracket in printed(picture), any(isinstance(item, Bracket) for item in plot(picture.drawing).items))
        for reading in ("article", "checked")
        for picture in pictured(snapshot.read_as(reading), "gaps")
    }
    assert found == {(True, True), (False, False)}


def test_cards_say_what_stands_twice(snapshot: Snapshot) -> None:
    chart = charts.chart(snapshot, "timeline", RenderOptions(width=470))
    assert chart
    twice = {row.id for row in queries.ask(snapshot, Timeline) if row.versions > 1}
    found = {
        (
            translate("en", "timeline.note") in chart.page_note(page),
            not twice.isdisjoint(drawn_statements(chart, page)),
        )
        for page in chart.layout.pages(200)
    }
    assert found == {(True, True), (False, False)}


def drawn_statements(chart: Chart, page: Page) -> set[str]:
    items = chart.page_drawing(page).items
    return {item.statement for item in items if isinstance(item, Mark) and item.statement}


def test_a_whole_page_has_one_card_a_chart(snapshot: Snapshot) -> None:
    """As wide as the others, as tall as its plot needs, with its title."""
    for question in charts.CHARTS:
        read = reading_with(snapshot, question)
        picture = full_height_card(
            read, question, queries.answer(read, question, **charts.defaults(read, question)), "en"
        )
        (part,) = parts(picture.drawing)
        assert 0 < part.y < part.y + part.drawing.height * part.scale < picture.size.height, question
        assert picture.size.width == PAGE.width
        assert squeezed(picture.title) in printed(picture)


def test_markup_in_data_stays_text(hostile: Snapshot) -> None:
    """On cards and in a report."""
    made = [picture for question in CHARTS for picture in pictured(hostile, question)]
    assert any(html.escape("<b>x</b>") in picture.svg for picture in made)
    found = {element.tag for picture in made for element in ElementTree.fromstring(picture.svg).iter()}
    assert {tag.removeprefix("{http://www.w3.org/2000/svg}") for tag in found} <= PLAIN
    told = report(hostile, "en").html
    assert (EVIL in told, "javascript:alert(1)'>" in told, escape(EVIL) in told) == (False, False, True)


def test_one_row_makes_one_card(snapshot: Snapshot) -> None:
    made = {}
    for question in CHARTS:
        read = reading_with(snapshot, question)
        rows = queries.answer(read, question, **charts.defaults(read, question))
        drawn = (row for row in rows if getattr(row, "currency", "") != "credit")
        stated = next(row for row in drawn if not getattr(row, "rule", None) or question in ("effects", "memberships"))
        made[question] = len(pictures(read, question, "en", rows=[stated], every=rows))
    assert made == {**dict.fromkeys(CHARTS, 1), "audience_over_time": 0}  # one count joins nothing


def test_no_rows_make_no_card(snapshot: Snapshot) -> None:
    """Nor does a chart that has nothing to join."""
    assert [question for question in CHARTS if pictures(snapshot, question, "en", rows=[])] == []
    made = [reading for reading in READINGS if pictured(snapshot.read_as(reading), "audience_over_time")]
    assert made == ["checked", "latest"]  # the article counts nothing twice


def test_thirty_rows_take_several_cards(snapshot: Snapshot) -> None:
    """None of them with smaller letters."""
    rows = queries.ask(snapshot, Timeline)[:30]
    for size in SIZES:
        made = pictures(snapshot, "timeline", "zh", size, rows=rows)
        assert len(made) > 1
        assert [picture.name for picture in made if min(letters(picture)) < SMALLEST] == []


def marks(drawing: Drawing) -> Counter[tuple[object, ...]]:
    """Marks that stand for something, by their place across and what they stand for."""
    answering = (item for item in drawing.items if isinstance(item, Mark) and item.statement is not None)
    return Counter((mark.axis.name, mark.x, mark.statement) for mark in answering)


def test_every_row_is_on_one_card(snapshot: Snapshot) -> None:
    faults = []
    for question in CHARTS:
        for above, room in ((True, 400), (False, 150)):
            chart = charts.chart(reading_with(snapshot, question), question, RenderOptions(width=480, above=above))
            assert chart is not None
            pages = chart.layout.pages(room)
            parts = [marks(chart.page_drawing(page)) for page in pages]
            if sum(parts, Counter()) != marks(chart.page_drawing()):
                faults.append((question, above, room))
    assert faults == []


# many at once


def test_every_combination_has_its_file(snapshot: Snapshot) -> None:
    spec = CardSpec(("effects", "timeline"), ("zh",), ("latest",), (SIZES[0], SIZES[3]), (False, True))
    made = cards(snapshot, spec)
    assert len({card.file for card in made}) == len(made)
    assert Counter((card.question, card.dark) for card in made if card.index == 0) == {
        (question, dark): 2 for question in ("effects", "timeline") for dark in (False, True)
    }
    for card in made:
        parts = (card.reading, str(card.size), f"_{card.lang}_", card.question)
        assert [part for part in parts if part not in card.file] == []
        assert card.file.endswith("_dark.png") == card.dark
    article = cards(snapshot, CardSpec(("effects",), ("en",)))
    assert [card.reading in card.file for card in article] == [False]


def test_only_cards_that_look_different_change(folder: Folder) -> None:
    spec = CardSpec(("audience", "effects"), ("en",))
    before = cards(folder.load(), spec)
    folder.set("prices", "jianying_membership_month", "note", "seen again")
    again = cards(folder.load(), spec)
    assert changes(before, again) == []
    folder.set("prices", "jianying_membership_month", "high", "31")
    found = changes(before, cards(folder.load(), spec))
    assert {card.question for change in found if (card := change.after)} == {"effects"}
    gone: list[Card] = [card for card in before if card.question == "effects"]
    left = changes(before, [card for card in before if card not in gone])
    assert [(change.before, change.after) for change in left] == [(card, None) for card in gone]


def test_same_data_give_the_same_figures(folder: Folder) -> None:
    spec = CardSpec(("audience",), ("en",))
    first, second = (
        [card.picture.svg for card in cards(load(STORY), spec)],
        [card.picture.svg for card in cards(folder.load(), spec)],
    )
    assert first == second


# the report


def test_a_report_holds_everything(snapshot: Snapshot) -> None:
    """Every chart, its statements, their sources, and what disagrees."""
    for lang, reading in VIEWS[1:]:
        read = snapshot.read_as(reading)
        made = report(read, lang)
        names = charts.names(read, lang)
        claims = {row.id: names.claim(row.id) for row in queries.ask(read, Figures)}
        assert all(claims.values())
        drawn = [charts.chart(read, question, RenderOptions(lang)) for question in drawable(read)]
        cited = [row for row in queries.ask(read, Sources) if row.statements]
        told = [conflict for conflict in queries.ask(read, Conflicts) if conflict.severity]
        wanted = [
            *(captions.as_of(read, lang, chart.statements) for chart in drawn if chart),
            *(chart.title for chart in drawn if chart),
            *(claims[one] for chart in drawn if chart for one in chart.statements),
            *(url for row in cited if (url := names.address(row.id))),
            *(names.explanation(conflict.statement_a, conflict.statement_b) for conflict in told),
        ]
        assert [text for text in wanted if escape(text) not in made.html] == []
        assert (made.charts, made.sources) == (len(drawn), len(cited))


def test_a_report_asks_nothing_of_anybody(snapshot: Snapshot) -> None:
    made = report(snapshot, "en").html
    assert "default-src 'none'" in made
    assert "http-equiv" in made
    assert [tag for tag in ("<link", "<script src") if tag in made] == []
