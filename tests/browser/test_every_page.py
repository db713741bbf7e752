"""Each page in each language, as painted: nothing missing, nothing over anything else, nothing from elsewhere."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from leadlag.cards.browser import RENDER
from leadlag.store import READINGS, Reading
from leadlag.words import Language, name, say
from tests.browser.running import Server
from tests.browser.visit import Tabs, Text, Visit

PAGES = ("overview", "audience", "prices", "data_costs", "timeline", "gaps", "figures", "conflicts", "swap")
TABLES = ("figures", "swap")  # pages without a chart
WIDTHS = (1440, 390, 900)  # a desktop, a phone, a tablet: a chart shrinks, and grows again
#: Every reading; the checked one has the marks of the article's, and is looked at in one language.
VIEWS: tuple[tuple[Language, Reading], ...] = (
    ("en", "article"),
    ("zh", "article"),
    ("zh", "checked"),
    ("en", "latest"),
    ("zh", "latest"),
)

#: Text on the page outside charts and in them: its Chinese characters, in the font it is set in.
CHINESE = """() => [...document.querySelectorAll('h1, h2, p, td, text')].map(element => {
  const font = getComputedStyle(element);
  return [`${font.fontWeight} 32px ${font.fontFamily}`, [...new Set(element.textContent.match(/\\p{Script=Han}/gu))]];
}).filter(([, characters]) => characters.length)"""
#: Characters of a font whose picture another has as well: boxes for missing glyphs all look the same, and blanks.
BOXES = """([font, characters]) => {
  const canvas = document.createElement('canvas'), pen = canvas.getContext('2d', {willReadFrequently: true});
  [canvas.width, canvas.height] = [48, 48];
  const pictures = characters.map(character => {
    pen.clearRect(0, 0, 48, 48);
    pen.font = font;
    pen.fillText(character, 4, 38);
    return pen.getImageData(0, 0, 48, 48).data.join();
  });
  return characters.filter((_, place) => !/[1-9]/.test(pictures[place])
    || pictures.some((picture, other) => other !== place && picture === pictures[place]));
}"""
#: Font families of the page and the characters set in each, outside charts and in them.
SET_IN = """() => {
  const found = {};
  for (const element of document.querySelectorAll('h1, h2, p, td, text')) {
    const family = getComputedStyle(element).fontFamily;
    found[family] = (found[family] || '') + element.textContent;
  }
  return found;
}"""

WIDEST = "Math.max(document.documentElement.scrollWidth, document.querySelector('[data-testid=stMain]').scrollWidth)"
#: Charts whose right edge lies outside the window and cannot be scrolled into it.
STRANDED = """() => [...document.querySelectorAll('.js-plotly-plot')].filter(plot => {
  if (plot.getBoundingClientRect().right <= window.innerWidth) return false;
  let place = plot.parentElement;
  while (place && !['auto', 'scroll'].includes(getComputedStyle(place).overflowX)) place = place.parentElement;
  if (!place) return true;
  place.scrollLeft = place.scrollWidth;
  const reached = plot.getBoundingClientRect().right <= window.innerWidth;
  place.scrollLeft = 0;
  return !reached;
}).length"""


@dataclass(frozen=True)
class Seen:
    """A page at one width: the texts of its charts, how far it reaches, how many charts cannot be reached."""

    texts: list[Text]
    widest: int
    stranded: int


@dataclass(frozen=True)
class Case:
    """One page in one language and reading, open in a window of its own; each width is looked at once."""

    stem: str
    lang: Language
    reading: Reading
    visit: Visit
    looks: dict[int, Seen] = field(default_factory=dict)

    def seen(self, width: int) -> Seen:
        if width not in self.looks:
            self.visit.resize(width)
            look = self.visit.page.evaluate
            self.looks[width] = Seen(self.visit.chart_texts(), look(WIDEST), look(STRANDED))
        return self.looks[width]


@pytest.fixture(
    scope="module",
    params=[
        (stem, lang, reading) for stem in PAGES for lang, reading in VIEWS if stem != "swap" or reading == READINGS[0]
    ],
    ids=lambda param: "-".join(param),
)
def case(request: pytest.FixtureRequest, tabs: Tabs, server: Server) -> Iterator[Case]:
    stem, lang, reading = request.param
    with tabs.lent() as page:
        visit = Visit(page, server)
        visit.open(f"/{'' if stem == 'overview' else stem}?lang={lang}&reading={reading}")
        yield Case(stem, lang, reading, visit)
        visit.leave()


def test_it_is_painted_in_its_language(case: Case) -> None:
    expect(case.visit.question).to_have_text(say(case.lang, f"page.{case.stem}"))
    expect(case.visit.menu).to_have_text([say(case.lang, f"menu.{stem}") for stem in PAGES])
    expect(case.visit.page).to_have_title(f"{say(case.lang, f'menu.{case.stem}')} · leadlag")
    expect(case.visit.choice(name(case.lang, "reading", case.reading))).to_be_checked()
    painted = case.visit.page.locator(".ledger tbody tr") if case.stem in TABLES else case.visit.charts
    expect(painted.first).to_be_visible()


def test_nothing_goes_wrong_and_nothing_is_asked_of_another_machine(case: Case) -> None:
    assert case.visit.complaints == []
    assert case.visit.asked
    elsewhere = [
        address
        for address in case.visit.asked
        if urlsplit(address).hostname not in ("127.0.0.1", "localhost") and not address.startswith(("data:", "blob:"))
    ]
    assert elsewhere == []


@pytest.mark.parametrize("width", WIDTHS)
def test_texts_of_charts_do_not_cover_each_other(case: Case, width: int) -> None:
    texts = case.seen(width).texts
    assert texts or case.stem in TABLES
    covering = [f"{one.text!r} and {other.text!r}" for one, other in combinations(texts, 2) if one.covers(other)]
    assert not covering, "\n".join(covering)


@pytest.mark.parametrize("width", WIDTHS)
def test_no_text_of_a_chart_is_cut_off(case: Case, width: int) -> None:
    cut = [
        f"{text.text!r}: {text.first - text.left:.0f} px left, {text.right - text.last:.0f} px right"
        for text in case.seen(width).texts
        if text.cut
    ]
    assert not cut, "\n".join(cut)


def test_the_page_itself_never_scrolls_sideways_on_a_phone(case: Case) -> None:
    assert case.seen(390).widest <= 390


def test_a_chart_wider_than_a_phone_can_be_scrolled_to_its_end(case: Case) -> None:
    assert case.seen(390).stranded == 0


def test_every_chinese_character_has_a_glyph_of_its_own(case: Case) -> None:
    texts = case.visit.page.evaluate(CHINESE)
    if case.lang == "zh":
        assert len(texts) > 5
    by_font: dict[str, set[str]] = {}
    for font, characters in texts:
        by_font.setdefault(font, set()).update(characters)
    boxes = {font: case.visit.page.evaluate(BOXES, [font, sorted(found)]) for font, found in by_font.items()}
    assert [found for found in boxes.items() if found[1]] == []


def test_every_character_has_a_glyph(case: Case) -> None:
    page = case.visit.page
    page.add_script_tag(path=RENDER)
    texts: dict[str, str] = page.evaluate(SET_IN)
    assert len(set("".join(texts.values()))) > (150 if case.lang == "zh" else 50)
    for family, text in texts.items():
        assert page.evaluate("args => leadlagCards.missing(...args)", [text + "\u0379", [family]]) == ["\u0379"]
