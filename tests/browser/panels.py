"""The share panel below a chart, and the one below a page, as a reader uses them."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from playwright.sync_api import Download, Locator, expect

from leadlag.words import Language, translate
from tests.browser.visit import TIMEOUT, Visit

CLIPBOARD = ("clipboard-read", "clipboard-write")
SVG = "{http://www.w3.org/2000/svg}"
#: The text, or the size of the picture, that comes into the empty clipboard within so many milliseconds.
COPIED = """async patience => {
  for (const start = performance.now(); performance.now() - start < patience;) {
    const [item] = await navigator.clipboard.read();
    if (item?.types.includes('image/png')) {
      const head = new DataView(await (await item.getType('image/png')).arrayBuffer());
      return [head.getUint32(16), head.getUint32(20)];
    }
    const text = await navigator.clipboard.readText();
    if (text) return text;
    await new Promise(requestAnimationFrame);
  }
}"""


@dataclass(frozen=True)
class Panel:
    """The panel below one chart of an open page, or below all of them where no question is named."""

    visit: Visit
    question: str = ""
    lang: Language = "en"

    @property
    def place(self) -> Locator:
        within = f".st-key-share-{self.question} " if self.question else ""
        return self.visit.page.locator(f"{within}.panel")

    def open(self) -> "Panel":
        if self.question:
            behind = self.visit.page.locator(f".st-key-behind-{self.question}")
            behind.get_by_role("radio", name=translate(self.lang, "show.share")).click()
        else:
            self.visit.button(translate(self.lang, "save.page")).click()
        return self.drawn()

    def drawn(self) -> "Panel":
        expect(self.place).to_have_attribute("data-state", "drawn")
        return self

    @property
    def previews(self) -> Locator:
        return self.place.locator("img")

    @property
    def svg(self) -> str:
        """The first preview's own SVG."""
        text: str = self.previews.first.evaluate("async image => (await fetch(image.src)).text()")
        return text

    @property
    def words(self) -> str:
        """All texts of the first preview without blanks: a line may break anywhere."""
        return close(words(self.svg))

    def choose(self, control: str, label: str) -> None:
        """A choice above the preview; returns when another card is drawn."""
        choices = self.visit.page.locator(f".st-key-share-choices-{self.question}")
        group = choices.get_by_role("radiogroup", name=translate(self.lang, control))
        self.redrawn_by(group.get_by_role("radio", name=label))

    def redrawn_by(self, choice: Locator) -> None:
        before = self.previews.first.get_attribute("src") or ""
        choice.click()
        expect(self.previews.first).not_to_have_attribute("src", before)
        self.drawn()

    def button(self, action: str) -> Locator:
        return self.place.get_by_role("button", name=translate(self.lang, f"share.action.{action}"), exact=True).first

    def save(self, action: str) -> Download:
        with self.visit.page.expect_download() as found:
            self.button(action).click()
        return found.value

    def copy(self, action: str) -> Any:
        """What the clipboard holds after a button is pressed."""
        return self.copied(self.button(action).click)

    def copied(self, act: Callable[[], None]) -> Any:
        """The text, or the size of the picture, that comes into the empty clipboard by what is done; it is said so."""
        self.visit.page.evaluate("navigator.clipboard.writeText('')")
        act()
        found = self.visit.page.evaluate(COPIED, TIMEOUT)
        expect(self.place.get_by_role("status")).to_have_text(translate(self.lang, "share.copied"))
        return found


def words(svg: str) -> str:
    """All texts of an SVG."""
    return "\n".join("".join(text.itertext()) for text in ElementTree.fromstring(svg).iter(f"{SVG}text"))


def close(text: str) -> str:
    """A text without its blanks."""
    return re.sub(r"\s", "", text)


def content(download: Download) -> bytes:
    return Path(download.path()).read_bytes()
