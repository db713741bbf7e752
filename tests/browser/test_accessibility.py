"""What axe-core finds on each page in its states: nothing, whatever its weight."""

from collections.abc import Iterator
from importlib.resources import files

from playwright.sync_api import Page, expect

from leadlag.words import Language, translate
from tests.browser.panels import Panel
from tests.browser.test_every_page import PAGES
from tests.browser.visit import DESKTOP, PHONE, Opened, Visit

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
#: Rule and place of what axe-core finds in the document, shadows included; of rows and marks that are all alike, in the
#: first.
FOUND = """async () => (await axe.run(
    { exclude: [['.html-table tr:nth-child(n+4)'], ['section.dispute:nth-child(n+4)'], ['path.point:nth-child(n+4)']] },
    { resultTypes: ['violations'] },
  )).violations.flatMap(({ id, nodes }) =>
  nodes.map(({ target, html }) => `${id}: ${target.flat().at(-1)} ${html.slice(0, 120)}`))"""
#: Language, size, dark: every value of each, over every page. The states of a page are looked at in the second.
VIEWS: tuple[tuple[Language, tuple[int, int], bool], ...] = (("en", DESKTOP, False), ("zh", PHONE, True))


def found(page: Page) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    violations: list[str] = page.evaluate(FOUND)
    return violations


def states(visit: Visit, lang: Language) -> Iterator[str]:
    """Each state in turn, open when it is named."""
    visit.open(f"/gaps?lang={lang}")
    yield "page of gaps"
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
    visit.page.keyboard.press("Escape")
    expect(visit.page.locator("article.card")).to_have_count(0)


def test_axe_finds_nothing(opened: Opened) -> None:
    faults = []
    for lang, size, dark in VIEWS:
        visit = opened(f"/?lang={lang}", size=size, dark=dark)
        for state in states(visit, lang) if dark else ():
            faults += [f"{state} {lang} {size[0]}: {one}" for one in found(visit.page)]
        for stem in PAGES:
            visit.open(f"/{'' if stem == 'overview' else stem}?lang={lang}&reading=latest")
            faults += [f"{stem} {lang} {size[0]}: {one}" for one in found(visit.page)]
        assert visit.complaints == []
    assert faults == []
