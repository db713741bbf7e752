"""From a mark to its proof: a reading turns the charts round, a mark answers the pointer and opens its statement."""

from playwright.sync_api import expect

from leadlag.words import translate
from tests.browser.visit import Opened, Visit

#: Where a statement's mark stands in the first chart, in pixels of the window.
PLACE = """statement => {
  const plot = document.querySelector('.js-plotly-plot'), edge = plot.getBoundingClientRect();
  for (const trace of plot.data) {
    const at = (trace.customdata || []).indexOf(statement);
    if (at < 0) continue;
    const across = plot._fullLayout[(trace.xaxis || 'x').replace('x', 'xaxis')], down = plot._fullLayout.yaxis;
    return [edge.left + across._offset + across.c2p(trace.x[at]), edge.top + down._offset + down.c2p(trace.y[at])];
  }
}"""
MOVE, GAP = "zhang_nan_move_2024_02_07", "gap_sora_demo_zhang_nan_move"


def place(visit: Visit, statement: str) -> tuple[float, float]:
    visit.resize(1440, 2600)  # the whole chart is in the window
    x, y = visit.page.evaluate(PLACE, statement)
    return x, y


def test_reading_travels(opened: Opened) -> None:
    """It turns a gap round, stays on other pages, and stands in the link."""
    visit = opened("/gaps")
    expect(visit.charts.first).to_contain_text("14–22 days")
    visit.choice("Checked").click()
    expect(visit.charts.first).to_contain_text("6–14 days")
    expect(visit.charts.first).not_to_contain_text("14–22 days")
    visit.settle()
    assert visit.link == {"lang": "en", "reading": "checked"}
    visit.turn_to("timeline", "en")
    expect(visit.charts.first).to_contain_text("Jianying launches")
    assert visit.link == {"lang": "en", "reading": "checked"}
    visit.open(visit.address)
    expect(visit.charts.first).to_contain_text("Jianying launches")
    assert visit.complaints == []


def test_mark_answers(opened: Opened) -> None:
    """The pointer with claim, figure, source and standing; a click with its card, as often as it is clicked, and then
    nothing has faded."""
    visit = opened("/timeline?kind=all")
    visit.page.mouse.move(*place(visit, MOVE))
    answer = visit.page.locator(".mark-tip")
    for part in (
        "stepped",
        "As written: 2月7日",
        "小川电商",
        "Confirmed by another source",
        translate("en", "chart.open"),
    ):
        expect(answer).to_contain_text(part)

    inks = {text.fill for text in visit.chart_texts()}
    card = visit.page.get_by_role("dialog")
    for _ in range(3):
        visit.page.mouse.click(*place(visit, MOVE))
        expect(card).to_contain_text("milestones.csv, row")
        expect(card).to_contain_text("Confirmed by another source")
        visit.page.keyboard.press("Escape")
        expect(card).to_have_count(0)
    assert {text.fill for text in visit.chart_texts()} == inks
    assert visit.complaints == []


#: The label of the mark that has the keys, what stands beside it, and how many texts of the chart that covers.
KEYED = """() => {
  const tip = document.querySelector('.mark-tip'), box = tip.getBoundingClientRect();
  const texts = [...document.querySelectorAll('.js-plotly-plot text')].map(text => text.getBoundingClientRect());
  const covered = texts.filter(text => Math.min(box.right, text.right) - Math.max(box.left, text.left) > 1
    && Math.min(box.bottom, text.bottom) - Math.max(box.top, text.top) > 1);
  return [document.activeElement.getAttribute('aria-label'), tip.hidden ? '' : tip.textContent, covered.length];
}"""


def test_keys_reach_every_mark(opened: Opened) -> None:
    """Tab the first, arrows all others; what each says stands beside it, Enter opens its card, Esc leaves both."""
    visit = opened("/gaps?reading=checked")
    keys, card = visit.page.keyboard, visit.page.get_by_role("dialog")
    visit.page.locator(".st-key-side").get_by_role("radio").last.focus()
    keys.press("Tab")
    count = visit.page.locator("path.point[tabindex]").count()
    said = []
    for _ in range(count):
        label, tip, covered = visit.page.evaluate(KEYED)
        said.append((label, tip, covered))
        keys.press("ArrowRight")
    assert count > len(visit.charts.all())
    assert [one for one in said if not one[0] or one[0].split(",")[0] not in one[1]] == []
    assert any("−8 days" in label for label, *_ in said)
    assert sum(covered > 0 for *_, covered in said) == 0

    keys.press("Home")
    label = visit.page.evaluate(KEYED)[0]
    for _ in range(2):
        keys.press("Enter")
        expect(card).to_contain_text(".csv, row")
        keys.press("Escape")
        expect(card).to_have_count(0)
        visit.page.wait_for_function("label => document.activeElement.getAttribute('aria-label') === label", arg=label)
    keys.press("Escape")
    assert visit.page.evaluate(KEYED)[:2] == [None, ""]
    assert visit.complaints == []


def test_card_links_to_its_statement(opened: Opened) -> None:
    visit = opened("/timeline?reading=checked&kind=demo")
    visit.page.mouse.click(*place(visit, "sora_demo_2024_02_15"))
    visit.page.get_by_role("dialog").get_by_role("link", name="sora_demo_2024_02_15", exact=True).click()
    visit.page.wait_for_url("**/figures?**")
    expect(visit.page.locator("article.card h2")).to_contain_text("15 February")
    visit.settle()
    assert visit.link == {"statement": "sora_demo_2024_02_15", "lang": "en", "reading": "checked"}


def test_unknown_statement(opened: Opened) -> None:
    """A link to one is answered with the nearest."""
    visit = opened(f"/figures?lang=zh&statement={GAP}s")
    expect(visit.page.locator(".card")).to_contain_text(f"{GAP}s")
    visit.page.locator(".card").get_by_role("link", name=GAP).click()
    expect(visit.page.locator("article.card")).to_contain_text(translate("zh", "verdict.contradicted"))


def test_tally_leads_to_conflicts(opened: Opened) -> None:
    """From the overview, in the same reading."""
    visit = opened("/?reading=latest")
    visit.page.locator(".confidence").get_by_role("link").click()
    expect(visit.question).to_have_text(translate("en", "page.conflicts"))
    visit.settle()
    assert visit.link == {"lang": "en", "reading": "latest"}
