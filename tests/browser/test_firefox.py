"""Firefox opens the page and draws the same cards as Chromium: the same fonts, texts as wide, nothing over an edge.

Without a Firefox the tests are skipped; where CI=true they fail, so that nobody believes they ran.
"""

import base64
import io
import json
import os
import re
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Browser, Page

from leadlag.cards import Picture, pictures
from leadlag.cards.card_layout import EDGE
from leadlag.fonts import FACES
from leadlag.server import RENDER
from leadlag.store import Snapshot
from leadlag.words import LANGUAGES, Language
from tests.browser.app_server import Server
from tests.browser.blank_page import FONTS
from tests.browser.firefox import Firefox, NoFirefoxError, firefox

#: Elements in the shadows of components too, which a selector alone does not reach.
DEEP = """(selector) => { const found = [], walk = (root) => root.querySelectorAll('*').forEach((one) => {
  if (one.matches(selector)) found.push(one);
  if (one.shadowRoot) walk(one.shadowRoot);
}); walk(document); return found; }"""
#: The edges of every text of a card, in px from its left edge.
TEXTS = """async (svg) => {
  const place = document.body.appendChild(document.createElement('div'));
  place.style = 'position: absolute; left: 0; top: 0';
  place.innerHTML = leadlagCards.svg(svg, window.cardFonts);
  await document.fonts.ready;
  const left = place.firstChild.getBoundingClientRect().left;
  const found = [...place.querySelectorAll('text')].filter((text) => text.textContent.trim()).map((text) => {
    const box = text.getBoundingClientRect();
    return [text.textContent, box.left - left, box.right - left];
  });
  place.remove();
  return found;
}"""
PNG = """async (card) => {
  const bytes = await leadlagCards.png(card, window.cardFonts);
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}"""
WIDER = 0.05  # of a text's width: how far two browsers may differ
SLACK = 4  # px
QUESTIONS = ("effects", "gaps", "audience")
every_language = pytest.mark.parametrize("lang", LANGUAGES)


@pytest.fixture(scope="module")
def fox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    with ExitStack() as stack:
        try:
            found = stack.enter_context(firefox(tmp_path_factory.mktemp("firefox")))
        except NoFirefoxError as error:
            if os.environ.get("CI") == "true":
                raise
            pytest.skip(str(error))
        yield found


@pytest.fixture(scope="module")
def chrome(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1300, "height": 1400})
    for script in scripts():
        page.evaluate(script)
    yield page
    page.close()


def scripts() -> list[str]:
    """What draws a card, to be evaluated one after the other."""
    blank = "<!doctype html><meta charset='utf-8'><body style='margin:0'>"
    written = f"(document.open(), document.write({json.dumps(blank)}), document.close(), 0)"
    return [
        written,
        f"(0, eval)({json.dumps(RENDER.read_text(encoding='utf-8'))}), 0",
        f"window.cardFonts = {json.dumps(FONTS)}, 0",
    ]


@pytest.fixture
def bare(fox: Firefox) -> Firefox:
    """Firefox on a page that draws cards and holds nothing else."""
    if not fox.evaluate("Boolean(window.cardFonts)"):
        fox.open("about:blank")
        for script in scripts():
            fox.evaluate(script)
    return fox


def test_page_has_its_chart_its_key_and_its_panel(fox: Firefox, server: Server) -> None:
    """The picture of the panel has the fonts it names."""
    fox.open(f"{server.url}/gaps?lang=en")
    fox.wait("document.querySelectorAll('.js-plotly-plot .main-svg text').length > 5")
    assert fox.evaluate("document.querySelector('h1').textContent") == "How far behind, and how sure is that?"
    assert fox.evaluate("document.querySelector('.key').innerText").split() == [
        "▲",
        "ByteDance",
        "●",
        "OpenAI",
        "&",
        "Adobe",
    ]
    shown = fox.evaluate("[...document.querySelectorAll('.main-svg text')].map((text) => text.textContent).join()")
    assert "OpenAI shows Sora in a demo" in shown

    fox.evaluate("[...document.querySelectorAll('button')].find((one) => one.textContent === 'Share').click()")
    fox.wait(f"({DEEP})('.panel').some((one) => one.dataset.state === 'drawn')")
    svg = fox.evaluate(f"fetch(({DEEP})('.panel img')[0].src).then((answer) => answer.text())")
    assert set(re.findall(r"@font-face{font-family:'([^']+)'", svg)) == {face.family for face in FACES}


@every_language
def test_texts_are_inside_the_edges_and_as_wide_as_in_chromium(
    bare: Firefox, chrome: Page, snapshot: Snapshot, lang: Language
) -> None:
    for picture in cards(snapshot, lang):
        here = bare.evaluate(f"({TEXTS})({json.dumps(picture.svg)})")
        there = chrome.evaluate(TEXTS, picture.svg)
        assert [text for text, _, _ in here] == [text for text, _, _ in there]
        edges = EDGE * picture.size.width - SLACK, (1 - EDGE) * picture.size.width + SLACK
        assert [text for text, left, right in here if left < edges[0] or right > edges[1]] == []
        widths = [(one[0], one[2] - one[1], other[2] - other[1]) for one, other in zip(here, there, strict=True)]
        assert [one for one in widths if abs(one[1] - one[2]) > SLACK + WIDER * one[2]] == []


@every_language
def test_png_looks_as_in_chromium(bare: Firefox, chrome: Page, snapshot: Snapshot, lang: Language) -> None:
    for picture in cards(snapshot, lang)[:2]:
        card = {"svg": picture.svg, "width": picture.size.width, "height": picture.size.height, "metadata": {}}
        here, there = (
            Image.open(io.BytesIO(base64.b64decode(drawn))).convert("L").resize((60, 60))
            for drawn in (bare.evaluate(f"({PNG})({json.dumps(card)})"), chrome.evaluate(PNG, card))
        )
        (difference,) = ImageStat.Stat(ImageChops.difference(here, there)).mean
        assert difference < 4


def cards(snapshot: Snapshot, lang: Language) -> list[Picture]:
    return [pictures(snapshot, question, lang)[0] for question in QUESTIONS]
