"""From a mark to its proof: a reading turns the charts round, a mark answers the pointer and opens its statement."""

from playwright.sync_api import expect

from leadlag.words import say
from tests.browser.conftest import Opened
from tests.browser.visit import Visit

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


def test_a_reading_turns_a_gap_round_stays_on_other_pages_and_travels_in_the_link(opened: Opened) -> None:
    visit = opened("/gaps")
    expect(visit.charts.first).to_contain_text("same day ≠ stated")
    visit.choice("Checked").click()
    expect(visit.charts.first).to_contain_text("−8 days: came first ≠ stated")
    expect(visit.charts.first).not_to_contain_text("same day ≠ stated")
    visit.settle()
    assert visit.link == {"lang": "en", "reading": "checked"}
    visit.menu.filter(has_text="Timeline").click()
    expect(visit.charts.first).to_contain_text("15 Feb 2024")
    visit.settle()
    assert visit.link == {"lang": "en", "reading": "checked"}
    expect(opened("/timeline?lang=en&reading=checked").charts.first).to_contain_text("15 Feb 2024")
    assert visit.complaints == []


def test_a_mark_answers_the_pointer_with_claim_figure_source_and_standing(opened: Opened) -> None:
    visit = opened("/timeline")
    visit.page.mouse.move(*place(visit, MOVE))
    answer = visit.page.locator(".hoverlayer")
    for part in (
        "was said to have stepped down as CEO",
        "As written: 2月7日",
        "小川电商",
        "Confirmed by another source",
    ):
        expect(answer).to_contain_text(part)


def test_picking_a_mark_opens_its_card_as_often_as_it_is_picked_and_fades_nothing(opened: Opened) -> None:
    visit = opened("/timeline")
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


def test_a_card_links_to_the_statement_itself(opened: Opened) -> None:
    visit = opened("/gaps?reading=checked")
    visit.page.mouse.click(*place(visit, "sora_demo_2024_02_15"))
    visit.page.get_by_role("dialog").get_by_role("link", name="sora_demo_2024_02_15", exact=True).click()
    visit.page.wait_for_url("**/figures?**")
    visit.settle()
    assert visit.link == {"statement": "sora_demo_2024_02_15", "lang": "en", "reading": "checked"}
    expect(visit.page.locator("article.card h3")).to_contain_text("15 February")


def test_a_link_to_an_unknown_statement_is_answered_with_the_nearest(opened: Opened) -> None:
    visit = opened(f"/figures?lang=zh&statement={GAP}s")
    expect(visit.page.locator(".card")).to_contain_text(f"{GAP}s")
    visit.page.locator(".card").get_by_role("link", name=GAP).click()
    expect(visit.page.locator("article.card")).to_contain_text(say("zh", "short.contradicted"))


def test_the_tally_on_the_overview_leads_to_the_conflicts_in_the_same_reading(opened: Opened) -> None:
    visit = opened("/?reading=latest")
    visit.page.locator(".confidence").get_by_role("link").click()
    expect(visit.question).to_have_text(say("en", "page.conflicts"))
    visit.settle()
    assert visit.link == {"lang": "en", "reading": "latest"}
