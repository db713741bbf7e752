"""Every card as a browser draws it: inside its edges, no text over another, large enough, in colours that can be read.

What is looked at is the SVG that a picture is made of, with the fonts it carries.
"""

import json
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import plotly.offline
import pytest
from playwright.sync_api import Browser, Page

from leadlag import captions, charts
from leadlag.cards import SIZES, Picture, Size, pictures
from leadlag.cards.browser import RENDER
from leadlag.cards.composing import EDGE, FAMILIES, SMALLEST
from leadlag.cards.fonts import fonts
from leadlag.figures.wrapping import width
from leadlag.store import READINGS, Snapshot
from leadlag.theme import SANS
from leadlag.words import LANGUAGES, Language
from tests.browser.contrast import contrast
from tests.conftest import Folder, copy_of_story
from tests.drawings import AIR, plain
from tests.markup import EVIL, evil

DRAW = r"""async ([figure, fonts]) => {
  document.body.innerHTML = await leadlagCards.svg(figure, fonts);
  await document.fonts.ready;
  const origin = document.querySelector('svg').getBoundingClientRect();
  return [...document.querySelectorAll('svg text')].filter(text => text.textContent.trim()).map(text => {
    const box = text.getBoundingClientRect(), style = getComputedStyle(text), size = parseFloat(style.fontSize);
    const air = text.textContent.match(/^\u00a0*/)[0].length * 0.2 * size;
    const colors = [text, ...text.querySelectorAll('tspan')].filter(part => part.textContent.trim())
      .map(part => getComputedStyle(part).fill);
    return {text: text.textContent, left: box.left - origin.left + air, right: box.right - origin.left - air,
      top: box.top - origin.top, bottom: box.bottom - origin.top, size, colors};
  });
}"""
ELEMENTS = "() => [...new Set([...document.querySelectorAll('svg *')].map(element => element.localName))].sort()"
#: Each text's width in px at a size of 100 px.
MEASURE = """([texts, font]) => {
  const context = document.createElement('canvas').getContext('2d');
  context.font = `100px ${font}`;
  return texts.map(text => context.measureText(text).width);
}"""
#: What an SVG may be made of: nothing that leads elsewhere or runs.
PLAIN = {"svg", "g", "path", "text", "tspan", "defs", "clippath", "clipPath", "rect", "style"}
#: Px that a text's box may reach beyond its ink: boxes of neighbouring lines touch.
SLACK = 3
CONTRAST = 4.5
STRANGE = "🎬 ٣٤٥ שלום " + "long name " * 28
every_language = pytest.mark.parametrize("lang", LANGUAGES)


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 1300, "height": 1400})
    opened.set_content("<body style='margin:0'></body>")
    opened.add_script_tag(content=plotly.offline.get_plotlyjs())
    opened.add_script_tag(path=RENDER)
    yield opened
    opened.close()


def drawn(page: Page, picture: Picture) -> list[dict[str, Any]]:
    """A card's texts as they stand."""
    texts: list[dict[str, Any]] = page.evaluate(DRAW, [picture.figure, fonts()])
    return texts


def every_card(snapshot: Snapshot, lang: Language, size: Size, *, dark: bool = False) -> Iterator[Picture]:
    for question in charts.CHARTS:
        yield from pictures(snapshot, question, lang, size, dark=dark)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", SIZES, ids=str)
@every_language
def test_no_text_of_a_card_leaves_its_edges_covers_another_or_is_hard_to_read(
    page: Page, snapshot: Snapshot, lang: Language, size: Size, dark: bool
) -> None:
    """In every reading for the first size, in the article's for the others."""
    found = []
    for reading in READINGS if size == SIZES[0] and not dark else READINGS[:1]:
        read = snapshot.read_as(reading)
        for picture in every_card(read, lang, size, dark=dark):
            texts = drawn(page, picture)
            said = " ".join(text["text"] for text in texts)
            assert picture.fingerprint in said
            assert captions.sources(read, picture.statements, lang, brief=True)[:12] in said
            found += [(picture.name, reading, *fault) for fault in faults(picture, texts)]
    assert found == []


@every_language
def test_no_character_is_missing_from_the_fonts(page: Page, snapshot: Snapshot, lang: Language) -> None:
    cards = [card for reading in READINGS for card in every_card(snapshot.read_as(reading), lang, SIZES[0])]
    text = "\u0379".join(text for card in cards for text in texts_of(card))
    assert len(set(text)) > 50
    missing = page.evaluate("args => leadlagCards.missing(...args)", [text, FAMILIES, fonts()])
    assert missing == ["\u0379"]


@every_language
def test_texts_are_not_wider_than_they_are_taken_to_be(page: Page, snapshot: Snapshot, lang: Language) -> None:
    cards = [card for reading in READINGS for card in every_card(snapshot.read_as(reading), lang, SIZES[0])]
    drawn(page, cards[0])
    texts = sorted({text for card in cards for text in texts_of(card)})
    measured = page.evaluate(MEASURE, [texts, SANS])
    wider = [text for text, true in zip(texts, measured, strict=True) if true > width(text, 100) + 1]
    assert wider == []


@pytest.fixture(scope="module", params=["markup", "strange"])
def hostile(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The story with names that are markup, or long, of other scripts and with signs that are pictures."""
    folder = copy_of_story(tmp_path_factory.mktemp("hostile") / "data")
    return (evil(folder) if request.param == "markup" else strange(folder)).load()


def strange(folder: Folder) -> Folder:
    for table, names in {"products": ("name", "name_zh"), "organizations": ("name", "name_zh")}.items():
        folder.save(table, [{**row, **dict.fromkeys(names, STRANGE + row["id"])} for row in folder.rows(table)])
    return folder


@every_language
def test_hostile_names_stay_text_and_inside_the_edges(page: Page, hostile: Snapshot, lang: Language) -> None:
    found, named = [], False
    for picture in every_card(hostile, lang, SIZES[0]):
        texts = drawn(page, picture)
        named |= any(name in text["text"] for name in (EVIL[:6], STRANGE[:6]) for text in texts)
        assert set(page.evaluate(ELEMENTS)) <= PLAIN
        found += [(picture.name, *fault) for fault in faults(picture, texts) if fault[0] == "outside"]
    assert found == []
    assert named


def test_a_card_is_drawn_the_same_whatever_was_drawn_before(page: Page, snapshot: Snapshot) -> None:
    first, *others = every_card(snapshot, "en", SIZES[0])
    once, *_, again = [
        page.evaluate("([figure, fonts]) => leadlagCards.svg(figure, fonts)", [card.figure, fonts()])
        for card in (first, *others[:2], first)
    ]
    assert once == again


def texts_of(picture: Picture) -> Iterator[str]:
    for trace in picture.figure["data"]:
        yield from (plain(text).strip(AIR) for text in trace.get("text", ()))
    for note in picture.figure["layout"]["annotations"]:
        if "Serif" not in json.dumps(note["font"]):
            yield plain(note["text"])


def faults(picture: Picture, texts: list[dict[str, Any]]) -> list[tuple[str, ...]]:
    layout = picture.figure["layout"]
    across, down = layout["width"], layout["height"]
    left, right, top, bottom = EDGE * across, (1 - EDGE) * across, EDGE * down, (1 - EDGE) * down
    outside = [
        ("outside", text["text"])
        for text in texts
        if text["left"] < left - SLACK
        or text["right"] > right + SLACK
        or text["top"] < top - 2 * SLACK
        or text["bottom"] > bottom + 2 * SLACK
    ]
    small = [("small", text["text"]) for text in texts if text["size"] < SMALLEST * across * 0.975]
    pale = [
        ("pale", text["text"], color)
        for text in texts
        for color in text["colors"]
        if contrast(color, layout["paper_bgcolor"]) < CONTRAST
    ]
    covered = [
        ("covers", one["text"], other["text"])
        for one, other in combinations(texts, 2)
        if min(one["right"], other["right"]) - max(one["left"], other["left"]) > SLACK
        and min(one["bottom"], other["bottom"]) - max(one["top"], other["top"]) > 0.4 * min(one["size"], other["size"])
    ]
    return [*outside, *small, *pale, *covered]
