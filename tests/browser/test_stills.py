"""A chart's picture before Plotly has drawn it: there with the heading, where the chart will be, then gone."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, Route, expect

from leadlag import charts, queries
from leadlag.rows import Gaps
from leadlag.store import Snapshot
from leadlag.ui.window_width import BREAKPOINTS
from leadlag.words import translate
from tests.browser.app_server import Server
from tests.browser.panels import close
from tests.browser.visit import DESKTOP, PHONE, Opened
from tests.markup import EVIL

PLOTLY = "**/PlotlyChart.*.js"
#: Streamlit has run the page, and all but its charts is there, its fonts included.
RUN = """() => document.documentElement.dataset.layout === (KINDS.find(([, least]) => window.innerWidth >= least)[0])
  && document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'
  && document.fonts.status === 'loaded' && document.querySelector('.still text')
  && ![...document.querySelectorAll('[data-testid=stSkeleton]')].some(one => !one.closest('[class*=st-key-plot-]'))"""
RUN = RUN.replace("KINDS", json.dumps(list(BREAKPOINTS.items())))
#: Texts by their ink, marks by their outline, where they are printed.
BOXES = """([texts, marks]) => {
  const box = one => { const edges = one.getBoundingClientRect();
    return [edges.left, edges.top, edges.right, edges.bottom]; };
  const ink = text => {
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT), range = document.createRange();
    const nodes = [];
    while (walker.nextNode()) if (walker.currentNode.data.trim()) nodes.push(walker.currentNode);
    if (!nodes.length) return [0, 0, 0, 0];
    const first = nodes[0].data, last = nodes.at(-1).data;
    range.setStart(nodes[0], first.length - first.trimStart().length);
    range.setEnd(nodes.at(-1), last.trimEnd().length);
    return box(range);
  };
  const seen = one => getComputedStyle(one).strokeOpacity !== '0';
  const found = (selector, place) => [...document.querySelectorAll(selector)].filter(seen).map(place);
  return [found(texts, ink), found(marks, box)];
}"""
IN_STILL = [".still text", ".still :is(circle, g[fill^='#'] > svg > path)"]
IN_PLOT = [".js-plotly-plot text", ".js-plotly-plot path.point"]
AROUND = """() => [...document.querySelectorAll('h1, .finding, .footer, [class*=st-key-plot-]')].map(one => {
  const { x, y, width, height } = one.getBoundingClientRect(); return [x, y, width, height]; })"""
#: Where each chart stands, frame by frame: the page's question, the picture seen there, whether Plotly has drawn.
WATCH = """() => { window.watched = []; const look = () => {
    for (const place of document.querySelectorAll('[class*=st-key-plot-]')) {
      const still = place.querySelector('.still'), seen = still?.checkVisibility() ? still.ariaLabel : '';
      window.watched.push([document.querySelector('h1').textContent, seen, !!place.querySelector('.main-svg')]);
    }
    requestAnimationFrame(look); }; look(); }"""
TOLERANCE = 0.1  # px


@contextmanager
def without_plotly(page: Page) -> Iterator[list[Route]]:
    """Plotly's script is waited for in vain, until what asks for it is let go."""
    held: list[Route] = []
    page.route(PLOTLY, lambda route: held.append(route))
    yield held
    page.unroute(PLOTLY)


@pytest.mark.parametrize(
    ("path", "size"),
    [("/?lang=en", PHONE), ("/gaps?lang=zh&reading=latest", (900, 900)), ("/prices?lang=en&currency=USD", DESKTOP)],
)
def test_same_places_as_plotly(opened: Opened, path: str, size: tuple[int, int]) -> None:
    visit = opened("/swap?lang=en", size=size)
    page = visit.page
    with without_plotly(page) as held:
        page.goto(visit.server.url + path)
        page.wait_for_function(RUN)
        around = page.evaluate(AROUND)
        texts, marks = page.evaluate(BOXES, IN_STILL)
        for route in held:
            route.continue_()
        visit.settle()
        page.wait_for_function("() => !document.querySelector('.still').checkVisibility()")
        assert page.evaluate(AROUND) == around
        drawn_texts, drawn_marks = page.evaluate(BOXES, IN_PLOT)
    assert sorted(drawn_texts) == [pytest.approx(box, abs=TOLERANCE) for box in sorted(texts)]
    assert sorted(drawn_marks) == [pytest.approx(box, abs=TOLERANCE) for box in sorted(marks)]
    assert visit.complaints == []


def test_picture_where_plotly_never_comes(opened: Opened, snapshot: Snapshot) -> None:
    """It is the chart's image for whoever cannot see it, too; what failed is told below it."""
    visit = opened("/swap?lang=en", dark=True)
    visit.page.route(PLOTLY, lambda route: route.abort())
    visit.page.goto(f"{visit.server.url}/audience?lang=en")
    chart = charts.chart(snapshot, "audience", charts.render_options(snapshot, "en"))
    assert chart
    picture = visit.page.get_by_role("img", name=chart.alt, exact=True)
    expect(picture).to_be_visible()
    told = visit.page.get_by_test_id("stAlertContainer")
    expect(told).to_be_visible()
    image, message = picture.bounding_box(), told.bounding_box()
    assert image
    assert message
    assert message["y"] >= image["y"] + image["height"]
    visit.page.unroute(PLOTLY)


def test_markup_in_data(hostile_server: Server, opened: Opened) -> None:
    visit = opened("/swap?lang=en", at=hostile_server)
    with without_plotly(visit.page):
        visit.page.goto(f"{hostile_server.url}/timeline?lang=en&reading=latest")
        visit.page.wait_for_function(RUN)
        texts = visit.page.locator(".still text").all_text_contents()
        assert close(EVIL) in close("".join(texts))  # a long one takes several lines
        assert visit.page.locator(".still :is(b, strong, em, a, img, script, .katex)").count() == 0
        assert visit.page.locator(".still").first.get_attribute("aria-label")


def test_either_picture_or_plot(opened: Opened, snapshot: Snapshot) -> None:
    """Where a chart is drawn anew one of them is there in every frame; on another page there is no picture of this."""
    visit = opened("/prices?lang=en&reading=latest")
    visit.page.evaluate(WATCH)
    visit.choice("CNY").click()
    expect(visit.page.locator("[class*=st-key-plot-] text", has_text="≈ ¥").first).to_be_attached()
    visit.settle()
    watched = visit.page.evaluate("window.watched.splice(0)")
    assert [frame for frame in watched if bool(frame[1]) == frame[2]] == []
    visit.turn_to("gaps", "en")
    watched = visit.page.evaluate("window.watched")
    assert [frame for frame in watched if frame[1] and frame[2]] == []
    latest = snapshot.read_as("latest")
    rows = [row for row in queries.ask(latest, Gaps) if row.across]
    gaps = charts.chart(latest, "gaps", charts.render_options(latest, "en"), rows, (("pairs", "across"),))
    assert gaps
    assert {picture for question, picture, _ in watched if question == translate("en", "page.gaps")} <= {"", gaps.alt}


def test_on_paper(opened: Opened) -> None:
    visit = opened("/prices?lang=en")
    visit.page.emulate_media(media="print")
    expect(visit.charts.first).to_be_visible()
    expect(visit.page.locator(".still").first).to_be_hidden()
