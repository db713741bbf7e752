"""What axe-core finds in the states of a page: nothing, whatever its weight. `test_every_page` asks it of each page."""

from collections.abc import Iterator

from playwright.sync_api import expect

from leadlag.words import Language, translate
from tests.browser.axe import violations
from tests.browser.panels import Panel
from tests.browser.visit import PHONE, Opened, Visit


def states(visit: Visit, lang: Language) -> Iterator[str]:
    """Each state of the page of gaps in turn, open when it is named."""
    visit.page.locator("path.point[tabindex='0']").focus()
    yield "mark"
    visit.page.keyboard.press("Enter")
    expect(visit.page.get_by_role("dialog")).to_contain_text(".csv")
    yield "card"
    visit.page.keyboard.press("Escape")
    expect(visit.page.get_by_role("dialog")).to_have_count(0)
    visit.page.keyboard.press("Escape")
    panel = Panel(visit, "gaps", lang).open()
    yield "share panel"
    visit.page.keyboard.press("Escape")
    expect(panel.place).to_have_count(0)
    behind = visit.page.locator(".st-key-behind-gaps")
    behind.get_by_role("radio", name=translate(lang, "show.table")).click()
    table = visit.page.locator(".html-table").first
    expect(table).to_be_visible()
    yield "table"
    visit.page.keyboard.press("Escape")
    expect(table).to_have_count(0)
    opener = visit.button(translate(lang, "save.page"))
    expect(opener).to_have_attribute("aria-expanded", "false")
    whole = Panel(visit, lang=lang).open()
    expect(opener).to_have_attribute("aria-expanded", "true")
    yield "panel of the page"
    visit.page.keyboard.press("Escape")
    expect(whole.place).to_have_count(0)
    expect(opener).to_have_attribute("aria-expanded", "false")
    visit.page.goto(f"{visit.server.url}/gaps?lang={lang}&view=slide")
    expect(visit.page.locator(".slides")).to_have_attribute("data-state", "drawn")
    yield "slide"
    visit.open(f"/figures?lang={lang}&statement=sora_demo_2024_02_16")
    yield "statement"


def test_axe_finds_nothing(opened: Opened) -> None:
    visit = opened("/gaps?lang=zh", size=PHONE, dark=True)
    faults = [f"{state}: {one}" for state in states(visit, "zh") for one in violations(visit.page)]
    assert [*faults, *visit.complaints] == []
