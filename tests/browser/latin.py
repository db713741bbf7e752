"""What a page in Chinese says in Latin letters."""

from playwright.sync_api import Page

from leadlag.words import language_name

#: Texts and names for screen readers that have Latin letters alone, where no data, chart, query or icon stands.
LATIN = r"""() => {
  const data = `script, style, pre, canvas, .js-plotly-plot, [data-testid=stHtml], [data-testid=stIconMaterial],
    [data-testid=stFileChip] > :not(small), [role=listbox] [data-key]`;
  const isLatin = text => /[a-z]{2}/i.test(text) && !/\p{Script=Han}/u.test(text);
  const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement, shown = parent.checkVisibility({ visibilityProperty: true });
    if (shown && isLatin(node.data) && !parent.closest(data)) found.push(node.data.trim());
  }
  for (const name of ['aria-label', 'title', 'placeholder']) {
    for (const element of document.querySelectorAll(`[${name}]:not([data-testid=stFileChip])`)) {
      const text = element.getAttribute(name);
      if (element.checkVisibility() && isLatin(text) && !element.closest(data)) found.push(`${name}: ${text}`);
    }
  }
  return [...new Set(found)].sort();
}"""
#: Names that are the same in every language.
NAMES = {language_name("en"), "SQL", "CNY", "USD", "• PNG"}


def latin(page: Page) -> set[str]:
    """What is said in Latin letters, the names that are the same in every language left out."""
    return set(page.evaluate(LATIN)) - NAMES
