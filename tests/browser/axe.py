"""axe-core, and what it finds on an open page: what a screen reader or a keyboard misses."""

from importlib.resources import files

from playwright.sync_api import Page

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
#: Rule and place of what axe-core finds in the document, shadows included; of rows and marks that are all alike, in the
#: first.
FOUND = """async () => (await axe.run(
    { exclude: [['.html-table tr:nth-child(n+4)'], ['section.dispute:nth-child(n+4)'], ['path.point:nth-child(n+4)']] },
    { resultTypes: ['violations'] },
  )).violations.flatMap(({ id, nodes }) =>
  nodes.map(({ target, html }) => `${id}: ${target.flat().at(-1)} ${html.slice(0, 120)}`))"""


def violations(page: Page) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found: list[str] = page.evaluate(FOUND)
    return found
