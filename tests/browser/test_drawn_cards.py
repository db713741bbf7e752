"""Every card as a browser draws it: inside its edges, no text over another, type large enough."""

from itertools import combinations
from typing import Any

import plotly.offline
import pytest
from playwright.sync_api import Browser

from leadlag import charts
from leadlag.cards import SIZES, Size, pictures
from leadlag.cards.composing import SMALLEST
from leadlag.store import READINGS, Snapshot
from leadlag.words import LANGUAGES, Language

DRAW = r"""async figure => {
  document.body.innerHTML = '<div id=card></div>';
  await Plotly.newPlot('card', figure.data, figure.layout, {staticPlot: true});
  const origin = document.querySelector('.main-svg').getBoundingClientRect();
  return [...document.querySelectorAll('#card text')].filter(text => text.textContent.trim()).map(text => {
    const box = text.getBoundingClientRect();
    const air = text.textContent.match(/^\u00a0*/)[0].length * 0.2 * parseFloat(getComputedStyle(text).fontSize);
    return {text: text.textContent, left: box.left - origin.left + air, right: box.right - origin.left - air,
      top: box.top - origin.top, bottom: box.bottom - origin.top, size: parseFloat(getComputedStyle(text).fontSize)};
  });
}"""
EDGE = 0.05
#: Px that a text's box may reach beyond its ink: boxes of neighbouring lines touch.
SLACK = 3


@pytest.fixture(scope="module")
def page(browser: Browser) -> Any:
    opened = browser.new_page(viewport={"width": 1300, "height": 1400})
    opened.set_content("<body style='margin:0'></body>")
    opened.add_script_tag(content=plotly.offline.get_plotlyjs())
    yield opened
    opened.close()


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_text_of_a_card_leaves_its_edges_covers_another_or_is_small(
    page: Any, snapshot: Snapshot, lang: Language, size: Size
) -> None:
    """In every reading for the first size, in the article's for the others."""
    readings = READINGS if size == SIZES[0] else READINGS[:1]
    faults = []
    for reading in readings:
        for question in charts.CHARTS:
            for picture in pictures(snapshot.read_as(reading), question, lang, size):
                layout = picture.figure["layout"]
                drawn = page.evaluate(DRAW, picture.figure)
                assert any(picture.fingerprint in text["text"] for text in drawn)
                faults += [
                    (picture.name, reading, *fault) for fault in _faults(drawn, layout["width"], layout["height"])
                ]
    assert faults == []


def _faults(texts: list[dict[str, Any]], width: float, height: float) -> list[tuple[str, ...]]:
    left, right, top, bottom = EDGE * width, (1 - EDGE) * width, EDGE * height, (1 - EDGE) * height
    outside = [
        ("outside", text["text"])
        for text in texts
        if text["left"] < left - SLACK
        or text["right"] > right + SLACK
        or text["top"] < top - 2 * SLACK
        or text["bottom"] > bottom + 2 * SLACK
    ]
    small = [("small", text["text"]) for text in texts if text["size"] < SMALLEST * width * 0.975]
    covered = [
        ("covers", one["text"], other["text"])
        for one, other in combinations(texts, 2)
        if min(one["right"], other["right"]) - max(one["left"], other["left"]) > SLACK
        and min(one["bottom"], other["bottom"]) - max(one["top"], other["top"]) > 0.4 * min(one["size"], other["size"])
    ]
    return [*outside, *small, *covered]
