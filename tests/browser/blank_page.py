"""A page of no server that holds Plotly's own script and the one that draws cards: what they draw, by the boxes a
browser reports."""

import json
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass

import plotly.offline
from playwright.sync_api import Page

from leadlag.cards import Picture
from leadlag.charts import Chart
from leadlag.fonts import FACES, FOLDER
from leadlag.painters.plotly import figure
from leadlag.server import RENDER
from tests.browser.visit import TEXTS, Text

#: The fonts of cards, as `render.js` takes them.
FONTS = [
    {
        "family": face.family,
        "weight": str(face.weight),
        "source": f"data:font/ttf;base64,{b64encode((FOLDER / face.file).read_bytes()).decode()}",
    }
    for face in FACES
]
#: The same under the name that pages call theirs.
PAGE_FONTS = [{**font, "family": font["family"].replace("Leadlag", "Source")} for font in FONTS]
#: A chart at each of several widths: its texts, and the middles of its marks that are seen.
CHART = """async ([figure, widths]) => {
  const plot = document.createElement('div'), looks = [];
  document.body.replaceChildren(plot);
  for (const width of widths) {
    plot.style.width = `${width}px`;
    if (looks.length) await Plotly.relayout(plot, {width});
    else await Plotly.newPlot(plot, figure.data, {...figure.layout, width}, {staticPlot: true});
    const marks = [...plot.querySelectorAll('.points path')].filter(mark => getComputedStyle(mark).fillOpacity > 0);
    looks.push([textsOfCharts(), marks.map(mark => mark.getBoundingClientRect()).map(box =>
      [(box.left + box.right) / 2, (box.top + box.bottom) / 2])]);
  }
  Plotly.purge(plot);
  return looks;
}"""
#: Cards one after the other as the SVGs a picture is made of: their texts, and the elements they are made of.
CARDS = r"""async svgs => {
  const cards = [];
  for (const svg of svgs) {
    document.body.innerHTML = svg;
    const origin = document.querySelector('svg').getBoundingClientRect();
    const texts = [...document.querySelectorAll('svg text')].filter(text => text.textContent.trim()).map(text => {
      const box = text.getBoundingClientRect(), size = parseFloat(getComputedStyle(text).fontSize) * text.getCTM().a;
      const spans = [...text.querySelectorAll('tspan')];
      const colors = (spans.length ? spans : [text]).filter(part => part.textContent.trim())
        .map(part => getComputedStyle(part).fill);
      return {text: text.textContent, left: box.left - origin.left, right: box.right - origin.left,
        top: box.top - origin.top, bottom: box.bottom - origin.top, size, colors};
    });
    cards.push([texts, [...new Set([...document.querySelectorAll('svg *')].map(element => element.localName))]]);
  }
  return cards;
}"""


@dataclass(frozen=True)
class Drawn:
    """The texts of a chart, and where its marks have their middles, in px of the window."""

    texts: list[Text]
    marks: list[tuple[float, float]]


@dataclass(frozen=True)
class Printed:
    """One text of a card where it is printed, in px of the card."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    colors: list[str]


@dataclass(frozen=True)
class Card:
    """What a card is made of."""

    texts: list[Printed]
    elements: set[str]


def prepared(page: Page) -> None:
    """Gives an empty page the scripts and the fonts that cards are drawn with."""
    page.set_content("<!doctype html><meta charset=utf-8><body style='margin:0'></body>")
    page.add_script_tag(content=plotly.offline.get_plotlyjs())
    page.add_script_tag(path=RENDER)
    page.add_script_tag(content=f"window.textsOfCharts = {TEXTS}")
    page.evaluate("async fonts => { window.cardFonts = fonts; await leadlagCards.missing('', [], fonts); }", FONTS)
    page.evaluate("async fonts => { await leadlagCards.missing('', [], fonts); }", PAGE_FONTS)


def looks(page: Page, chart: Chart, widths: Sequence[int]) -> list[Drawn]:
    """How a chart looks at each width."""
    found = page.evaluate(CHART, [json.loads(figure(chart.drawing, chart.options.colors).to_json()), widths])
    return [Drawn([Text(**text) for text in texts], marks) for texts, marks in found]


def cards(page: Page, pictures: Sequence[Picture]) -> list[Card]:
    """Cards as they are drawn."""
    found = page.evaluate(CARDS, [picture.svg for picture in pictures])
    return [Card([Printed(**text) for text in texts], set(elements)) for texts, elements in found]
