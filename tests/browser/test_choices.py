"""What a reader chooses shows at once, stands in the address, and opens again for whoever gets the link."""

from pathlib import Path

from playwright.sync_api import expect

from leadlag.words import say
from tests.browser.conftest import Opened
from tests.browser.contrast import contrast, luminance
from tests.browser.running import serve
from tests.browser.test_every_page import PAGES
from tests.browser.visit import Visit

LIGHT_TEXT_ON_DARK = 4.5  # WCAG contrast


def test_the_first_visit_to_a_fresh_server_may_be_a_deep_link(opened: Opened, tmp_path: Path) -> None:
    with serve(tmp_path / "server.log") as fresh:
        visit = opened("/gaps", at=fresh)
        expect(visit.question).to_have_text(say("en", "page.gaps"))
        expect(visit.menu).to_have_text([say("en", f"menu.{stem}") for stem in PAGES])
        expect(visit.choice("English")).to_be_checked()
        expect(visit.charts).to_have_count(1)
        expect(visit.page.get_by_test_id("stSidebarNav")).to_have_count(0)
        assert visit.complaints == []


def test_the_language_changes_everything_and_stays(opened: Opened) -> None:
    visit = opened("/prices")
    visit.choice("中文").click()
    expect(visit.question).to_have_text(say("zh", "page.prices"))
    expect(visit.menu).to_have_text([say("zh", f"menu.{stem}") for stem in PAGES])
    visit.settle()
    assert visit.link == {"lang": "zh"}

    visit.menu.filter(has_text=say("zh", "menu.gaps")).click()
    expect(visit.question).to_have_text(say("zh", "page.gaps"))
    visit.settle()
    assert visit.link == {"lang": "zh"}
    assert visit.complaints == []


def test_a_chinese_browser_is_greeted_in_chinese(opened: Opened) -> None:
    expect(opened("/", locale="zh-CN").question).to_have_text(say("zh", "page.overview"))


def test_a_link_with_a_currency_opens_the_same_view(opened: Opened) -> None:
    sender = opened("/prices")
    stated = sender.findings.all_inner_texts()
    sender.choice("USD").click()
    expect(sender.charts.first).to_contain_text("$")
    sender.settle()
    assert sender.link == {"lang": "en", "currency": "USD"}

    receiver = opened(sender.page.url.removeprefix(sender.server.url), locale="zh-CN")
    expect(receiver.choice("USD")).to_be_checked()
    assert _seen(receiver) == _seen(sender)
    assert stated == sender.findings.all_inner_texts()


def test_a_link_with_a_side_opens_the_same_view(opened: Opened) -> None:
    sender = opened("/gaps?lang=zh")
    every = len(sender.chart_texts())
    sender.choice("OpenAI 与 Adobe").click()
    sender.page.wait_for_url("**side=openai_adobe**")
    sender.settle()
    assert 0 < len(sender.chart_texts()) < every

    receiver = opened(sender.page.url.removeprefix(sender.server.url))
    expect(receiver.choice("OpenAI 与 Adobe")).to_be_checked()
    assert receiver.link == {"lang": "zh", "side": "openai_adobe"}
    assert _seen(receiver) == _seen(sender)


def test_moving_a_slider_changes_the_finding_and_the_link(opened: Opened) -> None:
    visit = opened("/prices")
    finding = visit.findings.last
    before = finding.inner_text()
    slider = visit.page.get_by_role("slider")
    slider.focus()
    slider.press("ArrowLeft")
    expect(finding).not_to_have_text(before)
    visit.settle()
    assert visit.link == {"lang": "en", "uses": "9"}
    assert opened("/prices?lang=en&uses=9").findings.last.inner_text() == finding.inner_text()


def test_a_dark_desktop_gets_light_text_on_a_dark_page(opened: Opened) -> None:
    visit = opened("/gaps", color_scheme="dark")
    background = visit.page.evaluate("getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor")
    assert luminance(background) < 0.02
    texts = visit.chart_texts()
    assert [text.text for text in texts if luminance(text.fill) <= luminance(background)] == []
    assert [text.text for text in texts if contrast(text.fill, background) < LIGHT_TEXT_ON_DARK] == []


def _seen(visit: Visit) -> list[str]:
    """The findings and every text of the charts."""
    return visit.findings.all_inner_texts() + [text.text for text in visit.chart_texts()]
