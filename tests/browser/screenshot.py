"""The README's pictures, taken by the dashboard itself: `python -m tests.browser.screenshot`."""

import io
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import FloatRect, Page

from leadlag import paths
from leadlag.cli import main as command_line
from leadlag.store import READINGS
from tests.browser.app_server import serve
from tests.browser.chromium import chromium
from tests.browser.visit import Visit

DOCS = paths.ROOT / "docs"
WIDTH, NARROW, GAP = 1440, 1100, 24  # px
WHOLE = "Math.ceil(document.querySelector('[data-testid=stMain]').scrollHeight)"
#: The pair that turns round with the reading, from the first line of its name to the next pair's.
PAIR = """() => {
    const plot = document.querySelector('.stPlotlyChart').getBoundingClientRect();
    const names = [...document.querySelectorAll('.stPlotlyChart text')].map(text => ({
        words: text.textContent, ...text.getBoundingClientRect().toJSON(),
    })).filter(text => text.left < plot.left + 5).sort((a, b) => a.top - b.top);
    const second = names.findIndex(text => text.words.includes('Zhang Nan'));
    const next = names.slice(second + 1).find(text => !text.words.startsWith('Stated'))?.top ?? plot.bottom;
    const top = names[second - 1].top - 4;
    return {x: plot.left - 20, y: top, width: plot.width + 40, height: next - top - 6};
}"""
MASTHEAD = """() => {
    const box = document.querySelector('.st-key-masthead').getBoundingClientRect();
    const line = document.querySelector('.st-key-choices').getBoundingClientRect();
    const below = document.querySelector('.sources-line').getBoundingClientRect();
    const bottom = Math.min(line.bottom + 12, below.top);
    return {x: box.left - 20, y: box.top - 12, width: box.width + 40, height: bottom - box.top + 12};
}"""


#: Cards shown in the README, as the command line writes them: the date of their figures stands between.
CARDS = ("gaps_en_*_1080x1350_1.png", "effects_zh_*_1200x675.png", "memberships_en_*_1200x675.png")
CARD_HEIGHT = 900  # px in the README's picture


def main() -> None:
    DOCS.mkdir(exist_ok=True)
    _cards().save(DOCS / "cards.png", optimize=True)
    with tempfile.TemporaryDirectory() as folder, serve(Path(folder) / "server.log") as server, chromium() as browser:
        page = browser.new_page(viewport={"width": WIDTH, "height": 900}, locale="en-GB", color_scheme="light")
        visit = Visit(page, server)
        _whole(visit, page, WIDTH, "/?lang=en")
        page.screenshot(path=DOCS / "overview.png")
        strips = []
        for reading in READINGS[:2]:
            _whole(visit, page, NARROW, f"/gaps?lang=en&reading={reading}")
            strips += [_cut(page, MASTHEAD), _cut(page, PAIR)]
        _stacked(strips).save(DOCS / "readings.png", optimize=True)
    for picture in sorted(DOCS.glob("*.png")):
        print(f"{picture.relative_to(paths.ROOT)}: {picture.stat().st_size:,} bytes")


def _cards() -> Image.Image:
    """A tall card, and beside it two wide ones below each other."""
    with tempfile.TemporaryDirectory() as folder:
        questions = ",".join(name.split("_en_")[0].split("_zh_")[0] for name in CARDS)
        command_line(["cards", "--to", folder, "--question", questions, "--size", "1200x675,1080x1350"])
        made = [Image.open(next(Path(folder).glob(name))).convert("RGB") for name in CARDS]
    low = (CARD_HEIGHT - GAP) // 2
    tall, *wide = (
        card.resize((round(card.width * height / card.height), height))
        for card, height in zip(made, (CARD_HEIGHT, low, low), strict=True)
    )
    paper = Image.new("RGB", (tall.width + GAP + max(card.width for card in wide), CARD_HEIGHT), "#8b8b8b")
    paper.paste(tall, (0, 0))
    for place, card in enumerate(wide):
        paper.paste(card, (tall.width + GAP, place * (low + GAP)))
    return paper


def _whole(visit: Visit, page: Page, width: int, address: str) -> None:
    visit.open(address)
    visit.resize(width, page.evaluate(WHOLE))


def _cut(page: Page, place: str) -> Image.Image:
    clip: FloatRect = page.evaluate(place)
    return Image.open(io.BytesIO(page.screenshot(clip=clip)))


def _stacked(strips: list[Image.Image]) -> Image.Image:
    """All strips below each other, a gap after every second one."""
    height = sum(strip.height for strip in strips) + GAP * (len(strips) // 2 - 1)
    paper = Image.new("RGB", (max(strip.width for strip in strips), height), "#ffffff")
    y = 0
    for place, strip in enumerate(strips):
        paper.paste(strip, (0, y))
        y += strip.height + (GAP if place % 2 else 0)
    return paper


if __name__ == "__main__":
    main()
