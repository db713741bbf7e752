"""What a reader chooses shows at once, stands in the address, and opens again for whoever gets the link."""

from pathlib import Path

from playwright.sync_api import expect

from leadlag.store import READINGS
from leadlag.words import enum_label, translate
from tests.browser.app_server import serve
from tests.browser.contrast import contrast, luminance
from tests.browser.test_every_page import menu
from tests.browser.visit import DESKTOP, Opened, Visit
from tests.conftest import copy_of_story

LIGHT_TEXT_ON_DARK = 4.5  # WCAG contrast


def test_deep_link_first(opened: Opened, port: int, tmp_path: Path) -> None:
    """The first visit to a fresh server, in a window that is not as wide as the server expects."""
    with serve(tmp_path / "server.log", port=port) as fresh:
        visit = opened("/gaps", at=fresh, size=(900, 900))
        expect(visit.question).to_have_text(translate("en", "page.gaps"))
        visit.resize(*DESKTOP)
        expect(visit.menu).to_have_text([translate("en", f"menu.{stem}") for stem in menu()])
        expect(visit.choice("English")).to_be_checked()
        expect(visit.charts).to_have_count(1)
        expect(visit.page.get_by_test_id("stSidebarNav")).to_have_count(0)
        assert visit.complaints == []


def test_empty_page_leaves_the_menu(opened: Opened, port: int, tmp_path: Path) -> None:
    """In a reading that has nothing for it; its address still opens it, and says where there is something."""
    folder = copy_of_story(tmp_path / "data")
    folder.keep("conflicts")
    folder.save("users", [row for row in folder.rows("users") if row["source"] != "article"])
    with serve(tmp_path / "server.log", {"LEADLAG_DATA": str(folder.path)}, port=port) as fresh:
        visit = opened("/audience", at=fresh)
        others = [translate("en", f"menu.{stem}") for stem in menu() if stem != "audience"]
        expect(visit.menu).to_have_text(others)
        box = visit.page.get_by_test_id("stAlert")
        readings = ", ".join(enum_label("en", "reading", one) for one in READINGS[1:])
        expect(box).to_have_text(translate("en", "empty.reading", readings=readings))
        visit.choice(enum_label("en", "reading", "latest")).click()
        expect(visit.charts.first).to_be_visible()
        expect(visit.menu).to_have_text([translate("en", f"menu.{stem}") for stem in menu("latest")])
        visit.page.go_back()
        expect(visit.menu).to_have_text(others)
        assert visit.complaints == []


def test_language_stays(opened: Opened) -> None:
    """And is named to a browser that reads a page out or translates it, anew whenever the reader switches."""
    visit = opened("/prices")
    written = visit.page.locator("html")
    expect(written).to_have_attribute("lang", "en")
    visit.choice("中文").click()
    expect(visit.question).to_have_text(translate("zh", "page.prices"))
    expect(visit.menu).to_have_text([translate("zh", f"menu.{stem}") for stem in menu()])
    expect(written).to_have_attribute("lang", "zh-CN")
    visit.settle()
    assert visit.link == {"lang": "zh"}

    visit.turn_to("gaps", "zh")
    assert visit.link == {"lang": "zh"}
    expect(written).to_have_attribute("lang", "zh-CN")
    visit.choice("English").click()
    expect(written).to_have_attribute("lang", "en")
    assert visit.complaints == []


def test_links_open_the_same_view(opened: Opened) -> None:
    """With a currency and a number of effects, for a reader whose browser is greeted in Chinese otherwise."""
    sender = opened("/prices")
    expect(sender.charts).to_have_count(2)
    stated = sender.findings.all_inner_texts()
    sender.choice("CNY").click()
    expect(sender.charts.first).not_to_contain_text("$")
    sender.settle()
    assert sender.link == {"lang": "en", "currency": "CNY"}
    assert sender.findings.all_inner_texts() == stated

    slider = sender.page.get_by_role("slider")
    slider.focus()
    slider.press("ArrowLeft")
    expect(sender.findings.last).not_to_have_text(stated[-1])
    sender.settle()
    assert sender.link == {"lang": "en", "currency": "CNY", "uses": "9"}

    receiver = opened("/", locale="zh-CN")
    expect(receiver.question).to_have_text(translate("zh", "page.overview"))
    receiver.open(sender.address)
    expect(receiver.choice("CNY")).to_be_checked()
    assert seen(receiver) == seen(sender)


def test_links_keep_a_side(opened: Opened) -> None:
    visit = opened("/gaps?lang=zh&side=all")
    every = len(visit.chart_texts())
    visit.choice("OpenAI 与 Adobe").click()
    visit.page.wait_for_url("**side=openai_adobe**")
    visit.settle()
    sent = seen(visit)
    assert 0 < len(visit.chart_texts()) < every

    visit.open(visit.address)
    expect(visit.choice("OpenAI 与 Adobe")).to_be_checked()
    assert visit.link == {"lang": "zh", "side": "openai_adobe"}
    assert seen(visit) == sent


def test_dark_desktop(opened: Opened) -> None:
    """It gets light text on a dark page."""
    visit = opened("/gaps", dark=True)
    background = visit.page.evaluate("getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor")
    assert luminance(background) < 0.02
    texts = visit.chart_texts()
    assert [text.text for text in texts if luminance(text.fill) <= luminance(background)] == []
    assert [text.text for text in texts if contrast(text.fill, background) < LIGHT_TEXT_ON_DARK] == []


def seen(visit: Visit) -> list[str]:
    """The findings and every text of the charts."""
    return visit.findings.all_inner_texts() + [text.text for text in visit.chart_texts()]
