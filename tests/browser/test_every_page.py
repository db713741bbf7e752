"""Each page in each language, as painted: nothing missing, nothing over anything else, nothing from elsewhere, nothing
in another language, and nothing that axe-core finds."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from leadlag.server import RENDER
from leadlag.store import READINGS, Reading
from leadlag.words import Language, enum_label, translate
from tests.browser.app_server import Server
from tests.browser.axe import violations
from tests.browser.latin import latin
from tests.browser.visit import DESKTOP, PHONE, Tabs, Visit, printed_over

PAGES = (
    "overview",
    "audience",
    "trend",
    "prices",
    "data_costs",
    "timeline",
    "gaps",
    "figures",
    "conflicts",
    "sql",
    "swap",
)
TABLES = ("swap",)  # pages without a chart
ASKED = ("sql",)  # pages whose chart and words are the reader's
#: Each language, the two readings that differ most, light and dark; `test_layout` draws every chart in every reading.
VIEWS: tuple[tuple[Language, Reading, bool], ...] = (("en", "article", False), ("zh", "latest", True))
TABLET = (980, 900)  # px; from there a chart grows again

#: Text on the page outside charts and in them: its Chinese characters, in the font it is set in.
CHINESE = """() => [...document.querySelectorAll('h1, h2, p, td, text')].map(element => {
  const font = getComputedStyle(element);
  return [`${font.fontWeight} 32px ${font.fontFamily}`, [...new Set(element.textContent.match(/\\p{Script=Han}/gu))]];
}).filter(([, characters]) => characters.length)"""
#: A character that no font has.
NO_GLYPH = "\u0379"
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
  const alike = Map.groupBy(pictures, picture => picture);
  return characters.filter((_, place) => !/[1-9]/.test(pictures[place]) || alike.get(pictures[place]).length > 1);
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

#: From the top of the page to the first mark of a chart, bar of a dispute or row of a table, in px.
FIRST_COMPARISON = """() => Math.min(...[...document.querySelectorAll(
  '.js-plotly-plot path.point, .range-strip .bar, .html-table tbody tr')].map(e => e.getBoundingClientRect().top))"""
FOLD = 600  # px at most, in a window of 1440 × 900


def menu(reading: Reading = READINGS[0]) -> list[str]:
    """The pages of the story that have something to show: its article counts nothing twice."""
    return [stem for stem in PAGES if stem != "trend" or reading != READINGS[0]]


#: Fonts, and the characters of each that were seen to be painted.
Painted = dict[str, set[str]]


@pytest.fixture(scope="module")
def painted() -> Painted:
    return {}


@pytest.fixture(scope="module")
def tab(tabs: Tabs) -> Iterator[Page]:
    with tabs.lent() as page:
        yield page


@pytest.mark.parametrize(
    ("lang", "reading", "dark", "stem"),
    [pytest.param(*view, stem, id=f"{stem}-{view[0]}-{view[1]}") for view in VIEWS for stem in menu(view[1])],
)
def test_page_as_painted(
    tab: Page, server: Server, painted: Painted, lang: Language, reading: Reading, dark: bool, stem: str
) -> None:
    visit = Visit(tab, server)
    tab.emulate_media(color_scheme="dark" if dark else "light")
    reach(visit, lang, reading, stem)
    expect(visit.question).to_have_text(translate(lang, f"page.{stem}"))
    expect(visit.menu).to_have_text([translate(lang, f"menu.{each}") for each in menu(reading)])
    expect(tab).to_have_title(f"{translate(lang, f'menu.{stem}')} · leadlag")
    expect(visit.choice(enum_label(lang, "reading", reading))).to_be_checked()
    expect(visit.button(translate(lang, "save.page"))).to_have_count(0 if stem in (*TABLES, *ASKED) else 1)
    expect((tab.locator(".html-table tbody tr") if stem in TABLES else visit.charts).first).to_be_visible()
    assert stem in (*TABLES, *ASKED) or tab.evaluate(FIRST_COMPARISON) < FOLD
    found = [*unpainted(tab, lang, painted), *(latin(tab) if lang == "zh" and stem not in ASKED else ())]
    found += printed_over(visit.texts_at(*TABLET)) if lang == "zh" else []
    found += violations(tab) if not dark else []
    found += spread(visit, chart=stem not in TABLES)
    found += violations(tab) if dark else []  # and on a phone
    visit.leave()
    assert [*found, *visit.complaints, *visit.asked_elsewhere] == []


def reach(visit: Visit, lang: Language, reading: Reading, stem: str) -> None:
    """By the menu from another page of the same view; by address where there is none."""
    link = {"lang": lang, **({"reading": reading} if reading != READINGS[0] else {})}
    visit.page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
    if visit.link == link:
        visit.settle()  # it is laid out for the window again
        expect(visit.menu).to_have_count(
            len(menu(reading))
        )  # what is clicked before all of it has room may be gone by then
        visit.turn_to(stem, lang)
    else:
        visit.open(f"/{'' if stem == 'overview' else stem}?lang={lang}&reading={reading}")


def unpainted(page: Page, lang: Language, painted: Painted) -> Iterator[str]:
    """Characters that no font has, and Chinese ones without a glyph of their own; those that were `painted` on another
    page are not looked at again."""
    by_font: Painted = {}
    for font, characters in page.evaluate(CHINESE):
        by_font.setdefault(font, set()).update(characters)
    if lang == "zh" and not by_font:
        yield "there is no Chinese"
    for font, found in by_font.items():
        new = found - painted.setdefault(font, set())
        boxes = page.evaluate(BOXES, [font, [*sorted(new), NO_GLYPH]]) if new else []
        yield from (f"{character} in {font}" for character in boxes if character != NO_GLYPH)
        painted[font] |= new
    if not page.evaluate("'leadlagCards' in window"):
        page.add_script_tag(path=RENDER)
    texts: dict[str, str] = page.evaluate(SET_IN)
    if len(set("".join(texts.values()))) < (150 if lang == "zh" else 50):
        yield "there are few characters"
    for family, text in texts.items():
        new = set(text) - painted.setdefault(family, set())
        missing = page.evaluate("args => leadlagCards.missing(...args)", ["".join(new) + NO_GLYPH, [family]])
        if missing != [NO_GLYPH]:
            yield f"{missing} in {family}"
        painted[family] |= new


def spread(visit: Visit, *, chart: bool) -> Iterator[str]:
    """Texts over others or cut off on a desktop and on a phone, where neither the page nor a chart scrolls
    sideways."""
    for size in (DESKTOP, PHONE):
        texts = visit.texts_at(*size)
        if bool(texts) != chart:
            yield f"{len(texts)} texts of charts"
        yield from (f"{size[0]} px: {fault}" for fault in printed_over(texts))
    if (widest := visit.page.evaluate(WIDEST)) > PHONE[0]:
        yield f"the page is {widest} px wide on a phone"
    if stranded := visit.page.evaluate(STRANDED):
        yield f"{stranded} charts cannot be scrolled to their end"
